// Published lists: static files beside the page, checked against the ledger before they are used.
// `docs/list.md` says how they are made; the page expects them in `lists/ADDRESS/`.

import type { Address } from '@solana/kit';
import { type Leaf, type Root, proves } from '../rules/claims';
import { keyBytes } from './tokens';

type Published = Record<string, { index: number; amount: string; proof: string[] }[]>;

/**
 * The wallet's leaves on the list of `root`, each proven. `null` where this host has no files of
 * the list; empty where the wallet is not on it.
 */
export async function leavesOf(owner: Address, root: Root, wallet: Address): Promise<Leaf[] | null> {
  const folder = `./lists/${owner}/proofs`;
  const index = await json<{ nibbles: number }>(`${folder}/index.json`);
  if (!index) return null;
  const key = keyBytes(wallet);
  const hex = Array.from(key, (byte) => byte.toString(16).padStart(2, '0')).join('');
  const shard = await json<Published>(`${folder}/${hex.slice(-index.nibbles)}.json`);
  if (!shard) return null;
  const leaves = (shard[wallet] ?? []).map(({ index, amount, proof }) => ({
    index, amount: BigInt(amount), proof: proof.map(bytes),
  }));
  return leaves.filter((leaf) => proves(root, key, leaf));
}

async function json<T>(path: string): Promise<T | null> {
  try {
    const response = await fetch(path);
    return response.ok ? ((await response.json()) as T) : null;
  } catch {
    // No file, or another file in its place: this host does not have the list.
    return null;
  }
}

function bytes(hex: string): Uint8Array {
  return Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}
