//! What vested, on the page: what unlocks when, what circulates, every plan, the governor and the
//! treasury's stream.

mod charts;
mod grants;
mod supply;
pub mod words;

use anyhow::Result;
use maud::{Markup, html};

use super::{
    circulation::Circulation,
    figures::Figures,
    panels::{chart, legend, panel},
    units::{SOL, count},
};
use crate::{
    duration::duration,
    rehearsal::{GovernorOutcome, PlanOutcome, StreamOutcome},
};

/// All of them. After a sale that failed: what was given up.
pub fn panels(figures: &Figures) -> Result<Markup> {
    let vesting = &figures.outcome.vesting;
    let Some(circulation) = Circulation::of(figures) else { return Ok(given_up(figures)) };
    Ok(html! {
        section class="grid" {
            @if !vesting.plans.is_empty() { (unlocks(figures)?) }
            (supply::circulating(figures, &circulation)?)
        }
        (supply::valuations(figures, &circulation))
        section class="grid" {
            @for plan in &vesting.plans { (grants::plan(figures, plan)) }
        }
        section class="grid" {
            @if let Some(one) = &vesting.governor { (governor(figures, one)?) }
            @if let Some(one) = &vesting.stream { (stream(figures, one)?) }
        }
    })
}

fn given_up(figures: &Figures) -> Markup {
    let plans = &figures.outcome.vesting.plans;
    let rent: u64 = plans.iter().map(|plan| plan.rent).sum();
    let note = format!(
        "{} had been made before the sale. No token ever came to them, so their creator gave them \
         up, and the treasury's stream with them. The {} of rent that the plans kept is back.",
        count(plans.len(), "vesting plan"),
        SOL.exact(rent)
    );
    html! {
        @if !plans.is_empty() {
            (panel("Nothing vested", &note, grants::given_up(figures)))
        }
    }
}

fn unlocks(figures: &Figures) -> Result<Markup> {
    let base = figures.base();
    let insiders = words::insiders(figures);
    let others = figures.outcome.vesting.plans.iter();
    let others = others.filter(|plan| insiders.iter().all(|one| one.tranche != plan.tranche));
    let others: Vec<&PlanOutcome> = others.collect();
    let governor = figures.outcome.vesting.governor.as_ref();
    let (drawn, governor) =
        if insiders.is_empty() { (&others, None) } else { (&insiders, governor) };
    let mut note = match governor {
        Some(one) => format!(
            "By tranche. However much has vested, insiders together take out at most {} in {}.",
            base.short(one.limit),
            duration(one.epoch_seconds)
        ),
        None => "By tranche.".to_owned(),
    };
    let free: u128 = others.iter().map(|plan| u128::from(plan.total)).sum();
    if free > 0 && !insiders.is_empty() {
        note += &format!(" The treasury's {} are not bound by that.", base.short(free));
    }
    if drawn.iter().any(|plan| plan.burned > 0) {
        note += " What was forfeited later is still in it.";
    }
    let svg = charts::unlocks(figures, drawn, governor)?;
    Ok(panel("What unlocks when", &note, chart(&svg, &note)))
}

fn governor(figures: &Figures, governor: &GovernorOutcome) -> Result<Markup> {
    let base = figures.base();
    let note = format!("For all insiders together: it {}.", words::governor(base, governor));
    let title = "What the governor held back";
    if governor.most_waiting() == 0 {
        return Ok(panel(title, &note, html! {}));
    }
    let svg = charts::governor(figures, governor)?;
    let entries = [("accent", "had vested and waited"), ("mark", "what an epoch lets out")];
    Ok(panel(title, &note, html! { (chart(&svg, &note)) (legend(&entries)) }))
}

fn stream(figures: &Figures, stream: &StreamOutcome) -> Result<Markup> {
    let note = format!("Of the raise: {}.", words::stream(figures, stream));
    let title = "The treasury's stream";
    if stream.arrived == 0 {
        return Ok(panel(title, &note, html! {}));
    }
    let svg = charts::stream(figures, stream)?;
    let entries = [("accent", "paid"), ("mark", "arrived")];
    Ok(panel(title, &note, html! { (chart(&svg, &note)) (legend(&entries)) }))
}
