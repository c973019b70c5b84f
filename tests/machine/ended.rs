//! What everyone has in the end, and what is left.

use std::collections::BTreeMap;

use crate::{
    model::Name,
    run::{PURSE, Run, WALLETS},
};

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
        for who in WALLETS {
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
        for who in WALLETS {
            let models = self.sides.iter().map(|side| &side.model);
            let earned: u128 = models.map(|m| m.earned.get(who).copied().unwrap_or(0)).sum();
            let spent = outcome(0, who)[0] + outcome(1, who)[0];
            let should = u128::from(PURSE) - spent + earned;
            assert_eq!(self.books[&format!("q/{who}")], should, "INV-A1: quote units of {who}");
            for side in 0..2 {
                let label = self.sides[side].model.b(who);
                let parted = self.sides[side].model.parted.get(&label).copied().unwrap_or(0);
                let tokens = outcome(side, who)[2];
                assert_eq!(self.books[&label], tokens - parted, "INV-A1: tokens of {who}");
            }
        }
        let mut promised = BTreeMap::<&String, u128>::new();
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
