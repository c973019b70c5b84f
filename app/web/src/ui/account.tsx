// An address: short to read, whole for those who point at it, copy it or hear it.

import { short } from '../format/words';

export function Account({ at, name }: { at: string; name?: string | null }) {
  return (
    <span className="account">
      {name && <span>{name} </span>}
      <code title={at} aria-label={`account ${at}`}>{short(at)}</code>
    </span>
  );
}
