//! The end: grants, plans, stream and governor are closed, and all rent is back with who paid it.
//! After a sale that failed nothing was funded, and the creator gives all of it up.

use anyhow::ensure;
use groundswell_sdk::pda;
use solana_signer::Signer;

use super::{
    Fate, GovernorOutcome, GrantOutcome, Granting, Holding, PlanOutcome, StreamOutcome, Streaming,
    Vesting, VestingOutcome,
};
use crate::rehearsal::{Rehearsal, audit::same};

impl Rehearsal<'_> {
    /// Closes a plan that is paid, its grants first; what a silent recipient never got is burned.
    pub(super) fn close_plan(
        &mut self,
        granting: &mut Granting,
        silent: Option<usize>,
    ) -> anyhow::Result<()> {
        let (keys, cranker) = (granting.keys, self.crew.cranker.pubkey());
        let payer = if granting.draft.list.is_some() { cranker } else { keys.grantor };
        let mut lapsed: u64 = 0;
        for (number, holding) in granting.grants.iter_mut().enumerate() {
            let discloser = holding.disclosed_at.map(|_| cranker);
            let close = keys.close_grant(holding.at, payer, discloser);
            self.ledger.send("close_grant", &[close], &[&self.crew.cranker])?;
            if Some(number) == silent {
                lapsed = holding.entitled - holding.paid;
                holding.fate = Fate::Silent;
            }
        }
        let ended = granting.grants.iter().map(|grant| grant.amount - grant.entitled);
        let owed = ended.sum::<u64>() + lapsed - granting.burned;
        self.forfeit(granting, owed)?;
        let kept = self.ledger.lamports(&keys.plan) + self.ledger.lamports(&keys.vault());
        let before = self.ledger.lamports(&keys.rent_payer);
        self.ledger.send("close_plan", &[keys.close_plan(None)], &[&self.crew.cranker])?;
        let back = self.ledger.lamports(&keys.rent_payer).saturating_sub(before);
        same("rent of a vesting plan", back, kept)?;
        granting.closed_at = Some(self.ledger.now());
        self.ensure_gone(granting)
    }

    fn ensure_gone(&self, granting: &Granting) -> anyhow::Result<()> {
        let keys = granting.keys;
        let grants = granting.grants.iter().flat_map(|g| [g.at, pda::disclosure(&g.at)]);
        let mut all = grants.chain([keys.plan, keys.vault()]);
        ensure!(all.all(|at| self.ledger.lamports(&at) == 0), "a plan left accounts behind");
        Ok(())
    }

    pub(super) fn close_stream(&mut self, stream: &mut Streaming) -> anyhow::Result<()> {
        let (keys, cranker) = (stream.keys, self.crew.cranker.pubkey());
        let grant = keys.close_grant(stream.grant, cranker, None);
        self.ledger.send("close_grant", &[grant], &[&self.crew.cranker])?;
        self.ledger.send("close_plan", &[keys.close_plan(None)], &[&self.crew.cranker])?;
        let mut all = [keys.plan, keys.vault(), stream.grant].into_iter();
        ensure!(all.all(|at| self.ledger.lamports(&at) == 0), "the stream left accounts behind");
        stream.closed_at = Some(self.ledger.now());
        Ok(())
    }

    /// Lets everything vest to its end, or gives up what a failed sale never funded.
    pub fn end_vesting(&mut self, settled: bool) -> anyhow::Result<VestingOutcome> {
        if settled {
            self.pass_to_the_end()?;
        } else {
            self.give_up_plans()?;
        }
        let zero = if settled { self.launch()?.settled_at } else { 0 };
        let vesting = std::mem::take(&mut self.vesting);
        for holding in vesting.plans.iter().flat_map(|granting| &granting.grants) {
            let owed = if holding.fate == Fate::Silent { 0 } else { holding.entitled };
            same("a grant", holding.paid, if settled { owed } else { 0 })?;
        }
        Ok(VestingOutcome {
            plans: vesting.plans.iter().map(|one| self.plan_outcome(one, zero)).collect(),
            governor: vesting.governor.filter(|_| settled).map(|governing| GovernorOutcome {
                limit: governing.draft.args.limit,
                epoch_seconds: governing.draft.args.epoch_seconds,
                spent_epochs: governing.spent_epochs,
                waiting: governing.waiting,
            }),
            stream: vesting.stream.filter(|_| settled).map(|stream| StreamOutcome {
                plan: stream.keys.plan,
                recipient: stream.draft.args.recipient,
                ends_at: zero + stream.draft.args.end,
                arrived: stream.arrived,
                paid: stream.paid,
                track: stream.track,
                rent: stream.rent,
            }),
        })
    }

    fn give_up_plans(&mut self) -> anyhow::Result<()> {
        let mut vesting = std::mem::take(&mut self.vesting);
        let creator = [&self.crew.creator];
        let stream = vesting.stream.iter().map(|stream| stream.keys);
        let plans = vesting.plans.iter().map(|granting| granting.keys);
        for keys in plans.chain(stream) {
            let give_up = keys.close_plan(Some(keys.grantor));
            self.ledger.send("close_plan", &[give_up], &creator)?;
        }
        if let Some(governing) = &mut vesting.governor {
            let close = governing.keys.close_governor(None);
            self.ledger.send("close_governor", &[close], &creator)?;
        }
        let now = self.ledger.now();
        for granting in &mut vesting.plans {
            granting.closed_at = Some(now);
            self.ensure_gone(granting)?;
        }
        self.vesting = Vesting { events: vec![], ..vesting };
        Ok(())
    }

    fn plan_outcome(&self, granting: &Granting, zero: i64) -> PlanOutcome {
        let grant = |holding: &Holding| GrantOutcome {
            wallet: holding.label,
            amount: holding.amount,
            paid: holding.paid,
            disclosed_at: holding.disclosed_at,
            fate: holding.fate,
        };
        PlanOutcome {
            tranche: granting.plan.tranche,
            plan: granting.keys.plan,
            total: granting.draft.args.total,
            is_listed: granting.draft.list.is_some(),
            is_drawn: granting.plan.grants.is_none(),
            schedule: granting.plan.schedule(self.plan),
            starts_at: zero,
            funded: granting.funded,
            grants: granting.grants.iter().map(grant).collect(),
            track: granting.track.clone(),
            withdrawals: granting.withdrawals,
            paid: granting.paid(),
            burned: granting.burned,
            burns: granting.burns.clone(),
            closed_at: granting.closed_at.unwrap_or(0),
            rent: granting.rent,
        }
    }
}
