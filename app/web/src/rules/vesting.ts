// Locked grants: what has vested, what has unlocked, what the governor lets out.

import { ask } from './module';

/** A second, and the share (bps) of every amount that is unlocked from then on. */
export interface Step {
  at: bigint;
  bps: number;
}

export type Schedule =
  | { kind: 'linear'; start: bigint; cliff: bigint; end: bigint }
  | { kind: 'steps'; steps: readonly Step[] };

/** What of `total` has vested at `now`, in the schedule's own time. */
export function vested(schedule: Schedule, total: bigint, now: bigint): bigint {
  if (schedule.kind === 'linear') {
    return ask('vested_linear', [total, schedule.start, schedule.cliff, schedule.end, now])![0]!;
  }
  return ask('vested_steps', [schedule.steps.length, total, now], slots(schedule.steps))![0]!;
}

/** What a grant may be paid of what has vested: no more than it is entitled to. */
export function due(vested: bigint, of: { entitled: bigint; withdrawn: bigint }): bigint {
  return ask('grant_due', [vested, of.entitled, of.withdrawn])![0]!;
}

/** How many steps have unlocked at `now`. */
export function unlocked(steps: readonly Step[], now: bigint): number {
  // No step and no answer look alike.
  return Number(ask('unlocked', [steps.length, now], slots(steps))?.[0] ?? 0n);
}

/** What of `amount` the first `count` steps unlock. */
export function share(steps: readonly Step[], count: number, amount: bigint): bigint | null {
  return ask('share', [steps.length, count, amount], slots(steps))?.[0] ?? null;
}

/** How much of `wanted` a governor lets out `elapsed` seconds after time zero. */
export function governorTake(
  of: { epoch: bigint; left: bigint; limit: bigint; epochSeconds: number },
  wanted: bigint,
  elapsed: bigint,
): { granted: bigint; epoch: bigint; left: bigint } {
  const args = [wanted, of.limit, of.epochSeconds, elapsed];
  const [granted, epoch, left] = ask('governor', args, [of.epoch, of.left])!;
  return { granted: granted!, epoch: epoch!, left: left! };
}

/** Slots of a schedule, whichever it is. */
const SCHEDULE = 25;

/** A schedule as the rules take it. */
export function scheduleSlots(of: Schedule): bigint[] {
  const input = of.kind === 'linear'
    ? [0n, of.start, of.cliff, of.end]
    : [BigInt(of.steps.length), ...slots(of.steps)];
  return [...input, ...Array<bigint>(SCHEDULE - input.length).fill(0n)];
}

/** Steps as the rules take them. */
export function slots(steps: readonly Step[]): bigint[] {
  return [...steps.map((step) => step.at), ...steps.map((step) => BigInt(step.bps))];
}
