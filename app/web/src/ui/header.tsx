// Above every page: which launch, where it stands, where to go.

import type { ReactNode } from 'react';
import type { Page } from '../address-bar';
import { duration } from '../format/time';
import { short } from '../format/words';
import type { LaunchView } from '../ledger/launch';
import { type Moment, momentOf } from '../rules/sale';
import { useNow } from './use-now';

interface Props {
  view: LaunchView | null;
  readAt: number;
  page: Page;
  pages: readonly Page[];
  titles: Record<Page, string>;
  children: ReactNode;
}

export function Header({ view, readAt, page, pages, titles, children }: Props) {
  return (
    <header>
      <div className="inner">
        <div className="over">
          <span className="brand">Groundswell</span>
          {children}
        </div>
        <h1>{view ? <>Launch <span className="mono">{short(view.address)}</span></> : 'Launch'}</h1>
        {view ? <Standing view={view} readAt={readAt} /> : <p className="standing">&nbsp;</p>}
        <nav aria-label="Pages">
          {pages.map((of) => (
            <a key={of} href={`#/${of}`} aria-current={of === page ? 'page' : undefined}>{titles[of]}</a>
          ))}
        </nav>
      </div>
      <svg className="wave" viewBox="0 0 1200 40" preserveAspectRatio="none" aria-hidden="true">
        <path d="M0 22C150 2 300 2 450 18s300 20 450 4 240-14 300-8v26H0z" />
      </svg>
    </header>
  );
}

function Standing({ view, readAt }: { view: LaunchView; readAt: number }) {
  const now = useNow(view.now, readAt);
  const { phase, settlesBefore } = timelineOf(view, now);
  const { opensAt, closesAt, settledAt } = view.launch;
  const words: Record<Moment['phase'], string> = {
    Draft: 'The terms may still change; there is nothing to take part in yet.',
    Sealed: `The terms are fixed. The sale opens in ${duration(opensAt - now)}.`,
    Open: `The sale closes in ${duration(closesAt - now)}.`,
    Closed: `The sale is over. Anyone can settle it within ${duration(settlesBefore - now)}, or it fails.`,
    Settled: `The price has been fixed for ${duration(now - settledAt)}. Tokens and refunds can be claimed.`,
    Failed: 'The sale failed. Every contribution can be taken back in full.',
  };
  return (
    <p className="standing">
      <span className={`pill ${phase.toLowerCase()}`}>{phase}</span> <span>{words[phase]}</span>
    </p>
  );
}

/** Where a launch stands at `now`, or would with other deposits. */
export function timelineOf(view: LaunchView, now: bigint, deposited = view.launch.deposited): Moment {
  const { launch } = view;
  return momentOf({
    ...launch, sealed: launch.isSealed, cancelled: launch.isCancelled, settled: launch.isSettled, deposited,
  }, now);
}
