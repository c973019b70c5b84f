//! INV-A2: every admin key is gone, and strangers crank. A finite script, the same for any state,
//! pays everyone and empties and closes everything that `docs/design.md` does not say waits.

use groundswell_tests::{buybacks::BUYS_UNTIL, given::*};
use std::collections::BTreeSet;

use crate::{
    model::{Name, vested},
    run::{Aim, LISTERS, Run},
};

const OPENING: i64 = 180 * DAY;
const GRANTED: [&[Name]; 2] = [&["kol 0", "kol 1", "kol 2", "kol 3", "kol 4"], &["vc 0", "vc 1"]];

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

    pub fn must(&mut self, side: usize, name: Name, aim: Aim) {
        let done = self.crank(side, name, aim);
        assert!(done, "INV-A2: {name} on {side} is refused\n{}", self.trace.join("\n"));
    }

    /// Pays and closes everything.
    pub fn end(&mut self) {
        if self.world.now < CLOSES {
            self.warp(CLOSES);
        }
        for side in 0..2 {
            if self.sides[side].model.phase(self.world.now) == 2 {
                self.must(side, "settle", Aim::default());
            }
            self.pay_the_sale(side);
            if self.sides[side].model.settled_at.is_some() {
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
        let over = over.filter_map(|plan| Some(plan.zero? + plan.end + OPENING)).max();
        let late = self.world.now.max(LISTS_END).max(BUYS_UNTIL).max(over.unwrap_or(0));
        self.warp(late);
        for side in 0..2 {
            self.pay_grants(side);
            self.close_all(side);
        }
    }

    fn pay_the_sale(&mut self, side: usize) {
        let settled = self.sides[side].model.settled_at.is_some();
        let inside: Vec<Name> = self.sides[side].model.deposits.keys().copied().collect();
        for who in inside {
            let aim = Aim { who: Some(who), ..Aim::default() };
            self.must(side, if settled { "claim" } else { "refund" }, aim);
        }
        if !self.sides[side].model.paid_out {
            // Nothing may be due.
            self.crank(side, "sweep", Aim::default());
            self.must(side, "close", Aim::default());
        }
    }

    fn move_tranches(&mut self, side: usize) {
        if !self.sides[side].model.priced {
            self.must(side, "price", Aim::default());
        }
        if !self.sides[side].model.left.contains(&7) {
            self.must(side, "fund buyback", Aim::default());
        }
        if !self.sides[side].model.left.contains(&1) {
            self.must(side, "fund airdrop", Aim::default());
        }
        for n in 0..5 {
            let at = |who| Aim { grant: Some((n, who)), ..Aim::default() };
            if self.sides[side].model.plans[n].closed {
                continue;
            }
            if self.sides[side].model.plans[n].zero.is_none() {
                self.must(side, "start plan", at("kol 0"));
            }
            if n < 4 && !self.sides[side].model.left.contains(&[2, 3, 4, 6][n]) {
                self.must(side, "fund plan", at("kol 0"));
            }
            if n < 4 && !self.sides[side].model.plans[n].funded {
                self.must(side, "count plan", at("kol 0"));
            }
            let plan = &self.sides[side].model.plans[n];
            let over = self.world.now >= plan.zero.unwrap() + plan.end + OPENING;
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
        let stream = &self.sides[side].model.plans[4];
        if stream.closed {
            return;
        }
        if stream.grants.is_empty() && self.books[&stream.vault] > 0 {
            self.must(side, "open stream", aim);
        }
        let stream = &self.sides[side].model.plans[4];
        if self.books[&stream.vault] > stream.total - stream.paid {
            self.must(side, "top up", aim);
        }
    }

    fn claim_the_list(&mut self, side: usize) {
        let model = &self.sides[side].model;
        if self.world.now >= LISTS_END || model.settled_at.is_none() {
            return;
        }
        if !model.active {
            self.must(side, "activate", Aim::default());
        }
        for leaf in 0..LISTERS.len() {
            if !self.sides[side].model.claimed.contains(&leaf) {
                self.must(side, "claim leaf", Aim { leaf: Some(leaf), ..Aim::default() });
            }
        }
    }

    fn end_tenders(&mut self, side: usize) {
        let cycles: Vec<u32> = self.sides[side].model.tenders.keys().copied().collect();
        for cycle in cycles {
            let aim = Aim { cycle: Some(cycle), ..Aim::default() };
            let closes = GRACE_ENDS + i64::from(cycle) * 30 * DAY + 3 * DAY;
            if !self.sides[side].model.tenders[&cycle].cleared {
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
        if self.books[&self.sides[side].model.b("mandate sent")] > 0 {
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
                    let due = plan
                        .grants
                        .iter()
                        .filter(|(_, g)| vested(plan, g.amount, now).min(g.entitled) > g.paid);
                    due.map(move |(who, _)| (n, *who))
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
        if self.sides[side].model.settled_at.is_some()
            && self.books[&self.sides[side].model.q("mandate")] > 0
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
            if !plan.funded || plan.closed {
                continue;
            }
            let grants: Vec<Name> = plan.grants.keys().copied().collect();
            for who in grants {
                self.must(side, "close grant", at(who));
            }
            let plan = &self.sides[side].model.plans[n];
            if plan.lost + plan.total - plan.granted > plan.sunk {
                self.must(side, "forfeit", at("kol 0"));
            }
            self.must(side, "close plan", at("kol 0"));
        }
        if self.sides[side].model.settled_at.is_none() {
            self.crank(side, "close mandate", Aim::default());
        }
    }
}
