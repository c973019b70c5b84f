// What can be done in a sale, and with what it left.

import { type Address, getU8Encoder, getAddressEncoder, getProgramDerivedAddress } from '@solana/kit';
import { DISTRIBUTOR_PROGRAM_ADDRESS, getActivateInstruction } from '../client/distributor';
import {
  type Contribution, findContributionPda, getClaimInstruction, getContributeInstructionAsync,
  getFundAirdropInstruction, getFundBuybackInstruction, getFundPlanInstruction,
  getRefundInstruction, getSettleInstruction, getSweepInstruction, getWithdrawInstruction,
} from '../client/launch';
import {
  findVaultPda, getFundInstruction as getFundPlanVaultInstruction, getStartInstruction,
} from '../client/vesting';
import type { LaunchView, TrancheView } from '../ledger/launch';
import type { Mine } from '../ledger/mine';
import { SYSTEM_PROGRAM, associated, isWrappedSol } from '../ledger/tokens';
import { type Accounts, type Action, ensureAccount, signer, watched, withAccounts, wrap } from './action';

/** Puts quote tokens into the sale; SOL that is not wrapped yet is wrapped on the way. */
export async function contribute(
  view: LaunchView,
  { accounts, quote, allowance: proof }: Pick<Mine, 'accounts' | 'quote' | 'allowance'>,
  { amount, tick }: { amount: bigint; tick: number },
): Promise<Action> {
  const instruction = await getContributeInstructionAsync({
    payer: signer(accounts.wallet), contributor: signer(accounts.wallet),
    launch: view.address, contributorQuote: accounts.quote[0], quoteVault: view.launch.quoteVault,
    amount, tick,
    proof: proof && { index: proof.index, cap: proof.amount, siblings: [...proof.proof] },
  });
  const lacks = isWrappedSol(view.quote) && amount > quote ? amount - quote : 0n;
  const wrapped = lacks > 0n ? wrap(accounts, view.quote, lacks) : [];
  return { title: 'Contribute', instructions: [...wrapped, instruction], watched: watched(view, accounts) };
}

/** Takes quote tokens back out. */
export async function withdraw(
  view: LaunchView,
  accounts: Accounts,
  contribution: Contribution,
  amount: bigint,
): Promise<Action> {
  const [place] = await findContributionPda({ launch: view.address, contributor: accounts.wallet });
  const instruction = getWithdrawInstruction({
    contributor: signer(accounts.wallet), rentPayer: contribution.rentPayer, launch: view.address,
    contribution: place, contributorQuote: accounts.quote[0], quoteVault: view.launch.quoteVault,
    amount,
  });
  const back = ensureAccount(accounts.wallet, accounts.wallet, view.quote, accounts.quote[0]);
  return { title: 'Withdraw', instructions: [back, instruction], watched: watched(view, accounts) };
}

/** Fixes the price. */
export function settle(view: LaunchView): Action {
  return {
    title: 'Settle the sale',
    instructions: [getSettleInstruction({ launch: view.address })],
    watched: [],
  };
}

/** Pays the reader's tokens and refund. */
export async function claim(
  view: LaunchView,
  accounts: Accounts,
  contribution: Contribution,
): Promise<Action> {
  const { launch, base, quote } = view;
  const { wallet } = accounts;
  const [place] = await findContributionPda({ launch: view.address, contributor: wallet });
  return {
    title: 'Claim tokens and refund',
    instructions: [
      ensureAccount(wallet, wallet, base, accounts.base[0]),
      ensureAccount(wallet, wallet, quote, accounts.quote[0]),
      getClaimInstruction({
        rentPayer: contribution.rentPayer, launch: view.address, contribution: place,
        baseMint: launch.baseMint, baseVault: launch.baseVault, contributorBase: accounts.base[0],
        quoteVault: launch.quoteVault, contributorQuote: accounts.quote[0],
        baseTokenProgram: launch.baseTokenProgram,
        baseBump: accounts.base[1], quoteBump: accounts.quote[1],
      }),
    ],
    watched: watched(view, accounts),
  };
}

