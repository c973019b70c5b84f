// Mints, token accounts, and the accounts of Solana's own programs.

import {
  type Address, address, getAddressDecoder, getAddressEncoder, getProgramDerivedAddress,
} from '@solana/kit';
import type { RawAccount } from './connection';

export const SYSTEM_PROGRAM = address('11111111111111111111111111111111');
export const TOKEN_PROGRAM = address('TokenkegQfeZyiNwAJbNbGKPFXCWuBvf9Ss623VQ5DA');
export const ASSOCIATED_PROGRAM = address('ATokenGPvbdGVxr1b2hvZbsiqW5xWH25efTNsLJA8knL');
export const COMPUTE_PROGRAM = address('ComputeBudget111111111111111111111111111111');
export const CLOCK = address('SysvarC1ock11111111111111111111111111111111');
const WRAPPED_SOL = address('So11111111111111111111111111111111111111112');
const LOADER = address('BPFLoaderUpgradeab1e11111111111111111111111');

const encoder = getAddressEncoder();
const decoder = getAddressDecoder();
const view = (data: Uint8Array) => new DataView(data.buffer, data.byteOffset, data.byteLength);

export interface Mint {
  address: Address;
  program: Address;
  supply: bigint;
  decimals: number;
  mintAuthority: Address | null;
  freezeAuthority: Address | null;
}

/** The mint in an account; `null` if it holds none. Extensions lie behind and are not read. */
export function mintOf(account: RawAccount | undefined): Mint | null {
  if (!account || account.data.length < 82) return null;
  const data = view(account.data);
  const key = (at: number) => decoder.decode(account.data.subarray(at, at + 32));
  return {
    address: account.address,
    program: account.owner,
    mintAuthority: data.getUint32(0, true) === 1 ? key(4) : null,
    supply: data.getBigUint64(36, true),
    decimals: data.getUint8(44),
    freezeAuthority: data.getUint32(46, true) === 1 ? key(50) : null,
  };
}

/** Whether a mint's tokens are SOL in a token account. */
export const isWrappedSol = (mint: { address: Address }) => mint.address === WRAPPED_SOL;

/** What a token account holds (base units); `null` if it is none. */
export function balanceOf(data: Uint8Array | undefined): bigint | null {
  return data && data.length >= 165 ? view(data).getBigUint64(64, true) : null;
}

/** The ledger's own time (unix seconds). */
export function timeOf(clock: RawAccount | undefined): bigint | null {
  return clock && clock.data.length >= 40 ? view(clock.data).getBigInt64(32, true) : null;
}

/** Where a program's bytecode is, with the key that may change it. */
export async function programDataOf(program: Address): Promise<Address> {
  const seeds = [encoder.encode(program)];
  return (await getProgramDerivedAddress({ programAddress: LOADER, seeds }))[0];
}

/** Who may change a program: a key, nobody (`null`), or not known (`undefined`). */
export function upgradeAuthority(account: RawAccount | undefined): Address | null | undefined {
  if (!account || account.data.length < 45 || view(account.data).getUint32(0, true) !== 3) {
    return undefined;
  }
  return account.data[12] === 1 ? decoder.decode(account.data.subarray(13, 45)) : null;
}

/** A wallet's associated token account, and the bump of its address. */
export async function associated(
  wallet: Address,
  mint: Address,
  program: Address,
): Promise<readonly [Address, number]> {
  const seeds = [encoder.encode(wallet), encoder.encode(program), encoder.encode(mint)];
  return getProgramDerivedAddress({ programAddress: ASSOCIATED_PROGRAM, seeds });
}

/** The 32 bytes of an address. */
export function keyBytes(of: Address): Uint8Array {
  return encoder.encode(of) as Uint8Array;
}
