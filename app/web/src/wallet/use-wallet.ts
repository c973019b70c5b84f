// The wallets of this browser, and the one that is connected.

import { useCallback, useEffect, useState } from 'react';
import { type Connected, type SolanaWallet, connectWallet, onWallets, solanaWallets } from './standard';

export function useWallet() {
  const [wallets, setWallets] = useState<SolanaWallet[]>(solanaWallets);
  const [connected, setConnected] = useState<Connected | null>(null);
  const [problem, setProblem] = useState<string | null>(null);

  useEffect(() => onWallets(() => setWallets(solanaWallets())), []);

  const connect = useCallback(async (wallet: SolanaWallet) => {
    setProblem(null);
    try {
      setConnected(await connectWallet(wallet));
    } catch (error) {
      setProblem(error instanceof Error ? error.message : String(error));
    }
  }, []);

  const disconnect = useCallback(() => {
    // The page forgets the account whether or not the wallet can.
    void connected?.wallet.features['standard:disconnect']?.disconnect().catch(() => undefined);
    setConnected(null);
  }, [connected]);

  return { wallets, connected, problem, connect, disconnect };
}

export type WalletState = ReturnType<typeof useWallet>;
