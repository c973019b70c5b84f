// A part of a page with a heading of its own.

import { type ReactNode, useId } from 'react';

export function Panel({ title, lead, wide, children }: {
  title: string;
  lead?: ReactNode;
  wide?: boolean;
  children: ReactNode;
}) {
  const id = useId();
  return (
    <section className={wide ? 'panel wide' : 'panel'} aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      {lead && <p className="lead">{lead}</p>}
      {children}
    </section>
  );
}

/** A number with what it is, and what it means. */
export function Card({ title, children, note }: { title: string; children: ReactNode; note?: ReactNode }) {
  return (
    <div className="card">
      <h3>{title}</h3>
      <p className="number">{children}</p>
      {note && <p className="note">{note}</p>}
    </div>
  );
}
