// What a grant may be paid, what of that can leave now, and what it waits for where nothing can.

import { amount } from '../../format/amount';
import { moment } from '../../format/time';
import type { LaunchView } from '../../ledger/launch';
import type { MyGrant } from '../../ledger/mine';
import { scheduleOf } from '../../ledger/schedule';
import { SYSTEM_PROGRAM } from '../../ledger/tokens';
import { type Schedule, due, governorTake, vested } from '../../rules/vesting';

export interface Standing {
  schedule: Schedule;
  /** Seconds since the plan's time zero; `null` while its clock does not run. */
  elapsed: bigint | null;
  /** All that it will ever pay. */
  total: bigint;
  /** What has vested of that. */
  vested: bigint;
  withdrawn: bigint;
  /** What has vested and was not withdrawn. */
  due: bigint;
  /** What of that can leave now; `null` where a governor decides that was not read. */
  granted: bigint | null;
  /** When the governor lets out more (unix seconds). */
  nextEpoch: bigint | null;
}

/** Where a grant stands at `now` (unix seconds). */
export function standingOf(view: LaunchView, { plan, grant, leaf }: MyGrant, now: bigint): Standing {
  const promised = grant?.data.amount ?? leaf?.amount ?? plan.total;
  const { entitled, withdrawn } = grant?.data ?? { entitled: promised, withdrawn: 0n };
  const schedule = scheduleOf(plan);
  const elapsed = plan.hasStarted ? now - plan.startsAt : null;
  const soFar = elapsed === null ? 0n : vested(schedule, promised, elapsed);
  const owed = due(soFar, { entitled, withdrawn });
  const shared = { schedule, elapsed, total: entitled, vested: withdrawn + owed, withdrawn, due: owed };
  if (plan.governor === SYSTEM_PROGRAM) return { ...shared, granted: owed, nextEpoch: null };
  const governor = plan.governor === view.launch.governor ? view.governor : null;
  if (!governor) return { ...shared, granted: null, nextEpoch: null };
  // Its epochs are counted from 1970, not from the plan's time zero.
  const { granted, epoch } = governorTake(governor, owed, now);
  return { ...shared, granted, nextEpoch: (epoch + 1n) * BigInt(governor.epochSeconds) };
}

/** What the governor does to a withdrawal; `null` where it changes nothing. */
export function governed(view: LaunchView, of: Standing): string | null {
  if (of.due === 0n || of.granted === of.due) return null;
  if (of.granted === null) return 'A governor that this page has not read may let out only a part of it in one epoch.';
  const tokens = (units: bigint) => amount(units, view.base.decimals);
  const rest = `the rest, ${tokens(of.due - of.granted)}, waits for the next epoch, from ${moment(of.nextEpoch!)}`;
  return of.granted === 0n
    ? `The insiders of this launch have taken out all that their governor allows in this epoch. What is due, ${tokens(of.due)}, waits for the next one, from ${moment(of.nextEpoch!)}.`
    : `The governor lets out ${tokens(of.granted)} of it now, if nobody takes out more before you; ${rest}.`;
}

/** Why nothing is due. */
export function waiting({ plan, grant }: MyGrant, { schedule, elapsed, total, withdrawn }: Standing): string {
  if (grant?.data.isCancelled) {
    return total === 0n ? 'This grant was ended before anything had vested.' : 'This grant was ended. What had vested was paid.';
  }
  if (elapsed === null) return 'Its clock has not started. On the page “Launch” anyone can do that once the sale is settled.';
  if (total > 0n && withdrawn === total) return 'All of it was paid.';
  const next = unlocks(schedule).find((at) => at > elapsed);
  if (next === undefined) return 'All that has vested was paid.';
  const first = next === unlocks(schedule)[0];
  const when = moment(plan.startsAt + next);
  return first ? `Nothing vests before ${when}.` : `All that has vested was paid. More vests from ${when} on.`;
}

/** When something vests at once (seconds since time zero). */
function unlocks(schedule: Schedule): bigint[] {
  return schedule.kind === 'linear' ? [schedule.cliff] : schedule.steps.map((step) => step.at);
}
