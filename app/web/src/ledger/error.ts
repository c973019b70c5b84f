// What can go wrong between the page and the ledger, in words: what was wrong and what to do.

export type LedgerProblem = 'address' | 'unreachable' | 'slow' | 'refused' | 'missing' | 'other-account';

/** Something about the ledger that the reader can understand and do something about. */
export class LedgerError extends Error {
  constructor(readonly problem: LedgerProblem, message: string) {
    super(message);
    this.name = 'LedgerError';
  }
}

/** What a failed request to `url` means. */
export function fromRequest(error: unknown, url: string): LedgerError {
  if (error instanceof LedgerError) return error;
  const name = error instanceof Error ? error.name : '';
  if (name === 'TimeoutError' || name === 'AbortError') {
    const words = `The RPC server ${url} takes too long to answer. The page keeps asking; another server can be named in the address with ?rpc=.`;
    return new LedgerError('slow', words);
  }
  if (error instanceof TypeError) {
    const words = `The RPC server ${url} cannot be reached. Check the connection, or name another server in the address with ?rpc=.`;
    return new LedgerError('unreachable', words);
  }
  const detail = error instanceof Error ? error.message : String(error);
  return new LedgerError('refused', `The RPC server ${url} refused the request: ${detail}`);
}
