// Rules with what was found, as a table; and the words for each bound.

import { amount, share } from '../../format/amount';
import { duration } from '../../format/time';
import type { LaunchView } from '../../ledger/launch';
import type { Bound, Finding } from '../../rules/charter';

/** A rule, compared. */
export interface Row {
  rule: string;
  found: string;
  limit: string;
  holds: boolean;
}

type Unit = 'base' | 'quote' | 'time' | 'bps' | 'count';

/** What each bound speaks of, and in which unit. */
const WORDS: Record<Bound, readonly [string, Unit]> = {
  TrancheSum: ['All tranches together are the supply', 'base'],
  SaleTranches: ['There is one sale', 'count'],
  CommunityMin: ['The community gets enough', 'base'],
  CommunityMax: ['The community leaves enough to build with', 'base'],
  KolMax: ['KOLs together', 'base'],
  VcMax: ['VCs together', 'base'],
  InsiderMax: ['KOLs, VCs and team together', 'base'],
  LiquidityMin: ['Liquidity', 'base'],
  Cliff: ['Nothing vests before', 'time'],
  Linear: ['Then evenly over', 'time'],
  LockMax: ['No lock is a slip in the units', 'time'],
  OpeningValuation: ['Valuation at the highest price the sale can end at', 'quote'],
  AirdropMissing: ['There is an airdrop for unsold tokens', 'base'],
  AirdropWindow: ['Time to claim', 'time'],
  BuybackWindow: ['Time to buy', 'time'],
  KolWallet: ['Largest part of one wallet', 'base'],
  VcWallet: ['Largest part of one wallet', 'base'],
  TickCount: ['Steps of the ladder', 'count'],
  TicksAscend: ['Each step of the ladder is above the one before', 'quote'],
  LadderReach: ['Highest step of the ladder', 'quote'],
  AuctionFloor: ['Lowest price of the ladder', 'quote'],
  Target: ['Target', 'quote'],
  MinRaise: ['Least raise', 'quote'],
  MinRaiseTarget: ['Least raise, against the target', 'quote'],
  WalletMin: ['Minimum of a wallet', 'quote'],
  WalletMax: ['Maximum of a wallet', 'quote'],
  Duration: ['The sale lasts long enough', 'time'],
  DurationMax: ['The sale does not last too long', 'time'],
  Freeze: ['Withdrawals end before the close', 'time'],
  FreezeMax: ['One can withdraw for half of the sale', 'time'],
  Grace: ['There is time to settle', 'time'],
  GraceMax: ['It is settled soon or fails', 'time'],
  RouteSum: ['All shares of the raise', 'bps'],
  RouteLiquidity: ['Share of the raise for the pool', 'bps'],
  RouteBuyback: ['Share of the raise for the buyback', 'bps'],
  Lead: ['It does not open at once', 'time'],
  LeadMax: ['It opens soon enough', 'time'],
};

/** A finding in words; `of` names what it speaks of, where there are several. */
export function rowOf(view: LaunchView, { bound, actual, kind, limit, holds }: Finding, of?: string): Row {
  const [words, unit] = WORDS[bound];
  const show = (value: bigint) => ({
    base: () => amount(value, view.base.decimals),
    quote: () => `${amount(value, view.quote.decimals)} quote`,
    time: () => duration(value),
    bps: () => share(value),
    count: () => value.toString(),
  })[unit]();
  const rule = of ? `${of}: ${words.charAt(0).toLowerCase()}${words.slice(1)}` : words;
  return { rule, found: show(actual), limit: `${kind} ${show(limit)}`, holds };
}

export function Rules({ rows, name, id }: { rows: readonly Row[]; name: string; id: string }) {
  return (
    <details>
      <summary>Each rule with what was found</summary>
      <div className="scroll" tabIndex={0} role="group" aria-label={name}>
        <table data-testid={id}>
          <thead><tr><th scope="col">Rule</th><th scope="col" className="n">Found</th><th scope="col" className="n">Has to be</th><th scope="col">Kept</th></tr></thead>
          <tbody>
            {rows.map(({ rule, found, limit, holds }, i) => (
              <tr key={i}>
                <th scope="row">{rule}</th>
                <td className="n">{found}</td>
                <td className="n">{limit}</td>
                <td>{holds ? '✓ kept' : '✗ broken'}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}
