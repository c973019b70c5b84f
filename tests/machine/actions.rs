//! Everything anyone can send, with arguments that may be right or wrong.

use groundswell_sdk::program::ContributeArgs;
use groundswell_tests::{given::*, stage::address, tokens};
use solana_instruction::Instruction;

use crate::{
    model::{Effect, Name, Tender},
    run::{Run, Step, WALLETS},
};

/// Before the sale is over.
const SALE: &[Name] = &[
    "contribute",
    "contribute",
    "contribute",
    "withdraw",
    "donate quote",
    "fund plan alone",
    "create grant",
];
/// Once it is.
const SETTLE: &[Name] = &["settle", "settle", "refund", "withdraw", "contribute"];
/// After the settlement.
const AFTER: &[Name] = &[
    "claim",
    "claim",
    "claim",
    "sweep",
    "close",
    "fund airdrop",
    "activate",
    "claim leaf",
    "claim leaves",
    "start plan",
    "start plan",
    "fund plan",
    "fund plan",
    "count plan",
    "count plan",
    "open grant",
    "open grant",
    "create grant",
    "withdraw grant",
    "withdraw grant",
    "withdraw grant",
    "cancel grant",
    "forfeit",
    "open stream",
    "top up",
    "price",
    "fund buyback",
    "count",
    "open cycle",
    "open cycle",
    "offer",
    "offer",
    "offer",
    "offer",
    "take back",
    "clear",
    "clear",
    "collect",
    "collect",
    "collect",
    "sink",
    "retire",
    "disclose",
    "reassign",
    "mark missed",
    "donate quote",
    "donate base",
    "donate lamports",
];
/// At the end.
const END: &[Name] = &[
    "clawback",
    "close page",
    "close list",
    "close grant",
    "close grant",
    "close plan",
    "finish",
    "close receipt",
    "close mandate",
    "sweep",
    "close",
    "collect",
    "clear",
    "withdraw grant",
    "forfeit",
    "refund",
    "claim",
];
/// What only one key can send, but for grants.
pub const ADMIN: &[Name] = &[
    "cancel",
    "cancel grant",
    "create grant",
    "mark missed",
    "give up",
    "close governor",
    "seal again",
];

/// Another grant, vault or wallet may be meant: then something else happens, rightly.
const MAY_BE_ANOTHERS: &[Name] = &["donate quote", "donate base", "donate lamports"];

/// Every action that is counted.
pub fn all() -> Vec<Name> {
    let mut all: Vec<Name> = [SALE, SETTLE, AFTER, END, ADMIN].concat();
    all.retain(|name| *name != "seal again" && *name != "close governor" && *name != "give up");
    all.sort_unstable();
    all.dedup();
    all
}

impl Run {
    /// A random action on a random launch. Now and then the same twice in one transaction.
    pub fn act(&mut self, hostile: bool) {
        let side = self.draw(0, 2) as usize;
        self.enter(side);
        let phase = self.sides[side].model.phase(self.world.now);
        let late = self.world.now >= LISTS_END && self.chance(0.5);
        let likely = match phase {
            0 | 1 => SALE,
            2 => SETTLE,
            _ if late => END,
            _ => AFTER,
        };
        let likely = if phase == 4 && self.chance(0.5) { END } else { likely };
        let from = if hostile && self.chance(0.3) {
            ADMIN
        } else if self.chance(0.9) {
            likely
        } else {
            self.pick(&[SALE, SETTLE, AFTER, END])
        };
        let mut name = self.pick(from);
        let now = self.world.now;
        let trades = |t: &(&u32, &Tender)| {
            !t.1.cleared && now < GRACE_ENDS + i64::from(*t.0) * 30 * DAY + 11 * DAY / 4
        };
        if self.sides[side].model.tenders.iter().any(|t| trades(&t)) && self.chance(0.5) {
            name = self.pick(&["offer", "offer", "offer", "take back"]);
        }
        if phase == 0 && self.chance(0.02) {
            name = "cancel";
        }
        let Some(mut step) = self.step(side, name) else { return };
        if self.chance(0.02) {
            step.instructions.extend(step.instructions.clone());
            (step.times, step.name) = (2, "twice at once");
        } else if hostile && self.chance(0.15) {
            return self.swapped(step);
        }
        self.send(step);
    }

    /// One account exchanged for any other that was ever named: it is refused, or makes no
    /// difference.
    fn swapped(&mut self, mut step: Step) {
        if MAY_BE_ANOTHERS.contains(&step.name) || self.accounts.is_empty() {
            return;
        }
        let others: Vec<_> = self.accounts.keys().copied().collect();
        let (other, count) = (self.pick(&others), step.instructions[0].accounts.len() as u64);
        let at = self.draw(0, count) as usize;
        let account = &mut step.instructions[0].accounts[at];
        if account.is_signer {
            return;
        }
        account.pubkey = other;
        step.name = "with another account";
        self.send(step);
    }

