//! The airdrops in `report.json`.

use serde::Serialize;

use super::Units;
use crate::rehearsal::{AirdropOutcome, Meter};

#[derive(Serialize)]
pub struct Airdrop {
    /// The tranche's place in the charter, from 0.
    tranche: usize,
    distributor: String,
    count: u32,
    sum: Units,
    root: String,
    dataset_sha256: String,
    /// Whether the rehearsal drew the list, as the launch file names none.
    drawn: bool,
    vaults: u8,
    pages: u32,
    steps: Vec<Step>,
    ends_at: i64,
    funded: Units,
    /// Unsold tokens that joined it.
    added: Units,
    claimed: Units,
    unclaimed: Units,
    sink: Sink,
    costs: Costs,
    rent: Rent,
    recipients: Vec<Recipient>,
}

#[derive(Serialize)]
struct Step {
    unlocks_at: i64,
    /// Unlocked from then on, earlier steps included.
    share_bps: u16,
    /// Rows that were paid before the next step.
    rows: usize,
    claimed: Units,
}

/// Where the rest went.
#[derive(Serialize)]
struct Sink {
    kind: &'static str,
    left_at: i64,
    burned: Units,
}

#[derive(Serialize)]
struct Costs {
    /// Transactions that claimed for one row.
    claims: usize,
    /// Transactions that claimed for several.
    batches: usize,
    rows_in_batches: usize,
    /// Compute units, over the batches of all airdrops of the launch.
    units_per_row_in_batches: Option<u64>,
    /// Token accounts that callers opened for those they claimed for.
    accounts_opened: usize,
}

/// Lamports.
#[derive(Serialize)]
struct Rent {
    kept: Units,
    returned: Units,
}

#[derive(Serialize)]
struct Recipient {
    wallet: String,
    amount: Units,
    /// What it was paid in each step.
    claimed: Vec<Units>,
}

/// All airdrops of a launch.
pub fn airdrops(airdrops: &[AirdropOutcome], meter: &Meter) -> Vec<Airdrop> {
    let rows: usize = airdrops.iter().map(|airdrop| airdrop.batched).sum();
    let units = meter.cost("distributor", "claim_many");
    let per_row = units.and_then(|cost| cost.sum.checked_div(rows as u64));
    airdrops.iter().map(|airdrop| one(airdrop, per_row)).collect()
}

fn one(airdrop: &AirdropOutcome, units_per_row: Option<u64>) -> Airdrop {
    let facts = &airdrop.facts;
    let steps = airdrop.steps.iter().map(|step| Step {
        unlocks_at: step.unlocks_at,
        share_bps: step.share_bps,
        rows: step.rows,
        claimed: step.claimed.to_string(),
    });
    let recipients = airdrop.recipients.iter().map(|row| Recipient {
        wallet: row.wallet.to_string(),
        amount: row.amount.to_string(),
        claimed: row.claimed.iter().map(u64::to_string).collect(),
    });
    Airdrop {
        tranche: airdrop.tranche,
        distributor: facts.distributor.to_string(),
        count: facts.count,
        sum: facts.sum.to_string(),
        root: hex::encode(facts.root),
        dataset_sha256: hex::encode(facts.dataset_sha256),
        drawn: airdrop.is_drawn,
        vaults: airdrop.vaults,
        pages: airdrop.pages,
        steps: steps.collect(),
        ends_at: airdrop.ends_at,
        funded: airdrop.funded.to_string(),
        added: airdrop.added.to_string(),
        claimed: airdrop.claimed.to_string(),
        unclaimed: airdrop.unclaimed().to_string(),
        sink: Sink {
            kind: airdrop.sink.name(),
            left_at: airdrop.left_at,
            burned: airdrop.burned.to_string(),
        },
        costs: Costs {
            claims: airdrop.single,
            batches: airdrop.batches,
            rows_in_batches: airdrop.batched,
            units_per_row_in_batches: units_per_row,
            accounts_opened: airdrop.opened,
        },
        rent: Rent { kept: airdrop.rent.to_string(), returned: airdrop.rent.to_string() },
        recipients: recipients.collect(),
    }
}
