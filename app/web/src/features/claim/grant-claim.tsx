// A wallet's locked grant.

import { amount } from '../../format/amount';
import { moment } from '../../format/time';
import type { LaunchView } from '../../ledger/launch';
import type { Mine, MyGrant } from '../../ledger/mine';
import { openGrant, withdrawGrant } from '../../transactions/grants';
import { Account } from '../../ui/account';
import { Panel } from '../../ui/panel';
import { UnlockChart } from '../../ui/unlock-chart';
import { ActionButton } from '../review/action-button';
import { governed, standingOf, waiting } from './grant';

export function GrantClaim({ view, mine, grant: my, now }: {
  view: LaunchView;
  mine: Mine;
  grant: MyGrant;
  now: bigint;
}) {
  const { plan, grant, leaf, isStream } = my;
  const unit = isStream ? view.quote.decimals : view.base.decimals;
  const of = standingOf(view, my, now);
  const ended = grant?.data.isCancelled ?? false;
  const held = grant && governed(view, of);
  const undisclosed = grant && plan.needsDisclosure && !grant.data.isDisclosed;
  return (
    <Panel title={`Your grant: ${my.title}`} lead={<>Plan <Account at={my.at} />. Vests by itself; anyone can have it paid to you.</>}>
      <dl className="preview">
        <div><dt>Yours in all</dt><dd>{amount(of.total, unit)}</dd></div>
        <div><dt>Vested so far</dt><dd className="strong" data-testid="vested">{amount(of.vested, unit)}</dd></div>
        <div><dt>Withdrawn</dt><dd>{amount(of.withdrawn, unit)}</dd></div>
        {held && of.granted !== null && <div><dt>Can be withdrawn now</dt><dd>{amount(of.granted, unit)}</dd></div>}
        {plan.hasStarted && !ended && <div><dt>All of it by</dt><dd>{moment(plan.startsAt + plan.end)}</dd></div>}
      </dl>
      {ended && grant!.data.amount > of.total && (
        <p className="note">This grant was ended. {amount(of.total, unit)} of {amount(grant!.data.amount, unit)} had vested by then and stays yours; nothing more vests.</p>
      )}
      {!ended && <UnlockChart schedule={of.schedule} end={plan.end} elapsed={of.elapsed} />}
      {!grant && (
        <>
          <p className="note">It is not opened yet. Anyone can do that, and gets the rent back when it is paid out.</p>
          <ActionButton build={() => openGrant(mine.accounts, my.at, mine.accounts.wallet, leaf)}>Open it</ActionButton>
        </>
      )}
      {grant && of.due > 0n && of.granted !== 0n && !undisclosed && (
        <ActionButton build={() => withdrawGrant(view, mine.accounts, my.at, plan, grant.address)}>Withdraw what has vested</ActionButton>
      )}
      {held && <p className="note">{held}</p>}
      {grant && of.due === 0n && <p className="note">{waiting(my, of)}</p>}
      {undisclosed && (
        <p className="note">Before the first withdrawal the grant has to be disclosed: <code>groundswell vest disclose</code> does that.</p>
      )}
    </Panel>
  );
}
