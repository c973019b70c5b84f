// Something the reader should know, said where screen readers say it too.

import type { ReactNode } from 'react';

export function Notice({ kind, title, children }: {
  kind: 'problem' | 'done' | 'hint';
  title?: string;
  children: ReactNode;
}) {
  return (
    <div className={`notice ${kind}`} role={kind === 'problem' ? 'alert' : 'status'}>
      {title && <strong>{title}</strong>}
      <p>{children}</p>
    </div>
  );
}
