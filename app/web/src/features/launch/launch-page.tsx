// The launch: its sale, its charter, who can do what.

import type { LaunchView } from '../../ledger/launch';
import type { Mine } from '../../ledger/mine';
import { timelineOf } from '../../ui/header';
import { useNow } from '../../ui/use-now';
import { Charter } from './charter';
import { Contribute } from './contribute';
import { Cranks } from './cranks';
import { Figures } from './figures';
import { Ladder } from './ladder';
import { PlainWords } from './plain-words';
import { RiskCard } from './risk-card';

export interface PageProps {
  view: LaunchView;
  mine: Mine | null;
  readAt: number;
}

export function LaunchPage({ view, mine, readAt }: PageProps) {
  const now = useNow(view.now, readAt);
  const at = timelineOf(view, now);
  return (
    <>
      <Figures view={view} at={at} now={now} />
      <div className="columns">
        <Ladder view={view} />
        <Contribute view={view} mine={mine} at={at} now={now} />
      </div>
      <Cranks view={view} mine={mine} at={at} now={now} />
      <Charter view={view} />
      <div className="columns even">
        <PlainWords view={view} at={at} />
        <RiskCard view={view} at={at} />
      </div>
    </>
  );
}
