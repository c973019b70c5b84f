//! What a rehearsal leaves behind: a summary for the terminal, `report.json` for machines,
//! `report.html` for people, and the contributors and lists they came from.

mod airdrop;
pub mod audit;
mod bands;
mod bars;
mod buyback;
pub mod canvas;
mod charts;
mod circulation;
mod figures;
mod html;
mod json;
mod panels;
mod stack;
mod stairs;
mod story;
mod summary;
mod tables;
pub mod units;
pub mod unlocks;
mod vesting;

use std::{
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result, bail};
use groundswell_sdk::list::HEADER;

pub use figures::Figures;
pub use summary::summary;

use crate::{
    money,
    rehearsal::{AirdropOutcome, Recipient},
    rules::Verdict,
};

/// The files of a report.
const JSON: &str = "report.json";
const HTML: &str = "report.html";
const CONTRIBUTORS: &str = "contributors.csv";
const AIRDROP: &str = "airdrop.csv";

/// Refuses a folder that cannot be one, before any work is done for it.
pub fn require_folder(out: &Path) -> Result<()> {
    if out.exists() && !out.is_dir() {
        bail!("{} is a file, expected a folder to write the report to", out.display());
    }
    Ok(())
}

/// Writes the report into a folder, which is made if need be; `contributors` is the CSV it came
/// from. All files appear at the end, each of them whole. Returns the page's path.
pub fn write(
    out: &Path,
    figures: &Figures,
    verdicts: &[Verdict],
    contributors: &str,
) -> Result<PathBuf> {
    let mut files = vec![
        (CONTRIBUTORS.to_string(), contributors.to_string()),
        (JSON.to_string(), json::json(figures)?),
        (HTML.to_string(), html::page(figures, verdicts)?),
    ];
    files.extend((1..).zip(&figures.outcome.airdrops).map(|(number, airdrop)| {
        let csv = list(airdrop, figures.plan.base_decimals);
        let name = if number == 1 { AIRDROP.to_string() } else { format!("airdrop-{number}.csv") };
        (name, csv)
    }));
    let cannot = || format!("cannot write the report to {}", out.display());
    fs::create_dir_all(out).with_context(cannot)?;
    // On the same disk, so that the files only change their names.
    let draft = tempfile::Builder::new().prefix(".rehearsal-").tempdir_in(out);
    let draft = draft.with_context(cannot)?;
    for (name, content) in &files {
        fs::write(draft.path().join(name), content).with_context(cannot)?;
    }
    for (name, _) in &files {
        fs::rename(draft.path().join(name), out.join(name)).with_context(cannot)?;
    }
    Ok(out.join(HTML))
}

/// An airdrop's list as a launch file takes it: amounts are whole tokens.
fn list(airdrop: &AirdropOutcome, decimals: u8) -> String {
    let row = |row: &Recipient| format!("{},{}\n", row.wallet, money::plain(row.amount, decimals));
    let rows = airdrop.recipients.iter().map(row);
    [format!("{HEADER}\n")].into_iter().chain(rows).collect()
}
