//! `groundswell rehearse FILE`: a whole launch on an embedded ledger, and its report.

use std::{
    path::{Path, PathBuf},
    process::ExitCode,
};

use anyhow::{Result, bail};

use crate::{
    args, contributors, file, output,
    plan::{ContributorRow, ContributorsPlan, Plan},
    rehearsal::{self, Refusal},
    report::{self, Figures},
    rules, sample,
};

/// Where reports go unless the command line says otherwise.
const REPORTS: &str = "rehearsals";

/// Rehearses the launch, prints a summary and writes the report. A sale that fails for want of
/// contributions is a rehearsal like any other; a rule that is broken or a row that is refused
/// is not.
pub fn run(args: &args::Rehearse) -> Result<ExitCode> {
    let plan = file::read(&args.file)?;
    let out = out_folder(args);
    report::require_folder(&out)?;
    let verdicts = rules::verdicts(&plan);
    if let Some(broken) = rules::broken(&plan, &verdicts) {
        output::complain(&anyhow::Error::msg(broken));
        return Ok(ExitCode::FAILURE);
    }
    let (origin, rows) = contributors(args, &plan)?;
    let outcome = match rehearsal::run(&plan, &origin, &rows) {
        Ok(outcome) => outcome,
        Err(error) if error.is::<Refusal>() => {
            output::complain(&error);
            return Ok(ExitCode::FAILURE);
        }
        Err(error) => return Err(error),
    };

    let figures = Figures { plan: &plan, outcome: &outcome };
    let prices = contributors::prices(&plan);
    let csv = contributors::write(&rows, plan.quote_decimals, &prices);
    let page = report::write(&out, &figures, &verdicts, &csv)?;
    output::print(&format!("{}report: {}\n", report::summary(&figures), page.display()))?;
    Ok(ExitCode::SUCCESS)
}

fn out_folder(args: &args::Rehearse) -> PathBuf {
    let stem = args.file.file_stem().unwrap_or(args.file.as_os_str());
    args.out.clone().unwrap_or_else(|| Path::new(REPORTS).join(stem))
}

/// The contributors and where they come from.
fn contributors(args: &args::Rehearse, plan: &Plan) -> Result<(String, Vec<ContributorRow>)> {
    let path = match (&args.contributors, &plan.contributors) {
        (Some(path), _) => path,
        (None, Some(ContributorsPlan::Csv(path))) => path,
        (None, Some(ContributorsPlan::Sample(sample))) => {
            let origin = format!("{}: drawn contributors", plan.path.display());
            return Ok((origin, sample::draw(plan, sample)?));
        }
        (None, None) => bail!(
            "{}: no contributors to rehearse with, expected --contributors CSV or a section \
             [rehearsal] (`groundswell sample` makes such a CSV)",
            plan.path.display()
        ),
    };
    Ok((path.display().to_string(), contributors::read(path, plan)?))
}
