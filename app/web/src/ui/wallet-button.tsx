// Connects one of the browser's wallets, or shows which one is.

import { short } from '../format/words';
import type { WalletState } from '../wallet/use-wallet';
import { Shortened } from './account';

export function WalletButton({ state }: { state: WalletState }) {
  const { wallets, connected, connect, disconnect } = state;
  if (connected) {
    return (
      <div className="wallet">
        <Shortened whole={connected.account.address} brief={short(connected.account.address)} says={`wallet ${connected.account.address}`} />
        <button type="button" className="quiet" onClick={disconnect}>Disconnect</button>
      </div>
    );
  }
  if (wallets.length === 0) {
    return <p className="wallet hint">No Solana wallet in this browser. Install one to take part; reading needs none.</p>;
  }
  return (
    <div className="wallet">
      {wallets.map((wallet) => (
        <button type="button" key={wallet.name} onClick={() => void connect(wallet)}>
          Connect {wallet.name}
        </button>
      ))}
    </div>
  );
}
