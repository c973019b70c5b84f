// The ledger's time between two readings.

import { useEffect, useState } from 'react';

/** `now` as it was read at `readAt`, and a second later each second. */
export function useNow(now: bigint, readAt: number): bigint {
  const [passed, setPassed] = useState(0);
  useEffect(() => {
    const update = () => setPassed(Math.max(0, Math.floor((Date.now() - readAt) / 1000)));
    update();
    const timer = setInterval(update, 1000);
    return () => clearInterval(timer);
  }, [readAt]);
  return now + BigInt(passed);
}
