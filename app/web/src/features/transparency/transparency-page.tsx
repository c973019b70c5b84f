// The audit in the browser: every number with the account it comes from.

import type { PageProps } from '../launch/launch-page';
import { Books } from './books';
import { Bounds } from './bounds';
import { Lists } from './lists';
import { Locks } from './locks';
import { Receipts } from './receipts';
import { Supply } from './supply';

export function TransparencyPage({ view }: PageProps) {
  return (
    <>
      <Supply view={view} />
      <Bounds view={view} />
      <Books view={view} />
      <Locks view={view} />
      <Lists view={view} />
      <Receipts view={view} />
    </>
  );
}
