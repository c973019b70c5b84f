// Why a transaction was refused, in the words of the program that refused it.

import {
  type Address, type Transaction, getCompiledTransactionMessageDecoder,
} from '@solana/kit';
import programMessages from '../client/messages.json';
import { TOKEN_PROGRAM } from '../ledger/tokens';

export interface Refusal {
  words: string;
  /** The program's own number for it, if it has one. */
  code: number | null;
}

/** The programs' own words, by address and code. */
const MESSAGES: Record<string, Record<string, string>> = programMessages;

/** Where a program's own errors begin; those before are of its framework. */
const OWN_ERRORS = 6_000;

const TOKEN_ERRORS: Record<number, string> = {
  1: 'Your token account does not hold enough.',
  4: 'The token account belongs to somebody else.',
  17: 'The token account is frozen by the issuer of its token.',
};

/** Reads a ledger's error: which instruction failed, and what its program says of it. */
export function refusalOf(error: unknown, logs: readonly string[], transaction: Transaction): Refusal {
  const failed = (error as { InstructionError?: [number | bigint, unknown] }).InstructionError;
  if (failed) {
    const custom = (failed[1] as { Custom?: number | bigint }).Custom;
    if (custom !== undefined) {
      const code = Number(custom);
      const program = failingProgram(logs) ?? programOf(transaction, Number(failed[0]));
      return { words: wordsOf(program, code, logs), code };
    }
    return { words: `The ledger refuses it: ${text(failed[1])}.`, code: null };
  }
  if (text(error).includes('BlockhashNotFound')) {
    return { words: 'The transaction is too old for the ledger. Prepare it again.', code: null };
  }
  if (/AccountNotFound|InsufficientFunds/.test(text(error))) {
    return { words: 'Your wallet has no SOL for fees and rent. Send it some and try again.', code: null };
  }
  return { words: `The ledger refuses it: ${text(error)}.`, code: null };
}

function wordsOf(program: string | null, code: number, logs: readonly string[]): string {
  const ours = program ? MESSAGES[program]?.[code] : undefined;
  if (ours) return sentence(ours);
  const theirs = program === TOKEN_PROGRAM ? TOKEN_ERRORS[code] : undefined;
  if (theirs) return theirs;
  if (program && program in MESSAGES && code < OWN_ERRORS) {
    return `The program does not take these accounts (error ${code} of its framework). Nothing was sent. Tell whoever runs this page: it is a fault of theirs, not yours.`;
  }
  const logged = logs.findLast((line) => /Error Message: |error: /i.test(line));
  return `The program ${program ?? 'that was called'} refuses it with error ${code}${logged ? `: ${logged.replace(/^Program log: /, '')}` : ''}.`;
}

/** The innermost program that failed: the first that says so. */
function failingProgram(logs: readonly string[]): string | null {
  return logs.map((line) => /^Program (\w+) failed: custom program error/.exec(line)?.[1]).find(Boolean) ?? null;
}

function programOf(transaction: Transaction, index: number): Address | null {
  const message = getCompiledTransactionMessageDecoder().decode(transaction.messageBytes);
  const instruction = 'instructions' in message ? message.instructions[index] : undefined;
  return instruction ? message.staticAccounts[instruction.programAddressIndex] ?? null : null;
}

/** Upper case at the start, a full stop at the end. */
function sentence(words: string): string {
  const trimmed = words.trim().replace(/\.$/, '');
  return `${trimmed.charAt(0).toUpperCase()}${trimmed.slice(1)}.`;
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value, (_, of) => (typeof of === 'bigint' ? of.toString() : of));
}
