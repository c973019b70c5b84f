// How a grant vests: the share that has vested over time, and where we are.

import { duration } from '../format/time';
import { type Schedule, vested } from '../rules/vesting';

const POINTS = 60;

export function UnlockChart({ schedule, end, elapsed }: {
  schedule: Schedule;
  end: bigint;
  elapsed: bigint | null;
}) {
  if (end <= 0n) return null;
  const at = (time: bigint) => Number(vested(schedule, 10_000n, time));
  const line = Array.from({ length: POINTS + 1 }, (_, i) => {
    const time = (end * BigInt(i)) / BigInt(POINTS);
    return `${(i * 300) / POINTS} ${60 - (at(time) * 56) / 10_000}`;
  });
  const x = elapsed === null ? null : Math.min(300, Math.max(0, (Number(elapsed) * 300) / Number(end)));
  const now = elapsed === null ? 'not started' : `${at(elapsed) / 100} % vested now`;
  return (
    <svg className="unlock" viewBox="0 0 300 64" preserveAspectRatio="none" role="img" aria-label={`Vests over ${duration(end)}; ${now}`}>
      <path className="area" d={`M0 60 L${line.join(' L')} L300 60 Z`} />
      <path className="edge" d={`M${line.join(' L')}`} />
      {x !== null && <line className="today" x1={x} x2={x} y1="2" y2="62" />}
    </svg>
  );
}
