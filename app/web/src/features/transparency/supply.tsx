// The supply: how much there is, and which part of it is free at which time.

import { amount } from '../../format/amount';
import { day } from '../../format/time';
import { KINDS } from '../../format/words';
import type { LaunchView } from '../../ledger/launch';
import { Account } from '../../ui/account';
import { Panel } from '../../ui/panel';
import { supplyOf } from '../launch/prices';
import { type Series, unlocksOf } from './unlocks';

const WIDTH = 900;
const HEIGHT = 260;

export function Supply({ view }: { view: LaunchView }) {
  const sealed = supplyOf(view);
  const now = view.base.supply;
  const tokens = (units: bigint) => amount(units, view.base.decimals);
  return (
    <Panel wide title="Supply by tranche over time" lead={
      <>{tokens(sealed)} tokens were sealed (<Account at={view.address} />); {tokens(now)} exist now (<Account at={view.base.address} />){now < sealed && <>; the difference was burned</>}.</>
    }>
      <Chart series={unlocksOf(view)} now={view.now} />
    </Panel>
  );
}

function Chart({ series, now }: { series: Series; now: bigint }) {
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
        {now > first && now < last && <line className="today" x1={x(now)} x2={x(now)} y1="0" y2={HEIGHT} />}
      </svg>
      <div className="axis"><span>{day(first)}</span><span>{day((first + last) / 2n)}</span><span>{day(last)}</span></div>
      <figcaption className="legend">
        {bands.map(({ kind }, i) => <span key={i}><i className={`kind-${kind}`} />{KINDS[kind]}</span>)}
      </figcaption>
      <p className="note">What its owners can move, as a share of the sealed supply. Liquidity and buyback tokens are nobody’s and are left out. The dashed line is now.</p>
    </figure>
  );
}
