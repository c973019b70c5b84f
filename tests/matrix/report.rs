//! What is recorded: the error of every case, and how many there are.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

use crate::{Outcome, run::Verdict};

/// The cases of one slot.
type OfSlot<'o> = (&'o str, Vec<&'o Outcome>);

/// In the snapshot, and in the list of what is accepted.
pub fn word(verdict: &Verdict) -> String {
    match verdict {
        Verdict::Refused(error) => error.clone(),
        Verdict::Alike => "accepted".into(),
        Verdict::Otherwise(others) => format!("accepted, otherwise: {}", others.join(", ")),
    }
}

/// Control, slot, mutation, error: a line for each slot, in which mutations with one error for all
/// their variants have it once.
pub fn errors(outcomes: &[Outcome]) -> String {
    let mut controls: Vec<(&str, Vec<OfSlot<'_>>)> = vec![];
    for outcome in outcomes {
        if controls.last().is_none_or(|(name, _)| *name != outcome.control) {
            controls.push((&outcome.control, vec![]));
        }
        let slots = &mut controls.last_mut().unwrap().1;
        match slots.iter_mut().find(|(slot, _)| *slot == outcome.slot) {
            Some((_, all)) => all.push(outcome),
            None => slots.push((&outcome.slot, vec![outcome])),
        }
    }
    let controls = controls.iter().map(|(name, slots)| {
        let slots = slots.iter().map(|(slot, all)| format!("    {}: {}", text(slot), line(all)));
        format!("  {}: {{\n{}\n  }}", text(name), slots.collect::<Vec<_>>().join(",\n"))
    });
    format!("{{\n{}\n}}\n", controls.collect::<Vec<_>>().join(",\n"))
}

fn line(outcomes: &[&Outcome]) -> String {
    let mut mutations: Vec<(&str, BTreeMap<String, Vec<&str>>)> = vec![];
    for outcome in outcomes {
        let (number, variant) = outcome.mutation.split_once(' ').unwrap_or((&outcome.mutation, ""));
        if mutations.iter().all(|(known, _)| *known != number) {
            mutations.push((number, BTreeMap::new()));
        }
        let (_, errors) = mutations.iter_mut().find(|(known, _)| *known == number).unwrap();
        errors.entry(word(&outcome.verdict)).or_default().push(variant);
    }
    let mutations = mutations.iter().map(|(number, errors)| {
        if let [error] = errors.keys().collect::<Vec<_>>()[..] {
            return format!("{}: {}", text(number), text(error));
        }
        let errors = errors
            .iter()
            .map(|(error, variants)| format!("{}: {}", text(error), text(&variants.join(", "))));
        format!("{}: {{{}}}", text(number), errors.collect::<Vec<_>>().join(", "))
    });
    format!("{{{}}}", mutations.collect::<Vec<_>>().join(", "))
}

/// How many cases there are of each mutation, and how many of them are accepted.
pub fn summary(outcomes: &[Outcome], instructions: usize) -> String {
    // The tenth would forge sysvars: no instruction names one.
    let mut counts = BTreeMap::from([(10u8, [0; 2])]);
    for outcome in outcomes {
        let number = outcome.mutation.split(' ').next().unwrap();
        let counts = counts.entry(number[1..].parse().unwrap()).or_default();
        counts[usize::from(!matches!(outcome.verdict, Verdict::Refused(_)))] += 1;
    }
    let row = |[refused, accepted]: [usize; 2]| {
        let cases = refused + accepted;
        format!("{{\"cases\": {cases}, \"refused\": {refused}, \"accepted\": {accepted}}}")
    };
    let all = counts.values().fold([0, 0], |sum, one| [sum[0] + one[0], sum[1] + one[1]]);
    let mut controls: Vec<&str> = outcomes.iter().map(|one| &one.control[..]).collect();
    controls.dedup();
    let rows = counts.iter().map(|(number, counts)| format!("    \"M{number}\": {}", row(*counts)));
    format!(
        "{{\n  \"instructions\": {instructions},\n  \"controls\": {},\n  \"all\": {},\n  \
         \"mutations\": {{\n{}\n  }}\n}}\n",
        controls.len(),
        row(all),
        rows.collect::<Vec<_>>().join(",\n"),
    )
}

/// Compares with the snapshot of that name, or writes it.
pub fn compare(name: &str, measured: &str) {
    if std::env::var_os("GROUNDSWELL_WRITE_SNAPSHOTS").is_some() {
        fs::write(path(name), measured).unwrap();
    }
    let recorded = recorded(name);
    let differs = recorded.lines().zip(measured.lines()).find(|(old, new)| old != new);
    assert!(recorded == measured, "{name} has changed, first here: {differs:#?}");
}

/// What is recorded under a name.
pub fn recorded(name: &str) -> String {
    fs::read_to_string(path(name)).unwrap_or_default()
}

fn path(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("matrix").join(name)
}

fn text(words: &str) -> String {
    serde_json::to_string(words).unwrap()
}
