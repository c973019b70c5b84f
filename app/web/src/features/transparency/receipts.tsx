// The buyback: its mandate and a receipt for each cycle.

import { amount, share } from '../../format/amount';
import { duration, moment } from '../../format/time';
import type { LaunchView } from '../../ledger/launch';
import { Account } from '../../ui/account';
import { Panel } from '../../ui/panel';
import { perToken } from '../launch/prices';

export function Receipts({ view }: { view: LaunchView }) {
  const { mandate, receipts } = view;
  if (!mandate) return null;
  const money = (units: bigint) => amount(units, view.quote.decimals);
  const tokens = (units: bigint) => amount(units, view.base.decimals);
  return (
    <Panel wide title="Buyback receipts" lead={
      <>
        The mandate <Account at={view.launch.mandate} /> spends at most {money(mandate.perCycle)} quote tokens in {duration(mandate.cycleSeconds)}, never above {share(mandate.ceilingBps)} of the sale’s price, until {moment(mandate.endsAt)}.
        It has received {money(mandate.funded)}, spent {money(mandate.spent)}, and burned or locked {tokens(mandate.sunk)} tokens.
      </>
    }>
      {receipts.length === 0 ? <p>No tender has been opened yet.</p> : (
        <div className="scroll" tabIndex={0} role="group" aria-label="Receipts">
          <table data-testid="receipts">
            <thead><tr><th scope="col">Cycle</th><th scope="col">Receipt</th><th scope="col" className="n">Budget</th><th scope="col" className="n">Price</th><th scope="col" className="n">Bought</th><th scope="col" className="n">Paid</th><th scope="col" className="n">Burned</th><th scope="col">Cleared</th></tr></thead>
            <tbody>
              {receipts.map(({ address, data }) => (
                <tr key={address}>
                  <th scope="row">{data.cycle}</th>
                  <td><Account at={address} /></td>
                  <td className="n">{money(data.budget)}</td>
                  <td className="n">{data.price > 0n ? perToken(view, data.price, mandate.referenceBase) : '–'}</td>
                  <td className="n">{tokens(data.bought)}</td>
                  <td className="n">{money(data.paid)}</td>
                  <td className="n">{tokens(data.sunk)}</td>
                  <td>{data.clearedAt > 0n ? moment(data.clearedAt) : 'open'}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Panel>
  );
}
