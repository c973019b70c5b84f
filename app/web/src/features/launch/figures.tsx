// The sale in four numbers.

import { amount, share } from '../../format/amount';
import { moment } from '../../format/time';
import { RULES } from '../../format/words';
import type { LaunchView } from '../../ledger/launch';
import type { Moment } from '../../rules/sale';
import { Card } from '../../ui/panel';
import { outcomeOf, perToken, shareOf, valuation, whole } from './prices';

export function Figures({ view, at, now }: { view: LaunchView; at: Moment; now: bigint }) {
  const { launch, quote } = view;
  const outcome = outcomeOf(view);
  const reached = shareOf(launch.deposited, launch.target);
  const enough = launch.deposited >= launch.minRaise;
  const when = moment(at.phase === 'Sealed' ? launch.opensAt : launch.closesAt).split(', ');
  const final = launch.isSettled ? 'The price that was fixed.' : 'If the sale closed now.';
  return (
    <div className="cards">
      <Card title="In the sale" note={`${share(reached)} of the target of ${whole(amount(launch.target, quote.decimals))}; minimum ${enough ? 'reached' : `${whole(amount(launch.minRaise, quote.decimals))}, not reached`}`}>
        <span data-testid="deposited">{whole(amount(launch.deposited, quote.decimals))}</span> <small>quote</small>
      </Card>
      <Card title="Price of a token" note={`${final} ${RULES[launch.rule]?.name ?? 'Unknown'} rule.`}>
        {outcome ? perToken(view, outcome.price) : '–'} <small>quote</small>
      </Card>
      <Card title="Valuation of the whole supply" note={`Promised: at most ${whole(amount(launch.maxOpeningFdv, quote.decimals))}.`}>
        {outcome ? valuation(view, outcome.price) : '–'} <small>quote</small>
      </Card>
      <Card
        title={at.phase === 'Sealed' ? 'Opens' : now < launch.closesAt ? 'Closes' : 'Closed'}
        note={at.phase === 'Open' ? (at.mayWithdraw ? `Withdraw until ${moment(at.withdrawsBefore)}.` : 'Withdrawals have ended.') : `${launch.contributors.toLocaleString('en')} contributions not paid out.`}
      >
        <span className="date">{when[0]}</span> <small>{when[1]}</small>
      </Card>
    </div>
  );
}
