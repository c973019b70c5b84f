// One launch from the middle of its sale to its first buyback, by way of the page; after each step
// the ledger is asked, not the page.

import type { Server } from 'node:http';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { getContributionDecoder, findContributionPda } from '../src/client/launch';
import { findGrantPda, getGrantDecoder } from '../src/client/vesting';
import { type LaunchView, tranchesOf } from '../src/ledger/launch';
import { readFileSync } from 'node:fs';
import { startRules } from '../src/rules/module';
import { allocationOf } from '../src/rules/sale';
import { vested } from '../src/rules/vesting';
import { scheduleOf } from '../src/ledger/schedule';
import { outcomeOf } from '../src/features/launch/prices';
import { Readers, openBrowser, perform, refusal, review } from './browser';
import { serve } from './host';
import { TestLedger } from './ledger';
import { setMood, signedIn } from './wallet';
import { readable } from './picture';
import { namedIn } from './signed';

const QUOTE = 1_000_000n;
const DAY = 86_400;

let ledger: TestLedger;
let browser: Browser;
let server: Server;
let readers: Readers;
let host: string;

beforeAll(async () => {
  await startRules(readFileSync('src/rules/rules.wasm'));
  ledger = await TestLedger.start();
  const served = await serve(ledger.lists);
  ({ server, url: host } = served);
  browser = await openBrowser();
  readers = new Readers(browser, served.url, ledger);
});

afterAll(async () => {
  await browser?.close();
  server?.close();
  ledger?.stop();
});

const contribution = async (name: string) => {
  const at = { launch: (await ledger.view()).address, contributor: ledger.address(name) };
  const account = await ledger.account((await findContributionPda(at))[0]);
  return account ? getContributionDecoder().decode(account.data) : null;
};

const tranche = (view: LaunchView, kind: number) => tranchesOf(view).find((of) => of.kind === kind)!;

describe('while the sale is open', () => {
  let page: Page;

  it('contributes what the page said, from the accounts it showed', async () => {
    const before = (await ledger.view()).launch.deposited;
    page = await readers.visit('launch', { wallet: 'alice' });
    await page.getByLabel('Amount to add, in quote tokens').fill('3,000');
    const tokens = page.getByTestId('preview').locator('dd').nth(1);
    await expect.poll(() => tokens.textContent()).toMatch(/^[\d,.]+$/);
    await page.getByRole('button', { name: 'Contribute', exact: true }).click();
    const dialog = await review(page);
    expect(await dialog.locator('.steps').textContent()).toContain('Moves 3,000 quote tokens from you into the sale.');
    expect(await dialog.getByTestId('change').textContent()).toBe('−3,000 quote tokens then 2,000');
    const shown = await dialog.locator('[data-address]').evaluateAll((rows) => rows.map((row) => row.getAttribute('data-address')));
    await dialog.getByRole('button', { name: 'Sign in the wallet' }).click();
    await dialog.getByTestId('signature').waitFor();

    expect(shown).toEqual(namedIn((await signedIn(page))[0]!));
    expect((await contribution('alice'))!.amount).toBe(3_000n * QUOTE);
    expect((await ledger.view()).launch.deposited).toBe(before + 3_000n * QUOTE);
    expect((await ledger.holds('alice')).quote).toBe(2_000n * QUOTE);
  });

  it('says what the program says to a deposit that is too small, and sends nothing', async () => {
    await page.getByRole('dialog').getByRole('button', { name: 'Close' }).click();
    const poor = await readers.visit('launch', { wallet: 'stranger' });
    await poor.getByLabel('Amount to add, in quote tokens').fill('1');
    await poor.getByRole('button', { name: 'Contribute', exact: true }).click();
    expect(await refusal(poor)).toBe(await words('launch', 'UnderWalletMinimum'));
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
    await page.getByLabel(/^Amount to take out/).fill('250');
    await page.getByRole('button', { name: 'Withdraw', exact: true }).click();
    await (await review(page)).getByRole('button', { name: 'Sign in the wallet' }).click();
    expect(await refusal(page)).toBe('Test Wallet did not agree: User rejected the request. Nothing was sent; you can try again.');
    expect((await contribution('alice'))!.amount).toBe(3_000n * QUOTE);
  });

  it('sends nothing that the wallet has changed', async () => {
    await page.getByRole('dialog').getByRole('button', { name: 'Close' }).click();
    await setMood(page, 'changes');
    await page.getByRole('button', { name: 'Withdraw', exact: true }).click();
    await (await review(page)).getByRole('button', { name: 'Sign in the wallet' }).click();
    expect(await refusal(page)).toContain('changed the transaction after it was explained to you, so it was not sent');
    expect((await contribution('alice'))!.amount).toBe(3_000n * QUOTE);
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

    expect((await contribution('alice'))!.amount).toBe(2_750n * QUOTE);
    expect((await ledger.holds('alice')).quote).toBe(2_250n * QUOTE);
    await readers.close(page);
  });
});

