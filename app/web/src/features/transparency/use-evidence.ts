// The audit's evidence, read when its page is opened and again from time to time.

import { useCallback, useRef, useState } from 'react';
import type { Address } from '@solana/kit';
import { placeOf } from '../../address-bar';
import { type Connection, connect } from '../../ledger/connection';
import { type Evidence, readEvidence } from '../../ledger/evidence';
import { useRepeated } from '../../ledger/use-repeated';

/** Between two readings (milliseconds): a server has to search for it. */
const PAUSE = 20_000;

export interface Found {
  evidence: Evidence | null;
  /** Why there is none, or why it may be old. */
  problem: string | null;
}

export function useEvidence(launch: Address): Found {
  const [found, setFound] = useState<Found>({ evidence: null, problem: null });
  const connection = useRef<Connection | null>(null);
  const latest = useRef(launch);
  latest.current = launch;
  const read = useCallback(async () => {
    try {
      connection.current ??= await connect(placeOf(window.location.search).rpc);
      const evidence = await readEvidence(connection.current, launch);
      if (latest.current === launch) setFound({ evidence, problem: null });
    } catch (error) {
      const problem = error instanceof Error ? error.message : String(error);
      if (latest.current === launch) setFound((before) => ({ ...before, problem }));
    }
  }, [launch]);
  useRepeated(read, PAUSE);
  return found;
}
