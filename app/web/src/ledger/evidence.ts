// What there may be many of in a launch, and what its vaults hold: read for the audit in the browser
// and for nothing else, because a server has to search for it.

import { type Address, type Base58EncodedBytes, getBase64Encoder } from '@solana/kit';
import {
  BUYBACK_PROGRAM_ADDRESS, OFFER_DISCRIMINATOR, type Offer, TENDER_DISCRIMINATOR, type Tender,
  getOfferDecoder, getTenderDecoder,
} from '../client/buyback';
import { DISTRIBUTOR_PROGRAM_ADDRESS, PAGE_DISCRIMINATOR, type Page, getPageDecoder } from '../client/distributor';
import {
  CONTRIBUTION_DISCRIMINATOR, type Contribution, LAUNCH_PROGRAM_ADDRESS, getContributionDecoder,
} from '../client/launch';
import { GRANT_DISCRIMINATOR, type Grant, VESTING_PROGRAM_ADDRESS, getGrantDecoder } from '../client/vesting';
import { type Connection, type RawAccount, accounts, request } from './connection';
import { LedgerError } from './error';
import { type At, type LaunchView, decode, readLaunch, retiringAt, tranchesOf } from './launch';
import { SYSTEM_PROGRAM, TOKEN_PROGRAM, balanceOf } from './tokens';

/** A launch with all that the audit needs, of one moment. */
export interface Evidence {
  /** Nothing of it changed while the rest was read. */
  view: LaunchView;
  /** The grants of each plan that were opened. */
  grants: Map<Address, Grant[]>;
  /** The pages of each list that were opened. */
  pages: Map<Address, Page[]>;
  /** Contributions that were not paid out, together (quote units). */
  waiting: bigint;
  /** Offers in tenders that are not over, together (base units). */
  offered: bigint;
  /** What the launch's token accounts hold, those of its lists and plans included. */
  held: Map<Address, bigint>;
}

/** So often it begins again when the launch changed while it was read. */
const ATTEMPTS = 3;
/** Where each account says whose it is: behind the eight bytes that say what it is. */
const OWNER_AT = 8n;

const CONTRIBUTION = { owner: LAUNCH_PROGRAM_ADDRESS, mark: CONTRIBUTION_DISCRIMINATOR, decoder: getContributionDecoder() };
const GRANT = { owner: VESTING_PROGRAM_ADDRESS, mark: GRANT_DISCRIMINATOR, decoder: getGrantDecoder() };
const PAGE = { owner: DISTRIBUTOR_PROGRAM_ADDRESS, mark: PAGE_DISCRIMINATOR, decoder: getPageDecoder() };
const TENDER = { owner: BUYBACK_PROGRAM_ADDRESS, mark: TENDER_DISCRIMINATOR, decoder: getTenderDecoder() };
const OFFER = { owner: BUYBACK_PROGRAM_ADDRESS, mark: OFFER_DISCRIMINATOR, decoder: getOfferDecoder() };

/** Everything about a launch. A ledger goes on while it is read: it is read again until nothing did. */
export async function readEvidence(connection: Connection, launch: Address): Promise<Evidence> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const evidence = await readOnce(connection, await readLaunch(connection, launch));
    const again = await readLaunch(connection, launch);
    const pages = await pagesOf(connection, again);
    if (String(sequences(evidence.view, evidence.pages)) === String(sequences(again, pages))) return evidence;
  }
  throw new LedgerError('slow', 'The launch changes faster than all of it can be read. The page tries again.');
}