/** Pays the reader's deposit back after a failed sale. */
export async function refund(
  view: LaunchView,
  accounts: Accounts,
  contribution: Contribution,
): Promise<Action> {
  const { wallet } = accounts;
  const [place] = await findContributionPda({ launch: view.address, contributor: wallet });
  return {
    title: 'Take your money back',
    instructions: [
      ensureAccount(wallet, wallet, view.quote, accounts.quote[0]),
      getRefundInstruction({
        rentPayer: contribution.rentPayer, launch: view.address, contribution: place,
        quoteVault: view.launch.quoteVault, contributorQuote: accounts.quote[0],
        quoteBump: accounts.quote[1],
      }),
    ],
    watched: watched(view, accounts),
  };
}

/** Moves proceeds, unsold tokens and dust to where the charter says. */
export async function sweep(view: LaunchView): Promise<Action> {
  const { launch } = view;
  const [creatorBase, creatorBump] = await associated(launch.creator, launch.baseMint, launch.baseTokenProgram);
  const { baseMint, baseVault, quoteVault, liquidityVault, buybackVault, treasuryVault, baseTokenProgram } = launch;
  const instruction = getSweepInstruction({
    launch: view.address, baseMint, baseVault, creatorBase, quoteVault, liquidityVault,
    buybackVault, treasuryVault, baseTokenProgram, creatorBump,
    ...(launch.airdropVault === SYSTEM_PROGRAM ? {} : { airdropVault: launch.airdropVault }),
  });
  return { title: 'Move the proceeds on', instructions: [instruction], watched: [] };
}

/** Moves a tranche to the account that pays it out; `payer` makes the mandate's account. */
export async function fundTranche(view: LaunchView, tranche: TrancheView, payer: Address): Promise<Action> {
  const { launch } = view;
  const { baseMint, baseVault, baseTokenProgram } = launch;
  const common = { launch: view.address, baseMint, baseVault, baseTokenProgram, tranche: tranche.index };
  const title = 'Move the tranche';
  if (tranche.list) {
    const distributor = tranche.destination;
    const instruction = getFundAirdropInstruction({ ...common, list: distributor });
    const vaults = await listVaults(distributor, tranche.list.openedVaults);
    const more = vaults.map(({ at }) => ({ address: at, role: 1 as const }));
    const counted = vaults.map(({ at, number }) => getActivateInstruction({ distributor, vault: at, vaultArg: number }));
    return { title, instructions: [withAccounts(instruction, more), ...counted], watched: [] };
  }
  if (tranche.plan) {
    const plan = tranche.destination;
    const [planVault] = await findVaultPda({ plan });
    const { mint, tokenProgram } = tranche.plan;
    return {
      title,
      instructions: [
        // A plan takes tokens only while its clock runs.
        ...(tranche.plan.hasStarted ? [] : [getStartInstruction({ plan, launch: view.address })]),
        getFundPlanInstruction({ ...common, plan, planVault }),
        getFundPlanVaultInstruction({ plan, mint, vault: planVault, tokenProgram }),
      ],
      watched: [],
    };
  }
  const [mandateBase, mandateBump] = await associated(launch.mandate, baseMint, baseTokenProgram);
  return {
    title,
    instructions: [
      ensureAccount(payer, launch.mandate, view.base, mandateBase),
      getFundBuybackInstruction({ ...common, mandateBase, mandateBump }),
    ],
    watched: [],
  };
}

/** The vaults of a list that are open, in the order of their numbers. */
async function listVaults(list: Address, opened: number): Promise<{ at: Address; number: number }[]> {
  const numbers = Array.from({ length: 16 }, (_, number) => number).filter((number) => (opened >> number) & 1);
  return Promise.all(numbers.map(async (number) => ({ number, at: await listVault(list, number) })));
}

/** Where vault `number` of a list is. */
export async function listVault(list: Address, number: number): Promise<Address> {
  const seeds = ['vault', getAddressEncoder().encode(list), getU8Encoder().encode(number)];
  return (await getProgramDerivedAddress({ programAddress: DISTRIBUTOR_PROGRAM_ADDRESS, seeds }))[0];
}
