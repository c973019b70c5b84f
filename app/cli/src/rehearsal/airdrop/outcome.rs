//! What came of an airdrop.

use groundswell_sdk::{Address, list::Facts};

use super::Airdrop;
use crate::plan::SinkPlan;

/// An airdrop whose list has come and gone.
#[derive(Clone, Debug)]
pub struct AirdropOutcome {
    /// The tranche's place in the charter.
    pub tranche: usize,
    /// What the list commits to.
    pub facts: Facts,
    /// Whether the list was drawn, as the launch file named none.
    pub is_drawn: bool,
    /// Vaults the list was split over.
    pub vaults: u8,
    /// Pages that recorded its claims.
    pub pages: u32,
    /// Every row of the list.
    pub recipients: Vec<Recipient>,
    /// Every step.
    pub steps: Vec<StepOutcome>,
    /// From when claims were paid; meaningless if the sale failed (unix seconds).
    pub began_at: i64,
    /// When claims ended (unix seconds).
    pub ends_at: i64,
    /// When the rest left (unix seconds).
    pub left_at: i64,
    /// Where to, as the launch file says.
    pub sink: SinkPlan,
    /// Base units that the launch moved to the list.
    pub funded: u64,
    /// Unsold base units that joined it.
    pub added: u64,
    /// Base units that were claimed.
    pub claimed: u64,
    /// Base units that were burned in the end, by the list or by the mandate.
    pub burned: u64,
    /// Moments (unix seconds), and what was claimed until then (base units), ascending.
    pub track: Vec<(i64, u64)>,
    /// Claims of one row.
    pub single: usize,
    /// Claims of several rows at once.
    pub batches: usize,
    /// Their rows.
    pub batched: usize,
    /// Token accounts that callers opened, and paid for.
    pub opened: usize,
    /// Lamports that list, vaults and pages kept, all of which came back.
    pub rent: u64,
}

/// One row of a list.
#[derive(Clone, Debug)]
pub struct Recipient {
    /// Whose it is.
    pub wallet: Address,
    /// What the list gives it (base units).
    pub amount: u64,
    /// What it was paid while each step was the last to have unlocked (base units).
    pub claimed: Vec<u64>,
}

/// One step of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StepOutcome {
    /// From when it counts (unix seconds).
    pub unlocks_at: i64,
    /// What has unlocked from then on (bps), earlier steps included.
    pub share_bps: u16,
    /// Rows that were paid until the next step, or the end.
    pub rows: usize,
    /// What they were paid (base units).
    pub claimed: u64,
}

/// What left a list after its end.
#[derive(Clone, Copy, Debug, Default)]
pub struct Left {
    /// Base units that were burned.
    pub burned: u64,
}

impl AirdropOutcome {
    /// Base units of the list that nobody claimed.
    pub fn unclaimed(&self) -> u64 {
        self.funded.saturating_sub(self.claimed)
    }

    /// Rows that were paid something.
    pub fn claimants(&self) -> usize {
        self.recipients.iter().filter(|row| row.claimed.iter().any(|units| *units > 0)).count()
    }
}

impl Airdrop {
    /// What came of it, once it is gone.
    pub fn outcome(&self, left: Left) -> AirdropOutcome {
        let entries = self.draft.list.dataset().entries().iter().zip(&self.claimed);
        let recipients = entries.map(|((wallet, amount), claimed)| Recipient {
            wallet: Address::new_from_array(*wallet),
            amount: *amount,
            claimed: claimed.clone(),
        });
        let paid = |step: usize| self.claimed.iter().filter_map(move |row| row.get(step).copied());
        let steps = self.steps().enumerate().map(|(number, step)| StepOutcome {
            unlocks_at: step.unlocks_at,
            share_bps: step.share_bps,
            rows: paid(number).filter(|units| *units > 0).count(),
            claimed: paid(number).sum(),
        });
        let seen = &self.seen;
        AirdropOutcome {
            tranche: self.plan.tranche,
            facts: self.draft.list.facts(),
            is_drawn: self.plan.list.is_none(),
            vaults: self.keys.vault_count(),
            pages: self.pages(),
            recipients: recipients.collect(),
            steps: steps.collect(),
            began_at: seen.began_at,
            ends_at: self.draft.args.ends_at,
            left_at: self.draft.args.ends_at,
            sink: self.plan.sink,
            funded: seen.funded,
            added: seen.added,
            claimed: self.claimed(),
            burned: left.burned,
            track: seen.track.clone(),
            single: seen.single,
            batches: seen.batches,
            batched: seen.batched,
            opened: seen.opened,
            rent: seen.rent,
        }
    }
}
