//! The section `[rehearsal]`: who contributes, and who claims.

use std::path::Path;

use super::{
    beside,
    section::{Keys, Section},
};
use crate::{
    plan::{AirdropPlan, ClaimsPlan, ContributorsPlan, SamplePlan},
    sample::{DEFAULT_SEED, MAX_WALLETS, Shape},
};

const REHEARSAL: Keys = &[
    ("contributors", "\"contributors.csv\""),
    ("wallets", "1_000"),
    ("total", "5_000_000"),
    ("shape", "\"pareto:1.16\""),
    ("seed", "1"),
    ("airdrop_wallets", "1_000"),
    ("airdrop_unclaimed", "\"15%\""),
];
/// What draws contributors.
const DRAWS: [&str; 3] = ["wallets", "total", "shape"];
/// What is said of claims.
const CLAIMS: [&str; 2] = ["airdrop_wallets", "airdrop_unclaimed"];

/// What holds where a file is silent.
const DEFAULT: ClaimsPlan = ClaimsPlan { wallets: 1_000, unclaimed_bps: 1_500, seed: DEFAULT_SEED };

/// Reads it.
pub fn read(
    root: &Section,
    path: &Path,
    quote_decimals: u8,
    airdrops: &[AirdropPlan],
) -> anyhow::Result<(Option<ContributorsPlan>, ClaimsPlan)> {
    let Some(section) = root.optional_section("rehearsal", REHEARSAL)? else {
        return Ok((None, DEFAULT));
    };
    let claims = claims(&section, airdrops)?;
    if let Some(csv) = section.optional("contributors") {
        section.refuse(&DRAWS, "next to `contributors`")?;
        return Ok((Some(ContributorsPlan::Csv(beside(path, &csv.path()?))), claims));
    }
    let has = |keys: &[&str]| keys.iter().any(|key| section.optional(key).is_some());
    if has(&CLAIMS) && !has(&DRAWS) {
        return Ok((None, claims));
    }
    let shape: Shape = section.required("shape")?.parsed()?;
    let sample = SamplePlan {
        wallets: section.required("wallets")?.whole_number(1, MAX_WALLETS)?,
        total: section.required("total")?.positive_amount(quote_decimals)?,
        shape: shape.to_string(),
        seed: claims.seed,
    };
    Ok((Some(ContributorsPlan::Sample(sample)), claims))
}

fn claims(section: &Section, airdrops: &[AirdropPlan]) -> anyhow::Result<ClaimsPlan> {
    if airdrops.is_empty() {
        section.refuse(&CLAIMS, "without a tranche of kind community-airdrop")?;
    } else if airdrops.iter().all(|airdrop| airdrop.list.is_some()) {
        section.refuse(&["airdrop_wallets"], "where every airdrop has its `list`")?;
    }
    Ok(ClaimsPlan {
        wallets: match section.optional("airdrop_wallets") {
            Some(field) => field.whole_number(1, MAX_WALLETS)?,
            None => DEFAULT.wallets,
        },
        unclaimed_bps: match section.optional("airdrop_unclaimed") {
            Some(field) => field.share()?,
            None => DEFAULT.unclaimed_bps,
        },
        seed: match section.optional("seed") {
            Some(seed) => seed.whole_number(0, u64::MAX)?,
            None => DEFAULT.seed,
        },
    })
}
