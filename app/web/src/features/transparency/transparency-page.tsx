// The audit in the browser: every number with the account it comes from.

import { Notice } from '../../ui/notice';
import { Panel } from '../../ui/panel';
import type { PageProps } from '../launch/launch-page';
import { Books } from './books';
import { Bounds } from './bounds';
import { Lists } from './lists';
import { Locks } from './locks';
import { Receipts } from './receipts';
import { Supply } from './supply';
import { Terms } from './terms';
import { useEvidence } from './use-evidence';

export function TransparencyPage({ view }: PageProps) {
  const { evidence, problem } = useEvidence(view.address);
  return (
    <>
      {problem && (
        <Notice kind="problem" title={evidence ? 'Supply and vaults may be old' : 'Supply and vaults cannot be shown'}>{problem}</Notice>
      )}
      {evidence && <Supply evidence={evidence} />}
      {!evidence && !problem && <Panel wide title="Supply by tranche over time"><p role="status">Reading grants, lists and vaults …</p></Panel>}
      <Bounds view={view} />
      <Terms view={view} />
      {evidence && <Books evidence={evidence} />}
      <Locks view={view} />
      <Lists view={view} />
      <Receipts view={view} />
    </>
  );
}
