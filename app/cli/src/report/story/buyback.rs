//! The year after the sale: what the mandate bought, at which prices, and what it left.

use crate::{
    rehearsal::{BuybackOutcome, CycleResult},
    report::{buyback::words, figures::Figures, units::count},
};

/// A paragraph on it, if the sale was settled.
pub fn paragraph(figures: &Figures) -> Option<String> {
    let (base, quote) = (figures.base(), figures.quote());
    let buyback = figures.outcome.buyback.as_ref()?;
    let retired = match buyback.retired {
        0 => String::new(),
        retired => format!(" Its own tranche, {}, was burned at once.", base.short(retired)),
    };
    let prices = match words::prices(figures, buyback) {
        Some(prices) => format!(" at {prices}"),
        None => String::new(),
    };
    Some(format!(
        "The buyback got {}, and held {}{prices}.{} {}{retired} Its dates, its budgets and its \
         ceiling were fixed before the sale, every holder could offer, and strangers opened and \
         cleared each tender: nobody could choose the moment, the price or the seller. What the \
         token costs elsewhere is made up here.",
        quote.short(buyback.funded),
        words::held(buyback),
        dark(buyback),
        words::totals(figures, buyback),
    ))
}

/// Cycles that held no tender because insiders' tokens unlocked.
fn dark(buyback: &BuybackOutcome) -> String {
    let dark = buyback.cycles.iter().filter(|cycle| cycle.result == CycleResult::BlackedOut);
    match dark.count() {
        0 => String::new(),
        1 => " 1 cycle held none, as insiders' tokens unlocked too near it.".to_owned(),
        dark => format!(
            " {} held none, as insiders' tokens unlocked too near them.",
            count(dark, "cycle")
        ),
    }
}
