//! What the section `[buyback]` says of the mandate that buys back.

use super::section::{Keys, Section};
use crate::plan::BuybackPlan;

const BUYBACK: Keys = &[
    ("lasts", "\"360d\""),
    ("cycle", "\"30d\""),
    ("tender", "\"3d\""),
    ("freeze", "\"6h\""),
    ("budget", "10_000"),
    ("carries", "true"),
    ("ceiling", "\"90%\""),
    ("tick", "\"5%\""),
    ("small", "1_000"),
    ("around_unlocks", "\"3d\""),
];

/// Refuses a key of other tranches that a buyback tranche has no use for.
pub fn refuse_others(section: &Section) -> anyhow::Result<()> {
    section.refuse(
        &["destination"],
        "here: the mandate's address follows from the mint, the creator and the mandate's number",
    )
}

/// Reads the mandate; `decimals` are the token's, `quote_decimals` those of what it pays with.
pub fn read(root: &Section, decimals: u8, quote_decimals: u8) -> anyhow::Result<BuybackPlan> {
    let silent = BuybackPlan::default();
    let Some(section) = root.optional_section("buyback", BUYBACK)? else { return Ok(silent) };
    let time = |key: &str, silent: u32| match section.optional(key) {
        Some(field) => field.duration(),
        None => Ok(silent),
    };
    let share = |key: &str, silent: u16| match section.optional(key) {
        Some(field) => field.share(),
        None => Ok(silent),
    };
    let budget = section.optional("budget").map(|field| field.amount(quote_decimals));
    let small = section.optional("small").map(|field| field.positive_amount(decimals));
    Ok(BuybackPlan {
        lasts: time("lasts", silent.lasts)?,
        cycle: time("cycle", silent.cycle)?,
        tender: time("tender", silent.tender)?,
        freeze: time("freeze", silent.freeze)?,
        budget: budget.transpose()?.or(silent.budget),
        carries: match section.optional("carries") {
            Some(field) => field.flag()?,
            None => silent.carries,
        },
        ceiling_bps: share("ceiling", silent.ceiling_bps)?,
        tick_bps: share("tick", silent.tick_bps)?,
        small: small.transpose()?.or(silent.small),
        around_unlocks: time("around_unlocks", silent.around_unlocks)?,
    })
}
