//! What is recorded: for each instruction its outcome in each phase, and with other signers.

use groundswell_tests::call::fields;
use solana_instruction::AccountMeta;
use std::{fs, path::Path};

use crate::story::{Phase, Story, Told};

/// The stories of an instruction, each with what is special about it.
pub type Stories = fn(&str) -> Vec<(&'static str, Story)>;

/// One program.
pub struct Section {
    pub program: &'static str,
    pub phases: &'static [Phase],
    pub rows: Vec<Row>,
}

/// One story of one instruction.
pub struct Row {
    pub instruction: String,
    pub variant: &'static str,
    pub told: Told,
}

/// The instructions of a program, in the order of its `#[program]` module.
pub fn instructions(program: &str) -> Vec<String> {
    let source = read(&format!("../programs/{program}/src/lib.rs"));
    let (_, module) = source.split_once("#[program]").unwrap();
    let name = |part: &str| part.split_once('(').unwrap().0.to_string();
    module.split("pub fn ").skip(1).map(name).collect()
}

/// The names of an instruction's accounts, in their order.
fn slots(program: &str, instruction: &str) -> Vec<String> {
    let source = read(&format!("../programs/{program}/src/lib.rs"));
    let (_, rest) = source.split_once(&format!("pub fn {instruction}(")).unwrap();
    let (_, rest) = rest.split_once("Context<").unwrap();
    fields(program, rest.split_once('>').unwrap().0)
}

/// All of it as JSON, a line for each row.
pub fn text(sections: &[Section]) -> String {
    let sections = sections.iter().map(|section| {
        let phases = section.phases.iter().map(|phase| {
            let [name, after, when] = [phase.name, phase.after, phase.when].map(quoted);
            format!("      {{\"name\": {name}, \"after\": {after}, \"when\": {when}}}")
        });
        let rows = section.rows.iter().map(|row| format!("      {}", line(section.program, row)));
        format!(
            "  {}: {{\n    \"phases\": [\n{}\n    ],\n    \"rows\": [\n{}\n    ]\n  }}",
            quoted(section.program),
            phases.collect::<Vec<_>>().join(",\n"),
            rows.collect::<Vec<_>>().join(",\n"),
        )
    });
    format!("{{\n{}\n}}\n", sections.collect::<Vec<_>>().join(",\n"))
}

fn line(program: &str, row: &Row) -> String {
    let slots = slots(program, &row.instruction);
    let outcomes: Vec<String> = row.told.outcomes.iter().map(|one| quoted(one)).collect();
    let signers = row.told.signers.iter().map(|(at, others)| {
        let signs = |meta: &AccountMeta| meta.is_signer && meta.pubkey == *at;
        let slot = row.told.call.accounts.iter().position(signs).unwrap();
        let others: Vec<&str> = others.iter().map(String::as_str).collect();
        let [other] = others[..] else { panic!("{}: {others:?}", row.instruction) };
        format!("{}: {}", quoted(&slots[slot]), quoted(other))
    });
    format!(
        "{{\"instruction\": {}, \"variant\": {}, \"outcomes\": [{}], \"others\": {{{}}}}}",
        quoted(&row.instruction),
        quoted(row.variant),
        outcomes.join(", "),
        signers.collect::<Vec<_>>().join(", "),
    )
}

/// Compares with the snapshot of that name, or writes it.
pub fn compare(name: &str, measured: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("phases").join(name);
    if std::env::var_os("GROUNDSWELL_WRITE_SNAPSHOTS").is_some() {
        fs::write(&path, measured).unwrap();
    }
    let recorded = fs::read_to_string(&path).unwrap_or_default();
    let differs = recorded.lines().zip(measured.lines()).find(|(old, new)| old != new);
    assert!(recorded == measured, "{name} has changed, first here: {differs:#?}");
}

fn quoted(words: &str) -> String {
    serde_json::to_string(words).unwrap()
}

fn read(path: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).unwrap()
}
