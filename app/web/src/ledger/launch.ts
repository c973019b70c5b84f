// Everything the pages show of one launch, read from the ledger and nowhere else.

import { type Address, type ReadonlyUint8Array, isAddress } from '@solana/kit';
import {
  BUYBACK_PROGRAM_ADDRESS, type Mandate, type Receipt, type Tender, findReceiptPda, findTenderPda,
  getMandateDecoder, getReceiptDecoder, getTenderDecoder, MANDATE_DISCRIMINATOR,
  RECEIPT_DISCRIMINATOR, TENDER_DISCRIMINATOR,
} from '../client/buyback';
import {
  DISTRIBUTOR_DISCRIMINATOR, DISTRIBUTOR_PROGRAM_ADDRESS, type Distributor, getDistributorDecoder,
} from '../client/distributor';
import { LAUNCH_DISCRIMINATOR, LAUNCH_PROGRAM_ADDRESS, type Launch, getLaunchDecoder } from '../client/launch';
import {
  GOVERNOR_DISCRIMINATOR, type Governor, PLAN_DISCRIMINATOR, type Plan, VESTING_PROGRAM_ADDRESS,
  getGovernorDecoder, getPlanDecoder,
} from '../client/vesting';
import { isGranted } from '../format/words';
import { type Connection, type RawAccount, accounts } from './connection';
import { LedgerError } from './error';
import {
  CLOCK, type Mint, SYSTEM_PROGRAM, associated, balanceOf, mintOf, programDataOf, timeOf, upgradeAuthority,
} from './tokens';

/** Something and where it is. */
export interface At<T> {
  address: Address;
  data: T;
}

/** A program, and who may change it. */
export interface ProgramPower {
  name: string;
  address: Address;
  authority: Address | null | undefined;
}

/** One launch and all that hangs on it, at one moment. */
export interface LaunchView {
  address: Address;
  launch: Launch;
  base: Mint;
  quote: Mint;
  /** By the ledger's clock (unix seconds). */
  now: bigint;
  slot: bigint;
  plans: Map<Address, Plan>;
  lists: Map<Address, Distributor>;
  stream: Plan | null;
  governor: Governor | null;
  mandate: Mandate | null;
  /** Of the last cycle that was opened, while it exists. */
  tender: At<Tender> | null;
  /** All that exist: one is closed when its last offer has been collected. */
  tenders: At<Tender>[];
  receipts: At<Receipt>[];
  programs: ProgramPower[];
  /** Tokens that were sent to the mandate and wait to be burned. */
  retiring: bigint;
  /** What token accounts of the launch hold. */
  held: Map<Address, bigint>;
}

export const PROGRAMS = [
  ['launch', LAUNCH_PROGRAM_ADDRESS],
  ['distributor', DISTRIBUTOR_PROGRAM_ADDRESS],
  ['vesting', VESTING_PROGRAM_ADDRESS],
  ['buyback', BUYBACK_PROGRAM_ADDRESS],
] as const;

interface Kind<T> {
  owner: Address;
  mark: ReadonlyUint8Array;
  decoder: { decode: (data: Uint8Array) => T };
}

/** What an account of ours holds; `null` if it is missing or something else. */
export function decode<T>(account: RawAccount | undefined, kind: Kind<T>): T | null {
  const fits = account?.owner === kind.owner && kind.mark.every((byte, i) => account.data[i] === byte);
  return fits ? kind.decoder.decode(account.data) : null;
}

const LAUNCH = { owner: LAUNCH_PROGRAM_ADDRESS, mark: LAUNCH_DISCRIMINATOR, decoder: getLaunchDecoder() };
const PLAN = { owner: VESTING_PROGRAM_ADDRESS, mark: PLAN_DISCRIMINATOR, decoder: getPlanDecoder() };
const GOVERNOR = { owner: VESTING_PROGRAM_ADDRESS, mark: GOVERNOR_DISCRIMINATOR, decoder: getGovernorDecoder() };
const LIST = { owner: DISTRIBUTOR_PROGRAM_ADDRESS, mark: DISTRIBUTOR_DISCRIMINATOR, decoder: getDistributorDecoder() };
const MANDATE = { owner: BUYBACK_PROGRAM_ADDRESS, mark: MANDATE_DISCRIMINATOR, decoder: getMandateDecoder() };
const TENDER = { owner: BUYBACK_PROGRAM_ADDRESS, mark: TENDER_DISCRIMINATOR, decoder: getTenderDecoder() };
const RECEIPT = { owner: BUYBACK_PROGRAM_ADDRESS, mark: RECEIPT_DISCRIMINATOR, decoder: getReceiptDecoder() };

