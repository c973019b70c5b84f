// The development server beside a local ledger: as the README has it, two commands and no more.

import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { expect, it } from 'vitest';
import type { Host } from './host';
import { type TestLedger, freePort } from './ledger';
import { setStage } from './stage';

const development = async ({ dir }: TestLedger): Promise<Host> => {
  const port = await freePort();
  // What tests are run with is not what it is for.
  const env = { ...process.env, NODE_ENV: 'development', GROUNDSWELL_LOCALNET_DIR: dir };
  const args = ['node_modules/vite/bin/vite.js', '--host', '127.0.0.1', '--port', `${port}`, '--strictPort'];
  const server = spawn(process.execPath, args, { env, stdio: ['ignore', 'pipe', 'inherit'] });
  process.once('exit', () => server.kill());
  for await (const line of createInterface(server.stdout)) if (line.includes('ready in')) break;
  return { url: `http://127.0.0.1:${port}/`, close: () => server.kill() };
};

const { ledger, readers } = await setStage(development);

it('opens on the launch that the ledger has', async () => {
  const page = await readers.visit('launch', {}, '');
  await page.getByTestId('deposited').waitFor();

  expect(new URL(page.url()).searchParams.get('launch')).toBe(ledger.facts.launch);
  expect(await page.locator('.pill').textContent()).toBe('Open');
  await readers.close(page);
});

it('has the lists that the ledger published', async () => {
  const page = await readers.visit('claim', { wallet: 'vc 7 1' }, '');
  await page.getByRole('heading', { name: 'Your grant: VCs' }).waitFor();
  await readers.close(page);

  const listed = await readers.visit('claim', { wallet: 'visitor 1' }, '');
  await listed.getByRole('heading', { name: 'From the airdrop' }).waitFor();
  await readers.close(listed);
});
