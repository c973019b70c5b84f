// A wallet's leaf on an airdrop's list.

import { amount, share } from '../../format/amount';
import { moment } from '../../format/time';
import type { LaunchView } from '../../ledger/launch';
import type { Mine, MyLeaf } from '../../ledger/mine';
import * as rules from '../../rules/vesting';
import { claimLeaf } from '../../transactions/grants';
import { Account } from '../../ui/account';
import { Panel } from '../../ui/panel';
import { ActionButton } from '../review/action-button';

export function AirdropClaim({ view, mine, leaf: my, now }: {
  view: LaunchView;
  mine: Mine;
  leaf: MyLeaf;
  now: bigint;
}) {
  const { list, leaf, claimedSteps } = my;
  const steps = Array.from({ length: list.stepCount }, (_, i) => ({ at: list.stepTimes[i]!, bps: list.stepShares[i]! }));
  const unlocked = rules.unlocked(steps, now);
  const tokens = (count: number) => amount(rules.share(steps, count, leaf.amount) ?? 0n, view.base.decimals);
  const ended = now >= list.endsAt;
  const due = list.isActive && !ended && unlocked > claimedSteps;
  return (
    <Panel title="From the airdrop" lead={<>Entry {leaf.index + 1} of the list <Account at={my.at} />, proven against its root.</>}>
      <dl className="preview">
        <div><dt>Yours in all</dt><dd>{amount(leaf.amount, view.base.decimals)}</dd></div>
        <div><dt>Unlocked</dt><dd className="strong">{tokens(unlocked)}</dd></div>
        <div><dt>Claimed</dt><dd>{tokens(claimedSteps)}</dd></div>
        <div><dt>Claim until</dt><dd>{moment(list.endsAt)}</dd></div>
      </dl>
      <ol className="unlocks">
        {steps.map((step, i) => <li key={i}>{share(step.bps)} from {moment(step.at)}{i < claimedSteps ? ', claimed' : ''}</li>)}
      </ol>
      {due && <ActionButton build={() => claimLeaf(view, mine.accounts, my.at, list, leaf, my.hasPage)}>Claim from the airdrop</ActionButton>}
      {!due && <p className="note">{reason(list.isActive, ended, unlocked, steps[unlocked]?.at)}</p>}
    </Panel>
  );
}

function reason(active: boolean, ended: boolean, unlocked: number, next: bigint | undefined): string {
  if (ended) return 'The time to claim is over.';
  if (!active) return 'The list is not funded yet. On the page “Launch” anyone can do that once the sale is settled.';
  if (next !== undefined) return `${unlocked === 0 ? 'Nothing has unlocked yet' : 'You have claimed all that has unlocked'}. More on ${moment(next)}.`;
  return 'You have claimed all of it.';
}
