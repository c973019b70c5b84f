//! The airdrops on the page: how each was claimed, and what was left when.

mod charts;

use anyhow::Result;
use groundswell_math::amount::bps_floor;
use maud::{Markup, html};

use super::{
    bars::{self, Part, Row},
    figures::Figures,
    panels::{chart, legend, panel},
    units::{count, percent, ratio},
};
use crate::{
    money,
    plan::SinkPlan,
    rehearsal::{AirdropOutcome, StepOutcome},
};

/// The panels of every airdrop whose list was funded.
pub fn panels(figures: &Figures) -> Result<Markup> {
    let funded = || figures.outcome.airdrops.iter().filter(|airdrop| airdrop.funded > 0);
    let parts = funded().map(|airdrop| {
        Ok(html! {
            section class="grid" {
                (claimed(figures, airdrop)?)
                (left(figures, airdrop)?)
            }
            (steps(figures, airdrop))
        })
    });
    let parts: Vec<Markup> = parts.collect::<Result<_>>()?;
    Ok(html! { @for part in parts { (part) } })
}

fn claimed(figures: &Figures, airdrop: &AirdropOutcome) -> Result<Markup> {
    let base = figures.base();
    let note = format!(
        "{} of the list's {} claimed {}. Callers had no part in it: tokens only ever go to the \
         wallet that is listed.",
        count(airdrop.claimants(), "row"),
        money::group(&airdrop.facts.count.to_string()),
        base.short(airdrop.claimed),
    );
    let svg = charts::claimed(figures, airdrop)?;
    let entries = [("accent", "claimed"), ("mark", "unlocked")];
    Ok(panel(
        "The airdrop, claim by claim",
        &note,
        html! { (chart(&svg, &note)) (legend(&entries)) },
    ))
}

fn left(figures: &Figures, airdrop: &AirdropOutcome) -> Result<Markup> {
    let base = figures.base();
    let rest = airdrop.burned;
    let note = match rest {
        0 => "Everything was claimed, so the vaults closed empty.".to_string(),
        _ => {
            format!("What was still there after the end, {}, {}.", base.short(rest), fate(airdrop))
        }
    };
    let svg = charts::left(figures, airdrop)?;
    let entries = [("accent", "in the vaults"), ("mark", "after the end")];
    Ok(panel(
        "What is left of the airdrop",
        &note,
        html! { (chart(&svg, &note)) (legend(&entries)) },
    ))
}

/// What became of the rest: ends a sentence.
pub fn fate(airdrop: &AirdropOutcome) -> &'static str {
    match airdrop.sink {
        SinkPlan::Burn => "was burned",
        SinkPlan::Buyback => "went to the mandate, which burned it",
    }
}

/// What each step unlocked, and how much of it was claimed before the next.
fn steps(figures: &Figures, airdrop: &AirdropOutcome) -> Markup {
    let base = figures.base();
    let sum = airdrop.facts.sum;
    let closes = figures.outcome.launch.closes_at;
    let row = |step: &StepOutcome| {
        let days = (step.unlocks_at - closes) / 86_400;
        let unlocked = bps_floor(sum, step.share_bps).unwrap_or(0);
        Row {
            name: format!("day {days}"),
            parts: vec![Part { share: ratio(step.claimed, sum), class: "accent" }],
            value: percent(step.claimed, sum),
            note: format!(
                "{} claimed {}; unlocked by then: {}",
                count(step.rows, "row"),
                base.short(step.claimed),
                base.short(unlocked),
            ),
        }
    };
    let mut rows: Vec<Row> = airdrop.steps.iter().map(row).collect();
    rows.push(Row {
        name: "never".to_string(),
        parts: vec![Part { share: ratio(airdrop.unclaimed(), sum), class: "rest" }],
        value: percent(airdrop.unclaimed(), sum),
        note: format!("{} that nobody claimed", base.short(airdrop.unclaimed())),
    });
    let note = format!(
        "Days after the close of the sale; shares of {}. {} for one row each, {} for {} together. \
         The {} that the list kept for its accounts came back to who had paid it.",
        base.short(sum),
        count(airdrop.single, "claim"),
        count(airdrop.batches, "claim"),
        count(airdrop.batched, "row"),
        super::units::SOL.exact(airdrop.rent),
    );
    panel("Step by step", &note, bars::rows(&rows))
}
