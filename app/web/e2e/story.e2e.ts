// One launch from the middle of its sale to its first buyback, by way of the page; after each step
// the ledger is asked, not the page.

import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { findContributionPda, getContributionDecoder } from '../src/client/launch';
import { outcomeOf } from '../src/features/launch/prices';
import { allocationOf } from '../src/rules/sale';
import { perform, refusal, review } from './browser';
import { grants, tranche } from './grants';
import { readable } from './picture';
import { namedIn } from './signed';
import { setStage } from './stage';
import { setMood, signedIn } from './wallet';

const QUOTE = 1_000_000n;
const DAY = 86_400;
/** Kinds of tranches. */
const [AIRDROP, VC, BUYBACK] = [1, 3, 7] as const;

const { ledger, readers, host } = await setStage();

const contribution = async (name: string) => {
  const at = { launch: (await ledger.view()).address, contributor: ledger.address(name) };
  const account = await ledger.account((await findContributionPda(at))[0]);
  return account ? getContributionDecoder().decode(account.data) : null;
};

describe('while the sale is open', () => {
  let page: Page;

  it('contributes what the page said, from the accounts it showed', async () => {
    const before = (await ledger.view()).launch.deposited;
    page = await readers.visit('launch', { wallet: 'visitor 1' });
    await page.getByLabel('Amount to add, in quote tokens').fill('200000');
    const tokens = page.getByTestId('preview').locator('dd').nth(1);
    await expect.poll(() => tokens.textContent()).toMatch(/^[\d,.]+$/);
    await page.getByRole('button', { name: 'Contribute', exact: true }).click();
    const dialog = await review(page);
    expect(await dialog.locator('.steps').textContent()).toContain('Moves 200,000 quote tokens from you into the sale.');
    expect(await dialog.getByTestId('change').textContent()).toBe('−200,000 quote tokens then 800,000');
    const shown = await dialog.locator('[data-address]').evaluateAll((rows) => rows.map((row) => row.getAttribute('data-address')));
    await dialog.getByRole('button', { name: 'Sign in the wallet' }).click();
    await dialog.getByTestId('signature').waitFor();

    expect(shown).toEqual(namedIn((await signedIn(page))[0]!));
    expect((await contribution('visitor 1'))!.amount).toBe(200_000n * QUOTE);
    expect((await ledger.view()).launch.deposited).toBe(before + 200_000n * QUOTE);
    expect((await ledger.holds('visitor 1')).quote).toBe(800_000n * QUOTE);
  });

  it('says what the program says to a deposit that is too small, and sends nothing', async () => {
    await page.getByRole('dialog').getByRole('button', { name: 'Close' }).click();
    const poor = await readers.visit('launch', { wallet: 'visitor 2' });
    await poor.getByLabel('Amount to add, in quote tokens').fill('1');
    await poor.getByRole('button', { name: 'Contribute', exact: true }).click();
    expect(await refusal(poor)).toBe(words('launch', 'UnderWalletMinimum'));
    expect(await signedIn(poor)).toEqual([]);
    await readers.close(poor);
  });

  it('takes words that are no amount for what they are', async () => {
    await page.getByLabel('Amount to add, in quote tokens').fill('lots');
    await page.getByRole('button', { name: 'Contribute', exact: true }).click();
    expect(await page.locator('.wrong').textContent()).toBe('“lots” is not an amount. Write a number such as 250 or 0.5.');
  });

  it('sends nothing when the wallet says no', async () => {
    await setMood(page, 'refuses');
    await page.getByLabel(/^Amount to take out/).fill('25000');
    await page.getByRole('button', { name: 'Withdraw', exact: true }).click();
    await (await review(page)).getByRole('button', { name: 'Sign in the wallet' }).click();
    expect(await refusal(page)).toBe('Test Wallet did not agree: User rejected the request. Nothing was sent; you can try again.');
    expect((await contribution('visitor 1'))!.amount).toBe(200_000n * QUOTE);
  });

  it('sends nothing that the wallet has changed', async () => {
    await page.getByRole('dialog').getByRole('button', { name: 'Close' }).click();
    await setMood(page, 'changes');
    await page.getByRole('button', { name: 'Withdraw', exact: true }).click();
    await (await review(page)).getByRole('button', { name: 'Sign in the wallet' }).click();
    expect(await refusal(page)).toContain('changed the transaction after it was explained to you, so it was not sent');
    expect((await contribution('visitor 1'))!.amount).toBe(200_000n * QUOTE);
    await page.getByRole('dialog').getByRole('button', { name: 'Close' }).click();
    await setMood(page, 'signs');
  });

  it('withdraws, by keyboard alone', async () => {
    await page.getByLabel(/^Amount to take out/).focus();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await review(page);
    const focused = () => page.evaluate(() => document.activeElement?.textContent);
    for (let step = 0; step < 12 && (await focused()) !== 'Sign in the wallet'; step++) await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.getByTestId('signature').waitFor();

    expect((await contribution('visitor 1'))!.amount).toBe(175_000n * QUOTE);
    expect((await ledger.holds('visitor 1')).quote).toBe(825_000n * QUOTE);
    await readers.close(page);
  });
});

