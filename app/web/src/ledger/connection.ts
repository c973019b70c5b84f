// One RPC server: requests that end in time, and accounts by the dozen.

import {
  type Address, type Rpc, type SolanaRpcApi, createSolanaRpc, getBase64Encoder,
} from '@solana/kit';
import { LedgerError, fromRequest } from './error';

/** An account as the ledger has it. */
export interface RawAccount {
  address: Address;
  owner: Address;
  lamports: bigint;
  data: Uint8Array;
}

export interface Connection {
  url: string;
  rpc: Rpc<SolanaRpcApi>;
  /** What wallets call the ledger, such as `solana:mainnet`. */
  chain: `solana:${string}`;
}

/** A request ends after this (milliseconds). */
const PATIENCE = 8_000;
/** Most accounts in one request. */
const BATCH = 100;

const CHAINS: Record<string, `solana:${string}`> = {
  '5eykt4UsFv8P8NJdTREpY1vzqKqZKvdp': 'solana:mainnet',
  EtWTRABZaYq6iMfeYKouRu166VU2xqa1: 'solana:devnet',
  '4uhcVJyU9pJkvQyS88uRDiswHSCkkjge': 'solana:testnet',
};

/** Opens a connection; asks the server which ledger it serves. */
export async function connect(url: string): Promise<Connection> {
  if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol)) {
    const words = `“${url}” is not the address of an RPC server. Write ?rpc=https://… in the page's address.`;
    throw new LedgerError('address', words);
  }
  const rpc = createSolanaRpc(url);
  const genesis = await request({ url }, (options) => rpc.getGenesisHash().send(options));
  return { url, rpc, chain: CHAINS[genesis.slice(0, 32)] ?? 'solana:localnet' };
}

/** Makes a request that ends in time and fails in words. */
export async function request<T>(
  at: { url: string },
  send: (options: { abortSignal: AbortSignal }) => Promise<T>,
): Promise<T> {
  try {
    return await send({ abortSignal: AbortSignal.timeout(PATIENCE) });
  } catch (error) {
    throw fromRequest(error, at.url);
  }
}

/** The accounts at these addresses, and the slot they were read at; `null` where there is none. */
export async function accounts(
  connection: Connection,
  addresses: readonly Address[],
): Promise<{ slot: bigint; at: Map<Address, RawAccount> }> {
  const distinct = [...new Set(addresses)];
  const at = new Map<Address, RawAccount>();
  let slot = 0n;
  for (let from = 0; from < distinct.length; from += BATCH) {
    const batch = distinct.slice(from, from + BATCH);
    const { context, value } = await request(connection, (options) =>
      connection.rpc
        .getMultipleAccounts(batch, { encoding: 'base64', commitment: 'confirmed' })
        .send(options),
    );
    slot = context.slot;
    value.forEach((account, i) => {
      if (!account) return;
      const data = getBase64Encoder().encode(account.data[0]) as Uint8Array;
      const found = { address: batch[i]!, owner: account.owner, lamports: account.lamports, data };
      at.set(batch[i]!, found);
    });
  }
  return { slot, at };
}
