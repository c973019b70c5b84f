//! INV-A2: every admin key is gone, and strangers crank. A finite script, the same for any state,
//! pays everyone and empties and closes everything that `docs/design.md` does not say waits.

use groundswell_tests::{buybacks::BUYS_UNTIL, given::*};
use std::collections::BTreeSet;

use crate::{
    cranks::{GRANTED, TRANCHES},
    model::{Name, beside},
    run::{Aim, LISTERS, Run, WALLETS},
    tenders::CYCLE,
};

const OPENING: i64 = 180 * DAY;

impl Run {
    /// Sends it; nobody signs who has a power.
    pub fn crank(&mut self, side: usize, name: Name, aim: Aim) -> bool {
        self.enter(side);
        self.aim = aim;
        let step = self.step(side, name).unwrap_or_else(|| panic!("{name} is about nothing"));
        self.aim = Aim::default();
        assert!(step.signers.iter().all(|signer| *signer == "host"), "{name} needs a key");
        self.send(step)
    }

    /// The same, and it must succeed.
    pub fn must(&mut self, side: usize, name: Name, aim: Aim) {
        let done = self.crank(side, name, aim);
        assert!(done, "INV-A2: {name} on {side} is refused: {:?}", self.trace.last());
    }

    /// Pays and closes everything.
    pub fn end(&mut self) {
        self.late = self.world.now >= LISTS_END;
        self.thaw();
        if self.world.now < CLOSES {
            self.warp(CLOSES);
        }
        for side in 0..2 {
            if self.sides[side].model.sale.phase(self.world.now) == 2 {
                self.must(side, "settle", Aim::default());
            }
            self.pay_the_sale(side);
            if self.sides[side].model.sale.outcome.is_some() {
                self.move_tranches(side);
            }
        }
        if self.world.now < GRACE_ENDS {
            self.warp(GRACE_ENDS);
        }
        for side in 0..2 {
            self.claim_the_list(side);
            self.end_tenders(side);
        }
        let over = self.sides.iter().flat_map(|side| &side.model.plans);
        let over = over.filter_map(|plan| Some(plan.zero? + plan.terms.end + OPENING)).max();
        let late = self.world.now.max(LISTS_END).max(BUYS_UNTIL).max(over.unwrap_or(0));
        self.warp(late);
        for side in 0..2 {
            self.pay_grants(side);
            self.close_all(side);
        }
    }

    /// What an issuer froze waits for the issuer; an account that its owner closed anyone opens.
    fn thaw(&mut self) {
        for side in 0..2 {
            for who in WALLETS {
                self.aim = Aim { who: Some(who), ..Aim::default() };
                self.enter(side);
                for name in ["thaw", "open base account", "open quote account"] {
                    let step = self.step(side, name).unwrap();
                    self.send(step);
                }
            }
        }
        self.aim = Aim::default();
    }

    fn pay_the_sale(&mut self, side: usize) {
        let settled = self.sides[side].model.sale.outcome.is_some();
        let inside: Vec<Name> = self.sides[side].model.sale.deposits.keys().copied().collect();
        for who in inside {
            let aim = Aim { who: Some(who), ..Aim::default() };
            self.must(side, if settled { "claim" } else { "refund" }, aim);
        }
        if !self.sides[side].did("close") {
            // Nothing may be due.
            self.crank(side, "sweep", Aim::default());
            self.must(side, "close", Aim::default());
        }
    }

    fn move_tranches(&mut self, side: usize) {
        if !self.sides[side].did("price") {
            self.must(side, "price", Aim::default());
        }
        if !self.sides[side].did("fund buyback") {
            self.must(side, "fund buyback", Aim::default());
        }
        if !self.sides[side].did("fund airdrop") {
            self.must(side, "fund airdrop", Aim::default());
        }
        for n in 0..5 {
            let at = |who| Aim { grant: Some((n, who)), ..Aim::default() };
            if self.sides[side].closed(n) {
                continue;
            }
            if self.sides[side].model.plans[n].zero.is_none() {
                self.must(side, "start plan", at("kol 0"));
            }
            if n < TRANCHES.len() && !self.sides[side].done.contains(&("fund plan", n)) {
                self.must(side, "fund plan", at("kol 0"));
            }
            if n < TRANCHES.len() && !self.sides[side].funded(n) {
                self.must(side, "count plan", at("kol 0"));
            }
            let plan = &self.sides[side].model.plans[n];
            let over = plan.is_over(self.world.now);
            let missing = |who: &&Name| !over && !plan.grants.contains_key(*who);
            let opens =
                GRANTED.get(n).map_or(vec![], |all| all.iter().filter(missing).copied().collect());
            for who in opens {
                self.must(side, "open grant", at(who));
            }
        }
        self.pay_stream(side);
    }

