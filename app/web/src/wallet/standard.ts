// Wallets, as the Wallet Standard has them. The page never holds a key: it hands over a transaction
// and gets it back signed.

import { getWallets } from '@wallet-standard/app';
import type { Wallet, WalletAccount } from '@wallet-standard/base';
import type { StandardConnectFeature, StandardDisconnectFeature } from '@wallet-standard/features';

/** Signs transactions without sending them. */
export interface SignFeature {
  'solana:signTransaction': {
    version: string;
    supportedTransactionVersions: readonly ('legacy' | 0)[];
    signTransaction: (
      ...inputs: { account: WalletAccount; transaction: Uint8Array; chain?: string }[]
    ) => Promise<readonly { signedTransaction: Uint8Array }[]>;
  };
}

export type SolanaWallet = Wallet & {
  features: StandardConnectFeature & SignFeature & Partial<StandardDisconnectFeature>;
};

/** A wallet that the reader has connected, and the account chosen in it. */
export interface Connected {
  wallet: SolanaWallet;
  account: WalletAccount;
}

/** A wallet did not do what it was asked, in words. */
export class WalletError extends Error {
  constructor(readonly problem: 'rejected' | 'network' | 'changed' | 'failed', message: string) {
    super(message);
    this.name = 'WalletError';
  }
}

const registry = getWallets();

/** The wallets in this browser that can sign for Solana. */
export function solanaWallets(): SolanaWallet[] {
  const fits = (wallet: Wallet): wallet is SolanaWallet =>
    'solana:signTransaction' in wallet.features && 'standard:connect' in wallet.features;
  return registry.get().filter(fits);
}

/** Calls `changed` whenever a wallet appears or goes; returns how to stop. */
export function onWallets(changed: () => void): () => void {
  const stops = [registry.on('register', changed), registry.on('unregister', changed)];
  return () => stops.forEach((stop) => stop());
}

/** Asks a wallet for its account. */
export async function connectWallet(wallet: SolanaWallet): Promise<Connected> {
  const { accounts } = await refusing(wallet, () => wallet.features['standard:connect'].connect());
  const account = accounts.find((of) => of.chains.some((chain) => chain.startsWith('solana:')));
  if (!account) {
    throw new WalletError('failed', `${wallet.name} shared no Solana account. Choose one in the wallet and connect again.`);
  }
  return { wallet, account };
}

/** Has a transaction signed; `transaction` and the answer are in the bytes that a ledger takes. */
export async function sign(
  { wallet, account }: Connected,
  transaction: Uint8Array,
  chain: string,
): Promise<Uint8Array> {
  requireChain({ wallet, account }, chain);
  const feature = wallet.features['solana:signTransaction'];
  const [signed] = await refusing(wallet, () => feature.signTransaction({ account, transaction, chain }));
  if (!signed) throw new WalletError('failed', `${wallet.name} gave nothing back. Try again.`);
  return signed.signedTransaction;
}

/** Refuses a wallet that is on another network than the page. */
export function requireChain({ wallet, account }: Connected, chain: string): void {
  if ((account.chains as readonly string[]).includes(chain)) return;
  const theirs = account.chains.join(', ') || 'no network';
  const words = `${wallet.name} is on ${theirs}, this page on ${chain}. Switch the network in the wallet and connect again; nothing was signed.`;
  throw new WalletError('network', words);
}

async function refusing<T>(wallet: SolanaWallet, ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    const words = `${wallet.name} did not agree: ${detail.replace(/\.$/, '')}. Nothing was sent; you can try again.`;
    throw new WalletError('rejected', words);
  }
}
