// The charter as a picture: who gets what of the supply, at which price, locked for how long.

import { amount, share } from '../../format/amount';
import { duration } from '../../format/time';
import { KINDS, isInsider } from '../../format/words';
import { type LaunchView, type TrancheView, tranchesOf } from '../../ledger/launch';
import { discountOf } from '../../rules/charter';
import { Account } from '../../ui/account';
import { Panel } from '../../ui/panel';
import { Whole } from '../../ui/whole';
import { highestPrice, perToken, shareOf, supplyOf } from './prices';

export function Charter({ view }: { view: LaunchView }) {
  const tranches = tranchesOf(view);
  const supply = supplyOf(view);
  const { liquidityBps, buybackBps, treasuryBps } = view.launch;
  const parts = tranches.map((tranche) => ({
    name: KINDS[tranche.kind]!, kind: tranche.kind, bps: Number(shareOf(tranche.amount, supply)),
  }));
  const raise = [
    { name: 'Liquidity', kind: 5, bps: liquidityBps },
    { name: 'Buyback', kind: 7, bps: buybackBps },
    { name: 'Treasury, over time', kind: 6, bps: treasuryBps },
  ];
  return (
    <Panel wide title="Who gets what" lead={`All ${amount(supply, view.base.decimals)} tokens there will ever be. Sealed: no key can change a line of it.`}>
      <Whole title="Parts of the supply" parts={parts} />
      <div className="scroll" tabIndex={0} role="group" aria-label="The charter">
        <table>
          <thead>
            <tr>
              <th scope="col">For</th><th scope="col" className="n">Share</th><th scope="col" className="n">Tokens</th>
              <th scope="col">Price paid</th><th scope="col">Lock after settlement</th><th scope="col">Held by</th>
            </tr>
          </thead>
          <tbody>{tranches.map((tranche) => <Row key={tranche.index} view={view} tranche={tranche} supply={supply} />)}</tbody>
        </table>
      </div>
      <h3 className="second">Where the raise goes</h3>
      <Whole title="Parts of the raise" parts={raise} />
    </Panel>
  );
}

function Row({ view, tranche, supply }: { view: LaunchView; tranche: TrancheView; supply: bigint }) {
  const insider = isInsider(tranche.kind);
  const { cliffSeconds, linearSeconds } = tranche;
  const none = '1'.repeat(32);
  const lock = cliffSeconds + linearSeconds > 0
    ? `${cliffSeconds > 0 ? `nothing for ${duration(cliffSeconds)}, then ` : ''}evenly over ${duration(linearSeconds)}`
    : 'none';
  return (
    <tr>
      <th scope="row">{KINDS[tranche.kind]}</th>
      <td className="n">{share(shareOf(tranche.amount, supply))}</td>
      <td className="n">{amount(tranche.amount, view.base.decimals)}</td>
      <td>{insider ? priceOf(view, tranche) : tranche.kind === 0 ? 'set by the sale' : '–'}</td>
      <td>{lock}</td>
      <td>{tranche.destination === none ? <Account at={view.launch.baseVault} /> : <Account at={tranche.destination} />}</td>
    </tr>
  );
}

function priceOf(view: LaunchView, tranche: TrancheView): string {
  if (tranche.price === 0n) return 'nothing';
  const { bps } = discountOf(tranche.price, highestPrice(view));
  return `${perToken(view, tranche.price)} (${bps === 0 ? 'no discount' : `${share(bps)} less`})`;
}
