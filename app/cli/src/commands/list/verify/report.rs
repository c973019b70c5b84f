//! What the checks of a list found, and what to do about it.

use std::{fmt::Write, path::Path};

use comfy_table::{Attribute, Cell, Color};
use groundswell_sdk::list::Facts;

use crate::{report::units::count, table};

/// What came of one check.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// All is as it must be.
    Pass,
    /// Something is lost or differs.
    Fail,
    /// It failed and was written again.
    Repaired,
    /// There is nothing to compare it with.
    Skipped,
}

/// What to do where something failed.
pub enum Advice {
    /// The facts are gone.
    Rebuild,
    /// The rows are gone, or are not those of the facts.
    FetchCsv(Facts),
    /// Rows and facts agree, all else follows.
    Repair,
    /// Rows, root and distributor do not agree.
    Decide {
        /// Whether a repair was asked for.
        refused: bool,
    },
}

/// The checks, in the order they were made.
#[derive(Default)]
pub struct Report {
    checks: Vec<(Verdict, String, String)>,
    /// What is odd and harmless.
    pub notes: Vec<String>,
}

impl Report {
    /// Books one check: of what, and what was found.
    pub fn add(&mut self, verdict: Verdict, what: impl Into<String>, found: impl Into<String>) {
        self.checks.push((verdict, what.into(), found.into()));
    }

    /// Whether nothing failed that was not repaired.
    pub fn passes(&self) -> bool {
        self.count(Verdict::Fail) == 0
    }

    fn count(&self, verdict: Verdict) -> usize {
        self.checks.iter().filter(|check| check.0 == verdict).count()
    }

    /// The table, then what it means.
    pub fn describe(&self, dir: &Path, advice: &Advice) -> String {
        let mut table = table::ruled(["", "what", "found"]);
        for (verdict, what, found) in &self.checks {
            let verdict = match verdict {
                Verdict::Pass => Cell::new("pass").fg(Color::Green),
                Verdict::Fail => Cell::new("FAIL").fg(Color::Red).add_attribute(Attribute::Bold),
                Verdict::Repaired => Cell::new("repaired").fg(Color::Yellow),
                Verdict::Skipped => Cell::new("-"),
            };
            table.add_row([verdict, Cell::new(what), Cell::new(found)]);
        }
        let mut text = format!("{table}\n\n");
        for note in &self.notes {
            // Writing to a string cannot fail.
            let _ = writeln!(text, "note: {note}");
        }
        let _ = writeln!(text, "{}", self.conclusion(dir, advice));
        text
    }

    fn conclusion(&self, dir: &Path, advice: &Advice) -> String {
        let dir = dir.display();
        let build = format!(
            "groundswell list build {dir}/list.csv --mint MINT --creator WALLET --id N --out {dir}"
        );
        let failed = count(self.count(Verdict::Fail), "check");
        match advice {
            Advice::Repair if self.passes() => {
                let repaired = match self.count(Verdict::Repaired) {
                    0 => format!("{dir} passes: every file"),
                    _ => format!("{dir} was repaired: every file now"),
                };
                format!(
                    "{repaired} is what list.csv and the distributor give.\nThe distributor's \
                     account must hold the same root, sum, count and dataset."
                )
            }
            Advice::Repair => format!(
                "{dir} fails: {failed}. list.csv is the list of list.json, so nothing is lost for \
                 good:\n  groundswell list verify {dir} --repair"
            ),
            Advice::FetchCsv(facts) => format!(
                "{dir} fails: {failed}. Put the right list.csv there: any copy with the SHA-256 \
                 {} will do, whoever has it; all else can be made from it.",
                hex::encode(facts.dataset_sha256)
            ),
            Advice::Rebuild => format!(
                "{dir} fails: {failed}. list.json can be made again from list.csv (move away what \
                 is left of list.json):\n  {build}"
            ),
            Advice::Decide { refused } => format!(
                "{dir} fails: {failed}. list.json, list.csv and the distributor do not \
                 agree{}. Ask the distributor's account which is right; if list.csv is:\n  \
                 {build}",
                if *refused { ", so nothing was repaired" } else { "" }
            ),
        }
    }
}
