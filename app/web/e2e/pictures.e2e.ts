// Whether everyone can read the pages: contrast, names of controls, width; in light and dark, on a
// desk and on a phone.

import type { Server } from 'node:http';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, it } from 'vitest';
import { DESKTOP, PHONE, Readers, type Visit, openBrowser, review } from './browser';
import { serve } from './host';
import { TestLedger } from './ledger';
import { readable } from './picture';

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

const VISITS: [string, string | undefined, Visit][] = [
  ['launch', 'launch', { wallet: 'alice' }],
  ['launch', undefined, { wallet: 'alice', dark: true }],
  ['launch', 'launch-phone', { wallet: 'alice', viewport: PHONE }],
  ['launch', undefined, { viewport: PHONE, dark: true }],
  ['claim', undefined, { wallet: 'kol 0' }],
  ['claim', undefined, { wallet: 'kol 0', viewport: PHONE, dark: true }],
  ['transparency', undefined, { dark: true }],
  ['transparency', undefined, { viewport: PHONE }],
];

it.each(VISITS)('%s (%s) can be read by everyone: %j', async (hash, picture, visit) => {
  const page = await readers.visit(hash, visit);
  await page.locator('.panel h2').first().waitFor();
  if (visit.wallet && hash === 'launch') await page.getByLabel('Amount to add, in quote tokens').fill('3,000');
  await readable(page, picture);
  await readers.close(page);
});

it.each([['review', DESKTOP, false], ['review-phone', PHONE, true]] as const)('%s can be read by everyone', async (name, viewport, dark) => {
  const page = await readers.visit('launch', { wallet: 'alice', viewport, dark });
  await page.getByLabel('Amount to add, in quote tokens').fill('3,000');
  await page.getByRole('button', { name: 'Contribute', exact: true }).click();
  await review(page);
  await readable(page, name, false);
  await readers.close(page);
});
