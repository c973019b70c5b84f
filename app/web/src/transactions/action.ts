// What a button does: instructions, and the accounts of the reader's that they change.

import { type Address, type Instruction, createNoopSigner } from '@solana/kit';
import type { LaunchView } from '../ledger/launch';
import { ASSOCIATED_PROGRAM, SYSTEM_PROGRAM, TOKEN_PROGRAM, associated } from '../ledger/tokens';
import type { Watched } from './prepare';

/** Numbers of instructions of Solana's own programs. */
export const SYSTEM_TRANSFER = 2;
export const TOKEN_SYNC_NATIVE = 17;

/** Something the reader can do. */
export interface Action {
  /** What the button says. */
  title: string;
  instructions: readonly Instruction[];
  watched: readonly Watched[];
}

/** The reader's accounts of both tokens, with the bumps of their addresses. */
export interface Accounts {
  wallet: Address;
  base: readonly [Address, number];
  quote: readonly [Address, number];
}

/** Where `wallet` has the two tokens of a launch. */
export async function accountsOf(view: LaunchView, wallet: Address): Promise<Accounts> {
  const [base, quote] = await Promise.all([
    associated(wallet, view.base.address, view.base.program),
    associated(wallet, view.quote.address, TOKEN_PROGRAM),
  ]);
  return { wallet, base, quote };
}

/** The reader's accounts as something to watch. */
export function watched(view: LaunchView, accounts: Accounts): Watched[] {
  return [
    { address: accounts.base[0], unit: 'tokens', decimals: view.base.decimals },
    { address: accounts.quote[0], unit: 'quote tokens', decimals: view.quote.decimals },
  ];
}

/** Stands for the wallet in instructions; it signs later. */
export const signer = (wallet: Address) => createNoopSigner(wallet);

/** Makes `owner`'s associated account of a mint, unless it is there. */
export function ensureAccount(
  payer: Address,
  owner: Address,
  mint: { address: Address; program: Address },
  account: Address,
): Instruction {
  return {
    programAddress: ASSOCIATED_PROGRAM,
    accounts: [
      { address: payer, role: 3 },
      { address: account, role: 1 },
      { address: owner, role: 0 },
      { address: mint.address, role: 0 },
      { address: SYSTEM_PROGRAM, role: 0 },
      { address: mint.program, role: 0 },
    ],
    data: new Uint8Array([1]),
  };
}

/** Moves lamports into the wallet's account of wrapped SOL and counts them there. */
export function wrap(
  { wallet, quote: [account] }: Accounts,
  mint: { address: Address; program: Address },
  lamports: bigint,
): Instruction[] {
  const data = new Uint8Array(12);
  const view = new DataView(data.buffer);
  view.setUint32(0, SYSTEM_TRANSFER, true);
  view.setBigUint64(4, lamports, true);
  return [
    ensureAccount(wallet, wallet, mint, account),
    { programAddress: SYSTEM_PROGRAM, accounts: [{ address: wallet, role: 3 }, { address: account, role: 1 }], data },
    { programAddress: TOKEN_PROGRAM, accounts: [{ address: account, role: 1 }], data: new Uint8Array([TOKEN_SYNC_NATIVE]) },
  ];
}

/** The same instruction with more accounts behind its own. */
export function withAccounts<T extends Instruction>(
  instruction: T,
  more: readonly { address: Address; role: 0 | 1 }[],
): Instruction {
  return { ...instruction, accounts: [...(instruction.accounts ?? []), ...more] };
}
