// Prices and valuations of a sale, as one token costs.

import { amount } from '../../format/amount';
import { type LaunchView, tranchesOf } from '../../ledger/launch';
import { type Clearing, clearingOf, floor } from '../../rules/sale';
import { valuationAt } from '../../rules/charter';

/** Ticks in use, and what is at them. */
export function ladderOf({ launch }: LaunchView): { ticks: bigint[]; demand: bigint[] } {
  const count = launch.tickCount;
  return { ticks: launch.ticks.slice(0, count), demand: launch.demand.slice(0, count) };
}

/** The outcome: the one that was settled, or the one if the sale closed now. */
export function outcomeOf(view: LaunchView): Clearing | null {
  const { launch } = view;
  if (launch.isSettled) return { ...launch.clearing, tick: launch.clearingTick };
  const { ticks, demand } = ladderOf(view);
  return clearingOf(launch.rule, ticks, demand, launch.target);
}

/** The highest price the sale can end at: quote units for the whole sale. */
export function highestPrice(view: LaunchView): bigint {
  const { launch } = view;
  return launch.rule === 2 ? ladderOf(view).ticks.at(-1) ?? 0n : launch.target;
}

/** Quote tokens for one whole token, from quote units for `base` base units. */
export function perToken(view: LaunchView, price: bigint, base = view.launch.forSale): string {
  // Six more digits than the quote token has: cheap tokens have prices, too.
  const extra = 6;
  const decimals = view.quote.decimals;
  const one = 10n ** BigInt(view.base.decimals + extra);
  const units = base > 0n ? floor(price, one, base) : null;
  return units === null ? '–' : significant(amount(units, decimals + extra));
}

/** Cuts decimals after the fourth that is not zero. */
function significant(text: string): string {
  const parts = /^([\d,]+)\.(0*)(\d{1,4})/.exec(text);
  if (!parts) return text;
  const [, whole, zeros, digits] = parts;
  return `${whole}.${zeros}${digits!.replace(/0+$/, '') || '0'}`;
}

/** The fully diluted valuation at a price of the whole sale, in quote tokens. */
export function valuation(view: LaunchView, price: bigint): string {
  const value = valuationAt(price, { supply: supplyOf(view), tranches: tranchesOf(view) });
  return value === null ? '–' : whole(amount(value, view.quote.decimals));
}

/** The supply that was sealed: what all tranches are parts of. */
export function supplyOf(view: LaunchView): bigint {
  return tranchesOf(view).reduce((sum, tranche) => sum + tranche.amount, 0n);
}

/** A share of the supply that was sealed, in basis points. */
export function shareOf(part: bigint, all: bigint): bigint {
  return all > 0n ? floor(part, 10_000n, all) ?? 0n : 0n;
}

/** Without decimals, where there are enough digits before them. */
export function whole(text: string): string {
  const [before = text] = text.split('.');
  return before.replace(/,/g, '').length > 3 ? before : text;
}
