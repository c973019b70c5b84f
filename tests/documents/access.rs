//! docs/access.md is what the sources give: for every instruction who may call it, when, what it
//! refuses with, and which of its accounts sign; and what tests/phases recorded of every phase.
//! `GROUNDSWELL_WRITE_SNAPSHOTS=1` writes it anew.

use crate::{
    phases,
    repository::{at, files, quoted, read, word},
};
use groundswell_tests::{
    BuybackError, DistributorError, LaunchError, VestingError, sources::PROGRAMS,
};
use std::{collections::BTreeMap, env, fmt::Write, fs};

const HEAD: &str = "\
# Who may call what, and when

Drawn from the sources by `tests/documents/access.rs`, which also compares it with them: what each
instruction says of itself, and the accounts that its struct declares as signers. Change the
sources, not this page, and run

    GROUNDSWELL_WRITE_SNAPSHOTS=1 cargo test -p groundswell-tests --test phases
    GROUNDSWELL_WRITE_SNAPSHOTS=1 cargo test -p groundswell-tests --test documents

`slot` = `account.field` means that the signer must be the key which that field records. The other
signers come with something of their own, or their handler compares them with the record. Where
nobody signs, no signature could change anything: the programs pay only those who are owed. What
the keys can do when they are stolen is in [threat-model.md](threat-model.md).
";

/// An account that has to sign.
pub struct Signature {
    pub slot: String,
    /// The recorded key it must be, if the struct says so.
    bound_to: Option<String>,
    pub optional: bool,
}

/// One instruction, as its sources describe it.
pub struct Instruction {
    pub name: String,
    who: String,
    pub when: String,
    pub errors: String,
    pub signatures: Vec<Signature>,
}

/// The instructions of a program, in the order of its `#[program]` module.
pub fn instructions(program: &str) -> Vec<Instruction> {
    let library = read(&format!("programs/{program}/src/lib.rs"));
    let (_, module) = library.split_once("#[program]").unwrap();
    let sources = files(&format!("programs/{program}/src/instructions"), ".rs");
    let sources: Vec<String> = sources.iter().map(|path| read(path)).collect();
    let of = |declared: &str| {
        let name = word(declared).to_string();
        let (_, accounts) = declared.split_once("Context<").unwrap();
        let accounts = format!("pub struct {} {{", word(accounts));
        let source = sources.iter().find_map(|source| source.split_once(&accounts));
        let (before, body) = source.unwrap_or_else(|| panic!("{program} has no {accounts}"));
        let rules = rules(before);
        let rest = rules.split_once("Who: ").unwrap_or_else(|| panic!("{name} says not who")).1;
        let (rest, errors) = rest.split_once(" Errors: ").unwrap_or_else(|| panic!("{name}"));
        let (who, when) = rest.split_once(" When: ").unwrap_or((rest, "see who"));
        let plain = |text: &str| text.trim_end_matches('.').to_string();
        let (who, when, errors) = (plain(who), plain(when), plain(errors));
        let body = body.split_once("\n}").unwrap().0;
        Instruction { name, who, when, errors, signatures: signatures(body) }
    };
    module.split("pub fn ").skip(1).map(of).collect()
}

/// The doc comment at the end of `before`, on one line.
fn rules(before: &str) -> String {
    let lines = before.lines().rev().skip_while(|line| !line.starts_with("///"));
    let lines = lines.map_while(|line| line.strip_prefix("///")).map(str::trim);
    let lines: Vec<&str> = lines.collect();
    lines.into_iter().rev().collect::<Vec<_>>().join(" ")
}

/// The signers among the fields of an accounts struct.
fn signatures(body: &str) -> Vec<Signature> {
    let mut attributes = String::new();
    let mut found = vec![];
    for line in body.lines().map(str::trim).filter(|line| !line.starts_with("//")) {
        let Some((slot, kind)) = line.strip_prefix("pub ").and_then(|line| line.split_once(": "))
        else {
            attributes.push_str(line);
            continue;
        };
        let optional = kind.starts_with("Option<Signer");
        if optional || kind.starts_with("Signer") {
            let bound = attributes.split_once("at::address = ").map(|(_, rest)| rest);
            let ends = |c: char| !(c.is_alphanumeric() || c == '_' || c == '.');
            let bound_to = bound.map(|rest| rest.split(ends).next().unwrap().to_string());
            found.push(Signature { slot: slot.to_string(), bound_to, optional });
        }
        attributes.clear();
    }
    found
}

/// Every kind of signer, with where it signs.
fn signers() -> BTreeMap<String, Vec<String>> {
    let mut all: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for program in PROGRAMS {
        for one in instructions(program) {
            for signature in one.signatures {
                all.entry(signature.slot).or_default().push(format!("{program}.{}", one.name));
            }
        }
    }
    all
}

/// The roles that docs/access.md names.
pub fn roles() -> Vec<String> {
    let document = read("docs/access.md");
    let (_, table) = document.split_once("## Roles").unwrap();
    let (table, _) = table.split_once("\n## ").unwrap();
    let names = table.lines().filter_map(|line| line.strip_prefix("| `")?.split_once('`'));
    names.map(|(name, _)| name.to_string()).collect()
}

