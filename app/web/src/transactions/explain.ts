// What a transaction does, read from its own bytes: not from what the page meant to build.

import {
  type Address, type Instruction, type InstructionWithAccounts, type InstructionWithData,
  type ReadonlyUint8Array, type AccountMeta, type Transaction, decompileTransactionMessage,
  getCompiledTransactionMessageDecoder, isSignerRole, isWritableRole,
} from '@solana/kit';
import { BuybackInstruction, parseBuybackInstruction, BUYBACK_PROGRAM_ADDRESS } from '../client/buyback';
import { DISTRIBUTOR_PROGRAM_ADDRESS, DistributorInstruction, parseDistributorInstruction } from '../client/distributor';
import { LAUNCH_PROGRAM_ADDRESS, LaunchInstruction, parseLaunchInstruction } from '../client/launch';
import { VESTING_PROGRAM_ADDRESS, VestingInstruction, parseVestingInstruction } from '../client/vesting';
import { amount } from '../format/amount';
import { ASSOCIATED_PROGRAM, COMPUTE_PROGRAM, SYSTEM_PROGRAM, TOKEN_PROGRAM } from '../ledger/tokens';
import { SYSTEM_TRANSFER, TOKEN_SYNC_NATIVE } from './action';
import { SENTENCES, type Units } from './sentences';

/** An account of an instruction, with its role in the instruction's own words. */
export interface Role {
  role: string;
  address: Address;
  /** What is known of it, such as “your wallet”. */
  name: string | null;
  signs: boolean;
  changes: boolean;
}

/** One instruction in words. */
export interface Step {
  program: string;
  name: string;
  says: string;
  accounts: Role[];
}

/** A whole transaction in words. */
export interface Explanation {
  payer: Address;
  /** All whose signature it needs. */
  signers: Address[];
  steps: Step[];
}

type Called = Instruction & InstructionWithData<ReadonlyUint8Array> & InstructionWithAccounts<readonly AccountMeta[]>;
type Parsed = { accounts: Record<string, AccountMeta | undefined>; data: Record<string, unknown> };
type Reader = (of: Called) => { name: string; parsed: Parsed };

const READERS: Record<string, readonly [string, Reader]> = {
  [LAUNCH_PROGRAM_ADDRESS]: ['launch', (of) => reading(parseLaunchInstruction(of), LaunchInstruction)],
  [DISTRIBUTOR_PROGRAM_ADDRESS]: ['distributor', (of) => reading(parseDistributorInstruction(of), DistributorInstruction)],
  [VESTING_PROGRAM_ADDRESS]: ['vesting', (of) => reading(parseVestingInstruction(of), VestingInstruction)],
  [BUYBACK_PROGRAM_ADDRESS]: ['buyback', (of) => reading(parseBuybackInstruction(of), BuybackInstruction)],
};

function reading(parsed: { instructionType: number }, names: Record<number, string>) {
  return { name: names[parsed.instructionType]!, parsed: parsed as unknown as Parsed };
}

/** Puts a transaction into words. `names` are the accounts that the reader knows. */
export function explain(
  transaction: Transaction,
  names: ReadonlyMap<Address, string>,
  units: Units,
): Explanation {
  const message = getCompiledTransactionMessageDecoder().decode(transaction.messageBytes);
  const { instructions, feePayer } = decompileTransactionMessage(message);
  return {
    payer: feePayer.address,
    signers: Object.keys(transaction.signatures) as Address[],
    steps: (instructions as readonly Instruction[]).map((of) => stepOf(of as Called, names, units)),
  };
}

function stepOf(of: Called, names: ReadonlyMap<Address, string>, units: Units): Step {
  const reader = READERS[of.programAddress];
  if (reader) return ourStep(of, reader, names, units);
  if (of.programAddress === COMPUTE_PROGRAM) {
    const most = new DataView(Uint8Array.from(of.data).buffer).getUint32(1, true);
    return plain(of, 'compute budget', 'limit', `Bounds the work, and with it the fee: at most ${most.toLocaleString('en')} units.`, names);
  }
  if (of.programAddress === ASSOCIATED_PROGRAM) {
    const owner = of.accounts[2] && (names.get(of.accounts[2].address) ?? of.accounts[2].address);
    const words = `Makes the token account of ${owner}, unless it is there. Its rent is paid once.`;
    return plain(of, 'token accounts', 'create', words, names);
  }
  if (of.programAddress === SYSTEM_PROGRAM && of.data[0] === SYSTEM_TRANSFER && of.data.length === 12) {
    const lamports = new DataView(Uint8Array.from(of.data).buffer).getBigUint64(4, true);
    const to = of.accounts[1] && (names.get(of.accounts[1].address) ?? of.accounts[1].address);
    return plain(of, 'system', 'transfer', `Moves ${amount(lamports, 9)} SOL from you to ${to}.`, names);
  }
  if (of.programAddress === TOKEN_PROGRAM && of.data[0] === TOKEN_SYNC_NATIVE) {
    return plain(of, 'tokens', 'sync native', 'Counts the SOL that arrived there as tokens: wraps it. Moves nothing.', names);
  }
  return plain(of, of.programAddress, 'unknown', 'Calls a program that this page does not know. Do not sign it.', names);
}

function ourStep(
  of: Called,
  [program, read]: readonly [string, Reader],
  names: ReadonlyMap<Address, string>,
  units: Units,
): Step {
  const { name, parsed } = read(of);
  // The reader names accounts in their order. One that is left out is the program in its place.
  const roles = Object.keys(parsed.accounts);
  const unused = (meta: AccountMeta) => meta.address === of.programAddress;
  const says = SENTENCES[`${program}.${name}`]?.(parsed.data, units);
  return {
    program, name,
    says: says ?? `Calls ${name} of the ${program} program.`,
    accounts: of.accounts.map((meta, i) => ({
      ...roleOf(spaced(roles[i] ?? 'also named'), meta, names),
      ...(i < roles.length && unused(meta) ? { name: 'not used' } : {}),
    })),
  };
}

function plain(of: Called, program: string, name: string, says: string, names: ReadonlyMap<Address, string>): Step {
  const accounts = (of.accounts ?? []).map((meta) => roleOf('account', meta, names));
  return { program, name, says, accounts };
}

function roleOf(role: string, meta: AccountMeta, names: ReadonlyMap<Address, string>): Role {
  return {
    role, address: meta.address, name: names.get(meta.address) ?? null,
    signs: isSignerRole(meta.role), changes: isWritableRole(meta.role),
  };
}

/** `contributorQuote` is `contributor quote`. */
const spaced = (name: string) => name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
