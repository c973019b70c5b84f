// Every bound of the charter, computed again from the accounts.

import { amount } from '../../format/amount';
import { duration } from '../../format/time';
import { KINDS } from '../../format/words';
import { type LaunchView, tranchesOf } from '../../ledger/launch';
import { type Bound, type Finding, findings } from '../../rules/charter';
import { Account } from '../../ui/account';
import { Panel } from '../../ui/panel';
import { highestPrice, supplyOf } from '../launch/prices';

const WORDS: Record<Bound, string> = {
  TrancheSum: 'All tranches together are the supply',
  SaleTranches: 'There is one sale',
  CommunityMin: 'The community gets enough',
  CommunityMax: 'The community leaves enough to build with',
  KolMax: 'KOLs together',
  VcMax: 'VCs together',
  InsiderMax: 'KOLs, VCs and team together',
  LiquidityMin: 'Liquidity',
  Cliff: 'Nothing vests before',
  Linear: 'Then evenly over',
  LockMax: 'No lock is a slip in the units',
  OpeningValuation: 'Valuation at the highest price the sale can end at',
  AirdropMissing: 'There is an airdrop for unsold tokens',
};
const SECONDS: readonly Bound[] = ['Cliff', 'Linear', 'LockMax'];
const TRANCHES = SECONDS;

export function Bounds({ view }: { view: LaunchView }) {
  const { launch } = view;
  const tranches = tranchesOf(view);
  const found = findings({
    supply: supplyOf(view), tranches, highestPrice: highestPrice(view),
    maxOpeningFdv: launch.maxOpeningFdv, unsoldToAirdrop: launch.unsold === 1,
  });
  const kept = found.filter((finding) => finding.holds).length;
  const one = (finding: Finding) =>
    TRANCHES.includes(finding.bound) ? `${KINDS[tranches[finding.index]?.kind ?? 0]}: ${WORDS[finding.bound].toLowerCase()}` : WORDS[finding.bound];
  return (
    <Panel wide title="The charter’s rules" lead={<>{kept} of {found.length} are kept, computed here from <Account at={view.address} /> by the program’s own code.</>}>
      <details>
        <summary>Each rule with what was found</summary>
        <div className="scroll" tabIndex={0} role="group" aria-label="Rules of the charter">
          <table data-testid="bounds">
            <thead><tr><th scope="col">Rule</th><th scope="col" className="n">Found</th><th scope="col" className="n">Has to be</th><th scope="col">Kept</th></tr></thead>
            <tbody>
              {found.map((finding, i) => (
                <tr key={i}>
                  <th scope="row">{one(finding)}</th>
                  <td className="n">{number(view, finding.bound, finding.actual)}</td>
                  <td className="n">{finding.kind} {number(view, finding.bound, finding.limit)}</td>
                  <td>{finding.holds ? '✓ kept' : '✗ broken'}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </details>
    </Panel>
  );
}

function number(view: LaunchView, bound: Bound, value: bigint): string {
  if (SECONDS.includes(bound)) return duration(value);
  if (bound === 'SaleTranches') return value.toString();
  if (bound === 'OpeningValuation') return `${amount(value, view.quote.decimals)} quote`;
  return amount(value, view.base.decimals);
}
