//! What a rehearsal leaves behind: a summary for the terminal, `report.json` for machines,
//! `report.html` for people, and the contributors they came from.

mod bands;
mod bars;
pub mod canvas;
mod charts;
mod figures;
mod html;
mod json;
mod panels;
mod story;
mod summary;
mod tables;
pub mod units;

use std::{
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result, bail};

pub use figures::Figures;
pub use summary::summary;

use crate::rules::Verdict;

/// The files of a report.
const JSON: &str = "report.json";
const HTML: &str = "report.html";
const CONTRIBUTORS: &str = "contributors.csv";

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
    let files = [
        (CONTRIBUTORS, contributors.to_string()),
        (JSON, json::json(figures)?),
        (HTML, html::page(figures, verdicts)?),
    ];
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