describe('after the close', () => {
  it('is settled by a stranger', async () => {
    await ledger.travel(ledger.facts.closesAt);
    const page = await readers.visit('launch', { wallet: 'cranker' });
    await perform(page, 'Settle the sale');

    const { launch } = await ledger.view();
    expect(launch.isSettled).toBe(true);
    expect(launch.settledAt).toBe(BigInt(ledger.facts.closesAt));
    await readers.close(page);
  });

  it('pays a contributor what the rules say', async () => {
    const view = await ledger.view();
    const expected = allocationOf(outcomeOf(view)!, 175_000n * QUOTE, 0, view.launch.forSale)!;
    const page = await readers.visit('claim', { wallet: 'visitor 1' });
    await perform(page, 'Claim tokens and refund');

    expect(expected.refund).toBeGreaterThan(0n);
    expect(await ledger.holds('visitor 1')).toEqual({ base: expected.tokens, quote: 825_000n * QUOTE + expected.refund });
    expect(await contribution('visitor 1')).toBeNull();
    await readers.close(page);
  });

  it('moves everything on, whoever asks', async () => {
    const page = await readers.visit('launch', { wallet: 'cranker' });
    await perform(page, 'Move the proceeds on');
    for (const name of ['Community airdrop', 'KOLs', 'VCs', 'Team', 'Treasury', 'Buyback']) {
      await perform(page, new RegExp(`^Fund ${name}`));
    }
    await perform(page, 'Start the treasury’s stream');
    await perform(page, 'Start the buyback');
    await perform(page, 'Count the buyback’s money');
    const supply = (await ledger.view()).base.supply;
    await perform(page, 'Burn the buyback’s tranche');

    const view = await ledger.view();
    expect(view.base.supply).toBe(supply - tranche(view, BUYBACK).amount);
    // All but what is sold and liquidity, which are the first and the third.
    expect(view.launch.fundedTranches).toBe(0b1111_1010n);
    expect(view.launch.proceedsPaid.every((paid) => paid > 0n)).toBe(true);
    expect(tranche(view, VC).plan!.startsAt).toBe(BigInt(ledger.facts.closesAt));
    expect(view.mandate!.funded).toBe(view.launch.proceedsPaid[1]);
    await readers.close(page);
  });
});