async function readOnce(connection: Connection, view: LaunchView): Promise<Evidence> {
  const { launch, mandate } = view;
  const plans = tranchesOf(view).flatMap(({ plan, destination }) => (plan ? [destination] : []));
  const grants = await Promise.all(plans.map(async (at) => [at, await dataOf<Grant>(connection, GRANT, at)] as const));
  // Before the outcome the launch's own sum says it.
  const isOver = launch.isSettled || launch.isCancelled || view.now >= launch.closesAt;
  const contributions = isOver && launch.contributors > 0n ? await dataOf<Contribution>(connection, CONTRIBUTION, view.address) : [];
  const tenders = mandate ? await belongingTo<Tender>(connection, TENDER, launch.mandate) : [];
  const offers = await Promise.all(tenders.map(({ address }) => dataOf<Offer>(connection, OFFER, address)));
  return {
    view,
    grants: new Map(grants),
    pages: await pagesOf(connection, view),
    waiting: contributions.reduce((sum, of) => sum + of.amount, 0n),
    offered: offers.flat().reduce((sum, of) => sum + of.amount, 0n),
    held: await balances(connection, view),
  };
}

async function pagesOf(connection: Connection, view: LaunchView): Promise<Map<Address, Page[]>> {
  const lists = [...view.lists.keys()];
  return new Map(await Promise.all(lists.map(async (at) => [at, await dataOf<Page>(connection, PAGE, at)] as const)));
}

/** What the launch's token accounts hold. */
async function balances(connection: Connection, view: LaunchView): Promise<Map<Address, bigint>> {
  const { launch, mandate } = view;
  const vaults = [
    launch.baseVault, launch.quoteVault, launch.liquidityVault, (await retiringAt(launch))[0],
    ...[...view.lists.values()].flatMap((list) => list.vaults),
    ...[...view.plans.values()].map((plan) => plan.vault),
    ...(view.stream ? [view.stream.vault] : []),
    ...(mandate ? [mandate.quoteVault, mandate.baseVault] : []),
  ];
  const { at } = await accounts(connection, vaults.filter((vault) => vault !== SYSTEM_PROGRAM));
  const held = new Map<Address, bigint>();
  for (const [vault, { owner, data }] of at) {
    const balance = owner === TOKEN_PROGRAM || owner === view.base.program ? balanceOf(data) : null;
    if (balance !== null) held.set(vault, balance);
  }
  return held;
}

/** The numbers that every instruction counts up. */
function sequences(view: LaunchView, pages: Map<Address, Page[]>): bigint[] {
  const counted = [view.launch, ...view.lists.values(), ...[...pages.values()].flat(), ...view.plans.values()];
  const other = [view.stream, view.mandate].filter((of) => of !== null);
  return [view.launch.contributors, ...[...counted, ...other].map((of) => of.sequence)];
}

type Kind<T> = Parameters<typeof decode<T>>[1];

async function dataOf<T>(connection: Connection, kind: Kind<T>, owner: Address): Promise<T[]> {
  return (await belongingTo(connection, kind, owner)).map(({ data }) => data);
}

/** The accounts of a kind that belong to `owner`. */
async function belongingTo<T>(connection: Connection, kind: Kind<T>, owner: Address): Promise<At<T>[]> {
  const memcmp = { offset: OWNER_AT, bytes: owner as string as Base58EncodedBytes, encoding: 'base58' } as const;
  const search = (options: { abortSignal: AbortSignal }) => connection.rpc
    .getProgramAccounts(kind.owner, { encoding: 'base64', commitment: 'confirmed', filters: [{ memcmp }] })
    .send(options);
  const found = await request(connection, search).catch((error: unknown) => {
    if (!(error instanceof LedgerError) || error.problem !== 'refused') throw error;
    const words = `The RPC server ${connection.url} does not search accounts (getProgramAccounts), without which the supply and the vaults cannot be checked here. Name another server in the address with ?rpc=, or run groundswell audit. It said: ${error.message}`;
    throw new LedgerError('refused', words);
  });
  return found.flatMap(({ pubkey, account }) => {
    const data = getBase64Encoder().encode(account.data[0]) as Uint8Array;
    const raw: RawAccount = { address: pubkey, owner: account.owner, lamports: account.lamports, data };
    const decoded = decode<T>(raw, kind);
    return decoded === null ? [] : [{ address: pubkey, data: decoded }];
  });
}
