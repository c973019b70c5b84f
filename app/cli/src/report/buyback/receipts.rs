//! Every cycle of the buyback, a row each, as its receipt says.

use maud::{Markup, html};

use super::words;
use crate::{
    rehearsal::{BuybackOutcome, CycleOutcome, CycleResult},
    report::{
        figures::Figures,
        panels::panel,
        units::{SOL, count},
    },
    unlocks::calendar,
};

/// Cycles that are shown at most.
const SHOWN: usize = 60;

/// The table.
pub fn receipts(figures: &Figures, buyback: &BuybackOutcome) -> Markup {
    let (base, quote) = (figures.base(), figures.quote());
    let note = format!(
        "A receipt on the ledger for each tender. Prices are for one {}, in {}; cycles count from \
         0, as there. The {} that tenders, offers and receipts kept came back to who had paid it. \
         What the token costs elsewhere is made up.",
        base.symbol,
        quote.symbol,
        SOL.exact(buyback.rent)
    );
    let hidden = buyback.cycles.len().saturating_sub(SHOWN);
    let table = html! {
        div class="wide" {
            table {
                thead {
                    tr {
                        th class="n" { "cycle" }
                        th { "dates" }
                        th class="n" { "elsewhere" }
                        th class="n" { "price" }
                        th class="n" { "spent (" (quote.symbol) ")" }
                        th class="n" { "bought (" (base.symbol) ")" }
                        th class="n" { "offers" }
                        th class="n" { "supply after" }
                    }
                }
                tbody { @for cycle in buyback.cycles.iter().take(SHOWN) { (row(figures, buyback, cycle)) } }
            }
        }
        @if hidden > 0 { p { "And " (count(hidden, "cycle")) " more in report.json." } }
    };
    panel("Receipts of the buyback", &note, table)
}

fn row(figures: &Figures, buyback: &BuybackOutcome, cycle: &CycleOutcome) -> Markup {
    let (base, quote) = (figures.base(), figures.quote());
    let dates = [cycle.opens_at, cycle.closes_at].map(calendar::day);
    let market = figures.price(words::price_at(buyback, cycle.market_bps));
    html! {
        tr {
            td class="n" { (cycle.cycle) }
            td class="day" { (dates[0]) " to " (dates[1]) }
            td class="n" { (market) }
            @match (cycle.result, words::nothing(cycle.result)) {
                (CycleResult::Held(tendered), Some(why)) => {
                    td colspan="3" { (why) }
                    td class="n" { (tendered.offers) }
                }
                (CycleResult::Held(tendered), None) => {
                    td class="n" { (figures.price(tendered.price)) }
                    td class="n" { (quote.bare(tendered.spent)) }
                    td class="n" { (base.bare(tendered.bought)) }
                    td class="n" { (tendered.offers) }
                }
                (_, why) => { td colspan="4" { (why.unwrap_or_default()) } }
            }
            td class="n" { (base.bare(cycle.supply_after)) }
        }
    }
}
