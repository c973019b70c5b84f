// A wallet for tests, put into the page before anything of the page runs.

import type { Page } from 'playwright-core';

export interface WalletOptions {
  /** The 64 bytes of its key. */
  key: number[];
  address: string;
  chains?: string[];
  /** Signs, says no, or changes what it signs. */
  mood?: 'signs' | 'refuses' | 'changes';
}

/** Everything that was signed in the page, in base64. */
export const signedIn = (page: Page) => page.evaluate(() => (window as unknown as { signed: string[] }).signed);

/** Another mood from now on. */
export const setMood = (page: Page, mood: NonNullable<WalletOptions['mood']>) =>
  page.evaluate((to) => void ((window as unknown as { mood: string }).mood = to), mood);

export async function inject(page: Page, options: WalletOptions): Promise<void> {
  await page.addInitScript(({ key, address, chains = ['solana:localnet'], mood = 'signs' }) => {
    const state = Object.assign(window as never as { signed: string[]; mood: string }, { signed: [], mood });
    // PKCS #8 of an Ed25519 key: this, then the seed.
    const prefix = [48, 46, 2, 1, 0, 48, 5, 6, 3, 43, 101, 112, 4, 34, 4, 32];
    const pkcs8 = Uint8Array.from([...prefix, ...key.slice(0, 32)]);
    const imported = crypto.subtle.importKey('pkcs8', pkcs8, 'Ed25519', false, ['sign']);
    const account = {
      address, publicKey: Uint8Array.from(key.slice(32)), chains, features: ['solana:signTransaction'],
    };
    const signTransaction = async ({ transaction }: { transaction: Uint8Array }) => {
      if (state.mood === 'refuses') throw new Error('User rejected the request.');
      const wire = Uint8Array.from(transaction);
      const message = wire.subarray(1 + 64 * wire[0]!);
      if (state.mood === 'changes') message[message.length - 2]! ^= 1;
      wire.set(new Uint8Array(await crypto.subtle.sign('Ed25519', await imported, message)), 1);
      state.signed.push(btoa(String.fromCharCode(...wire)));
      return [{ signedTransaction: wire }];
    };
    const wallet = {
      version: '1.0.0', name: 'Test Wallet', icon: 'data:image/svg+xml;base64,PHN2Zy8+',
      chains, accounts: [account],
      features: {
        'standard:connect': { version: '1.0.0', connect: async () => ({ accounts: [account] }) },
        'solana:signTransaction': { version: '1.0.0', supportedTransactionVersions: ['legacy', 0], signTransaction },
      },
    };
    const register = ({ register }: { register: (of: unknown) => void }) => register(wallet);
    window.addEventListener('wallet-standard:app-ready', (event) => register((event as CustomEvent).detail));
    window.dispatchEvent(new CustomEvent('wallet-standard:register-wallet', { detail: register }));
  }, options);
}
