// What can be done with locked grants and published lists.

import type { Address } from '@solana/kit';
import {
  type Distributor, findPagePda, getClaimInstruction, getOpenPageInstructionAsync,
} from '../client/distributor';
import {
  type Plan, findGrantPda, findVaultPda, getOpenGrantInstructionAsync, getStartInstruction,
  getTopUpInstruction, getWithdrawInstruction,
} from '../client/vesting';
import type { LaunchView } from '../ledger/launch';
import { SYSTEM_PROGRAM, TOKEN_PROGRAM, associated } from '../ledger/tokens';
import { type Leaf, placeOf } from '../rules/claims';
import { type Accounts, type Action, ensureAccount, signer, watched } from './action';
import { listVault } from './sale';

/** Starts a plan's clock with the launch's settlement. */
export function startPlan(view: LaunchView, plan: Address): Action {
  return {
    title: 'Start the clock',
    instructions: [getStartInstruction({ plan, launch: view.address })],
    watched: [],
  };
}

/** Counts what arrived for the treasury's stream. */
export async function countStream(view: LaunchView): Promise<Action> {
  const { treasuryStream: plan, treasuryVault: vault } = view.launch;
  const [grant] = await findGrantPda({ plan, recipient: view.stream!.recipient });
  const instruction = getTopUpInstruction({ plan, grant, vault });
  return { title: 'Count the treasury’s money', instructions: [instruction], watched: [] };
}

/** Opens `recipient`'s grant, as the plan's published list has it; the reader pays the rent. */
export async function openGrant(
  accounts: Accounts,
  plan: Address,
  recipient: Address,
  leaf: Leaf | null,
): Promise<Action> {
  const instruction = await getOpenGrantInstructionAsync({
    payer: signer(accounts.wallet), recipient, plan,
    index: leaf?.index ?? 0, amount: leaf?.amount ?? 0n, proof: [...(leaf?.proof ?? [])],
  });
  return { title: 'Open a grant', instructions: [instruction], watched: [] };
}

/** Pays what has vested of the reader's grant, of a plan at `address`. */
export async function withdrawGrant(
  view: LaunchView,
  accounts: Accounts,
  address: Address,
  plan: Plan,
  grant: Address,
): Promise<Action> {
  const { wallet } = accounts;
  const [vault] = await findVaultPda({ plan: address });
  const mint = { address: plan.mint, program: plan.tokenProgram };
  const [tokens, bump] = await associated(wallet, mint.address, mint.program);
  const governor = plan.governor === SYSTEM_PROGRAM ? {} : { governor: plan.governor };
  return {
    title: 'Withdraw what has vested',
    instructions: [
      ensureAccount(wallet, wallet, mint, tokens),
      getWithdrawInstruction({
        plan: address, grant, mint: plan.mint, vault, recipientTokens: tokens,
        tokenProgram: plan.tokenProgram, bump, ...governor,
      }),
    ],
    watched: watched(view, accounts),
  };
}

/** Pays what has unlocked of the reader's leaf on a list. */
export async function claimLeaf(
  view: LaunchView,
  accounts: Accounts,
  at: Address,
  list: Distributor,
  leaf: Leaf,
  hasPage: boolean,
): Promise<Action> {
  const { wallet } = accounts;
  const place = placeOf(list.count, list.vaultLevels, leaf.index)!;
  const [page] = await findPagePda({ distributor: at, number: place.page });
  const [tokens, bump] = accounts.base;
  const opening = await getOpenPageInstructionAsync({
    payer: signer(wallet), distributor: at, number: place.page,
  });
  return {
    title: 'Claim from the airdrop',
    instructions: [
      ensureAccount(wallet, wallet, view.base, tokens),
      ...(hasPage ? [] : [opening]),
      getClaimInstruction({
        distributor: at, page, mint: list.mint, vault: await listVault(at, place.vault),
        claimantTokens: tokens, tokenProgram: list.tokenProgram ?? TOKEN_PROGRAM,
        leaf: { index: leaf.index, amount: leaf.amount, bump }, proof: [...leaf.proof],
      }),
    ],
    watched: watched(view, accounts),
  };
}
