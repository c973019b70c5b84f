//! Who gets grants: those that the launch file names, or others that are made up.

use groundswell_sdk::{Address, grants::WalletBound, launch::LaunchKeys, math::charter::Kind};
use solana_keypair::Keypair;
use solana_signer::Signer;

use super::{Fate, Granting, Holding};
use crate::{
    draft::PlanDraft,
    file::kind_name,
    plan::{GrantsPlan, Plan},
    rehearsal::wallets::{role, stand_in},
};

/// Who gets how much: the name on the list, the wallet that is paid, and its key if it has to
/// sign.
struct Row {
    label: Address,
    wallet: Address,
    key: Option<Keypair>,
    amount: u64,
}

impl Granting {
    /// The plan that the launch file describes.
    pub fn of(plan: &Plan, grants: &GrantsPlan, launch: &LaunchKeys) -> anyhow::Result<Granting> {
        let kind = grants.kind(plan).unwrap_or(Kind::Treasury);
        let rows = rows(plan, grants, kind);
        let entries: Vec<_> = rows.iter().map(|row| (row.wallet, row.amount)).collect();
        let is_listed = grants.grants.is_some() || kind.is_listed();
        let mut draft = PlanDraft::of(plan, grants, launch, &entries, is_listed)?;
        if grants.deliverable.is_some() {
            draft.args.attester = role("attester").pubkey();
        }
        let keys = draft.keys;
        let holding = |row: Row| Holding {
            at: keys.grant(&row.wallet),
            account: keys.account_of(&row.wallet).0,
            label: row.label,
            wallet: row.wallet,
            key: row.key,
            amount: row.amount,
            entitled: row.amount,
            paid: 0,
            waits: false,
            disclosed_at: None,
            fate: Fate::Paid,
        };
        Ok(Granting {
            plan: grants.clone(),
            grants: rows.into_iter().map(holding).collect(),
            keys,
            draft,
            funded: 0,
            burned: 0,
            burns: vec![],
            rent: 0,
            withdrawals: 0,
            track: vec![],
            closed_at: None,
        })
    }
}

fn rows(plan: &Plan, grants: &GrantsPlan, kind: Kind) -> Vec<Row> {
    let Some(given) = &grants.grants else { return drawn(plan, grants, kind) };
    let row = |(wallet, amount): &([u8; 32], u64)| {
        let label = Address::new_from_array(*wallet);
        let key = grants.needs_disclosure.then(|| stand_in(&label));
        let wallet = key.as_ref().map_or(label, Signer::pubkey);
        Row { label, wallet, key, amount: *amount }
    };
    given.dataset().entries().iter().map(row).collect()
}

/// As many wallets as it takes, each with a little more than the one before.
fn drawn(plan: &Plan, grants: &GrantsPlan, kind: Kind) -> Vec<Row> {
    let amount = grants.amount(plan);
    let least: u64 = match kind {
        Kind::Kol => 6,
        Kind::Vc => 3,
        Kind::Team => 5,
        _ => 1,
    };
    // The last gets at most four thirds of the average.
    let bound = WalletBound::of(kind, plan.supply).map_or(u64::MAX, |bound| bound.most.max(1));
    let needed = u128::from(amount) * 4 / (u128::from(bound) * 3) + 1;
    let count = u64::try_from(needed).unwrap_or(u64::MAX).max(least).min(amount.max(1));
    let weights: u128 = (0..count).map(|n| u128::from(3 * count + n)).sum();
    let share = |n: u64| (u128::from(amount) * u128::from(3 * count + n) / weights) as u64;
    let shares: Vec<u64> = (0..count).map(share).collect();
    let rest = amount.saturating_sub(shares.iter().sum());
    let row = |(n, share): (usize, u64)| {
        let key = role(&format!("{} {}", kind_name(kind), n + 1));
        // What rounding left is less than a unit for each.
        let share = share + u64::from((n as u64) < rest);
        Row { label: key.pubkey(), wallet: key.pubkey(), key: Some(key), amount: share }
    };
    shares.into_iter().enumerate().map(row).collect()
}
