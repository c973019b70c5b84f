// The WebAssembly against vectors that Rust wrote from `crates/math`.

import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { discountOf, findings, valuationAt } from '../src/rules/charter';
import { claimedSteps, placeOf, proves } from '../src/rules/claims';
import * as mandate from '../src/rules/mandate';
import { startRules } from '../src/rules/module';
import * as sale from '../src/rules/sale';
import * as vesting from '../src/rules/vesting';

const read = (path: string) => readFileSync(new URL(path, import.meta.url));
// Numbers of 64 bits are texts in the files.
const parse = (path: string) =>
  JSON.parse(read(path).toString(), (_, value) =>
    typeof value === 'string' && /^-?\d+$/.test(value) ? BigInt(value) : value,
  );
const vectors = parse('../rules/vectors.json');
const lists = JSON.parse(read('../../../crates/math/tests/vectors/merkle.json').toString());

beforeAll(() => startRules(read('../src/rules/rules.wasm')));

describe('the sale', () => {
  it.each(vectors.sale.ladders)('ladder %#', (...[of]: any[]) => {
    let demand: bigint[] = of.ticks.map(() => 0n);
    for (const { tick, after, demand: expected } of of.changes) {
      demand = sale.shifted(of.rule, of.ticks, demand, { tick, before: 0n, after })!;
      expect(demand).toEqual(expected);
    }
    const clearing = sale.clearingOf(of.rule, of.ticks, demand, of.target)!;
    expect(clearing).toEqual(of.clearing);
    for (const { tick, deposit, ...expected } of of.allocations) {
      expect(sale.allocationOf(clearing, deposit, tick, of.supply)).toEqual(expected);
    }
  });

  it('phases, at both sides of every boundary', () => {
    for (const { now, phase, mayWithdraw, withdrawsBefore, settlesBefore, ...of } of vectors.sale.phases) {
      const expected = { phase, mayWithdraw, withdrawsBefore, settlesBefore };
      expect(sale.momentOf(of, now)).toEqual(expected);
    }
  });

  it('products and quotients', () => {
    for (const { a, b, d, result } of vectors.sale.floors) expect(sale.floor(a, b, d)).toBe(result);
  });
});

describe('vesting', () => {
  it('linear', () => {
    for (const { total, now, vested, ...times } of vectors.vesting.linear) {
      expect(vesting.vested({ kind: 'linear', ...times }, total, now)).toBe(vested);
    }
  });

  it('steps', () => {
    for (const { steps, total, now, unlocked, share, vested } of vectors.vesting.steps) {
      expect(vesting.unlocked(steps, now)).toBe(unlocked);
      expect(vesting.share(steps, unlocked, total)).toBe(share);
      expect(vesting.vested({ kind: 'steps', steps }, total, now)).toBe(vested);
    }
  });

  it('what a grant is due', () => {
    for (const { vested, due, ...of } of vectors.vesting.due) expect(vesting.due(vested, of)).toBe(due);
  });

  it('the governor', () => {
    for (const { wanted, elapsed, granted, epochAfter, leftAfter, ...of } of vectors.vesting.governor) {
      const expected = { granted, epoch: epochAfter, left: leftAfter };
      expect(vesting.governorTake(of, wanted, elapsed)).toEqual(expected);
    }
  });
});

describe('the mandate', () => {
  it('calendar', () => {
    for (const { now, cycles, cycle, tender, ...of } of vectors.mandate.calendar) {
      expect(mandate.cycles(of)).toBe(cycles);
      expect(mandate.cycleAt(of, now)).toBe(cycle);
      if (cycle !== null) expect(mandate.tenderOf(of, cycle, now)).toEqual(tender);
    }
  });

  it('budgets', () => {
    for (const { budget, cycle, ...of } of vectors.mandate.budget) {
      expect(mandate.budgetOf(of, cycle)).toBe(budget);
    }
  });

  it('prices', () => {
    for (const { priceBps, tick, price, ...grid } of vectors.mandate.ticks) {
      expect(mandate.tickOf(priceBps, grid)).toBe(tick);
      if (tick !== null) expect(mandate.tickPrice(grid, tick)).toBe(price);
    }
  });

  it.each(vectors.mandate.tenders)('tender %#', (...[of]: any[]) => {
    const clearing = mandate.tenderClearing(of, of.ticks, of.budget)!;
    expect(clearing).toEqual(of.clearing);
    for (const { offer, tick, ...expected } of of.fills) {
      expect(mandate.fillOf(clearing, offer, tick, of.smallLimit, of.base)).toEqual(expected);
    }
  });
});

describe('the charter', () => {
  it.each(vectors.charter.charters)('charter %#', (...[of]: any[]) => {
    expect(findings({ ...of, unsoldToAirdrop: true })).toEqual(of.findings);
    expect(valuationAt(of.highestPrice, of)).toBe(of.valuation);
  });

  it('discounts', () => {
    for (const { price, salePrice, ...expected } of vectors.charter.discounts) {
      expect(discountOf(price, salePrice)).toEqual(expected);
    }
  });
});

describe('lists', () => {
  const bytes = (hex: string) => Uint8Array.from(Buffer.from(hex, 'hex'));

  it('proofs of the shared vectors, and none of another amount', () => {
    for (const list of lists.lists) {
      const of = {
        owner: bytes(list.owner), hash: bytes(list.root_hash), count: list.count,
        sum: BigInt(list.sum),
      };
      list.proofs.forEach((proof: string[], index: number) => {
        const { claimant, amount } = list.entries[index];
        const leaf = { index, amount: BigInt(amount), proof: proof.map(bytes) };
        expect(proves(of, bytes(claimant), leaf)).toBe(true);
        const other = { ...leaf, amount: BigInt.asUintN(64, leaf.amount + 1n) };
        expect(proves(of, bytes(claimant), other)).toBe(false);
      });
    }
  });

  it('places and bits of the shared vectors', () => {
    for (const { index, steps, step, byte, mask } of lists.bitmap) {
      const bits = new Uint8Array(1024 * steps);
      expect(claimedSteps(bits, steps, index)).toBe(0);
      bits[byte] = mask;
      expect(claimedSteps(bits, steps, index), `step ${step}`).toBe(1);
    }
    expect(placeOf(20_000, 1, 16_384)).toEqual({ page: 2, vault: 1 });
    expect(placeOf(20_000, 1, 16_383)).toEqual({ page: 1, vault: 0 });
  });
});
