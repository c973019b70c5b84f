//! `groundswell list stats`: how a list spreads its tokens.

use std::{fmt::Write, process::ExitCode};

use anyhow::{Result, ensure};
use groundswell_sdk::list::Part;
use serde_json::{Value, json};

use super::{leaves, lorenz, reading};
use crate::{
    args,
    distribution::{Distribution, Top},
    file::MAX_DECIMALS,
    money, output,
    report::units::{count, percent, ratio},
    table,
};

/// Characters of the longest bar.
const BAR: usize = 40;
/// Parts of a character, from none to all of it.
const EIGHTHS: [&str; 9] = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉", "█"];

/// Reads the list, draws the curve if that is wanted, and prints the figures.
pub fn run(args: &args::Stats) -> Result<ExitCode> {
    let decimals = args.decimals.unwrap_or(0);
    ensure!(decimals <= MAX_DECIMALS, "--decimals is {decimals}, expected 0 to {MAX_DECIMALS}");
    let dust = dust(args, decimals)?;
    let dataset = match args.list.is_dir() {
        true => reading::dataset(&args.list.join(Part::Csv.path()), None)?,
        false => reading::dataset(&args.list, args.decimals)?,
    };
    let distribution = Distribution::of(&dataset);
    if let Some(path) = &args.svg {
        output::write_file(path, &lorenz::svg(&distribution)?)?;
    }
    let text = match args.json {
        true => format!("{:#}\n", json(&distribution, dust)),
        false => {
            let mut text = describe(&distribution, decimals, dust);
            if let Some(path) = &args.svg {
                // Writing to a string cannot fail.
                let _ = writeln!(text, "\nwrote {}", path.display());
            }
            text
        }
    };
    output::print(&text)?;
    Ok(ExitCode::SUCCESS)
}

/// Below what a leaf is dust (base units). `None` if nothing says what a token is.
fn dust(args: &args::Stats, decimals: u8) -> Result<Option<u64>> {
    let text = match (&args.dust, args.decimals) {
        (Some(text), _) => text,
        (None, Some(_)) => "1",
        (None, None) => return Ok(None),
    };
    let units = money::parse_units(text, decimals);
    Ok(Some(units.map_err(|error| anyhow::anyhow!("--dust is \"{text}\", {error}"))?))
}

/// The groups of large wallets that are shown.
fn tops(distribution: &Distribution) -> [(&'static str, &'static str, Top); 5] {
    [
        ("top 1", "top_1", distribution.top(1)),
        ("top 10", "top_10", distribution.top(10)),
        ("top 100", "top_100", distribution.top(100)),
        ("top 1 %", "top_1_percent", distribution.top_percent(1)),
        ("top 10 %", "top_10_percent", distribution.top_percent(10)),
    ]
}

fn describe(distribution: &Distribution, decimals: u8, dust: Option<u64>) -> String {
    let unit = if decimals == 0 { "base units" } else { "tokens" };
    let amount = |units: u64| format!("{} {unit}", money::grouped(units, decimals));
    let (largest, most) = &distribution.largest;
    let duplicated = match distribution.duplicated {
        0 => "no wallet has more than one leaf".to_owned(),
        1 => "1 wallet has more than one leaf".to_owned(),
        some => format!("{} have more than one leaf", count(some, "wallet")),
    };
    let mut rows = vec![
        (
            "count",
            format!(
                "{} of {}",
                leaves(distribution.leaves()),
                count(distribution.wallets(), "wallet")
            ),
        ),
        ("duplicates", duplicated),
        ("sum", amount(distribution.sum)),
        ("mean", format!("{} per wallet", amount(distribution.mean()))),
        ("median", amount(distribution.median())),
        ("largest", format!("{} ({largest})", amount(*most))),
    ];
    for (name, _, top) in tops(distribution) {
        let wallets = count(top.wallets, "wallet");
        let share = percent(top.amount, distribution.sum);
        rows.push((name, format!("{share} ({}, {wallets})", amount(top.amount))));
    }
    rows.push((
        "gini",
        format!("{:.3} (0: all have the same, 1: one has all)", distribution.gini()),
    ));
    if let Some(below) = dust {
        let (number, sum) = distribution.dust(below);
        let (number, sum) = (leaves(number), amount(sum));
        rows.push(("dust", format!("{number} below {}, {sum} together", amount(below))));
    }
    format!("{}\n{}", table::facts(rows), picture(distribution))
}

/// A bar for each tenth of the wallets.
fn picture(distribution: &Distribution) -> String {
    let tenths = distribution.tenths();
    let most = tenths.iter().copied().max().unwrap_or(0);
    let mut text = String::from("what each tenth of the wallets has, from the smallest\n");
    for (number, amount) in (1..).zip(tenths) {
        let eighths = ratio(amount, most) * (BAR * 8) as f64;
        let bar = bar(eighths.round() as usize);
        // Writing to a string cannot fail.
        let share = percent(amount, distribution.sum);
        let _ = writeln!(text, "  {number:>2}  {bar:<BAR$}  {share}");
    }
    text
}

fn bar(eighths: usize) -> String {
    let rest = EIGHTHS.get(eighths % 8).copied().unwrap_or_default();
    format!("{}{rest}", "█".repeat(eighths / 8))
}

fn json(distribution: &Distribution, dust: Option<u64>) -> Value {
    let share = |amount: u64| ratio(amount, distribution.sum);
    let text = |amount: u64| Value::String(amount.to_string());
    let (largest, most) = &distribution.largest;
    let mut value = json!({
        "leaves": distribution.leaves(),
        "wallets": distribution.wallets(),
        "duplicated_wallets": distribution.duplicated,
        "sum": text(distribution.sum),
        "mean": text(distribution.mean()),
        "median": text(distribution.median()),
        "largest": { "wallet": largest.to_string(), "amount": text(*most) },
        "gini": distribution.gini(),
        "tenths": distribution.tenths().map(share),
    });
    for (_, key, top) in tops(distribution) {
        value[key] = json!({
            "wallets": top.wallets,
            "amount": text(top.amount),
            "share": share(top.amount),
        });
    }
    if let Some(below) = dust {
        let (leaves, amount) = distribution.dust(below);
        value["dust"] = json!({ "below": text(below), "leaves": leaves, "amount": text(amount) });
    }
    value
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bars_are_as_long_as_their_share() {
        for (eighths, text) in [(0, ""), (1, "▏"), (8, "█"), (15, "█▉"), (24, "███")]
        {
            assert_eq!(bar(eighths), text);
        }
    }
}
