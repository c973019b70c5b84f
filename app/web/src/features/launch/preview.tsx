// What a wallet's deposit would get if the sale closed now.

import { amount } from '../../format/amount';
import type { LaunchView } from '../../ledger/launch';
import type { Mine } from '../../ledger/mine';
import { type Allocation, allocationOf, clearingOf, shifted } from '../../rules/sale';
import { timelineOf } from '../../ui/header';
import { ladderOf } from './prices';

interface Props {
  view: LaunchView;
  mine: Mine;
  /** Quote units on top of what the wallet has in the sale. */
  added: bigint;
  tick: number;
}

export function Preview({ view, mine, added, tick }: Props) {
  const before = mine.contribution?.amount ?? 0n;
  const after = before + added;
  const { base, quote, launch } = view;
  const fails = failsWith(view, launch.deposited - before + after);
  const got = fails ? { tokens: 0n, accepted: 0n, refund: after } : allocation(view, before, after, tick);
  return (
    <>
      <dl className="preview" aria-live="polite" data-testid="preview">
        <div><dt>Your deposit{added > 0n ? ' then' : ''}</dt><dd>{amount(after, quote.decimals)}</dd></div>
        {got ? (
          <>
            <div><dt>Tokens {launch.isSettled || launch.isCancelled ? 'for it' : 'if it closed now'}</dt><dd className="strong">{amount(got.tokens, base.decimals)}</dd></div>
            <div><dt>Accepted</dt><dd>{amount(got.accepted, quote.decimals)}</dd></div>
            <div><dt>Given back</dt><dd>{amount(got.refund, quote.decimals)}</dd></div>
          </>
        ) : (
          <div><dt>Tokens</dt><dd>More than the ladder holds</dd></div>
        )}
      </dl>
      {fails && !launch.isCancelled && (
        <p className="note">With less than {amount(launch.minRaise, quote.decimals)} quote tokens in all, the sale fails and everyone gets back all they put in.</p>
      )}
    </>
  );
}

/** Whether the sale fails, or would if it closed with these deposits (quote units). */
function failsWith(view: LaunchView, deposited: bigint): boolean {
  const { closesAt } = view.launch;
  const at = view.now > closesAt ? view.now : closesAt;
  return timelineOf(view, at, deposited).phase === 'Failed';
}

function allocation(view: LaunchView, before: bigint, after: bigint, tick: number): Allocation | null {
  const { launch } = view;
  if (launch.isSettled) {
    return allocationOf({ ...launch.clearing, tick: launch.clearingTick }, after, tick, launch.forSale);
  }
  const { ticks, demand } = ladderOf(view);
  const then = shifted(launch.rule, ticks, demand, { tick, before, after });
  const clearing = then && clearingOf(launch.rule, ticks, then, launch.target);
  return clearing && allocationOf(clearing, after, tick, launch.forSale);
}
