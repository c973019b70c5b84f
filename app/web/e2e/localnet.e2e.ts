// The same page against the project's local ledger: JSON-RPC as a validator answers it. Left out
// where `groundswell-localnet` is not built; `GROUNDSWELL_LOCALNET` says where it is.

import { existsSync, readFileSync } from 'node:fs';
import type { Server } from 'node:http';
import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { findContributionPda, getContributionDecoder } from '../src/client/launch';
import { outcomeOf } from '../src/features/launch/prices';
import { amount } from '../src/format/amount';
import type { LaunchView } from '../src/ledger/launch';
import { type Mine, readMine } from '../src/ledger/mine';
import { connect } from '../src/ledger/connection';
import { scheduleOf } from '../src/ledger/schedule';
import { fillOf } from '../src/rules/mandate';
import { startRules } from '../src/rules/module';
import { allocationOf } from '../src/rules/sale';
import { vested } from '../src/rules/vesting';
import { Readers, openBrowser, perform } from './browser';
import { serve } from './host';
import { TestLedger } from './ledger';

const binary = process.env.GROUNDSWELL_LOCALNET ?? '../../target/debug/groundswell-localnet';

let browser: Browser;
let server: Server;
let ledger: TestLedger;
let readers: Readers;

const start = async (phase: string) => {
  ledger = await TestLedger.localnet(binary, phase);
  const served = await serve(ledger.lists);
  server = served.server;
  readers = new Readers(browser, served.url, ledger);
};

const mineOf = async (view: LaunchView, name: string): Promise<Mine> =>
  readMine(await connect(ledger.facts.rpc), view, ledger.address(name));

describe.skipIf(!existsSync(binary))('on the local ledger', () => {
  beforeAll(async () => {
    await startRules(readFileSync('src/rules/rules.wasm'));
    browser = await openBrowser();
  });
  afterEach(() => {
    server.close();
    ledger.stop();
  });
  afterAll(() => browser.close());

  it('contributes, withdraws, closes, settles and claims', async () => {
    await start('sale');
    const name = 'visitor 1';
    const before = await ledger.view();
    const { decimals } = before.quote;
    const one = 10n ** BigInt(decimals);
    const put = (before.launch.walletMax / 2n / one) * one;
    const back = (put / 4n / one) * one;
    const had = (await ledger.holds(name)).quote;

    const page = await readers.visit('launch', { wallet: name });
    await page.getByLabel('Amount to add, in quote tokens').fill(amount(put, decimals));
    await perform(page, 'Contribute');
    expect((await ledger.view()).launch.deposited).toBe(before.launch.deposited + put);
    await page.getByLabel(/^Amount to take out/).fill(amount(back, decimals));
    await perform(page, 'Withdraw');
    const [place] = await findContributionPda({ launch: before.address, contributor: ledger.address(name) });
    expect(getContributionDecoder().decode((await ledger.account(place))!.data).amount).toBe(put - back);
    await readers.close(page);

    await ledger.travel(ledger.facts.closesAt);
    const anyone = await readers.visit('launch', { wallet: 'cranker' });
    await perform(anyone, 'Settle the sale');
    await readers.close(anyone);
    const settled = await ledger.view();
    expect(settled.launch.isSettled).toBe(true);

    const expected = allocationOf(outcomeOf(settled)!, put - back, 0, settled.launch.forSale)!;
    const claimer = await readers.visit('claim', { wallet: name });
    await perform(claimer, 'Claim tokens and refund');
    expect(await ledger.holds(name)).toEqual({ base: expected.tokens, quote: had - put + back + expected.refund });
    expect(await ledger.account(place)).toBeUndefined();
    await readers.close(claimer);
  }, 300_000);

  it('withdraws what has vested', async () => {
    await start('vesting');
    const name = Object.keys(ledger.facts.wallets).find((of) => of.startsWith('vc '))!;
    const { at, plan } = (await mineOf(await ledger.view(), name)).grants[0]!;
    await ledger.travel(Number(plan.startsAt + (plan.cliff + plan.end) / 2n));
    if (!(await mineOf(await ledger.view(), name)).grants[0]!.grant) {
      const anyone = await readers.visit('claim', { wallet: 'cranker' });
      await anyone.getByLabel('Plan').selectOption(at);
      await anyone.getByLabel('Wallet on the list').fill(ledger.address(name));
      await perform(anyone, 'Open the grant');
      await readers.close(anyone);
    }
    const page = await readers.visit('claim', { wallet: name });
    await perform(page, 'Withdraw what has vested');

    const view = await ledger.view();
    const after = (await mineOf(view, name)).grants[0]!.grant!.data;
    const most = vested(scheduleOf(plan), after.amount, view.now - plan.startsAt);
    const { limit } = view.governor!;
    expect(after.withdrawn).toBe(most < limit ? most : limit);
    expect((await ledger.holds(name)).base).toBe(after.withdrawn);
    await readers.close(page);
  }, 300_000);

  it('sells to the buyback', async () => {
    await start('buyback');
    const name = 'contributor 1';
    const before = await ledger.holds(name);
    const view = await ledger.view();
    const offer = before.base / 2n;
    const page = await readers.visit('claim', { wallet: name });
    await page.getByLabel('Tokens to offer').fill(amount(offer, view.base.decimals));
    await perform(page, 'Offer tokens');
    expect((await ledger.holds(name)).base).toBe(before.base - offer);
    await readers.close(page);

    await ledger.travel(Number(view.tender!.data.closesAt));
    const anyone = await readers.visit('launch', { wallet: 'cranker' });
    await perform(anyone, 'Clear the tender');
    await readers.close(anyone);
    const cleared = await ledger.view();
    const mandate = cleared.mandate!;
    const [made] = (await mineOf(cleared, name)).offers;
    const fill = fillOf(cleared.tender!.data, offer, made!.data.tick, mandate.smallLimit, mandate.referenceBase)!;
    const seller = await readers.visit('claim', { wallet: name });
    await perform(seller, 'Collect from the tender');
    expect(fill.taken).toBeGreaterThan(0n);
    expect(await ledger.holds(name)).toEqual({ base: before.base - fill.taken, quote: before.quote + fill.paid });
    await readers.close(seller);
  }, 300_000);
});
