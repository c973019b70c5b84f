// Which part of the supply is free when, tranche by tranche.

import { type LaunchView, type TrancheView, tranchesOf } from '../../ledger/launch';
import { scheduleOf } from '../../ledger/schedule';
import { share, unlocked, vested } from '../../rules/vesting';
import { shareOf, supplyOf } from '../launch/prices';

export interface Series {
  times: bigint[];
  /** By tranche, in basis points of the sealed supply, one for each time. */
  bands: { kind: number; bps: number[] }[];
}

const POINTS = 120n;
const DAY = 86_400n;
/** Liquidity and what the buyback holds belong to nobody. */
const NOBODYS = [5, 7];

/** Of a launch, from its settlement (or its close, while it is not settled) until all is free. */
export function unlocksOf(view: LaunchView): Series {
  const { launch } = view;
  const zero = launch.isSettled ? launch.settledAt : launch.closesAt;
  const tranches = tranchesOf(view).filter(({ kind }) => !NOBODYS.includes(kind));
  const ends = tranches.map((tranche) => endOf(tranche, zero));
  const last = ends.reduce((latest, end) => (end > latest ? end : latest), zero + 365n * DAY);
  const first = zero - (last - zero) / 30n;
  const even = Array.from({ length: Number(POINTS) + 1 }, (_, i) => first + ((last - first) * BigInt(i)) / POINTS);
  // Where something unlocks at once, the second before and the second itself.
  const jumps = [zero, ...tranches.flatMap((tranche) => jumpsOf(tranche, zero))].flatMap((at) => [at - 1n, at]);
  const times = [...even, ...jumps.filter((at) => at > first && at < last)].sort((a, b) => Number(a - b));
  const supply = supplyOf(view);
  const bands = tranches.map((tranche) => ({
    kind: tranche.kind,
    bps: times.map((time) => (time < zero ? 0 : Number(shareOf(freeAt(tranche, zero, time), supply)))),
  }));
  return { times, bands };
}

function endOf({ plan, list }: TrancheView, zero: bigint): bigint {
  if (plan) return zero + plan.end;
  return list ? list.stepTimes[list.stepCount - 1]! : zero;
}

function jumpsOf({ plan, list }: TrancheView, zero: bigint): bigint[] {
  if (list) return list.stepTimes.slice(0, list.stepCount);
  if (!plan) return [];
  return plan.schedule === 0 ? [zero + plan.cliff] : plan.stepTimes.slice(0, plan.stepCount).map((at) => zero + at);
}

function freeAt({ amount, plan, list, kind }: TrancheView, zero: bigint, time: bigint): bigint {
  if (plan) return vested(scheduleOf(plan), amount, time - (plan.hasStarted ? plan.startsAt : zero));
  if (list) {
    const steps = Array.from({ length: list.stepCount }, (_, i) => ({ at: list.stepTimes[i]!, bps: list.stepShares[i]! }));
    return share(steps, unlocked(steps, time), amount) ?? 0n;
  }
  // What is sold is free at once; a tranche whose account cannot be read counts as free, too.
  return kind === 0 || time >= zero ? amount : 0n;
}
