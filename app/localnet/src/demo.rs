//! A launch to look at: made from a launch file by real transactions, contributed to by a crowd,
//! and brought to the phase that is asked for.

mod aftermath;
mod crowd;
mod edit;
mod folder;
mod made;
mod phase;
mod send;

use std::path::Path;

use anyhow::Context;
use groundswell::plan::LEAD;
use groundswell_sdk::math::mandate::{around, unlocks};

pub use crowd::Contributor;
pub use phase::Phase;

use crate::{
    Localnet,
    facts::{LaunchFacts, ListFacts},
};
use aftermath::Stranger;
use made::{Made, list_name};
use send::Hand;

/// The folder of the launch, in the ledger's.
const FOLDER: &str = "launch";
const HOUR: i64 = 3_600;
const DAY: i64 = 24 * HOUR;
/// Moments at which the crowd comes.
const MOMENTS: usize = 10;

/// The launch that is on a ledger.
pub struct Demo {
    made: Made,
    crowd: Vec<Contributor>,
    phase: Phase,
    /// How many of the crowd have contributed.
    came: usize,
}

impl Demo {
    /// Makes one like that of `file`, with a crowd of so many, and brings it to `phase`. `say` is
    /// told what is being done.
    pub fn make(
        localnet: &mut Localnet,
        file: Option<&Path>,
        phase: Phase,
        count: u32,
        say: &mut dyn FnMut(&str),
    ) -> anyhow::Result<Demo> {
        say("a launch: its mint, lists, plans, mandate and charter");
        let dir = localnet.folder().join(FOLDER);
        let plan = folder::write(localnet, file, &dir)?;
        let crowd = crowd::gather(localnet, &plan, count)?;
        let hand = Hand::to(&localnet.ledger);
        localnet.ledger.clock().set(plan.terms.opens_at.saturating_sub(LEAD))?;
        let made = Made::of(localnet, plan)?;
        made.send(localnet, &hand)?;
        made.publish(&dir)?;
        let mut demo = Demo { made, crowd, phase, came: 0 };
        demo.advance(localnet, &hand, say)?;
        Ok(demo)
    }

    fn advance(
        &mut self,
        localnet: &Localnet,
        hand: &Hand,
        say: &mut dyn FnMut(&str),
    ) -> anyhow::Result<()> {
        let (clock, terms) = (localnet.ledger.clock(), &self.made.plan.terms);
        let (opens, closes) = (terms.opens_at, terms.closes_at);
        if self.phase == Phase::Before {
            return clock.set(opens - HOUR);
        }
        say("contributions");
        let middle = opens + (closes - opens) / 2;
        let (until, share) = match self.phase {
            Phase::Sale => (middle, self.crowd.len().div_ceil(2)),
            _ => (closes, self.crowd.len()),
        };
        let coming = self.crowd.get(..share).unwrap_or_default();
        let groups = coming.chunks(share.div_ceil(MOMENTS).max(1));
        for (number, group) in (0i64..).zip(groups) {
            clock.set(opens + (until - opens) * number / MOMENTS as i64)?;
            group.iter().try_for_each(|who| crowd::contribute(hand, &self.made.keys, who))?;
        }
        self.came = coming.len();
        clock.set(until)?;
        if self.phase <= Phase::Ended {
            return Ok(());
        }

        say("the settlement, and all that follows from it");
        let stranger = Stranger::of(&self.made, hand);
        stranger.settle()?;
        if self.phase == Phase::Settled {
            return Ok(());
        }
        say("what contributors claim");
        stranger.pay(&self.crowd)?;
        stranger.disclose(&localnet.wallets)?;
        let settled_at = stranger.launch()?.settled_at;
        if self.phase == Phase::Vesting {
            let first = self.first_unlock().context("nothing is granted: no phase `vesting`")?;
            return clock.set(settled_at + first + DAY);
        }
        let (cycle, opens_at) = self.first_tender(settled_at)?;
        clock.set(opens_at)?;
        stranger.open_cycle(cycle)
    }

    /// Seconds after the settlement at which the first grant of insiders unlocks.
    fn first_unlock(&self) -> Option<i64> {
        let plan = &self.made.plan;
        let insiders = plan.grants.iter();
        let insiders = insiders.filter(|it| it.kind(plan).is_some_and(|kind| kind.is_insider()));
        insiders.filter_map(|it| unlocks(&it.schedule(plan).rule()).next()).min()
    }

    /// The first cycle whose tender no unlock is near, and when that opens (unix seconds).
    fn first_tender(&self, settled_at: i64) -> anyhow::Result<(u32, i64)> {
        let plan = &self.made.plan;
        let (calendar, watched) = (plan.buyback.calendar(plan), plan.buyback.watched(plan));
        let grants = plan.grants.iter().filter(|grants| watched.contains(&grants.tranche));
        let spans = grants.flat_map(|grants| {
            let moments: Vec<_> = unlocks(&grants.schedule(plan).rule()).collect();
            let seconds = plan.buyback.around_unlocks;
            moments.into_iter().map(move |at| around(settled_at + at, seconds))
        });
        let spans: Vec<_> = spans.collect();
        let cycle = calendar.first_free(&spans);
        let tender = cycle.and_then(|cycle| Some((cycle, calendar.tender_of(cycle)?.opens_at)));
        tender.context("no tender of the buyback is free of unlocks: no phase `buyback`")
    }

    /// Everyone who contributes, in the order in which they come.
    pub fn crowd(&self) -> &[Contributor] {
        &self.crowd
    }

    /// What is in the sale together (quote units).
    pub fn contributed(&self) -> u64 {
        self.crowd.iter().take(self.came).map(|who| who.amount).sum()
    }

    /// What localnet.json says of it.
    pub(crate) fn facts(&self) -> LaunchFacts {
        let Made { plan, keys, lists, plans, stream, mandate, .. } = &self.made;
        let list = |name: String, address: String| {
            (name.clone(), ListFacts { address, folder: format!("{FOLDER}/{name}") })
        };
        LaunchFacts {
            file: format!("{FOLDER}/launch.toml"),
            phase: self.phase.name().to_owned(),
            address: keys.at.launch.to_string(),
            mint: keys.base_mint.to_string(),
            decimals: plan.base_decimals,
            opens_at: plan.terms.opens_at,
            closes_at: plan.terms.closes_at,
            contributors: self.came,
            contributed: self.contributed().to_string(),
            lists: lists
                .iter()
                .map(|l| list(list_name(l), l.keys.distributor.to_string()))
                .collect(),
            plans: plans.iter().map(|(n, p)| list(n.clone(), p.keys.plan.to_string())).collect(),
            stream: stream.keys.plan.to_string(),
            mandate: mandate.keys.mandate.to_string(),
        }
    }
}
