//! `groundswell audit LAUNCH`: a launch on a cluster against its charter.

mod json;
mod text;

use std::{
    fs,
    path::{Path, PathBuf},
    process::ExitCode,
};

use anyhow::{Context, Result, bail};
use groundswell_cluster::{
    Chain, Rpc,
    audit::{Document, Evidence, Supply, checks},
};
use groundswell_sdk::program::state::TrancheRecord;

use super::{list::reading as lists, vest::reading as grants};
use crate::{
    args::{self, Output},
    desk, output, progress,
    report::{
        self,
        audit::{self as page, Audited},
    },
    unlocks::calendar,
};

/// So many months are looked ahead.
const MONTHS: usize = 24;
/// Longer than so many months (seconds).
const AHEAD: i64 = 800 * 86_400;
/// Moments at which the charts are drawn.
const STEPS: i64 = 240;

/// The files that are written.
const JSON: &str = "audit.json";
const HTML: &str = "audit.html";

/// Audits it, writes both files and prints what was found.
pub fn run(args: &args::Audit) -> Result<ExitCode> {
    let config = desk::config(&args.cluster)?;
    let rpc = Rpc::new(&config.url, config.commitment);
    let out =
        args.out.clone().unwrap_or_else(|| PathBuf::from("audits").join(args.launch.to_string()));
    report::require_folder(&out)?;
    let audited = audit(&rpc, args)?;
    write(&out, &audited)?;
    output::print(&answer(&audited, args, &out))?;
    Ok(if audited.holds(args.strict) { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// Reads the launch and checks it.
pub fn audit(chain: &dyn Chain, args: &args::Audit) -> Result<Audited> {
    let bar = progress::bar("Accounts are read", 1);
    let evidence = Evidence::read(chain, &args.launch)?;
    bar.finish();
    let documents = args.lists.iter().map(|(tranche, path)| document(&evidence, *tranche, path));
    let documents: Vec<Document> = documents.collect::<Result<_>>()?;
    let now = evidence.view.now;
    let months = calendar::months(now, now.saturating_add(AHEAD));
    let months = months.iter().map(|month| month.from).filter(|from| *from > now);
    let months: Vec<i64> = months.take(MONTHS).collect();
    let last = months.last().copied().unwrap_or(now);
    let spread = (0..=STEPS).map(|step| {
        let share = i128::from(last.saturating_sub(now)) * i128::from(step) / i128::from(STEPS);
        now.saturating_add(i64::try_from(share).unwrap_or(0))
    });
    Ok(Audited {
        place: chain.place(),
        checks: checks(&evidence, &documents),
        supply: Supply::of(&evidence, &months),
        drawn: Supply::of(&evidence, &spread.collect::<Vec<_>>()),
        evidence,
    })
}

/// What is printed.
pub fn answer(audited: &Audited, args: &args::Audit, out: &Path) -> String {
    match args.cluster.output {
        Output::Text => {
            let files = format!("{} and {}", out.join(JSON).display(), out.join(HTML).display());
            format!("{}Written: {files}\n", text::describe(audited, args.all))
        }
        Output::Json => format!("{:#}\n", json::answer(audited)),
    }
}

/// Writes both files into a folder, which is made if need be.
pub fn write(out: &Path, audited: &Audited) -> Result<()> {
    let cannot = || format!("cannot write the audit to {}", out.display());
    let page = page::page(audited)?;
    fs::create_dir_all(out).with_context(cannot)?;
    output::write_file(&out.join(JSON), &format!("{:#}\n", json::answer(audited)))?;
    output::write_file(&out.join(HTML), &page)
}

/// The file that is said to be the list of a tranche.
fn document(evidence: &Evidence, tranche: u8, path: &Path) -> Result<Document> {
    let launch = &evidence.view.launch.value;
    let number = u16::from(tranche).saturating_add(1);
    let (base, quote) = (launch.base_decimals, launch.quote_decimals);
    let record = launch.tranches().get(usize::from(tranche));
    let (sum, mut readings) = match record {
        Some(record) if record.is_airdrop() => (record.amount, lists::datasets(path, base)?),
        Some(record) if record.is_granted() => {
            (record.amount, grants::datasets(path, base, quote)?)
        }
        _ => {
            let listed = |it: &&TrancheRecord| it.is_airdrop() || it.is_granted();
            let count = launch.tranches().iter().filter(listed).count();
            bail!(
                "--list {number}={}: tranche {number} of this launch has no list, expected one of \
                 its {count} airdrops and grants, as audit numbers them",
                path.display()
            )
        }
    };
    // The one that adds up to the tranche; if none does, it is wrong however it is read, and read as
    // beside a launch file.
    let meant = readings.iter().position(|dataset| dataset.sum() == sum);
    let meant = meant.unwrap_or(readings.len().saturating_sub(1));
    Ok(Document { tranche, file: path.display().to_string(), dataset: readings.swap_remove(meant) })
}
