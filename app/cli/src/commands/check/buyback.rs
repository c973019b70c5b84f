//! The mandate of a launch in plain words: for how long it buys, how much, up to which price, and
//! what keeps it from it; and what will hardly do what it seems to.

use std::fmt::Write;

use groundswell_math::amount::bps_floor;

use super::summary::moment;
use crate::{
    duration::duration,
    file::{Places, kind_name},
    mandate::Mandate,
    money::{grouped, percent},
    plan::Plan,
    price::Measure,
    report::units::count,
    rules,
};

/// Cycles that are named one by one.
const NAMED: usize = 6;
/// Fewer cycles than this are hardly a buyback.
const FEW: u32 = 3;
/// A mandate watches no more plans than this.
const WATCHED: usize = 4;

/// What there is to say of it.
pub fn lines(plan: &Plan) -> Vec<String> {
    let mandate = Mandate::of(plan);
    [times(&mandate), money(&mandate), prices(plan)]
        .into_iter()
        .chain(blackouts(&mandate))
        .chain([end(&mandate)])
        .collect()
}

fn times(mandate: &Mandate) -> String {
    let buyback = &mandate.plan.buyback;
    let cycles = usize::try_from(mandate.calendar.cycles()).unwrap_or(usize::MAX);
    format!(
        "from {} on for {}, in {} of {}: offers in the first {} of each, which stand in the last {}",
        moment(mandate.calendar.opens_at),
        duration(buyback.lasts),
        count(cycles, "cycle"),
        duration(buyback.cycle),
        duration(buyback.tender),
        duration(buyback.freeze)
    )
}

fn money(mandate: &Mandate) -> String {
    let plan = mandate.plan;
    let unspent = match plan.buyback.carries {
        true => "adds to later ones",
        false => "does not add to later ones",
    };
    format!(
        "spends at most {} {} in a cycle; what one leaves {unspent}",
        grouped(plan.buyback.per_cycle(plan), plan.quote_decimals),
        plan.quote_symbol
    )
}

/// Up to which price: known before the sale if that has one, as a range of an auction.
fn prices(plan: &Plan) -> String {
    let measure = Measure::of(plan);
    let (share, tick) = (plan.buyback.ceiling_bps, plan.buyback.tick_bps);
    let ceiling = |price: u64| measure.shown(bps_floor(price, share).unwrap_or(0));
    let (low, high) = (ceiling(plan.terms.target), ceiling(rules::terms(plan).highest_price()));
    let range = if low == high { low } else { format!("{low} to {high}") };
    format!(
        "pays one price to all, up to {range} {} each, {} of the sale's, in steps of {}; of each \
         offer the first {} {} come before the rest",
        plan.quote_symbol,
        percent(share),
        percent(tick),
        grouped(plan.buyback.small_limit(plan), plan.base_decimals),
        plan.symbol
    )
}

/// What it watches, and what that costs it if the sale settles at its close.
fn blackouts(mandate: &Mandate) -> Vec<String> {
    let plan = mandate.plan;
    let kinds: Vec<_> = plan
        .buyback
        .watched(plan)
        .iter()
        .filter_map(|tranche| plan.grants.iter().find(|grants| grants.tranche == *tranche))
        .filter_map(|grants| grants.kind(plan))
        .map(kind_name)
        .collect();
    if kinds.is_empty() {
        return vec!["buys around unlocks as at any other time".to_owned()];
    }
    let dark = mandate.cycles().filter(|cycle| !cycle.blackouts.is_empty());
    let dark: Vec<_> = dark.map(|cycle| cycle.number.to_string()).collect();
    let lost = match (dark.len(), dark.get(..NAMED)) {
        (0, _) => "which costs it no tender".to_owned(),
        (1, _) => format!("which costs it the tender of cycle {}", dark.join("")),
        (_, None) => format!("which costs it the tenders of cycles {}", dark.join(", ")),
        (all, Some(_)) => format!("which costs it {all} tenders"),
    };
    vec![format!(
        "buys nothing {} before and after an unlock of {}; {lost}, if the sale settles at its close",
        duration(plan.buyback.around_unlocks),
        kinds.join(", ")
    )]
}

