// Parts of a whole in one bar, each with its name and share: never by colour alone.

import { share } from '../format/amount';

export interface Part {
  name: string;
  /** A kind of tranche; gives the colour. */
  kind: number;
  bps: number;
}

export function Whole({ title, parts }: { title: string; parts: readonly Part[] }) {
  let from = 0;
  const placed = parts.map((part) => {
    const at = from;
    from += part.bps;
    return { ...part, at };
  });
  const words = parts.map((part) => `${part.name} ${share(part.bps)}`).join(', ');
  return (
    <figure className="whole-bar">
      <svg viewBox="0 0 10000 320" preserveAspectRatio="none" role="img" aria-label={`${title}: ${words}`}>
        {placed.map((part, i) => <rect key={i} className={`kind-${part.kind}`} x={part.at} width={part.bps} height="320" />)}
      </svg>
      <figcaption className="legend">
        {parts.map((part, i) => (
          <span key={i}><i className={`kind-${part.kind}`} />{part.name} <b>{share(part.bps)}</b></span>
        ))}
      </figcaption>
    </figure>
  );
}
