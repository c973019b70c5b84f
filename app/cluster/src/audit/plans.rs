//! The plans of granted tranches: KOLs, VCs, team, treasury.

use groundswell_sdk::{
    Address,
    math::{charter::Kind, charter::Lock, phase::Phase},
    program::state::TrancheRecord,
    vesting_program::state::{Grant, OPENING_SECONDS, Plan, Policy, Sink},
};

use super::{check::Checks, words};
use crate::view::Seen;

/// Checks of a plan that is there.
const OF_A_PLAN: [&str; 8] = [
    "plan.terms",
    "plan.sum",
    "plan.price",
    "plan.lock",
    "plan.clock",
    "plan.list",
    "plan.sink",
    "plan.grants",
];

impl Checks<'_> {
    /// Of every granted tranche of the charter.
    pub fn plans(&mut self) {
        let launch = self.terms();
        let granted = (0u8..).zip(launch.tranches()).filter(|(_, tranche)| tranche.is_granted());
        for (number, tranche) in granted {
            let (name, at) = (words::tranche(launch, number), tranche.destination);
            let plans = self.evidence.view.plans.iter().zip(&self.evidence.grants);
            let found = plans.into_iter().find(|(plan, _)| plan.tranche == Some(number));
            let Some((plan, grants)) = found else {
                self.no_plan(&name, tranche);
                continue;
            };
            self.judge("plan.exists", &name, at, "a plan", "a plan", true);
            if !self.is_sealed() {
                for id in OF_A_PLAN {
                    self.skip(id, &name, at, "it is a draft: nothing is promised yet");
                }
                continue;
            }
            self.plan(&name, tranche, &plan.plan, grants);
        }
    }

    fn no_plan(&mut self, name: &str, tranche: &TrancheRecord) {
        let launch = self.terms();
        let lock = i64::from(tranche.cliff_seconds).saturating_add(tranche.linear_seconds.into());
        let over = launch.settled_at.saturating_add(lock).saturating_add(OPENING_SECONDS);
        let reason = match self.phase() {
            _ if !self.is_sealed() => Some("it is a draft: the plan may still be made"),
            Phase::Failed => Some("the sale failed: its grantor may close it"),
            Phase::Settled if self.evidence.view.now >= over => {
                Some("everything has vested, 180 days ago at least: it may be closed")
            }
            _ => None,
        };
        match reason {
            Some(reason) => self.skip("plan.exists", name, tranche.destination, reason),
            None => {
                self.judge("plan.exists", name, tranche.destination, "a plan", "no plan", false);
            }
        }
    }

    fn plan(
        &mut self,
        name: &str,
        tranche: &TrancheRecord,
        plan: &Seen<Plan>,
        grants: &[Seen<Grant>],
    ) {
        let (at, value) = (plan.at, &plan.value);
        self.plan_terms(name, tranche, plan);
        let (expected, found) = (self.base(tranche.amount), self.base(value.total));
        let holds = value.total == tranche.amount;
        self.judge("plan.sum", name, at, expected, found, holds);
        let (expected, found) = (self.quote(tranche.price), self.quote(value.price));
        self.judge("plan.price", name, at, expected, found, value.price == tranche.price);
        let cliff = tranche.cliff_seconds;
        self.lock(
            "plan.lock",
            name,
            plan,
            Lock { cliff_seconds: cliff, linear_seconds: tranche.linear_seconds },
        );
        self.plan_clock("plan.clock", name, plan);
        self.plan_list(name, tranche, plan);
        let supply = u64::try_from(self.divided()).unwrap_or(u64::MAX);
        let mut findings = Vec::new();
        if let Some(kind) = tranche.kind() {
            kind.wallet_findings(value.largest, supply, &mut |finding| findings.push(finding));
        }
        let decimals = self.terms().base_decimals;
        for finding in findings {
            let show = |units| words::amount(units, decimals);
            self.finding("plan.wallet", name, at, finding, show);
        }
        self.plan_sink(name, plan);
        self.plan_grants(name, plan, grants);
    }

    fn plan_terms(&mut self, name: &str, tranche: &TrancheRecord, plan: &Seen<Plan>) {
        let (launch, value) = (self.terms(), &plan.value);
        let governor = match tranche.is_insider() {
            true => launch.governor,
            false => value.governor,
        };
        let words = |mint: &Address, kind: Option<Kind>, of: &Address, governor: &Address| {
            let kind = kind.map_or("?", words::kind_name);
            format!("token {mint}, {kind}, of launch {of}, governor {governor}")
        };
        let at = self.evidence.view.launch.at;
        let expected = words(&launch.base_mint, tranche.kind(), &at, &governor);
        let kind = Kind::from_u8(value.tranche_kind);
        let found = words(&value.mint, kind, &value.launch, &value.governor);
        let stream = if value.is_stream() { ", to one wallet" } else { "" };
        self.same("plan.terms", name, plan.at, expected, format!("{found}{stream}"));
    }

    /// Whether a plan never vests more than a lock would.
    pub fn lock(&mut self, id: &'static str, name: &str, plan: &Seen<Plan>, lock: Lock) {
        let Lock { cliff_seconds, linear_seconds } = lock;
        let expected = format!(
            "nothing for {}, then no faster than over {}",
            words::duration(cliff_seconds.into()),
            words::duration(linear_seconds.into())
        );
        let value = &plan.value;
        let found = match value.step_count {
            0 => format!(
                "nothing for {}, counted from {}, all after {}",
                span(value.cliff),
                span(value.start),
                span(value.end)
            ),
            steps => format!("{steps} steps, all after {}", span(value.end)),
        };
        let holds = value.with_schedule(|schedule| {
            schedule.keeps(lock) && schedule.check().is_ok() && schedule.end() == value.end
        });
        self.judge(id, name, plan.at, expected, found, holds);
    }

    /// Whether a plan's time zero is the settlement.
    fn plan_clock(&mut self, id: &'static str, name: &str, plan: &Seen<Plan>) {
        let value = &plan.value;
        let expected = if value.is_started() { self.terms().settled_at } else { 0 };
        self.same(id, name, plan.at, expected, value.starts_at);
    }

    fn plan_list(&mut self, name: &str, tranche: &TrancheRecord, plan: &Seen<Plan>) {
        if !tranche.kind().is_some_and(Kind::is_listed) {
            return self.skip("plan.list", name, plan.at, "this kind needs no published list");
        }
        let value = &plan.value;
        let by = match Policy::from_u8(value.reassign) {
            Some(Policy::Neither) => "nobody",
            Some(Policy::Recipient) => "each recipient",
            Some(Policy::Grantor) => "the grantor",
            Some(Policy::Either) => "grantor or recipient",
            None => "an unknown policy",
        };
        let fixed = [Policy::Neither, Policy::Recipient].map(|policy| policy as u8);
        let found = format!("{} grants on a list, reassigned by {by}", value.count);
        let expected = "grants on a list, reassigned by nobody or each recipient";
        let holds = value.has_list() && fixed.contains(&value.reassign);
        self.judge("plan.list", name, plan.at, expected, found, holds);
    }

    fn plan_sink(&mut self, name: &str, plan: &Seen<Plan>) {
        let (value, mandate) = (&plan.value, self.terms().mandate);
        let known = match Sink::from_u8(value.sink) {
            Some(Sink::Burn) => value.sink_address == Address::default(),
            Some(Sink::Buyback) => value.sink_address == mandate,
            None => false,
        };
        let found = match Sink::from_u8(value.sink) {
            Some(Sink::Burn) if known => "burned".to_owned(),
            _ => format!("to {}", value.sink_address),
        };
        let expected = format!("burned, or to mandate {mandate}");
        self.judge("plan.sink", name, plan.at, expected, found, known);
    }

    /// Whether a plan's grants are within it, and were paid no more than has vested.
    pub fn plan_grants(&mut self, name: &str, plan: &Seen<Plan>, grants: &[Seen<Grant>]) {
        let value = &plan.value;
        let now = self.evidence.view.now;
        let sum = |of: fn(&Grant) -> u64| -> u128 {
            grants.iter().map(|grant| u128::from(of(&grant.value))).sum()
        };
        let (amounts, paid) = (sum(|grant| grant.amount), sum(|grant| grant.withdrawn));
        let early = grants.iter().filter(|grant| {
            let Grant { amount, entitled, withdrawn, .. } = grant.value;
            let vested = value.vested(amount, now).unwrap_or(0).min(entitled);
            withdrawn > vested || entitled > amount || amount > value.largest && !value.is_stream()
        });
        let early = early.count();
        let (granted, withdrawn) = (u128::from(value.granted), u128::from(value.withdrawn));
        // Grants that are paid can be closed; while none was, the sums are exact.
        let sums = match amounts == granted {
            true => paid == withdrawn,
            false => amounts < granted && paid <= withdrawn,
        };
        let within = value.granted <= value.total && value.held().is_ok();
        let counted = u64::from(value.grants) == grants.len() as u64;
        let decimals = value.decimals;
        let show = |units: u128| words::amount(units, decimals);
        let words = |count: u64, amounts, paid, early| {
            format!(
                "{count} grants of {}, paid {}, {early} too early or too much",
                show(amounts),
                show(paid)
            )
        };
        let expected = words(value.grants.into(), granted.min(value.total.into()), withdrawn, 0);
        let found = words(grants.len() as u64, amounts, paid, early);
        let holds = early == 0 && sums && within && counted;
        self.judge("plan.grants", name, plan.at, expected, found, holds);
    }
}

/// Seconds that are not negative, in words.
fn span(seconds: i64) -> String {
    u64::try_from(seconds).map_or(format!("{seconds} seconds"), |it| words::duration(it.into()))
}
