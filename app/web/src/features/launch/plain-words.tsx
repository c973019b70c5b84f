// The charter in plain words.

import { amount, share } from '../../format/amount';
import { duration, moment } from '../../format/time';
import { RULES, isInsider } from '../../format/words';
import { type LaunchView, tranchesOf } from '../../ledger/launch';
import type { Moment } from '../../rules/sale';
import { Panel } from '../../ui/panel';
import { shareOf, supplyOf } from './prices';

export function PlainWords({ view, at }: { view: LaunchView; at: Moment }) {
  return (
    <Panel title="In plain words">
      <ul className="words">{sentences(view, at).map((words) => <li key={words}>{words}</li>)}</ul>
    </Panel>
  );
}

function sentences(view: LaunchView, at: Moment): string[] {
  const { launch, governor } = view;
  const money = (units: bigint) => `${amount(units, view.quote.decimals)} quote tokens`;
  const supply = supplyOf(view);
  const part = (of: (kind: number) => boolean) => share(shareOf(
    tranchesOf(view).filter((tranche) => of(tranche.kind)).reduce((sum, { amount }) => sum + amount, 0n), supply,
  ));
  return [
    `${part((kind) => kind <= 1)} of the supply goes to the community, ${part(isInsider)} to insiders, who are locked.`,
    RULES[launch.rule]?.says ?? 'The sale has a rule that this page does not know.',
    `If less than ${money(launch.minRaise)} is in when the sale closes, everyone gets everything back.`,
    `You can take your money back out until ${moment(at.withdrawsBefore)}.`,
    `After the close anyone can settle the sale. If nobody does within ${duration(launch.settleGrace)}, it fails and everyone gets everything back.`,
    launch.unsold === 1 ? 'Tokens that are not sold are added to the airdrop.' : 'Tokens that are not sold are burned.',
    launch.onFailure === 1 ? 'If the sale fails, the tokens go back to the creator.' : 'If the sale fails, the tokens are burned.',
    `Of the raise ${share(launch.liquidityBps)} becomes liquidity, ${share(launch.buybackBps)} buys the token back, ${share(launch.treasuryBps)} reaches the treasury over time.`,
    ...(governor ? [`All insiders together can take out at most ${amount(governor.limit, view.base.decimals)} tokens in ${duration(governor.epochSeconds)}.`] : []),
  ];
}
