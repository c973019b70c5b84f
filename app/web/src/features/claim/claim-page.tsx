// What this wallet can claim, refund, vest or offer, from all four programs.

import type { PageProps } from '../launch/launch-page';
import { Panel } from '../../ui/panel';
import { timelineOf } from '../../ui/header';
import { useNow } from '../../ui/use-now';
import { AirdropClaim } from './airdrop-claim';
import { GrantClaim } from './grant-claim';
import { SaleClaim } from './sale-claim';
import { TenderOffers } from './tender-offers';
import { Balances } from './balances';
import { OpenGrant } from './open-grant';

export function ClaimPage({ view, mine, readAt }: PageProps) {
  const now = useNow(view.now, readAt);
  if (!mine) {
    return (
      <Panel title="What is yours">
        <p>Connect a wallet to see what it can claim. The page only reads until you sign something.</p>
      </Panel>
    );
  }
  const at = timelineOf(view, now);
  const nothing = !mine.contribution && mine.grants.length === 0 && mine.leaves.length === 0 && mine.offers.length === 0;
  return (
    <>
      <Balances view={view} mine={mine} />
      <div className="columns even">
        {mine.contribution && <SaleClaim view={view} mine={mine} contribution={mine.contribution} at={at} />}
        {mine.leaves.map((leaf) => <AirdropClaim key={`${leaf.at}-${leaf.leaf.index}`} view={view} mine={mine} leaf={leaf} now={now} />)}
        {mine.grants.map((grant) => <GrantClaim key={grant.grant?.address ?? grant.at} view={view} mine={mine} grant={grant} now={now} />)}
        {view.tenders.map((tender) => <TenderOffers key={tender.address} view={view} mine={mine} tender={tender} now={now} />)}
        <OpenGrant view={view} mine={mine} />
      </div>
      {nothing && <Panel title="Nothing to claim"><p>This wallet has no contribution, no grant, no offer and no place on a list of this launch.</p></Panel>}
      {mine.unsearched.length > 0 && (
        <Panel title="Grants that were passed on to you">
          <p>The RPC server does not search accounts, so a grant that another wallet passed on to you cannot be found here ({mine.unsearched.join(', ')}). Name another server in the address with ?rpc=, or use <code>groundswell vest withdraw</code>.</p>
        </Panel>
      )}
      {mine.missingLists.length > 0 && (
        <Panel title="Lists that are not here">
          <p>This host does not have the files of {mine.missingLists.length === 1 ? 'a list' : 'some lists'} of the airdrop, so the page cannot tell whether you are on it. Whoever runs the page puts them into:</p>
          <ul>{mine.missingLists.map((at) => <li key={at}><code className="whole">lists/{at}/</code></li>)}</ul>
        </Panel>
      )}
    </>
  );
}