fn end(mandate: &Mandate) -> String {
    format!(
        "burns what it buys; what it has not spent on {} deepens the pool",
        moment(mandate.calendar.ends_at)
    )
}

/// What will hardly do what it seems to. Nothing where a rule is broken that says so already.
pub fn notes(plan: &Plan, places: &Places) -> String {
    let mut text = String::new();
    if rules::of_buyback(plan).iter().any(|verdict| !verdict.holds) {
        return text;
    }
    let mandate = Mandate::of(plan);
    for (keys, note) in [
        (["buyback.lasts", "buyback.cycle"], few(&mandate)),
        (["buyback.around_unlocks", "buyback"], never_held(&mandate)),
        (["buyback.around_unlocks", "buyback"], unwatched(plan)),
        (["buyback.budget", "proceeds.buyback"], buys_nothing(&mandate)),
        (["buyback.budget", "proceeds.buyback"], left_or_short(&mandate)),
    ] {
        let line = keys.iter().find_map(|key| places.line(key)).unwrap_or(1);
        if let Some(note) = note {
            // Writing to a string cannot fail.
            let _ = writeln!(text, "note: {}:{line}: {note}", plan.path.display());
        }
    }
    text
}

fn few(mandate: &Mandate) -> Option<String> {
    let cycles = mandate.calendar.cycles();
    (cycles < FEW).then(|| {
        let cycles = count(usize::try_from(cycles).unwrap_or(0), "cycle");
        format!("the mandate has only {cycles}: whoever misses a tender hardly gets another.")
    })
}

fn never_held(mandate: &Mandate) -> Option<String> {
    (!mandate.is_ever_held()).then(|| {
        "if the sale settles at its close, an unlock keeps every tender from being held: nothing \
         is ever bought, and all goes to the pool."
            .to_owned()
    })
}

fn unwatched(plan: &Plan) -> Option<String> {
    let insiders = plan.grants.iter().filter(|grants| {
        grants.kind(plan).is_some_and(groundswell_math::charter::Kind::is_insider)
    });
    let watched = plan.buyback.watched(plan).len();
    let others = insiders.count().saturating_sub(watched);
    (watched == WATCHED && others > 0).then(|| {
        let others = count(others, "plan");
        format!(
            "a mandate watches at most {WATCHED} plans: unlocks of {others} of insiders more black \
             out no tender."
        )
    })
}

fn buys_nothing(mandate: &Mandate) -> Option<String> {
    let plan = mandate.plan;
    let budget = plan.buyback.per_cycle(plan).min(mandate.funded);
    (mandate.buys(budget, 0) == 0).then(|| {
        format!(
            "a cycle's budget of {} {} buys less than the smallest unit of {} even at the lowest \
             price: nothing is ever bought.",
            grouped(budget, plan.quote_decimals),
            plan.quote_symbol,
            plan.symbol
        )
    })
}

/// All budgets together come to less than half of the money, or to more than twice as much.
fn left_or_short(mandate: &Mandate) -> Option<String> {
    let plan = mandate.plan;
    let (spends, funded) = (mandate.spends(), u128::from(mandate.funded));
    if spends == 0 || funded == 0 {
        return None;
    }
    let show =
        |units: u128| format!("{} {}", grouped(units, plan.quote_decimals), plan.quote_symbol);
    let gets = format!(
        "of a raise of {}, the mandate gets {}",
        show(plan.terms.target.into()),
        show(funded)
    );
    if spends.saturating_mul(2) < funded {
        return Some(format!(
            "{gets}, and all its tenders together can spend {}: at least {} is left for the pool.",
            show(spends),
            show(funded.saturating_sub(spends))
        ));
    }
    let budget = u128::from(plan.buyback.per_cycle(plan));
    (spends > funded.saturating_mul(2)).then(|| {
        let enough = funded.div_ceil(budget.max(1));
        let cycles = count(usize::try_from(enough).unwrap_or(usize::MAX), "cycle");
        format!(
            "{gets}, and all its tenders together could spend {}: {cycles} can use up all of it, \
             and nothing is left then for later ones or for the pool.",
            show(spends)
        )
    })
}
