//! `groundswell buyback crank`: the steps of a mandate that anyone may take, as far as the terms
//! tell which are due.

use std::{fmt::Write, process::ExitCode};

use anyhow::Result;
use groundswell_sdk::{buyback::MandateKeys, pda::LaunchAddresses};
use serde_json::json;

use super::{NOTHING_SENT, keys, now};
use crate::{
    args,
    commands::{call::Call, crank::of_mandate},
    desk,
    mandate::{Mandate, State},
    output,
    unlocks::calendar::moment,
};

// What the program calls its accounts, in their order.
const START: [&str; 2] = ["mandate", "launch"];
const FUND: [&str; 2] = ["mandate", "quote_vault"];
const OPEN_CYCLE: [&str; 6] =
    ["payer", "mandate", "tender", "receipt", "quote_vault", "system_program"];
const CLEAR: [&str; 4] = ["rent_payer", "mandate", "tender", "receipt"];
const SINK_BOUGHT: [&str; 7] = [
    "mandate",
    "receipt",
    "base_mint",
    "base_vault",
    "sink_plan",
    "sink_vault",
    "base_token_program",
];
const FINISH: [&str; 5] =
    ["mandate", "quote_vault", "remainder", "remainder_owner", "token_program"];

/// Reads the launch file and prints what is due.
pub fn run(args: &args::BuybackCrank) -> Result<ExitCode> {
    let plan = super::read(&args.file)?;
    if args.cluster.url.is_some() {
        let cluster = args.cluster.clone().in_json_if(args.json);
        let at = LaunchAddresses::of(&args.keys.creator, plan.terms.id).launch;
        let is_done = desk::at(&cluster, &args.sending, |desk| of_mandate(desk, at))?;
        return Ok(if is_done { ExitCode::SUCCESS } else { ExitCode::FAILURE });
    }
    let mandate = super::mandate(&plan, &args.settled)?;
    let at = args.at.unwrap_or_else(now);
    let calls = due(args, &mandate, &keys(&plan, &args.keys), at);
    match args.json {
        true => {
            let calls: Vec<_> = calls.iter().map(Call::json).collect();
            let answer = json!({ "at": at, "is_sent": false, "instructions": calls });
            output::print(&format!("{answer:#}\n"))?;
        }
        false => output::print(&describe(&mandate, &calls, at))?,
    }
    Ok(if calls.is_empty() { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}

/// The steps that the terms and the time allow, in the order in which they are taken.
fn due(args: &args::BuybackCrank, mandate: &Mandate, keys: &MandateKeys, at: i64) -> Vec<Call> {
    if at < mandate.settled_at {
        return vec![];
    }
    let payer = args.payer.unwrap_or(args.keys.creator);
    let call = |name, words: &str, accounts, instruction| Call {
        name,
        words: words.to_owned(),
        accounts,
        instruction,
    };
    let mut calls = vec![
        call(
            "start",
            "takes the sale's price; leave it out if that is done",
            &START[..],
            keys.start(),
        ),
        call("fund", "counts what has arrived; refused if nothing has", &FUND[..], keys.fund()),
    ];
    let held: Vec<_> = mandate.cycles().filter(|cycle| cycle.blackouts.is_empty()).collect();
    if let Some(last) = held.iter().rfind(|cycle| cycle.state(at) == State::Closed) {
        let cycle = last.number;
        calls.push(call(
            "clear",
            &format!(
                "finds the price of cycle {cycle}; leave it out if that is done, or if nobody \
                 opened its tender"
            ),
            &CLEAR[..],
            keys.clear(payer, cycle),
        ));
        calls.push(call(
            "sink_bought",
            &format!("burns what was bought in cycle {cycle} and collected"),
            &SINK_BOUGHT[..],
            keys.sink_bought(cycle),
        ));
    }
    if let Some(open) = held.iter().find(|cycle| cycle.tender.may_open(at)) {
        let cycle = open.number;
        calls.push(call(
            "open_cycle",
            &format!("opens the tender of cycle {cycle}, until {}", moment(open.tender.freezes_at)),
            &OPEN_CYCLE[..],
            keys.open_cycle(payer, cycle),
        ));
    }
    if at >= mandate.calendar.ends_at {
        calls.push(call(
            "finish",
            "moves what no seller is owed to the pool",
            &FINISH[..],
            keys.finish(),
        ));
    }
    calls
}

fn describe(mandate: &Mandate, calls: &[Call], at: i64) -> String {
    let mut text = format!("at {}\n", moment(at));
    for (number, call) in (1..).zip(calls) {
        text.push_str(&call.describe(number));
    }
    let next = mandate.cycles().find(|cycle| cycle.state(at) == State::ToCome);
    let next = match next {
        Some(cycle) => {
            format!(
                "The next tender, of cycle {}, opens on {}.",
                cycle.number,
                moment(cycle.tender.opens_at)
            )
        }
        None if at < mandate.calendar.ends_at => {
            format!("No tender is left; the mandate ends on {}.", moment(mandate.calendar.ends_at))
        }
        None => "The mandate has ended.".to_owned(),
    };
    if calls.is_empty() {
        // Writing to a string cannot fail.
        let _ = writeln!(
            text,
            "\nNothing is due: the sale settles on {} at the earliest.",
            moment(mandate.settled_at)
        );
    }
    let _ = writeln!(
        text,
        "\n{next}\n{NOTHING_SENT} Anyone may send these, each in its turn; some may be done \
         already, and are refused then. Between clearing and burning each offer is paid by \
         `collect`, which names its owner and can be sent by anyone too."
    );
    text
}
