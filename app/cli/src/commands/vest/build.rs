//! `groundswell vest build`: everything to publish a plan, made from a CSV.

use std::{fmt::Write, process::ExitCode};

use anyhow::{Result, ensure};
use comfy_table::CellAlignment;
use groundswell_math::schedule::Schedule;
use groundswell_sdk::{
    grants::{Grants, PlanFacts, PlanOf, PlanSchedule, Reading, WalletBound, kind_name},
    list::List,
};

use super::{grants, reading, token};
use crate::{
    args,
    commands::list::{
        folder::{self, CHART, Content, PLAN},
        reading as lists,
    },
    duration::duration,
    money, output, progress,
    report::{
        units::{count, percent},
        unlocks::{Axis, Picture, file},
    },
    table,
    unlocks::{Part, Unlocks},
};

/// Lengths that rows of a linear schedule may stand apart (days).
const APART: [i64; 5] = [30, 60, 90, 180, 365];
/// Most rows of a linear schedule.
const ROWS: i64 = 13;
const DAY: i64 = 86_400;

/// Builds the plan and writes its folder.
pub fn run(args: &args::VestBuild) -> Result<ExitCode> {
    let dir = &args.out;
    folder::require_own(dir, Content::Plan)?;
    let decimals = args.decimals.unwrap_or(0);
    let quote_decimals = args.quote_decimals.unwrap_or(0);
    reading::check_decimals("--decimals", decimals)?;
    reading::check_decimals("--quote-decimals", quote_decimals)?;
    let schedule = schedule(args)?;
    let supply = supply(args, decimals)?;
    let bound = supply.and_then(|supply| WalletBound::of(args.kind, supply));
    let grants = reading::grants(&args.csv, Reading { decimals, quote_decimals, bound })?;
    if let Some(supply) = supply {
        let total = grants.dataset().sum();
        ensure!(
            total <= supply,
            "{}: all grants together are {}, above --supply, which is {}",
            args.csv.display(),
            token(decimals).exact(total),
            token(decimals).exact(supply)
        );
    }
    let (mint, grantor) = (args.mint, args.grantor);
    let plan = PlanOf { mint, grantor, id: args.id, kind: args.kind, schedule, decimals };
    let list = lists::list(plan.address(), grants.dataset().clone())?;
    folder::require_own_csv(dir, &list, Content::Plan)?;
    let facts = PlanFacts::of(&plan, &grants, list.facts().root);

    write(args, &facts, &list)?;
    output::print(&summary(args, &facts, &grants, &list)?)?;
    Ok(ExitCode::SUCCESS)
}

fn schedule(args: &args::VestBuild) -> Result<PlanSchedule> {
    if let Some(steps) = &args.steps {
        return Ok(steps.clone());
    }
    let schedule = PlanSchedule::lock(args.cliff.unwrap_or(0), args.linear.unwrap_or(0));
    ensure!(args.linear != Some(0), "--linear is 0s, expected at least a second: or use --steps");
    ensure!(
        schedule.check().is_ok(),
        "--cliff and --linear add up to {}, expected at most 7300d",
        duration(schedule.rule().end().unsigned_abs())
    );
    Ok(schedule)
}

fn supply(args: &args::VestBuild, decimals: u8) -> Result<Option<u64>> {
    let Some(text) = &args.supply else { return Ok(None) };
    let units = money::parse_units(text, decimals);
    units.map(Some).map_err(|error| anyhow::anyhow!("--supply is \"{text}\", {error}"))
}

fn write(args: &args::VestBuild, facts: &PlanFacts, list: &List) -> Result<()> {
    let part = Part {
        label: kind_name(facts.kind).to_owned(),
        kind: facts.kind,
        total: facts.total,
        schedule: facts.schedule.rule(),
    };
    let unlocks = Unlocks { parts: vec![part], governor: None, starts_at: 0 };
    let (axis, token) = (Axis::Days, token(facts.decimals));
    let chart = file(&Picture { unlocks: &unlocks, axis, token })?;
    let mut json = Vec::new();
    facts.write(&mut json)?;

    let draft = folder::Draft::new(&args.out, Content::Plan)?;
    let bar = progress::bar("Files are written", list.parts().count());
    for part in list.parts() {
        draft.write(part, list)?;
        bar.inc(1);
    }
    bar.finish();
    draft.write_file(CHART, chart.as_bytes())?;
    draft.write_file(PLAN, &json)?;
    draft.publish()
}

