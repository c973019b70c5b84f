// Pictures for the documents, taken where `GROUNDSWELL_WRITE_SNAPSHOTS` is set.

import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { faintTexts, obstacles } from './contrast';

const DOCS = '../../docs/web';

/** Checks that everyone can read a page, folded out, and takes its picture as it was. */
export async function readable(page: Page, picture?: string, fullPage = true): Promise<void> {
  const fold = (open: boolean) =>
    page.locator('details').evaluateAll((all, to) => all.forEach((of) => void ((of as HTMLDetailsElement).open = to)), open);
  await fold(true);
  expect(await faintTexts(page)).toEqual([]);
  expect(await obstacles(page)).toEqual([]);
  if (fullPage) await fold(false);
  if (picture && process.env.GROUNDSWELL_WRITE_SNAPSHOTS) {
    await page.screenshot({ path: `${DOCS}/${picture}.png`, fullPage });
  }
}
