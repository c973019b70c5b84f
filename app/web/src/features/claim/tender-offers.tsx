// Selling to the buyback: a tender, the offers of one's own, what came of them.

import { useState } from 'react';
import { AmountError, amount, parseAmount, share } from '../../format/amount';
import { moment } from '../../format/time';
import type { Offer, Tender } from '../../client/buyback';
import type { At, LaunchView } from '../../ledger/launch';
import type { Mine } from '../../ledger/mine';
import { fillOf, tickOf, tickPrice } from '../../rules/mandate';
import { collect, makeOffer, withdrawOffer } from '../../transactions/buyback';
import { Panel } from '../../ui/panel';
import { perToken } from '../launch/prices';
import { ActionButton } from '../review/action-button';
import { useReview } from '../review/review';

export function TenderOffers({ view, mine, tender, now }: {
  view: LaunchView;
  mine: Mine;
  tender: At<Tender>;
  now: bigint;
}) {
  const { mandate } = view;
  const offers = mine.offers.filter((offer) => offer.data.tender === tender.address);
  // Of one that is over, only offers that wait to be collected are worth telling.
  if (!mandate || (offers.length === 0 && tender.address !== view.tender?.address)) return null;
  const open = now < tender.data.freezesAt && !tender.data.isCleared;
  const lead = tender.data.isCleared
    ? 'The tender is cleared: everyone who was taken is paid the same price.'
    : open
      ? `The vault buys the cheapest offers first, at one price for all. Offer until ${moment(tender.data.freezesAt)}.`
      : now < tender.data.closesAt
        ? `Offers stand until ${moment(tender.data.closesAt)}; then anyone can clear the tender.`
        : 'The tender is over. On the page “Launch” anyone can clear it: then everyone who was taken is paid.';
  return (
    <Panel title={`Buyback, cycle ${tender.data.cycle}`} lead={lead}>
      {open && <OfferForm view={view} mine={mine} />}
      {offers.map((offer) => (
        <div className="offer" key={offer.address}>
          <p>
            You offered <strong>{amount(offer.data.amount, view.base.decimals)} tokens</strong> at{' '}
            {share((offer.data.tick + 1) * mandate.tickBps)} of the sale’s price.
          </p>
          {open && <ActionButton quiet build={() => withdrawOffer(view, mine.accounts, offer)}>Take the offer back</ActionButton>}
          {tender.data.isCleared && (
            <>
              <Filled view={view} tender={tender.data} offer={offer.data} />
              <ActionButton build={() => collect(view, mine.accounts, tender, offer)}>Collect from the tender</ActionButton>
            </>
          )}
        </div>
      ))}
    </Panel>
  );
}

function Filled({ view, tender, offer }: { view: LaunchView; tender: Tender; offer: Offer }) {
  const { mandate } = view;
  const fill = fillOf(tender, offer.amount, offer.tick, mandate!.smallLimit, mandate!.referenceBase);
  if (!fill) return null;
  return (
    <dl className="preview" data-testid="fill">
      <div><dt>Bought</dt><dd>{amount(fill.taken, view.base.decimals)} tokens</dd></div>
      <div><dt>Paid</dt><dd className="strong">{amount(fill.paid, view.quote.decimals)} quote tokens</dd></div>
      <div><dt>Given back</dt><dd>{amount(fill.returned, view.base.decimals)} tokens</dd></div>
    </dl>
  );
}

function OfferForm({ view, mine }: { view: LaunchView; mine: Mine }) {
  const mandate = view.mandate!;
  const { start } = useReview();
  const count = Math.floor(mandate.ceilingBps / mandate.tickBps);
  const prices = Array.from({ length: count }, (_, i) => (count - i) * mandate.tickBps);
  const [priceBps, setPriceBps] = useState(prices[0] ?? 0);
  const [text, setText] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const grid = { quote: mandate.referenceQuote, base: mandate.referenceBase, ...mandate };
  const priceAt = (bps: number) => tickPrice(grid, tickOf(bps, mandate) ?? 0) ?? 0n;

  const submit = () => {
    try {
      const units = parseAmount(text, view.base.decimals);
      setProblem(null);
      start(() => makeOffer(view, mine.accounts, view.tender!.address, { tick: tickOf(priceBps, mandate)!, priceBps, amount: units }));
    } catch (error) {
      if (!(error instanceof AmountError)) throw error;
      setProblem(error.message);
    }
  };

  return (
    <form onSubmit={(event) => { event.preventDefault(); submit(); }} noValidate>
      <label htmlFor="ask">Lowest price you would take for a token</label>
      <select id="ask" value={priceBps} onChange={(event) => setPriceBps(Number(event.target.value))}>
        {prices.map((bps) => <option key={bps} value={bps}>{perToken(view, priceAt(bps), mandate.referenceBase)} ({share(bps)} of the sale’s price)</option>)}
      </select>
      <label htmlFor="offer">Tokens to offer</label>
      <input id="offer" inputMode="decimal" autoComplete="off" value={text} onChange={(event) => setText(event.target.value)} aria-describedby="offer-hint" />
      <p id="offer-hint" className="note">You have {amount(mine.base, view.base.decimals)}. What is not bought comes back.</p>
      {problem && <p className="wrong" role="alert">{problem}</p>}
      <button type="submit">Offer tokens</button>
    </form>
  );
}
