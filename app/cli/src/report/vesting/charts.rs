//! What vested, drawn: what unlocks when, what circulates, what waits, what the treasury has.

use anyhow::Result;
use groundswell_math::charter::Kind;

use super::words;
use crate::{
    file::kind_name,
    rehearsal::{GovernorOutcome, PlanOutcome, StreamOutcome},
    report::{
        circulation::{Circulation, DAY, Moment},
        figures::Figures,
        panels::name,
        stack::{self, Axis, Band, Line, Stack},
        stairs::{self, Picture},
        units::percent,
        unlocks,
    },
    unlocks::{Governor, Part, Unlocks, calendar},
};

/// Moments at which what circulates is drawn.
const STEPS: u32 = 240;

/// What of plans unlocks when, below what the governor lets out.
pub fn unlocks(
    figures: &Figures,
    plans: &[&PlanOutcome],
    governor: Option<&GovernorOutcome>,
) -> Result<String> {
    let unlocks = Unlocks {
        parts: plans.iter().filter_map(|plan| part(figures, plan)).collect(),
        governor: governor.and_then(|one| Governor::new(one.limit, one.epoch_seconds)),
        starts_at: figures.outcome.launch.settled_at,
    };
    let (axis, token) = (Axis::Dates, figures.base());
    unlocks::svg(&unlocks::Picture { unlocks: &unlocks, axis, token })
}

fn part<'a>(figures: &Figures, plan: &'a PlanOutcome) -> Option<Part<'a>> {
    let kind = figures.kind(plan.tranche)?;
    let (label, schedule) = (kind_name(kind).to_owned(), plan.schedule.rule());
    Some(Part { label, kind, total: plan.total, schedule })
}

/// What circulates, tranche on tranche, below the supply.
pub fn circulating(figures: &Figures, circulation: &Circulation) -> Result<String> {
    let moments = circulation.spread(STEPS);
    let supply = Line {
        name: "supply after burns",
        heights: moments.iter().map(|moment| moment.supply).collect(),
    };
    let stack = Stack {
        moments: moments.iter().map(|moment| moment.at).collect(),
        bands: bands(figures, circulation, &moments),
        line: Some(supply),
        top: figures.plan.supply.into(),
        axis: Axis::Dates,
        token: figures.base(),
    };
    stack::svg(&stack, "Circulating supply", &describe(figures, circulation))
}

/// A band for each kind of tranche, the community's below. The others have the colours that they
/// have in the chart of what unlocks when, as long as there is one tranche of each.
fn bands(figures: &Figures, circulation: &Circulation, moments: &[Moment]) -> Vec<Band> {
    let insiders = words::insiders(figures);
    let in_chart = insiders.iter().filter_map(|plan| figures.kind(plan.tranche));
    let all = circulation.parts.iter().map(|part| part.kind);
    let mut coloured: Vec<Kind> = Vec::new();
    for kind in in_chart.chain(all.clone()) {
        if !coloured.contains(&kind) {
            coloured.push(kind);
        }
    }
    let mut kinds: Vec<Kind> = Vec::new();
    for kind in all {
        if !kinds.contains(&kind) {
            kinds.push(kind);
        }
    }
    kinds.sort_by_key(|kind| !kind.is_community());
    let height = |kind: Kind, moment: &Moment| {
        let parts = circulation.parts.iter().zip(&moment.parts);
        parts.filter(|(part, _)| part.kind == kind).map(|(_, units)| units).sum()
    };
    let band = |kind: &Kind| Band {
        name: name(*kind).to_owned(),
        colour: stack::colour(coloured.iter().position(|one| one == kind).unwrap_or(0)),
        heights: moments.iter().map(|moment| height(*kind, moment)).collect(),
    };
    kinds.iter().map(band).collect()
}

/// The same in words, for those who do not see it.
fn describe(figures: &Figures, circulation: &Circulation) -> String {
    let base = figures.base();
    let (first, last) = (circulation.opening(), circulation.at(circulation.ends_at()));
    format!(
        "On {} {} circulate, {} of the supply; on {} it is {}, {} of what is left of it.",
        calendar::day(first.at),
        base.exact(first.total()),
        percent(first.total(), first.supply),
        calendar::day(last.at),
        base.exact(last.total()),
        percent(last.total(), last.supply),
    )
}

/// What waited after each epoch, beside what an epoch lets out.
pub fn governor(figures: &Figures, governor: &GovernorOutcome) -> Result<String> {
    let base = figures.base();
    let limit = base.whole(governor.limit);
    let points = |(at, waiting): &(i64, u64)| (day(figures, *at), base.whole(*waiting));
    let filled: Vec<_> = governor.waiting.iter().map(points).collect();
    let right = filled.last().map_or(0.0, |(day, _)| *day);
    let line = vec![(0.0, limit), (right, limit)];
    let caption = format!("days after the settlement ({})", base.symbol);
    let chart = stairs::svg(&Picture { filled, line, caption })?;
    Ok(stack::titled(&chart, "What waited", &words::governor(base, governor)))
}

/// What the treasury has, beside what arrived.
pub fn stream(figures: &Figures, stream: &StreamOutcome) -> Result<String> {
    let quote = figures.quote();
    let points = |(at, paid): &(i64, u64)| (day(figures, *at), quote.whole(*paid));
    let mut filled = vec![(0.0, 0.0)];
    filled.extend(stream.track.iter().map(points));
    let right = filled.last().map_or(0.0, |(day, _)| *day).max(day(figures, stream.ends_at));
    filled.push((right, quote.whole(stream.paid)));
    let arrived = quote.whole(stream.arrived);
    let line = vec![(0.0, arrived), (right, arrived)];
    let caption = format!("days after the settlement ({})", quote.symbol);
    let chart = stairs::svg(&Picture { filled, line, caption })?;
    Ok(stack::titled(&chart, "The treasury's stream", &words::stream(figures, stream)))
}

/// Days after the settlement.
fn day(figures: &Figures, moment: i64) -> f64 {
    (moment - figures.outcome.launch.settled_at) as f64 / DAY as f64
}
