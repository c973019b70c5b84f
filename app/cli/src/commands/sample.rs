//! `groundswell sample`: the contributors of a sale, drawn from a distribution, as a CSV.

use std::process::ExitCode;

use anyhow::{Context, bail, ensure};
use groundswell_math::ladder::MAX_TICKS;

use crate::{
    args, contributors, file,
    money::{self, Decimal},
    output,
    plan::{ContributorsPlan, Plan, SamplePlan},
    sample::{self, DEFAULT_SEED, Field, Shape},
};

/// Decimals of the quote token where none are given: those of USDC.
const DEFAULT_DECIMALS: u8 = 6;
/// The shape where none is given: a fifth of the wallets holds four fifths.
const DEFAULT_SHAPE: Shape = Shape::Pareto(1.16);

/// Draws the rows and writes them.
pub fn run(args: &args::Sample) -> anyhow::Result<ExitCode> {
    let plan = args.file.as_deref().map(file::read).transpose()?;
    let decimals = match &plan {
        Some(plan) => plan.quote_decimals,
        None => args.decimals.unwrap_or(DEFAULT_DECIMALS),
    };
    ensure!(decimals <= file::MAX_DECIMALS, "--decimals is {decimals}, expected 0 to 18");
    let prices = match &plan {
        Some(plan) => contributors::prices(plan),
        None => checked_prices(&args.prices)?,
    };

    let sample = sample_plan(args, plan.as_ref(), decimals)?;
    let field = field(args, plan.as_ref(), decimals, prices.len(), sample.total)?;
    let rows = sample::draw_from(&field, &sample)?;
    let csv = contributors::write(&rows, decimals, &prices);
    match &args.out {
        Some(path) => {
            output::write_file(path, &csv)?;
            let total = money::grouped(sample.total, decimals);
            let (count, path) = (money::grouped(sample.wallets, 0), path.display());
            output::print(&format!("wrote {path}: {count} wallets, {total} together\n"))?;
        }
        None => output::print(&csv)?,
    }
    Ok(ExitCode::SUCCESS)
}

/// What the command line says; where it is silent, what the file says.
fn sample_plan(
    args: &args::Sample,
    plan: Option<&Plan>,
    decimals: u8,
) -> anyhow::Result<SamplePlan> {
    let of_file = plan.and_then(|plan| match &plan.contributors {
        Some(ContributorsPlan::Sample(sample)) => Some(sample),
        _ => None,
    });
    let missing = |option: &str| {
        format!("expected --{option}, as the file has no [rehearsal] to draw a sample from")
    };
    let total = amount("total", args.total.as_deref(), decimals)?;
    Ok(SamplePlan {
        wallets: args
            .wallets
            .or(of_file.map(|sample| sample.wallets))
            .with_context(|| missing("wallets"))?,
        total: total.or(of_file.map(|sample| sample.total)).with_context(|| missing("total"))?,
        shape: match (args.shape, of_file) {
            (None, Some(sample)) => sample.shape.clone(),
            (shape, _) => shape.unwrap_or(DEFAULT_SHAPE).to_string(),
        },
        seed: args.seed.or(of_file.map(|sample| sample.seed)).unwrap_or(DEFAULT_SEED),
    })
}

fn field<'a>(
    args: &args::Sample,
    plan: Option<&'a Plan>,
    decimals: u8,
    prices: usize,
    total: u64,
) -> anyhow::Result<Field<'a>> {
    let anyone = Field {
        wallet_min: 1,
        wallet_max: total,
        quote_decimals: decimals,
        ticks: prices.max(1),
        allowlist: None,
    };
    let field = plan.map_or(anyone, Field::of);
    let wallet_min = amount("min", args.min.as_deref(), decimals)?.unwrap_or(field.wallet_min);
    let wallet_max = amount("max", args.max.as_deref(), decimals)?.unwrap_or(field.wallet_max);
    let show = |units: u64| money::grouped(units, decimals);
    ensure!(
        wallet_min <= wallet_max,
        "the least of one wallet is {}, expected at most its most, {}",
        show(wallet_min),
        show(wallet_max)
    );
    Ok(Field { wallet_min, wallet_max, ..field })
}

/// The amount of an option, if it was given.
fn amount(option: &str, text: Option<&str>, decimals: u8) -> anyhow::Result<Option<u64>> {
    let Some(text) = text else { return Ok(None) };
    match money::parse_units(text, decimals) {
        Ok(0) => bail!("--{option} is zero, expected an amount above zero"),
        Ok(units) => Ok(Some(units)),
        Err(error) => bail!("--{option} is \"{text}\", {error}"),
    }
}

/// Prices of an auction, if they ascend.
fn checked_prices(texts: &[String]) -> anyhow::Result<Vec<String>> {
    let count = texts.len();
    ensure!(count <= MAX_TICKS, "--prices has {count} prices, expected at most {MAX_TICKS}");
    let mut below = Decimal::ZERO;
    for text in texts {
        let price = Decimal::parse(text);
        let price = price.map_err(|error| anyhow::anyhow!("--prices has \"{text}\", {error}"))?;
        ensure!(
            price.is_above(&below),
            "--prices has \"{text}\", expected prices that ascend from above zero"
        );
        below = price;
    }
    Ok(texts.to_vec())
}
