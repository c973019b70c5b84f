// A transaction from instructions, simulated before anyone is asked to sign it.

import {
  type Address, type Instruction, type Transaction, appendTransactionMessageInstructions,
  compileTransaction, createTransactionMessage, getBase64Encoder, getTransactionEncoder, pipe,
  getBase64EncodedWireTransaction, setTransactionMessageFeePayer,
  setTransactionMessageLifetimeUsingBlockhash,
} from '@solana/kit';
import { type Connection, accounts, request } from '../ledger/connection';
import { COMPUTE_PROGRAM, balanceOf } from '../ledger/tokens';
import { type Refusal, refusalOf } from './refusal';

/** A token account of the reader's whose change is worth telling. */
export interface Watched {
  address: Address;
  /** What it holds, in words, and with how many decimals. */
  unit: string;
  decimals: number;
}

/** What an account of the reader's would hold after the transaction. */
export interface Change extends Watched {
  before: bigint;
  after: bigint;
}

/** A transaction that was simulated and can be signed. */
export interface Prepared {
  transaction: Transaction;
  wire: Uint8Array;
  lastValidBlockHeight: bigint;
  changes: Change[];
  /** Lamports of the payer before and after; fees are not in it. */
  lamports: { before: bigint; after: bigint };
  units: bigint;
}

/** The ledger refuses it already in simulation. */
export class RefusedError extends Error {
  constructor(readonly refusal: Refusal) {
    super(refusal.words);
    this.name = 'RefusedError';
  }
}

/** Most compute units a transaction of this page may use. */
const UNITS = 600_000;

/** Makes and simulates a transaction that `payer` pays. */
export async function prepare(
  connection: Connection,
  payer: Address,
  instructions: readonly Instruction[],
  watched: readonly Watched[],
): Promise<Prepared> {
  const { value: lifetime } = await request(connection, (options) =>
    connection.rpc.getLatestBlockhash({ commitment: 'confirmed' }).send(options),
  );
  const message = pipe(
    createTransactionMessage({ version: 0 }),
    (empty) => setTransactionMessageFeePayer(payer, empty),
    (paid) => setTransactionMessageLifetimeUsingBlockhash(lifetime, paid),
    (timed) => appendTransactionMessageInstructions([unitLimit(UNITS), ...instructions], timed),
  );
  const transaction = compileTransaction(message);
  const simulated = await simulate(connection, payer, transaction, watched);
  const wire = getTransactionEncoder().encode(transaction) as Uint8Array;
  return { transaction, wire, lastValidBlockHeight: lifetime.lastValidBlockHeight, ...simulated };
}

async function simulate(
  connection: Connection,
  payer: Address,
  transaction: Transaction,
  watched: readonly Watched[],
): Promise<Pick<Prepared, 'changes' | 'lamports' | 'units'>> {
  const addresses = [payer, ...watched.map((of) => of.address)];
  const { at: before } = await accounts(connection, addresses);
  const { value } = await request(connection, (options) =>
    connection.rpc
      .simulateTransaction(getBase64EncodedWireTransaction(transaction), {
        encoding: 'base64', commitment: 'confirmed', sigVerify: false,
        accounts: { addresses, encoding: 'base64' },
      })
      .send(options),
  );
  if (value.err) throw new RefusedError(refusalOf(value.err, value.logs ?? [], transaction));
  const after = value.accounts.map((account) => account && {
    lamports: account.lamports as bigint,
    data: getBase64Encoder().encode(account.data[0]) as Uint8Array,
  });
  return {
    units: value.unitsConsumed ?? 0n,
    lamports: { before: before.get(payer)?.lamports ?? 0n, after: after[0]?.lamports ?? 0n },
    changes: watched.map((of, i) => ({
      ...of,
      before: balanceOf(before.get(of.address)?.data) ?? 0n,
      after: balanceOf(after[i + 1]?.data) ?? 0n,
    })),
  };
}

/** Simulates it once more: whoever is refused is told why, in words. */
export async function requireAccepted(connection: Connection, transaction: Transaction): Promise<void> {
  const { value } = await request(connection, (options) =>
    connection.rpc
      .simulateTransaction(getBase64EncodedWireTransaction(transaction), {
        encoding: 'base64', commitment: 'confirmed', sigVerify: false,
      })
      .send(options),
  );
  if (value.err) throw new RefusedError(refusalOf(value.err, value.logs ?? [], transaction));
}

/** Bounds what the transaction may cost; wallets add nothing of their own to one that says so. */
function unitLimit(units: number): Instruction {
  const data = new Uint8Array(5);
  data[0] = 2;
  new DataView(data.buffer).setUint32(1, units, true);
  return { programAddress: COMPUTE_PROGRAM, data };
}
