//! The months and years after a launch: at the beginning of every epoch strangers pay what has
//! vested to whom it belongs, as much of it as the governor lets out.

use groundswell_sdk::{Address, vesting_program::state::OPENING_SECONDS};

use super::Vesting;
use crate::{
    progress,
    rehearsal::{Rehearsal, audit::same},
};

/// Who does not wait for an epoch is visited every so many of them: about once a month.
const EPOCHS_BETWEEN: usize = 4;

impl Vesting {
    /// The next moment at which something happens (unix seconds). `None` before anything is funded,
    /// and once all is closed.
    pub fn next_moment(&self) -> Option<i64> {
        if self.every == 0 {
            return None;
        }
        let open = self.plans.iter().any(|granting| granting.closed_at.is_none())
            || self.stream.as_ref().is_some_and(|stream| stream.closed_at.is_none());
        let event = self.events.last().map_or(i64::MAX, |(at, _)| *at);
        open.then(|| event.min(self.next_visit))
    }
}

impl Rehearsal<'_> {
    /// Lets everything happen until `until` (unix seconds), that second included.
    pub fn vest(&mut self, until: i64) -> anyhow::Result<()> {
        let mut vesting = std::mem::take(&mut self.vesting);
        while let Some(moment) = vesting.next_moment().filter(|moment| *moment <= until) {
            self.ledger.warp(moment.max(self.ledger.now()));
            let due = vesting.events.pop_if(|(at, _)| *at <= moment);
            if let Some((_, event)) = due {
                self.happen(&mut vesting, event)?;
                continue;
            }
            self.visit(&mut vesting)?;
            self.close_what_is_over(&mut vesting)?;
            vesting.next_visit += vesting.every;
            vesting.visits += 1;
        }
        self.vesting = vesting;
        Ok(())
    }

    /// Lets everything vest, be paid, be bought back and be closed.
    pub(super) fn pass_to_the_end(&mut self) -> anyhow::Result<()> {
        let ends = self.vesting.plans.iter().map(|granting| granting.draft.args.end);
        let last = self.launch()?.settled_at + ends.max().unwrap_or(0) + OPENING_SECONDS;
        let every = self.vesting.every.max(1);
        let epochs = |from: i64| usize::try_from((last - from).max(0) / every).unwrap_or(0);
        let bar = progress::bar("Grants vest", epochs(self.ledger.now()));
        let length = epochs(self.ledger.now());
        while let Some(next) = self.next_moment() {
            self.pass(next)?;
            bar.set_position(length.saturating_sub(epochs(next)) as u64);
        }
        bar.finish();
        Ok(())
    }

    /// Pays everyone whose turn it is what has vested. Who comes first changes from visit to
    /// visit, since who comes last may find the epoch spent.
    fn visit(&mut self, vesting: &mut Vesting) -> anyhow::Result<()> {
        let mut everyone: Vec<(usize, usize)> = vec![];
        for (plan, granting) in vesting.plans.iter().enumerate() {
            everyone.extend((0..granting.grants.len()).map(|grant| (plan, grant)));
        }
        let first = vesting.visits % everyone.len().max(1);
        everyone.rotate_left(first);
        let is_turn = vesting.visits.is_multiple_of(EPOCHS_BETWEEN);
        let mut waiting: u64 = 0;
        for (plan, grant) in everyone {
            waiting += self.pay_grant(vesting, plan, grant, is_turn)?;
        }
        if let Some(governing) = &mut vesting.governor {
            governing.waiting.push((self.ledger.now(), waiting));
            governing.spent_epochs += usize::from(waiting > 0);
        }
        if is_turn {
            self.pay_treasury(vesting)?;
        }
        Ok(())
    }

    /// Pays one grant, if it is its turn or it waits. Returns what has vested and still waits.
    fn pay_grant(
        &mut self,
        vesting: &mut Vesting,
        plan: usize,
        grant: usize,
        is_turn: bool,
    ) -> anyhow::Result<u64> {
        let now = self.ledger.now();
        let zero = self.launch()?.settled_at;
        let Some(granting) = vesting.plans.get_mut(plan) else { return Ok(0) };
        let schedule = granting.plan.schedule(self.plan);
        let (keys, needs) = (granting.keys, granting.draft.args.needs_disclosure);
        let over = now - zero >= granting.draft.args.end;
        let Some(holding) = granting.grants.get_mut(grant) else { return Ok(0) };
        let vested = schedule.rule().vested(holding.amount, now - zero).min(holding.entitled);
        let due = vested.saturating_sub(holding.paid);
        let silent = needs && holding.disclosed_at.is_none();
        if due == 0 || silent || !(is_turn || holding.waits || over) {
            return Ok(0);
        }
        // The rules say what the governor lets out; the ledger must say the same.
        let (expected, meter) = match (&vesting.governor, keys.governor) {
            (Some(governing), Some(_)) => {
                let (limit, length) =
                    (governing.draft.args.limit, governing.draft.args.epoch_seconds);
                governing.meter.take(due, limit, length, now)
            }
            _ => (due, Default::default()),
        };
        holding.waits = expected < due;
        if expected == 0 {
            return Ok(due);
        }
        let (at, wallet, account) = (holding.at, holding.wallet, holding.account);
        self.open_account(&keys, &wallet, &account)?;
        self.withdraw(&keys, &at, &wallet, &account, expected)?;
        if let (Some(governing), Some(_)) = (&mut vesting.governor, keys.governor) {
            governing.meter = meter;
        }
        holding.paid += expected;
        granting.withdrawals += 1;
        let paid = granting.paid();
        note(&mut granting.track, now, paid);
        Ok(due - expected)
    }

    fn withdraw(
        &mut self,
        keys: &groundswell_sdk::vesting::PlanKeys,
        grant: &Address,
        wallet: &Address,
        account: &Address,
        expected: u64,
    ) -> anyhow::Result<()> {
        let before = self.ledger.balance(account);
        let withdraw = keys.withdraw(*grant, wallet);
        self.ledger.send("withdraw", &[withdraw], &[&self.crew.cranker])?;
        let paid = self.ledger.balance(account).saturating_sub(before);
        same("a withdrawal", paid, expected)
    }

    fn pay_treasury(&mut self, vesting: &mut Vesting) -> anyhow::Result<()> {
        let now = self.ledger.now();
        let zero = self.launch()?.settled_at;
        let Some(stream) = &mut vesting.stream else { return Ok(()) };
        let elapsed = now - zero;
        let (start, cliff, end) =
            (stream.draft.args.start, stream.draft.args.cliff, stream.draft.args.end);
        let schedule = groundswell_sdk::math::schedule::Schedule::Linear { start, cliff, end };
        let due = schedule.vested(stream.arrived, elapsed).saturating_sub(stream.paid);
        if due == 0 {
            return Ok(());
        }
        let (keys, recipient) = (stream.keys, stream.draft.args.recipient);
        let (grant, account) = (stream.grant, stream.account);
        self.open_account(&keys, &recipient, &account)?;
        self.withdraw(&keys, &grant, &recipient, &account, due)?;
        stream.paid += due;
        note(&mut stream.track, now, stream.paid);
        Ok(())
    }

    /// Closes the plans whose time is over, and the governor after the last of them.
    fn close_what_is_over(&mut self, vesting: &mut Vesting) -> anyhow::Result<()> {
        let elapsed = self.ledger.now() - self.launch()?.settled_at;
        let is_over = |end: i64| elapsed >= end + OPENING_SECONDS;
        for granting in &mut vesting.plans {
            let silent = granting.silent();
            let done = granting
                .grants
                .iter()
                .enumerate()
                .all(|(number, grant)| grant.paid == grant.entitled || Some(number) == silent);
            if granting.closed_at.is_none() && is_over(granting.draft.args.end) && done {
                self.close_plan(granting, silent)?;
            }
        }
        let insiders = |vesting: &Vesting| {
            let mut plans = vesting.plans.iter();
            plans.any(|granting| granting.keys.governor.is_some() && granting.closed_at.is_none())
        };
        if !insiders(vesting)
            && let Some(governing) = vesting.governor.as_mut().filter(|one| !one.is_closed)
        {
            let close = governing.keys.close_governor(None);
            self.ledger.send("close_governor", &[close], &[&self.crew.cranker])?;
            governing.is_closed = true;
        }
        if let Some(stream) = &mut vesting.stream {
            let open = stream.closed_at.is_none();
            if open && is_over(stream.draft.args.end) && stream.paid == stream.arrived {
                self.close_stream(stream)?;
            }
        }
        Ok(())
    }
}

/// Notes what had been paid, or burned, by a moment.
pub(super) fn note(track: &mut Vec<(i64, u64)>, now: i64, units: u64) {
    match track.last_mut() {
        Some((moment, so_far)) if *moment == now => *so_far = units,
        _ => track.push((now, units)),
    }
}
