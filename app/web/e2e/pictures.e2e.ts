// Whether everyone can read the pages: contrast, names of controls, width; in light and dark, on a
// desk and on a phone.

import { it } from 'vitest';
import { DESKTOP, PHONE, type Visit, review } from './browser';
import { readable } from './picture';
import { setStage } from './stage';

const { readers } = await setStage();

const VISITS: [string, string | undefined, Visit][] = [
  ['launch', 'launch', { wallet: 'visitor 1' }],
  ['launch', undefined, { wallet: 'visitor 1', dark: true }],
  ['launch', 'launch-phone', { wallet: 'visitor 1', viewport: PHONE }],
  ['launch', undefined, { viewport: PHONE, dark: true }],
  ['claim', undefined, { wallet: 'kol 6 1' }],
  ['claim', undefined, { wallet: 'kol 6 1', viewport: PHONE, dark: true }],
  ['transparency', undefined, { dark: true }],
  ['transparency', undefined, { viewport: PHONE }],
];

it.each(VISITS)('%s (%s) can be read by everyone: %j', async (hash, picture, visit) => {
  const page = await readers.visit(hash, visit);
  await page.locator('.panel h2').first().waitFor();
  if (visit.wallet && hash === 'launch') await page.getByLabel('Amount to add, in quote tokens').fill('100000');
  await readable(page, picture);
  await readers.close(page);
});

it.each([['review', DESKTOP, false], ['review-phone', PHONE, true]] as const)('%s can be read by everyone', async (name, viewport, dark) => {
  const page = await readers.visit('launch', { wallet: 'visitor 1', viewport, dark });
  await page.getByLabel('Amount to add, in quote tokens').fill('3000');
  await page.getByRole('button', { name: 'Contribute', exact: true }).click();
  await review(page);
  await readable(page, name, false);
  await readers.close(page);
});