    /// Money that came late starts a stream's grant anew, whenever that is.
    fn pay_stream(&mut self, side: usize) {
        let aim = Aim { grant: Some((4, "treasurer")), ..Aim::default() };
        if self.sides[side].closed(4) {
            return;
        }
        let stream = &self.sides[side].model.plans[4];
        if stream.grants.is_empty() && self.books.of(&stream.vault) > 0 {
            self.must(side, "open stream", aim);
        }
        let stream = &self.sides[side].model.plans[4];
        if self.books.of(&stream.vault) > stream.sum(|grant| grant.amount - grant.paid) {
            self.must(side, "top up", aim);
        }
    }

    fn claim_the_list(&mut self, side: usize) {
        let one = &self.sides[side];
        if self.world.now >= LISTS_END || one.model.sale.outcome.is_none() {
            return;
        }
        if !one.did("activate") {
            self.must(side, "activate", Aim::default());
        }
        for (leaf, lister) in LISTERS.iter().enumerate() {
            if self.books.of(&self.sides[side].model.sale.b(lister)) == 0 {
                self.must(side, "claim leaf", Aim { leaf: Some(leaf), ..Aim::default() });
            }
        }
    }

    fn end_tenders(&mut self, side: usize) {
        let cycles: Vec<u32> = self.sides[side].model.tenders.keys().copied().collect();
        for cycle in cycles {
            let aim = Aim { cycle: Some(cycle), ..Aim::default() };
            let closes = GRACE_ENDS + i64::from(cycle) * CYCLE + 3 * DAY;
            if self.sides[side].model.tenders[&cycle].spent.is_none() {
                self.warp(closes.max(self.world.now));
                self.must(side, "clear", aim);
            }
            while !self.sides[side].model.tenders[&cycle].offers.is_empty() {
                self.must(side, "collect", aim);
            }
            let tender = &self.sides[side].model.tenders[&cycle];
            if tender.bought > tender.sunk {
                self.must(side, "sink", aim);
            }
        }
        if self.books.of(&self.sides[side].model.sale.b("mandate sent")) > 0 {
            self.must(side, "retire", Aim::default());
        }
    }

    /// As many epochs as it takes.
    fn pay_grants(&mut self, side: usize) {
        for _ in 0..80 {
            let now = self.world.now;
            let plans = self.sides[side]
                .model
                .plans
                .iter()
                .enumerate()
                .filter(|(n, _)| *n < 5 || side == 0);
            let due: Vec<(usize, Name)> = plans
                .flat_map(|(n, plan)| {
                    let due = plan.grants.keys().filter(|who| plan.due(who, now) > 0);
                    due.map(move |who| (n, *who))
                })
                .collect();
            let mut paid = BTreeSet::new();
            for (n, who) in due {
                if self.crank(
                    side,
                    "withdraw grant",
                    Aim { grant: Some((n, who)), ..Aim::default() },
                ) {
                    paid.insert((n, who));
                }
            }
            if paid.is_empty() {
                return;
            }
            self.warp(now + 7 * DAY);
        }
        panic!("INV-A2: grants are not paid after 80 epochs");
    }

    fn close_all(&mut self, side: usize) {
        for name in ["clawback", "close page", "close list"] {
            self.crank(side, name, Aim::default());
        }
        if self.sides[side].model.sale.outcome.is_some()
            && self.books.of(&self.sides[side].model.sale.q("mandate")) > 0
        {
            self.must(side, "finish", Aim::default());
        }
        let cycles: Vec<u32> = self.sides[side].model.tenders.keys().copied().collect();
        for cycle in cycles {
            self.crank(side, "close receipt", Aim { cycle: Some(cycle), ..Aim::default() });
        }
        for n in 0..if side == 0 { 6 } else { 5 } {
            let at = |who| Aim { grant: Some((n, who)), ..Aim::default() };
            let plan = &self.sides[side].model.plans[n];
            if !self.sides[side].funded(n) || self.sides[side].closed(n) {
                continue;
            }
            let grants: Vec<Name> = plan.grants.keys().copied().collect();
            for who in grants {
                self.must(side, "close grant", at(who));
            }
            let plan = &self.sides[side].model.plans[n];
            let burned = beside(&plan.vault, "burned");
            if plan.forfeited(self.world.now) > self.books.moved(&plan.vault, &burned) {
                self.must(side, "forfeit", at("kol 0"));
            }
            self.must(side, "close plan", at("kol 0"));
        }
        if self.sides[side].model.sale.outcome.is_some() {
            self.must(side, "close governor", Aim::default());
        }
        if self.sides[side].model.sale.outcome.is_none() {
            self.crank(side, "close mandate", Aim::default());
        }
        for name in ["empty list", "close shelf page", "close shelf", "close mandate beside"] {
            self.crank(0, name, Aim::default());
        }
    }
}
