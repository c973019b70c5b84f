//! What `list` reads: CSVs and the facts of a published list.

use std::{
    fs,
    path::{Path, PathBuf},
    time::Duration,
};

use anyhow::{Context, ensure};
use groundswell_sdk::{
    Address,
    list::{AmountFault, Dataset, Facts, Fault, List, ListError, Part},
};
use indicatif::ProgressBar;

use crate::{file::MAX_DECIMALS, progress};

/// The dataset in a CSV; amounts are whole tokens if `decimals` are given.
pub fn dataset(path: &Path, decimals: Option<u8>) -> anyhow::Result<Dataset> {
    let decimals = decimals.unwrap_or(0);
    ensure!(decimals <= MAX_DECIMALS, "--decimals is {decimals}, expected 0 to {MAX_DECIMALS}");
    let cannot = || format!("cannot read {}, expected a CSV file", path.display());
    let file = fs::File::open(path).with_context(cannot)?;
    let bytes = file.metadata().with_context(cannot)?.len();
    let bar = progress::bar("Rows are read (bytes)", usize::try_from(bytes).unwrap_or(usize::MAX));
    let dataset = Dataset::read(bar.wrap_read(file), decimals);
    bar.finish();
    dataset.map_err(|error| match error {
        ListError::Io(error) => anyhow::Error::new(error).context(cannot()),
        ListError::Line { line, fault } => {
            let option = match &fault {
                Fault::Amount { fault: AmountFault::NotBaseUnits, .. } => " (--decimals N)",
                _ => "",
            };
            anyhow::anyhow!("{}:{line}: {fault}{option}", path.display())
        }
    })
}

/// What a CSV says if its amounts are base units, as in canonical ones, and if they are whole tokens,
/// as beside launch files; either may be impossible.
pub fn in_both_units(
    read: impl Fn(bool) -> anyhow::Result<Dataset>,
) -> anyhow::Result<Vec<Dataset>> {
    match [true, false].map(read) {
        [Ok(units), Ok(tokens)] => Ok(vec![units, tokens]),
        [Ok(one), Err(_)] | [Err(_), Ok(one)] => Ok(vec![one]),
        [Err(_), Err(error)] => Err(error),
    }
}

/// What the list at `path`, a CSV or a published folder, says in either unit.
pub fn datasets(path: &Path, decimals: u8) -> anyhow::Result<Vec<Dataset>> {
    in_both_units(|is_units| dataset(&csv(path), Some(if is_units { 0 } else { decimals })))
}

/// The CSV that is meant by itself or by the folder of a published list.
pub fn csv(path: &Path) -> PathBuf {
    if path.is_dir() { path.join(Part::Csv.path()) } else { path.to_owned() }
}

/// The list of `distributor` with these rows.
pub fn list(distributor: Address, dataset: Dataset) -> anyhow::Result<List> {
    let spinner = ProgressBar::new_spinner().with_message("The tree is hashed");
    spinner.enable_steady_tick(Duration::from_millis(100));
    let list = List::new(distributor, dataset)?;
    spinner.finish_and_clear();
    Ok(list)
}

/// The facts of the list in `dir`.
pub fn facts(dir: &Path) -> anyhow::Result<Facts> {
    let path = dir.join(Part::Facts.path());
    let json = fs::read(&path).with_context(|| {
        format!("cannot read {}, expected the folder of a published list", path.display())
    })?;
    parse_facts(&path, &json)
}

/// The facts in `json`, which is `path`.
pub fn parse_facts(path: &Path, json: &[u8]) -> anyhow::Result<Facts> {
    Facts::from_json(json).map_err(|error| {
        anyhow::anyhow!("{}: {error}, expected the facts of a list", path.display())
    })
}
