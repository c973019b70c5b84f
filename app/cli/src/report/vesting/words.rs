//! What is said of grants, governor and stream: the same words on the page, in the story and in
//! the terminal.

use groundswell_math::charter::Kind;

use crate::{
    duration::duration,
    money,
    rehearsal::{Fate, GovernorOutcome, GrantOutcome, PlanOutcome, StreamOutcome},
    report::{
        circulation::DAY,
        figures::Figures,
        panels::name,
        units::{Token, count},
    },
};

/// Whole days from `from` to `at` (unix seconds), as `day 180`.
pub fn day(from: i64, at: i64) -> String {
    let days = at.saturating_sub(from).div_euclid(DAY);
    format!("day {}", money::group(&days.to_string()))
}

/// Whose a plan is: `KOLs`, `treasury`.
pub fn whose(figures: &Figures, plan: &PlanOutcome) -> &'static str {
    figures.kind(plan.tranche).map_or("", name)
}

/// The plans that the governor bounds.
pub fn insiders<'a>(figures: &Figures<'a>) -> Vec<&'a PlanOutcome> {
    let is_insider = |plan: &&PlanOutcome| figures.kind(plan.tranche).is_some_and(Kind::is_insider);
    figures.outcome.vesting.plans.iter().filter(is_insider).collect()
}

/// How a grant ended.
pub fn fate(plan: &PlanOutcome, grant: &GrantOutcome) -> String {
    match grant.fate {
        Fate::Paid => "paid".to_owned(),
        Fate::Cancelled(at) => format!("cancelled on {}", day(plan.starts_at, at)),
        Fate::Missed(at) => format!("deliverable missed on {}", day(plan.starts_at, at)),
        Fate::Silent => "never disclosed".to_owned(),
    }
}

/// Whether a plan's recipients had to disclose.
pub fn needs_disclosure(plan: &PlanOutcome) -> bool {
    let mut grants = plan.grants.iter();
    grants.any(|grant| grant.disclosed_at.is_some() || grant.fate == Fate::Silent)
}

/// When plans paid: `from day 180 to day 364`, or `on day 5`. `None` if they paid nothing.
pub fn span(plans: &[&PlanOutcome]) -> Option<String> {
    let moments = plans.iter().flat_map(|plan| &plan.track).map(|(at, _)| *at);
    let from = plans.first()?.starts_at;
    let (first, last) = (moments.clone().min()?, moments.max()?);
    let [first, last] = [first, last].map(|at| day(from, at));
    Some(if first == last { format!("on {first}") } else { format!("from {first} to {last}") })
}

/// What a governor did.
pub fn governor(base: Token, governor: &GovernorOutcome) -> String {
    let most = governor.most_waiting();
    let lets = format!(
        "lets out at most {} in {}",
        base.short(governor.limit),
        duration(governor.epoch_seconds)
    );
    match (governor.spent_epochs, most) {
        (0, _) => format!("{lets}, and never had to hold anything back"),
        (spent, most) => {
            let (spent, most) = (count(spent, "epoch"), base.short(most));
            format!("{lets}; in {spent} all of that left, and {most} waited at most")
        }
    }
}

/// How a stream paid.
pub fn stream(figures: &Figures, stream: &StreamOutcome) -> String {
    let quote = figures.quote();
    let from = figures.outcome.launch.settled_at;
    let length = duration(stream.ends_at.saturating_sub(from).unsigned_abs());
    match stream.arrived {
        0 => "nothing arrived".to_owned(),
        arrived if arrived == stream.paid => format!(
            "{} arrived and were paid evenly over {length}, in {}",
            quote.short(arrived),
            count(stream.track.len(), "withdrawal")
        ),
        arrived => format!(
            "{} arrived, of which {} were paid over {length}",
            quote.short(arrived),
            quote.short(stream.paid)
        ),
    }
}
