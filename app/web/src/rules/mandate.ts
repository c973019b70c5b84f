// The buyback: its calendar, its budget, the tender's prices and its clearing.

import { ask, signed } from './module';

export interface Calendar {
  opensAt: bigint;
  endsAt: bigint;
  cycleSeconds: number;
  tenderSeconds: number;
  freezeSeconds: number;
}

export interface Tender {
  opensAt: bigint;
  freezesAt: bigint;
  closesAt: bigint;
  mayOpen: boolean;
  takesOffers: boolean;
}

const slots = (of: Calendar) => [
  of.opensAt, of.endsAt, BigInt(of.cycleSeconds), BigInt(of.tenderSeconds), BigInt(of.freezeSeconds),
];

/** How many whole cycles there are. */
export function cycles(of: Calendar): number {
  return Number(ask('cycles', [], slots(of))![0]);
}

/** The cycle that `now` is in. */
export function cycleAt(of: Calendar, now: bigint): number | null {
  const cycle = ask('cycle_at', [now], slots(of));
  return cycle && Number(cycle[0]);
}

/** The tender of a cycle, seen at `now`. */
export function tenderOf(of: Calendar, cycle: number, now: bigint): Tender | null {
  const found = ask('tender_of', [cycle, now], slots(of));
  if (!found) return null;
  const [opens, freezes, closes, may, takes] = found;
  return {
    opensAt: signed(opens!), freezesAt: signed(freezes!), closesAt: signed(closes!),
    mayOpen: may === 1n, takesOffers: takes === 1n,
  };
}

/** What the tender of a cycle may spend. */
export function budgetOf(
  of: { perCycle: bigint; carries: boolean; spent: bigint; available: bigint },
  cycle: number,
): bigint {
  return ask('budget', [of.perCycle, Number(of.carries), cycle, of.spent, of.available])![0]!;
}

export interface Grid {
  quote: bigint;
  base: bigint;
  tickBps: number;
  ceilingBps: number;
}

/** The tick at which a share (bps) of the reference price is asked. */
export function tickOf(priceBps: number, grid: Pick<Grid, 'tickBps' | 'ceilingBps'>): number | null {
  const tick = ask('tick_of', [priceBps, grid.tickBps, grid.ceilingBps]);
  return tick && Number(tick[0]);
}

/** What is asked at a tick: quote units for `grid.base`. */
export function tickPrice(grid: Grid, tick: number): bigint | null {
  const args = [grid.quote, grid.base, grid.tickBps, grid.ceilingBps, tick];
  return ask('tick_price', args)?.[0] ?? null;
}

export interface TickSums {
  small: bigint;
  rest: bigint;
}

export interface TenderClearing {
  price: bigint;
  bought: bigint;
  spent: bigint;
  tick: number;
  smallNumerator: bigint;
  smallDenominator: bigint;
  restNumerator: bigint;
  restDenominator: bigint;
}

/** What a budget buys of what is offered. */
export function tenderClearing(
  grid: Grid,
  ticks: readonly TickSums[],
  budget: bigint,
): TenderClearing | null {
  const args = [grid.quote, grid.base, grid.tickBps, grid.ceilingBps, ticks.length, budget];
  const found = ask('tender_clearing', args, ticks.flatMap(({ small, rest }) => [small, rest]));
  if (!found) return null;
  return {
    price: found[0]!, bought: found[1]!, spent: found[2]!, tick: Number(found[3]),
    smallNumerator: found[4]!, smallDenominator: found[5]!,
    restNumerator: found[6]!, restDenominator: found[7]!,
  };
}

export interface Fill {
  taken: bigint;
  paid: bigint;
  returned: bigint;
}

/** What becomes of an offer at a tick. */
export function fillOf(
  of: TenderClearing,
  offer: bigint,
  tick: number,
  smallLimit: bigint,
  base: bigint,
): Fill | null {
  const found = ask('fill', [offer, tick, smallLimit, base], [
    of.price, of.bought, of.spent, BigInt(of.tick), of.smallNumerator, of.smallDenominator,
    of.restNumerator, of.restDenominator,
  ]);
  return found && { taken: found[0]!, paid: found[1]!, returned: found[2]! };
}
