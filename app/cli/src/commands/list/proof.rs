//! `groundswell list proof`: what one wallet can claim, and what it shows for it.

use std::{fmt::Write, fs, path::Path, process::ExitCode};

use anyhow::{Result, ensure};
use groundswell_math::{
    bitmap::{PAGE_LEAVES, page_of},
    merkle::Node,
};
use groundswell_sdk::{
    Address,
    list::{Dataset, Facts, Leaf, Part, leaves_from_shard},
};
use serde::Serialize;

use super::reading;
use crate::{args, money, output, report::units::count, table};

/// A wallet's leaves, none if it is not listed, and where they were found.
#[derive(Serialize)]
pub struct Answer {
    distributor: String,
    wallet: String,
    source: String,
    /// All of them proven.
    pub leaves: Vec<Leaf>,
    /// Why the wallet's shard was not good enough.
    #[serde(skip)]
    pub note: Option<String>,
}

/// Finds the wallet's leaves and prints them.
pub fn run(args: &args::Proof) -> Result<ExitCode> {
    let facts = reading::facts(&args.dir)?;
    let answer = find(&args.dir, &facts, &args.wallet)?;
    match args.json {
        true => output::print(&format!("{}\n", serde_json::to_string_pretty(&answer)?))?,
        false => output::print(&describe(&answer, &facts))?,
    }
    Ok(if answer.leaves.is_empty() { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}

/// The leaves of `wallet` on the list with these facts in `dir`.
pub fn find(dir: &Path, facts: &Facts, wallet: &Address) -> Result<Answer> {
    let shard = Part::shard_with(wallet, facts.count).path();
    let answer = |source: &str, leaves, note| Answer {
        distributor: facts.distributor.to_string(),
        wallet: wallet.to_string(),
        source: source.to_owned(),
        leaves,
        note,
    };
    let lacks = match look_up(&dir.join(&shard), facts, wallet) {
        Ok(leaves) if !leaves.is_empty() => return Ok(answer(&shard, leaves, None)),
        // Whoever changed the shard may have taken the wallet out.
        Ok(_) if !is_in_csv(dir, facts, wallet) => return Ok(answer(&shard, Vec::new(), None)),
        Ok(_) => "lacks the wallet",
        Err(lacks) => lacks,
    };
    let csv = Part::Csv.path();
    let note = format!(
        "{shard} {lacks}; worked out from {csv}. `groundswell list verify {} --repair` makes it \
         again.",
        dir.display()
    );
    let leaves = work_out(dir, facts, wallet)
        .map_err(|error| error.context(format!("{} {lacks}", dir.join(&shard).display())))?;
    Ok(answer(&csv, leaves, Some(note)))
}

/// The wallet's leaves in a shard, all of them proven.
fn look_up(shard: &Path, facts: &Facts, wallet: &Address) -> Result<Vec<Leaf>, &'static str> {
    let json = fs::read(shard).map_err(|_| "is lost")?;
    let leaves = leaves_from_shard(&json, wallet).map_err(|_| "is damaged")?;
    match leaves.iter().all(|leaf| leaf.is_proven(wallet, facts)) {
        true => Ok(leaves),
        false => Err("proves something else than list.json says"),
    }
}

/// Whether a `list.csv` that is the list's own names the wallet.
fn is_in_csv(dir: &Path, facts: &Facts, wallet: &Address) -> bool {
    let dataset = own_dataset(dir, facts);
    dataset.is_ok_and(|d| d.entries().iter().any(|(listed, _)| listed == wallet.as_array()))
}

fn own_dataset(dir: &Path, facts: &Facts) -> Result<Dataset> {
    let path = dir.join(Part::Csv.path());
    let dataset = reading::dataset(&path, None)?;
    ensure!(
        dataset.sha256() == facts.dataset_sha256,
        "{} is not the list of list.json: `groundswell list verify {}` says more",
        path.display(),
        dir.display()
    );
    Ok(dataset)
}

fn work_out(dir: &Path, facts: &Facts, wallet: &Address) -> Result<Vec<Leaf>> {
    let list = reading::list(facts.distributor, own_dataset(dir, facts)?)?;
    ensure!(
        list.facts() == *facts,
        "{} is not of this list: `groundswell list verify {}` says more",
        dir.join(Part::Facts.path()).display(),
        dir.display()
    );
    Ok(list.leaves(wallet))
}

fn describe(answer: &Answer, facts: &Facts) -> String {
    let Answer { wallet, distributor, leaves, source, note } = answer;
    if leaves.is_empty() {
        let of = count(facts.count as usize, "row");
        return format!(
            "{wallet} is not on this list of {of} ({source}): nothing can be claimed for it.\n"
        );
    }
    // Proven leaves add up to no more than the list.
    let sum = leaves.iter().map(|leaf| leaf.amount).sum::<u64>();
    let number = super::leaves(leaves.len());
    let mut text = table::facts([
        ("wallet", wallet.clone()),
        ("distributor", distributor.clone()),
        ("amount", format!("{} base units in {number}", money::grouped(sum, 0))),
        ("source", source.clone()),
    ]);
    for leaf in leaves {
        let Leaf { index, amount, proof } = leaf;
        let (page, slot) = (page_of(*index), index % PAGE_LEAVES);
        let amount = money::grouped(*amount, 0);
        // Writing to a string cannot fail.
        let _ = writeln!(text, "\nleaf {index}: {amount} base units, page {page}, slot {slot}");
        let _ = writeln!(text, "  proof, from the leaf upwards (hash, sum):");
        for node in proof.iter().map(Node::from_bytes) {
            let _ = writeln!(text, "  {} {}", hex::encode(node.hash()), node.sum());
        }
    }
    if let Some(note) = note {
        let _ = writeln!(text, "\nnote: {note}");
    }
    text
}
