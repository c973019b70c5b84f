// What the pages look like: pictures for the documents, and whether everyone can read them.

import type { Server } from 'node:http';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { DESKTOP, PHONE, Readers, type Visit, openBrowser, review } from './browser';
import { faintTexts, obstacles } from './contrast';
import { serve } from './host';
import { TestLedger } from './ledger';

const DOCS = '../../docs/web';

let ledger: TestLedger;
let browser: Browser;
let server: Server;
let readers: Readers;

beforeAll(async () => {
  ledger = await TestLedger.start();
  const served = await serve(ledger.lists);
  server = served.server;
  browser = await openBrowser();
  readers = new Readers(browser, served.url, ledger);
});

afterAll(async () => {
  await browser?.close();
  server?.close();
  ledger?.stop();
});

const VISITS: [string, string, Visit][] = [
  ['launch', 'launch', { wallet: 'alice' }],
  ['launch', 'launch-dark', { wallet: 'alice', dark: true }],
  ['launch', 'launch-phone', { wallet: 'alice', viewport: PHONE }],
  ['claim', 'claim', { wallet: 'kol 0' }],
  ['claim', 'claim-phone', { wallet: 'kol 0', viewport: PHONE, dark: true }],
  ['transparency', 'transparency', {}],
  ['transparency', 'transparency-dark', { dark: true }],
  ['transparency', 'transparency-phone', { viewport: PHONE }],
];

it.each(VISITS)('%s as %s can be read by everyone', async (hash, name, visit) => {
  const page = await readers.visit(hash, visit);
  await page.locator('.panel h2').first().waitFor();
  if (visit.wallet && hash === 'launch') await page.getByLabel('Amount to add, in quote tokens').fill('3,000');
  await page.locator('details').evaluateAll((all) => all.forEach((of) => void ((of as HTMLDetailsElement).open = true)));
  expect(await faintTexts(page)).toEqual([]);
  expect(await obstacles(page)).toEqual([]);
  await page.locator('details').evaluateAll((all) => all.forEach((of) => void ((of as HTMLDetailsElement).open = false)));
  await page.screenshot({ path: `${DOCS}/${name}.png`, fullPage: true });
  await readers.close(page);
});

it.each([['review', DESKTOP, false], ['review-phone', PHONE, true]] as const)('%s can be read by everyone', async (name, viewport, dark) => {
  const page = await readers.visit('launch', { wallet: 'alice', viewport, dark });
  await page.getByLabel('Amount to add, in quote tokens').fill('3,000');
  await page.getByRole('button', { name: 'Contribute', exact: true }).click();
  const dialog = await review(page);
  await dialog.locator('summary').click();
  expect(await faintTexts(page)).toEqual([]);
  await page.screenshot({ path: `${DOCS}/${name}.png` });
  await readers.close(page);
});
