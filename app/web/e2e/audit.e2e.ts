// What the page says of supply and vaults, against `groundswell audit` on the same ledger, which
// reads and counts for itself; left out where that program was not built.

import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { partOf } from '../src/features/transparency/parts';
import { amount } from '../src/format/amount';
import { connect } from '../src/ledger/connection';
import { readEvidence } from '../src/ledger/evidence';
import { tranchesOf } from '../src/ledger/launch';
import { perform } from './browser';
import { readable } from './picture';
import { setStage } from './stage';

const BINARY = process.env.GROUNDSWELL ?? '../../target/debug/groundswell';
const DAY = 86_400;

interface Moment {
  at: number;
  circulating: string;
  unclaimed: string;
  locked: string;
  waiting: string;
  burned: string;
  tranches: Record<'paid' | 'unclaimed' | 'locked' | 'gone', string>[];
}

interface Audit {
  failed: number;
  checks: { id: string; verdict: string; expected: string; found: string; at: string }[];
  supply: { now: Moment; months: Moment[] };
}

const cells = (page: Page, table: string) =>
  page.getByTestId(table).locator('tbody tr').evaluateAll((rows) =>
    rows.map((row) => [...row.querySelectorAll('td')].map((cell) => cell.textContent)));

const { ledger, readers } = await setStage();
const { facts } = ledger;

const audit = (): Audit => {
  const out = join(ledger.dir, 'audit');
  try {
    execFileSync(BINARY, ['audit', facts.launch, '--url', facts.rpc, '--out', out], { stdio: 'ignore' });
  } catch {
    // It says by its exit code that something failed: so does what it wrote.
  }
  return JSON.parse(readFileSync(join(out, 'audit.json'), 'utf8')) as Audit;
};

const agree = async () => {
  const { failed, checks, supply } = audit();
  const page = await readers.visit('transparency');
  await page.getByTestId('parts').waitFor();
  const shown = await page.getByTestId('whole').locator('dd').allTextContents();
  const parts = (await cells(page, 'parts')).map((row) => row.slice(1));
  const books = await cells(page, 'books');
  const promises = await cells(page, 'promises');
  await readable(page);
  await readers.close(page);

  const tokens = (units: string) => amount(BigInt(units), 6);
  const { circulating, unclaimed, locked, waiting, burned, tranches } = supply.now;
  expect(shown).toEqual([circulating, unclaimed, locked, waiting, burned].map(tokens));
  expect(parts).toEqual(tranches.map((of) => [of.paid, of.unclaimed, of.locked, of.gone].map(tokens)));
  const vaults = checks.filter(({ id, verdict }) => id === 'vault.balance' && verdict !== 'not applicable');
  const judged = books.filter((row) => !row[3]!.startsWith('–'));
  const sums = (rows: (readonly (string | null)[])[]) => rows.map((row) => row.join(' of ')).sort();
  expect(sums(judged.map((row) => [row[2]!, row[1]!]))).toEqual(sums(vaults.map((of) => [of.found, of.expected.replace('at least ', '')])));
  expect([failed, judged.filter((row) => row[3]!.startsWith('✗')).length]).toEqual([0, 0]);
  expect(promises.filter((row) => row[2] !== '✓ kept')).toEqual([]);

  const evidence = await readEvidence(await connect(facts.rpc), (await ledger.view()).address);
  for (const month of supply.months) {
    const then = tranchesOf(evidence.view).map((tranche) => partOf(evidence, tranche, BigInt(month.at)));
    const expected = month.tranches.map(({ paid, unclaimed: theirs, locked: still, gone }) =>
      ({ paid: BigInt(paid), unclaimed: BigInt(theirs), locked: BigInt(still), gone: BigInt(gone) }));
    expect(then, `${month.at}`).toEqual(expected);
  }
};

describe('the page and audit', () => {
  it('agree while the sale is open', agree);

  it('agree once it is settled and moved on', async () => {
    await ledger.travel(facts.closesAt);
    const page = await readers.visit('launch', { wallet: 'cranker' });
    await perform(page, 'Settle the sale');
    await agree();
    await perform(page, 'Move the proceeds on');
    await perform(page, /^Fund Community airdrop/);
    await perform(page, /^Fund VCs/);
    await readers.close(page);
    await agree();
  });

  it('agree after grants were opened and paid', async () => {
    await ledger.travel(facts.closesAt + 297 * DAY);
    const page = await readers.visit('claim', { wallet: 'vc 7 1' });
    await perform(page, 'Open it');
    await perform(page, 'Withdraw what has vested');
    await readers.close(page);
    await agree();
  });
});

it('says it where the server does not search, and checks the rest', async () => {
  const page = await readers.visit('launch');
  await page.route(facts.rpc, async (route) => {
    const { id, method } = route.request().postDataJSON() as { id: unknown; method: string };
    if (method !== 'getProgramAccounts') return route.continue();
    const error = { code: -32010, message: 'getProgramAccounts is not served here' };
    return route.fulfill({ json: { jsonrpc: '2.0', id, error } });
  });
  await page.getByRole('link', { name: 'Transparency' }).click();
  const words = await page.getByRole('alert').textContent();
  expect(words).toContain('does not search accounts (getProgramAccounts), without which the supply and the vaults cannot be checked here.');
  expect(await page.getByTestId('bounds').count()).toBe(1);
  expect(await page.getByTestId('books').count()).toBe(0);
  await readers.close(page);
});