fn summary(
    args: &args::VestBuild,
    facts: &PlanFacts,
    grants_read: &Grants,
    list: &List,
) -> Result<String> {
    let token = token(facts.decimals);
    let amount = |units: u64| match facts.decimals {
        0 => token.exact(units),
        _ => format!("{} ({} base units)", token.exact(units), money::grouped(units, 0)),
    };
    let bound = match (args.supply.is_some(), WalletBound::of(facts.kind, u64::MAX)) {
        (_, None) => "no bound on one wallet".to_owned(),
        (true, Some(bound)) => format!("at most {} of supply, checked", money::percent(bound.bps)),
        (false, Some(bound)) => {
            let bound = money::percent(bound.bps);
            format!("may be {bound} of supply, not checked: say --supply")
        }
    };
    let price = match grants_read.price() {
        0 => "0, a gift".to_owned(),
        price => {
            let price = money::grouped(price, args.quote_decimals.unwrap_or(0));
            let unit = if args.quote_decimals.unwrap_or(0) == 0 { "base units" } else { "tokens" };
            format!("{price} quote {unit} for the whole sale")
        }
    };
    let disclosure = if grants_read.needs_disclosure() { "asked of all" } else { "not asked" };
    let mut text = table::facts([
        ("plan", facts.plan.to_string()),
        ("vault", facts.vault.to_string()),
        ("kind", kind_name(facts.kind).to_owned()),
        ("count", grants(facts.count)),
        ("total", amount(facts.total)),
        ("largest", format!("{}; {bound}", amount(facts.largest))),
        ("price", price),
        ("disclosure", disclosure.to_owned()),
        ("root", hex::encode(facts.root)),
        ("dataset", format!("{} (SHA-256 of list.csv)", hex::encode(facts.dataset_sha256))),
    ]);
    // Writing to a string cannot fail.
    let _ = write!(text, "\n{}\n", unlock_table(facts));
    let dir = args.out.display();
    let (mint, grantor, id) = (&args.mint, &args.grantor, args.id);
    let files = count(list.parts().count() + 2, "file");
    let _ = write!(
        text,
        "\nwrote {dir}: {PLAN}, {CHART} and the list, {files}\n\nnext:\n  groundswell vest status \
         {dir} --start DATE\n  groundswell list proof {dir} WALLET\n  put {dir} on a web server, \
         and create the plan {id} of {mint} as {grantor} with what {PLAN} says\n"
    );
    Ok(text)
}

/// What has vested how long after the start.
fn unlock_table(facts: &PlanFacts) -> comfy_table::Table {
    let schedule = facts.schedule.rule();
    let header = ["after the start", "unlocks", "vested in all", "share"];
    let mut table = table::ruled(header);
    for column in table.column_iter_mut().skip(1) {
        column.set_cell_alignment(CellAlignment::Right);
    }
    let mut before = 0;
    for at in moments(schedule) {
        let vested = schedule.vested(facts.total, at);
        let units = |units: u64| money::grouped(units, facts.decimals);
        // What has vested never falls.
        let adds = vested.saturating_sub(before);
        let after = duration(at.unsigned_abs());
        table.add_row([after, units(adds), units(vested), percent(vested, facts.total)]);
        before = vested;
    }
    table
}

/// Each step; of a linear schedule its cliff, and then moments that stand evenly apart.
fn moments(schedule: Schedule) -> Vec<i64> {
    match schedule {
        Schedule::Steps(steps) => steps.iter().map(|step| step.unlocks_at).collect(),
        Schedule::Linear { cliff, end, .. } => {
            let apart = APART.map(|days| days * DAY);
            let few = apart.into_iter().find(|apart| (end - cliff) / apart < ROWS);
            let apart = few.unwrap_or(apart[APART.len() - 1]);
            let mut moments: Vec<i64> =
                (0..=(end - cliff) / apart).map(|number| cliff + number * apart).collect();
            moments.extend(Some(end).filter(|end| moments.last() != Some(end)));
            moments
        }
    }
}
