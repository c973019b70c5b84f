// The sale: phases, the ladder, its clearing and what one contributor gets.

import { ask, signed } from './module';

export const PHASES = ['Draft', 'Sealed', 'Open', 'Closed', 'Settled', 'Failed'] as const;
export type Phase = (typeof PHASES)[number];

export interface Timeline {
  sealed: boolean;
  cancelled: boolean;
  settled: boolean;
  opensAt: bigint;
  closesAt: bigint;
  withdrawFreeze: number;
  settleGrace: number;
  deposited: bigint;
  minRaise: bigint;
}

export interface Moment {
  phase: Phase;
  mayWithdraw: boolean;
  withdrawsBefore: bigint;
  settlesBefore: bigint;
}

/** Where a launch stands at `now` (unix seconds). */
export function momentOf(of: Timeline, now: bigint): Moment {
  const [phase, may, withdraws, settles] = ask('phase', [now], [
    BigInt(of.sealed), BigInt(of.cancelled), BigInt(of.settled), of.opensAt, of.closesAt,
    BigInt(of.withdrawFreeze), BigInt(of.settleGrace), of.deposited, of.minRaise,
  ])!;
  return {
    phase: PHASES[Number(phase)]!,
    mayWithdraw: may === 1n,
    withdrawsBefore: signed(withdraws!),
    settlesBefore: signed(settles!),
  };
}

export interface Clearing {
  price: bigint;
  raise: bigint;
  tick: number;
  lower: bigint;
  upper: bigint;
  numerator: bigint;
  denominator: bigint;
}

/** The outcome of a ladder as it stands; `target` is R of a fixed price. */
export function clearingOf(
  rule: number,
  ticks: readonly bigint[],
  demand: readonly bigint[],
  target: bigint,
): Clearing | null {
  const cleared = ask('clearing', [rule, ticks.length, target], [...ticks, ...demand]);
  if (!cleared) return null;
  const [price, raise, tick, lower, upper, numerator, denominator] = cleared as [
    bigint, bigint, bigint, bigint, bigint, bigint, bigint,
  ];
  return { price, raise, tick: Number(tick), lower, upper, numerator, denominator };
}

/** The demand once one wallet's total at `tick` went from `before` to `after`. */
export function shifted(
  rule: number,
  ticks: readonly bigint[],
  demand: readonly bigint[],
  change: { tick: number; before: bigint; after: bigint },
): bigint[] | null {
  const { tick, before, after } = change;
  return ask('shift', [rule, ticks.length, tick, before, after], [...ticks, ...demand]);
}

export interface Allocation {
  accepted: bigint;
  refund: bigint;
  tokens: bigint;
}

/** What a deposit at `tick` gets of `supply` base units. */
export function allocationOf(
  of: Clearing,
  deposit: bigint,
  tick: number,
  supply: bigint,
): Allocation | null {
  const found = ask('allocation', [deposit, tick, supply], clearingSlots(of));
  return found && { accepted: found[0]!, refund: found[1]!, tokens: found[2]! };
}

/** A clearing as the rules take it. */
export const clearingSlots = (of: Clearing) => [
  of.price, of.raise, BigInt(of.tick), of.lower, of.upper, of.numerator, of.denominator,
];

/** `a * b / d`, rounded down; `null` if it does not fit. */
export function floor(a: bigint, b: bigint, d: bigint): bigint | null {
  return ask('product_floor', [a, b, d])?.[0] ?? null;
}
