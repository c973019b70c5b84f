//! One funded tranche: how it vests, who may change what, and what has left it.

use anchor_lang::{bytemuck, prelude::*};
use groundswell_math::{
    merkle::Node,
    schedule::Schedule,
    window::{MAX_STEPS, Step},
};

use crate::error::VestingError;

/// Grants can be opened until this after everything has vested (seconds); then what nobody
/// opened goes to the sink, and grants that are paid can be closed.
pub const OPENING_SECONDS: i64 = 180 * 86_400;

/// Who may do something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Policy {
    /// Nobody.
    Neither = 0,
    /// Who made the plan.
    Grantor = 1,
    /// Whose grant it is.
    Recipient = 2,
    /// Each of the two.
    Either = 3,
}

impl Policy {
    /// The policy with this number.
    pub fn from_u8(number: u8) -> Option<Policy> {
        let all = [Policy::Neither, Policy::Grantor, Policy::Recipient, Policy::Either];
        all.get(usize::from(number)).copied()
    }

    /// Whether a wallet may, being the one or the other.
    pub fn allows(self, is_grantor: bool, is_recipient: bool) -> bool {
        match self {
            Policy::Neither => false,
            Policy::Grantor => is_grantor,
            Policy::Recipient => is_recipient,
            Policy::Either => is_grantor || is_recipient,
        }
    }
}

/// Where forfeited tokens go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Sink {
    /// They are burned.
    Burn = 0,
    /// To the associated token account of a mandate of the buyback program.
    Buyback = 1,
}

impl Sink {
    /// The sink with this number.
    pub fn from_u8(number: u8) -> Option<Sink> {
        [Sink::Burn, Sink::Buyback].get(usize::from(number)).copied()
    }
}

/// Which shape the schedule has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum ScheduleKind {
    /// Evenly, with a cliff.
    Linear = 0,
    /// By steps.
    Steps = 1,
}

/// One plan. The account is also the authority of its vault. Its terms never change.
#[account]
pub struct Plan {
    /// Who made it, and what the policies call the grantor.
    pub grantor: Address,
    /// Who paid the rent of this account and of the vault, and gets it back.
    pub rent_payer: Address,
    /// What it pays ..
    pub mint: Address,
    /// .. and the program that belongs to, Token or Token-2022.
    pub token_program: Address,
    /// Holds the tokens.
    pub vault: Address,
    /// Its settlement is time zero; zero where the plan states its own.
    pub launch: Address,
    /// Bounds what leaves in an epoch; zero where nothing does.
    pub governor: Address,
    /// May mark a deliverable as missed; zero where there is none.
    pub attester: Address,
    /// A mandate; zero where forfeited tokens are burned.
    pub sink_address: Address,
    /// A stream's: everything that arrives vests to this wallet's one grant. Zero for plans with
    /// a total.
    pub recipient: Address,
    /// Hash of the root of the list of grants; zero where the grantor makes each.
    pub root: [u8; 32],
    /// SHA-256 of the list as a canonical CSV; zero without a list.
    pub dataset_sha256: [u8; 32],

    /// All grants together (base units): the list's sum.
    pub total: u64,
    /// No grant is larger (base units).
    pub largest: u64,
    /// What the recipients paid, as a launch's tranche states it: quote units that the whole
    /// sale would cost at their price.
    pub price: u64,
    /// Base units promised by the grants that were opened.
    pub granted: u64,
    /// Base units paid to recipients.
    pub withdrawn: u64,
    /// Base units forfeited, on their way to the sink or there.
    pub forfeited: u64,
    /// Of those, base units that left to the sink.
    pub sunk: u64,
    /// Time zero (unix seconds), once the clock runs.
    pub starts_at: i64,
    /// Linear: counted from then on (seconds since time zero).
    pub start: i64,
    /// Linear: nothing before (seconds since time zero).
    pub cliff: i64,
    /// When everything has vested (seconds since time zero).
    pub end: i64,
    /// Steps: from when each counts (seconds since time zero).
    pub step_times: [i64; MAX_STEPS],
    /// When the deliverable is due (seconds since time zero); zero where there is none.
    pub deliver_by: i64,
    /// For how long after it may be marked as missed (seconds).
    pub mark_seconds: i64,
    /// The creator's number for it.
    pub id: u64,
    /// Counts this plan's events.
    pub sequence: u64,
    /// Leaves of the list; zero without one.
    pub count: u32,
    /// Grants that exist.
    pub grants: u32,
    /// Steps: the share that has vested from each on (bps).
    pub step_shares: [u16; MAX_STEPS],
    /// Steps in use.
    pub step_count: u8,
    /// A [`ScheduleKind`] by number.
    pub schedule: u8,
    /// Who may cancel: a [`Policy`] by number.
    pub cancel: u8,
    /// Who may reassign: a [`Policy`] by number.
    pub reassign: u8,
    /// A [`Sink`] by number.
    pub sink: u8,
    /// Which tranche of a charter it is, by number.
    pub tranche_kind: u8,
    /// Decimals of the mint.
    pub decimals: u8,
    /// The first withdrawal waits for the recipient's disclosure.
    pub needs_disclosure: PodBool,
    /// The vault was seen to hold the total.
    pub is_funded: PodBool,
    /// The clock runs.
    pub has_started: PodBool,
    /// Of this account's address.
    pub bump: u8,
    /// Unused; keeps the size a multiple of eight.
    pub reserved: [u8; 5],
}

impl Plan {
    /// First seed of the address; then the mint, the grantor, the id.
    pub const SEED: &'static [u8] = b"plan";
    /// First seed of the vault; then the plan.
    pub const VAULT_SEED: &'static [u8] = b"plan_vault";

