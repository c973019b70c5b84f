//! A plan on the page: its grants, and what became of each.

use groundswell_sdk::grants::PlanSchedule;
use maud::{Markup, html};

use super::words;
use crate::{
    rehearsal::{Fate, GrantOutcome, PlanOutcome},
    report::{
        bars::{self, Part},
        circulation::DAY,
        figures::Figures,
        panels::{legend, panel},
        tables::brief,
        units::{count, percent, ratio},
    },
};

/// Grants that are shown at least; of the others only those that ended otherwise than paid.
const SHOWN: usize = 10;
/// A year (seconds).
const YEAR: i64 = 365 * DAY;

/// The panel of a plan that was funded.
pub fn plan(figures: &Figures, plan: &PlanOutcome) -> Markup {
    let title = format!("Grants: {}", words::whose(figures, plan));
    let parts = [
        Part { share: ratio(plan.paid, plan.funded), class: "accent" },
        Part { share: ratio(plan.burned, plan.funded), class: "mark" },
    ];
    let said = format!("{} paid, {} burned", of(plan.paid, plan), of(plan.burned, plan));
    let content = html! {
        div class="whole-supply" { (bars::bar(&parts, &said)) }
        @if plan.burned > 0 { (legend(&[("accent", "paid"), ("mark", "forfeited and burned")])) }
        (table(figures, plan))
    };
    panel(&title, &note(figures, plan), content)
}

fn of(units: u64, plan: &PlanOutcome) -> String {
    percent(units, plan.funded)
}

fn note(figures: &Figures, plan: &PlanOutcome) -> String {
    let base = figures.base();
    let source = match (plan.is_drawn, plan.is_listed) {
        (true, _) => "made up, as the launch file names nobody",
        (false, true) => "from a published list",
        (false, false) => "made by their grantor",
    };
    let mut note = format!(
        "{} of {} together, {source}. {} {} was paid in {}",
        count(plan.grants.len(), "grant"),
        base.short(plan.total),
        schedule(&plan.schedule),
        base.short(plan.paid),
        count(plan.withdrawals, "withdrawal"),
    );
    note += &match plan.paid_by(plan.starts_at.saturating_add(YEAR)) {
        all if all == plan.paid => String::new(),
        0 => ", nothing of it within a year".to_owned(),
        some => format!(", {} of it within a year", base.short(some)),
    };
    note += &match plan.burned {
        0 => ". Nothing was forfeited.".to_owned(),
        burned => format!("; {} was forfeited and burned.", base.short(burned)),
    };
    note
}

/// A sentence on when it vests.
fn schedule(schedule: &PlanSchedule) -> String {
    match schedule {
        PlanSchedule::Linear { end, .. } if *end < DAY => "It vests at once.".to_owned(),
        PlanSchedule::Linear { cliff, end, .. } => {
            format!("It vests from {} to {}.", words::day(0, *cliff), words::day(0, *end))
        }
        PlanSchedule::Steps(steps) => format!("It vests in {}.", count(steps.len(), "step")),
    }
}

fn table(figures: &Figures, plan: &PlanOutcome) -> Markup {
    let base = figures.base();
    let disclosures = words::needs_disclosure(plan);
    let is_shown = |place: usize, grant: &GrantOutcome| place < SHOWN || grant.fate != Fate::Paid;
    let grants = plan.grants.iter().enumerate();
    let shown: Vec<_> = grants.filter(|(place, grant)| is_shown(*place, grant)).collect();
    let hidden = plan.grants.len() - shown.len();
    let disclosed = |grant: &GrantOutcome| match grant.disclosed_at {
        Some(at) => words::day(plan.starts_at, at),
        None => "never".to_owned(),
    };
    html! {
        div class="wide" {
            table {
                thead {
                    tr {
                        th { "wallet" }
                        th class="n" { (base.symbol) }
                        th class="n" { "paid" }
                        @if disclosures { th class="n" { "disclosed" } }
                        th { "how it ended" }
                        th class="n" { "burned" }
                    }
                }
                tbody {
                    @for (_, grant) in &shown {
                        tr {
                            td title=(grant.wallet) { code { (brief(&grant.wallet)) } }
                            td class="n" { (base.bare(grant.amount)) }
                            td class="n" { (base.bare(grant.paid)) }
                            @if disclosures { td class="n" { (disclosed(grant)) } }
                            td { (words::fate(plan, grant)) }
                            td class="n" { (base.bare(grant.amount.saturating_sub(grant.paid))) }
                        }
                    }
                }
            }
        }
        @if hidden > 0 { p { "And " (count(hidden, "grant")) " more, paid in full." } }
    }
}

/// The plans that a failed sale gave up.
pub fn given_up(figures: &Figures) -> Markup {
    let base = figures.base();
    html! {
        div class="wide" {
            table {
                thead {
                    tr {
                        th { "plan" }
                        th class="n" { "grants" }
                        th class="n" { "would have paid" }
                        th { "how it ended" }
                    }
                }
                tbody {
                    @for plan in &figures.outcome.vesting.plans {
                        tr {
                            td { (words::whose(figures, plan)) }
                            td class="n" { (plan.grants.len()) }
                            td class="n" { (base.short(plan.total)) }
                            td { "never funded, given up" }
                        }
                    }
                }
            }
        }
    }
}
