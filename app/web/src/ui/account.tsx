// An address: short to read, whole for those who press it, point at it, or hear it.

import { useState } from 'react';
import { short } from '../format/words';

export function Account({ at, name }: { at: string; name?: string | null }) {
  return (
    <span className="account">
      {name && <span>{name} </span>}
      <Shortened whole={at} says={`account ${at}`} brief={short(at)} />
    </span>
  );
}

/** A text that is too long for its place, until somebody wants all of it. */
export function Shortened({ whole, brief, says }: { whole: string; brief: string; says: string }) {
  const [isWhole, setIsWhole] = useState(false);
  return (
    <button type="button" className="shortened" aria-expanded={isWhole} aria-label={says} title={whole} onClick={() => setIsWhole(!isWhole)}>
      <code className={isWhole ? 'whole' : ''}>{isWhole ? whole : brief}</code>
    </button>
  );
}
