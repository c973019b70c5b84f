//! Plans, governor and stream in `report.json`, and what circulates when.

use groundswell_sdk::grants::PlanSchedule;
use serde::Serialize;

use super::Units;
use crate::{
    file,
    rehearsal::{Fate, GovernorOutcome, GrantOutcome, PlanOutcome, StreamOutcome, VestingOutcome},
    report::{
        circulation::{Circulation, Moment},
        figures::Figures,
    },
};

/// Everything that vested. Governor and stream are null if the sale failed.
#[derive(Serialize)]
pub struct Vesting {
    plans: Vec<Plan>,
    governor: Option<Governor>,
    stream: Option<Stream>,
}

#[derive(Serialize)]
struct Plan {
    /// The tranche's place in the charter, from 0.
    tranche: usize,
    kind: &'static str,
    plan: String,
    /// Whether it committed to a list; else its grantor made the grants.
    listed: bool,
    /// Whether the rehearsal drew the grants, as the launch file names none.
    drawn: bool,
    total: Units,
    funded: Units,
    /// The settlement, from which `schedule` counts; null if there was none.
    starts_at: Option<i64>,
    schedule: PlanSchedule,
    paid: Units,
    burned: Units,
    withdrawals: usize,
    closed_at: i64,
    rent: Rent,
    grants: Vec<Grant>,
    track: Vec<Paid>,
    burns: Vec<Burned>,
}

/// Lamports.
#[derive(Serialize)]
struct Rent {
    kept: Units,
    returned: Units,
}

#[derive(Serialize)]
struct Grant {
    wallet: String,
    amount: Units,
    paid: Units,
    /// What never was paid, and was burned.
    forfeited: Units,
    disclosed_at: Option<i64>,
    /// `paid`, `cancelled`, `missed`, `silent`, or `never funded`.
    fate: &'static str,
    /// When it was cancelled or its deliverable was marked as missed.
    ended_at: Option<i64>,
}

/// What had been paid by a moment.
#[derive(Serialize)]
struct Paid {
    at: i64,
    paid: Units,
}

/// What had been burned by a moment.
#[derive(Serialize)]
struct Burned {
    at: i64,
    burned: Units,
}

/// What had vested and waited at a moment.
#[derive(Serialize)]
struct Waiting {
    at: i64,
    waiting: Units,
}

#[derive(Serialize)]
struct Governor {
    /// At most so much leaves in an epoch.
    limit: Units,
    /// Epochs are counted from 1970.
    epoch_seconds: u32,
    /// Epochs in which all of it left and something waited.
    spent_epochs: usize,
    most_waiting: Units,
    track: Vec<Waiting>,
}

/// Amounts are quote units.
#[derive(Serialize)]
struct Stream {
    plan: String,
    recipient: String,
    ends_at: i64,
    arrived: Units,
    paid: Units,
    rent: Rent,
    track: Vec<Paid>,
}

/// What is in hands at a moment. Valuations are quote units at the clearing price.
#[derive(Serialize)]
pub struct Circulating {
    at: i64,
    /// Whole days after the settlement.
    day: i64,
    by_tranche: Vec<InHands>,
    total: Units,
    burned: Units,
    supply: Units,
    fully_diluted_valuation: Units,
    circulating_valuation: Units,
}

#[derive(Serialize)]
struct InHands {
    tranche: usize,
    kind: &'static str,
    units: Units,
}

/// Everything that vested.
pub fn vesting(figures: &Figures) -> Vesting {
    let VestingOutcome { plans, governor: bound, stream: treasury } = &figures.outcome.vesting;
    Vesting {
        plans: plans.iter().map(|one| plan(figures, one)).collect(),
        governor: bound.as_ref().map(governor),
        stream: treasury.as_ref().map(stream),
    }
}