fn document() -> String {
    let mut text = format!("{HEAD}\n{}", phases::WORDS);
    text.push_str("\n## Roles\n\n| signs as | in |\n|---|---|\n");
    for (role, places) in signers() {
        let places: Vec<String> = places.iter().map(|place| format!("`{place}`")).collect();
        writeln!(text, "| `{role}` | {} |", places.join(", ")).unwrap();
    }
    for program in PROGRAMS {
        let all = instructions(program);
        write!(text, "\n## {program}\n\n").unwrap();
        text.push_str("| instruction | who | signs | when |\n|---|---|---|---|\n");
        for one in &all {
            let signs: Vec<String> = one.signatures.iter().map(describe).collect();
            let signs = if signs.is_empty() { "nobody".to_string() } else { signs.join(", ") };
            writeln!(text, "| `{}` | {} | {signs} | {} |", one.name, one.who, one.when).unwrap();
        }
        text.push_str(&phases::tables(program));
        text.push_str("\n| instruction | refuses with |\n|---|---|\n");
        for one in &all {
            writeln!(text, "| `{}` | {} |", one.name, one.errors).unwrap();
        }
    }
    text
}

fn describe(signature: &Signature) -> String {
    let mut text = format!("`{}`", signature.slot);
    if let Some(key) = &signature.bound_to {
        write!(text, " = `{key}`").unwrap();
    }
    if signature.optional {
        text.push_str(" (optional)");
    }
    text
}

#[test]
fn access_is_what_the_sources_say() {
    let path = at("docs/access.md");
    let now = document();
    if env::var_os("GROUNDSWELL_WRITE_SNAPSHOTS").is_some() {
        fs::write(&path, &now).unwrap();
    }
    let written = fs::read_to_string(&path).unwrap();
    for (line, (one, other)) in written.lines().zip(now.lines()).enumerate() {
        assert_eq!(one, other, "docs/access.md, line {}: see its head", line + 1);
    }
    assert_eq!(written.lines().count(), now.lines().count(), "docs/access.md: see its head");
}

#[test]
fn every_instruction_of_every_program_is_in_it() {
    let document = read("docs/access.md");
    for program in PROGRAMS {
        let (_, section) = document.split_once(&format!("\n## {program}\n")).unwrap();
        let section = section.split_once("\n## ").map_or(section, |(section, _)| section);
        let library = read(&format!("programs/{program}/src/lib.rs"));
        let handled = library.matches("::handle(ctx").count();
        let declared: Vec<&str> = library.split("pub fn ").skip(1).map(word).collect();
        assert_eq!(declared.len(), handled, "{program}");
        for name in declared {
            // Once with who and when, once with what it refuses with.
            assert!(section.matches(&format!("\n| `{name}` |")).count() >= 2, "{program}.{name}");
        }
    }
    let folders = fs::read_dir(at("programs")).unwrap();
    assert_eq!(folders.count(), PROGRAMS.len());
}

#[test]
fn every_signer_is_bound_to_a_recorded_key_or_known() {
    // Whoever comes with something of their own, and whom a handler compares with the record.
    let known = ["payer", "funder", "contributor", "owner", "creator", "grantor"];
    let compared = ["co_signer", "authority", "new_recipient", "attester"];
    for program in PROGRAMS {
        for one in instructions(program) {
            for Signature { slot, bound_to, .. } in one.signatures {
                let slot = slot.as_str();
                let is_known = known.contains(&slot) || compared.contains(&slot);
                assert!(is_known || bound_to.is_some(), "{program}.{}: who is {slot}?", one.name);
            }
        }
    }
}

/// The names of a program's errors, in their order.
pub fn errors(program: &str) -> Vec<&'static str> {
    match program {
        "launch" => LaunchError::ALL.iter().map(|(_, name, _)| *name).collect(),
        "distributor" => DistributorError::ALL.iter().map(|(_, name, _)| *name).collect(),
        "vesting" => VestingError::ALL.iter().map(|(_, name, _)| *name).collect(),
        _ => BuybackError::ALL.iter().map(|(_, name, _)| *name).collect(),
    }
}

#[test]
fn every_refusal_that_is_named_exists() {
    // Anchor's own, and an instruction whose refusals another one shares.
    let others = ["ConstraintAddress", "claim"];
    for program in PROGRAMS {
        let known = errors(program);
        for one in instructions(program) {
            for name in quoted(&one.errors) {
                let exists = known.contains(&name) || others.contains(&name);
                assert!(exists, "{program}.{} has no error {name}", one.name);
            }
        }
    }
}

#[test]
fn every_error_is_a_refusal_of_some_instruction() {
    for program in PROGRAMS {
        let known = errors(program);
        let place = |name: &str| known.iter().position(|one| *one == name).unwrap();
        // Counters that would leave 64 bits can stop any instruction.
        let mut left: Vec<&str> = known.iter().copied().filter(|one| *one != "Overflow").collect();
        for one in instructions(program) {
            let names = quoted(&one.errors);
            left.retain(|name| !names.contains(name));
            // `First` to `Last` stands for all between them.
            let parts: Vec<&str> = one.errors.split("` to `").collect();
            for ends in parts.windows(2) {
                let first = place(ends[0].rsplit('`').next().unwrap());
                let last = place(word(ends[1]));
                left.retain(|name| !known[first..=last].contains(name));
            }
        }
        assert!(left.is_empty(), "no instruction of {program} says that it refuses with {left:?}");
    }
}
