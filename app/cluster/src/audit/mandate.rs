//! The mandate that buys back.

use groundswell_sdk::{
    Address,
    buyback_program::state::{Mandate, Sink},
    math::{phase::Phase, tender::Grid},
};

use super::{check::Checks, words};
use crate::view::{MandateView, Seen};

impl Checks<'_> {
    /// Of the mandate.
    pub fn mandate(&mut self) {
        let (launch, name) = (self.terms(), "the mandate");
        let at = launch.mandate;
        let Some(view) = &self.evidence.view.mandate else {
            let reason = match self.phase() {
                _ if !self.is_sealed() => "it is a draft: the mandate is named when it is sealed",
                Phase::Failed => "the sale failed: it may be closed",
                _ => {
                    return self.judge(
                        "mandate.exists",
                        name,
                        at,
                        "a mandate",
                        "no mandate",
                        false,
                    );
                }
            };
            return self.skip("mandate.exists", name, at, reason);
        };
        self.judge("mandate.exists", name, at, "a mandate", "a mandate", true);
        self.mandate_terms(name, &view.mandate);
        self.mandate_plans(name, &view.mandate);
        let mut findings = Vec::new();
        launch.buyback_findings(&view.mandate.value, &mut |finding| findings.push(finding));
        for finding in findings {
            self.finding("mandate.window", name, at, finding, words::duration);
        }
        self.mandate_price(name, &view.mandate);
        self.mandate_received(name, view);
        self.mandate_books(name, view);
    }

    fn mandate_terms(&mut self, name: &str, mandate: &Seen<Mandate>) {
        let Seen { at, value } = mandate;
        let (launch, owner) = (self.terms(), self.evidence.view.launch.at);
        let words = |base: Address, quote: Address, of: Address| {
            format!("buys {base} with {quote} for launch {of}")
        };
        let mut buyback = launch.tranches().iter().filter(|tranche| tranche.is_buyback());
        let elsewhere = buyback.find(|tranche| tranche.destination != *at);
        let expected = words(launch.base_mint, launch.quote_mint, owner);
        let mut found = words(value.base_mint, value.quote_mint, value.launch);
        if let Some(tranche) = elsewhere {
            found.push_str(&format!(", but a tranche goes to {}", tranche.destination));
        }
        self.same("mandate.terms", name, *at, expected, found);

        let burns = value.sink == Sink::Burn as u8;
        let found = match Sink::from_u8(value.sink) {
            Some(Sink::Burn) => "burned".to_owned(),
            _ => format!("not burned, but sent to plan {}", value.sink_plan),
        };
        self.judge("mandate.burn", name, *at, "burned", found, burns);

        let words = |to: Address, of: Address| format!("to {to} of {of}");
        let expected = words(launch.liquidity_vault, owner);
        let found = words(value.remainder, value.remainder_owner);
        self.same("mandate.remainder", name, *at, expected, found);
    }

    fn mandate_plans(&mut self, name: &str, mandate: &Seen<Mandate>) {
        let value = &mandate.value;
        let granted = |plan: &Address| {
            let mut tranches = self.terms().tranches().iter();
            tranches.any(|tranche| tranche.is_granted() && tranche.destination == *plan)
        };
        let watched = || value.plans.iter().take(value.plan_count.into());
        let foreign = watched().find(|plan| !granted(plan));
        let expected = "plans of this launch";
        let found = match foreign {
            Some(plan) => format!("also {plan}"),
            None => format!("{} plans of this launch", value.plan_count),
        };
        self.judge("mandate.plans", name, mandate.at, expected, found, foreign.is_none());
    }

    fn mandate_price(&mut self, name: &str, mandate: &Seen<Mandate>) {
        let Seen { at, value } = mandate;
        let launch = self.terms();
        let settled = (launch.clearing().price, launch.for_sale);
        let (quote, base) = if value.is_started() { settled } else { (0, 0) };
        let words = |quote: u64, base: u64, ceiling: u16| {
            let (quote, base) = (self.quote(quote), self.base(base));
            format!("{quote} for {base}, times {} %", words::amount(ceiling.into(), 2))
        };
        // A price that is not known yet rounds to nothing.
        let known = if value.is_started() { settled } else { (u64::MAX, 1) };
        let grid = Grid { quote: known.0, base: known.1, ..value.grid() };
        let expected = format!("{} at most", words(quote, base, 10_000));
        let found = words(value.reference_quote, value.reference_base, value.ceiling_bps);
        let same = (value.reference_quote, value.reference_base) == (quote, base);
        self.judge("mandate.price", name, *at, expected, found, same && grid.check().is_ok());
    }

    fn mandate_received(&mut self, name: &str, view: &MandateView) {
        let [_, sent, _] = self.terms().proceeds_paid.map(u128::from);
        let value = &view.mandate.value;
        let balance = view.quote_vault.map_or(0, |vault| u128::from(vault.value));
        let uncounted = balance.saturating_sub(value.held.into());
        let arrived = u128::from(value.funded).saturating_add(uncounted);
        let (expected, found) = (format!("at least {}", self.quote(sent)), self.quote(arrived));
        self.judge("mandate.received", name, view.mandate.at, expected, found, arrived >= sent);
    }

    fn mandate_books(&mut self, name: &str, view: &MandateView) {
        let Seen { at, value } = &view.mandate;
        let paid = value.spent.checked_sub(value.owed).map(u128::from);
        let all = paid.and_then(|paid| paid.checked_add(value.held.into()));
        let funded = u128::from(value.funded);
        // After its end what is left leaves to the pool.
        let is_over = value.is_over(self.evidence.view.now);
        let sums = all.is_some_and(|all| if is_over { all <= funded } else { all == funded });
        let holds = sums && value.owed <= value.held && value.sunk <= value.bought;
        let expected =
            format!("{} held or paid, and no more burned than bought", self.quote(funded));
        let found = format!(
            "{} held or paid, {} burned of {}",
            all.map_or("less than nothing".to_owned(), |all| self.quote(all)),
            self.base(value.sunk),
            self.base(value.bought)
        );
        self.judge("mandate.books", name, *at, expected, found, holds);

        let cycles = u128::from(value.next_cycle);
        let most = cycles.saturating_mul(value.per_cycle.into());
        let expected = format!("at most {} after {cycles} cycles", self.quote(most));
        let holds = u128::from(value.spent) <= most;
        self.judge("mandate.budget", name, *at, expected, self.quote(value.spent), holds);
    }
}
