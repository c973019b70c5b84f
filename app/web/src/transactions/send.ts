// A prepared transaction: signed by the wallet, checked, sent, and followed until it counts.

import {
  type Signature, type Transaction, getBase64EncodedWireTransaction, getSignatureFromTransaction,
  getTransactionDecoder,
} from '@solana/kit';
import { type Connection, request } from '../ledger/connection';
import { type Connected, WalletError, sign } from '../wallet/standard';
import { type Prepared, RefusedError } from './prepare';
import { refusalOf } from './refusal';

/** Between two questions after a transaction (milliseconds). */
const PAUSE = 400;

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
  await request(connection, (options) =>
    connection.rpc.sendTransaction(wire, { encoding: 'base64', preflightCommitment: 'confirmed' }).send(options),
  );
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
  for (;;) {
    const { value } = await request(connection, (options) =>
      connection.rpc.getSignatureStatuses([signature]).send(options),
    );
    const status = value[0];
    if (status?.err) throw new RefusedError(refusalOf(status.err, [], prepared.transaction));
    if (status && status.confirmationStatus !== 'processed') return;
    const height = await request(connection, (options) => connection.rpc.getBlockHeight().send(options));
    if (height > prepared.lastValidBlockHeight) {
      const words = 'The ledger did not take the transaction in time. Nothing has moved; try again.';
      throw new RefusedError({ words, code: null });
    }
    await new Promise((resolve) => setTimeout(resolve, PAUSE));
  }
}
