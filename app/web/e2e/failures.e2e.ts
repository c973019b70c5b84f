// What the page says when the network is another, the launch is not there, or nobody answers.

import type { Page, Route } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { refusal, review } from './browser';
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

  /** Puts money in, up to the wallet's signature. */
  const sign = async (page: Page, tokens: string) => {
    await page.getByLabel('Amount to add, in quote tokens').fill(tokens);
    await page.getByRole('button', { name: 'Contribute', exact: true }).click();
    await (await review(page)).getByRole('button', { name: 'Sign in the wallet' }).click();
  };
  const rpc = `${ledger.facts.rpc}/**`;
  const asks = (route: Route, method: string) => route.request().postDataJSON()?.method === method;

  it('looks whether a transaction counted whose sending was not answered', async () => {
    const page = await readers.visit('launch', { wallet: 'visitor 3' });
    const before = (await ledger.view()).launch.deposited;
    await page.route(rpc, async (route) => {
      if (!asks(route, 'sendTransaction')) return route.fallback();
      await route.fetch();
      await route.abort('connectionreset');
    });
    await sign(page, '2000');
    const dialog = page.getByRole('dialog');
    await dialog.getByTestId('signature').waitFor({ timeout: 30_000 });
    expect(await dialog.getByRole('heading', { level: 2 }).textContent()).toBe('Done: contribute');
    expect((await ledger.view()).launch.deposited).toBe(before + 2_000_000_000n);
    await readers.close(page);
  });

  it('does not say that nothing was done when nobody can know', async () => {
    const page = await readers.visit('launch', { wallet: 'visitor 4' });
    const before = (await ledger.view()).launch.deposited;
    let sent = false;
    await page.route(rpc, async (route) => {
      if (asks(route, 'sendTransaction')) {
        await route.fetch();
        sent = true;
      }
      return sent ? route.abort('connectionreset') : route.fallback();
    });
    await sign(page, '2000');
    expect(await refusal(page)).toMatch(/^The transaction was sent, and then nobody answered whether the ledger took it\. It may have gone through\./);
    const dialog = page.getByRole('dialog');
    expect(await dialog.getByRole('heading', { level: 2 }).textContent()).toBe('It may have been done');
    expect(await dialog.getByTestId('signature').textContent()).toMatch(/^\w{80,90}$/);
    expect((await ledger.view()).launch.deposited).toBe(before + 2_000_000_000n);
    await readers.close(page);
  });

  it('tells in words why the ledger refuses what it took a moment ago', async () => {
    const page = await readers.visit('launch', { wallet: 'visitor 4' });
    await page.getByLabel(/^Amount to take out/).fill('1');
    await page.getByRole('button', { name: 'Withdraw', exact: true }).click();
    const dialog = await review(page);
    await ledger.travel(ledger.facts.closesAt);
    await dialog.getByRole('button', { name: 'Sign in the wallet' }).click();
    expect(await refusal(page)).toBe('The sale is not open: contributions and withdrawals are taken from opens_at until closes_at.');
    expect(await dialog.getByRole('heading', { level: 2 }).textContent()).toBe('It was not done');
    await readers.close(page);
  });

  it('says that a server has had enough', async () => {
    const page = await readers.visit('launch');
    await page.getByTestId('deposited').waitFor();
    await page.route(rpc, (route) => route.fulfill({ status: 429, body: 'slow down', headers: { 'access-control-allow-origin': '*' } }));
    await page.getByRole('alert').waitFor({ timeout: 30_000 });
    expect(await page.getByRole('alert').textContent()).toContain('has had too many requests. The page keeps asking');
    await readers.close(page);
  });

  it('says so when there is no server', async () => {
    const page = await readers.visit('launch', {}, `?${new URLSearchParams({ rpc: 'http://127.0.0.1:9', launch: ledger.facts.launch })}`);
    await page.getByRole('alert').waitFor();
    expect(await page.getByRole('alert').textContent()).toContain('The RPC server http://127.0.0.1:9 cannot be reached.');
    await readers.close(page);
  });
});
