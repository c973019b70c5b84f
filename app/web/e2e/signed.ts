// What a signed transaction names, read without anything of the page.

import { getBase64Encoder, getCompiledTransactionMessageDecoder, getTransactionDecoder } from '@solana/kit';

/** The accounts of all its instructions, in their order. */
export function namedIn(wire: string): string[] {
  const transaction = getTransactionDecoder().decode(getBase64Encoder().encode(wire));
  const message = getCompiledTransactionMessageDecoder().decode(transaction.messageBytes);
  if (!('instructions' in message)) throw new Error('a message of an unknown version');
  return message.instructions.flatMap((of) => (of.accountIndices ?? []).map((index) => message.staticAccounts[index]!));
}
