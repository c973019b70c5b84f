//! `groundswell vest status`: what of plans has vested, and what unlocks when.

mod answer;
mod tables;

use std::{cmp::Reverse, process::ExitCode};

use anyhow::{Result, bail, ensure};
use groundswell_math::governor::{EPOCH_MAX_SECONDS, EPOCH_MIN_SECONDS};
use groundswell_sdk::{Address, list::Dataset};

use super::{Next, next, now, reading::PlanFolder, token};
use crate::{
    args,
    duration::duration,
    money, output,
    report::unlocks::{Axis, Picture, file},
    unlocks::{Governor, Part, Unlocks},
};

/// Most grants that are shown one by one.
const SHOWN: usize = 10;

/// One plan, and the grants of it that are looked at.
struct Plan {
    folder: PlanFolder,
    /// Who, and how much (base units); the largest first.
    grants: Vec<(Address, u64)>,
    /// All of these together (base units).
    total: u64,
}

/// Everything that is shown.
struct Status<'a> {
    args: &'a args::VestStatus,
    plans: &'a [Plan],
    unlocks: Unlocks<'a>,
    at: i64,
}

/// Reads the plans and prints how they stand.
pub fn run(args: &args::VestStatus) -> Result<ExitCode> {
    let mut plans = read(args)?;
    if let Some(recipient) = &args.recipient {
        plans.iter_mut().for_each(|plan| plan.keep(recipient));
        plans.retain(|plan| plan.total > 0);
    }
    let decimals = plans.first().map_or(0, |plan| plan.folder.facts.decimals);
    let governor = governor(args, decimals)?;
    let at = args.at.unwrap_or_else(now);
    let starts_at = args.start.unwrap_or_else(now);
    let parts = plans.iter().map(Plan::part).collect();
    let unlocks = Unlocks { parts, governor, starts_at };
    let status = Status { args, plans: &plans, unlocks, at };
    if let Some(path) = args.chart.as_ref().filter(|_| !plans.is_empty()) {
        let (axis, token) = (Axis::Dates, token(decimals));
        output::write_file(path, &file(&Picture { unlocks: &status.unlocks, axis, token })?)?;
    }
    match args.json {
        true => output::print(&format!("{:#}\n", status.json()))?,
        false => output::print(&status.describe())?,
    }
    Ok(if plans.is_empty() { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}

fn read(args: &args::VestStatus) -> Result<Vec<Plan>> {
    let mut plans: Vec<Plan> = Vec::new();
    for dir in &args.dirs {
        let folder = PlanFolder::read(dir)?;
        for before in plans.iter().map(|plan| &plan.folder) {
            let (one, other) = (&folder.facts, &before.facts);
            let (dir, before) = (dir.display(), before.dir.display());
            ensure!(one.plan != other.plan, "{dir} is the same plan as {before}: leave one out");
            ensure!(
                one.mint == other.mint,
                "{dir} pays another token than {before}: look at them one by one"
            );
            ensure!(
                one.decimals == other.decimals,
                "{dir} was built with {} decimals and {before} with {}: build both alike",
                one.decimals,
                other.decimals
            );
        }
        let dataset = folder.grants()?;
        plans.push(Plan::new(folder, &dataset));
    }
    // Folders of one name are told apart by where they are.
    let labels: Vec<String> = plans.iter().map(|plan| plan.folder.label.clone()).collect();
    for plan in &mut plans {
        let same = labels.iter().filter(|label| **label == plan.folder.label).count();
        if same > 1 || plan.folder.label.is_empty() {
            plan.folder.label = plan.folder.dir.display().to_string();
        }
    }
    Ok(plans)
}

fn governor(args: &args::VestStatus, decimals: u8) -> Result<Option<Governor>> {
    let Some(text) = &args.governor_limit else { return Ok(None) };
    let limit = money::parse_units(text, decimals)
        .map_err(|error| anyhow::anyhow!("--governor-limit is \"{text}\", {error}"))?;
    ensure!(limit > 0, "--governor-limit is \"{text}\", expected an amount above zero");
    let Some(governor) = Governor::new(limit, args.epoch) else {
        let [least, most] = [EPOCH_MIN_SECONDS, EPOCH_MAX_SECONDS].map(duration);
        bail!("--epoch is {}, expected {least} to {most}", duration(args.epoch));
    };
    Ok(Some(governor))
}

impl Plan {
    fn new(folder: PlanFolder, dataset: &Dataset) -> Plan {
        let grant =
            |(wallet, amount): &([u8; 32], u64)| (Address::new_from_array(*wallet), *amount);
        let mut grants: Vec<_> = dataset.entries().iter().map(grant).collect();
        grants.sort_by_key(|(_, amount)| Reverse(*amount));
        Plan { folder, grants, total: dataset.sum() }
    }

    /// Looks at this wallet's grant only.
    fn keep(&mut self, recipient: &Address) {
        self.grants.retain(|(wallet, _)| wallet == recipient);
        self.total = self.grants.iter().map(|(_, amount)| amount).sum();
    }

    fn part(&self) -> Part<'_> {
        let facts = &self.folder.facts;
        let (label, schedule) = (self.folder.label.clone(), facts.schedule.rule());
        Part { label, kind: facts.kind, total: self.total, schedule }
    }
}

impl Status<'_> {
    /// Seconds since time zero.
    fn elapsed(&self) -> i64 {
        self.at.saturating_sub(self.unlocks.starts_at)
    }

    fn decimals(&self) -> u8 {
        self.plans.first().map_or(0, |plan| plan.folder.facts.decimals)
    }

    fn amount(&self, units: impl Into<u128>) -> String {
        money::grouped(units, self.decimals())
    }

    /// Plan, recipient and amount of each grant, the largest first.
    fn grants(&self) -> Vec<(&Plan, Address, u64)> {
        let mut grants = Vec::new();
        for plan in self.plans {
            grants.extend(plan.grants.iter().map(|(wallet, amount)| (plan, *wallet, *amount)));
        }
        grants.sort_by_key(|(_, _, amount)| Reverse(*amount));
        grants
    }

    fn vested(&self, plan: &Plan, amount: u64) -> u64 {
        plan.folder.facts.schedule.rule().vested(amount, self.elapsed())
    }

    fn next(&self, plan: &Plan) -> Next {
        next(plan.folder.facts.schedule.rule(), plan.total, self.elapsed())
    }
}
