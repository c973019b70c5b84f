// What one wallet has in a launch.

import type { Address } from '@solana/kit';
import {
  BUYBACK_PROGRAM_ADDRESS, OFFER_DISCRIMINATOR, type Offer, getOfferDecoder,
} from '../client/buyback';
import { type Distributor, findPagePda, getPageSize } from '../client/distributor';
import {
  CONTRIBUTION_DISCRIMINATOR, type Contribution, LAUNCH_PROGRAM_ADDRESS, findContributionPda,
  getContributionDecoder,
} from '../client/launch';
import {
  GRANT_DISCRIMINATOR, type Grant, type Plan, VESTING_PROGRAM_ADDRESS, findGrantPda, getGrantDecoder,
} from '../client/vesting';
import { KINDS } from '../format/words';
import { type Leaf, type Root, claimedSteps, placeOf } from '../rules/claims';
import { offerAt } from '../transactions/buyback';
import { type Accounts, accountsOf } from '../transactions/action';
import { type Connection, accounts } from './connection';
import { type At, type LaunchView, decode, tranchesOf } from './launch';
import { grantsHeld } from './passed-on';
import { leavesOf } from './proofs';
import { SYSTEM_PROGRAM, balanceOf, keyBytes } from './tokens';

/** A grant that the wallet has or can open. */
export interface MyGrant {
  title: string;
  at: Address;
  plan: Plan;
  isStream: boolean;
  /** As it was opened. */
  grant: At<Grant> | null;
  /** On the plan's published list; `null` where there is none or no file of it. */
  leaf: Leaf | null;
}

/** A leaf of an airdrop's list. */
export interface MyLeaf {
  at: Address;
  list: Distributor;
  leaf: Leaf;
  hasPage: boolean;
  claimedSteps: number;
}

export interface Mine {
  accounts: Accounts;
  lamports: bigint;
  base: bigint;
  quote: bigint;
  contribution: Contribution | null;
  /** The wallet's place on the sale's allowlist, if it has one. */
  allowance: Leaf | null;
  grants: MyGrant[];
  /** Plans of which this server does not say who has their grants now. */
  unsearched: string[];
  leaves: MyLeaf[];
  /** Lists of which this host has no files. */
  missingLists: Address[];
  offers: At<Offer>[];
}

/** The policy that lets nobody. */
const NOBODY = 0;

const CONTRIBUTION = { owner: LAUNCH_PROGRAM_ADDRESS, mark: CONTRIBUTION_DISCRIMINATOR, decoder: getContributionDecoder() };
const GRANT = { owner: VESTING_PROGRAM_ADDRESS, mark: GRANT_DISCRIMINATOR, decoder: getGrantDecoder() };
const OFFER = { owner: BUYBACK_PROGRAM_ADDRESS, mark: OFFER_DISCRIMINATOR, decoder: getOfferDecoder() };

/** Reads what `wallet` has. */
export async function readMine(connection: Connection, view: LaunchView, wallet: Address): Promise<Mine> {
  const my = await accountsOf(view, wallet);
  const [contributionAt] = await findContributionPda({ launch: view.address, contributor: wallet });
  const plans = await Promise.all(plansOf(view).map(async (of) => ({
    ...of, ...(await grantAddresses(connection, of, wallet)),
  })));
  const offersAt = await offerAddresses(view, wallet);
  const wanted = [wallet, my.base[0], my.quote[0], contributionAt, ...plans.flatMap((of) => of.grantsAt), ...offersAt];
  const { at } = await accounts(connection, wanted);
  const offers = offersAt.map((address) => ({ address, data: decode(at.get(address), OFFER) }));
  const grants = await Promise.all(plans.map(async ({ grantsAt, isSearched: _, ...of }): Promise<MyGrant[]> => {
    const opened = grantsAt.flatMap((address) => {
      const data = decode(at.get(address), GRANT);
      return data ? [{ address, data }] : [];
    });
    // One may have been passed on since it was made to this wallet.
    const held = opened.filter(({ data }) => data.recipient === wallet).map((grant) => ({ ...of, grant, leaf: null }));
    if (opened.some(({ address }) => address === grantsAt[0])) return held;
    const leaf = of.plan.count === 0 ? null : (await leavesOf(of.at, rootOf(of.at, of.plan), wallet))?.[0];
    const waits = leaf || (of.isStream && of.plan.recipient === wallet);
    return waits ? [...held, { ...of, grant: null, leaf: leaf ?? null }] : held;
  }));
  return {
    accounts: my,
    lamports: at.get(wallet)?.lamports ?? 0n,
    base: balanceOf(at.get(my.base[0])?.data) ?? 0n,
    quote: balanceOf(at.get(my.quote[0])?.data) ?? 0n,
    contribution: decode(at.get(contributionAt), CONTRIBUTION),
    allowance: await allowanceOf(view, wallet),
    grants: grants.flat(),
    unsearched: plans.filter(({ isSearched }) => !isSearched).map(({ title }) => title),
    offers: offers.filter((offer): offer is At<Offer> => offer.data !== null),
    ...(await leavesOn(connection, view, wallet)),
  };
}

