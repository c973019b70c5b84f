// Chromium, the page in it, and what a reader does.

import { type Browser, type BrowserContext, type Page, chromium } from 'playwright-core';
import { expect } from 'vitest';
import type { TestLedger } from './ledger';
import { type WalletOptions, inject } from './wallet';

const FLAGS = [
  '--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
  '--disable-background-networking', '--disable-component-update', '--disable-sync',
];

export const DESKTOP = { width: 1280, height: 900 };
export const PHONE = { width: 390, height: 844 };

export async function openBrowser(): Promise<Browser> {
  const executablePath = process.env.CHROMIUM ?? '/usr/bin/chromium';
  return chromium.launch({ executablePath, args: FLAGS });
}

export interface Visit {
  wallet?: string;
  options?: Partial<WalletOptions>;
  viewport?: { width: number; height: number };
  dark?: boolean;
}

/** Readers of one page, and the addresses that they asked anything of. */
export class Readers {
  readonly asked = new Set<string>();
  readonly complaints: string[] = [];
  private contexts: BrowserContext[] = [];

  constructor(private browser: Browser, private url: string, private ledger: TestLedger) {}

  /** Opens a page of the app; with a wallet, connects it. */
  async visit(hash: string, { wallet, options, viewport = DESKTOP, dark = false }: Visit = {}, search?: string): Promise<Page> {
    const context = await this.browser.newContext({ viewport, colorScheme: dark ? 'dark' : 'light', reducedMotion: 'reduce' });
    this.contexts.push(context);
    const page = await context.newPage();
    page.on('request', (request) => this.asked.add(new URL(request.url()).origin));
    page.on('console', (message) => message.type() === 'error' && this.complaints.push(message.text()));
    page.on('pageerror', (error) => this.complaints.push(error.message));
    if (wallet) {
      const { facts } = this.ledger;
      await inject(page, { key: facts.wallets[wallet]!, address: this.ledger.address(wallet), ...options });
    }
    const { rpc, launch } = this.ledger.facts;
    const query = search ?? `?${new URLSearchParams({ rpc, launch })}`;
    await page.goto(`${this.url}${query}#/${hash}`);
    if (wallet) {
      await page.getByRole('button', { name: 'Connect Test Wallet' }).click();
      await page.getByRole('button', { name: 'Disconnect' }).waitFor();
    }
    return page;
  }

  async close(page: Page): Promise<void> {
    await page.context().close();
  }

  async closeAll(): Promise<void> {
    await Promise.all(this.contexts.map((context) => context.close()));
  }
}

/** The dialog, once it says what will be signed. */
export async function review(page: Page) {
  const dialog = page.getByRole('dialog');
  const sign = dialog.getByRole('button', { name: 'Sign in the wallet' });
  await sign.or(dialog.getByRole('alert')).first().waitFor();
  // A refusal in words says more than a button that never comes.
  if (await dialog.getByRole('alert').isVisible()) throw new Error(await refusal(page));
  return dialog;
}

/** Presses a button, reads, signs, and waits until the ledger has confirmed it. */
export async function perform(page: Page, button: string | RegExp): Promise<void> {
  await page.getByRole('button', { name: button, exact: typeof button === 'string' }).click();
  const dialog = await review(page);
  await dialog.getByRole('button', { name: 'Sign in the wallet' }).click();
  await dialog.getByTestId('signature').waitFor();
  expect(await dialog.getByRole('heading', { level: 2 }).textContent()).toMatch(/^Done: /);
  await dialog.getByRole('button', { name: 'Close' }).click();
}

/** What the page says went wrong with a transaction. */
export async function refusal(page: Page): Promise<string> {
  const words = page.getByRole('dialog').getByRole('alert');
  await words.waitFor();
  return (await words.textContent()) ?? '';
}
