// What the wallet holds.

import { amount } from '../../format/amount';
import type { LaunchView } from '../../ledger/launch';
import type { Mine } from '../../ledger/mine';
import { Account } from '../../ui/account';
import { Card } from '../../ui/panel';

export function Balances({ view, mine }: { view: LaunchView; mine: Mine }) {
  const { base, quote } = mine.accounts;
  return (
    <div className="cards three">
      <Card title="Your tokens" note={<Account at={base[0]} />}>
        <span data-testid="base-balance">{amount(mine.base, view.base.decimals)}</span>
      </Card>
      <Card title="Your quote tokens" note={<Account at={quote[0]} />}>
        <span data-testid="quote-balance">{amount(mine.quote, view.quote.decimals)}</span>
      </Card>
      <Card title="Your SOL, for fees and rent" note={<Account at={mine.accounts.wallet} />}>
        {amount(mine.lamports / 100_000n, 4)}
      </Card>
    </div>
  );
}