    /// With these the program signs as the plan.
    pub fn signer_seeds(&self) -> [&[u8]; 5] {
        [
            Self::SEED,
            self.mint.as_ref(),
            self.grantor.as_ref(),
            bytemuck::bytes_of(&self.id),
            core::slice::from_ref(&self.bump),
        ]
    }

    /// Whether it pays whatever arrives to one recipient, instead of a total to those it names.
    pub fn is_stream(&self) -> bool {
        self.recipient != Address::default()
    }

    /// Books what arrived for a stream's one grant.
    pub fn receive(&mut self, amount: u64) -> Result<()> {
        let total = self.total.checked_add(amount).ok_or(VestingError::Overflow)?;
        (self.total, self.granted, self.is_funded) = (total, total, true.into());
        Ok(())
    }

    /// Base units that are here by the books.
    pub fn held(&self) -> Result<u64> {
        let left = self.total.checked_sub(self.withdrawn);
        Ok(left.and_then(|left| left.checked_sub(self.sunk)).ok_or(VestingError::Overflow)?)
    }

    /// Whether grants come from a list.
    pub fn has_list(&self) -> bool {
        self.count > 0
    }

    /// Hash and sum of the list.
    pub fn root(&self) -> Node {
        Node::new(self.root, self.total)
    }

    /// Whether the clock runs.
    pub fn is_started(&self) -> bool {
        self.has_started.get()
    }

    /// Seconds since time zero at `now` (unix seconds), once the clock runs.
    pub fn elapsed(&self, now: i64) -> Result<i64> {
        require!(self.is_started(), VestingError::NotStarted);
        Ok(now.checked_sub(self.starts_at).ok_or(VestingError::Overflow)?)
    }

    /// What of a grant of `amount` has vested at `now` (unix seconds).
    pub fn vested(&self, amount: u64, now: i64) -> Result<u64> {
        let elapsed = self.elapsed(now)?;
        Ok(self.with_schedule(|schedule| schedule.vested(amount, elapsed)))
    }

    /// Calls `ask` with the schedule as the rules read it; its times count from time zero.
    pub fn with_schedule<T>(&self, ask: impl FnOnce(Schedule) -> T) -> T {
        if self.schedule == ScheduleKind::Linear as u8 {
            let Plan { start, cliff, end, .. } = *self;
            return ask(Schedule::Linear { start, cliff, end });
        }
        let mut steps = [Step { unlocks_at: 0, share_bps: 0 }; MAX_STEPS];
        let stored = self.step_times.iter().zip(&self.step_shares);
        for (step, (at, share)) in steps.iter_mut().zip(stored) {
            *step = Step { unlocks_at: *at, share_bps: *share };
        }
        let steps = steps.get(..usize::from(self.step_count)).unwrap_or_default();
        ask(Schedule::Steps(steps))
    }

    /// Whether `now` (unix seconds) is this long (seconds) after everything has vested.
    pub fn is_over(&self, now: i64, seconds: i64) -> bool {
        let over = |elapsed: i64| self.end.checked_add(seconds).is_some_and(|end| elapsed >= end);
        self.elapsed(now).is_ok_and(over)
    }

    /// Books a grant of `amount` that is opened.
    pub fn open_grant(&mut self, amount: u64) -> Result<()> {
        require!(amount > 0 || self.is_stream(), VestingError::ZeroAmount);
        require!(amount <= self.largest, VestingError::GrantTooLarge);
        let granted = self.granted.checked_add(amount).ok_or(VestingError::MoreThanTotal)?;
        require!(granted <= self.total, VestingError::MoreThanTotal);
        self.granted = granted;
        self.grants = self.grants.checked_add(1).ok_or(VestingError::Overflow)?;
        Ok(())
    }

    /// Books a grant that was closed.
    pub fn close_grant(&mut self) -> Result<()> {
        self.grants = self.grants.checked_sub(1).ok_or(VestingError::Overflow)?;
        Ok(())
    }

    /// Books what is paid to a recipient.
    pub fn withdraw(&mut self, amount: u64) -> Result<()> {
        self.withdrawn = self.withdrawn.checked_add(amount).ok_or(VestingError::Overflow)?;
        Ok(())
    }

    /// Books what a grant forfeits.
    pub fn forfeit(&mut self, amount: u64) -> Result<()> {
        self.forfeited = self.forfeited.checked_add(amount).ok_or(VestingError::Overflow)?;
        Ok(())
    }

    /// What is due to the sink at `now` (unix seconds): what was forfeited and, once grants can
    /// no longer be opened, what nobody opened.
    pub fn sink_due(&self, now: i64) -> Result<u64> {
        let unopened = if self.is_funded.get() && self.is_over(now, OPENING_SECONDS) {
            self.total.checked_sub(self.granted).ok_or(VestingError::Overflow)?
        } else {
            0
        };
        let due = self.forfeited.checked_add(unopened).and_then(|due| due.checked_sub(self.sunk));
        Ok(due.ok_or(VestingError::Overflow)?)
    }

    /// Books what leaves to the sink.
    pub fn sink(&mut self, amount: u64) -> Result<()> {
        self.sunk = self.sunk.checked_add(amount).ok_or(VestingError::Overflow)?;
        Ok(())
    }

    /// The number of the event that is about to be emitted.
    pub fn next_sequence(&mut self) -> Result<u64> {
        let next = self.sequence.checked_add(1).ok_or(VestingError::Overflow)?;
        self.sequence = next;
        Ok(next)
    }
}
