//! What one wallet may have of a tranche, and which kinds are paid by plans and lists.

use groundswell_math::charter::{Bound, Finding, Kind, Limit};

/// The findings on the largest part of one wallet, of a supply of 1,000,050.
fn found(kind: Kind, largest: u64) -> Vec<Finding> {
    let mut findings = vec![];
    kind.wallet_findings(largest, 1_000_050, &mut |finding| findings.push(finding));
    findings
}

fn at_most(bound: Bound, actual: u128, limit: u128) -> Finding {
    Finding { bound, index: 0, actual, limit: Limit::AtMost(limit) }
}

#[test]
fn a_kol_has_at_most_a_hundredth_of_the_supply_rounded_down() {
    let held = |largest| found(Kind::Kol, largest).iter().all(Finding::holds);

    assert_eq!(found(Kind::Kol, 10_001), [at_most(Bound::KolWallet, 10_001, 10_000)]);
    assert_eq!([0, 10_000, 10_001, u64::MAX].map(held), [true, true, false, false]);
}

#[test]
fn a_vc_has_at_most_a_twentieth_of_the_supply_rounded_down() {
    let held = |largest| found(Kind::Vc, largest).iter().all(Finding::holds);

    assert_eq!(found(Kind::Vc, 50_003), [at_most(Bound::VcWallet, 50_003, 50_002)]);
    assert_eq!([0, 50_002, 50_003, u64::MAX].map(held), [true, true, false, false]);
}

#[test]
fn no_other_kind_bounds_a_wallet() {
    for kind in Kind::ALL {
        let bounded = [Kind::Kol, Kind::Vc].contains(&kind);
        assert_eq!(found(kind, u64::MAX).is_empty(), !bounded, "{kind:?}");
        assert_eq!(kind.is_listed(), bounded, "{kind:?}");
    }
}

#[test]
fn insiders_and_the_treasury_are_paid_by_plans() {
    let granted = Kind::ALL.map(Kind::is_granted);
    let insider = Kind::ALL.map(Kind::is_insider);
    let community = Kind::ALL.map(Kind::is_community);

    // Sale, airdrop, KOL, VC, team, liquidity, treasury, buyback.
    assert_eq!(granted, [false, false, true, true, true, false, true, false]);
    assert_eq!(insider, [false, false, true, true, true, false, false, false]);
    assert_eq!(community, [true, true, false, false, false, false, false, false]);
}
