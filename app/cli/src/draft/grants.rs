//! The vesting plans, the governor over the insiders' ones, and the treasury's stream.

use groundswell_sdk::{
    Address,
    grants::PlanSchedule,
    launch::LaunchKeys,
    list::{Dataset, List},
    math::charter::Kind,
    pda,
    vesting::{GovernorKeys, PlanKeys},
    vesting_program::{CreateGovernorArgs, CreatePlanArgs, PlanStep},
};

use super::TOKEN;
use crate::plan::{GOVERNOR_NUMBER, GrantsPlan, Plan, STREAM_NUMBER};

/// A plan to be.
pub struct PlanDraft {
    /// Place of its tranche in the charter; `None` of the treasury's stream.
    pub tranche: Option<usize>,
    /// Where its accounts will be.
    pub keys: PlanKeys,
    /// What it is made with.
    pub args: CreatePlanArgs,
    /// Rows and tree, if it has a list.
    pub list: Option<List>,
}

/// A governor to be.
#[derive(Clone, Copy)]
pub struct GovernorDraft {
    /// Where it will be.
    pub keys: GovernorKeys,
    /// What it is made with.
    pub args: CreateGovernorArgs,
}

impl PlanDraft {
    /// The plan of a tranche that gives so much (base units) to each of these. Without `is_listed`
    /// its grantor makes each grant.
    pub fn of(
        plan: &Plan,
        grants: &GrantsPlan,
        launch: &LaunchKeys,
        rows: &[(Address, u64)],
        is_listed: bool,
    ) -> anyhow::Result<PlanDraft> {
        let kind = grants.kind(plan).unwrap_or(Kind::Treasury);
        let at = pda::plan(&launch.base_mint, &launch.creator, grants.number());
        let governor = GovernorDraft::of(plan, launch).map(|governor| governor.keys.governor);
        let keys = PlanKeys {
            grantor: launch.creator,
            rent_payer: launch.rent_payer,
            mint: launch.base_mint,
            token_program: launch.base_token_program,
            plan: at,
            governor: governor.filter(|_| kind.is_insider()),
            launch: launch.at.launch,
        };
        let list = match is_listed {
            true => Some(List::new(at, Dataset::new(rows.iter().copied())?)?),
            false => None,
        };
        let mut args = blank(&grants.schedule(plan), launch);
        args.id = grants.number();
        args.total = rows.iter().map(|(_, amount)| *amount).sum();
        args.largest = rows.iter().map(|(_, amount)| *amount).max().unwrap_or(0);
        args.price = plan.tranches.get(grants.tranche).map_or(0, |tranche| tranche.price);
        if let Some(list) = &list {
            let facts = list.facts();
            (args.root, args.count) = (facts.root, facts.count);
            args.dataset_sha256 = facts.dataset_sha256;
        }
        args.tranche_kind = kind as u8;
        (args.cancel, args.reassign) = (grants.cancel as u8, grants.reassign as u8);
        let (sink, sink_address) = grants.sink.of_vesting(launch.mandate);
        (args.sink, args.sink_address) = (sink as u8, sink_address);
        args.needs_disclosure = grants.needs_disclosure;
        if let Some(deliverable) = grants.deliverable {
            args.attester = deliverable.attester;
            args.deliver_by = deliverable.by.into();
            args.mark_seconds = deliverable.window.into();
        }
        Ok(PlanDraft { tranche: Some(grants.tranche), keys, args, list })
    }
}

impl GovernorDraft {
    /// The governor of a launch; `None` where nobody needs one.
    pub fn of(plan: &Plan, launch: &LaunchKeys) -> Option<GovernorDraft> {
        let is_insiders = |it: &&GrantsPlan| it.kind(plan).is_some_and(Kind::is_insider);
        let insiders = plan.grants.iter().filter(is_insiders).count();
        let seats = u32::try_from(insiders).unwrap_or(u32::MAX);
        let LaunchKeys { creator, rent_payer, base_mint: mint, .. } = *launch;
        let governor = pda::governor(&mint, &creator, GOVERNOR_NUMBER);
        (seats > 0).then(|| GovernorDraft {
            keys: GovernorKeys { creator, rent_payer, mint, governor },
            args: CreateGovernorArgs {
                id: GOVERNOR_NUMBER,
                epoch_seconds: plan.governor.epoch_seconds,
                limit: plan.governor.limit(plan.supply),
                seats,
            },
        })
    }
}

/// The stream that pays the treasury's share of the raise to `recipient`.
pub fn stream(plan: &Plan, launch: &LaunchKeys, recipient: Address) -> PlanDraft {
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
    args.recipient = recipient;
    PlanDraft { tranche: None, keys, args, list: None }
}

/// A plan that starts with the launch's settlement and vests so, with nothing else stated.
fn blank(schedule: &PlanSchedule, launch: &LaunchKeys) -> CreatePlanArgs {
    let mut args = CreatePlanArgs {
        id: 0,
        total: 0,
        largest: 0,
        price: 0,
        root: [0; 32],
        count: 0,
        dataset_sha256: [0; 32],
        tranche_kind: Kind::Treasury as u8,
        launch: launch.at.launch,
        starts_at: 0,
        start: 0,
        cliff: 0,
        end: 0,
        steps: vec![],
        cancel: 0,
        reassign: 0,
        sink: 0,
        sink_address: Address::default(),
        recipient: Address::default(),
        needs_disclosure: false,
        attester: Address::default(),
        deliver_by: 0,
        mark_seconds: 0,
    };
    match schedule {
        PlanSchedule::Linear { start, cliff, end } => {
            (args.start, args.cliff, args.end) = (*start, *cliff, *end);
        }
        PlanSchedule::Steps(steps) => {
            let step = |step: &groundswell_sdk::math::window::Step| PlanStep {
                vests_at: step.unlocks_at,
                share_bps: step.share_bps,
            };
            args.steps = steps.iter().map(step).collect();
        }
    }
    args
}
