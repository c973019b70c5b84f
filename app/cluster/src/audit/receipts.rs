//! What the mandate's tenders came to.

use groundswell_sdk::buyback_program::state::{Mandate, Receipt};

use super::check::Checks;
use crate::view::Seen;

impl Checks<'_> {
    /// Of every receipt.
    pub fn receipts(&mut self) {
        let Some(view) = &self.evidence.view.mandate else { return };
        if view.receipts.is_empty() {
            for id in ["receipt.budget", "receipt.price", "receipt.burned"] {
                self.skip(id, "the tenders", view.mandate.at, "there was none, or it is closed");
            }
        }
        for receipt in &view.receipts {
            let name = format!("the tender of cycle {}", receipt.value.cycle);
            self.receipt_budget(&name, &view.mandate.value, receipt);
            self.receipt_price(&name, &view.mandate.value, receipt);
            self.receipt_burned(&name, receipt);
        }
    }

    fn receipt_budget(&mut self, name: &str, mandate: &Mandate, receipt: &Seen<Receipt>) {
        let Seen { at, value } = receipt;
        let cycles =
            if mandate.carries.get() { u128::from(value.cycle).saturating_add(1) } else { 1 };
        let most = cycles.saturating_mul(mandate.per_cycle.into());
        let budget = u128::from(value.budget);
        let expected =
            format!("at most {} of a budget of at most {}", self.quote(budget), self.quote(most));
        let found = format!(
            "{} paid, {} owed at most",
            self.quote(value.paid),
            self.quote(value.most_paid)
        );
        let holds =
            value.paid <= value.most_paid && value.most_paid <= value.budget && budget <= most;
        self.judge("receipt.budget", name, *at, expected, found, holds);
    }

    fn receipt_price(&mut self, name: &str, mandate: &Mandate, receipt: &Seen<Receipt>) {
        let Seen { at, value } = receipt;
        if value.cleared_at == 0 {
            return self.skip("receipt.price", name, *at, "it has not cleared");
        }
        let grid = mandate.grid();
        let top = grid.count().checked_sub(1).and_then(|top| u8::try_from(top).ok());
        let top = top.and_then(|top| grid.price(top)).unwrap_or(0);
        let base = self.base(mandate.reference_base);
        let expected = format!("at most {} for {base}", self.quote(top));
        let found = format!("{} for {base}", self.quote(value.price));
        self.judge("receipt.price", name, *at, expected, found, value.price <= top);
    }

    fn receipt_burned(&mut self, name: &str, receipt: &Seen<Receipt>) {
        let Seen { at, value } = receipt;
        let supply = self.evidence.view.base_mint.map_or(0, |mint| mint.value.supply);
        // Nobody can make more: what was left after a burn is the most there is ever since.
        let shrunk = value.sunk == 0 || supply <= value.supply_after;
        let expected = format!("at most {} burned, and the supply shrunk", self.base(value.bought));
        let left = self.base(value.supply_after);
        let found = match value.sunk {
            0 => "nothing burned yet".to_owned(),
            sunk => format!("{} burned, which left {left}", self.base(sunk)),
        };
        let holds = shrunk && value.sunk <= value.bought && value.bought <= value.most_bought;
        self.judge("receipt.burned", name, *at, expected, found, holds);
    }
}
