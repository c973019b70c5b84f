// The terms of the sale, its lists, plans, governor and buyback, each rule computed again.

import type { LaunchView } from '../../ledger/launch';
import { Panel } from '../../ui/panel';
import { promisesOf } from './promises';
import { Rules } from './rules';

export function Terms({ view }: { view: LaunchView }) {
  const rows = promisesOf(view);
  const kept = rows.filter((row) => row.holds).length;
  return (
    <Panel wide title="Terms, plans and governor" lead={`Of ${rows.length} rules for the terms of the sale, the way of the raise, lists, plans, the governor and the buyback, ${kept === rows.length ? 'all' : kept} are kept.`}>
      <Rules rows={rows} name="Rules beside the charter" id="promises" />
    </Panel>
  );
}
