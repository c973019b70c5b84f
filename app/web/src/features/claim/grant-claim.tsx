// A wallet's locked grant.

import { amount } from '../../format/amount';
import { moment } from '../../format/time';
import type { LaunchView } from '../../ledger/launch';
import type { Mine, MyGrant } from '../../ledger/mine';
import { scheduleOf } from '../../ledger/schedule';
import { vested } from '../../rules/vesting';
import { openGrant, withdrawGrant } from '../../transactions/grants';
import { Account } from '../../ui/account';
import { Panel } from '../../ui/panel';
import { UnlockChart } from '../../ui/unlock-chart';
import { ActionButton } from '../review/action-button';

export function GrantClaim({ view, mine, grant: my, now }: {
  view: LaunchView;
  mine: Mine;
  grant: MyGrant;
  now: bigint;
}) {
  const { plan, grant, leaf, isStream } = my;
  const unit = isStream ? view.quote.decimals : view.base.decimals;
  const total = grant?.data.amount ?? leaf?.amount ?? plan.total;
  const schedule = scheduleOf(plan);
  const elapsed = now - plan.startsAt;
  const soFar = plan.hasStarted ? vested(schedule, total, elapsed) : 0n;
  return (
    <Panel title={`Your grant: ${my.title}`} lead={<>Plan <Account at={my.at} />. Vests by itself; anyone can have it paid to you.</>}>
      <dl className="preview">
        <div><dt>Yours in all</dt><dd>{amount(total, unit)}</dd></div>
        <div><dt>Vested so far</dt><dd className="strong" data-testid="vested">{amount(soFar, unit)}</dd></div>
        <div><dt>Withdrawn</dt><dd>{amount(grant?.data.withdrawn ?? 0n, unit)}</dd></div>
        {plan.hasStarted && <div><dt>All of it by</dt><dd>{moment(plan.startsAt + plan.end)}</dd></div>}
      </dl>
      <UnlockChart schedule={schedule} end={plan.end} elapsed={plan.hasStarted ? elapsed : null} />
      {!grant && (
        <>
          <p className="note">It is not opened yet. Anyone can do that, and gets the rent back when it is paid out.</p>
          <ActionButton build={() => openGrant(mine.accounts, my.at, mine.accounts.wallet, leaf)}>Open it</ActionButton>
        </>
      )}
      {grant && soFar > grant.data.withdrawn && (
        <ActionButton build={() => withdrawGrant(view, mine.accounts, my.at, plan, grant.address)}>Withdraw what has vested</ActionButton>
      )}
      {grant && soFar <= grant.data.withdrawn && <p className="note">{waiting(my, now)}</p>}
      {grant && plan.needsDisclosure && !grant.data.isDisclosed && (
        <p className="note">Before the first withdrawal the grant has to be disclosed: <code>groundswell vest disclose</code> does that.</p>
      )}
    </Panel>
  );
}

function waiting({ plan, grant }: MyGrant, now: bigint): string {
  if (grant?.data.isCancelled) return 'This grant was ended. What had vested was paid.';
  if (!plan.hasStarted) return 'Its clock has not started. On the page “Launch” anyone can do that once the sale is settled.';
  const cliff = plan.startsAt + plan.cliff;
  return now < cliff ? `Nothing vests before ${moment(cliff)}.` : 'All that has vested was paid.';
}
