//! Who gets what, and at which valuation it opens.

use groundswell_math::charter::{Bound, Kind, Tranche};

use crate::given::{Given, given};

#[test]
fn tranches_make_up_the_supply_to_the_unit() {
    let treasury = |amount| given().tranche(Kind::Treasury, |t| t.amount = amount).broken();

    assert_eq!(treasury(300_000), []);
    assert_eq!(treasury(300_001), [(Bound::TrancheSum, 0, 1)]);
    assert_eq!(treasury(299_999), [(Bound::TrancheSum, 0, 1)]);
}

#[test]
fn there_is_exactly_one_sale() {
    let two = given().tranche(Kind::CommunityAirdrop, |t| t.kind = Kind::CommunitySale);
    let two = Given { unsold_to_airdrop: false, ..two };
    assert_eq!(two.broken(), [(Bound::SaleTranches, 0, 1)]);

    let none = given().tranche(Kind::CommunitySale, |t| t.kind = Kind::CommunityAirdrop);
    let no_price = u128::MAX - 1_000_000; // without tokens for sale there is no valuation
    let expected = [(Bound::SaleTranches, 0, 1), (Bound::OpeningValuation, 0, no_price)];
    assert_eq!(none.broken(), expected);
}

#[test]
fn the_community_gets_forty_to_sixty_percent() {
    let community = |sale: u64, airdrop: u64| {
        let max_opening_fdv = u64::MAX; // a smaller sale at the same price opens higher
        let given = given().amount(Kind::CommunitySale, sale);
        Given { max_opening_fdv, ..given.amount(Kind::CommunityAirdrop, airdrop) }.broken()
    };
    assert_eq!(community(399_999, 1), []);
    assert_eq!(community(399_998, 1), [(Bound::CommunityMin, 0, 1)]);
    assert_eq!(community(200_000, 400_000), []);
    assert_eq!(community(200_000, 400_001), [(Bound::CommunityMax, 0, 1)]);
}

#[test]
fn each_party_stays_within_its_share() {
    for (kind, limit, beyond, bound) in [
        (Kind::Kol, 100_000, 100_001, Bound::KolMax),
        (Kind::Vc, 150_000, 150_001, Bound::VcMax),
        (Kind::Team, 300_000, 300_001, Bound::InsiderMax), // with 50,000 of KOLs and VCs
        (Kind::Liquidity, 50_000, 49_999, Bound::LiquidityMin),
    ] {
        assert_eq!(given().amount(kind, limit).broken(), [], "{kind:?}");
        assert_eq!(given().amount(kind, beyond).broken(), [(bound, 0, 1)], "{kind:?}");
    }
}

/// KOLs, VCs and team count together, whichever of them grows.
#[test]
fn insiders_together_stay_within_their_share() {
    let insiders = |kol, vc, team| {
        let given = given().amount(Kind::Kol, kol).amount(Kind::Vc, vc);
        given.amount(Kind::Team, team).broken()
    };
    assert_eq!(insiders(100_000, 150_000, 100_000), []);
    assert_eq!(insiders(100_000, 150_000, 100_001), [(Bound::InsiderMax, 0, 1)]);
    assert_eq!(insiders(100_000, 149_999, 100_001), []);
    assert_eq!(insiders(0, 0, 350_000), []);
    assert_eq!(insiders(1, 0, 350_000), [(Bound::InsiderMax, 0, 1)]);
}

/// Tranches of one kind count together, and shares of a supply that 10,000 does not divide
/// round against whoever asks for more: of 1,000,009, KOLs get 100,000 and liquidity 50,001.
#[test]
fn shares_are_summed_over_tranches_and_rounded_against_the_bound() {
    let odd = |given: Given| {
        let given = given.tranche(Kind::Treasury, |t| t.amount += 9);
        Given { supply: 1_000_009, max_opening_fdv: u64::MAX, ..given }
    };
    let second = |kol: u64| {
        let mut given = odd(given().amount(Kind::Kol, 60_000));
        given.of(Kind::Treasury).amount -= kol;
        let another = Tranche { amount: kol, ..*given.of(Kind::Kol) };
        given.tranches.push(another);
        given.broken()
    };
    assert_eq!(second(40_000), []);
    assert_eq!(second(40_001), [(Bound::KolMax, 0, 1)]);
    assert_eq!(odd(given().amount(Kind::Liquidity, 50_001)).broken(), []);
    let thin = odd(given().amount(Kind::Liquidity, 50_000)).broken();
    assert_eq!(thin, [(Bound::LiquidityMin, 0, 1)]);
}

#[test]
fn unsold_tokens_go_to_an_airdrop_only_where_there_is_one() {
    let airdrop = |amount, unsold_to_airdrop| {
        let given = given().amount(Kind::CommunityAirdrop, amount);
        Given { unsold_to_airdrop, ..given }.broken()
    };
    assert_eq!(airdrop(1, true), []);
    assert_eq!(airdrop(0, true), [(Bound::AirdropMissing, 0, 1)]);
    assert_eq!(airdrop(0, false), []);
}

#[test]
fn the_opening_valuation_stays_within_what_was_declared() {
    let opens = |highest_price, max_opening_fdv| {
        let given = given().vc(u64::MAX, 90, 90);
        let given = given.tranche(Kind::Kol, |t| t.price = u64::MAX);
        let given = given.tranche(Kind::Team, |t| t.price = u64::MAX);
        Given { highest_price, max_opening_fdv, ..given }.broken()
    };
    assert_eq!(opens(400_000, 1_000_000), []);
    assert_eq!(opens(400_000, 999_999), [(Bound::OpeningValuation, 0, 1)]);
    // 400,001 * 1,000,000 / 400,000 = 1,000,002.5: rounded up
    assert_eq!(opens(400_001, 1_000_003), []);
    assert_eq!(opens(400_001, 1_000_002), [(Bound::OpeningValuation, 0, 1)]);
    // u64::MAX * 2.5, rounded up, where no u64 holds it
    let beyond = (u128::from(u64::MAX) * 5).div_ceil(2) - u128::from(u64::MAX);
    assert_eq!(opens(u64::MAX, u64::MAX), [(Bound::OpeningValuation, 0, beyond)]);
}
