//! Before the charter is sealed: the governor, every plan, the treasury's stream. After the sale
//! has settled: their tokens and their grants.

use anyhow::Context;
use groundswell_sdk::{Address, launch::LaunchKeys, math::governor::Meter, vesting::PlanKeys};
use solana_signer::Signer;

use super::{Governing, Granting, Streaming, Vesting};
use crate::{
    draft::{self, GovernorDraft},
    plan::Plan,
    rehearsal::{Rehearsal, audit::same, wallets::role},
};

impl Vesting {
    /// What the launch file describes, nothing of it made yet.
    pub fn of(plan: &Plan, launch: &LaunchKeys) -> anyhow::Result<Vesting> {
        let plans = plan.grants.iter().map(|grants| Granting::of(plan, grants, launch));
        Ok(Vesting {
            plans: plans.collect::<anyhow::Result<_>>()?,
            governor: GovernorDraft::of(plan, launch).map(Governing::of),
            stream: Some(Streaming::of(plan, launch)),
            ..Vesting::default()
        })
    }
}

impl Governing {
    fn of(draft: GovernorDraft) -> Governing {
        Governing {
            keys: draft.keys,
            draft,
            meter: Meter::default(),
            rent: 0,
            spent_epochs: 0,
            waiting: vec![],
            is_closed: false,
        }
    }
}

impl Streaming {
    fn of(plan: &Plan, launch: &LaunchKeys) -> Streaming {
        let recipient = plan.treasury.recipient.unwrap_or_else(|| role("treasury").pubkey());
        let draft = draft::stream(plan, launch, recipient);
        let keys = draft.keys;
        Streaming {
            grant: keys.grant(&recipient),
            account: keys.account_of(&recipient).0,
            keys,
            draft,
            arrived: 0,
            paid: 0,
            rent: 0,
            track: vec![],
            closed_at: None,
        }
    }
}

impl Rehearsal<'_> {
    /// Notes what governor, plans and stream cost, now that they are made.
    pub fn note_plans(&mut self) {
        let (vesting, ledger) = (&mut self.vesting, &self.ledger);
        if let Some(governing) = &mut vesting.governor {
            governing.rent = ledger.lamports(&governing.keys.governor);
        }
        for granting in &mut vesting.plans {
            granting.rent = ledger.lamports(&granting.keys.plan);
            granting.rent += ledger.lamports(&granting.keys.vault());
        }
        if let Some(stream) = &mut vesting.stream {
            stream.rent = ledger.lamports(&stream.keys.plan);
            stream.rent += ledger.lamports(&stream.keys.vault());
        }
    }

    /// Starts every plan with the settlement, moves its tranche to it and opens its grants; starts
    /// the stream and has it count what arrived. Strangers do, but for the grants of plans without
    /// a list, which their grantor makes.
    pub fn start_vesting(&mut self) -> anyhow::Result<()> {
        let mut vesting = std::mem::take(&mut self.vesting);
        for granting in &mut vesting.plans {
            self.fund_plan(granting)?;
            self.open_grants(granting)?;
        }
        if let Some(stream) = &mut vesting.stream {
            self.start_stream(stream)?;
        }
        let zero = self.launch()?.settled_at;
        vesting.plan_events(zero);
        vesting.every = i64::from(self.plan.governor.epoch_seconds).max(1);
        // The first seconds of epochs, which are counted from 1970.
        let now = self.ledger.now();
        vesting.next_visit = (now / vesting.every + 1) * vesting.every;
        self.vesting = vesting;
        Ok(())
    }

    fn fund_plan(&mut self, granting: &mut Granting) -> anyhow::Result<()> {
        let (keys, cranker) = (granting.keys, [&self.crew.cranker]);
        let tranche = u8::try_from(granting.plan.tranche).context("a tranche has no number")?;
        self.ledger.send("start", &[keys.start()], &cranker)?;
        self.ledger.send("fund_plan", &[self.keys.fund_plan(tranche, keys.plan)], &cranker)?;
        self.ledger.send("fund", &[keys.fund(None)], &cranker)?;
        granting.funded = self.ledger.balance(&keys.vault());
        same("a granted tranche", granting.funded, granting.draft.args.total)
    }

    fn open_grants(&mut self, granting: &mut Granting) -> anyhow::Result<()> {
        let keys = granting.keys;
        for (index, holding) in (0u32..).zip(&granting.grants) {
            let whose = || format!("the grant of wallet {}", holding.label);
            if let Some(list) = &granting.draft.list {
                let proof = list.tree().proof(0, index).context("a grant has no proof")?;
                let payer = self.crew.cranker.pubkey();
                let open = keys.open_grant(payer, holding.wallet, index, holding.amount, &proof);
                self.ledger.send("open_grant", &[open], &[&self.crew.cranker])
            } else {
                let create = keys.create_grant(keys.grantor, holding.wallet, holding.amount);
                self.ledger.send("create_grant", &[create], &[&self.crew.creator])
            }
            .with_context(whose)?;
            granting.rent += self.ledger.lamports(&holding.at);
        }
        Ok(())
    }

    fn start_stream(&mut self, stream: &mut Streaming) -> anyhow::Result<()> {
        let (keys, cranker) = (stream.keys, [&self.crew.cranker]);
        self.ledger.send("start", &[keys.start()], &cranker)?;
        let payer = self.crew.cranker.pubkey();
        let open = keys.open_stream(payer, stream.draft.args.recipient);
        self.ledger.send("open_grant", &[open], &cranker)?;
        stream.rent += self.ledger.lamports(&stream.grant);
        stream.arrived = self.ledger.balance(&keys.vault());
        if stream.arrived > 0 {
            self.ledger.send("top_up", &[keys.top_up(stream.grant)], &cranker)?;
        }
        Ok(())
    }

    /// Opens the token account that a grant pays to, unless it is there.
    pub(super) fn open_account(
        &mut self,
        keys: &PlanKeys,
        wallet: &Address,
        account: &Address,
    ) -> anyhow::Result<()> {
        if self.ledger.lamports(account) > 0 {
            return Ok(());
        }
        let cranker = &self.crew.cranker;
        let payer = cranker.pubkey();
        let open = draft::open(&payer, wallet, &keys.mint, &keys.token_program);
        self.ledger.send("open accounts", &[open], &[cranker])?;
        Ok(())
    }
}
