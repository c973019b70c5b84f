// From a button to the ledger: build, simulate, explain, sign, send, tell.

import { type ReactNode, createContext, useCallback, useContext, useEffect, useRef, useState } from 'react';
import type { Ledger } from '../../ledger/use-ledger';
import type { Action } from '../../transactions/action';
import { type Explanation, explain } from '../../transactions/explain';
import { namesOf } from '../../transactions/names';
import { type Prepared, prepare } from '../../transactions/prepare';
import { UnsureError, signAndSend } from '../../transactions/send';
import { type Connected, requireChain } from '../../wallet/standard';
import { Explained } from './explained';

type State =
  | { step: 'idle' }
  | { step: 'preparing' }
  | { step: 'ready' | 'signing'; action: Action; prepared: Prepared; explanation: Explanation }
  | { step: 'done'; action: Action; signature: string }
  | { step: 'failed'; words: string; signature?: string };

interface Review {
  /** Whether there is a wallet to sign with. */
  canSign: boolean;
  /** Prepares an action and shows it to the reader. */
  start: (build: () => Promise<Action> | Action) => void;
}

const ReviewContext = createContext<Review>({ canSign: false, start: () => undefined });

export const useReview = () => useContext(ReviewContext);

const wordsOf = (error: unknown) => (error instanceof Error ? error.message : String(error));

export function ReviewProvider({ ledger, connected, children }: {
  ledger: Ledger;
  connected: Connected | null;
  children: ReactNode;
}) {
  const [state, setState] = useState<State>({ step: 'idle' });
  const { connection, view, mine, refresh } = ledger;

  const start = useCallback(async (build: () => Promise<Action> | Action) => {
    if (!connection || !view || !mine || !connected) return;
    setState({ step: 'preparing' });
    try {
      requireChain(connected, connection.chain);
      const action = await build();
      const { wallet } = mine.accounts;
      const prepared = await prepare(connection, wallet, action.instructions, action.watched);
      const units = { base: view.base.decimals, quote: view.quote.decimals };
      const explanation = explain(prepared.transaction, namesOf(view, mine.accounts), units);
      setState({ step: 'ready', action, prepared, explanation });
    } catch (error) {
      setState({ step: 'failed', words: wordsOf(error) });
    }
  }, [connection, view, mine, connected]);

  const confirm = useCallback(async () => {
    if (state.step !== 'ready' || !connection || !connected) return;
    setState({ ...state, step: 'signing' });
    try {
      const signature = await signAndSend(connection, connected, state.prepared);
      await refresh();
      setState({ step: 'done', action: state.action, signature });
    } catch (error) {
      const unsure = error instanceof UnsureError ? { signature: error.signature } : {};
      setState({ step: 'failed', words: wordsOf(error), ...unsure });
    }
  }, [state, connection, connected, refresh]);

  return (
    <ReviewContext value={{ canSign: Boolean(mine && connected), start: (build) => void start(build) }}>
      {children}
      {state.step !== 'idle' && (
        <Dialog state={state} onConfirm={() => void confirm()} onClose={() => setState({ step: 'idle' })} />
      )}
    </ReviewContext>
  );
}

function Dialog({ state, onConfirm, onClose }: {
  state: Exclude<State, { step: 'idle' }>;
  onConfirm: () => void;
  onClose: () => void;
}) {
  const dialog = useRef<HTMLDialogElement>(null);
  // Closing a modal dialog gives the focus back to the button that opened it.
  useEffect(() => {
    const element = dialog.current!;
    element.showModal();
    return () => element.close();
  }, []);

  return (
    <dialog ref={dialog} aria-labelledby="review-title" onCancel={onClose}>
      <div aria-live="polite">
        {state.step === 'preparing' && (
          <>
            <h2 id="review-title">Preparing …</h2>
            <p>The transaction is tried on the ledger without being sent.</p>
          </>
        )}
        {(state.step === 'ready' || state.step === 'signing') && (
          <>
            <h2 id="review-title">{state.action.title}</h2>
            <Explained explanation={state.explanation} prepared={state.prepared} />
          </>
        )}
        {state.step === 'done' && (
          <>
            <h2 id="review-title">Done: {state.action.title.toLowerCase()}</h2>
            <p>The ledger has confirmed it. Its signature is</p>
            <p><code className="whole" data-testid="signature">{state.signature}</code></p>
          </>
        )}
        {state.step === 'failed' && (
          <>
            <h2 id="review-title">{state.signature ? 'It may have been done' : 'It was not done'}</h2>
            <p role="alert">{state.words}</p>
            {state.signature && <p><code className="whole" data-testid="signature">{state.signature}</code></p>}
          </>
        )}
      </div>
      <div className="buttons">
        {(state.step === 'ready' || state.step === 'signing') && (
          <button type="button" onClick={onConfirm} disabled={state.step === 'signing'}>
            {state.step === 'signing' ? 'Waiting for wallet and ledger …' : 'Sign in the wallet'}
          </button>
        )}
        <button type="button" className="quiet" onClick={onClose} disabled={state.step === 'signing'}>
          {state.step === 'ready' ? 'Do not sign' : 'Close'}
        </button>
      </div>
    </dialog>
  );
}
