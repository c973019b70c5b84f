// A launch and a wallet, read again and again. What was read stays on the page while the server is
// slow, and the page says so.

import { useCallback, useRef, useState } from 'react';
import type { Address } from '@solana/kit';
import { type Connection, connect } from './connection';
import { type LaunchView, readLaunch } from './launch';
import { type Mine, readMine } from './mine';
import { useRepeated } from './use-repeated';

/** Between two readings (milliseconds). */
const PAUSE = 3_000;

export interface Ledger {
  connection: Connection | null;
  view: LaunchView | null;
  mine: Mine | null;
  problem: Error | null;
  /** When `view` was read, by this computer (milliseconds). */
  readAt: number;
  /** Reads now, and resolves once it has. */
  refresh: () => Promise<void>;
}

export function useLedger(rpc: string, launch: string, wallet: Address | null): Ledger {
  const [state, setState] = useState<Omit<Ledger, 'refresh'>>({
    connection: null, view: null, mine: null, problem: null, readAt: 0,
  });
  const connection = useRef<Connection | null>(null);
  const reading = useRef<symbol>(undefined);

  const refresh = useCallback(async () => {
    const mark = Symbol('reading');
    reading.current = mark;
    try {
      connection.current ??= await connect(rpc);
      const view = await readLaunch(connection.current, launch);
      const mine = wallet ? await readMine(connection.current, view, wallet) : null;
      // A later reading has begun: it knows better.
      if (reading.current !== mark) return;
      setState({ connection: connection.current, view, mine, problem: null, readAt: Date.now() });
    } catch (error) {
      if (reading.current !== mark) return;
      const problem = error instanceof Error ? error : new Error(String(error));
      setState((before) => ({ ...before, problem }));
    }
  }, [rpc, launch, wallet]);

  useRepeated(refresh, PAUSE);

  return { ...state, refresh };
}
