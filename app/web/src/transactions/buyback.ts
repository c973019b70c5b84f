// What can be done with the mandate and its tenders.

import { type Address, getAddressEncoder, getProgramDerivedAddress, getU8Encoder } from '@solana/kit';
import {
  BUYBACK_PROGRAM_ADDRESS, type Mandate, type Offer, type Tender, findBaseVaultPda,
  findQuoteVaultPda, findReceiptPda, getClearInstruction, getCollectInstruction,
  getFundInstruction, getMakeOfferInstruction, getOpenCycleInstructionAsync,
  getRetireInstruction, getSinkBoughtInstruction, getStartInstruction, getWithdrawOfferInstruction,
} from '../client/buyback';
import { findVaultPda } from '../client/vesting';
import { type At, type LaunchView, retiringAt } from '../ledger/launch';
import { SYSTEM_PROGRAM } from '../ledger/tokens';
import { type Accounts, type Action, ensureAccount, signer, watched, withAccounts } from './action';

/** Where an offer of `owner` at `tick` of a tender is. */
export async function offerAt(tender: Address, owner: Address, tick: number): Promise<Address> {
  const encode = getAddressEncoder().encode;
  const seeds = ['offer', encode(tender), encode(owner), getU8Encoder().encode(tick)];
  return (await getProgramDerivedAddress({ programAddress: BUYBACK_PROGRAM_ADDRESS, seeds }))[0];
}

/** Takes the reference price from the launch. */
export function startMandate(view: LaunchView): Action {
  const mandate = view.launch.mandate;
  const instruction = getStartInstruction({ mandate, launch: view.address });
  return { title: 'Start the buyback', instructions: [instruction], watched: [] };
}

/** Counts money that arrived. */
export async function countMoney(view: LaunchView): Promise<Action> {
  const mandate = view.launch.mandate;
  const [quoteVault] = await findQuoteVaultPda({ mandate });
  const instruction = getFundInstruction({ mandate, quoteVault });
  return { title: 'Count the buyback’s money', instructions: [instruction], watched: [] };
}

/** Opens the tender of a cycle. */
export async function openCycle(
  view: LaunchView,
  mandate: Mandate,
  accounts: Accounts,
  cycle: number,
): Promise<Action> {
  const [quoteVault] = await findQuoteVaultPda({ mandate: view.launch.mandate });
  const instruction = await getOpenCycleInstructionAsync({
    payer: signer(accounts.wallet), mandate: view.launch.mandate, quoteVault, cycle,
  });
  const plans = mandate.plans.slice(0, mandate.planCount).map((address) => ({ address, role: 0 as const }));
  return { title: 'Open the tender', instructions: [withAccounts(instruction, plans)], watched: [] };
}

/** Offers tokens at a share of the reference price. */
export async function makeOffer(
  view: LaunchView,
  accounts: Accounts,
  tender: Address,
  terms: { tick: number; priceBps: number; amount: bigint },
): Promise<Action> {
  const { wallet } = accounts;
  const mandate = view.launch.mandate;
  const instruction = getMakeOfferInstruction({
    payer: signer(wallet), owner: signer(wallet), mandate, tender,
    offer: await offerAt(tender, wallet, terms.tick), baseMint: view.base.address,
    ownerBase: accounts.base[0], baseVault: (await findBaseVaultPda({ mandate }))[0],
    baseTokenProgram: view.base.program, priceBps: terms.priceBps, amount: terms.amount,
  });
  return { title: 'Offer tokens', instructions: [instruction], watched: watched(view, accounts) };
}

/** Takes an offer back, all of it. */
export async function withdrawOffer(view: LaunchView, accounts: Accounts, offer: At<Offer>): Promise<Action> {
  const mandate = view.launch.mandate;
  const instruction = getWithdrawOfferInstruction({
    owner: signer(accounts.wallet), rentPayer: offer.data.rentPayer, mandate,
    tender: offer.data.tender, offer: offer.address, baseMint: view.base.address,
    ownerBase: accounts.base[0], baseVault: (await findBaseVaultPda({ mandate }))[0],
    baseTokenProgram: view.base.program, amount: offer.data.amount,
  });
  return { title: 'Take the offer back', instructions: [instruction], watched: watched(view, accounts) };
}

/** Fixes a tender's price. */
export async function clearTender(view: LaunchView, tender: At<Tender>): Promise<Action> {
  const instruction = getClearInstruction({
    rentPayer: tender.data.rentPayer, mandate: view.launch.mandate, tender: tender.address,
    receipt: tender.data.receipt,
  });
  return { title: 'Clear the tender', instructions: [instruction], watched: [] };
}

/** Pays the reader's offer, and gives back what was not taken. */
export async function collect(
  view: LaunchView,
  accounts: Accounts,
  tender: At<Tender>,
  offer: At<Offer>,
): Promise<Action> {
  const { wallet } = accounts;
  const mandate = view.launch.mandate;
  const [baseVault] = await findBaseVaultPda({ mandate });
  const [quoteVault] = await findQuoteVaultPda({ mandate });
  return {
    title: 'Collect from the tender',
    instructions: [
      ensureAccount(wallet, wallet, view.base, accounts.base[0]),
      ensureAccount(wallet, wallet, view.quote, accounts.quote[0]),
      getCollectInstruction({
        rentPayer: offer.data.rentPayer, tenderRentPayer: tender.data.rentPayer, mandate,
        tender: tender.address, receipt: tender.data.receipt, offer: offer.address,
        baseMint: view.base.address, baseVault, ownerBase: accounts.base[0], quoteVault,
        ownerQuote: accounts.quote[0], baseTokenProgram: view.base.program,
        baseBump: accounts.base[1], quoteBump: accounts.quote[1],
      }),
    ],
    watched: watched(view, accounts),
  };
}

/** Burns or locks what a cycle bought. */
export async function sinkBought(view: LaunchView, mandate: Mandate, cycle: number): Promise<Action> {
  const at = view.launch.mandate;
  const [baseVault] = await findBaseVaultPda({ mandate: at });
  const [receipt] = await findReceiptPda({ mandate: at, cycle });
  const sink = await sinkOf(mandate);
  const instruction = getSinkBoughtInstruction({
    mandate: at, receipt, baseMint: view.base.address, baseVault,
    baseTokenProgram: view.base.program, ...sink,
  });
  return { title: 'Burn what was bought', instructions: [instruction], watched: [] };
}

/** Burns or locks what was sent to the mandate, its tranche of the supply with it. */
export async function retire(view: LaunchView, mandate: Mandate): Promise<Action> {
  const [mandateBase, bump] = await retiringAt(view.launch);
  const instruction = getRetireInstruction({
    mandate: view.launch.mandate, baseMint: view.base.address, mandateBase,
    baseTokenProgram: view.base.program, bump, ...(await sinkOf(mandate)),
  });
  return { title: 'Burn the buyback’s tranche', instructions: [instruction], watched: [] };
}

/** Where the mandate locks what it buys, if it does not burn it. */
async function sinkOf({ sinkPlan }: Mandate): Promise<{ sinkPlan?: Address; sinkVault?: Address }> {
  return sinkPlan === SYSTEM_PROGRAM ? {} : { sinkPlan, sinkVault: (await findVaultPda({ plan: sinkPlan }))[0] };
}
