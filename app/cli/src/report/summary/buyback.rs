//! What the mandate did, in the terminal's first table.

use super::of;
use crate::report::{buyback::words, figures::Figures, units::SOL};

/// Names and values.
pub fn rows(figures: &Figures) -> Vec<(&'static str, String)> {
    let (base, quote) = (figures.base(), figures.quote());
    let Some(buyback) = &figures.outcome.buyback else {
        return vec![("buyback", "never filled; its mandate is closed".to_owned())];
    };
    let supply = figures.plan.supply;
    let mut rows = vec![("buyback", words::held(buyback))];
    if let Some(prices) = words::prices(figures, buyback) {
        rows.push(("  at", prices));
    }
    rows.push(("  spent", of(quote, buyback.spent(), buyback.funded)));
    rows.push(("  bought, burned", of(base, buyback.bought(), supply)));
    if buyback.retired > 0 {
        rows.push(("  tranche, burned", of(base, buyback.retired, supply)));
    }
    rows.push(("  left to the pool", of(quote, buyback.left, buyback.funded)));
    rows.push(("  rent returned", SOL.exact(buyback.rent)));
    rows
}
