//! `groundswell buyback status`: a mandate's terms, its cycles, its prices.

use std::{fmt::Write, process::ExitCode};

use anyhow::Result;
use comfy_table::CellAlignment;
use serde_json::{Value, json};

use super::now;
use crate::{
    args,
    duration::duration,
    mandate::{Blackout, Cycle, Mandate},
    money::{about, grouped, percent},
    output,
    price::Measure,
    report::units::count,
    table,
    unlocks::calendar::moment,
};

/// Reads the launch file and prints what its mandate will do.
pub fn run(args: &args::BuybackStatus) -> Result<ExitCode> {
    let plan = super::read(&args.file)?;
    let mandate = super::mandate(&plan, &args.settled)?;
    let at = args.at.unwrap_or_else(now);
    match args.json {
        true => output::print(&format!("{:#}\n", json(&mandate, at)))?,
        false => output::print(&describe(&mandate, at, args.settled.settled.is_none()))?,
    }
    Ok(ExitCode::SUCCESS)
}

fn describe(mandate: &Mandate, at: i64, is_assumed: bool) -> String {
    let mut text = facts(mandate, at);
    text.push_str(&cycles(mandate, at));
    text.push_str(&prices(mandate));
    let settled = match is_assumed {
        true => "Unlocks are those of a sale that settles at its close; say --settled once it has.",
        false => "Unlocks are those of a sale that settled at this moment.",
    };
    // Writing to a string cannot fail.
    let _ = writeln!(
        text,
        "\n{settled}\nThis is what the terms say: it knows no cluster, so not what was offered, \
         bought or burned. Nothing was sent."
    );
    text
}

fn facts(mandate: &Mandate, at: i64) -> String {
    let plan = mandate.plan;
    let (buyback, calendar) = (&plan.buyback, &mandate.calendar);
    let quote =
        |units: u64| format!("{} {}", grouped(units, plan.quote_decimals), plan.quote_symbol);
    let all = usize::try_from(calendar.cycles()).unwrap_or(usize::MAX);
    let carries = if buyback.carries { "adds" } else { "does not add" };
    let watches = match buyback.watched(plan).len() {
        0 => "nothing".to_owned(),
        plans => format!("{}, {} around", count(plans, "plan"), duration(buyback.around_unlocks)),
    };
    table::facts([
        ("at", moment(at)),
        ("settled", moment(mandate.settled_at)),
        ("opens", moment(calendar.opens_at)),
        ("ends", format!("{}; what is left then goes to the pool", moment(calendar.ends_at))),
        (
            "cycles",
            format!(
                "{} of {}; each takes offers for {}, which stand for its last {}",
                all,
                duration(buyback.cycle),
                duration(buyback.tender),
                duration(buyback.freeze)
            ),
        ),
        ("gets", quote(mandate.funded)),
        (
            "budget",
            format!(
                "{} in a cycle; what one leaves {carries} to later ones",
                quote(buyback.per_cycle(plan))
            ),
        ),
        (
            "ceiling",
            format!(
                "{} of the sale's price, which is {} each",
                percent(buyback.ceiling_bps),
                mandate.per_token(mandate.grid.quote)
            ),
        ),
        (
            "small",
            format!(
                "the first {} {} of each offer come before the rest",
                grouped(buyback.small_limit(plan), plan.base_decimals),
                plan.symbol
            ),
        ),
        ("watches", watches),
        ("buys", "to burn".to_owned()),
    ])
}

fn cycles(mandate: &Mandate, at: i64) -> String {
    let plan = mandate.plan;
    let mut table =
        table::ruled(["cycle", "opens", "freezes", "closes", "spends at most", "state", "because"]);
    for cycle in mandate.cycles() {
        let because: Vec<_> = cycle.blackouts.iter().map(|blackout| blackout.words(plan)).collect();
        let most = match because.is_empty() {
            true => grouped(cycle.most, plan.quote_decimals),
            false => "-".to_owned(),
        };
        table.add_row([
            cycle.number.to_string(),
            moment(cycle.tender.opens_at),
            moment(cycle.tender.freezes_at),
            moment(cycle.tender.closes_at),
            most,
            cycle.state(at).words().to_owned(),
            because.join("; "),
        ]);
    }
    right(&mut table, &[0, 4]);
    format!("\n{table}\n")
}

fn prices(mandate: &Mandate) -> String {
    let plan = mandate.plan;
    let each = format!("{} each", plan.quote_symbol);
    let buys = format!("a cycle's budget buys ({})", plan.symbol);
    let mut table = table::ruled(["price", &each, &buys]);
    let budget = plan.buyback.per_cycle(plan).min(mandate.funded);
    let measure = Measure::of(plan);
    for (tick, bps, price) in mandate.prices() {
        let bought = about(mandate.buys(budget, tick), plan.base_decimals);
        table.add_row([percent(bps), measure.shown(price), bought]);
    }
    right(&mut table, &[0, 1, 2]);
    format!("\n{table}\n")
}

fn right(table: &mut comfy_table::Table, columns: &[usize]) {
    for column in columns {
        if let Some(column) = table.column_mut(*column) {
            column.set_cell_alignment(CellAlignment::Right);
        }
    }
}

fn json(mandate: &Mandate, at: i64) -> Value {
    let plan = mandate.plan;
    let (buyback, calendar) = (&plan.buyback, &mandate.calendar);
    let blackout = |blackout: &Blackout| {
        let unlocks_at = blackout.unlock;
        json!({ "tranche": blackout.tranche, "unlocks_at": unlocks_at })
    };
    let cycle = |cycle: Cycle| {
        json!({
            "cycle": cycle.number,
            "opens_at": cycle.tender.opens_at,
            "freezes_at": cycle.tender.freezes_at,
            "closes_at": cycle.tender.closes_at,
            "budget_at_most": cycle.most.to_string(),
            "state": cycle.state(at).name(),
            "blackouts": cycle.blackouts.iter().map(blackout).collect::<Vec<_>>(),
        })
    };
    let price = |(tick, bps, quote): (u8, u16, u64)| {
        let per_token = Measure::of(plan).per_token(quote);
        json!({
            "tick": tick,
            "price_bps": bps,
            "price": quote.to_string(),
            "per_token": per_token,
        })
    };
    json!({
        "at": at,
        "settled_at": mandate.settled_at,
        "opens_at": calendar.opens_at,
        "ends_at": calendar.ends_at,
        "cycle_seconds": calendar.cycle_seconds,
        "tender_seconds": calendar.tender_seconds,
        "freeze_seconds": calendar.freeze_seconds,
        "plan_seconds": if buyback.watched(plan).is_empty() { 0 } else { buyback.around_unlocks },
        "funded": mandate.funded.to_string(),
        "per_cycle": buyback.per_cycle(plan).to_string(),
        "carries": buyback.carries,
        "small_limit": buyback.small_limit(plan).to_string(),
        "ceiling_bps": buyback.ceiling_bps,
        "tick_bps": buyback.tick_bps,
        "reference": {
            "quote": mandate.grid.quote.to_string(),
            "base": mandate.grid.base.to_string(),
        },
        "present_cycle": calendar.cycle_at(at),
        "is_sent": false,
        "cycles": mandate.cycles().map(cycle).collect::<Vec<_>>(),
        "prices": mandate.prices().map(price).collect::<Vec<_>>(),
    })
}
