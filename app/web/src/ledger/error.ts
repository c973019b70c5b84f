// What can go wrong between the page and the ledger, in words: what was wrong and what to do.

import { SOLANA_ERROR__RPC__TRANSPORT_HTTP_ERROR, isSolanaError } from '@solana/kit';

export type LedgerProblem = 'address' | 'unreachable' | 'slow' | 'refused' | 'missing' | 'other-account';

/** Something about the ledger that the reader can understand and do something about. */
export class LedgerError extends Error {
  constructor(readonly problem: LedgerProblem, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'LedgerError';
  }
}

/** What a failed request to `url` means. */
export function fromRequest(error: unknown, url: string): LedgerError {
  if (error instanceof LedgerError) return error;
  const name = error instanceof Error ? error.name : '';
  if (name === 'TimeoutError' || name === 'AbortError') {
    const words = `The RPC server ${url} takes too long to answer. The page keeps asking; another server can be named in the address with ?rpc=.`;
    return new LedgerError('slow', words, { cause: error });
  }
  if (error instanceof TypeError) {
    const words = `The RPC server ${url} cannot be reached. Check the connection, or name another server in the address with ?rpc=.`;
    return new LedgerError('unreachable', words, { cause: error });
  }
  return new LedgerError('refused', `The RPC server ${url} ${refusal(error)}`, { cause: error });
}

function refusal(error: unknown): string {
  if (isSolanaError(error, SOLANA_ERROR__RPC__TRANSPORT_HTTP_ERROR)) {
    const { statusCode } = error.context;
    if (statusCode === 429) return 'has had too many requests. The page keeps asking; another server can be named in the address with ?rpc=.';
    if (statusCode === 401 || statusCode === 403) return `lets this page ask nothing (HTTP ${statusCode}). Name another server in the address with ?rpc=, or one with its key.`;
    return `answers with HTTP ${statusCode}. The page keeps asking; another server can be named in the address with ?rpc=.`;
  }
  // The built page has no words for the library's errors, but the server's own.
  const { __code, __serverMessage } = (isSolanaError(error) ? error.context : {}) as { __code?: number; __serverMessage?: string };
  const detail = __serverMessage ?? (__code ? `error ${__code}` : error instanceof Error ? error.message : String(error));
  return `refused the request: ${detail}`;
}
