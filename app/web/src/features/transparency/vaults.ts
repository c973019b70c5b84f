// Every vault of a launch: what the books say that it owes, and what it holds.

import type { Address } from '@solana/kit';
import { KINDS } from '../../format/words';
import type { Evidence } from '../../ledger/evidence';
import { type LaunchView, type TrancheView, tranchesOf } from '../../ledger/launch';
import { owedContributions, owedList, owedMandate, owedPlan } from '../../rules/supply';
import { timelineOf } from '../../ui/header';

export interface Vault {
  name: string;
  at: Address;
  decimals: number;
  /** At least this has to be in it; or why nothing can be said. */
  owed: bigint | string;
  /** `null` where there is no such account. */
  holds: bigint | null;
}

/** Whether it holds enough; `null` where nothing can be said. */
export function verdictOf({ owed, holds }: Vault): boolean | null {
  return typeof owed === 'string' ? null : holds !== null && holds >= owed;
}

/** All of a launch that is sealed. */
export function vaultsOf(evidence: Evidence): Vault[] {
  const { view, held } = evidence;
  const all = [...ofLaunch(evidence), ...tranchesOf(view).flatMap((of) => ofTranche(evidence, of)), ...ofStream(view), ...ofMandate(evidence)];
  return all.map((vault) => ({ ...vault, holds: held.get(vault.at) ?? null }));
}

type Owing = Omit<Vault, 'holds'>;

function ofLaunch({ view, waiting }: Evidence): Owing[] {
  const { launch, base, quote } = view;
  const { phase } = timelineOf(view, view.now);
  const { deposited, accepted, proceedsPaid } = launch;
  const moved = proceedsPaid.reduce((sum, paid) => sum + paid, 0n);
  const owed = owedContributions({ phase, deposited, waiting, accepted, moved });
  const contributions = { name: 'Contributions', at: launch.quoteVault, decimals: quote.decimals, owed };
  return [
    { name: 'The launch’s supply', at: launch.baseVault, decimals: base.decimals, owed: launch.baseHeld },
    ...(launch.isPaidOut ? [] : [contributions]),
    { name: 'The pool’s share of the raise', at: launch.liquidityVault, decimals: quote.decimals, owed: proceedsPaid[0]! },
  ];
}

function ofTranche({ view, pages }: Evidence, { kind, plan, list, isFunded, destination }: TrancheView): Owing[] {
  const { decimals } = view.base;
  const name = KINDS[kind]!;
  if (plan) {
    const owed = owedPlan({ ...plan, wasSent: isFunded }) ?? 'its books are wrong';
    return [{ name, at: plan.vault, decimals, owed }];
  }
  if (kind !== 1 || !list) return [];
  const open = list.vaults.flatMap((at, number) => ((list.openedVaults >> number) & 1 ? [{ at, number }] : []));
  return open.map(({ at, number }) => {
    const paid = (pages.get(destination) ?? []).filter((page) => page.vault === at);
    const claimed = paid.reduce((sum, page) => sum + page.claimed, 0n);
    const funded = isFunded || ((list.fundedVaults >> number) & 1) === 1;
    const owed = view.now >= list.endsAt
      ? 'the list has ended: what is left goes to its sink'
      : owedList({ sum: list.vaultSums[number]!, claimed, isFunded: funded });
    return { name: open.length > 1 ? `${name}, part ${number + 1}` : name, at, decimals, owed };
  });
}

function ofStream({ stream, quote }: LaunchView): Owing[] {
  if (!stream) return [];
  const owed = owedPlan({ ...stream, isFunded: true, wasSent: false }) ?? 'its books are wrong';
  return [{ name: 'The treasury’s stream', at: stream.vault, decimals: quote.decimals, owed }];
}

function ofMandate({ view, offered }: Evidence): Owing[] {
  const { mandate, base, quote } = view;
  if (!mandate) return [];
  const owed = owedMandate({ offered, bought: mandate.bought, sunk: mandate.sunk }) ?? 'its books are wrong';
  return [
    { name: 'The buyback’s money', at: mandate.quoteVault, decimals: quote.decimals, owed: mandate.held },
    { name: 'Offered to the buyback, or bought', at: mandate.baseVault, decimals: base.decimals, owed },
  ];
}
