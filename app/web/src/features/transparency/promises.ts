// What was promised beside the charter: the terms of the sale, and that lists, plans, governor and
// buyback are what it says.

import type { Distributor } from '../../client/distributor';
import { amount } from '../../format/amount';
import { duration } from '../../format/time';
import { KINDS, isInsider, short } from '../../format/words';
import { type LaunchView, tranchesOf } from '../../ledger/launch';
import { scheduleOf } from '../../ledger/schedule';
import type { Finding } from '../../rules/charter';
import {
  airdropWindow, buybackWindow, governorBounds, keeps, termsFindings, walletFindings,
} from '../../rules/terms';
import { ladderOf, supplyOf } from '../launch/prices';
import { stepsOf } from './parts';
import { type Row, rowOf } from './rules';

/** Every one of them, compared. */
export function promisesOf(view: LaunchView): Row[] {
  const { launch } = view;
  const mandate = view.mandate ? buybackWindow(launch, view.mandate.opensAt, view.mandate.endsAt) : [];
  return [
    ...terms(view), ...lists(view), ...plans(view), ...governor(view),
    ...mandate.map((finding) => rowOf(view, finding, 'Buyback')),
  ];
}

function terms(view: LaunchView): Row[] {
  const found = termsFindings({ ...view.launch, ticks: ladderOf(view).ticks });
  // Of the many steps of a ladder one is enough: the first that does not ascend, or the last.
  const steps = found.filter(({ bound }) => bound === 'TicksAscend');
  const step = steps.find(({ holds }) => !holds) ?? steps.at(-1);
  const all = [...found.filter(({ bound }) => bound !== 'TicksAscend'), step];
  return all.filter((finding): finding is Finding => finding !== undefined).map((finding) => rowOf(view, finding));
}

function lists(view: LaunchView): Row[] {
  const found = tranchesOf(view).flatMap(({ kind, list }) => (kind === 1 && list ? [list] : []));
  return found.flatMap((list) => airdropWindow(view.launch, lastOf(list), list.endsAt)).map((finding) => rowOf(view, finding, KINDS[1]));
}

/** When a list's last step unlocks. */
const lastOf = (list: Distributor) => stepsOf(list).at(-1)?.at ?? list.endsAt;

function plans(view: LaunchView): Row[] {
  const supply = supplyOf(view);
  const tokens = (units: bigint) => amount(units, view.base.decimals);
  return tranchesOf(view).flatMap((tranche) => {
    const { plan, kind } = tranche;
    if (!plan) return [];
    const name = KINDS[kind]!;
    const schedule = scheduleOf(plan);
    const end = schedule.kind === 'linear' ? schedule.end : schedule.steps.at(-1)?.at;
    const first = schedule.kind === 'linear' ? schedule.cliff : schedule.steps[0]?.at ?? 0n;
    return [
      { rule: `${name}: plan pays all of it`, found: tokens(plan.total), limit: `exactly ${tokens(tranche.amount)}`, holds: plan.total === tranche.amount },
      {
        rule: `${name}: no faster than its lock`,
        found: `from ${duration(first)} to ${duration(plan.end)}`,
        limit: `after ${duration(tranche.cliffSeconds)}, over ${duration(tranche.linearSeconds)}`,
        holds: keeps(schedule, tranche) && end === plan.end,
      },
      ...walletFindings(kind, plan.largest, supply).map((finding) => rowOf(view, finding, name)),
    ];
  });
}

function governor(view: LaunchView): Row[] {
  const insiders = tranchesOf(view).filter(({ kind }) => isInsider(kind));
  const { governor: of, launch } = view;
  if (insiders.length === 0 || !launch.isSealed) return [];
  if (!of) {
    // Once no plan of the insiders is left it can be closed.
    const governs = insiders.some(({ plan }) => plan?.governor === launch.governor);
    return governs ? [{ rule: 'There is a governor', found: 'none', limit: 'one', holds: false }] : [];
  }
  const sum = insiders.reduce((all, { amount: part }) => all + part, 0n);
  const bounds = governorBounds(of, supplyOf(view), sum);
  const tokens = (units: bigint) => amount(units, view.base.decimals);
  if (!bounds) return [];
  const { most, shortest, longest, drains } = bounds;
  const epoch = BigInt(of.epochSeconds);
  return [
    { rule: 'Governor: of this token', found: short(of.mint), limit: short(launch.baseMint), holds: of.mint === launch.baseMint },
    { rule: 'Governor: lets out in an epoch', found: tokens(of.limit), limit: `at most ${tokens(most)}`, holds: of.limit <= most },
    { rule: 'Governor: an epoch', found: duration(epoch), limit: `${duration(shortest)} to ${duration(longest)}`, holds: epoch >= shortest && epoch <= longest },
    { rule: 'Governor: lets all out in 20 years', found: drains ? 'yes' : 'no', limit: 'yes', holds: drains },
    { rule: 'Governor: seats for plans', found: `${of.seats}, ${of.taken} taken`, limit: `${insiders.length}, all taken`, holds: of.seats === insiders.length && of.taken === insiders.length },
    { rule: 'Governor: left in the last epoch', found: tokens(of.left), limit: `at most ${tokens(of.limit)}`, holds: of.left <= of.limit },
  ];
}
