//! The buyback on the page: what each tender paid below its ceiling, what each cycle spent, what
//! left the supply, and every receipt.

mod charts;
mod receipts;
pub mod words;

use anyhow::Result;
use maud::{Markup, html};

use super::{
    bars::{self, Part, Row},
    circulation::Circulation,
    figures::Figures,
    panels::{chart, panel},
    units::{count, percent, ratio},
};
use crate::rehearsal::BuybackOutcome;

/// All of them, of a sale that was settled.
pub fn panels(figures: &Figures) -> Result<Markup> {
    let Some(buyback) = &figures.outcome.buyback else { return Ok(html! {}) };
    let Some(circulation) = Circulation::of(figures) else { return Ok(html! {}) };
    Ok(html! {
        section class="grid" {
            (prices(figures, buyback)?)
            (spending(figures, buyback)?)
            (supply(figures, buyback, &circulation)?)
            (panel("Where the buyback ended", &words::totals(figures, buyback), money(figures, buyback)))
        }
        (receipts::receipts(figures, buyback))
    })
}

fn prices(figures: &Figures, buyback: &BuybackOutcome) -> Result<Markup> {
    let note = format!(
        "Each dot is a tender that bought: one price for all who sold, at most {} of the sale's. \
         What the token costs elsewhere is a walk that the rehearsal made up, no forecast. Whoever \
         wants more than the ceiling offers nothing.",
        percent(buyback.ceiling_bps, words::WHOLE)
    );
    let svg = charts::prices(figures, buyback)?;
    Ok(panel("What the buyback paid", &note, chart(&svg, &note)))
}

fn spending(figures: &Figures, buyback: &BuybackOutcome) -> Result<Markup> {
    let quote = figures.quote();
    let note = format!(
        "Each cycle brings a budget of {}. Where there is no bar, no tender was held.",
        quote.short(buyback.per_cycle)
    );
    let svg = charts::spending(figures, buyback)?;
    Ok(panel("What each cycle spent", &note, chart(&svg, &note)))
}

fn supply(
    figures: &Figures,
    buyback: &BuybackOutcome,
    circulation: &Circulation,
) -> Result<Markup> {
    let base = figures.base();
    let retired = match buyback.retired {
        0 => String::new(),
        retired => format!(", after the buyback's own {} right away", base.short(retired)),
    };
    let note = format!(
        "What was bought was burned when its tender closed{retired}. What both lines lose together \
         was burned by others. The axis does not begin at zero."
    );
    let svg = charts::supply(figures, buyback, circulation)?;
    Ok(panel("The supply, tender by tender", &note, chart(&svg, &note)))
}

/// Where its money and the tokens went.
fn money(figures: &Figures, buyback: &BuybackOutcome) -> Markup {
    let (base, quote) = (figures.base(), figures.quote());
    let in_quote = |name: &str, units: u64, class, note: &str| Row {
        name: name.to_owned(),
        parts: vec![Part { share: share(units, buyback.funded), class }],
        value: quote.bare(units),
        note: format!("{}{note}", quote.exact(units)),
    };
    let burned = buyback.bought().saturating_add(buyback.retired);
    let in_base = |name: &str, units: u64, note: &str| Row {
        name: name.to_owned(),
        parts: vec![Part { share: share(units, burned), class: "mark" }],
        value: base.bare(units),
        note: format!("{} of the supply{note}", percent(units, figures.plan.supply)),
    };
    let sellers = format!(", in {}", count(buyback.offers, "offer"));
    let mut rows = vec![
        in_quote("arrived", buyback.funded, "rest", " of the raise"),
        in_quote("spent", buyback.spent(), "accent", ""),
        in_quote("left to the pool", buyback.left, "second", ""),
        in_base("bought and burned", buyback.bought(), &sellers),
    ];
    if buyback.retired > 0 {
        rows.push(in_base("its tranche, burned", buyback.retired, ", when the sale was settled"));
    }
    bars::rows(&rows)
}

/// Nothing of nothing is no bar.
fn share(units: u64, whole: u64) -> f64 {
    if units == 0 { 0.0 } else { ratio(units, whole) }
}
