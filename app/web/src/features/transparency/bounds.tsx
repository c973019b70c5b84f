// Every bound of the charter, computed again from the accounts.

import { KINDS } from '../../format/words';
import { type LaunchView, tranchesOf } from '../../ledger/launch';
import { type Bound, findings } from '../../rules/charter';
import { Account } from '../../ui/account';
import { Panel } from '../../ui/panel';
import { highestPrice, supplyOf } from '../launch/prices';
import { Rules, rowOf } from './rules';

/** Those that hold for each tranche. */
const TRANCHES: readonly Bound[] = ['Cliff', 'Linear', 'LockMax'];

export function Bounds({ view }: { view: LaunchView }) {
  const { launch } = view;
  const tranches = tranchesOf(view);
  const found = findings({
    supply: supplyOf(view), tranches, highestPrice: highestPrice(view),
    maxOpeningFdv: launch.maxOpeningFdv, unsoldToAirdrop: launch.unsold === 1,
  });
  const kept = found.filter((finding) => finding.holds).length;
  const rows = found.map((finding) =>
    rowOf(view, finding, TRANCHES.includes(finding.bound) ? KINDS[tranches[finding.index]?.kind ?? 0] : undefined));
  return (
    <Panel wide title="The charter’s rules" lead={<>{kept} of {found.length} are kept, computed here from <Account at={view.address} /> by the program’s own code.</>}>
      <Rules rows={rows} name="Rules of the charter" id="bounds" />
    </Panel>
  );
}