describe('after the close', () => {
  it('is settled by a stranger', async () => {
    await ledger.travel(ledger.facts.closesAt);
    const page = await readers.visit('launch', { wallet: 'stranger' });
    await perform(page, 'Settle the sale');

    const { launch } = await ledger.view();
    expect(launch.isSettled).toBe(true);
    expect(launch.settledAt).toBe(BigInt(ledger.facts.closesAt));
    await readers.close(page);
  });

  it('pays a contributor what the rules say', async () => {
    const view = await ledger.view();
    const expected = allocationOf(outcomeOf(view)!, 2_750n * QUOTE, 0, view.launch.forSale)!;
    const page = await readers.visit('claim', { wallet: 'alice' });
    await perform(page, 'Claim tokens and refund');

    expect(expected.refund).toBeGreaterThan(0n);
    expect(await ledger.holds('alice')).toEqual({ base: expected.tokens, quote: 2_250n * QUOTE + expected.refund });
    expect(await contribution('alice')).toBeNull();
    await readers.close(page);
  });

  it('moves everything on, whoever asks', async () => {
    const page = await readers.visit('launch', { wallet: 'stranger' });
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
    expect(view.base.supply).toBe(supply - tranche(view, 7).amount);
    expect(view.launch.fundedTranches).toBe(0b1101_1110n);
    expect(view.launch.proceedsPaid.every((paid) => paid > 0n)).toBe(true);
    expect(tranche(view, 2).plan!.startsAt).toBe(BigInt(ledger.facts.closesAt));
    expect(view.mandate!.funded).toBe(view.launch.proceedsPaid[1]);
    await readers.close(page);
  });
});

describe('later', () => {
  /** When the launch's lists unlock and its buyback begins: the grace has ended. */
  const begins = () => ledger.facts.closesAt + 3 * DAY;

  it('pays a listed wallet from the airdrop, once', async () => {
    await ledger.travel(begins());
    const page = await readers.visit('claim', { wallet: 'lister a' });
    await perform(page, 'Claim from the airdrop');

    expect((await ledger.holds('lister a')).base).toBe(60_000_000_000_000n);
    await page.getByText('You have claimed all of it.').waitFor();
    await readers.close(page);
  });

  it('buys back by tender and burns what it bought', async () => {
    const stranger = await readers.visit('launch', { wallet: 'stranger' });
    await perform(stranger, 'Open the tender of cycle 1');
    const held = await ledger.holds('alice');
    const alice = await readers.visit('claim', { wallet: 'alice' });
    await alice.getByLabel('Tokens to offer').fill('1,000');
    await readable(alice);
    await alice.getByLabel('Lowest price you would take for a token').selectOption({ label: '0.00008 (80 % of the sale’s price)' });
    await perform(alice, 'Offer tokens');
    expect((await ledger.holds('alice')).base).toBe(held.base - 1_000n * 1_000_000n);
    await readers.close(alice);

    await ledger.travel(begins() + 3 * DAY);
    await stranger.reload();
    await stranger.getByRole('button', { name: 'Connect Test Wallet' }).click();
    await perform(stranger, 'Clear the tender');
    const seller = await readers.visit('claim', { wallet: 'alice' });
    await perform(seller, 'Collect from the tender');
    await readers.close(seller);
    const supply = (await ledger.view()).base.supply;
    await perform(stranger, 'Burn what cycle 1 bought');

    const view = await ledger.view();
    const [receipt] = view.receipts;
    expect(receipt!.data).toMatchObject({ bought: 1_000_000_000n, paid: 80_000n, sunk: 1_000_000_000n });
    expect(view.base.supply).toBe(supply - 1_000_000_000n);
    expect((await ledger.holds('alice')).quote).toBe(held.quote + 80_000n);
    await readers.close(stranger);
  });

  it('pays a KOL what has vested', async () => {
    const plan = tranche(await ledger.view(), 2);
    await ledger.travel(ledger.facts.closesAt + 135 * DAY);
    const stranger = await readers.visit('claim', { wallet: 'stranger' });
    await stranger.getByLabel('Wallet on the list').fill(ledger.address('kol 0'));
    await perform(stranger, 'Open the grant');
    await readers.close(stranger);
    const page = await readers.visit('claim', { wallet: 'kol 0' });
    await perform(page, 'Withdraw what has vested');

    const [at] = await findGrantPda({ plan: plan.destination, recipient: ledger.address('kol 0') });
    const grant = getGrantDecoder().decode((await ledger.account(at))!.data);
    const expected = vested(scheduleOf(plan.plan!), grant.amount, BigInt(135 * DAY));
    expect(expected).toBe(grant.amount / 2n);
    expect(grant.withdrawn).toBe(expected);
    expect((await ledger.holds('kol 0')).base).toBe(expected);
    await readable(page, 'claim');
    await readers.close(page);
  });
});

describe('in the end', () => {
  it.each([[false, 'transparency'], [true, undefined]] as const)('can be audited by everyone (dark: %s)', async (dark, picture) => {
    const page = await readers.visit('transparency', { dark });
    await page.getByTestId('receipts').waitFor();
    await readable(page, picture);
    expect(await page.getByText('23 of 23 are kept').count()).toBe(1);
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

async function words(program: string, name: string): Promise<string> {
  const idl = JSON.parse(readFileSync(`../../idl/${program}.json`, 'utf8')) as { errors: { name: string; msg: string }[] };
  const { msg } = idl.errors.find((error) => error.name === name)!;
  return `${msg.charAt(0).toUpperCase()}${msg.slice(1)}.`;
}
