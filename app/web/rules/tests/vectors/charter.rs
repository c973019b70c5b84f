//! A charter that keeps every bound, one that breaks some, and locks by discount.

use groundswell_math::charter::{Charter, Kind, Lock, Tranche, discount_bps, required_lock};
use serde_json::{Value, json};

use super::{terms::finding, text};

const DAY: u32 = 86_400;

pub fn vectors() -> Value {
    let kept = charter(&tranches(400, 100), 1_000_000);
    let broken = charter(&tranches(300, 300), 10);
    json!({ "charters": [kept, broken], "discounts": discounts() })
}

fn tranches(sale: u64, kol: u64) -> Vec<Tranche> {
    let lock = |days: u32| Lock { cliff_seconds: days * DAY, linear_seconds: days * DAY };
    let of = |kind, amount, price, days| Tranche { kind, amount, price, lock: lock(days) };
    vec![
        of(Kind::CommunitySale, sale, 0, 0),
        of(Kind::CommunityAirdrop, 100, 0, 0),
        of(Kind::Kol, kol, 0, 365),
        of(Kind::Team, 200, 75_000, 180),
        of(Kind::Liquidity, 150, 0, 0),
        of(Kind::Buyback, 50, 0, 0),
    ]
}

fn charter(tranches: &[Tranche], max_opening_fdv: u64) -> Value {
    let supply = 1_000;
    let highest_price = 100_000;
    let charter =
        Charter { supply, tranches, highest_price, max_opening_fdv, unsold_to_airdrop: true };
    let mut findings = vec![];
    charter.findings(&mut |found| findings.push(finding(&found)));
    let listed = tranches.iter().map(|t| {
        json!({ "kind": t.kind as u8, "amount": text(t.amount), "price": text(t.price),
            "cliffSeconds": t.lock.cliff_seconds, "linearSeconds": t.lock.linear_seconds })
    });
    json!({ "supply": text(supply), "highestPrice": text(highest_price),
        "maxOpeningFdv": text(max_opening_fdv), "tranches": listed.collect::<Vec<_>>(),
        "findings": findings, "valuation": charter.highest_valuation().map(text) })
}

fn discounts() -> Vec<Value> {
    let one = |(price, sale): (u64, u64)| {
        let bps = discount_bps(price, sale);
        let lock = required_lock(bps);
        json!({ "price": text(price), "salePrice": text(sale), "bps": bps,
            "cliffSeconds": lock.cliff_seconds, "linearSeconds": lock.linear_seconds })
    };
    [(100, 100), (120, 100), (75, 100), (74, 100), (50, 100), (0, 100), (0, 0)].map(one).to_vec()
}
