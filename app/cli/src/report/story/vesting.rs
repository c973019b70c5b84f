//! The years after the sale: what insiders got, and what the treasury got.

use groundswell_math::charter::Kind;

use super::some;
use crate::{
    rehearsal::{Fate, GovernorOutcome, PlanOutcome},
    report::{
        figures::Figures,
        units::{Token, count, percent},
        vesting::words,
    },
};

/// A paragraph on insiders, if there are any, and one on the treasury.
pub fn paragraphs(figures: &Figures) -> Vec<String> {
    [insiders(figures), treasury(figures)].into_iter().flatten().collect()
}

fn insiders(figures: &Figures) -> Option<String> {
    let base = figures.base();
    let plans = words::insiders(figures);
    let grants: usize = plans.iter().map(|plan| plan.grants.len()).sum();
    let sum = |of: fn(&PlanOutcome) -> u64| plans.iter().map(|plan| of(plan)).sum::<u64>();
    let (total, paid, burned) = (sum(|p| p.total), sum(|p| p.paid), sum(|p| p.burned));
    let span = words::span(&plans)?;
    let kinds: Vec<&str> = plans.iter().map(|plan| words::whose(figures, plan)).collect();
    let fates = fates(&plans);
    let lost = match burned {
        0 => "nothing was forfeited".to_owned(),
        burned => format!("{} was forfeited and burned", base.short(burned)),
    };
    let ended = if fates.is_empty() { lost } else { format!("{}; {lost}", fates.join(", ")) };
    let governor = figures.outcome.vesting.governor.as_ref();
    Some(format!(
        "Insiders ({}) had {} of {} together. {} of it was paid, {span} after the settlement. {}{}.",
        kinds.join(", "),
        count(grants, "grant"),
        base.short(total),
        if paid == total { "All".to_owned() } else { percent(paid, total) },
        governor.map(|one| held_back(base, one)).unwrap_or_default(),
        capitalised(&ended),
    ))
}

fn held_back(base: Token, governor: &GovernorOutcome) -> String {
    format!("The governor {}. ", words::governor(base, governor))
}

/// How many grants ended otherwise than paid in full, by how.
fn fates(plans: &[&PlanOutcome]) -> Vec<String> {
    let grants = || plans.iter().flat_map(|plan| &plan.grants);
    let number = |is: fn(&Fate) -> bool| grants().filter(|grant| is(&grant.fate)).count();
    let kinds = [
        (number(|fate| *fate == Fate::Silent), "never disclosed and got nothing"),
        (number(|fate| matches!(fate, Fate::Missed(_))), "missed what was to be delivered"),
        (number(|fate| matches!(fate, Fate::Cancelled(_))), "was cancelled"),
    ];
    let kinds = kinds.into_iter().filter(|(number, _)| *number > 0);
    kinds.map(|(number, words)| format!("{} {words}", some(number))).collect()
}

fn treasury(figures: &Figures) -> Option<String> {
    let stream = figures.outcome.vesting.stream.as_ref()?;
    let base = figures.base();
    let plans = figures.outcome.vesting.plans.iter();
    let is_treasury = |plan: &&PlanOutcome| figures.kind(plan.tranche) == Some(Kind::Treasury);
    let tokens: Vec<&PlanOutcome> = plans.filter(is_treasury).collect();
    let paid: u64 = tokens.iter().map(|plan| plan.paid).sum();
    let own = match words::span(&tokens) {
        Some(span) => format!(" Its own {} were paid {span}.", base.short(paid)),
        None => String::new(),
    };
    let share = match stream.arrived {
        0 => "No share of the raise is for the treasury.".to_owned(),
        _ => format!(
            "The treasury has its share of the raise from a stream, not at once: {}.",
            words::stream(figures, stream)
        ),
    };
    Some(format!("{share}{own}"))
}

fn capitalised(text: &str) -> String {
    let mut rest = text.chars();
    let first = rest.next().into_iter().flat_map(char::to_uppercase);
    first.chain(rest).collect()
}
