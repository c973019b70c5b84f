//! What vested, in the terminal's first table.

use super::of;
use crate::report::{
    circulation::{Circulation, When},
    figures::Figures,
    units::{SOL, count, percent},
    vesting::words,
};

/// Names and values.
pub fn rows(figures: &Figures) -> Vec<(String, String)> {
    let base = figures.base();
    let vesting = &figures.outcome.vesting;
    let mut rows: Vec<(String, String)> = Vec::new();
    let mut row = |name: &str, value: String| rows.push((name.to_owned(), value));
    if !figures.is_settled() && !vesting.plans.is_empty() {
        let rent = SOL.exact(vesting.plans.iter().map(|plan| plan.rent).sum::<u64>());
        let plans = vesting.plans.len();
        row("vesting plans", format!("{plans} never funded and given up, {rent} of rent returned"));
        return rows;
    }
    for plan in &vesting.plans {
        let grants = count(plan.grants.len(), "grant");
        let when = words::span(&[plan]).map(|span| format!(", paid {span}"));
        let when = when.unwrap_or_default();
        row(words::whose(figures, plan), format!("{} in {grants}{when}", base.exact(plan.total)));
        row("  paid", of(base, plan.paid, plan.total));
        if plan.burned > 0 {
            row("  forfeited, burned", of(base, plan.burned, plan.total));
        }
    }
    if let Some(governor) = &vesting.governor {
        row("governor", words::governor(base, governor));
    }
    if let Some(stream) = &vesting.stream {
        row("treasury's stream", words::stream(figures, stream));
    }
    if let Some(circulation) = Circulation::of(figures) {
        for (when, moment) in circulation.moments() {
            let name = match when {
                When::Settlement => "circulating at first",
                When::Days(365) => "  after a year",
                When::Days(_) => continue,
                When::End => "  in the end",
            };
            let (total, share) = (moment.total(), percent(moment.total(), moment.supply));
            row(name, format!("{} ({share} of the supply)", base.exact(total)));
        }
    }
    rows
}
