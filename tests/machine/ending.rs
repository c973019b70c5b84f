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

const LIQUIDITY: u64 = 100_000;
const VAULTS: [&str; 11] = [
    "vault",
    "list",
    "mandate",
    "mandate sent",
    "sale",
    "liquidity",
    "stream",
    "plan 0",
    "plan 1",
    "plan 2",
    "plan 3",
];

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

    /// What is left is what the design says waits, and who paid rent has it back.
    pub fn inv_a2_nothing_is_left_but_what_waits(&mut self) {
        for side in 0..2 {
            let model = &self.sides[side].model;
            assert!(model.deposits.is_empty());
            let settled = model.settled_at.is_some();
            let prefix = [model.b(""), format!("q/{side} ")];
            for (label, held) in &self.books {
                let place = prefix.iter().find_map(|p| label.strip_prefix(p.as_str()));
                let gift = model.gifts.get(label).copied().unwrap_or(0);
                // A gift stays with a vault that stays.
                let waits = match (place, settled) {
                    (Some("vault"), true) => u128::from(LIQUIDITY) + gift,
                    (Some("mandate"), true) if label.starts_with("q/") => 0,
                    (Some("mandate"), true) => gift,
                    (Some("plan 0" | "plan 1" | "plan 2" | "plan 3" | "stream"), false) => gift,
                    (Some("liquidity"), true) => model.swept[0] + gift + model.finished,
                    (Some(place), _) if VAULTS.contains(&place) => 0,
                    _ => continue,
                };
                assert_eq!(*held, waits, "INV-A2: {label}\n{}", self.trace.join("\n"));
            }
            for (n, plan) in model.plans.iter().enumerate().filter(|(n, _)| *n < 5 || side == 0) {
                assert!(plan.closed || !plan.funded, "INV-A2: plan {n} of {side} is open");
            }
        }
        let paid = groundswell_tests::stage::address("host");
        assert_eq!(self.world.lamports(&paid), 1_000_000_000_000, "INV-A4: rent of the host");
        for who in crate::run::WALLETS {
            let wallet = groundswell_tests::stage::address(who);
            assert_eq!(self.world.lamports(&wallet), 1_000_000_000_000, "INV-A4: rent of {who}");
        }
    }
}

impl Run {
    /// Whoever committed has what they committed to, whatever the keys of creator, grantor, attester
    /// and rent payer signed.
    pub fn inv_a1_everyone_has_what_the_terms_gave(&self) {
        let outcome = |side: usize, who: Name| -> [u128; 3] {
            let outcome = self.sides[side].model.outcome.as_ref();
            outcome.and_then(|o| o.of.get(who).copied()).unwrap_or_default()
        };
        for who in crate::run::WALLETS {
            let models = self.sides.iter().map(|side| &side.model);
            let earned: u128 = models.map(|m| m.earned.get(who).copied().unwrap_or(0)).sum();
            let spent = outcome(0, who)[0] + outcome(1, who)[0];
            let should = u128::from(crate::run::PURSE) - spent + earned;
            assert_eq!(self.books[&format!("q/{who}")], should, "INV-A1: quote units of {who}");
            for side in 0..2 {
                let label = self.sides[side].model.b(who);
                let parted = self.sides[side].model.parted.get(&label).copied().unwrap_or(0);
                let tokens = outcome(side, who)[2];
                assert_eq!(self.books[&label], tokens - parted, "INV-A1: tokens of {who}");
            }
        }
        let mut promised = std::collections::BTreeMap::<&String, u128>::new();
        for (label, amount) in self.sides.iter().flat_map(|side| &side.model.promised) {
            *promised.entry(label).or_default() += amount;
        }
        for (label, amount) in promised.into_iter().filter(|(label, _)| !label.starts_with("m/")) {
            assert_eq!(self.books[label], amount, "INV-A1: {label}");
        }
        for side in &self.sides {
            for leaf in &side.model.claimed {
                let (who, amount) = side.model.terms.list[*leaf];
                assert_eq!(self.books[&side.model.b(who)], amount, "INV-A1: {who}");
            }
        }
    }
}
