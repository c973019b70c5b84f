//! `groundswell verify`: the programs on a cluster against the bytecode of this release, byte for
//! byte.

use std::process::ExitCode;

use anyhow::Result;
use groundswell_cluster::{Chain, Rpc, deployed::Deployed};
use groundswell_sdk::Address;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use crate::{
    args::{self, Output},
    desk, output, table,
};

/// Reads the programs and prints how they compare.
pub fn run(args: &args::VerifyPrograms) -> Result<ExitCode> {
    let config = desk::config(&args.cluster)?;
    let rpc = Rpc::new(&config.url, config.commitment);
    let (text, holds) = answer(&rpc, args)?;
    output::print(&text)?;
    Ok(if holds { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// What is printed, and whether every program is what it has to be.
pub fn answer(chain: &dyn Chain, args: &args::VerifyPrograms) -> Result<(String, bool)> {
    let programs = Deployed::read(chain)?;
    let is_replaceable = |it: &Deployed| it.there.as_ref().is_some_and(|it| it.authority.is_some());
    let holds = programs.iter().all(|it| it.is_ours() && !(args.strict && is_replaceable(it)));
    let text = match args.cluster.output {
        Output::Text => programs.iter().map(describe).collect::<Vec<_>>().join("\n"),
        Output::Json => {
            let programs: Vec<Value> = programs.iter().map(json).collect();
            let answer = json!({ "place": chain.place(), "holds": holds, "programs": programs });
            format!("{answer:#}\n")
        }
    };
    Ok((text, holds))
}

/// SHA-256 in hex.
fn sha256(bytes: &[u8]) -> String {
    hex::encode(Sha256::digest(bytes))
}

/// A program in facts.
fn describe(program: &Deployed) -> String {
    let carried = program.carried;
    let mut facts = vec![
        ("program", program.name.to_owned()),
        ("address", program.address.to_string()),
        ("this release", format!("{} bytes, SHA-256 {}", carried.len(), sha256(carried))),
    ];
    let Some(there) = &program.there else {
        facts.push(("deployed", "nothing that runs: no program is there".to_owned()));
        facts.push(("verdict", "not this release".to_owned()));
        return table::facts(facts);
    };
    let content = program.trimmed();
    facts.push(("deployed", format!("{} bytes, SHA-256 {}", content.len(), sha256(content))));
    facts.push(("read from", program.read_from.to_string()));
    facts.push(("loader", there.loader.to_string()));
    let slot = there.slot.map_or("unknown".to_owned(), |slot| slot.to_string());
    facts.push(("deployed in slot", slot));
    let by = there.authority.map_or("by nobody".to_owned(), |key: Address| format!("by {key}"));
    facts.push(("can be replaced", by));
    facts.push((
        "verdict",
        match program.first_difference() {
            None => "the same, byte for byte".to_owned(),
            Some(at) => format!("not this release: the first byte that differs is number {at}"),
        },
    ));
    table::facts(facts)
}

/// A program for machines.
pub fn json(program: &Deployed) -> Value {
    let there = program.there.as_ref();
    json!({
        "name": program.name,
        "address": program.address.to_string(),
        "read_from": program.read_from.to_string(),
        "is_this_release": program.is_ours(),
        "bytes": program.carried.len(),
        "sha256": sha256(program.carried),
        "deployed_bytes": there.map(|_| program.trimmed().len()),
        "deployed_sha256": there.map(|_| sha256(program.trimmed())),
        "first_difference": program.first_difference(),
        "loader": there.map(|there| there.loader.to_string()),
        "slot": there.and_then(|there| there.slot),
        "upgrade_authority": there.and_then(|there| there.authority).map(|key| key.to_string()),
    })
}
