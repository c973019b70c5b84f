//! What happens to single grants: disclosures, a deliverable that is missed, a grant that is
//! cancelled. Who does what follows from the plan alone, so that a rehearsal can be repeated.

use anyhow::Context;
use groundswell_sdk::vesting_program::state::{Policy, Sink};
use sha2::{Digest, Sha256};
use solana_signer::Signer;

use super::{Fate, Granting, Vesting, months::note};
use crate::rehearsal::{Rehearsal, audit::same, wallets::role};

/// Something that happens to a grant, by the numbers of plan and grant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Event {
    Disclose(usize, usize),
    Miss(usize, usize),
    Cancel(usize, usize),
}

impl Vesting {
    /// What will happen from `zero` (unix seconds) on: recipients who have to disclose do, but
    /// for the last of them; the one before misses what is to be delivered; and of the first plan
    /// whose grantor may, one grant is cancelled half way.
    pub(super) fn plan_events(&mut self, zero: i64) {
        let mut events = vec![];
        let mut cancelled = false;
        for (number, granting) in self.plans.iter().enumerate() {
            let (count, args) = (granting.grants.len(), &granting.draft.args);
            let half = args.cliff / 2;
            let silent = granting.silent();
            if args.needs_disclosure {
                let speaking = (0..count).filter(|grant| Some(*grant) != silent);
                // Some at once, some while they wait, some when they could be paid.
                let when = |grant: usize| half * i64::try_from(grant % 3).unwrap_or(0);
                events.extend(speaking.map(|n| (zero + when(n), Event::Disclose(number, n))));
            }
            let last = count - usize::from(silent.is_some());
            let is_open = args.deliver_by > 0 && args.deliver_by < args.end;
            let missing = (is_open && last > 1).then(|| last - 1);
            if let Some(grant) = missing {
                events.push((zero + args.deliver_by, Event::Miss(number, grant)));
            }
            let last = last - usize::from(missing.is_some());
            let may = [Policy::Grantor, Policy::Either].map(|policy| policy as u8);
            if !cancelled && may.contains(&args.cancel) && last > 1 {
                cancelled = true;
                let at = args.cliff + (args.end - args.cliff) / 2;
                events.push((zero + at, Event::Cancel(number, last - 1)));
            }
        }
        events.sort_unstable_by(|a, b| b.cmp(a));
        self.events = events;
    }
}

impl Granting {
    /// The grant whose recipient never discloses, where there is more than one.
    pub(super) fn silent(&self) -> Option<usize> {
        let count = self.grants.len();
        (self.draft.args.needs_disclosure && count > 1).then(|| count - 1)
    }
}

impl Rehearsal<'_> {
    pub(super) fn happen(&mut self, vesting: &mut Vesting, event: Event) -> anyhow::Result<()> {
        let (Event::Disclose(plan, grant) | Event::Miss(plan, grant) | Event::Cancel(plan, grant)) =
            event;
        let granting = vesting.plans.get_mut(plan).context("an event has no plan")?;
        match event {
            Event::Disclose(..) => self.disclose(granting, grant),
            Event::Miss(..) => {
                let attester = role("attester");
                let at = granting.grants.get(grant).context("an event has no grant")?.at;
                let mark = granting.keys.mark_missed(attester.pubkey(), at);
                self.ledger.endow(&attester.pubkey(), 1_000_000_000)?;
                self.ledger.send("mark_missed", &[mark], &[&attester])?;
                let fate = Fate::Missed(self.ledger.now());
                self.end_early(granting, grant, fate)
            }
            Event::Cancel(..) => {
                let grantor = self.crew.creator.pubkey();
                let at = granting.grants.get(grant).context("an event has no grant")?.at;
                let cancel = granting.keys.cancel(grantor, at);
                self.ledger.send("cancel", &[cancel], &[&self.crew.creator])?;
                let fate = Fate::Cancelled(self.ledger.now());
                self.end_early(granting, grant, fate)
            }
        }
    }

    fn disclose(&mut self, granting: &mut Granting, grant: usize) -> anyhow::Result<()> {
        let keys = granting.keys;
        let holding = granting.grants.get_mut(grant).context("an event has no grant")?;
        let key = holding.key.as_ref().context("a recipient who discloses has no key")?;
        let link = format!("https://example.org/disclosures/{}", holding.label);
        let sha256: [u8; 32] = Sha256::digest(&link).into();
        let cranker = &self.crew.cranker;
        let post = keys.post_disclosure(cranker.pubkey(), key.pubkey(), holding.at, sha256, &link);
        self.ledger.send("post_disclosure", &[post], &[cranker, key])?;
        granting.rent += self.ledger.lamports(&groundswell_sdk::pda::disclosure(&holding.at));
        holding.disclosed_at = Some(self.ledger.now());
        Ok(())
    }

    /// Books a grant that ended at what had vested; what is forfeited is burned at once.
    fn end_early(
        &mut self,
        granting: &mut Granting,
        grant: usize,
        fate: Fate,
    ) -> anyhow::Result<()> {
        let now = self.ledger.now();
        let zero = self.launch()?.settled_at;
        let schedule = granting.plan.schedule(self.plan);
        let holding = granting.grants.get_mut(grant).context("an event has no grant")?;
        let vested = schedule.rule().vested(holding.amount, now - zero);
        (holding.entitled, holding.fate) = (vested, fate);
        let forfeited = holding.amount - vested;
        self.forfeit(granting, forfeited)
    }

    /// Moves what was forfeited to the sink, where it is burned, by the plan or by the mandate.
    pub(super) fn forfeit(&mut self, granting: &mut Granting, owed: u64) -> anyhow::Result<()> {
        if owed == 0 {
            return Ok(());
        }
        let sink = Sink::from_u8(granting.draft.args.sink).unwrap_or(Sink::Burn);
        self.open_sink(sink == Sink::Buyback)?;
        let forfeit = granting.keys.forfeit(sink, granting.draft.args.sink_address);
        let before = self.ledger.supply(&granting.keys.mint);
        self.ledger.send("forfeit", &[forfeit], &[&self.crew.cranker])?;
        self.retire()?;
        let burned = before.saturating_sub(self.ledger.supply(&granting.keys.mint));
        same("forfeited tokens burned", burned, owed)?;
        granting.burned += burned;
        let (now, so_far) = (self.ledger.now(), granting.burned);
        note(&mut granting.burns, now, so_far);
        Ok(())
    }
}
