//! What a `[[tranche]]` of kind kol, vc, team or treasury says of its vesting plan, and what the
//! sections `[governor]` and `[treasury]` say of all of them.

use std::{fs::File, path::Path};

use anyhow::{Context, anyhow};
use groundswell_sdk::{
    Address,
    grants::{Grants, GrantsError, Reading},
    vesting_program::state::Policy,
};

use super::{
    beside,
    field::Field,
    section::{Keys, Section},
};
use crate::plan::{Deliverable, GovernorPlan, GrantsPlan, TreasuryPlan};

/// The keys that only a granted tranche has.
pub const KEYS: [&str; 7] =
    ["grants", "cancel", "reassign", "disclosure", "deliver_by", "deliver_window", "attester"];

const GOVERNOR: Keys = &[("share", "\"1%\""), ("epoch", "\"7d\"")];
const TREASURY: Keys = &[("recipient", "\"..\""), ("over", "\"730d\"")];

/// What makes a deliverable, together.
const DELIVERABLE: [&str; 3] = ["deliver_by", "deliver_window", "attester"];

/// Each policy by the name it has in a file.
const POLICIES: [(&str, Policy); 4] = [
    ("neither", Policy::Neither),
    ("grantor", Policy::Grantor),
    ("recipient", Policy::Recipient),
    ("either", Policy::Either),
];

/// The name a policy has in a file.
pub fn policy_name(policy: Policy) -> &'static str {
    POLICIES.iter().find(|(_, known)| *known == policy).map_or("", |(name, _)| name)
}

/// Refuses keys of other tranches that a granted one has no use for.
pub fn refuse_others(section: &Section) -> anyhow::Result<()> {
    section.refuse(
        &["destination"],
        "here: a vesting plan's address follows from the mint, the creator and the tranche's \
         number",
    )?;
    section.refuse(&["list"], "here: a vesting plan's list is its `grants`")
}

/// Reads the list and its terms; `plan` is what holds where the file is silent, `path` the
/// file's, `reading` how its list is read.
pub fn read(
    section: &Section,
    path: &Path,
    reading: Reading,
    plan: GrantsPlan,
) -> anyhow::Result<GrantsPlan> {
    let grants = match section.optional("grants") {
        Some(field) => {
            let grants = list(&beside(path, &field.path()?), reading);
            Some(grants.map_err(|error| error.context(field.error("is unusable")))?)
        }
        None => None,
    };
    let policy = |key: &str, silent: Policy| match section.optional(key) {
        Some(field) => field.choice(&POLICIES),
        None => Ok(silent),
    };
    let disclosure = match section.optional("disclosure") {
        Some(field) => field.flag()?,
        None => plan.needs_disclosure,
    };
    Ok(GrantsPlan {
        cancel: policy("cancel", plan.cancel)?,
        reassign: policy("reassign", plan.reassign)?,
        needs_disclosure: disclosure || grants.as_ref().is_some_and(Grants::needs_disclosure),
        deliverable: deliverable(section)?,
        sink: match section.optional("sink") {
            Some(field) => field.parsed()?,
            None => plan.sink,
        },
        grants,
        ..plan
    })
}

/// Reads lines of grants; amounts in whole tokens, prices in whole quote tokens.
fn list(path: &Path, reading: Reading) -> anyhow::Result<Grants> {
    let cannot = || format!("cannot read {}, expected a CSV file", path.display());
    let file = File::open(path).with_context(cannot)?;
    Grants::read(file, reading).map_err(|error| match error {
        GrantsError::Io(error) => anyhow::Error::new(error).context(cannot()),
        GrantsError::Line { line, fault } => anyhow!("{}:{line}: {fault}", path.display()),
    })
}

/// Reads what recipients have to deliver, if anything.
fn deliverable(section: &Section) -> anyhow::Result<Option<Deliverable>> {
    let fields = DELIVERABLE.map(|key| section.optional(key));
    if let [Some(by), Some(window), Some(attester)] = &fields {
        return Ok(Some(Deliverable {
            attester: wallet(attester)?,
            by: some_time(by)?,
            window: some_time(window)?,
        }));
    }
    let missing = DELIVERABLE.iter().zip(&fields).find(|(_, field)| field.is_none());
    match (fields.iter().flatten().next(), missing) {
        (Some(field), Some((missing, _))) => Err(field.error(format!(
            "stands without `{missing}`, expected all of {} or none",
            DELIVERABLE.map(|key| format!("`{key}`")).join(", ")
        ))),
        _ => Ok(None),
    }
}

/// Reads what bounds the insiders' plans together.
pub fn governor(root: &Section, has_insiders: bool) -> anyhow::Result<GovernorPlan> {
    let silent = GovernorPlan::default();
    let Some(section) = root.optional_section("governor", GOVERNOR)? else { return Ok(silent) };
    if !has_insiders {
        return Err(section.error(
            "[governor] has no meaning without a tranche of kind kol, vc or team: remove it",
        ));
    }
    Ok(GovernorPlan {
        share_bps: match section.optional("share") {
            Some(field) => field.share()?,
            None => silent.share_bps,
        },
        epoch_seconds: match section.optional("epoch") {
            Some(field) => field.duration()?,
            None => silent.epoch_seconds,
        },
    })
}

/// Reads how the treasury's share of the raise is paid.
pub fn treasury(root: &Section) -> anyhow::Result<TreasuryPlan> {
    let silent = TreasuryPlan::default();
    let Some(section) = root.optional_section("treasury", TREASURY)? else { return Ok(silent) };
    Ok(TreasuryPlan {
        recipient: match section.optional("recipient") {
            Some(field) => Some(wallet(&field)?),
            None => silent.recipient,
        },
        over: match section.optional("over") {
            Some(field) => field.duration()?,
            None => silent.over,
        },
    })
}

/// An address that is somebody's.
fn wallet(field: &Field) -> anyhow::Result<Address> {
    let wallet = field.address()?;
    if wallet == Address::default() {
        return Err(field.error("is the address of nobody, expected a wallet"));
    }
    Ok(wallet)
}

fn some_time(field: &Field) -> anyhow::Result<u32> {
    match field.duration()? {
        0 => Err(field.error("is no time at all, expected at least a second")),
        seconds => Ok(seconds),
    }
}
