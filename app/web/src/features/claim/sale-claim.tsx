// A wallet's place in the sale, and what it is worth.

import type { Contribution } from '../../client/launch';
import { amount } from '../../format/amount';
import type { LaunchView } from '../../ledger/launch';
import type { Mine } from '../../ledger/mine';
import type { Moment } from '../../rules/sale';
import { claim, refund } from '../../transactions/sale';
import { Panel } from '../../ui/panel';
import { Preview } from '../launch/preview';
import { ActionButton } from '../review/action-button';

export function SaleClaim({ view, mine, contribution, at }: {
  view: LaunchView;
  mine: Mine;
  contribution: Contribution;
  at: Moment;
}) {
  if (at.phase === 'Failed') {
    return (
      <Panel title="From the sale" lead="The sale failed: you get back all you put in.">
        <p className="big">{amount(contribution.amount, view.quote.decimals)} <small>quote tokens</small></p>
        <ActionButton build={() => refund(view, mine.accounts, contribution)}>Take your money back</ActionButton>
      </Panel>
    );
  }
  const settled = at.phase === 'Settled';
  return (
    <Panel title="From the sale" lead={settled ? 'The price is fixed. Tokens and refund are paid in one go.' : 'Not settled yet. This is how it would be if it closed now.'}>
      <Preview view={view} mine={mine} added={0n} tick={contribution.tick} />
      {settled && <ActionButton build={() => claim(view, mine.accounts, contribution)}>Claim tokens and refund</ActionButton>}
    </Panel>
  );
}
