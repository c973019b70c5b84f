//! What can be in hands and what is locked, over the months ahead.

use anyhow::Result;
use groundswell_cluster::audit::{Moment, Part, Supply};
use groundswell_math::charter::Kind;
use maud::Markup;

use crate::{
    report::{
        panels::{chart, name, panel},
        stack::{self, Axis, Band, Line, Stack},
        units::{Token, percent},
    },
    unlocks::calendar,
};

/// What is in hands, what could be, and the supply above it.
pub fn circulating(supply: &Supply, token: Token) -> Result<Markup> {
    let moments = &supply.later;
    let in_hands = Band {
        name: "in hands now".to_owned(),
        colour: stack::colour(0),
        heights: moments.iter().map(|moment| moment.circulating).collect(),
    };
    let bands = [in_hands].into_iter().chain(bands(supply, 1, |part| part.unclaimed));
    let line = Line {
        name: "supply",
        heights: moments.iter().map(|it| supply.minted.saturating_sub(it.burned)).collect(),
    };
    let note = format!(
        "{} are in hands, {} of what was minted. Above them, by tranche, what those whom it belongs to \
         could collect{}.",
        token.exact(supply.now.circulating),
        percent(supply.now.circulating, supply.minted),
        moments.last().map_or(String::new(), |last| format!(
            ": until {} that grows to {}",
            calendar::day(last.at),
            token.exact(last.at_most())
        ))
    );
    draw("Circulating at most", &note, bands.collect(), Some(line), supply, token)
}

/// What is locked, by tranche.
pub fn locked(supply: &Supply, token: Token) -> Result<Markup> {
    let note = format!(
        "{} are locked or wait to be paid out by the launch; what is for the pool stays.",
        token.exact(supply.now.locked)
    );
    let bands = bands(supply, 0, |part| part.locked).collect();
    draw("Locked, by tranche", &note, bands, None, supply, token)
}

/// A band for each kind of tranche of which there is anything at any moment.
fn bands(supply: &Supply, first: usize, of: fn(&Part) -> u128) -> impl Iterator<Item = Band> {
    let height = move |moment: &Moment, kind: Kind| -> u128 {
        let parts = supply.tranches.iter().zip(&moment.parts);
        parts.filter(|(tranche, _)| tranche.kind == kind).map(|(_, part)| of(part)).sum()
    };
    let heights = move |kind: Kind| -> Vec<u128> {
        supply.later.iter().map(|moment| height(moment, kind)).collect()
    };
    let kinds = Kind::ALL.into_iter().map(move |kind| (kind, heights(kind)));
    let shown = kinds.filter(|(_, heights)| heights.iter().any(|height| *height > 0));
    shown.zip(first..).map(|((kind, heights), place)| Band {
        name: name(kind).to_owned(),
        colour: stack::colour(place),
        heights,
    })
}

fn draw(
    title: &str,
    note: &str,
    bands: Vec<Band>,
    line: Option<Line>,
    supply: &Supply,
    token: Token,
) -> Result<Markup> {
    let stack = Stack {
        moments: supply.later.iter().map(|moment| moment.at).collect(),
        bands,
        line,
        top: supply.minted,
        axis: Axis::Dates,
        token,
    };
    Ok(panel(title, note, chart(&stack::svg(&stack, title, note)?, note)))
}
