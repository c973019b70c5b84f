//! An airdrop, recomputed from its CSV by what docs/list.md says of lists.

use groundswell_sdk::Address;
use serde_json::Value;
use sha2::{Digest, Sha256};

use super::{number, units};

/// What an example says of its airdrop.
pub struct Plan {
    /// Days after the close, and what has unlocked by then (bps).
    pub steps: &'static [(i64, u64)],
    /// Days from the close to the end.
    pub days: i64,
    /// Rows that never claim.
    pub never: usize,
    /// What becomes of unsold tokens.
    pub unsold: &'static str,
}

/// What came of it (base units).
pub struct Sums {
    pub claimed: u64,
    pub unclaimed: u64,
}

/// A node: hash and sum.
type Node = ([u8; 32], u64);

/// Compares an airdrop of a report with what its CSV gives.
pub fn recompute(airdrop: &Value, csv: &str, decimals: usize, plan: &Plan) -> Sums {
    let rows: Vec<(&str, u64)> = csv
        .lines()
        .skip(1)
        .map(|row| row.split_once(',').unwrap())
        .map(|(wallet, amount)| (wallet, units(amount, decimals)))
        .collect();
    let listed: u64 = rows.iter().map(|(_, amount)| amount).sum();
    let canonical: String =
        rows.iter().map(|(wallet, units)| format!("{wallet},{units}\n")).collect();
    let dataset = Sha256::digest(format!("address,amount\n{canonical}"));
    assert_eq!(airdrop["dataset_sha256"], hex::encode(dataset));
    let (hash, sum) = root(&airdrop["distributor"], &rows);
    assert_eq!((airdrop["root"].as_str().unwrap(), sum), (&*hex::encode(hash), listed));
    assert_eq!(airdrop["count"], rows.len());
    assert_eq!((number(&airdrop["sum"]), number(&airdrop["funded"])), (listed, listed));

    let steps = airdrop["steps"].as_array().unwrap();
    let close = steps[0]["unlocks_at"].as_i64().unwrap() - plan.steps[0].0 * 86_400;
    for (step, (day, share)) in steps.iter().zip(plan.steps) {
        assert_eq!(step["unlocks_at"].as_i64().unwrap(), close + day * 86_400);
        assert_eq!(step["share_bps"].as_u64().unwrap(), *share);
    }
    assert_eq!(airdrop["ends_at"].as_i64().unwrap(), close + plan.days * 86_400);

    let recipients = airdrop["recipients"].as_array().unwrap();
    assert_eq!((recipients.len(), steps.len()), (rows.len(), plan.steps.len()));
    let mut sums = vec![(0, 0); steps.len()];
    let mut never = 0;
    for (recipient, (wallet, amount)) in recipients.iter().zip(&rows) {
        assert_eq!(
            (recipient["wallet"].as_str(), number(&recipient["amount"])),
            (Some(*wallet), *amount)
        );
        let mut paid = 0;
        let claimed = recipient["claimed"].as_array().unwrap();
        for ((claimed, (_, share)), (count, sum)) in claimed.iter().zip(plan.steps).zip(&mut sums) {
            let unlocked = u128::from(*amount) * u128::from(*share) / 10_000;
            let claimed = number(claimed);
            // Whoever claims gets all that has unlocked and was not paid.
            assert!(claimed == 0 || u128::from(paid + claimed) == unlocked, "{wallet}");
            paid += claimed;
            *count += u64::from(claimed > 0);
            *sum += claimed;
        }
        assert!(paid == 0 || paid == *amount, "{wallet}");
        never += usize::from(paid == 0);
    }
    assert_eq!(never, plan.never);
    let stated = steps.iter().map(|s| (s["rows"].as_u64().unwrap(), number(&s["claimed"])));
    assert_eq!(sums, stated.collect::<Vec<_>>());
    let claimed: u64 = sums.iter().map(|(_, sum)| sum).sum();
    let unclaimed = listed - claimed;
    assert_eq!([claimed, unclaimed], ["claimed", "unclaimed"].map(|f| number(&airdrop[f])));
    assert_eq!(number(&airdrop["sink"]["burned"]), unclaimed + number(&airdrop["added"]));
    Sums { claimed, unclaimed }
}

/// The root of the tree over `rows`.
fn root(distributor: &Value, rows: &[(&str, u64)]) -> Node {
    let bytes = |text: &str| text.parse::<Address>().unwrap().to_bytes();
    let distributor = bytes(distributor.as_str().unwrap());
    let leaf = |(index, (wallet, amount)): (u32, &(&str, u64))| {
        let hash = Sha256::new_with_prefix([0]).chain_update(distributor);
        let hash = hash.chain_update(index.to_le_bytes()).chain_update(bytes(wallet));
        (hash.chain_update(amount.to_le_bytes()).finalize().into(), *amount)
    };
    let mut level: Vec<Node> = (0..).zip(rows).map(leaf).collect();
    level.resize(level.len().next_power_of_two(), ([0; 32], 0));
    while level.len() > 1 {
        let parent = |pair: &[Node]| {
            let mut hash = Sha256::new_with_prefix([1]);
            for (child, sum) in pair {
                hash = hash.chain_update(child).chain_update(sum.to_le_bytes());
            }
            (hash.finalize().into(), pair[0].1 + pair[1].1)
        };
        level = level.chunks(2).map(parent).collect();
    }
    level[0]
}
