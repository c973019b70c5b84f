//! What a `[[tranche]]` of kind community-airdrop says of its list.

use std::{fs::File, path::Path};

use anyhow::{Context, anyhow};
use groundswell_math::window::MAX_STEPS;
use groundswell_sdk::list::{Dataset, ListError};

use super::{
    beside,
    section::{Keys, Section},
};
use crate::{
    money::percent,
    plan::{AirdropPlan, Unlock},
};

/// The keys that only an airdrop has.
pub const KEYS: [&str; 3] = ["list", "claim_for", "unlock"];

const UNLOCK: Keys = &[("after", "\"30d\""), ("share", "\"25%\"")];
/// All of it, in bps.
const WHOLE: u16 = 10_000;

/// Refuses keys of other tranches that an airdrop has no use for.
pub fn refuse_others(section: &Section) -> anyhow::Result<()> {
    section.refuse(
        &["destination"],
        "on an airdrop: its list's address follows from the mint, the creator and the list's \
         number",
    )?;
    section.refuse(&["cliff", "linear"], "on an airdrop, which unlocks as `unlock` says")
}

/// Reads the list and its terms; `airdrop` is what holds where the file is silent, `path` the
/// file's, `decimals` the token's.
pub fn read(
    section: &Section,
    path: &Path,
    decimals: u8,
    airdrop: AirdropPlan,
) -> anyhow::Result<AirdropPlan> {
    let list = match section.optional("list") {
        Some(field) => {
            let list = dataset(&beside(path, &field.path()?), decimals);
            Some(list.map_err(|error| error.context(field.error("is unusable")))?)
        }
        None => None,
    };
    Ok(AirdropPlan {
        list,
        claim_for: match section.optional("claim_for") {
            Some(field) => field.duration()?,
            None => airdrop.claim_for,
        },
        unlock: unlock(section)?.unwrap_or(airdrop.unlock),
        sink: match section.optional("sink") {
            Some(field) => field.parsed()?,
            None => airdrop.sink,
        },
        ..airdrop
    })
}

/// Reads `address,amount` lines; amounts in whole tokens.
fn dataset(path: &Path, decimals: u8) -> anyhow::Result<Dataset> {
    let cannot = || format!("cannot read {}, expected a CSV file", path.display());
    let file = File::open(path).with_context(cannot)?;
    Dataset::read(file, decimals).map_err(|error| match error {
        ListError::Io(error) => anyhow::Error::new(error).context(cannot()),
        ListError::Line { line, fault } => anyhow!("{}:{line}: {fault}", path.display()),
    })
}

/// Reads the steps: each share is what its step adds.
fn unlock(section: &Section) -> anyhow::Result<Option<Vec<Unlock>>> {
    let tables = section.tables("unlock", "tranche.unlock", UNLOCK)?;
    let (Some(tables), Some(list)) = (tables, section.optional("unlock")) else {
        return Ok(None);
    };
    if !(1..=MAX_STEPS).contains(&tables.len()) {
        let count = tables.len();
        return Err(list.error(format!("has {count} steps, expected 1 to {MAX_STEPS}")));
    }
    let mut steps: Vec<Unlock> = Vec::with_capacity(tables.len());
    let mut sum: u16 = 0;
    for table in &tables {
        let (after, share) = (table.required("after")?, table.required("share")?);
        let (seconds, share_bps) = (after.duration()?, share.share()?);
        if steps.last().is_some_and(|before| before.after >= seconds) {
            return Err(after.error("does not come after the step before, expected later steps"));
        }
        if share_bps == 0 {
            return Err(share.error("is nothing, expected what this step adds"));
        }
        // Twelve shares of at most 10,000 each.
        sum = sum.saturating_add(share_bps);
        steps.push(Unlock { after: seconds, share_bps: sum });
    }
    if sum != WHOLE {
        return Err(list.error(format!(
            "adds up to {}, expected 100 %: each share is what its step adds",
            percent(sum)
        )));
    }
    Ok(Some(steps))
}
