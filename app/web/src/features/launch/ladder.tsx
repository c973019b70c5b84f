// The ladder: what is asked for at each tick, and what of it would be filled.

import { amount } from '../../format/amount';
import type { LaunchView } from '../../ledger/launch';
import { Panel } from '../../ui/panel';
import { RULES } from '../../format/words';
import { floor } from '../../rules/sale';
import { ladderOf, outcomeOf, perToken, shareOf, whole } from './prices';

/** Levels that fit beside the form. */
const LINES = 12;

interface Rung {
  label: string;
  demand: bigint;
  /** Of its demand (bps). */
  filled: bigint;
}

export function Ladder({ view }: { view: LaunchView }) {
  const rule = RULES[view.launch.rule];
  const rungs = rungsOf(view);
  const most = rungs.reduce((highest, { demand }) => (demand > highest ? demand : highest), 1n);
  const lead = view.launch.isSettled ? 'How the sale was shared.' : 'How the sale would be shared if it closed now.';
  return (
    <Panel title={`The sale, ${(rule?.name ?? 'unknown').toLowerCase()}`} lead={<>{rule?.says} {lead}</>}>
      <div className="rungs">
        {rungs.map((rung, i) => (
          <div className="rung" key={i}>
            <span className="name">{rung.label}</span>
            <Bar demand={shareOf(rung.demand, most)} filled={rung.filled} />
            <span className="value">{whole(amount(rung.demand, view.quote.decimals))}</span>
          </div>
        ))}
      </div>
      <p className="legend"><span><i className="accent" />filled</span><span><i className="rest" />refunded</span></p>
    </Panel>
  );
}

function Bar({ demand, filled }: { demand: bigint; filled: bigint }) {
  const width = Number(demand) / 100;
  const part = (width * Number(filled)) / 10_000;
  return (
    <svg className="bar" viewBox="0 0 100 10" preserveAspectRatio="none" role="img" aria-label={`${Number(filled) / 100} % filled`}>
      <rect className="track" width="100" height="10" />
      <rect className="rest" width={width} height="10" />
      <rect className="accent" width={part} height="10" />
    </svg>
  );
}

function rungsOf(view: LaunchView): Rung[] {
  const { launch, quote } = view;
  const { ticks, demand } = ladderOf(view);
  const outcome = outcomeOf(view);
  const shared = outcome && outcome.denominator > 0n ? shareOf(outcome.numerator, outcome.denominator) : 0n;
  const everything = outcome !== null && outcome.numerator === 0n && outcome.upper === outcome.lower;
  const text = (units: bigint) => whole(amount(units, quote.decimals));
  const rungs = ticks.map((tick, i) => {
    const filled = (below: boolean, at: boolean) => (everything || below ? 10_000n : at ? shared : 0n);
    if (launch.rule === 2) {
      const above = outcome !== null && i > outcome.tick;
      return { label: `bid ${perToken(view, tick)}`, demand: demand[i]!, filled: filled(above, i === outcome?.tick) };
    }
    if (launch.rule === 0) return { label: 'all deposits', demand: demand[i]!, filled: filled(false, true) };
    const below = outcome !== null && tick <= outcome.lower;
    return { label: text(tick), demand: demand[i]!, filled: filled(below, tick === outcome?.upper) };
  });
  return launch.rule === 1 ? joined(rungs) : rungs;
}

/** Levels, with as many neighbours on a line as it takes for them to fit. */
function joined(levels: Rung[]): Rung[] {
  const together = Math.ceil(levels.length / LINES);
  return Array.from({ length: Math.ceil(levels.length / together) }, (_, line) => {
    const group = levels.slice(line * together, (line + 1) * together);
    const sum = (of: (rung: Rung) => bigint) => group.reduce((all, rung) => all + of(rung), 0n);
    const demand = sum((rung) => rung.demand);
    const filled = shareOf(sum(partOf), demand);
    return { label: `${line === 0 ? 'first' : 'up to'} ${group.at(-1)!.label}`, demand, filled };
  });
}

/** What of its demand is filled. */
const partOf = ({ demand, filled }: Rung) => floor(demand, filled, 10_000n) ?? 0n;
