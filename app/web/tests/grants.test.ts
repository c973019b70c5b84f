// What the page says of a grant, at both sides of each boundary.

import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { governed, standingOf, waiting } from '../src/features/claim/grant';
import { moment } from '../src/format/time';
import { SYSTEM_PROGRAM } from '../src/ledger/tokens';
import { startRules } from '../src/rules/module';

beforeAll(() => startRules(readFileSync(new URL('../src/rules/rules.wasm', import.meta.url))));

const ZERO = 1_000_000n;
const WEEK = 604_800;
const times = (...of: bigint[]) => [...of, ...Array<bigint>(12 - of.length).fill(0n)];
const line = { schedule: 0, start: 0n, cliff: 400n, end: 1_000n, stepCount: 0, stepTimes: times(), stepShares: [] };
const steps = { schedule: 1, start: 0n, cliff: 0n, end: 900n, stepCount: 2, stepTimes: times(300n, 900n), stepShares: [2_500, 10_000] };

const view = (governor: object | null = null): any =>
  ({ launch: { governor: 'governor' }, governor, base: { decimals: 0 } });
const my = (plan: object, grant: object | null): any => ({
  plan: { hasStarted: true, startsAt: ZERO, total: 1_000n, governor: SYSTEM_PROGRAM, ...plan },
  grant: grant && { data: { amount: 1_000n, entitled: 1_000n, withdrawn: 0n, isCancelled: false, ...grant } },
  leaf: null,
});

describe('a grant that was ended', () => {
  const ended = (withdrawn: bigint) => my(line, { entitled: 500n, withdrawn, isCancelled: true });

  it('pays what it is entitled to, however much would have vested', () => {
    for (const after of [500n, 700n, 5_000n]) {
      const of = standingOf(view(), ended(100n), ZERO + after);
      expect([of.total, of.vested, of.due, of.granted]).toEqual([500n, 500n, 400n, 400n]);
    }
  });

  it('is due nothing once that was paid, and the page says why', () => {
    const of = standingOf(view(), ended(500n), ZERO + 700n);
    expect(of.due).toBe(0n);
    expect(waiting(ended(500n), of)).toBe('This grant was ended. What had vested was paid.');
    const early = my(line, { entitled: 0n, isCancelled: true });
    expect(waiting(early, standingOf(view(), early, ZERO + 700n))).toBe('This grant was ended before anything had vested.');
  });
});

describe('a grant that waits', () => {
  const says = (plan: object, after: bigint, grant: object = {}) => {
    const of = standingOf(view(), my(plan, grant), ZERO + after);
    return [of.due, waiting(my(plan, grant), of)];
  };

  it('for its cliff', () => {
    expect(says(line, 399n)).toEqual([0n, `Nothing vests before ${moment(ZERO + 400n)}.`]);
    expect(says(line, 400n)[0]).toBe(400n);
    expect(says(line, 400n, { withdrawn: 400n })).toEqual([0n, 'All that has vested was paid.']);
    expect(says(line, 1_000n, { withdrawn: 1_000n })).toEqual([0n, 'All of it was paid.']);
  });

  it('for its first step, and for the next', () => {
    expect(says(steps, 299n)).toEqual([0n, `Nothing vests before ${moment(ZERO + 300n)}.`]);
    expect(says(steps, 300n)[0]).toBe(250n);
    expect(says(steps, 899n, { withdrawn: 250n })).toEqual([0n, `All that has vested was paid. More vests from ${moment(ZERO + 900n)} on.`]);
    expect(says(steps, 900n, { withdrawn: 250n })[0]).toBe(750n);
  });

  it('for its clock', () => {
    const still = { ...my(line, {}), plan: { ...my(line, {}).plan, hasStarted: false } };
    const of = standingOf(view(), still, ZERO + 5_000n);
    expect([of.elapsed, of.due]).toEqual([null, 0n]);
    expect(waiting(still, of)).toContain('Its clock has not started.');
  });
});

describe('the governor', () => {
  const insider = my({ ...line, governor: 'governor' }, {});
  const epoch = (ZERO + 700n) / BigInt(WEEK);
  const at = (left: bigint, of = epoch) => {
    const governor = { epoch: of, left, limit: 600n, epochSeconds: WEEK };
    const standing = standingOf(view(governor), insider, ZERO + 700n);
    return [standing.due, standing.granted, governed(view(governor), standing)];
  };
  const next = moment((epoch + 1n) * BigInt(WEEK));

  it('lets out what the epoch has left, counted from 1970', () => {
    expect(at(0n)).toEqual([700n, 600n, `The governor lets out 600 of it now, if nobody takes out more before you; the rest, 100, waits for the next epoch, from ${next}.`]);
    expect(at(599n)[1]).toBe(1n);
    expect(at(600n)).toEqual([700n, 0n, `The insiders of this launch have taken out all that their governor allows in this epoch. What is due, 700, waits for the next one, from ${next}.`]);
    expect(at(600n, epoch - 1n)[1]).toBe(600n);
  });

  it('changes nothing where all of it can leave, and is not guessed where it was not read', () => {
    const free = standingOf(view(), my(line, {}), ZERO + 700n);
    expect([free.granted, governed(view(), free)]).toEqual([700n, null]);
    const other = standingOf(view(), my({ ...line, governor: 'another' }, {}), ZERO + 700n);
    expect([other.granted, governed(view(), other)]).toEqual([null, 'A governor that this page has not read may let out only a part of it in one epoch.']);
  });
});
