//! Who gets grants: those that the launch file names, or others that are made up.

use groundswell_sdk::{
    Address,
    grants::WalletBound,
    list::{Dataset, List},
    math::charter::Kind,
    pda,
    vesting::PlanKeys,
    vesting_program::{CreatePlanArgs, PlanStep},
};
use solana_keypair::Keypair;
use solana_signer::Signer;

use super::{Fate, Granting, Holding};
use crate::{
    file::kind_name,
    plan::{GrantsPlan, Plan},
    rehearsal::wallets::{role, stand_in},
};
use groundswell_sdk::{grants::PlanSchedule, launch::LaunchKeys};

/// Who gets how much: the name on the list, the wallet that is paid, and its key if it has to
/// sign.
struct Row {
    label: Address,
    wallet: Address,
    key: Option<Keypair>,
    amount: u64,
}

impl Granting {
    /// The plan that the launch file describes, under `governor` if it is insiders'.
    pub fn of(
        plan: &Plan,
        grants: &GrantsPlan,
        launch: &LaunchKeys,
        governor: Option<Address>,
    ) -> anyhow::Result<Granting> {
        let kind = grants.kind(plan).unwrap_or(Kind::Treasury);
        let at = pda::plan(&launch.base_mint, &launch.creator, grants.number());
        let keys = PlanKeys {
            grantor: launch.creator,
            rent_payer: launch.rent_payer,
            mint: launch.base_mint,
            token_program: launch.base_token_program,
            plan: at,
            governor: governor.filter(|_| kind.is_insider()),
            launch: launch.at.launch,
        };
        let rows = rows(plan, grants, kind);
        let list = if grants.grants.is_some() || kind.is_listed() {
            let entries = rows.iter().map(|row| (row.wallet, row.amount));
            Some(List::new(at, Dataset::new(entries)?)?)
        } else {
            None
        };
        let mut args = blank(&grants.schedule(plan), launch);
        args.id = grants.number();
        args.total = rows.iter().map(|row| row.amount).sum();
        args.largest = rows.iter().map(|row| row.amount).max().unwrap_or(0);
        args.price = plan.tranches.get(grants.tranche).map_or(0, |tranche| tranche.price);
        if let Some(list) = &list {
            let facts = list.facts();
            (args.root, args.count) = (facts.root, facts.count);
            args.dataset_sha256 = facts.dataset_sha256;
        }
        args.tranche_kind = kind as u8;
        (args.cancel, args.reassign) = (grants.cancel as u8, grants.reassign as u8);
        let (sink, sink_address) = grants.sink.of_vesting(launch.mandate);
        (args.sink, args.sink_address) = (sink as u8, sink_address);
        args.needs_disclosure = grants.needs_disclosure;
        if let Some(deliverable) = grants.deliverable {
            args.attester = role("attester").pubkey();
            args.deliver_by = deliverable.by.into();
            args.mark_seconds = deliverable.window.into();
        }
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
            args,
            list,
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

/// A plan that starts with the launch's settlement and vests so, with nothing else stated.
pub fn blank(schedule: &PlanSchedule, launch: &LaunchKeys) -> CreatePlanArgs {
    let mut args = CreatePlanArgs {
        id: 0,
        total: 0,
        largest: 0,
        price: 0,
        root: [0; 32],
        count: 0,
        dataset_sha256: [0; 32],
        tranche_kind: Kind::Treasury as u8,
        launch: launch.at.launch,
        starts_at: 0,
        start: 0,
        cliff: 0,
        end: 0,
        steps: vec![],
        cancel: 0,
        reassign: 0,
        sink: 0,
        sink_address: Address::default(),
        recipient: Address::default(),
        needs_disclosure: false,
        attester: Address::default(),
        deliver_by: 0,
        mark_seconds: 0,
    };
    match schedule {
        PlanSchedule::Linear { start, cliff, end } => {
            (args.start, args.cliff, args.end) = (*start, *cliff, *end);
        }
        PlanSchedule::Steps(steps) => {
            let step = |step: &groundswell_sdk::math::window::Step| PlanStep {
                vests_at: step.unlocks_at,
                share_bps: step.share_bps,
            };
            args.steps = steps.iter().map(step).collect();
        }
    }
    args
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
