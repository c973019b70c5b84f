//! What is recorded: for each instruction its outcome in each phase, and with other signers.

use groundswell_tests::sources::Listed;
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
    pub instruction: Listed,
    pub variant: &'static str,
    pub told: Told,
}

/// All of it as JSON, a line for each row.
pub fn text(sections: &[Section]) -> String {
    let sections = sections.iter().map(|section| {
        let phases = section.phases.iter().map(|phase| {
            let [name, after, when] = [phase.name, phase.after, phase.when].map(quoted);
            format!("      {{\"name\": {name}, \"after\": {after}, \"when\": {when}}}")
        });
        let rows = section.rows.iter().map(|row| format!("      {}", line(row)));
        format!(
            "  {}: {{\n    \"phases\": [\n{}\n    ],\n    \"rows\": [\n{}\n    ]\n  }}",
            quoted(section.program),
            phases.collect::<Vec<_>>().join(",\n"),
            rows.collect::<Vec<_>>().join(",\n"),
        )
    });
    format!("{{\n{}\n}}\n", sections.collect::<Vec<_>>().join(",\n"))
}

fn line(row: &Row) -> String {
    let Listed { name, slots, .. } = &row.instruction;
    let outcomes: Vec<String> = row.told.outcomes.iter().map(|one| quoted(one)).collect();
    let signers = row.told.signers.iter().map(|(at, others)| {
        let signs = |meta: &AccountMeta| meta.is_signer && meta.pubkey == *at;
        let slot = row.told.call.accounts.iter().position(signs).unwrap();
        let others: Vec<&str> = others.iter().map(String::as_str).collect();
        let [other] = others[..] else { panic!("{name}: {others:?}") };
        format!("{}: {}", quoted(&slots[slot]), quoted(other))
    });
    format!(
        "{{\"instruction\": {}, \"variant\": {}, \"outcomes\": [{}], \"others\": {{{}}}}}",
        quoted(name),
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
