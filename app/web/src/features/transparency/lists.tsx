// Published lists: their sums, how many are on them, and whether they are funded.

import { amount } from '../../format/amount';
import { moment } from '../../format/time';
import { KINDS } from '../../format/words';
import { type LaunchView, tranchesOf } from '../../ledger/launch';
import { Account, Shortened } from '../../ui/account';
import { Panel } from '../../ui/panel';

const hex = (bytes: ArrayLike<number>) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');

export function Lists({ view }: { view: LaunchView }) {
  const listed = tranchesOf(view).flatMap(({ index, kind, amount: promised, destination, list, plan }) => {
    const of = list ?? (plan && plan.count > 0 ? plan : null);
    if (!of) return [];
    const sum = list ? list.sum : plan!.total;
    const state = list
      ? list.isActive ? `claims until ${moment(list.endsAt)}` : 'not funded yet'
      : plan!.isFunded ? 'funded' : 'not funded yet';
    return [{ index, kind, promised, destination, sum, count: of.count, root: hex(of.root), dataset: hex(of.datasetSha256), state }];
  });
  if (listed.length === 0) return null;
  return (
    <Panel wide title="List sums" lead="A list’s root commits to the sum of its amounts, so nobody can be on it with more than there is.">
      <div className="scroll" tabIndex={0} role="group" aria-label="Lists">
        <table data-testid="lists">
          <thead><tr><th scope="col">For</th><th scope="col">Account</th><th scope="col" className="n">Sum</th><th scope="col">As promised</th><th scope="col" className="n">Entries</th><th scope="col">Root</th><th scope="col">SHA-256 of the list</th><th scope="col">State</th></tr></thead>
          <tbody>
            {listed.map((of) => (
              <tr key={of.index}>
                <th scope="row">{KINDS[of.kind]}</th>
                <td><Account at={of.destination} /></td>
                <td className="n">{amount(of.sum, view.base.decimals)}</td>
                <td>{of.sum === of.promised ? '✓ to the unit' : of.sum < of.promised ? '✗ less' : '✗ more'}</td>
                <td className="n">{of.count.toLocaleString('en')}</td>
                <td><Shortened whole={of.root} brief={`${of.root.slice(0, 8)}…`} says={`root ${of.root}`} /></td>
                <td><Shortened whole={of.dataset} brief={`${of.dataset.slice(0, 8)}…`} says={`SHA-256 ${of.dataset}`} /></td>
                <td>{of.state}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Panel>
  );
}
