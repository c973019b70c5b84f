// The charter: every bound with what was found, the valuation, the lock a discount demands.

import { ask, whole } from './module';

/** The bounds, in the order of their numbers in `crates/math`. */
export const BOUNDS = [
  'TrancheSum', 'SaleTranches', 'CommunityMin', 'CommunityMax', 'KolMax', 'VcMax', 'InsiderMax',
  'LiquidityMin', 'Cliff', 'Linear', 'LockMax', 'OpeningValuation', 'AirdropMissing',
  'AirdropWindow', 'BuybackWindow', 'KolWallet', 'VcWallet',
  'TickCount', 'TicksAscend', 'LadderReach', 'AuctionFloor', 'Target', 'MinRaise', 'MinRaiseTarget',
  'WalletMin', 'WalletMax', 'Duration', 'DurationMax', 'Freeze', 'FreezeMax', 'Grace', 'GraceMax',
  'RouteSum', 'RouteLiquidity', 'RouteBuyback', 'Lead', 'LeadMax',
] as const;
export type Bound = (typeof BOUNDS)[number];

const LIMITS = ['at least', 'at most', 'exactly'] as const;
const FINDING = 8;

export interface Tranche {
  kind: number;
  amount: bigint;
  price: bigint;
  cliffSeconds: number;
  linearSeconds: number;
}

export interface Charter {
  supply: bigint;
  tranches: readonly Tranche[];
  highestPrice: bigint;
  maxOpeningFdv: bigint;
  unsoldToAirdrop: boolean;
}

export interface Finding {
  bound: Bound;
  /** Of the tranche it speaks of, where it holds for each. */
  index: number;
  kind: (typeof LIMITS)[number];
  actual: bigint;
  limit: bigint;
  holds: boolean;
}

/** Every bound of a charter, compared. */
export function findings(of: Charter): Finding[] {
  const args = [of.tranches.length, of.supply, of.highestPrice, of.maxOpeningFdv];
  return read(ask('charter', [...args, Number(of.unsoldToAirdrop)], slots(of.tranches)));
}

/** Findings as the rules write them. */
export function read(written: bigint[] | null): Finding[] {
  const found = written ?? [];
  return Array.from({ length: found.length / FINDING }, (_, i) => {
    const at = found.slice(i * FINDING, (i + 1) * FINDING);
    return {
      bound: BOUNDS[Number(at[0])]!,
      index: Number(at[1]),
      kind: LIMITS[Number(at[2])]!,
      actual: whole(at[3]!, at[4]!),
      limit: whole(at[5]!, at[6]!),
      holds: at[7] === 1n,
    };
  });
}

/** The fully diluted valuation of `supply` at a price of the whole sale (quote units). */
export function valuationAt(
  price: bigint,
  of: Pick<Charter, 'supply' | 'tranches'>,
): bigint | null {
  const found = ask('valuation', [of.tranches.length, of.supply, price], slots(of.tranches));
  return found && whole(found[0]!, found[1]!);
}

export interface Discount {
  bps: number;
  cliffSeconds: number;
  linearSeconds: number;
}

/** The discount of a price, and the shortest lock that it allows. */
export function discountOf(price: bigint, salePrice: bigint): Discount {
  const [bps, cliff, linear] = ask('discount', [price, salePrice])!;
  return { bps: Number(bps), cliffSeconds: Number(cliff), linearSeconds: Number(linear) };
}

function slots(tranches: readonly Tranche[]): bigint[] {
  return tranches.flatMap((of) => [
    BigInt(of.kind), of.amount, of.price, BigInt(of.cliffSeconds), BigInt(of.linearSeconds),
  ]);
}
