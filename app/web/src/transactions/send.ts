// A prepared transaction: signed by the wallet, checked, sent, and followed until it counts.

import {
  SOLANA_ERROR__JSON_RPC__SERVER_ERROR_SEND_TRANSACTION_PREFLIGHT_FAILURE, type Signature,
  type Transaction, getBase64EncodedWireTransaction, getSignatureFromTransaction,
  getTransactionDecoder, isSolanaError,
} from '@solana/kit';
import { type Connection, request } from '../ledger/connection';
import { LedgerError } from '../ledger/error';
import { type Connected, WalletError, sign } from '../wallet/standard';
import { type Prepared, RefusedError, requireAccepted } from './prepare';
import { refusalOf } from './refusal';

/** Between two questions after a transaction, and after one that got no answer (milliseconds). */
const PAUSE = 400;
const LONG_PAUSE = 2_000;
/** So many questions in a row may go without an answer. */
const TRIES = 10;

/** Nobody could say whether a transaction that was sent has counted. */
export class UnsureError extends Error {
  constructor(readonly signature: Signature) {
    super('The transaction was sent, and then nobody answered whether the ledger took it. It may have gone through. Look at your balances, or for this signature, before you try again:');
    this.name = 'UnsureError';
  }
}

/** Signs, sends and waits; returns the signature once the ledger has confirmed it. */
export async function signAndSend(
  connection: Connection,
  connected: Connected,
  prepared: Prepared,
): Promise<Signature> {
  const signed = getTransactionDecoder().decode(await sign(connected, prepared.wire, connection.chain));
  requireSame(prepared.transaction, signed, connected.wallet.name);
  const wire = getBase64EncodedWireTransaction(signed);
  const signature = getSignatureFromTransaction(signed);
  try {
    await request(connection, (options) =>
      connection.rpc.sendTransaction(wire, { encoding: 'base64', preflightCommitment: 'confirmed' }).send(options),
    );
  } catch (error) {
    // The one answer after which it cannot be on its way. All others are looked into below.
    const { cause } = error as Error;
    if (isSolanaError(cause, SOLANA_ERROR__JSON_RPC__SERVER_ERROR_SEND_TRANSACTION_PREFLIGHT_FAILURE)) {
      await requireAccepted(connection, prepared.transaction);
      throw error;
    }
  }
  await confirmed(connection, signature, prepared);
  return signature;
}

/** What was explained is what is sent: a wallet that changed anything is not followed. */
export function requireSame(explained: Transaction, signed: Transaction, wallet: string): void {
  const [a, b] = [explained.messageBytes, signed.messageBytes];
  if (a.length === b.length && a.every((byte, i) => byte === b[i])) return;
  const words = `${wallet} changed the transaction after it was explained to you, so it was not sent. Turn off what adds to transactions in the wallet and try again.`;
  throw new WalletError('changed', words);
}

async function confirmed(connection: Connection, signature: Signature, prepared: Prepared): Promise<void> {
  for (let failures = 0; failures < TRIES;) {
    try {
      // In this order: what could still land after the height was read is seen in the status.
      const height = await request(connection, (options) => connection.rpc.getBlockHeight().send(options));
      const { value } = await request(connection, (options) =>
        connection.rpc.getSignatureStatuses([signature], { searchTransactionHistory: true }).send(options),
      );
      failures = 0;
      const status = value[0];
      if (status?.err) throw new RefusedError(refusalOf(status.err, [], prepared.transaction));
      if (status && status.confirmationStatus !== 'processed') return;
      if (!status && height > prepared.lastValidBlockHeight) {
        const words = 'The ledger did not take the transaction in time. Nothing has moved; try again.';
        throw new RefusedError({ words, code: null });
      }
    } catch (error) {
      if (!(error instanceof LedgerError)) throw error;
      failures += 1;
    }
    await new Promise((resolve) => setTimeout(resolve, failures > 0 ? LONG_PAUSE : PAUSE));
  }
  throw new UnsureError(signature);
}
