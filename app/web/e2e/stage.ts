// What each file of tests plays on: a ledger of its own, the built page on a host, and readers.

import { readFileSync } from 'node:fs';
import { afterAll } from 'vitest';
import { startRules } from '../src/rules/module';
import { Readers, openBrowser } from './browser';
import { type Host, serve } from './host';
import { TestLedger } from './ledger';

export interface Stage {
  ledger: TestLedger;
  readers: Readers;
  /** Where the page is served. */
  host: string;
}

/** As anyone would put it on the web. */
const built = (ledger: TestLedger) => serve(ledger.lists);

/** Sets everything up, and has it taken down after the file's last test. */
export async function setStage(open: (ledger: TestLedger) => Promise<Host> = built): Promise<Stage> {
  await startRules(readFileSync('src/rules/rules.wasm'));
  const ledger = await TestLedger.start();
  afterAll(() => ledger.stop());
  const { url: host, close } = await open(ledger);
  afterAll(() => void close());
  const browser = await openBrowser();
  afterAll(() => browser.close());
  return { ledger, readers: new Readers(browser, host, ledger), host };
}
