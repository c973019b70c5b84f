//! The year after the sale: what the mandate bought, at which prices, and what it left.

use crate::report::{buyback::words, figures::Figures};

/// A paragraph on it, if the sale was settled.
pub fn paragraph(figures: &Figures) -> Option<String> {
    let (base, quote) = (figures.base(), figures.quote());
    let buyback = figures.outcome.buyback.as_ref()?;
    let retired = match buyback.retired {
        0 => String::new(),
        retired => format!(" Its own {} were burned at once.", base.short(retired)),
    };
    let prices = match words::prices(figures, buyback) {
        Some(prices) => format!(" at {prices}"),
        None => String::new(),
    };
    Some(format!(
        "The buyback has {}, and held {}{prices}. {}{retired} Its dates, its budgets and its \
         ceiling were fixed before the sale, every holder could offer, and strangers opened and \
         cleared each tender: nobody could choose the moment, the price or the seller. What the \
         token costs elsewhere is made up here.",
        quote.short(buyback.funded),
        words::held(buyback),
        words::totals(figures, buyback),
    ))
}
