// The launch's money and tokens: what each vault owes by the books, and what it holds.

import { amount } from '../../format/amount';
import type { Evidence } from '../../ledger/evidence';
import { Account } from '../../ui/account';
import { Panel } from '../../ui/panel';
import { type Vault, vaultsOf, verdictOf } from './vaults';

export function Books({ evidence }: { evidence: Evidence }) {
  const { view } = evidence;
  if (!view.launch.isSealed) return <Panel wide title="Vaults and books"><p>Vaults are made when the charter is sealed.</p></Panel>;
  const vaults = vaultsOf(evidence);
  const short = vaults.filter((vault) => verdictOf(vault) === false).length;
  return (
    <Panel wide title="Vaults and books" lead={<>{short === 0 ? 'Every vault holds what it owes.' : `${short} of ${vaults.length} vaults hold less than they owe.`} What is owed is computed from the books of <Account at={view.address} /> and of the lists, plans and buyback that it names. More may be there, and changes nobody’s share: what is not counted yet, unsold tokens that joined the airdrop, and what anyone sent.</>}>
      <div className="scroll" tabIndex={0} role="group" aria-label="Vaults and books">
        <table data-testid="books">
          <thead><tr><th scope="col">What</th><th scope="col">Account</th><th scope="col" className="n">Owes</th><th scope="col" className="n">Holds</th><th scope="col">Enough</th></tr></thead>
          <tbody>
            {vaults.map((vault) => (
              <tr key={vault.at}>
                <th scope="row">{vault.name}</th>
                <td><Account at={vault.at} /></td>
                <td className="n">{typeof vault.owed === 'string' ? '–' : amount(vault.owed, vault.decimals)}</td>
                <td className="n">{vault.holds === null ? 'no account' : amount(vault.holds, vault.decimals)}</td>
                <td>{words(vault)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Panel>
  );
}

function words(vault: Vault): string {
  const { owed, holds, decimals } = vault;
  if (typeof owed === 'string') return `– ${owed}`;
  if (holds === null) return '✗ there is no such account';
  if (holds < owed) return `✗ ${amount(owed - holds, decimals)} less`;
  return holds === owed ? '✓ to the unit' : `✓ and ${amount(holds - owed, decimals)} more`;
}