/// What circulates at the moments that are reported; nothing if the sale failed.
pub fn circulating(figures: &Figures) -> Vec<Circulating> {
    let Some(circulation) = Circulation::of(figures) else { return vec![] };
    let moments = circulation.moments();
    moments.iter().map(|(_, moment)| circulating_at(&circulation, moment)).collect()
}

fn plan(figures: &Figures, plan: &PlanOutcome) -> Plan {
    let settled = figures.is_settled();
    Plan {
        tranche: plan.tranche,
        kind: figures.kind(plan.tranche).map(file::kind_name).unwrap_or_default(),
        plan: plan.plan.to_string(),
        listed: plan.is_listed,
        drawn: plan.is_drawn,
        total: plan.total.to_string(),
        funded: plan.funded.to_string(),
        starts_at: settled.then_some(plan.starts_at),
        schedule: plan.schedule.clone(),
        paid: plan.paid.to_string(),
        burned: plan.burned.to_string(),
        withdrawals: plan.withdrawals,
        closed_at: plan.closed_at,
        rent: rent(plan.rent),
        grants: plan.grants.iter().map(|one| grant(one, settled)).collect(),
        track: paid(&plan.track),
        burns: burns(&plan.burns),
    }
}

fn grant(grant: &GrantOutcome, settled: bool) -> Grant {
    let (fate, ended_at) = match grant.fate {
        _ if !settled => ("never funded", None),
        Fate::Paid => ("paid", None),
        Fate::Cancelled(at) => ("cancelled", Some(at)),
        Fate::Missed(at) => ("missed", Some(at)),
        Fate::Silent => ("silent", None),
    };
    let forfeited = if settled { grant.amount.saturating_sub(grant.paid) } else { 0 };
    Grant {
        wallet: grant.wallet.to_string(),
        amount: grant.amount.to_string(),
        paid: grant.paid.to_string(),
        forfeited: forfeited.to_string(),
        disclosed_at: grant.disclosed_at,
        fate,
        ended_at,
    }
}

fn governor(governor: &GovernorOutcome) -> Governor {
    let waiting = governor.waiting.iter();
    Governor {
        limit: governor.limit.to_string(),
        epoch_seconds: governor.epoch_seconds,
        spent_epochs: governor.spent_epochs,
        most_waiting: governor.most_waiting().to_string(),
        track: waiting
            .map(|(at, waiting)| Waiting { at: *at, waiting: waiting.to_string() })
            .collect(),
    }
}

fn stream(stream: &StreamOutcome) -> Stream {
    Stream {
        plan: stream.plan.to_string(),
        recipient: stream.recipient.to_string(),
        ends_at: stream.ends_at,
        arrived: stream.arrived.to_string(),
        paid: stream.paid.to_string(),
        rent: rent(stream.rent),
        track: paid(&stream.track),
    }
}

fn circulating_at(circulation: &Circulation, moment: &Moment) -> Circulating {
    let parts = circulation.parts.iter().zip(&moment.parts);
    let in_hands = parts.map(|(part, units)| InHands {
        tranche: part.tranche,
        kind: file::kind_name(part.kind),
        units: units.to_string(),
    });
    Circulating {
        at: moment.at,
        day: circulation.day(moment.at),
        by_tranche: in_hands.collect(),
        total: moment.total().to_string(),
        burned: moment.burned.to_string(),
        supply: moment.supply.to_string(),
        fully_diluted_valuation: circulation.value(moment.supply).to_string(),
        circulating_valuation: circulation.value(moment.total()).to_string(),
    }
}

fn rent(kept: u64) -> Rent {
    Rent { kept: kept.to_string(), returned: kept.to_string() }
}

fn paid(track: &[(i64, u64)]) -> Vec<Paid> {
    track.iter().map(|(at, paid)| Paid { at: *at, paid: paid.to_string() }).collect()
}

fn burns(track: &[(i64, u64)]) -> Vec<Burned> {
    track.iter().map(|(at, burned)| Burned { at: *at, burned: burned.to_string() }).collect()
}
