// What has become of each tranche, now and as the clock alone will change it.

import type { Address } from '@solana/kit';
import type { Evidence } from '../../ledger/evidence';
import { type TrancheView, tranchesOf } from '../../ledger/launch';
import { scheduleOf } from '../../ledger/schedule';
import type { Step } from '../../rules/vesting';
import {
  type Part, type Whole, partClosed, partGranted, partListed, partOfLaunch, partSold, wholeOf,
} from '../../rules/supply';
import { timelineOf } from '../../ui/header';
import { outcomeOf, supplyOf } from '../launch/prices';

const NOTHING: Part = { paid: 0n, unclaimed: 0n, locked: 0n, gone: 0n };

/** What has become of a tranche `at` a moment (unix seconds). */
export function partOf(evidence: Evidence, tranche: TrancheView, at: bigint): Part {
  const { launch } = evidence.view;
  const { phase } = timelineOf(evidence.view, evidence.view.now);
  const decided = partOfLaunch(tranche, { phase, baseHeld: launch.baseHeld });
  if (decided) return decided;
  const { kind, amount, list, plan, destination } = tranche;
  if (kind === 0) {
    const clearing = { ...launch.clearing, tick: launch.clearingTick };
    const { forSale, contributors, tokensPaid: paid, unsoldSwept: swept } = launch;
    return partSold(amount, { forSale, contributors, clearing, paid, swept }) ?? NOTHING;
  }
  if (kind === 1 && list) {
    const claimed = (evidence.pages.get(destination) ?? []).reduce((sum, page) => sum + page.claimed, 0n);
    return partListed({ sum: list.sum, claimed, steps: stepsOf(list), endsAt: list.endsAt }, at) ?? NOTHING;
  }
  if (!plan) return partClosed(tranche);
  const grants = evidence.grants.get(destination) ?? [];
  return partGranted(scheduleOf(plan), plan, grants, at - launch.settledAt) ?? NOTHING;
}

/** The whole supply at the time of the evidence. */
export function wholeNow(evidence: Evidence): Whole {
  const { view, held, offered } = evidence;
  const { launch, mandate } = view;
  const of = (vault: Address | undefined) => (vault && held.get(vault)) ?? 0n;
  const tranches = tranchesOf(view);
  const parts = tranches.map((tranche) => partOf(evidence, tranche, view.now));
  const sum = (amounts: bigint[]) => amounts.reduce((all, amount) => all + amount, 0n);
  const lists = [...view.lists.values()].flatMap((list) => list.vaults.map(of));
  const plans = [...view.plans.values()].map((plan) => of(plan.vault));
  return wholeOf({
    minted: supplyOf(view), exists: view.base.supply,
    vaults: sum([of(launch.baseVault), view.retiring, ...lists, ...plans]),
    mandate: of(mandate?.baseVault), offered,
    unclaimed: sum(parts.map((part) => part.unclaimed)), locked: sum(parts.map((part) => part.locked)),
  });
}

/** The evidence of a sale that is not over, as if it had settled at its close as it stands. */
export function asIfSettled(evidence: Evidence): Evidence {
  const { view } = evidence;
  const { launch } = view;
  if (launch.isSettled) return evidence;
  const settledAt = launch.closesAt > view.now ? launch.closesAt : view.now;
  const outcome = outcomeOf(view);
  const settled = {
    ...launch, isSettled: true, settledAt,
    ...(outcome && { clearing: outcome, clearingTick: outcome.tick }),
    fundedTranches: (1n << BigInt(launch.trancheCount)) - 1n,
  };
  return { ...evidence, view: { ...view, launch: settled } };
}

/** A list's steps in use. */
export function stepsOf(list: { stepCount: number; stepTimes: bigint[]; stepShares: number[] }): Step[] {
  return Array.from({ length: list.stepCount }, (_, i) => ({ at: list.stepTimes[i]!, bps: list.stepShares[i]! }));
}