describe('later', () => {
  /** When the launch's lists unlock and its buyback begins: the grace has ended. */
  const begins = ledger.facts.closesAt + 7 * DAY;

  it('pays a listed wallet what has unlocked of the airdrop, once', async () => {
    await ledger.travel(begins);
    const all = ledger.listed(tranche(await ledger.view(), AIRDROP).destination, 'visitor 2');
    const page = await readers.visit('claim', { wallet: 'visitor 2' });
    await perform(page, 'Claim from the airdrop');

    expect((await ledger.holds('visitor 2')).base).toBe(all / 4n);
    await page.getByText('You have claimed all that has unlocked.').waitFor();
    expect(await page.getByRole('button', { name: 'Claim from the airdrop' }).count()).toBe(0);
    await readers.close(page);
  });

  it('buys back by tender and burns what it bought', async () => {
    const stranger = await readers.visit('launch', { wallet: 'cranker' });
    await perform(stranger, 'Open the tender of cycle 0');
    const held = await ledger.holds('visitor 1');
    const seller = await readers.visit('claim', { wallet: 'visitor 1' });
    await seller.getByLabel('Tokens to offer').fill('1000');
    await readable(seller);
    await seller.getByLabel('Lowest price you would take for a token').selectOption({ label: '0.0048 (60 % of the sale’s price)' });
    await perform(seller, 'Offer tokens');
    expect((await ledger.holds('visitor 1')).base).toBe(held.base - 1_000n * 1_000_000n);
    await readers.close(seller);
    const late = await readers.visit('claim', { wallet: 'visitor 2' });
    await late.getByLabel('Tokens to offer').fill('10');
    await late.getByLabel('Lowest price you would take for a token').selectOption({ label: '0.0048 (60 % of the sale’s price)' });
    await perform(late, 'Offer tokens');
    await readers.close(late);

    await ledger.travel(begins + 3 * DAY);
    await stranger.reload();
    await stranger.getByRole('button', { name: 'Connect Test Wallet' }).click();
    await perform(stranger, 'Clear the tender');
    const paid = await readers.visit('claim', { wallet: 'visitor 1' });
    await perform(paid, 'Collect from the tender');
    await readers.close(paid);
    const supply = (await ledger.view()).base.supply;
    await perform(stranger, 'Burn what cycle 0 bought');

    const view = await ledger.view();
    const [receipt] = view.receipts;
    expect(receipt!.data).toMatchObject({ bought: 1_000_000_000n, paid: 4_800_000n, sunk: 1_000_000_000n });
    expect(view.base.supply).toBe(supply - 1_000_000_000n);
    expect((await ledger.holds('visitor 1')).quote).toBe(held.quote + 4_800_000n);
    await readers.close(stranger);
  });

  it('pays the rest of the airdrop when it has unlocked', async () => {
    await ledger.travel(begins + 90 * DAY);
    const all = ledger.listed(tranche(await ledger.view(), AIRDROP).destination, 'visitor 2');
    const page = await readers.visit('claim', { wallet: 'visitor 2' });
    await perform(page, 'Claim from the airdrop');

    expect((await ledger.holds('visitor 2')).base).toBe(all - 10n * 1_000_000n);
    await page.getByText('You have claimed all of it.').waitFor();
    await readers.close(page);
  });

  it('pays an offer of a tender long after the next one has opened', async () => {
    const stranger = await readers.visit('launch', { wallet: 'cranker' });
    await perform(stranger, 'Open the tender of cycle 3');
    await readers.close(stranger);
    const before = await ledger.holds('visitor 2');
    const page = await readers.visit('claim', { wallet: 'visitor 2' });
    await page.getByRole('heading', { name: 'Buyback, cycle 3' }).waitFor();
    await page.getByRole('heading', { name: 'Buyback, cycle 0' }).waitFor();
    await perform(page, 'Collect from the tender');

    expect(await ledger.holds('visitor 2')).toEqual({ base: before.base, quote: before.quote + 48_000n });
    await page.getByRole('heading', { name: 'Buyback, cycle 0' }).waitFor({ state: 'detached' });
    await readers.close(page);
  });
});

grants({ ledger, readers });

describe('in the end', () => {
  it.each([[false, 'transparency'], [true, undefined]] as const)('can be audited by everyone (dark: %s)', async (dark, picture) => {
    const page = await readers.visit('transparency', { dark });
    await page.getByTestId('receipts').waitFor();
    await page.getByTestId('parts').waitFor();
    expect(await page.getByTestId('receipts').locator('tbody th').allTextContents()).toEqual(['0', '3']);
    await readable(page, picture);
    expect(await page.getByText(/^\d+ of \d+ are kept/).textContent()).toContain('24 of 24 are kept');
    await readers.close(page);
  });

  it('cannot reach anybody else, even if something in it wanted to', async () => {
    const page = await readers.visit('transparency');
    await page.getByTestId('receipts').waitFor();
    const reach = (url: string) => page.evaluate((to) => fetch(to, { mode: 'no-cors' }).then(() => 'reached', () => 'refused'), url);
    const policies = await page.locator('meta[http-equiv="Content-Security-Policy"]').count();
    const broken = readers.complaints.length;
    expect(policies).toBe(2);
    expect(await reach(`${host}icon.svg`)).toBe('reached');
    expect(await reach('http://localhost:1/')).toBe('refused');
    expect(readers.complaints.slice(broken).join()).toContain('Content Security Policy');
    readers.complaints.length = broken;
    await readers.close(page);
  });
});

describe('all along', () => {
  it('asked nobody but its own host and the ledger', () => {
    const strangers = [...readers.asked].filter((origin) => origin !== ledger.facts.rpc && origin !== new URL(host).origin);
    expect(strangers).toEqual([]);
  });

  it('broke no rule of its security policy', () => {
    expect(readers.complaints.filter((words) => /Content Security|Trusted|Error:/.test(words))).toEqual([]);
  });
});

function words(program: string, name: string): string {
  const idl = JSON.parse(readFileSync(`../../idl/${program}.json`, 'utf8')) as { errors: { name: string; msg: string }[] };
  const { msg } = idl.errors.find((error) => error.name === name)!;
  return `${msg.charAt(0).toUpperCase()}${msg.slice(1)}.`;
}
