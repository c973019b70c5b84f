//! The airdrops of a launch: each has its list, which is made before the charter is sealed, is
//! funded once the sale has settled, pays its claims, and leaves nothing behind.

mod books;
mod claims;
mod end;
mod outcome;
mod schedule;
mod setup;

use groundswell_sdk::{
    Address,
    distributor::ListKeys,
    distributor_program::StepArgs,
    launch::LaunchKeys,
    list::Dataset,
    math::window::{self, Step},
};

pub use outcome::{AirdropOutcome, Recipient, StepOutcome};

use crate::{
    draft::ListDraft,
    plan::{AirdropPlan, Plan},
    sample,
};

/// One airdrop: its list, and what was claimed of it so far.
pub struct Airdrop {
    /// What the launch file says.
    plan: AirdropPlan,
    /// Where its accounts are.
    pub keys: ListKeys,
    /// What it is made with, rows and tree.
    pub draft: ListDraft,
    /// Each row's wallet's token account.
    accounts: Vec<Address>,
    /// Steps that each row was paid.
    paid: Vec<u8>,
    /// What each row was paid while each step was the last to have unlocked (base units).
    claimed: Vec<Vec<u64>>,
    /// What the ledger has seen of it.
    seen: Seen,
}

/// What happened to a list on the ledger.
#[derive(Clone, Debug, Default)]
struct Seen {
    /// Lamports in the accounts of the list, its vaults and its pages.
    rent: u64,
    /// From when claims were paid (unix seconds).
    began_at: i64,
    /// Base units that it was funded with.
    funded: u64,
    /// Unsold base units that joined it.
    added: u64,
    /// Moments (unix seconds), and what was claimed until then (base units).
    track: Vec<(i64, u64)>,
    /// Claims of one row.
    single: usize,
    /// Claims of several rows at once, and their rows.
    batches: usize,
    batched: usize,
    /// Token accounts that callers opened for those they claimed for.
    opened: usize,
}

/// A row and what is due to it.
#[derive(Clone, Copy, Debug)]
struct Due {
    index: u32,
    wallet: Address,
    account: Address,
    /// All that the list gives it (base units).
    amount: u64,
    /// What of it has unlocked and was not paid (base units).
    due: u64,
}

impl Airdrop {
    /// The airdrops of a plan; lists that its file does not name are drawn.
    pub fn all(plan: &Plan, keys: &LaunchKeys) -> anyhow::Result<Vec<Airdrop>> {
        plan.airdrops.iter().map(|airdrop| Airdrop::of(plan, airdrop, keys)).collect()
    }

    fn of(plan: &Plan, airdrop: &AirdropPlan, launch: &LaunchKeys) -> anyhow::Result<Airdrop> {
        let dataset = match &airdrop.list {
            Some(list) => list.clone(),
            None => Dataset::new(sample::claimants(plan, airdrop)?)?,
        };
        let draft = ListDraft::of(plan, airdrop, launch, dataset)?;
        let (keys, list) = (draft.keys, &draft.list);
        let owners = list.dataset().entries().iter();
        let owners = owners.map(|(wallet, _)| Address::new_from_array(*wallet));
        let accounts: Vec<_> = owners.map(|wallet| keys.account_of(&wallet).0).collect();
        Ok(Airdrop {
            plan: airdrop.clone(),
            keys,
            paid: vec![0; accounts.len()],
            claimed: vec![vec![0; draft.args.steps.len()]; accounts.len()],
            accounts,
            draft,
            seen: Seen::default(),
        })
    }

    /// When it unlocks.
    fn steps(&self) -> impl Iterator<Item = Step> {
        let step = |s: &StepArgs| Step { unlocks_at: s.unlocks_at, share_bps: s.share_bps };
        self.draft.args.steps.iter().map(step)
    }

    /// From when to when each step is the last to have unlocked (unix seconds).
    fn windows(&self) -> Vec<(i64, i64)> {
        let starts = self.steps().map(|step| step.unlocks_at.max(self.seen.began_at));
        let ends =
            self.steps().skip(1).map(|step| step.unlocks_at).chain([self.draft.args.ends_at]);
        starts.zip(ends).collect()
    }

    /// What the rules say row `index` is due at `now` (unix seconds); `None` if it is nothing.
    fn due(&self, index: u32, now: i64) -> Option<Due> {
        let place = usize::try_from(index).ok()?;
        let (wallet, amount) = *self.draft.list.dataset().entries().get(place)?;
        let unlocked = window::unlocked(self.steps(), now);
        let until = |steps: u8| window::share(self.steps(), steps, amount);
        let due = until(unlocked)?.checked_sub(until(*self.paid.get(place)?)?)?;
        Some(Due {
            index,
            wallet: Address::new_from_array(wallet),
            account: *self.accounts.get(place)?,
            amount,
            due,
        })
        .filter(|_| due > 0)
    }

    /// Base units that were claimed.
    fn claimed(&self) -> u64 {
        self.claimed.iter().flatten().sum()
    }
}
