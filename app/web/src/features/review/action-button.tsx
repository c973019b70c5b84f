// A button that begins a transaction.

import type { ReactNode } from 'react';
import type { Action } from '../../transactions/action';
import { useReview } from './review';

export function ActionButton({ build, quiet, children }: {
  build: () => Promise<Action> | Action;
  quiet?: boolean;
  children: ReactNode;
}) {
  const { canSign, start } = useReview();
  return (
    <button
      type="button"
      className={quiet ? 'quiet' : undefined}
      disabled={!canSign}
      title={canSign ? undefined : 'Connect a wallet first'}
      onClick={() => start(build)}
    >
      {children}
    </button>
  );
}
