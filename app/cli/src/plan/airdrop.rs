//! What a launch file says of its airdrops: who gets what, when, and where the rest goes.

use std::str::FromStr;

use groundswell_sdk::{
    Address, distributor_program::state::Sink, list::Dataset, math::window::Step, vesting_program,
};

use super::Plan;

/// A list is made this long before the sale opens, at the latest (seconds): a day to seal.
pub const LEAD: i64 = 86_400;

/// One airdrop.
#[derive(Clone, Debug)]
pub struct AirdropPlan {
    /// Its place in [`Plan::tranches`].
    pub tranche: usize,
    /// The creator's number for its list: 1 for the charter's first airdrop.
    pub number: u64,
    /// Who gets what. `None` where the file names no list yet.
    pub list: Option<Dataset>,
    /// Claims end this long after the last moment at which the sale can settle (seconds).
    pub claim_for: u32,
    /// When it unlocks.
    pub unlock: Vec<Unlock>,
    /// Where goes what nobody claims.
    pub sink: SinkPlan,
}

/// One step of an airdrop.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unlock {
    /// Seconds after the close of the sale.
    pub after: u32,
    /// What is unlocked from then on (bps), earlier steps included.
    pub share_bps: u16,
}

impl Unlock {
    /// What each of some steps adds (bps).
    pub fn adds(steps: &[Unlock]) -> impl Iterator<Item = u16> {
        let before = [0].into_iter().chain(steps.iter().map(|step| step.share_bps));
        steps.iter().zip(before).map(|(step, before)| step.share_bps.saturating_sub(before))
    }
}

/// Where unclaimed tokens go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SinkPlan {
    /// They are burned.
    Burn,
    /// To the launch's mandate.
    Buyback,
}

/// How a rehearsal goes about airdrops.
#[derive(Clone, Copy, Debug)]
pub struct ClaimsPlan {
    /// Wallets that are drawn where there is no list.
    pub wallets: u32,
    /// Share of a list's rows that nobody ever claims (bps).
    pub unclaimed_bps: u16,
    /// The same seed draws the same wallets, moments and callers.
    pub seed: u64,
}

/// How long claims are possible where the file does not say (seconds).
const CLAIM_FOR: u32 = 90 * 86_400;

impl AirdropPlan {
    /// Airdrop number `number`, which is tranche `tranche`, with nothing said of it: all of it
    /// unlocks at once, for 90 days, and the rest is burned.
    pub fn at(tranche: usize, number: u64) -> Self {
        AirdropPlan {
            tranche,
            number,
            list: None,
            claim_for: CLAIM_FOR,
            unlock: vec![Unlock { after: 0, share_bps: 10_000 }],
            sink: SinkPlan::Burn,
        }
    }

    /// When it unlocks, as the program has it.
    pub fn steps(&self, plan: &Plan) -> Vec<Step> {
        let closes = plan.terms.closes_at;
        let step = |unlock: &Unlock| Step {
            unlocks_at: closes.saturating_add(unlock.after.into()),
            share_bps: unlock.share_bps,
        };
        self.unlock.iter().map(step).collect()
    }

    /// When claims end (unix seconds).
    pub fn ends_at(&self, plan: &Plan) -> i64 {
        let terms = &plan.terms;
        let settles = terms.closes_at.saturating_add(terms.settle_grace.into());
        settles.saturating_add(self.claim_for.into())
    }

    /// What its list has to add up to (base units).
    pub fn amount(&self, plan: &Plan) -> u64 {
        plan.tranches.get(self.tranche).map_or(0, |tranche| tranche.amount)
    }
}

impl SinkPlan {
    /// As the distributor has it: what it is, and its address, where the launch's mandate is at
    /// `mandate`.
    pub fn of_program(self, mandate: Address) -> (Sink, Address) {
        match self {
            SinkPlan::Burn => (Sink::Burn, Address::default()),
            SinkPlan::Buyback => (Sink::Buyback, mandate),
        }
    }

    /// The same of a vesting plan.
    pub fn of_vesting(self, mandate: Address) -> (vesting_program::state::Sink, Address) {
        match self {
            SinkPlan::Burn => (vesting_program::state::Sink::Burn, Address::default()),
            SinkPlan::Buyback => (vesting_program::state::Sink::Buyback, mandate),
        }
    }

    /// What becomes of unclaimed or forfeited tokens: ends a sentence.
    pub fn words(self) -> &'static str {
        match self {
            SinkPlan::Burn => "is burned",
            SinkPlan::Buyback => "goes to the launch's mandate, which burns it",
        }
    }

    /// Its name in a file.
    pub fn name(self) -> &'static str {
        match self {
            SinkPlan::Burn => "burn",
            SinkPlan::Buyback => "buyback",
        }
    }
}

impl FromStr for SinkPlan {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let sinks = [SinkPlan::Burn, SinkPlan::Buyback];
        sinks.into_iter().find(|sink| sink.name() == text).ok_or_else(|| {
            "expected \"burn\" or \"buyback\" (the launch's mandate, which burns it too); nothing of a \
             launch passes on to another list, whose creator could still choose who is on it"
                .to_owned()
        })
    }
}
