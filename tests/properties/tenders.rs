//! Steps of the buyback.

use groundswell_tests::{given::*, stage::address};

use crate::{
    model::{About, Name},
    run::{Made, Run, WALLETS},
};

/// Length of a cycle (seconds).
pub const CYCLE: i64 = 30 * DAY;

impl Run {
    /// A step of the mandate.
    pub fn tender(&mut self, side: usize, name: Name) -> Option<Made> {
        let (host, keys) = (address("host"), self.sides[side].mandate.clone());
        let present = u32::try_from((self.world.now - GRACE_ENDS) / CYCLE).unwrap_or(0);
        let tenders = &self.sides[side].model.tenders;
        let made: Vec<u32> = tenders.keys().copied().collect();
        let of = |cycle: u32| tenders[&cycle].offers.keys().map(move |key| (cycle, key.0, key.1));
        // Those whose time it is.
        let ripe = |cycle: &u32| tenders[cycle].spent.is_some() == (name == "collect");
        let open: Vec<_> = made.iter().filter(|cycle| ripe(cycle)).flat_map(|c| of(*c)).collect();
        let open = if open.is_empty() { made.iter().flat_map(|c| of(*c)).collect() } else { open };
        let cycle = if made.is_empty() { present } else { self.pick(&made) };
        let likely = self.aim.cycle.or_else(|| self.likely_cycle(side, name));
        let mut about = About { cycle: likely.unwrap_or(cycle), ..About::default() };
        let mine = |run: &mut Run| -> Option<(u32, Name, u16)> {
            let aimed = run.aim.cycle;
            let open: Vec<_> =
                open.iter().copied().filter(|o| aimed.is_none_or(|cycle| o.0 == cycle)).collect();
            (!open.is_empty()).then(|| run.pick(&open))
        };
        let cycle = about.cycle;
        let (instruction, signers) = match name {
            "price" => (keys.start(), vec![]),
            "count" => (keys.fund(), vec![]),
            "open cycle" => {
                about.cycle = present;
                (keys.open_cycle(host, present), vec!["host"])
            }
            "offer" => {
                let sale = &self.sides[side].model.sale;
                let all = WALLETS.iter().map(|who| (*who, self.books.of(&sale.b(who)) as u64));
                let rich: Vec<_> = all.clone().filter(|(_, has)| *has > 0).collect();
                let all: Vec<_> = if rich.is_empty() { all.collect() } else { rich };
                let (who, has) = self.pick(&all);
                let few = has.min(2_000);
                let amount = self.draw(1, few + few / 20 + 2);
                let price = self.draw(1, 20) as u16 * 500;
                (about.who, about.price, about.amount) = (who, price, amount.into());
                about.cycle = present;
                let from = keys.base_account(&address(who)).0;
                let offer =
                    keys.make_offer(address(who), address(who), from, present, price, amount);
                (offer, vec![who])
            }
            "take back" => {
                let (cycle, who, price) = mine(self)?;
                let amount = self.sides[side].model.tenders[&cycle].offers[&(who, price)][0];
                let amount = amount as u64;
                let amount = if self.chance(50) { amount } else { self.draw(1, amount + 2) };
                (about.who, about.price, about.amount) = (who, price, amount.into());
                about.cycle = cycle;
                let to = keys.base_account(&address(who)).0;
                let back =
                    keys.withdraw_offer(address(who), address(who), to, (cycle, price), amount);
                (back, vec![who])
            }
            "clear" => (keys.clear(host, cycle), vec![]),
            "collect" => {
                let (cycle, who, price) = mine(self)?;
                (about.who, about.price, about.cycle) = (who, price, cycle);
                (keys.collect(address(who), host, &address(who), cycle, price), vec![])
            }
            "sink" => (keys.sink_bought(cycle), vec![]),
            "retire" => (keys.retire(), vec![]),
            "finish" => (keys.finish(), vec![]),
            "close receipt" => (keys.close_receipt(host, cycle), vec![]),
            "close mandate" => (keys.close_mandate(), vec![]),
            _ => return None,
        };
        Some((vec![instruction], signers, about))
    }

    /// Mostly a cycle that has what it takes.
    fn likely_cycle(&mut self, side: usize, name: Name) -> Option<u32> {
        let now = self.world.now;
        let tenders = self.sides[side].model.tenders.iter();
        let over = |cycle: u32| now >= GRACE_ENDS + i64::from(cycle) * CYCLE + 3 * DAY;
        let likely: Vec<u32> = match name {
            "clear" => {
                tenders.filter(|t| t.1.spent.is_none() && over(*t.0)).map(|t| *t.0).collect()
            }
            "sink" => tenders.filter(|t| t.1.bought > t.1.sunk).map(|t| *t.0).collect(),
            _ => return None,
        };
        (!likely.is_empty() && self.chance(90)).then(|| self.pick(&likely))
    }
}
