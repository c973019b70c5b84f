// The launch's money and tokens: what its vaults hold, and what its books say.

import type { Address } from '@solana/kit';
import { amount } from '../../format/amount';
import type { LaunchView } from '../../ledger/launch';
import { Account } from '../../ui/account';
import { Panel } from '../../ui/panel';

export function Books({ view }: { view: LaunchView }) {
  const { launch, base, quote, held } = view;
  const row = (name: string, at: Address, decimals: number, says: string) => {
    const holds = held.get(at);
    return (
      <tr key={name}>
        <th scope="row">{name}</th>
        <td><Account at={at} /></td>
        <td className="n">{holds === undefined ? 'closed' : amount(holds, decimals)}</td>
        <td>{says}</td>
      </tr>
    );
  };
  const money = (units: bigint) => amount(units, quote.decimals);
  const [liquidity = 0n, buyback = 0n, treasury = 0n] = launch.proceedsPaid;
  return (
    <Panel wide title="Vaults and books" lead={<>What each account holds, and what <Account at={view.address} /> says about it. Donations change nobody’s share.</>}>
      <div className="scroll" tabIndex={0} role="group" aria-label="Vaults and books">
        <table data-testid="books">
          <thead><tr><th scope="col">What</th><th scope="col">Account</th><th scope="col" className="n">Holds</th><th scope="col">The books say</th></tr></thead>
          <tbody>
            {row('Tokens', launch.baseVault, base.decimals, `${amount(launch.baseHeld, base.decimals)} held; ${amount(launch.tokensPaid, base.decimals)} paid to contributors`)}
            {row('Deposits', launch.quoteVault, quote.decimals, `${money(launch.deposited)} deposited; ${money(launch.accepted)} accepted of those who claimed`)}
            {row('Liquidity', launch.liquidityVault, quote.decimals, `${money(liquidity)} of the raise`)}
            {row('Buyback', launch.buybackVault, quote.decimals, `${money(buyback)} of the raise`)}
            {row('Treasury', launch.treasuryVault, quote.decimals, `${money(treasury)} of the raise`)}
          </tbody>
        </table>
      </div>
    </Panel>
  );
}
