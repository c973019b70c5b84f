// The supply: where it is now, what has become of each tranche, and what unlocks when.

import { useMemo } from 'react';
import { amount } from '../../format/amount';
import { day } from '../../format/time';
import { KINDS } from '../../format/words';
import type { Evidence } from '../../ledger/evidence';
import { tranchesOf } from '../../ledger/launch';
import { Account } from '../../ui/account';
import { timelineOf } from '../../ui/header';
import { Panel } from '../../ui/panel';
import { supplyOf } from '../launch/prices';
import { partOf, wholeNow } from './parts';
import { type Series, unlocksOf } from './unlocks';

const WIDTH = 900;
const HEIGHT = 260;

export function Supply({ evidence }: { evidence: Evidence }) {
  const { view } = evidence;
  const { phase } = timelineOf(view, view.now);
  const sealed = supplyOf(view);
  const now = view.base.supply;
  const tokens = (units: bigint) => amount(units, view.base.decimals);
  const series = useMemo(() => (phase === 'Failed' ? null : unlocksOf(evidence)), [evidence, phase]);
  if (!view.launch.isSealed) {
    return <Panel wide title="Supply by tranche over time"><p>The charter was not sealed: nothing is promised of this supply.</p></Panel>;
  }
  return (
    <Panel wide title="Supply by tranche over time" lead={
      <>{tokens(sealed)} tokens were sealed (<Account at={view.address} />); {tokens(now)} exist now (<Account at={view.base.address} />){now < sealed && <>; the difference was burned</>}.</>
    }>
      <Now evidence={evidence} tokens={tokens} />
      <Tranches evidence={evidence} tokens={tokens} />
      {series ? <Chart series={series} /> : <p>The sale failed: nothing unlocks. Its tokens are burned or go back to the creator, as the charter says.</p>}
      {series && !view.launch.isSettled && (
        <p className="note">The sale is not settled. This is drawn as if it settled at its close with what is on its ladder now.</p>
      )}
    </Panel>
  );
}

function Now({ evidence, tokens }: { evidence: Evidence; tokens: (units: bigint) => string }) {
  const whole = wholeNow(evidence);
  return (
    <dl className="preview" data-testid="whole">
      <div><dt>In hands: in no vault of the launch</dt><dd>{tokens(whole.circulating)}</dd></div>
      <div><dt>Somebody’s, and not collected</dt><dd>{tokens(whole.unclaimed)}</dd></div>
      <div><dt>Locked</dt><dd>{tokens(whole.locked)}</dd></div>
      <div><dt>In vaults, and nobody’s: to be burned, or donated</dt><dd>{tokens(whole.waiting)}</dd></div>
      <div><dt>Burned</dt><dd>{tokens(whole.burned)}</dd></div>
    </dl>
  );
}

function Tranches({ evidence, tokens }: { evidence: Evidence; tokens: (units: bigint) => string }) {
  const { view } = evidence;
  return (
    <div className="scroll" tabIndex={0} role="group" aria-label="What has become of each tranche">
      <table data-testid="parts">
        <thead><tr><th scope="col">Tranche</th><th scope="col" className="n">In all</th><th scope="col" className="n">Paid</th><th scope="col" className="n">Not collected</th><th scope="col" className="n">Locked</th><th scope="col" className="n">Nobody’s</th></tr></thead>
        <tbody>
          {tranchesOf(view).map((tranche) => {
            const { paid, unclaimed, locked, gone } = partOf(evidence, tranche, view.now);
            return (
              <tr key={tranche.index}>
                <th scope="row">{KINDS[tranche.kind]}</th>
                {[tranche.amount, paid, unclaimed, locked, gone].map((units, i) => <td key={i} className="n">{tokens(units)}</td>)}
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

function Chart({ series }: { series: Series }) {
  const { times, bands } = series;
  const [first, last] = [times[0]!, times.at(-1)!];
  const x = (time: bigint) => (Number(time - first) * WIDTH) / Math.max(1, Number(last - first));
  const y = (bps: number) => HEIGHT - (bps * HEIGHT) / 10_000;
  const bottoms = times.map(() => 0);
  const areas = bands.map(({ kind, bps }) => {
    const lower = [...bottoms];
    bps.forEach((of, i) => void (bottoms[i]! += of));
    const there = times.map((time, i) => `${x(time)} ${y(bottoms[i]!)}`);
    const back = times.map((time, i) => `${x(time)} ${y(lower[i]!)}`).reverse();
    return { kind, path: `M${[...there, ...back].join(' L')} Z` };
  });
  const free = bands.map(({ kind, bps }) => `${KINDS[kind]} ${bps.at(-1)! / 100} %`).join(', ');
  return (
    <figure className="over-time">
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" role="img" aria-label={`Free tokens from ${day(first)} to ${day(last)}; in the end ${free}`}>
        {[25, 50, 75].map((part) => <line key={part} className="gridline" x1="0" x2={WIDTH} y1={y(part * 100)} y2={y(part * 100)} />)}
        {areas.map(({ kind, path }, i) => <path key={i} className={`kind-${kind}`} d={path} />)}
      </svg>
      <div className="axis"><span>{day(first)}</span><span>{day((first + last) / 2n)}</span><span>{day(last)}</span></div>
      <figcaption className="legend">
        {bands.map(({ kind }, i) => <span key={i}><i className={`kind-${kind}`} />{KINDS[kind]}</span>)}
      </figcaption>
      <p className="note">From now on: what was paid and what can be collected, as a share of the sealed supply, if the clock alone goes on and no governor holds anybody up. What nobody bought, what was forfeited and what is not claimed in time is left out, and so are liquidity and buyback tokens, which are nobody’s.</p>
    </figure>
  );
}
