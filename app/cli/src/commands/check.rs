//! `groundswell check FILE`: every rule the program enforces, decided by the same functions.

mod airdrop;
mod buyback;
mod grants;
mod summary;

use std::{fmt::Write, process::ExitCode};

use comfy_table::{Attribute, Cell, Color};
use groundswell_math::{charter::Limit, terms::Terms};

use crate::{
    args,
    duration::duration,
    file::{self, Places},
    output,
    plan::Plan,
    rules::{self, Verdict},
    table::ruled,
};

/// Reads the file, prints a summary, every rule, and what is broken.
pub fn run(args: &args::Check) -> anyhow::Result<ExitCode> {
    let (plan, places) = file::read_with_places(&args.file)?;
    let verdicts = rules::verdicts(&plan);
    let now = jiff::Timestamp::now().as_second();

    let mut text = summary::summary(&plan);
    text.push('\n');
    text.push_str(&table(&plan, &places, &verdicts));
    text.push_str("\n\n");
    text.push_str(&broken(&plan, &places, &verdicts));
    text.push_str(&notes(&plan, &places, now));
    text.push_str(&airdrop::notes(&plan, &places));
    text.push_str(&grants::notes(&plan, &places));
    text.push_str(&buyback::notes(&plan, &places));
    output::print(&text)?;
    let passes = verdicts.iter().all(|verdict| verdict.holds);
    Ok(if passes { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn table(plan: &Plan, places: &Places, verdicts: &[Verdict]) -> String {
    let mut table = ruled(["", "rule", "found", "bound", "where"]);
    let name = plan.path.file_name().map(|name| name.to_string_lossy()).unwrap_or_default();
    for verdict in verdicts {
        let result = if verdict.holds {
            Cell::new("pass").fg(Color::Green)
        } else {
            Cell::new("FAIL").fg(Color::Red).add_attribute(Attribute::Bold)
        };
        let found = match &verdict.off {
            Some(off) => format!("{}\n{off}", verdict.found),
            None => verdict.found.clone(),
        };
        let lines: Vec<_> = lines(places, verdict).iter().map(usize::to_string).collect();
        let place = match &lines[..] {
            [] => "the default".to_owned(),
            lines => format!("{name}:{}", lines.join(",")),
        };
        table.add_row([
            result,
            Cell::new(&verdict.rule),
            Cell::new(found),
            Cell::new(&verdict.bound),
            Cell::new(place),
        ]);
    }
    table.to_string()
}

/// One line for each broken rule, as a compiler would; then the count.
fn broken(plan: &Plan, places: &Places, verdicts: &[Verdict]) -> String {
    let mut text = String::new();
    let path = plan.path.display();
    let failing: Vec<_> = verdicts.iter().filter(|verdict| !verdict.holds).collect();
    for verdict in &failing {
        let line = verdict.keys.first().and_then(|key| places.line(key)).unwrap_or(1);
        let Verdict { rule, found, bound, off, .. } = verdict;
        let off = off.as_deref().unwrap_or_default();
        // Writing to a string cannot fail.
        let _ = writeln!(text, "{path}:{line}: {rule}: found {found}, expected {bound}: {off}");
    }
    let kept = verdicts.len().saturating_sub(failing.len());
    let _ = match failing.len() {
        0 => writeln!(text, "{path} passes: all {kept} rules are kept."),
        1 => writeln!(text, "{path} fails: 1 rule is broken, {kept} are kept."),
        broken => writeln!(text, "{path} fails: {broken} rules are broken, {kept} are kept."),
    };
    text
}

/// What depends on today's date: the program asks it when the charter is sealed.
fn notes(plan: &Plan, places: &Places, now: i64) -> String {
    let mut text = String::new();
    let line = places.line("sale.opens_at").unwrap_or(1);
    Terms::lead_findings(plan.terms.opens_at, now, &mut |finding| {
        if finding.holds() {
            return;
        }
        let what = match finding.limit {
            Limit::AtLeast(_) => {
                "the sale opens in the past: it can be rehearsed, not sealed".into()
            }
            _ => format!(
                "the sale opens in {} days: it cannot be sealed earlier than {} before",
                finding.actual / 86_400,
                duration(finding.limit())
            ),
        };
        let _ = writeln!(text, "note: {}:{line}: {what}.", plan.path.display());
    });
    text
}

/// The lines of the keys a verdict speaks of, each once, in order.
fn lines(places: &Places, verdict: &Verdict) -> Vec<usize> {
    let mut lines: Vec<_> = verdict.keys.iter().filter_map(|key| places.line(key)).collect();
    lines.sort_unstable();
    lines.dedup();
    lines
}
