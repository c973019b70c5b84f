// The terms of the sale, and what is asked of wallets, locks and the governor.

import { type Finding, read } from './charter';
import { ask } from './module';
import { type Schedule, scheduleSlots } from './vesting';

export interface Terms {
  rule: number;
  target: bigint;
  minRaise: bigint;
  walletMin: bigint;
  walletMax: bigint;
  opensAt: bigint;
  closesAt: bigint;
  withdrawFreeze: number;
  settleGrace: number;
  liquidityBps: number;
  buybackBps: number;
  treasuryBps: number;
  /** Those in use. */
  ticks: readonly bigint[];
}

/** Every bound of the terms, compared. */
export function termsFindings(of: Terms): Finding[] {
  return read(ask('terms', [of.rule, of.ticks.length], [
    of.target, of.minRaise, of.walletMin, of.walletMax, of.opensAt, of.closesAt,
    BigInt(of.withdrawFreeze), BigInt(of.settleGrace), BigInt(of.liquidityBps), BigInt(of.buybackBps),
    BigInt(of.treasuryBps), ...of.ticks,
  ]));
}

/** The bound on the largest part of one wallet, where a kind has one. */
export function walletFindings(kind: number, largest: bigint, supply: bigint): Finding[] {
  return read(ask('wallet', [kind, largest, supply]));
}

type Sale = Pick<Terms, 'closesAt' | 'settleGrace'>;

/** The bound on the time that a list leaves to claim, whose last step unlocks at `unlockedAt`. */
export function airdropWindow(of: Sale, unlockedAt: bigint, endsAt: bigint): Finding[] {
  return read(ask('airdrop_window', [of.closesAt, of.settleGrace, unlockedAt, endsAt]));
}

/** The bound on the time that a mandate has to buy. */
export function buybackWindow(of: Sale, opensAt: bigint, endsAt: bigint): Finding[] {
  return read(ask('buyback_window', [of.closesAt, of.settleGrace, opensAt, endsAt]));
}

export interface Lock {
  cliffSeconds: number;
  linearSeconds: number;
}

/** Whether a schedule never vests more than a lock would. */
export function keeps(schedule: Schedule, lock: Lock): boolean {
  return ask('keeps', [lock.cliffSeconds, lock.linearSeconds], scheduleSlots(schedule))?.[0] === 1n;
}

export interface GovernorBounds {
  /** The most that an epoch may let out. */
  most: bigint;
  /** Bounds of an epoch (seconds). */
  shortest: bigint;
  longest: bigint;
  /** Whether all that the insiders have can leave in the longest time a schedule may last. */
  drains: boolean;
}

/** What is asked of a governor of a supply. */
export function governorBounds(
  of: { limit: bigint; epochSeconds: number },
  supply: bigint,
  insiders: bigint,
): GovernorBounds | null {
  const found = ask('governor_bounds', [supply, of.limit, of.epochSeconds, insiders]);
  return found && { most: found[0]!, shortest: found[1]!, longest: found[2]!, drains: found[3] === 1n };
}
