// The schedule that a plan stores, as the rules take it.

import type { Plan } from '../client/vesting';
import type { Schedule } from '../rules/vesting';

export function scheduleOf(plan: Plan): Schedule {
  if (plan.schedule === 0) return { kind: 'linear', start: plan.start, cliff: plan.cliff, end: plan.end };
  const steps = Array.from({ length: plan.stepCount }, (_, i) => ({ at: plan.stepTimes[i]!, bps: plan.stepShares[i]! }));
  return { kind: 'steps', steps };
}
