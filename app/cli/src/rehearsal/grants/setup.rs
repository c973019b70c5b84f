//! Before the charter is sealed: the governor, every plan, the treasury's stream. After the sale
//! has settled: their tokens and their grants.

use anyhow::Context;
use groundswell_sdk::{
    Address,
    launch::LaunchKeys,
    math::{charter::Kind, governor::Meter},
    pda,
    vesting::{GovernorKeys, PlanKeys},
    vesting_program::CreateGovernorArgs,
};
use solana_signer::Signer;

use super::{Governing, Granting, Streaming, Vesting, draw::blank};
use crate::{
    plan::{GOVERNOR_NUMBER, Plan, STREAM_NUMBER},
    rehearsal::{
        Rehearsal,
        audit::same,
        mints::{self, TOKEN},
        wallets::role,
    },
};
use groundswell_sdk::grants::PlanSchedule;

impl Vesting {
    /// What the launch file describes, nothing of it made yet.
    pub fn of(plan: &Plan, launch: &LaunchKeys) -> anyhow::Result<Vesting> {
        let insiders =
            plan.grants.iter().filter(|grants| grants.kind(plan).is_some_and(Kind::is_insider));
        let seats = u32::try_from(insiders.count()).unwrap_or(u32::MAX);
        let governor = (seats > 0).then(|| Governing::of(plan, launch, seats));
        let at = governor.as_ref().map(|governing| governing.keys.governor);
        let plans = plan.grants.iter().map(|grants| Granting::of(plan, grants, launch, at));
        Ok(Vesting {
            plans: plans.collect::<anyhow::Result<_>>()?,
            governor,
            stream: Some(Streaming::of(plan, launch)),
            ..Vesting::default()
        })
    }
}

impl Governing {
    fn of(plan: &Plan, launch: &LaunchKeys, seats: u32) -> Governing {
        let LaunchKeys { creator, rent_payer, base_mint: mint, .. } = *launch;
        let governor = pda::governor(&mint, &creator, GOVERNOR_NUMBER);
        Governing {
            keys: GovernorKeys { creator, rent_payer, mint, governor },
            args: CreateGovernorArgs {
                id: GOVERNOR_NUMBER,
                epoch_seconds: plan.governor.epoch_seconds,
                limit: plan.governor.limit(plan.supply),
                seats,
            },
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
        let keys = PlanKeys {
            grantor: launch.creator,
            rent_payer: launch.rent_payer,
            mint: launch.quote_mint,
            token_program: TOKEN,
            plan: launch.treasury_stream,
            governor: None,
            launch: launch.at.launch,
        };
        let mut args = blank(&PlanSchedule::lock(0, plan.treasury.over), launch);
        args.id = STREAM_NUMBER;
        args.recipient = plan.treasury.recipient.unwrap_or_else(|| role("treasury").pubkey());
        Streaming {
            grant: keys.grant(&args.recipient),
            account: keys.account_of(&args.recipient).0,
            keys,
            args,
            arrived: 0,
            paid: 0,
            rent: 0,
            track: vec![],
            closed_at: None,
        }
    }
}

impl Rehearsal<'_> {
    /// Makes governor, plans and stream. The creator pays.
    pub fn make_plans(&mut self) -> anyhow::Result<()> {
        let mut vesting = std::mem::take(&mut self.vesting);
        let (ledger, creator) = (&mut self.ledger, [&self.crew.creator]);
        if let Some(governing) = &mut vesting.governor {
            let create = governing.keys.create_governor(governing.args);
            ledger.send("create_governor", &[create], &creator).context("the governor")?;
            governing.rent = ledger.lamports(&governing.keys.governor);
        }
        for granting in &mut vesting.plans {
            let whose = || format!("the vesting plan of tranche {}", granting.plan.tranche + 1);
            let create = granting.keys.create_plan(granting.args.clone());
            ledger.send("create_plan", &[create], &creator).with_context(whose)?;
            granting.rent = ledger.lamports(&granting.keys.plan);
            granting.rent += ledger.lamports(&granting.keys.vault());
        }
        if let Some(stream) = &mut vesting.stream {
            let create = stream.keys.create_plan(stream.args.clone());
            ledger.send("create_plan", &[create], &creator).context("the treasury's stream")?;
            stream.rent = ledger.lamports(&stream.keys.plan);
            stream.rent += ledger.lamports(&stream.keys.vault());
        }
        self.vesting = vesting;
        Ok(())
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
        same("a granted tranche", granting.funded, granting.args.total)
    }

    fn open_grants(&mut self, granting: &mut Granting) -> anyhow::Result<()> {
        let keys = granting.keys;
        for (index, holding) in (0u32..).zip(&granting.grants) {
            let whose = || format!("the grant of wallet {}", holding.label);
            if let Some(list) = &granting.list {
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
        let open = keys.open_stream(payer, stream.args.recipient);
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
        let open = mints::open(&payer, wallet, &keys.mint, &keys.token_program);
        self.ledger.send("open accounts", &[open], &[cranker])?;
        Ok(())
    }
}
