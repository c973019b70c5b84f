//! The lists that `crank` is given, each matched with the account that commits to it.

use std::path::Path;

use anyhow::{Result, bail, ensure};
use groundswell_cluster::{Chain, crank::Files, view::LaunchView};
use groundswell_sdk::{
    Address,
    list::{Dataset, List},
};

use crate::{
    args,
    commands::{list::reading as lists, vest::reading as plans},
};

/// An account that commits to a list: where it is, the hash of the CSV, the root.
type Commits = (Address, [u8; 32], [u8; 32]);

/// Reads the files; each is the list of some account of the launch.
pub fn read(chain: &dyn Chain, launch: &Address, args: &args::Crank) -> Result<Files> {
    if args.list.is_empty() && args.plan.is_empty() {
        return Ok(Files::default());
    }
    let view = LaunchView::read(chain, launch)?;
    let (base, quote) = (view.launch.value.base_decimals, view.launch.value.quote_decimals);
    let airdrops: Vec<Commits> = view
        .lists
        .iter()
        .map(|it| (it.list.at, it.list.value.dataset_sha256, it.list.value.root))
        .collect();
    let granted: Vec<Commits> = view
        .plans
        .iter()
        .filter(|it| it.plan.value.has_list())
        .map(|it| (it.plan.at, it.plan.value.dataset_sha256, it.plan.value.root))
        .collect();
    let mut found = vec![];
    for path in &args.list {
        found.extend(matched(path, lists::datasets(path, base)?, &airdrops, "airdrop")?);
    }
    for path in &args.plan {
        let readings = plans::datasets(path, base, quote)?;
        found.extend(matched(path, readings, &granted, "granted tranche")?);
    }
    Ok(Files::of(found))
}

/// The lists of those accounts that commit to one of these readings.
fn matched(
    path: &Path,
    readings: Vec<Dataset>,
    commits: &[Commits],
    what: &str,
) -> Result<Vec<List>> {
    let mut lists = vec![];
    for dataset in readings {
        for (at, _, root) in commits.iter().filter(|(_, sha256, _)| *sha256 == dataset.sha256()) {
            let list = List::new(*at, dataset.clone())?;
            ensure!(
                list.facts().root == *root,
                "{}: the account {at} commits to this list, but its root is another: nobody can \
                 claim from it with this file",
                path.display()
            );
            lists.push(list);
        }
        if !lists.is_empty() {
            return Ok(lists);
        }
    }
    let hashes: Vec<String> = commits
        .iter()
        .map(|(at, sha256, _)| format!("  {at}: SHA-256 {}", hex::encode(sha256)))
        .collect();
    bail!(
        "{} is the list of no {what} of this launch, expected the CSV that one of these commits \
         to, in canonical form or as `launch` read it:\n{}",
        path.display(),
        hashes.join("\n")
    )
}
