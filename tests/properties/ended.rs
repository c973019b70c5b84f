//! What everyone has in the end, and what is left.

use std::collections::BTreeMap;

use groundswell_tests::stage::address;

use crate::{
    invariants::{Checked, hold},
    model::{Name, beside},
    run::{PURSE, Run, WALLETS},
};

/// What every wallet has for rent and fees.
const LAMPORTS: u64 = 1_000_000_000_000;
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
    pub fn inv_a2_nothing_is_left_but_what_waits(&mut self) -> Checked {
        for side in 0..2 {
            let (one, books) = (&self.sides[side], &self.books);
            let (plans, sale) = (&one.model.plans, &one.model.sale);
            hold("INV-A2", sale.deposits.is_empty(), || "somebody is in".into())?;
            let settled = sale.outcome.is_some();
            let prefix = [sale.b(""), format!("q/{side} ")];
            for label in self.places.keys() {
                let place = prefix.iter().find_map(|p| label.strip_prefix(p.as_str()));
                let gift = books.moved(&beside(label, "gift"), label);
                // A gift stays with a vault that stays.
                let waits = match (place, settled) {
                    (Some("vault"), true) => u128::from(LIQUIDITY) + gift,
                    (Some("mandate"), true) if label.starts_with("q/") => 0,
                    (Some("mandate"), true) => gift,
                    (Some(place), false) if place.starts_with("plan") || place == "stream" => {
                        // Of a launch that failed the grantor may close them, and burns it.
                        let n = plans.iter().position(|plan| plan.vault == *label).unwrap();
                        if one.closed(n) { 0 } else { gift }
                    }
                    (Some("liquidity"), true) => {
                        let from =
                            ["sale", "mandate"].map(|from| books.moved(&sale.q(from), label));
                        gift + from.iter().sum::<u128>()
                    }
                    (Some(place), _) if VAULTS.contains(&place) => 0,
                    _ => continue,
                };
                let has = books.of(label);
                hold("INV-A2", has == waits, || format!("{label} has {has}, not {waits}"))?;
            }
            for n in 0..if side == 0 { 6 } else { 5 } {
                let closed = one.closed(n) || !one.funded(n);
                hold("INV-A2", closed, || format!("plan {n} of {side} is open"))?;
            }
        }
        for who in WALLETS.into_iter().chain(["host"]) {
            // What strangers sent leaves with the rent.
            let has = self.world.lamports(&address(who));
            let fair = LAMPORTS..=LAMPORTS + self.lamports_given;
            hold("INV-A4", fair.contains(&has), || format!("rent of {who}: {has}"))?;
        }
        Ok(())
    }
}

impl Run {
    /// Whoever committed has what they committed to, whatever the keys of creator, grantor, attester
    /// and rent payer signed.
    pub fn inv_a1_everyone_has_what_the_terms_gave(&self) -> Checked {
        let outcome = |side: usize, who: Name| -> [u128; 3] {
            let outcome = self.sides[side].model.sale.outcome.as_ref();
            outcome.and_then(|o| o.of.get(who).copied()).unwrap_or_default()
        };
        for who in WALLETS {
            let (wallet, sales) = (format!("q/{who}"), self.sides.iter().map(|s| &s.model.sale));
            let earned: u128 =
                sales.map(|sale| self.books.moved(&sale.q("mandate"), &wallet)).sum();
            let spent = outcome(0, who)[0] + outcome(1, who)[0];
            let should = u128::from(PURSE) - spent + earned;
            let has = self.books.of(&wallet);
            hold("INV-A1", has == should, || format!("{who} has {has} quote units, not {should}"))?;
            for side in 0..2 {
                let sale = &self.sides[side].model.sale;
                let (label, escrow) = (sale.b(who), sale.b("mandate"));
                let gone =
                    [&escrow, &beside(&label, "gift")].map(|to| self.books.moved(&label, to));
                let parted = gone.iter().sum::<u128>() - self.books.moved(&escrow, &label);
                let tokens = outcome(side, who)[2];
                let has = self.books.of(&label);
                hold("INV-A1", has + parted == tokens, || {
                    format!("{who} has {has} tokens and gave {parted} of {tokens}")
                })?;
            }
        }
        let mut promised = BTreeMap::<String, u128>::new();
        let plans = self.sides.iter().flat_map(|side| &side.model.plans);
        // The last one's can be reassigned.
        for plan in plans.filter(|plan| !plan.vault.starts_with("m/")) {
            for grant in &plan.past {
                *promised.entry(beside(&plan.vault, grant.to)).or_default() += grant.entitled;
            }
        }
        for (label, amount) in promised {
            let has = self.books.of(&label);
            hold("INV-A1", has == amount, || format!("{label} has {has}, not {amount}"))?;
        }
        for side in self.sides.iter().filter(|side| side.did("activate")) {
            let sale = &side.model.sale;
            for (who, amount) in &sale.list {
                let has = self.books.of(&sale.b(who));
                let fine = has == *amount || has == 0 && self.late;
                hold("INV-A1", fine, || format!("{who} has {has}"))?;
            }
        }
        Ok(())
    }
}
