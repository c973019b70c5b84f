//! What `vest` reads: CSVs of grants, and the folders of published plans.

use std::{
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result, bail, ensure};
use groundswell_sdk::{
    grants::{GrantFault, Grants, GrantsError, PlanFacts, Reading},
    list::{AmountFault, Dataset, Facts, Part},
};

use crate::{
    commands::list::{folder::PLAN, reading as lists},
    file::MAX_DECIMALS,
    progress,
};

/// The grants in a CSV.
pub fn grants(path: &Path, reading: Reading) -> Result<Grants> {
    let cannot = || format!("cannot read {}, expected a CSV file", path.display());
    let file = fs::File::open(path).with_context(cannot)?;
    let bytes = file.metadata().with_context(cannot)?.len();
    let bar = progress::bar("Rows are read (bytes)", usize::try_from(bytes).unwrap_or(usize::MAX));
    let grants = Grants::read(bar.wrap_read(file), reading);
    bar.finish();
    grants.map_err(|error| match error {
        GrantsError::Io(error) => anyhow::Error::new(error).context(cannot()),
        GrantsError::Line { line, fault } => {
            let option = match &fault {
                GrantFault::Amount { fault: AmountFault::NotBaseUnits, .. } => " (--decimals N)",
                GrantFault::Price { fault: AmountFault::NotBaseUnits, .. } => {
                    " (--quote-decimals N)"
                }
                _ => "",
            };
            anyhow::anyhow!("{}:{line}: {fault}{option}", path.display())
        }
    })
}

/// What the grants at `path`, a CSV or a published folder, say in either unit.
pub fn datasets(path: &Path, decimals: u8, quote_decimals: u8) -> Result<Vec<Dataset>> {
    lists::in_both_units(|is_units| {
        let (decimals, quote_decimals) = if is_units { (0, 0) } else { (decimals, quote_decimals) };
        let reading = Reading { decimals, quote_decimals, bound: None };
        Ok(grants(&lists::csv(path), reading)?.into_dataset())
    })
}

/// Refuses decimals that no token has.
pub fn check_decimals(option: &str, decimals: u8) -> Result<()> {
    ensure!(decimals <= MAX_DECIMALS, "{option} is {decimals}, expected 0 to {MAX_DECIMALS}");
    Ok(())
}

/// A published plan.
pub struct PlanFolder {
    /// Where it is.
    pub dir: PathBuf,
    /// What it is called: its folder's name.
    pub label: String,
    /// What it commits to.
    pub facts: PlanFacts,
    /// What its list commits to: the same.
    pub list: Facts,
}

impl PlanFolder {
    /// Reads the facts of the plan in `dir`, which agree with each other.
    pub fn read(dir: &Path) -> Result<PlanFolder> {
        let path = dir.join(PLAN);
        let json = fs::read(&path).with_context(|| {
            format!("cannot read {}, expected the folder of a published plan", path.display())
        })?;
        let facts = PlanFacts::from_json(&json).map_err(|error| {
            anyhow::anyhow!("{}: {error}, expected the facts of a plan", path.display())
        })?;
        if let Some(fault) = facts.fault() {
            bail!("{}: {fault}", path.display());
        }
        check_decimals(&format!("{}: `decimals`", path.display()), facts.decimals)?;
        let list = lists::facts(dir)?;
        ensure!(
            facts.is_of(&list),
            "{} is not the list of {PLAN}: build the plan again, from the CSV it was built from",
            dir.join(Part::Facts.path()).display()
        );
        let name = fs::canonicalize(dir).ok();
        let name = name.as_ref().and_then(|path| path.file_name());
        let label = name.map_or_else(String::new, |name| name.to_string_lossy().into_owned());
        Ok(PlanFolder { dir: dir.to_owned(), label, facts, list })
    }

    /// Its grants, which are those that it commits to.
    pub fn grants(&self) -> Result<Dataset> {
        let path = self.dir.join(Part::Csv.path());
        let dataset = lists::dataset(&path, None)?;
        let largest = dataset.entries().iter().map(|(_, amount)| *amount).max();
        ensure!(
            dataset.sha256() == self.facts.dataset_sha256 && largest == Some(self.facts.largest),
            "{} is not the list of {PLAN}: `groundswell list verify {}` says more",
            path.display(),
            self.dir.display()
        );
        Ok(dataset)
    }
}
