// Taking part: what a deposit would get, putting money in, taking it out.

import { useState } from 'react';
import { AmountError, amount, parseAmount } from '../../format/amount';
import { moment } from '../../format/time';
import { GATES } from '../../format/words';
import { isWrappedSol } from '../../ledger/tokens';
import type { LaunchView } from '../../ledger/launch';
import type { Mine } from '../../ledger/mine';
import type { Moment } from '../../rules/sale';
import { contribute, withdraw } from '../../transactions/sale';
import { ActionButton } from '../review/action-button';
import { useReview } from '../review/review';
import { Panel } from '../../ui/panel';
import { Preview } from './preview';
import { ladderOf, perToken } from './prices';

interface Props {
  view: LaunchView;
  mine: Mine | null;
  at: Moment;
  now: bigint;
}

export function Contribute({ view, mine, at }: Props) {
  const { launch, quote } = view;
  const money = (units: bigint) => amount(units, quote.decimals);
  if (at.phase !== 'Open') {
    const words = at.phase === 'Sealed' || at.phase === 'Draft'
      ? `Contributions are taken from ${moment(launch.opensAt)} on.`
      : 'The sale is over. What is yours is on the page “Claim”.';
    return (
      <Panel title="Take part">
        <p>{words}</p>
        {mine?.contribution && <Preview view={view} mine={mine} added={0n} tick={mine.contribution.tick} />}
      </Panel>
    );
  }
  return (
    <Panel
      title="Take part"
      lead={<>{GATES[launch.gate]} From {money(launch.walletMin)} to {money(launch.walletMax)} quote tokens a wallet.</>}
    >
      {mine ? (
        <>
          <Form view={view} mine={mine} at={at} />
          {mine.contribution && <TakeOut view={view} mine={mine} at={at} />}
        </>
      ) : (
        <p>Connect a wallet to take part. Looking needs none.</p>
      )}
    </Panel>
  );
}

function Form({ view, mine, at }: { view: LaunchView; mine: Mine; at: Moment }) {
  const { launch, quote } = view;
  const [text, setText] = useState('');
  const [chosen, setChosen] = useState(0);
  const { start } = useReview();
  const tick = mine.contribution ? mine.contribution.tick : chosen;
  const wraps = isWrappedSol(quote);
  const has = mine.quote + (wraps ? mine.lamports : 0n);
  const { units, problem } = read(text, quote.decimals, has);
  const [asked, setAsked] = useState(false);

  const submit = () => {
    setAsked(true);
    if (units === null) return;
    start(() => contribute(view, mine, { amount: units, tick }));
  };

  if (launch.gate === 2) {
    return <p>Contributions need a second signature, from <code>{launch.gateKey}</code>. Ask there for the page to use.</p>;
  }
  if (launch.gate === 1 && !mine.allowance) {
    return <p>Your wallet is not on the list, or this host has no files of it: they belong into <code>lists/{view.address}/</code>.</p>;
  }
  return (
    <form onSubmit={(event) => { event.preventDefault(); submit(); }} noValidate>
      {launch.rule === 2 && <Bids view={view} tick={tick} fixed={mine.contribution !== null} onChoose={setChosen} />}
      <label htmlFor="amount">Amount to add, in quote tokens</label>
      <input
        id="amount" inputMode="decimal" autoComplete="off" value={text}
        aria-invalid={asked && problem !== null} aria-describedby="amount-hint"
        onChange={(event) => { setText(event.target.value); setAsked(false); }}
      />
      <p id="amount-hint" className="note">
        You have {amount(mine.quote, quote.decimals)}{wraps && <> wrapped and {amount(mine.lamports, quote.decimals)} SOL, of which what is missing is wrapped</>}.
        {!at.mayWithdraw && ' Withdrawals have ended: what you put in now stays in until the sale settles or fails.'}
      </p>
      {asked && problem && <p className="wrong" role="alert">{problem}</p>}
      <Preview view={view} mine={mine} added={units ?? 0n} tick={tick} />
      <button type="submit">Contribute</button>
    </form>
  );
}

function read(text: string, decimals: number, most?: bigint): { units: bigint | null; problem: string | null } {
  try {
    const units = parseAmount(text, decimals);
    if (most !== undefined && units > most) {
      throw new AmountError(`That is more than the ${amount(most, decimals)} that you have. Write less, or send your wallet more.`);
    }
    return { units, problem: null };
  } catch (error) {
    if (error instanceof AmountError) return { units: null, problem: error.message };
    throw error;
  }
}

function Bids({ view, tick, fixed, onChoose }: {
  view: LaunchView;
  tick: number;
  fixed: boolean;
  onChoose: (tick: number) => void;
}) {
  const { ticks } = ladderOf(view);
  return (
    <>
      <label htmlFor="bid">Highest price you would pay for a token</label>
      <select id="bid" value={tick} disabled={fixed} onChange={(event) => onChoose(Number(event.target.value))}>
        {ticks.map((price, i) => <option key={i} value={i}>{perToken(view, price)} quote tokens</option>)}
      </select>
      {fixed && <p className="note">Your contribution bids at this price. To bid at another, take it all out first.</p>}
    </>
  );
}

function TakeOut({ view, mine, at }: { view: LaunchView; mine: Mine; at: Moment }) {
  const { contribution } = mine;
  const [text, setText] = useState('');
  const decimals = view.quote.decimals;
  if (!contribution) return null;
  if (!at.mayWithdraw) return <p className="note">Withdrawals have ended: what is in stays in until the sale settles or fails.</p>;
  const { units } = read(text, decimals);
  const all = contribution.amount;
  return (
    <div className="take-out">
      <h3>Take money back</h3>
      <label htmlFor="back">Amount to take out; empty for all of it</label>
      <input id="back" inputMode="decimal" autoComplete="off" value={text} onChange={(event) => setText(event.target.value)} />
      <ActionButton quiet build={() => withdraw(view, mine.accounts, contribution, text.trim() === '' ? all : units ?? parseAmount(text, decimals))}>
        Withdraw
      </ActionButton>
    </div>
  );
}
