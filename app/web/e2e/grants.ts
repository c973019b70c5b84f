// The part of the story that is about a VC's grants.

import { describe, expect, it } from 'vitest';
import { findGrantPda, getGrantDecoder, getReassignInstruction } from '../src/client/vesting';
import { type LaunchView, tranchesOf } from '../src/ledger/launch';
import { scheduleOf } from '../src/ledger/schedule';
import { vested } from '../src/rules/vesting';
import { perform } from './browser';
import { readable } from './picture';
import type { Stage } from './stage';

const DAY = 86_400;
const VC = 3;

/** The first tranche of a kind. */
export const tranche = (view: LaunchView, kind: number) => tranchesOf(view).find((of) => of.kind === kind)!;

/** Opens grants, withdraws from one and passes one on, after a sale that settled. */
export function grants({ ledger, readers }: Pick<Stage, 'ledger' | 'readers'>): void {
  describe('a grant', () => {
    /** A VC's: nothing for 270 days, then evenly over 270 days, of which this is a tenth. */
    const then = 297;
    const [own, other] = ['vc 7 1', 'vc 7 2'] as const;
    const grantOf = async (name: string) => {
      const plan = tranche(await ledger.view(), VC).destination;
      const [at] = await findGrantPda({ plan, recipient: ledger.address(name) });
      const account = await ledger.account(at);
      return account ? getGrantDecoder().decode(account.data) : null;
    };

    it('is opened by whom it belongs to', async () => {
      await ledger.travel(ledger.facts.closesAt + then * DAY);
      const page = await readers.visit('claim', { wallet: own });
      await readable(page);
      await perform(page, 'Open it');

      const { destination } = tranche(await ledger.view(), VC);
      const grant = (await grantOf(own))!;
      expect(grant.amount).toBe(ledger.listed(destination, own));
      expect([grant.recipient, grant.rentPayer]).toEqual([ledger.address(own), ledger.address(own)]);
      await readers.close(page);
    });

    it('pays what has vested', async () => {
      const page = await readers.visit('claim', { wallet: own });
      await perform(page, 'Withdraw what has vested');

      const { plan } = tranche(await ledger.view(), VC);
      const grant = (await grantOf(own))!;
      const expected = vested(scheduleOf(plan!), grant.amount, BigInt(then * DAY));
      expect(expected).toBe(grant.amount / 10n);
      expect(grant.withdrawn).toBe(expected);
      expect((await ledger.holds(own)).base).toBe(expected);
      await readable(page, 'claim');
      await readers.close(page);
    });

    it('is opened by anybody else', async () => {
      const stranger = await readers.visit('claim', { wallet: 'cranker' });
      await stranger.getByLabel('Plan').selectOption('VCs');
      await stranger.getByLabel('Wallet on the list').fill(ledger.address(other));
      await perform(stranger, 'Open the grant');

      const grant = (await grantOf(other))!;
      expect([grant.recipient, grant.rentPayer]).toEqual([ledger.address(other), ledger.address('cranker')]);
      expect(grant.withdrawn).toBe(0n);
      await readers.close(stranger);
    });
  });

  describe('a grant that was passed on', () => {
    const [first, next] = ['vc 7 2', 'cranker'] as const;

    it('is the new owner’s alone', async () => {
      const { destination: plan } = tranche(await ledger.view(), VC);
      const [grant] = await findGrantPda({ plan, recipient: ledger.address(first) });
      const [authority, newRecipient] = await Promise.all([ledger.signer(first), ledger.signer(next)]);
      await ledger.send(newRecipient, getReassignInstruction({ authority, newRecipient, plan, grant }));
      const before = await ledger.holds(next);
      const page = await readers.visit('claim', { wallet: next });
      await perform(page, 'Withdraw what has vested');

      const { withdrawn } = getGrantDecoder().decode((await ledger.account(grant))!.data);
      expect(withdrawn).toBeGreaterThan(0n);
      expect((await ledger.holds(next)).base).toBe(before.base + withdrawn);
      await readers.close(page);
      const old = await readers.visit('claim', { wallet: first });
      await old.getByText('This wallet has no contribution, no grant, no offer and no place on a list').waitFor();
      await readers.close(old);
    });
  });
}
