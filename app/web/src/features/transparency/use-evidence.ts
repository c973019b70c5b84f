// The audit's evidence, read when its page is opened and again from time to time.

import { useEffect, useState } from 'react';
import type { Address } from '@solana/kit';
import { placeOf } from '../../address-bar';
import { connect } from '../../ledger/connection';
import { type Evidence, readEvidence } from '../../ledger/evidence';

/** Between two readings (milliseconds): a server has to search for it. */
const PAUSE = 20_000;

export interface Found {
  evidence: Evidence | null;
  /** Why there is none, or why it may be old. */
  problem: string | null;
}

export function useEvidence(launch: Address): Found {
  const [found, setFound] = useState<Found>({ evidence: null, problem: null });
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let over = false;
    const { rpc } = placeOf(window.location.search);
    const loop = async () => {
      try {
        const evidence = await readEvidence(await connect(rpc), launch);
        if (!over) setFound({ evidence, problem: null });
      } catch (error) {
        const problem = error instanceof Error ? error.message : String(error);
        if (!over) setFound((before) => ({ ...before, problem }));
      }
      if (!over) timer = setTimeout(loop, PAUSE);
    };
    void loop();
    return () => {
      over = true;
      clearTimeout(timer);
    };
  }, [launch]);
  return found;
}
