// What is about to be signed, in words: what it does, what changes, which accounts it names.

import { amount } from '../../format/amount';
import type { Explanation } from '../../transactions/explain';
import type { Change, Prepared } from '../../transactions/prepare';
import { Account } from '../../ui/account';

const SOL = 9;

export function Explained({ explanation, prepared }: { explanation: Explanation; prepared: Prepared }) {
  const { changes, lamports } = prepared;
  const moved = changes.filter((change) => change.after !== change.before);
  return (
    <>
      <ol className="steps">
        {explanation.steps.map((step, i) => (
          <li key={i}><span className="by">{step.program}</span> {step.says}</li>
        ))}
      </ol>
      <h3>What changes for you</h3>
      <p className="note">The ledger was asked what would happen if this were sent now.</p>
      <ul className="changes">
        {moved.map((change) => <Moved key={change.address} change={change} />)}
        <Sol before={lamports.before} after={lamports.after} />
        {moved.length === 0 && <li>None of your tokens move.</li>}
      </ul>
      <details>
        <summary>All accounts, as the transaction names them</summary>
        {explanation.steps.filter((step) => step.accounts.length > 0).map((step, i) => (
          <div className="scroll" key={i} tabIndex={0} role="group" aria-label={`Accounts of ${step.program}, ${step.name}`}>
            <table data-testid="accounts">
              <caption>{step.program}: {step.name}</caption>
              <thead><tr><th scope="col">Role</th><th scope="col">Account</th><th scope="col">It may</th></tr></thead>
              <tbody>
                {step.accounts.map((of, at) => (
                  <tr key={at} data-address={of.address}>
                    <td>{of.role}</td>
                    <td><Account at={of.address} name={of.name} /></td>
                    <td>{[of.signs && 'sign', of.changes && 'change'].filter(Boolean).join(', ') || 'be read'}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        ))}
      </details>
    </>
  );
}

function Moved({ change }: { change: Change }) {
  const gained = change.after > change.before;
  const difference = gained ? change.after - change.before : change.before - change.after;
  return (
    <li className={gained ? 'gain' : 'loss'} data-testid="change">
      <strong>{gained ? '+' : '−'}{amount(difference, change.decimals)} {change.unit}</strong>
      <span> then {amount(change.after, change.decimals)}</span>
    </li>
  );
}

function Sol({ before, after }: { before: bigint; after: bigint }) {
  const gained = after > before;
  const difference = gained ? after - before : before - after;
  return (
    <li className={gained ? 'gain' : 'loss'}>
      <strong>{gained ? '+' : '−'}{amount(difference, SOL)} SOL</strong> <span>for fees and rent</span>
    </li>
  );
}
