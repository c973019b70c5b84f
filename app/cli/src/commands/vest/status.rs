//! `groundswell vest status`: what of plans has vested, and what unlocks when.

use std::{cmp::Reverse, fmt::Write, process::ExitCode};

use anyhow::{Result, bail, ensure};
use comfy_table::{CellAlignment, Table};
use groundswell_math::governor::{EPOCH_MAX_SECONDS, EPOCH_MIN_SECONDS};
use groundswell_sdk::{Address, grants::kind_name, list::Dataset};
use serde_json::{Value, json};

use super::{Next, months, next, now, reading::PlanFolder, token};
use crate::{
    args,
    duration::duration,
    money, output,
    report::{
        units::count,
        unlocks::{Axis, Picture, file},
    },
    table,
    unlocks::{Governor, Part, Unlocks, calendar},
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

    fn describe(&self) -> String {
        if let (Some(recipient), []) = (&self.args.recipient, self.plans) {
            let plans = count(self.args.dirs.len(), "plan");
            return format!("{recipient} has no grant of {plans}: nothing vests for it.\n");
        }
        let start = calendar::moment(self.unlocks.starts_at);
        let start = match self.args.start {
            Some(_) => start,
            None => format!("{start}, which is now: --start says when the clock really starts"),
        };
        let mut rows = vec![("start", start), ("at", calendar::moment(self.at))];
        if let Some(recipient) = &self.args.recipient {
            rows.insert(0, ("recipient", recipient.to_string()));
        }
        rows.push(("amounts", token(self.decimals()).symbol.to_owned()));
        if let Some(governor) = self.unlocks.governor {
            let (limit, epoch) = (self.amount(governor.limit()), governor.epoch_seconds());
            rows.push(("governor", format!("{limit} per {}", duration(epoch))));
        }
        let mut text = table::facts(rows);
        // Writing to a string cannot fail.
        let _ = write!(text, "\n{}\n", self.plans_table());
        if self.args.recipient.is_none() {
            let _ = write!(text, "\nlargest grants\n{}\n", self.grants_table());
            let more = self.grants().len().saturating_sub(SHOWN);
            if more > 0 {
                let _ = writeln!(text, "and {} more", money::group(&more.to_string()));
            }
        }
        let _ = write!(text, "\nwhat unlocks when\n{}\n", self.months_table());
        text.push_str(&self.notes());
        text
    }

    fn notes(&self) -> String {
        let mut text = String::from("\n");
        if let Some(governor) = self.unlocks.governor {
            let ends = self.unlocks.samples(&[self.unlocks.out_at()]);
            let waiting: u128 = ends.iter().map(|sample| sample.waiting()).sum();
            let day = calendar::day(self.unlocks.out_at());
            let _ = match waiting {
                0 => writeln!(
                    text,
                    "everything may be out on {day}, if everyone withdraws as soon as they can"
                ),
                _ => writeln!(
                    text,
                    "{} still wait on {day}: {} per {} is too little",
                    self.amount(waiting),
                    self.amount(governor.limit()),
                    duration(governor.epoch_seconds())
                ),
            };
        }
        text.push_str("worked out from the terms: what was withdrawn or cancelled is on chain\n");
        if let Some(path) = &self.args.chart {
            let _ = writeln!(text, "wrote {}", path.display());
        }
        text
    }

    fn plans_table(&self) -> Table {
        let header = ["plan", "kind", "total", "vested", "locked", "next unlock", "fully vested"];
        let mut table = table::ruled(header);
        align(&mut table, 2..5);
        for plan in self.plans {
            let facts = &plan.folder.facts;
            let vested = self.vested(plan, plan.total);
            table.add_row([
                plan.folder.label.clone(),
                kind_name(facts.kind).to_owned(),
                self.amount(plan.total),
                self.amount(vested),
                self.amount(plan.total - vested),
                self.next_words(plan),
                calendar::day(self.unlocks.starts_at.saturating_add(facts.schedule.rule().end())),
            ]);
        }
        table
    }

    fn next_words(&self, plan: &Plan) -> String {
        let day = |elapsed: i64| calendar::day(self.unlocks.starts_at.saturating_add(elapsed));
        match self.next(plan) {
            Next::Nothing => "-".to_owned(),
            Next::Step(at, adds) => format!("{} on {}", self.amount(adds), day(at)),
            Next::Evenly(at) if at == self.elapsed() => "evenly, now".to_owned(),
            Next::Evenly(at) => format!("evenly from {}", day(at)),
        }
    }

    fn next(&self, plan: &Plan) -> Next {
        next(plan.folder.facts.schedule.rule(), plan.total, self.elapsed())
    }

    fn grants_table(&self) -> Table {
        let mut table = table::ruled(["plan", "recipient", "amount", "vested", "locked"]);
        align(&mut table, 2..5);
        for (plan, recipient, amount) in self.grants().into_iter().take(SHOWN) {
            let vested = self.vested(plan, amount);
            table.add_row([
                plan.folder.label.clone(),
                recipient.to_string(),
                self.amount(amount),
                self.amount(vested),
                self.amount(amount - vested),
            ]);
        }
        table
    }

    fn months_table(&self) -> Table {
        let labels = self.unlocks.parts.iter().map(|part| part.label.as_str());
        let mut header = vec!["month"];
        header.extend(labels);
        header.push("vested in all");
        if self.unlocks.governor.is_some() {
            header.extend(["may be out", "waiting", "waiting at most"]);
        }
        let mut table = table::ruled([""]);
        table.set_header(&header);
        align(&mut table, 1..header.len());
        for row in months::rows(&self.unlocks) {
            let mut cells = vec![row.month.name()];
            cells.extend(row.unlocks.iter().map(|units| self.amount(*units)));
            cells.push(self.amount(row.end.sum()));
            if let Some(ceiling) = row.end.ceiling {
                let waiting = [row.end.waiting(), row.most_waiting].map(|units| match units {
                    0 => "-".to_owned(),
                    units => self.amount(units),
                });
                cells.push(self.amount(ceiling));
                cells.extend(waiting);
            }
            table.add_row(cells);
        }
        table
    }

    fn json(&self) -> Value {
        let grants = self.grants().into_iter().take(SHOWN);
        let grant = |(plan, recipient, amount): (&Plan, Address, u64)| {
            let vested = self.vested(plan, amount);
            json!({
                "plan": plan.folder.facts.plan.to_string(),
                "recipient": recipient.to_string(),
                "amount": amount.to_string(),
                "vested": vested.to_string(),
                "locked": (amount - vested).to_string(),
            })
        };
        let governor = self.unlocks.governor.map(|governor| {
            let limit = governor.limit().to_string();
            json!({ "limit": limit, "epoch_seconds": governor.epoch_seconds() })
        });
        json!({
            "starts_at": self.unlocks.starts_at,
            "at": self.at,
            "decimals": self.decimals(),
            "recipient": self.args.recipient.map(|recipient| recipient.to_string()),
            "governor": governor,
            "plans": self.plans.iter().map(|plan| self.plan_json(plan)).collect::<Vec<_>>(),
            "largest_grants": grants.map(grant).collect::<Vec<_>>(),
            "months": months::rows(&self.unlocks).iter().map(months::Row::json).collect::<Vec<_>>(),
            "vested_at": self.unlocks.vested_at(),
            "out_at": self.unlocks.out_at(),
        })
    }

    fn plan_json(&self, plan: &Plan) -> Value {
        let facts = &plan.folder.facts;
        let vested = self.vested(plan, plan.total);
        let at = |elapsed: i64| self.unlocks.starts_at.saturating_add(elapsed);
        let next = match self.next(plan) {
            Next::Nothing => Value::Null,
            Next::Step(elapsed, adds) => {
                json!({ "at": at(elapsed), "amount": adds.to_string(), "evenly": false })
            }
            Next::Evenly(elapsed) => json!({ "at": at(elapsed), "amount": null, "evenly": true }),
        };
        json!({
            "plan": facts.plan.to_string(),
            "label": plan.folder.label,
            "kind": kind_name(facts.kind),
            "grants": plan.grants.len(),
            "total": plan.total.to_string(),
            "vested": vested.to_string(),
            "locked": (plan.total - vested).to_string(),
            "next_unlock": next,
            "vested_at": at(facts.schedule.rule().end()),
        })
    }
}

/// Sets these columns flush right.
fn align(table: &mut Table, columns: std::ops::Range<usize>) {
    for column in columns {
        if let Some(column) = table.column_mut(column) {
            column.set_cell_alignment(CellAlignment::Right);
        }
    }
}