/** Every plan of a launch: its granted tranches, and the treasury's stream. */
export function plansOf(view: LaunchView) {
  const granted = tranchesOf(view).flatMap(({ plan, destination, kind }) =>
    plan ? [{ title: KINDS[kind]!, at: destination, plan, isStream: false }] : [],
  );
  const at = view.launch.treasuryStream;
  const stream = view.stream ? [{ title: 'Treasury’s share of the raise', at, plan: view.stream, isStream: true }] : [];
  return [...granted, ...stream];
}

/** What a plan's list has to be proven against. */
export const rootOf = (at: Address, of: Plan): Root => ({
  owner: keyBytes(at), hash: Uint8Array.from(of.root), sum: of.total, count: of.count,
});

async function allowanceOf(view: LaunchView, wallet: Address): Promise<Leaf | null> {
  const { gate, gateKey, gateSum, gateCount } = view.launch;
  if (gate !== 1) return null;
  const root = { owner: keyBytes(view.address), hash: keyBytes(gateKey), sum: gateSum, count: gateCount };
  return (await leavesOf(view.address, root, wallet))?.[0] ?? null;
}

/** Where a wallet's grants of a plan are: first where one made to it is, open or not. */
async function grantAddresses(connection: Connection, { at, plan }: { at: Address; plan: Plan }, wallet: Address) {
  const [own] = await findGrantPda({ plan: at, recipient: wallet });
  const held = plan.reassign === NOBODY ? [] : await grantsHeld(connection, at, wallet);
  return { grantsAt: [own, ...(held ?? []).filter((grant) => grant !== own)], isSearched: held !== null };
}

async function offerAddresses({ tenders, mandate }: LaunchView, wallet: Address): Promise<Address[]> {
  if (!mandate || mandate.tickBps === 0) return [];
  const ticks = Math.min(64, Math.floor(mandate.ceilingBps / mandate.tickBps));
  return Promise.all(tenders.flatMap(({ address }) =>
    Array.from({ length: ticks }, (_, tick) => offerAt(address, wallet, tick)),
  ));
}

async function leavesOn(
  connection: Connection,
  view: LaunchView,
  wallet: Address,
): Promise<Pick<Mine, 'leaves' | 'missingLists'>> {
  const leaves: MyLeaf[] = [];
  const missingLists: Address[] = [];
  for (const [at, list] of view.lists) {
    if (at === SYSTEM_PROGRAM) continue;
    const root = { owner: keyBytes(at), hash: Uint8Array.from(list.root), sum: list.sum, count: list.count };
    const mine = await leavesOf(at, root, wallet);
    if (!mine) missingLists.push(at);
    for (const leaf of mine ?? []) {
      const number = placeOf(list.count, list.vaultLevels, leaf.index)!.page;
      const [page] = await findPagePda({ distributor: at, number });
      const account = (await accounts(connection, [page])).at.get(page);
      const bits = account?.data.subarray(getPageSize());
      const claimed = bits ? claimedSteps(bits, list.stepCount, leaf.index) : 0;
      leaves.push({ at, list, leaf, hasPage: account !== undefined, claimedSteps: claimed });
    }
  }
  return { leaves, missingLists };
}
