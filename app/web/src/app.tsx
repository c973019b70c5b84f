// The frame: which page, which wallet, what the ledger says.

import { useEffect, useState } from 'react';
import { type Address, isAddress } from '@solana/kit';
import { PAGES, type Page, pageOf } from './address-bar';
import { ClaimPage } from './features/claim/claim-page';
import { LaunchPage } from './features/launch/launch-page';
import { ReviewProvider } from './features/review/review';
import { TransparencyPage } from './features/transparency/transparency-page';
import { Start } from './features/start';
import { useLedger } from './ledger/use-ledger';
import { Header } from './ui/header';
import { Notice } from './ui/notice';
import { WalletButton } from './ui/wallet-button';
import { useWallet } from './wallet/use-wallet';

const TITLES: Record<Page, string> = { launch: 'Launch', claim: 'Claim', transparency: 'Transparency' };

export function App({ rpc, launch }: { rpc: string; launch: string | null }) {
  return launch ? <LaunchApp rpc={rpc} launch={launch} /> : <Start rpc={rpc} />;
}

function usePage(): Page {
  const [page, setPage] = useState(() => pageOf(window.location.hash));
  useEffect(() => {
    const changed = () => setPage(pageOf(window.location.hash));
    window.addEventListener('hashchange', changed);
    return () => window.removeEventListener('hashchange', changed);
  }, []);
  useEffect(() => void (document.title = `${TITLES[page]} · Groundswell`), [page]);
  return page;
}

function LaunchApp({ rpc, launch }: { rpc: string; launch: string }) {
  const page = usePage();
  const wallet = useWallet();
  const account = wallet.connected?.account.address;
  const ledger = useLedger(rpc, launch, account && isAddress(account) ? (account as Address) : null);
  const { view } = ledger;
  const shared = view && { view, mine: ledger.mine, readAt: ledger.readAt };

  return (
    <ReviewProvider ledger={ledger} connected={wallet.connected}>
      <a className="skip" href="#main">Skip to the content</a>
      <Header view={view} readAt={ledger.readAt} page={page} titles={TITLES} pages={PAGES}>
        <WalletButton state={wallet} />
      </Header>
      <main id="main" tabIndex={-1}>
        {wallet.problem && <Notice kind="problem" title="The wallet did not connect">{wallet.problem}</Notice>}
        {ledger.problem && (
          <Notice kind="problem" title={view ? 'What you see may be old' : 'The launch cannot be shown'}>
            {ledger.problem.message}
          </Notice>
        )}
        {!view && !ledger.problem && <p className="empty" role="status">Reading the launch from {rpc} …</p>}
        {shared && page === 'launch' && <LaunchPage {...shared} />}
        {shared && page === 'claim' && <ClaimPage {...shared} />}
        {shared && page === 'transparency' && <TransparencyPage {...shared} />}
      </main>
      <footer>
        <p>
          Everything here was read from the ledger by way of <code>{rpc}</code>
          {view && <> at slot {view.slot.toLocaleString('en')}</>}, and computed by the programs’ own rules.
          The programs are not audited: do not put real money in them.
        </p>
      </footer>
    </ReviewProvider>
  );
}
