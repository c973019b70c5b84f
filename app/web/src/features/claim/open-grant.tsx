// Opening somebody's grant: anyone may, and pays the rent until the grant is paid out.

import { useState } from 'react';
import { type Address, isAddress } from '@solana/kit';
import type { LaunchView } from '../../ledger/launch';
import { type Mine, plansOf, rootOf } from '../../ledger/mine';
import { leavesOf } from '../../ledger/proofs';
import { openGrant } from '../../transactions/grants';
import { Panel } from '../../ui/panel';
import { useReview } from '../review/review';

export function OpenGrant({ view, mine }: { view: LaunchView; mine: Mine }) {
  const plans = plansOf(view).filter(({ plan, isStream }) => (plan.count > 0 && plan.isFunded) || (isStream && plan.hasStarted));
  const [at, setAt] = useState<Address | undefined>(plans[0]?.at);
  const [wallet, setWallet] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const { start } = useReview();
  const chosen = plans.find((plan) => plan.at === at) ?? plans[0];
  if (!chosen) return null;

  const submit = async () => {
    setProblem(null);
    const text = chosen.isStream ? chosen.plan.recipient : wallet.trim();
    if (!isAddress(text)) return setProblem('That is not a wallet’s address. It has 32 to 44 letters and digits.');
    const leaves = chosen.isStream ? [] : await leavesOf(chosen.at, rootOf(chosen.at, chosen.plan), text);
    if (!leaves) return setProblem(`This host does not have the plan’s list. It belongs into lists/${chosen.at}/.`);
    const leaf = leaves[0] ?? null;
    if (!chosen.isStream && !leaf) return setProblem('That wallet is not on the plan’s list.');
    start(() => openGrant(mine.accounts, chosen.at, text, leaf));
  };

  return (
    <Panel title="Open a grant for somebody" lead="A grant is opened once, by any wallet. You pay its rent and get it back when the grant is paid out.">
      <form onSubmit={(event) => { event.preventDefault(); void submit(); }} noValidate>
        <label htmlFor="plan">Plan</label>
        <select id="plan" value={chosen.at} onChange={(event) => setAt(event.target.value as Address)}>
          {plans.map((plan) => <option key={plan.at} value={plan.at}>{plan.title}</option>)}
        </select>
        {!chosen.isStream && (
          <>
            <label htmlFor="recipient">Wallet on the list</label>
            <input id="recipient" autoComplete="off" spellCheck={false} value={wallet} onChange={(event) => setWallet(event.target.value)} />
          </>
        )}
        {problem && <p className="wrong" role="alert">{problem}</p>}
        <button type="submit">Open the grant</button>
      </form>
    </Panel>
  );
}
