//! What circulates when, and what it is worth at the price of the sale.

use anyhow::Result;
use maud::{Markup, html};

use super::{charts, words};
use crate::{
    report::{
        circulation::{Circulation, Moment, When},
        figures::Figures,
        panels::{chart, panel},
        units::percent,
    },
    unlocks::calendar,
};

/// The chart.
pub fn circulating(figures: &Figures, circulation: &Circulation) -> Result<Markup> {
    let note = format!(
        "What is in hands. {} for the pool wait in the launch's vault and do not count; nor does \
         what has still to vest or to be claimed. What holders sold to the buyback was burned.",
        figures.base().short(circulation.waiting)
    );
    let svg = charts::circulating(figures, circulation)?;
    Ok(panel("Circulating supply", &note, chart(&svg, &note)))
}

/// The table.
pub fn valuations(figures: &Figures, circulation: &Circulation) -> Markup {
    let (base, quote) = (figures.base(), figures.quote());
    let price = figures.outcome.clearing.map_or(0, |clearing| clearing.price);
    let note = format!(
        "Fully diluted counts every token that was not burned, circulating those in hands, both at \
         the price of the sale: {} {}, held constant. That is arithmetic, no forecast. Tokens that \
         wait in the launch's vault for the pool do not count as circulating.",
        figures.price(price),
        quote.symbol
    );
    let row = |when: When, moment: &Moment| {
        let total = moment.total();
        html! {
            tr {
                td { (name(circulation, when, moment)) }
                td class="day" { (calendar::day(moment.at)) }
                td class="n" { (base.bare(total)) }
                td class="n" { (percent(total, moment.supply)) }
                td class="n" { (quote.bare(circulation.value(total))) }
                td class="n" { (quote.bare(circulation.value(moment.supply))) }
            }
        }
    };
    let moments = circulation.moments();
    let table = html! {
        div class="wide" {
            table {
                thead {
                    tr {
                        th { "when" }
                        th { "date" }
                        th class="n" { "circulating (" (base.symbol) ")" }
                        th class="n" { "of the supply" }
                        th class="n" { "worth (" (quote.symbol) ")" }
                        th class="n" { "fully diluted (" (quote.symbol) ")" }
                    }
                }
                tbody { @for (when, moment) in &moments { (row(*when, moment)) } }
            }
        }
    };
    panel("Fully diluted and circulating", &note, table)
}

fn name(circulation: &Circulation, when: When, moment: &Moment) -> String {
    match when {
        When::Settlement => "settlement".to_owned(),
        When::Days(days) => format!("after {days} days"),
        When::End => {
            let from = circulation.opening().at;
            format!("the end, {}", words::day(from, moment.at))
        }
    }
}
