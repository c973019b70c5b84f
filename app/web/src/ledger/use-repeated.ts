// Work that is done again and again while a page is open.

import { useEffect } from 'react';

/** Does `work` at once, and again `pause` (milliseconds) after each time that it was done. */
export function useRepeated(work: () => Promise<void>, pause: number): void {
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let over = false;
    const loop = async () => {
      await work();
      if (!over) timer = setTimeout(loop, pause);
    };
    void loop();
    return () => {
      over = true;
      clearTimeout(timer);
    };
  }, [work, pause]);
}
