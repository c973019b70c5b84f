//! Every check of the sources has a test that fails without it, or a reason why none can.

use crate::repository::{at, files, read};
use groundswell_tests::mutate::{FOLDERS, Kind, Mutant, instrumented};
use std::{
    collections::{BTreeMap, BTreeSet},
    fmt::Write,
};

/// From a mutant's name to a test, or a reason.
type Table = BTreeMap<String, String>;

const HEAD: &str = "
## Mutants (tests/mutants)

One check at a time is weakened: a `require!` always holds, an `at::address =` takes any account, a
refusing `if` never refuses, a boundary moves by one, a signer need not sign, an account of a type may
be anyone's and hold anything; one side of an `&&` always holds, one of an `||` never, an `==` or `!=`
always. All are built into one copy of the sources, asleep; one at a time is
woken in the bytecode, and for the rules also natively, until a test fails.
`tests/mutants/killers.json` names that test for each. CI wakes a sample.

    cargo run -p groundswell-tests --bin mutants -- --write

Of the rules in `crates/math` every operator and every function's result is also replaced, by
[cargo-mutants](https://mutants.rs) 27.1, which builds anew for each (`just mutants-math`): 549
mutants, of which 29 do not compile, 6 never end and so fail, and 514 fail a test of `crates/math`.
Left out beforehand are 11 that change nothing, with their reasons in `.cargo/mutants.toml`.

| in | require | address | refusal | boundary | signer | type | and | or | equal | killed | of |
|---|---|---|---|---|---|---|---|---|---|---|---|
";

const KINDS: [Kind; 9] = [
    Kind::Require,
    Kind::Address,
    Kind::Refusal,
    Kind::Boundary,
    Kind::Signature,
    Kind::Type,
    Kind::Both,
    Kind::Either,
    Kind::Same,
];

fn table(name: &str) -> Table {
    serde_json::from_str(&read(&format!("tests/mutants/{name}.json"))).unwrap()
}

fn all() -> Vec<Mutant> {
    instrumented(&at("")).into_iter().flat_map(|file| file.mutants).collect()
}

/// The section of docs/assurance.md.
pub fn section(page: &mut String) {
    *page += HEAD;
    let (killers, mutants) = (table("killers"), all());
    for folder in FOLDERS {
        let here: Vec<_> = mutants.iter().filter(|one| one.file.starts_with(folder)).collect();
        let of = |kind| here.iter().filter(|one| one.kind == kind).count();
        let kinds = KINDS.map(of).map(|count| count.to_string()).join(" | ");
        let killed = here.iter().filter(|one| killers.contains_key(&one.name())).count();
        let folder = folder.trim_end_matches("/src");
        let count = here.len();
        writeln!(page, "| {folder} | {kinds} | {killed} | {count} |").unwrap();
    }
    let (killed, count) = (killers.len(), mutants.len());
    writeln!(page, "| all |  |  |  |  |  |  |  |  |  | {killed} | {count} |").unwrap();
    let survivors = table("survivors");
    if survivors.is_empty() {
        *page += "\nNone survives.\n";
        return;
    }
    *page += "\n| survivor | why no test can tell |\n|---|---|\n";
    for (name, why) in survivors {
        writeln!(page, "| {} | {why} |", name.replace('|', "\\|")).unwrap();
    }
}

#[test]
fn every_check_has_a_test_or_a_reason() {
    let (killers, survivors) = (table("killers"), table("survivors"));
    let both: Vec<_> = killers.keys().filter(|name| survivors.contains_key(*name)).collect();
    assert!(both.is_empty(), "killed after all: {both:?}");
    let listed: BTreeSet<_> = killers.into_keys().chain(survivors.into_keys()).collect();
    let there: BTreeSet<_> = all().iter().map(Mutant::name).collect();
    let missing: Vec<_> = there.difference(&listed).collect();
    let gone: Vec<_> = listed.difference(&there).collect();
    assert!(
        missing.is_empty() && gone.is_empty(),
        "run `just mutants --open --write`; without a test: {missing:#?}; not there any more: {gone:#?}"
    );
}

/// The sources of a suite: of the rules `math/NAME`, of the programs `NAME`.
fn suite(name: &str) -> String {
    let places = match name.strip_prefix("math/") {
        Some("groundswell_math") => vec!["crates/math/src".to_string()],
        Some(name) => {
            vec![format!("crates/math/tests/{name}.rs"), format!("crates/math/tests/{name}")]
        }
        None => vec![format!("tests/{name}")],
    };
    let there = places.iter().filter(|place| at(place).exists());
    let paths = there.flat_map(|place| match at(place).is_dir() {
        true => files(place, ".rs"),
        false => vec![place.clone()],
    });
    paths.map(|path| read(&path)).collect()
}

#[test]
fn every_killer_is_a_test_of_its_suite() {
    let mut sources = BTreeMap::new();
    for (mutant, killer) in table("killers") {
        let (name, test) = killer.split_once("::").unwrap();
        let source = sources.entry(name.to_string()).or_insert_with(|| suite(name));
        let test = test.rsplit("::").next().unwrap();
        // A mutant may also keep a suite from ending, or end it whole.
        let outcomes = ["(does not end)", "(ends the process)"];
        let there = source.contains(&format!("fn {test}("));
        let known = there || !source.is_empty() && outcomes.contains(&test);
        assert!(known, "{mutant}: {killer} is no test; run `just mutants --only WORDS --write`");
    }
}
