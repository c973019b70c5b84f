//! Steps of the sale, with arguments that may be right or wrong.

use groundswell_sdk::program::ContributeArgs;
use groundswell_tests::stage::address;

use crate::{
    model::{About, Name},
    run::{Made, Run, WALLETS},
};

impl Run {
    /// A step of the sale.
    pub fn sale(&mut self, side: usize, name: Name) -> Option<Made> {
        let keys = self.sides[side].keys;
        let model = &self.sides[side].model.sale;
        let (rule, ticks) = (model.terms.rule, model.terms.ticks.len() as u64);
        let inside: Vec<Name> = model.deposits.keys().copied().collect();
        let about = ["claim", "refund", "withdraw"].contains(&name) && !inside.is_empty();
        let among = if about && self.chance(90) { &inside[..] } else { &WALLETS };
        let drawn = self.pick(among);
        let who = self.aim.who.unwrap_or(drawn);
        let wallet = address(who);
        let account = keys.quote_account(&wallet).0;
        let deposit = self.sides[side].model.sale.deposits.get(who).copied();
        let mut about = About { who, ..About::default() };
        let (instruction, signers) = match name {
            "contribute" => {
                let most = self.pick(&[30_000, 20_000, 10_000, 3_000, 60, 200_000]);
                let amount = self.draw(5, most);
                let drawn = self.draw(0, if rule == 2 { ticks + 1 } else { 1 }) as u8;
                let again = deposit.filter(|_| self.chance(90));
                let tick = again.map_or(drawn, |d| d.1 as u8);
                (about.amount, about.tick) = (amount.into(), tick.into());
                let args = ContributeArgs { amount, tick, proof: None };
                (keys.contribute(wallet, wallet, account, None, args), vec![who])
            }
            "withdraw" => {
                let whole = deposit.map_or(100, |d| d.0 as u64);
                let part = self.draw(0, whole + whole / 10 + 2);
                let amount = if self.chance(25) { whole } else { part };
                about.amount = amount.into();
                (keys.withdraw(wallet, wallet, account, amount), vec![who])
            }
            "settle" => (keys.settle(), vec![]),
            "cancel" => (keys.cancel(), vec!["creator"]),
            "seal" => {
                let governor = self.world.governor_to_name();
                let base = keys.base_account(&keys.creator).0;
                let seal = keys.seal(base, &self.world.destinations(), governor);
                (seal, vec!["creator", "rent payer"])
            }
            "claim" => (keys.claim(wallet, wallet), vec![]),
            "refund" => (keys.refund(wallet, wallet), vec![]),
            "sweep" => (keys.sweep(Some(self.sides[side].list.keys.vault(0))), vec![]),
            "close" => (keys.close(), vec![]),
            "fund airdrop" => {
                (keys.fund_airdrop(1, self.sides[side].list.keys.distributor, 1), vec![])
            }
            "fund buyback" => (keys.fund_buyback(7), vec![]),
            _ => return None,
        };
        Some((vec![instruction], signers, about))
    }
}