/** Reads a launch and everything it names. */
export async function readLaunch(connection: Connection, at: string): Promise<LaunchView> {
  if (!isAddress(at)) {
    throw new LedgerError('address', `“${at}” is not an address. Check ?launch= in the page's address.`);
  }
  const launch = await launchAt(connection, at);
  const named = await namedBy(launch);
  const { slot, at: found } = await accounts(connection, [at, CLOCK, ...named]);
  // Read again with the rest, so that all of it is of one moment.
  const current = decode(found.get(at), LAUNCH) ?? launch;
  const base = mintOf(found.get(launch.baseMint));
  const quote = mintOf(found.get(launch.quoteMint));
  const now = timeOf(found.get(CLOCK));
  if (!base || !quote || now === null) {
    throw new LedgerError('missing', `The ledger behind ${connection.url} lacks the launch's mints. It may be behind: try again, or name another server with ?rpc=.`);
  }
  const mandate = decode(found.get(launch.mandate), MANDATE);
  return {
    address: at, launch: current, base, quote, now, slot, mandate,
    plans: decodeAll(found, destinations(launch), PLAN),
    lists: decodeAll(found, destinations(launch), LIST),
    stream: decode(found.get(launch.treasuryStream), PLAN),
    governor: decode(found.get(launch.governor), GOVERNOR),
    retiring: balanceOf(found.get((await retiringAt(launch))[0])?.data) ?? 0n,
    ...(await tendersOf(connection, launch.mandate, mandate)),
    programs: await Promise.all(PROGRAMS.map(async ([name, address]) => ({
      name, address, authority: upgradeAuthority(found.get(await programDataOf(address))),
    }))),
    held: balances(found),
  };
}

async function launchAt(connection: Connection, at: Address): Promise<Launch> {
  const account = (await accounts(connection, [at])).at.get(at);
  if (!account) {
    throw new LedgerError('missing', `There is no launch at ${at} on the ledger behind ${connection.url} (${connection.chain}). Check the address, and that the server is of the right network.`);
  }
  const launch = decode(account, LAUNCH);
  if (!launch) {
    throw new LedgerError('other-account', `The account ${at} is not a launch of this program. Check ?launch= in the page's address.`);
  }
  return launch;
}

/** Where tokens wait to be burned that were sent to the mandate, and the bump of the address. */
export const retiringAt = (launch: Launch) =>
  associated(launch.mandate, launch.baseMint, launch.baseTokenProgram);

const tranches = (launch: Launch) => launch.tranches.slice(0, launch.trancheCount);
const destinations = (launch: Launch) => tranches(launch).map((tranche) => tranche.destination);

async function namedBy(launch: Launch): Promise<Address[]> {
  const bytecode = await Promise.all(PROGRAMS.map(([, program]) => programDataOf(program)));
  return [
    (await retiringAt(launch))[0],
    launch.baseMint, launch.quoteMint, launch.baseVault, launch.quoteVault, launch.liquidityVault,
    launch.buybackVault, launch.treasuryVault, launch.treasuryStream, launch.mandate,
    launch.governor, launch.airdropVault, ...destinations(launch), ...bytecode,
  ];
}

function decodeAll<T>(found: Map<Address, RawAccount>, at: Address[], kind: Kind<T>): Map<Address, T> {
  const pairs = at.map((address) => [address, decode(found.get(address), kind)] as const);
  return new Map(pairs.filter((pair): pair is readonly [Address, T & {}] => pair[1] !== null));
}

const placed = <T>(at: Map<Address, T>): At<T>[] => [...at].map(([address, data]) => ({ address, data }));

function balances(found: Map<Address, RawAccount>): Map<Address, bigint> {
  const held = new Map<Address, bigint>();
  for (const [address, account] of found) {
    const balance = account.owner === SYSTEM_PROGRAM ? null : balanceOf(account.data);
    // Ours are larger than token accounts and owned by our programs.
    if (balance !== null && !PROGRAMS.some(([, program]) => program === account.owner)) {
      held.set(address, balance);
    }
  }
  return held;
}

async function tendersOf(
  connection: Connection,
  address: Address,
  mandate: Mandate | null,
): Promise<Pick<LaunchView, 'tender' | 'tenders' | 'receipts'>> {
  if (!mandate || mandate.nextCycle === 0) return { tender: null, tenders: [], receipts: [] };
  const cycles = Array.from({ length: mandate.nextCycle }, (_, cycle) => cycle);
  const receipts = await Promise.all(
    cycles.map(async (cycle) => (await findReceiptPda({ mandate: address, cycle }))[0]),
  );
  const all = await Promise.all(
    cycles.map(async (cycle) => (await findTenderPda({ mandate: address, cycle }))[0]),
  );
  const { at } = await accounts(connection, [...all, ...receipts]);
  const tenders = placed(decodeAll(at, all, TENDER));
  return {
    tender: tenders.find(({ data }) => data.cycle === mandate.nextCycle - 1) ?? null,
    tenders,
    receipts: placed(decodeAll(at, receipts, RECEIPT)),
  };
}

/** Tranches in use, each with its number and, where it is paid by a plan, that plan. */
export function tranchesOf(view: LaunchView) {
  return tranches(view.launch).map((tranche, index) => ({
    ...tranche,
    index,
    kind: Number(tranche.kind),
    isFunded: ((view.launch.fundedTranches >> BigInt(index)) & 1n) === 1n,
    plan: isGranted(Number(tranche.kind)) ? view.plans.get(tranche.destination) ?? null : null,
    list: view.lists.get(tranche.destination) ?? null,
  }));
}

export type TrancheView = ReturnType<typeof tranchesOf>[number];
