// What the page says when the network is another, the launch is not there, or nobody answers.

import { describe, expect, it } from 'vitest';
import { refusal } from './browser';
import { setStage } from './stage';
import { signedIn } from './wallet';

const { ledger, readers, host } = await setStage();

describe('when something is wrong', () => {
  it('a wallet on another network signs nothing', async () => {
    const page = await readers.visit('launch', { wallet: 'visitor 1', options: { chains: ['solana:mainnet'] } });
    await page.getByLabel('Amount to add, in quote tokens').fill('10');
    await page.getByRole('button', { name: 'Contribute', exact: true }).click();
    expect(await refusal(page)).toBe('Test Wallet is on solana:mainnet, this page on solana:localnet. Switch the network in the wallet and connect again; nothing was signed.');
    expect(await signedIn(page)).toEqual([]);
    await readers.close(page);
  });

  it('says so when there is no such launch', async () => {
    const nobody = ledger.address('cranker');
    const page = await readers.visit('launch', {}, `?${new URLSearchParams({ rpc: ledger.facts.rpc, launch: nobody })}`);
    const alert = page.getByRole('alert');
    await alert.waitFor();
    expect(await alert.textContent()).toContain(`The account ${nobody} is not a launch of this program.`);
    const missing = 'So11111111111111111111111111111111111111112';
    await page.goto(`${host}?${new URLSearchParams({ rpc: ledger.facts.rpc, launch: missing })}`);
    await expect.poll(() => page.getByRole('alert').textContent()).toMatch(/There is no launch at So1|is not a launch/);
    await readers.close(page);
  });

  it('keeps what it knows while the server does not answer, says so, and recovers', async () => {
    const page = await readers.visit('launch');
    await page.getByTestId('deposited').waitFor();
    const known = await page.getByTestId('deposited').textContent();
    await page.route(`${ledger.facts.rpc}/**`, () => undefined);
    const alert = page.getByRole('alert');
    await alert.waitFor({ timeout: 30_000 });
    expect(await alert.textContent()).toContain('takes too long to answer');
    expect(await alert.textContent()).toContain('What you see may be old');
    expect(await page.getByTestId('deposited').textContent()).toBe(known);
    await page.unroute(`${ledger.facts.rpc}/**`);
    await alert.waitFor({ state: 'detached', timeout: 30_000 });
    await readers.close(page);
  });

  it('says so when there is no server', async () => {
    const page = await readers.visit('launch', {}, `?${new URLSearchParams({ rpc: 'http://127.0.0.1:9', launch: ledger.facts.launch })}`);
    await page.getByRole('alert').waitFor();
    expect(await page.getByRole('alert').textContent()).toContain('The RPC server http://127.0.0.1:9 cannot be reached.');
    await readers.close(page);
  });
});
