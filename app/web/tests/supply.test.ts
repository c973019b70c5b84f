// What the page says of the supply, of vaults and of terms, against what Rust wrote from
// `crates/math`.

import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { startRules } from '../src/rules/module';
import * as supply from '../src/rules/supply';
import * as terms from '../src/rules/terms';

const read = (path: string) => readFileSync(new URL(path, import.meta.url));
// Numbers of 64 bits are texts in the files.
const vectors = JSON.parse(read('../rules/vectors.json').toString(), (_, value) =>
  typeof value === 'string' && /^-?\d+$/.test(value) ? BigInt(value) : value,
);

beforeAll(() => startRules(read('../src/rules/rules.wasm')));

const added = (of: supply.Part) => of.paid + of.unclaimed + of.locked + of.gone;

describe('what has become of a tranche', () => {
  it('where the launch decides it alone', () => {
    for (const { part, phase, baseHeld, ...of } of vectors.supply.ofLaunch) {
      expect(supply.partOfLaunch(of, { phase, baseHeld })).toEqual(part);
    }
    for (const { part, ...of } of vectors.supply.closed) expect(supply.partClosed(of)).toEqual(part);
  });

  it('that was sold', () => {
    for (const { part, amount, ...of } of vectors.supply.sold) {
      expect(supply.partSold(amount, of)).toEqual(part);
      expect(added(part)).toBe(amount);
    }
  });

  it('that a list gives away', () => {
    for (const { part, at, ...of } of vectors.supply.listed) {
      expect(supply.partListed(of, at)).toEqual(part);
      expect(added(part)).toBe(of.sum);
    }
  });

  it('that a plan pays, with more grants than go across at once', () => {
    const grant = (number: number) => {
      const amount = 1_001n + BigInt(number);
      return { amount, entitled: number % 3 === 0 ? 400n : amount, withdrawn: BigInt(number % 5) * 50n };
    };
    for (const { part, schedule, count, elapsed, due, ...of } of vectors.supply.granted) {
      const grants = Array.from({ length: count }, (_, number) => grant(number));
      expect(supply.grantsDue(schedule, grants, elapsed)).toBe(due);
      expect(supply.partGranted(schedule, of, grants, elapsed)).toEqual(part);
      expect(added(part)).toBe(of.total);
    }
  });
});

describe('the whole', () => {
  it('adds up', () => {
    for (const { whole, ...of } of vectors.supply.whole) expect(supply.wholeOf(of)).toEqual(whole);
  });
});

describe('what vaults have to hold', () => {
  const { contributions, lists, plans, mandates } = vectors.supply.owed;

  it('at both sides of each boundary', () => {
    for (const { owed, ...of } of contributions) expect(supply.owedContributions(of)).toBe(owed);
    for (const { owed, ...of } of lists) expect(supply.owedList(of)).toBe(owed);
    for (const { owed, ...of } of plans) expect(supply.owedPlan(of)).toBe(owed);
    for (const { owed, ...of } of mandates) expect(supply.owedMandate(of)).toBe(owed);
  });
});

describe('what was promised beside the charter', () => {
  it('terms', () => {
    for (const { findings, ...of } of vectors.terms.terms) expect(terms.termsFindings(of)).toEqual(findings);
  });

  it('wallets', () => {
    for (const { findings, kind, largest, supply: all } of vectors.terms.wallets) {
      expect(terms.walletFindings(kind, largest, all)).toEqual(findings);
    }
  });

  it('windows', () => {
    for (const { airdrop, buyback, from, endsAt, ...of } of vectors.terms.windows) {
      expect(terms.airdropWindow(of, from, endsAt)).toEqual(airdrop);
      expect(terms.buybackWindow(of, from, endsAt)).toEqual(buyback);
    }
  });

  it('locks', () => {
    for (const { schedule, keeps, ...lock } of vectors.terms.locks) expect(terms.keeps(schedule, lock)).toBe(keeps);
  });

  it('the governor', () => {
    for (const { supply: all, insiders, limit, epochSeconds, ...bounds } of vectors.terms.governors) {
      expect(terms.governorBounds({ limit, epochSeconds }, all, insiders)).toEqual(bounds);
    }
  });
});
