//! `groundswell list verify`: a published list made again and compared file by file.

mod report;

use std::{path::Path, process::ExitCode};

use anyhow::{Context, Result, ensure};
use groundswell_sdk::{
    list::{Dataset, Facts, List, Part},
    pda,
};

use self::report::{Advice, Report, Verdict};
use super::{
    comparison::{Found, compare},
    folder::{self, Content},
    reading,
};
use crate::{args, output, progress, report::units::count};

/// Most files of proofs that are named one by one.
const NAMED: usize = 10;

/// Checks everything, repairs what it may, and prints what was found.
pub fn run(args: &args::Verify) -> Result<ExitCode> {
    let dir = &args.dir;
    ensure!(
        dir.is_dir(),
        "{} is no folder, expected the folder of a published list",
        dir.display()
    );
    let mut report = Report::default();
    let advice = check(args, &mut report)?;
    if let Some(name) = folder::foreign(dir, Content::of(dir))? {
        report.notes.push(format!("{} is no part of the list", dir.join(name).display()));
    }
    output::print(&report.describe(dir, &advice))?;
    Ok(if report.passes() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// Does the checks; returns what to say of them.
fn check(args: &args::Verify, report: &mut Report) -> Result<Advice> {
    let dir = &args.dir;
    let Some(facts) = facts(dir, report) else { return Ok(Advice::Rebuild) };
    check_distributor(args, &facts, report);
    let Some(dataset) = dataset(dir, report) else { return Ok(Advice::FetchCsv(facts)) };
    let list = reading::list(facts.distributor, dataset)?;
    let own = list.facts();
    let is_same_dataset = own.dataset_sha256 == facts.dataset_sha256;
    let is_same_root = own.root == facts.root;
    if !is_same_dataset && !is_same_root {
        let [found, expected] = [own, facts].map(|facts| hex::encode(facts.dataset_sha256));
        let found = format!("its rows hash to {found}, list.json says {expected}");
        report.add(Verdict::Fail, Part::Csv.path(), found);
        for skipped in ["tree.bin", "proofs/"] {
            report.add(Verdict::Skipped, skipped, "not compared: they follow from list.csv");
        }
        return Ok(Advice::FetchCsv(facts));
    }

    // Dataset and distributor are certain then: the root commits to both.
    let is_certain = is_same_dataset && is_same_root && report.passes();
    let mut checking = Checking { dir, list: &list, report, repairs: args.repair && is_certain };
    checking.check_facts(&facts, &own)?;
    checking.check_part(Part::Csv, &csv_words(&own))?;
    checking.check_part(Part::Tree, "every node")?;
    checking.check_part(Part::Index, "the facts, and how shards are named")?;
    checking.check_shards()?;
    Ok(match is_certain {
        true => Advice::Repair,
        false => Advice::Decide { refused: args.repair },
    })
}

fn facts(dir: &Path, report: &mut Report) -> Option<Facts> {
    let name = Part::Facts.path();
    if !dir.join(&name).exists() {
        report.add(Verdict::Fail, name, "lost");
        return None;
    }
    let facts = reading::facts(dir);
    facts.map_err(|error| report.add(Verdict::Fail, name, format!("{error:#}"))).ok()
}

fn dataset(dir: &Path, report: &mut Report) -> Option<Dataset> {
    let name = Part::Csv.path();
    let path = dir.join(&name);
    if !path.exists() {
        report.add(Verdict::Fail, name, "lost");
        return None;
    }
    let dataset = reading::dataset(&path, None);
    dataset.map_err(|error| report.add(Verdict::Fail, name, format!("{error:#}"))).ok()
}

fn check_distributor(args: &args::Verify, facts: &Facts, report: &mut Report) {
    let (Some(mint), Some(creator), Some(id)) = (&args.mint, &args.creator, args.id) else {
        return;
    };
    let (expected, _) = pda::distributor(mint, creator, id);
    let found = facts.distributor;
    match found == expected {
        true => report.add(Verdict::Pass, "distributor", format!("{found}, derived")),
        false => report.add(
            Verdict::Fail,
            "distributor",
            format!("list.json says {found}; mint, creator and id give {expected}"),
        ),
    }
}

fn csv_words(facts: &Facts) -> String {
    let rows = count(facts.count as usize, "row");
    format!("{rows}, SHA-256 {}", hex::encode(facts.dataset_sha256))
}

/// Files compared with the list they must be of.
struct Checking<'a> {
    dir: &'a Path,
    list: &'a List,
    report: &'a mut Report,
    repairs: bool,
}

impl Checking<'_> {
    /// Compares `list.json` by what it says, however it is written.
    fn check_facts(&mut self, found: &Facts, own: &Facts) -> Result<()> {
        let hex = |bytes: [u8; 32]| hex::encode(bytes);
        let of = |facts: &Facts| {
            let Facts { root, sum, count, depth, dataset_sha256, .. } = facts;
            [
                ("root", hex(*root)),
                ("sum", sum.to_string()),
                ("count", count.to_string()),
                ("depth", depth.to_string()),
                ("dataset_sha256", hex(*dataset_sha256)),
            ]
        };
        let both = of(found).into_iter().zip(of(own));
        let differing: Vec<_> = both
            .filter(|(found, own)| found != own)
            .map(|((key, found), (_, own))| format!("`{key}` is {found}, list.csv gives {own}"))
            .collect();
        let name = Part::Facts.path();
        if differing.is_empty() {
            self.report.add(Verdict::Pass, name, format!("root {}", hex(own.root)));
            return Ok(());
        }
        let verdict = self.repair(Part::Facts)?;
        self.report.add(verdict, name, differing.join("; "));
        Ok(())
    }

    /// Compares one file byte for byte; `words` say what is in it.
    fn check_part(&mut self, part: Part, words: &str) -> Result<()> {
        let found = compare(&self.dir.join(part.path()), part, self.list);
        if found == Found::Same {
            self.report.add(Verdict::Pass, part.path(), words);
            return Ok(());
        }
        let verdict = self.repair(part)?;
        self.report.add(verdict, part.path(), describe(&found));
        Ok(())
    }

    fn check_shards(&mut self) -> Result<()> {
        let shards: Vec<_> =
            self.list.parts().filter(|part| matches!(part, Part::Shard { .. })).collect();
        let bar = progress::bar("Proofs are compared", shards.len());
        let (mut lost, mut others) = (Vec::new(), Vec::new());
        for part in &shards {
            match compare(&self.dir.join(part.path()), *part, self.list) {
                Found::Same => {}
                Found::Lost => lost.push(*part),
                found => others.push((*part, describe(&found))),
            }
            bar.inc(1);
        }
        bar.finish();
        let failing = lost.iter().chain(others.iter().map(|(part, _)| part));
        let failing: Vec<Part> = failing.copied().collect();
        let mut verdict = Verdict::Fail;
        for part in &failing {
            verdict = self.repair(*part)?;
        }
        if lost.len() > NAMED {
            let of = format!("{} of {} are lost", lost.len(), count(shards.len(), "file"));
            self.report.add(verdict, "proofs/", of);
            lost.clear();
        }
        let lost = lost.into_iter().map(|part| (part, describe(&Found::Lost)));
        let named: Vec<_> = lost.chain(others).collect();
        for (part, found) in named.iter().take(NAMED) {
            self.report.add(verdict, part.path(), found);
        }
        if let Some(more) = named.len().checked_sub(NAMED).filter(|more| *more > 0) {
            self.report.add(verdict, "proofs/", format!("and {more} more"));
        }
        let same = shards.len() - failing.len();
        if same > 0 {
            let which = if failing.is_empty() { "all" } else { "the other" };
            self.report.add(Verdict::Pass, "proofs/", format!("{which} {}", count(same, "file")));
        }
        Ok(())
    }

    /// Writes a part again if that is wanted and safe.
    fn repair(&mut self, part: Part) -> Result<Verdict> {
        if !self.repairs {
            return Ok(Verdict::Fail);
        }
        folder::replace_part(self.dir, part, self.list).context("nothing else was repaired")?;
        Ok(Verdict::Repaired)
    }
}

fn describe(found: &Found) -> String {
    match found {
        Found::Same => "as it must be".to_owned(),
        Found::Lost => "lost".to_owned(),
        Found::Differs(at) => format!("differs from byte {at} on"),
        Found::Unreadable(why) => format!("cannot be read: {why}"),
    }
}
