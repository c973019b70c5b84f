// Grants that were passed on. Their addresses name the wallet they were made to, so whoever has one
// now has to search for it.

import type { Address, Base58EncodedBytes } from '@solana/kit';
import { VESTING_PROGRAM_ADDRESS, getGrantSize } from '../client/vesting';
import { type Connection, request } from './connection';
import { LedgerError } from './error';

/** Where a grant's account names its plan and its recipient (bytes from its start). */
const PLAN = 8n;
const RECIPIENT = 40n;
/** So long an answer is good (milliseconds): servers are slow to search. */
const FRESH = 60_000;

const answers = new Map<string, { until: number; found: Promise<Address[] | null> }>();

/** The grants of `plan` that are `wallet`'s now; `null` if the server does not search. */
export function grantsHeld(connection: Connection, plan: Address, wallet: Address): Promise<Address[] | null> {
  const key = [connection.url, plan, wallet].join();
  const known = answers.get(key);
  if (known && known.until > Date.now()) return known.found;
  const found = search(connection, plan, wallet);
  answers.set(key, { until: Date.now() + FRESH, found });
  return found;
}

async function search(connection: Connection, plan: Address, wallet: Address): Promise<Address[] | null> {
  const names = (offset: bigint, of: Address) =>
    ({ memcmp: { offset, bytes: of as string as Base58EncodedBytes, encoding: 'base58' as const } });
  try {
    const accounts = await request(connection, (options) =>
      connection.rpc
        .getProgramAccounts(VESTING_PROGRAM_ADDRESS, {
          commitment: 'confirmed', encoding: 'base64', dataSlice: { offset: 0, length: 0 },
          filters: [{ dataSize: BigInt(getGrantSize()) }, names(PLAN, plan), names(RECIPIENT, wallet)],
        })
        .send(options),
    );
    return accounts.map((account) => account.pubkey);
  } catch (error) {
    if (error instanceof LedgerError) return null;
    throw error;
  }
}
