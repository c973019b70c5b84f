// One sentence for each instruction that a page of this app can ask to sign.

import { amount, share } from '../format/amount';

/** How many decimals the two tokens have. */
export interface Units {
  base: number;
  quote: number;
}

type Data = Record<string, unknown>;
type Sentence = (data: Data, units: Units) => string;

const quote = (data: Data, units: Units) => `${amount(data.amount as bigint, units.quote)} quote tokens`;
const base = (units: bigint, decimals: Units) => `${amount(units, decimals.base)} tokens`;

/** By program and instruction; amounts are read from the instruction's own bytes. */
export const SENTENCES: Record<string, Sentence> = {
  'launch.Contribute': (data, units) => `Moves ${quote(data, units)} from you into the sale. Until withdrawals end you can take them back.`,
  'launch.Withdraw': (data, units) => `Moves ${quote(data, units)} from the sale back to you.`,
  'launch.Settle': () => 'Fixes the price of the sale, the same for everyone. Moves no tokens.',
  'launch.Claim': () => 'Pays what you bought and what was not accepted of your deposit to your own accounts, and gives the rent back to who paid it.',
  'launch.Refund': () => 'Pays your whole deposit back to your own account, and gives the rent back to who paid it.',
  'launch.Sweep': () => 'Moves the raise to liquidity, buyback and treasury, and unsold tokens to where the charter says.',
  'launch.FundAirdrop': (data) => `Moves tranche ${Number(data.tranche) + 1} to the vaults of its published list.`,
  'launch.FundPlan': (data) => `Moves tranche ${Number(data.tranche) + 1} to the vault of its vesting plan.`,
  'launch.FundBuyback': (data) => `Moves tranche ${Number(data.tranche) + 1} to the mandate, which burns it.`,
  'distributor.Activate': () => 'Counts the vault of the list as funded: claims can begin. Moves no tokens.',
  'distributor.OpenPage': () => 'Makes the page on which claims are marked. Its rent comes back when the list is over.',
  'distributor.Claim': (data, units) => `Pays what has unlocked of ${base((data.leaf as { amount: bigint }).amount, units)} on the list to your own account.`,
  'vesting.Start': () => 'Starts the plan’s clock at the moment the sale settled. Moves no tokens.',
  'vesting.Fund': () => 'Counts the plan’s vault as funded. Moves no tokens of yours.',
  'vesting.TopUp': () => 'Counts what arrived for the stream, so that it vests with the rest. Moves no tokens.',
  'vesting.OpenGrant': (data, units) => (data.amount as bigint) > 0n
    ? `Opens a grant of ${base(data.amount as bigint, units)}, as the published list has it. You pay its rent and get it back. Moves no tokens.`
    : 'Opens the one grant of a stream. Moves no tokens.',
  'vesting.Withdraw': () => 'Pays what has vested, as far as the governor lets it out, to your own account.',
  'buyback.Start': () => 'Takes the sale’s price as the reference of the buyback. Moves no tokens.',
  'buyback.Fund': () => 'Counts the money that arrived in the buyback’s vault. Moves no tokens.',
  'buyback.OpenCycle': (data) => `Opens the tender of cycle ${Number(data.cycle)}. You pay its rent and get it back.`,
  'buyback.MakeOffer': (data, units) => `Moves ${base(data.amount as bigint, units)} from you into the tender, asking ${share(data.priceBps as number)} of the sale’s price. What is not bought comes back.`,
  'buyback.WithdrawOffer': (data, units) => `Moves ${base(data.amount as bigint, units)} from the tender back to you.`,
  'buyback.Clear': () => 'Fixes the tender’s price, the same for everyone. Moves no tokens.',
  'buyback.Collect': () => 'Pays for what was bought of your offer, gives the rest back, both to your own accounts, and gives the rent back to who paid it.',
  'buyback.Retire': () => 'Burns what was sent to the mandate, or locks it where the mandate says.',
  'buyback.SinkBought': () => 'Burns what was bought and collected, or locks it where the mandate says.',
};
