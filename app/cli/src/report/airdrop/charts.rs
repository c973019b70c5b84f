//! What was claimed of an airdrop over time, and what was left of it.

use anyhow::Result;
use groundswell_math::amount::bps_floor;

use crate::{
    rehearsal::AirdropOutcome,
    report::{
        figures::Figures,
        stairs::{self, Line, Picture},
    },
};

/// What was claimed until when, below what had unlocked.
pub fn claimed(figures: &Figures, airdrop: &AirdropOutcome) -> Result<String> {
    let (base, ends) = (figures.base(), day(figures, airdrop.ends_at));
    let began = day(figures, airdrop.began_at);
    let mut filled = vec![(began, 0)];
    filled.extend(airdrop.track.iter().map(|(moment, claimed)| (day(figures, *moment), *claimed)));
    let last = filled.last().map_or(0, |(_, claimed)| *claimed);
    filled.push((ends, last));

    let mut unlocked = vec![(began, 0)];
    for step in &airdrop.steps {
        let before = unlocked.last().map_or(0, |(_, units)| *units);
        let at = day(figures, step.unlocks_at);
        let units = bps_floor(airdrop.facts.sum, step.share_bps).unwrap_or(0);
        unlocked.extend([(at, before), (at, units)]);
    }
    unlocked.push((ends, airdrop.facts.sum));
    let whole = |line: Vec<(f64, u64)>| -> Line {
        line.into_iter().map(|(day, units)| (day, base.whole(units))).collect()
    };
    let caption = format!("days after the close ({})", base.symbol);
    stairs::svg(&Picture { filled: whole(filled), line: whole(unlocked), caption })
}

/// What the vaults held, until it left.
pub fn left(figures: &Figures, airdrop: &AirdropOutcome) -> Result<String> {
    let base = figures.base();
    let held = u128::from(airdrop.funded) + u128::from(airdrop.added);
    let (began, ends) = (day(figures, airdrop.began_at), day(figures, airdrop.ends_at));
    let mut filled = vec![(began, base.whole(held))];
    for (moment, claimed) in &airdrop.track {
        filled.push((day(figures, *moment), base.whole(held - u128::from(*claimed))));
    }
    let rest = base.whole(held - u128::from(airdrop.claimed));
    filled.push((ends, rest));
    let leaves = day(figures, airdrop.left_at);
    // A little of the time after it has left, so that it can be seen to be gone.
    let beyond = leaves + (leaves - began) * 0.04;
    let line = vec![(ends, rest), (leaves, rest), (leaves, 0.0), (beyond, 0.0)];
    let caption = format!("days after the close ({})", base.symbol);
    stairs::svg(&Picture { filled, line, caption })
}

/// Days after the close of the sale.
fn day(figures: &Figures, moment: i64) -> f64 {
    (moment - figures.outcome.launch.closes_at) as f64 / 86_400.0
}