    /// One action of this name on this launch. `None` if there is nothing it could be about.
    pub fn step(&mut self, side: usize, name: Name) -> Option<Step> {
        let made = self.sale(side, name).or_else(|| self.list(side, name));
        let made = made.or_else(|| self.plan(side, name)).or_else(|| self.tender(side, name));
        let (instructions, signers, effect) = made?;
        Some(Step { name, side, instructions, signers, effect, times: 1 })
    }

    fn sale(&mut self, side: usize, name: Name) -> Option<(Vec<Instruction>, Vec<Name>, Effect)> {
        let keys = self.world.keys;
        let inside: Vec<Name> = self.sides[side].model.deposits.keys().copied().collect();
        let about = ["claim", "refund", "withdraw"].contains(&name) && !inside.is_empty();
        let aimed = self.aim.who;
        let who = if let Some(who) = aimed {
            who
        } else if about && self.chance(0.9) {
            self.pick(&inside)
        } else {
            self.pick(&WALLETS)
        };
        let wallet = address(who);
        let account = keys.quote_account(&wallet).0;
        let digits = self.draw(1, 5) as u32;
        let amount = self.draw(0, 10u64.pow(digits) * 5);
        let deposit = self.sides[side].model.deposits.get(who).copied();
        let one = |instruction, effect| Some((vec![instruction], vec![], effect));
        match name {
            "contribute" => {
                let ticks = if self.sides[side].given.args.rule == 2 { 21 } else { 1 };
                let drawn = self.draw(0, ticks) as u8;
                let again = deposit.filter(|_| self.chance(0.9));
                let tick = again.map_or(drawn, |d| d.1 as u8);
                let args = ContributeArgs { amount, tick, proof: None };
                let instruction = keys.contribute(wallet, wallet, account, None, args);
                Some((
                    vec![instruction],
                    vec![who],
                    Effect::Contribute(who, amount.into(), tick.into()),
                ))
            }
            "withdraw" => {
                let whole = deposit.map_or(amount, |d| d.0 as u64);
                let amount = if self.chance(0.2) { whole } else { amount };
                let instruction = keys.withdraw(wallet, wallet, account, amount);
                Some((vec![instruction], vec![who], Effect::Withdraw(who, amount.into())))
            }
            "settle" => one(keys.settle(), Effect::Settle),
            "cancel" => Some((vec![keys.cancel()], vec!["creator"], Effect::Cancel)),
            "seal again" => {
                let seal =
                    keys.seal(keys.base_account(&keys.creator).0, &self.world.destinations(), None);
                Some((vec![seal], vec!["creator", "rent payer"], Effect::Nothing))
            }
            "claim" => one(keys.claim(wallet, wallet), Effect::Claim(who)),
            "refund" => one(keys.refund(wallet, wallet), Effect::Refund(who)),
            "sweep" => one(keys.sweep(Some(self.sides[side].list.keys.vault(0))), Effect::Sweep),
            "close" => one(keys.close(), Effect::Close),
            "donate quote" => {
                let model = &self.sides[side].model;
                let vaults =
                    [model.q("sale"), model.q("liquidity"), model.q("mandate"), model.q("stream")];
                let label = vaults[self.draw(0, 4) as usize].clone();
                let amount = self.draw(1, 50);
                let to = self.places[&label];
                let give = tokens::mint_to(
                    &keys.quote_mint,
                    &to,
                    &address("quote bank"),
                    amount,
                    &tokens::TOKEN,
                );
                Some((vec![give], vec!["quote bank"], Effect::Mint(label, amount.into())))
            }
            "donate base" => {
                let label = ["vault", "list", "mandate", "mandate sent", "plan 0", "plan 2"]
                    [self.draw(0, 6) as usize];
                let label = self.sides[side].model.b(label);
                let amount = self.draw(1, 30);
                let from = keys.base_account(&wallet).0;
                let give = tokens::transfer(&from, &self.places[&label], &wallet, amount);
                let from = self.sides[side].model.b(who);
                Some((vec![give], vec![who], Effect::Send(from, label, amount.into())))
            }
            "donate lamports" => {
                let (at, mandate) = (keys.at, keys.mandate);
                let to = self.pick(&[
                    at.launch,
                    at.base_vault,
                    at.quote_vault,
                    mandate,
                    keys.treasury_vault(),
                ]);
                let there = self.world.stage.ledger.account(&to).is_some();
                let give = tokens::send_lamports(&address("payer"), &to, 1_000_000);
                there.then_some((vec![give], vec![], Effect::Nothing))
            }
            _ => None,
        }
    }
}
