// Claims from lists: proofs, and which steps were claimed.

import { ask, words } from './module';

export interface Leaf {
  index: number;
  amount: bigint;
  /** Nodes of 40 bytes, from the leaf upwards. */
  proof: readonly Uint8Array[];
}

export interface Root {
  owner: Uint8Array;
  hash: Uint8Array;
  sum: bigint;
  count: number;
}

/** Whether `leaf` gives its amount to `claimant` on the list with this root. */
export function proves(root: Root, claimant: Uint8Array, leaf: Leaf): boolean {
  if (leaf.proof.some((node) => node.length !== 40)) return false;
  const input = [
    ...words(root.owner), ...words(claimant), ...words(root.hash), root.sum,
    ...leaf.proof.flatMap((node) => words(node)),
  ];
  const answer = ask('proves', [root.count, leaf.index, leaf.amount, leaf.proof.length], input);
  return answer?.[0] === 1n;
}

/** The page of a leaf, and the vault that pays it. */
export function placeOf(
  count: number,
  vaultLevels: number,
  index: number,
): { page: number; vault: number } | null {
  const place = ask('place', [count, vaultLevels, index]);
  return place && { page: Number(place[0]), vault: Number(place[1]) };
}

/** How many of a list's `steps` leaf `index` has claimed, by the bits of its page. */
export function claimedSteps(bits: Uint8Array, steps: number, index: number): number {
  return Number(ask('claimed', [steps, index], words(bits))?.[0] ?? 0n);
}
