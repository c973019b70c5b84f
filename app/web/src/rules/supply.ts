// The supply: what has become of each tranche and of the whole, and what vaults have to hold.

import { ask, halves, whole } from './module';
import { type Clearing, PHASES, type Phase, clearingSlots } from './sale';
import { type Schedule, type Step, scheduleSlots, slots } from './vesting';

/** What has become of one tranche; the four add up to it (base units). */
export interface Part {
  /** Was paid to those whom the charter names. */
  paid: bigint;
  /** Is theirs, and was not collected. */
  unclaimed: bigint;
  /** Has still to unlock, or to be paid out by the launch. */
  locked: bigint;
  /** Goes to nobody. */
  gone: bigint;
}

const part = (found: bigint[] | null): Part | null =>
  found && { paid: found[0]!, unclaimed: found[1]!, locked: found[2]!, gone: found[3]! };

/** Of a tranche where the launch decides it alone; `null` where its sale, list or plan has to be asked. */
export function partOfLaunch(
  of: { kind: number; amount: bigint; isFunded: boolean },
  launch: { phase: Phase; baseHeld: bigint },
): Part | null {
  const phase = PHASES.indexOf(launch.phase);
  return part(ask('part_of_launch', [of.kind, of.amount, phase, launch.baseHeld, Number(of.isFunded)]));
}

/** Of a tranche whose list or plan is not there. */
export function partClosed(of: { amount: bigint; isFunded: boolean }): Part {
  return part(ask('part_closed', [of.amount, Number(of.isFunded)]))!;
}

export interface Sale {
  forSale: bigint;
  contributors: bigint;
  clearing: Clearing;
  paid: bigint;
  swept: bigint;
}

/** Of the tranche that was sold. */
export function partSold(amount: bigint, of: Sale): Part | null {
  const args = [amount, of.forSale, of.contributors, of.paid, of.swept];
  return part(ask('part_sold', args, clearingSlots(of.clearing)));
}

export interface List {
  sum: bigint;
  claimed: bigint;
  steps: readonly Step[];
  endsAt: bigint;
}

/** Of an airdrop `at` a moment. */
export function partListed(of: List, at: bigint): Part | null {
  return part(ask('part_listed', [of.steps.length, of.sum, of.claimed, of.endsAt, at], slots(of.steps)));
}

export interface Plan {
  total: bigint;
  granted: bigint;
  withdrawn: bigint;
  forfeited: bigint;
}

export interface Grant {
  amount: bigint;
  entitled: bigint;
  withdrawn: bigint;
}

/** So many grants go across at once. */
const GRANTS = 600;

/** Of a plan and its grants, `elapsed` seconds after its time zero. */
export function partGranted(
  schedule: Schedule,
  of: Plan,
  grants: readonly Grant[],
  elapsed: bigint,
): Part | null {
  const args = [of.total, of.granted, of.withdrawn, of.forfeited, grantsDue(schedule, grants, elapsed), elapsed];
  return part(ask('part_granted', args, scheduleSlots(schedule)));
}

/** What is due of all these grants together. */
export function grantsDue(schedule: Schedule, grants: readonly Grant[], elapsed: bigint): bigint {
  let due = 0n;
  for (let from = 0; from < grants.length; from += GRANTS) {
    const some = grants.slice(from, from + GRANTS);
    const input = some.flatMap((of) => [of.amount, of.entitled, of.withdrawn]);
    const [low, high] = ask('grants_due', [some.length, elapsed], [...scheduleSlots(schedule), ...input])!;
    due += whole(low!, high!);
  }
  return due;
}

/** The whole supply at a moment (base units). */
export interface Whole {
  /** Is in hands: neither in a vault of the launch nor burned. */
  circulating: bigint;
  /** Can be collected by whom it belongs to. */
  unclaimed: bigint;
  locked: bigint;
  /** Lies in vaults and belongs to nobody any more. */
  waiting: bigint;
  burned: bigint;
}

/** What vaults of a launch hold of its token. */
export interface Held {
  /** Those of the launch, its lists and its plans, and what was sent to the mandate to be burned. */
  vaults: bigint;
  /** The mandate's. */
  mandate: bigint;
  /** Of that, what holders offer. */
  offered: bigint;
}

/** The whole, of what was minted, what exists and what has become of its parts. */
export function wholeOf(of: Held & { minted: bigint; exists: bigint; unclaimed: bigint; locked: bigint }): Whole {
  const { minted, exists, vaults, mandate, offered, unclaimed, locked } = of;
  const found = ask('supply_whole', [], [minted, exists, vaults, mandate, offered, unclaimed, locked].flatMap(halves))!;
  const [circulating, theirs, still, waiting, burned] = [0, 2, 4, 6, 8].map((at) => whole(found[at]!, found[at + 1]!));
  return { circulating: circulating!, unclaimed: theirs!, locked: still!, waiting: waiting!, burned: burned! };
}

/** What is to be in the vault of contributions. */
export function owedContributions(
  of: { phase: Phase; deposited: bigint; waiting: bigint; accepted: bigint; moved: bigint },
): bigint {
  const args = [PHASES.indexOf(of.phase), of.deposited, of.accepted];
  const [low, high] = ask('owed_contributions', args, [of.waiting, of.moved].flatMap(halves))!;
  return whole(low!, high!);
}

/** What is to be in a vault of a list that has not ended. */
export function owedList(of: { sum: bigint; claimed: bigint; isFunded: boolean }): bigint {
  const [low, high] = ask('owed_list', [of.sum, Number(of.isFunded)], halves(of.claimed))!;
  return whole(low!, high!);
}

/** What is to be in the vault of a plan; `null` if its books are wrong. */
export function owedPlan(
  of: { total: bigint; withdrawn: bigint; sunk: bigint; isFunded: boolean; wasSent: boolean },
): bigint | null {
  const args = [of.total, of.withdrawn, of.sunk, Number(of.isFunded), Number(of.wasSent)];
  return ask('owed_plan', args)?.[0] ?? null;
}

/** What is to be in the mandate's vault of tokens; `null` if its books are wrong. */
export function owedMandate(of: { offered: bigint; bought: bigint; sunk: bigint }): bigint | null {
  const found = ask('owed_mandate', [of.bought, of.sunk], halves(of.offered));
  return found && whole(found[0]!, found[1]!);
}
