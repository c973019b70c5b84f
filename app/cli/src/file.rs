//! A launch file (TOML), read into a [`Plan`].
//!
//! Every refusal names file and line and says what was expected. Numbers are read from the
//! text as it stands, never through a float.

mod airdrop;
mod buyback;
mod field;
mod gate;
mod grants;
mod places;
mod rehearsal;
mod sale;
mod section;
mod suggestion;
mod tranche;

use std::path::Path;

use anyhow::Context;
use groundswell_sdk::grants::Reading;
use toml::de::DeTable;

pub use gate::allowlist;
pub use grants::policy_name;
pub use places::Places;
pub use tranche::kind_name;

use crate::{plan::Plan, price::Measure, source::Source};
use section::{Keys, Section};

/// Most decimals a mint may have.
pub const MAX_DECIMALS: u8 = 18;
// What wallets and explorers have room for.
const MAX_NAME_BYTES: usize = 32;
const MAX_SYMBOL_BYTES: usize = 10;
const MAX_URI_BYTES: usize = 200;

// The keys of each section, each with an example of what it may be.
const SECTIONS: Keys = &[
    ("token", ""),
    ("quote", ""),
    ("sale", ""),
    ("proceeds", ""),
    ("tranche", ""),
    ("governor", ""),
    ("treasury", ""),
    ("buyback", ""),
    ("rehearsal", ""),
];
const TOKEN: Keys = &[
    ("name", "\"Harbor\""),
    ("symbol", "\"HRBR\""),
    ("decimals", "6"),
    ("supply", "1_000_000_000"),
    ("program", "\"token-2022\""),
    ("uri", "\"https://example.com/token.json\""),
];
const QUOTE: Keys = &[("symbol", "\"USDC\""), ("decimals", "6"), ("mint", "\"..\"")];
/// Reads a launch file.
pub fn read(path: &Path) -> anyhow::Result<Plan> {
    Ok(read_with_places(path)?.0)
}

/// Reads a launch file, and where in it everything stands.
pub fn read_with_places(path: &Path) -> anyhow::Result<(Plan, Places)> {
    let bytes = std::fs::read(path)
        .with_context(|| format!("cannot read {}, expected a launch file", path.display()))?;
    let source = Source::new(path, &bytes)?;
    let document = DeTable::parse(source.text()).map_err(|error| source.syntax_error(&error))?;
    let root = Section::root(&source, document.get_ref())?;
    Ok((plan(path, &root)?, Places::of(&source, document.get_ref())))
}

fn plan(path: &Path, root: &Section) -> anyhow::Result<Plan> {
    let token = root.section("token", TOKEN)?;
    let quote = root.section("quote", QUOTE)?;
    let base_decimals = token.required("decimals")?.whole_number(0, MAX_DECIMALS)?;
    let quote_decimals = quote.required("decimals")?.whole_number(0, MAX_DECIMALS)?;
    let supply = token.required("supply")?.positive_amount(base_decimals)?;

    // What is for sale gives prices their meaning, so the amounts come first.
    let parts = tranche::parts(root, supply, base_decimals)?;
    let sale_supply = parts.sale_supply();
    let measure = Measure { sale_supply, base_decimals, quote_decimals };
    let (gate, gate_number) = gate::read(root, path, quote_decimals)?;
    let terms = sale::read(root, &measure, gate_number)?;
    let airdrops = parts.airdrops(path, base_decimals)?;
    let reading = Reading { decimals: base_decimals, quote_decimals, bound: None };
    let token_2022 = match token.optional("program") {
        Some(field) => field.choice(&[("token", false), ("token-2022", true)])?,
        None => false,
    };
    let (contributors, claims) = rehearsal::read(root, path, quote_decimals, &airdrops)?;
    Ok(Plan {
        path: path.to_owned(),
        name: token.required("name")?.text(MAX_NAME_BYTES)?,
        symbol: token.required("symbol")?.text(MAX_SYMBOL_BYTES)?,
        uri: match token.optional("uri") {
            Some(field) if token_2022 => field.text(MAX_URI_BYTES)?,
            Some(field) => {
                return Err(field.error("is kept by a token-2022 mint only: add program = \"token-2022\", or take it out"));
            }
            None => String::new(),
        },
        base_decimals,
        supply,
        token_2022,
        quote_mint: quote.optional("mint").map(|field| field.address()).transpose()?,
        quote_symbol: quote.required("symbol")?.text(MAX_SYMBOL_BYTES)?,
        quote_decimals,
        tranches: parts.tranches(&measure)?,
        airdrops,
        grants: parts.grants(path, reading, supply)?,
        governor: grants::governor(root, parts.has_insiders())?,
        treasury: grants::treasury(root)?,
        buyback: buyback::read(root, base_decimals, quote_decimals)?,
        terms: gate::name(terms, &gate),
        gate,
        contributors,
        claims,
    })
}

/// A path in a launch file is seen from the file's folder.
fn beside(path: &Path, other: &Path) -> std::path::PathBuf {
    path.parent().unwrap_or(Path::new("")).join(other)
}

#[cfg(test)]
mod tests;
