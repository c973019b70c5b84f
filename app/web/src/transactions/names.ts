// The accounts that a reader of a launch knows, by name.

import type { Address } from '@solana/kit';
import type { LaunchView } from '../ledger/launch';
import { tranchesOf } from '../ledger/launch';
import { SYSTEM_PROGRAM, TOKEN_PROGRAM } from '../ledger/tokens';
import { KINDS } from '../format/words';
import type { Accounts } from './action';

/** Names for the accounts of a launch and, if there is one, of a wallet. */
export function namesOf(view: LaunchView, accounts: Accounts | null): Map<Address, string> {
  const { launch } = view;
  const names = new Map<Address, string>();
  const name = (address: Address, words: string) => names.has(address) || names.set(address, words);
  if (accounts) {
    name(accounts.wallet, 'your wallet');
    name(accounts.base[0], 'your account of the token');
    name(accounts.quote[0], 'your account of the quote token');
  }
  name(SYSTEM_PROGRAM, 'system program');
  name(TOKEN_PROGRAM, 'token program');
  name(view.address, 'the launch');
  name(launch.baseMint, 'the token');
  name(launch.quoteMint, 'the quote token');
  name(launch.baseVault, 'the launch’s tokens');
  name(launch.quoteVault, 'the launch’s deposits');
  name(launch.liquidityVault, 'liquidity’s share of the raise');
  name(launch.mandate, 'the buyback mandate');
  name(launch.buybackVault, 'the buyback’s money');
  name(launch.treasuryStream, 'the treasury’s stream');
  name(launch.treasuryVault, 'the treasury’s money');
  name(launch.governor, 'the unlock governor');
  name(launch.creator, 'the creator');
  for (const tranche of tranchesOf(view)) {
    if (tranche.destination !== SYSTEM_PROGRAM) name(tranche.destination, `tranche ${tranche.index + 1}: ${KINDS[tranche.kind]}`);
  }
  if (view.tender) name(view.tender.address, 'the tender');
  view.receipts.forEach(({ address, data }) => name(address, `receipt of cycle ${data.cycle}`));
  view.programs.forEach((program) => name(program.address, `${program.name} program`));
  return names;
}
