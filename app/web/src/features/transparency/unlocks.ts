// Which part of the supply its owners can have when, tranche by tranche, if the clock alone goes on.

import type { Evidence } from '../../ledger/evidence';
import { type TrancheView, tranchesOf } from '../../ledger/launch';
import { shareOf, supplyOf } from '../launch/prices';
import { asIfSettled, partOf } from './parts';

export interface Series {
  times: bigint[];
  /** By tranche, in basis points of the sealed supply, one for each time. */
  bands: { kind: number; bps: number[] }[];
}

const POINTS = 120n;
const DAY = 86_400n;
/** Liquidity and what the buyback holds belong to nobody. */
const NOBODYS = [5, 7];

/** Of a launch, from the time of the evidence until all is free, a year at least. */
export function unlocksOf(evidence: Evidence): Series {
  const settled = asIfSettled(evidence);
  const { view } = settled;
  const first = view.now;
  const zero = view.launch.settledAt;
  const tranches = tranchesOf(view).filter(({ kind }) => !NOBODYS.includes(kind));
  const jumps = [zero, ...tranches.flatMap((tranche) => jumpsOf(tranche, zero))];
  const ends = [...jumps, ...tranches.flatMap(({ plan }) => (plan ? [zero + plan.end] : []))];
  const earliest = (zero > first ? zero : first) + 365n * DAY;
  const last = ends.reduce((latest, end) => (end > latest ? end : latest), earliest);
  const even = Array.from({ length: Number(POINTS) + 1 }, (_, i) => first + ((last - first) * BigInt(i)) / POINTS);
  // Where something changes at once, the second before and the second itself.
  const sudden = jumps.flatMap((at) => [at - 1n, at]).filter((at) => at > first && at < last);
  const times = [...even, ...sudden].sort((a, b) => Number(a - b));
  const supply = supplyOf(view);
  const free = (tranche: TrancheView, at: bigint) => {
    if (at < zero) return 0;
    const { paid, unclaimed } = partOf(settled, tranche, at);
    return Number(shareOf(paid + unclaimed, supply));
  };
  return { times, bands: tranches.map((tranche) => ({ kind: tranche.kind, bps: times.map((at) => free(tranche, at)) })) };
}

function jumpsOf({ plan, list }: TrancheView, zero: bigint): bigint[] {
  if (list) return [...list.stepTimes.slice(0, list.stepCount), list.endsAt];
  if (!plan) return [];
  return plan.schedule === 0 ? [zero + plan.cliff] : plan.stepTimes.slice(0, plan.stepCount).map((at) => zero + at);
}
