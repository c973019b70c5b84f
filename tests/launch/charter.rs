//! seal: the bounds on the charter, each on its boundary and one beyond. What one tranche
//! gains another gives, so that only the bound in question decides.

use groundswell_sdk::math::charter::Kind;
use groundswell_tests::{Given, LaunchError, World, given::*};

#[test]
fn the_sales_tranche_may_stand_anywhere() {
    let mut world = World::lite(Given::with(|given| given.tranches.swap(0, 1))).draft().seal_now();

    assert_eq!(world.launch().for_sale, FOR_SALE);
}

/// The charter as changed is sealed.
fn seals(change: impl Fn(&mut Given)) {
    World::lite(Given::with(change)).draft().seal().succeeds();
}

/// The charter as changed is refused, with exactly this error.
fn refuses(error: LaunchError, change: impl Fn(&mut Given)) {
    World::lite(Given::with(change)).draft().seal().fails_with(error);
}

const SALE: usize = 0;
const AIRDROP: usize = 1;
const KOL: usize = 2;
const VC: usize = 3;
const TEAM: usize = 4;
const LIQUIDITY: usize = 5;
const TREASURY: usize = 6;

/// Moves base units between two tranches of the default charter.
fn shift(from: usize, to: usize, amount: u64) -> impl Fn(&mut Given) {
    move |given| {
        given.tranches[from].amount -= amount;
        given.tranches[to].amount += amount;
    }
}

#[test]
fn tranches_add_up_to_the_supply() {
    seals(|_| {});
    refuses(LaunchError::TrancheSum, |g| g.tranches[TREASURY].amount -= 1);
    refuses(LaunchError::TrancheSum, |g| g.tranches[TREASURY].amount += 1);
    refuses(LaunchError::TrancheSum, |g| g.tranches.iter_mut().for_each(|t| t.amount = u64::MAX));
}

#[test]
fn there_is_exactly_one_sale() {
    refuses(LaunchError::SaleTranches, |g| g.tranches[SALE].kind = Kind::CommunityAirdrop as u8);
    refuses(LaunchError::SaleTranches, |g| g.tranches[AIRDROP].kind = Kind::CommunitySale as u8);
}

#[test]
fn the_community_gets_40_to_60_per_cent() {
    // 50 % by default.
    seals(shift(AIRDROP, TREASURY, 99_999));
    refuses(LaunchError::CommunityMin, |g| {
        g.tranches[SALE].amount -= 1;
        g.tranches[AIRDROP].amount = 1;
        g.tranches[TREASURY].amount += 100_000;
        g.tranches[SALE].amount -= 1;
        g.tranches[TREASURY].amount += 1;
        g.args.max_opening_fdv = 200_000;
    });
    seals(|g| {
        shift(VC, AIRDROP, 50_000)(g);
        shift(TEAM, AIRDROP, 50_000)(g);
    });
    refuses(LaunchError::CommunityMax, |g| {
        shift(VC, AIRDROP, 50_000)(g);
        shift(TEAM, AIRDROP, 50_001)(g);
    });
}

#[test]
fn insiders_stay_under_their_shares() {
    seals(shift(TEAM, KOL, 50_000));
    refuses(LaunchError::KolMax, shift(TEAM, KOL, 50_001));
    seals(shift(TEAM, VC, 50_000));
    refuses(LaunchError::VcMax, shift(TEAM, VC, 50_001));
    // 30 % together by default.
    let more = |amount| {
        move |g: &mut Given| {
            shift(AIRDROP, TEAM, 25_000)(g);
            shift(TREASURY, TEAM, amount)(g);
        }
    };
    seals(more(25_000));
    refuses(LaunchError::InsiderMax, more(25_001));
}

#[test]
fn liquidity_gets_5_per_cent() {
    seals(shift(LIQUIDITY, TREASURY, 50_000));
    refuses(LaunchError::LiquidityMin, shift(LIQUIDITY, TREASURY, 50_001));
}

#[test]
fn cheaper_means_longer() {
    // Price as a share of the target, and the days it demands.
    for (price, days) in [
        (TARGET, 90),
        (TARGET - 1, 180),
        (TARGET * 3 / 4, 180),
        (TARGET * 3 / 4 - 1, 270),
        (TARGET / 2, 270),
        (TARGET / 2 - 1, 365),
        (0, 365),
    ] {
        let lock = days * DAY as u32;
        let locked = |cliff: u32, linear: u32| {
            move |g: &mut Given| {
                let vc = &mut g.tranches[VC];
                (vc.price, vc.cliff_seconds, vc.linear_seconds) = (price, cliff, linear);
            }
        };
        seals(locked(lock, lock));
        refuses(LaunchError::Cliff, locked(lock - 1, lock));
        refuses(LaunchError::Linear, locked(lock, lock - 1));
    }
}

#[test]
fn locks_end_within_ten_years() {
    seals(|g| g.tranches[TREASURY].cliff_seconds = 3_650 * DAY as u32);
    refuses(LaunchError::LockMax, |g| g.tranches[TREASURY].cliff_seconds = 3_650 * DAY as u32 + 1);
    refuses(LaunchError::LockMax, |g| g.tranches[TEAM].linear_seconds = u32::MAX);
}

#[test]
fn the_opening_valuation_is_kept() {
    // 40,000 quote units for 40 % of the supply value all of it at 100,000.
    seals(|g| g.args.max_opening_fdv = 100_000);
    refuses(LaunchError::OpeningValuation, |g| g.args.max_opening_fdv = 99_999);
    // An auction is valued at its highest tick.
    let auction = |limit| {
        move |g: &mut Given| {
            *g = Given::auction(&[20_000, 60_000]);
            g.args.max_opening_fdv = limit;
        }
    };
    seals(auction(150_000));
    refuses(LaunchError::OpeningValuation, auction(149_999));
}

#[test]
fn unsold_tokens_need_an_airdrop_to_go_to() {
    seals(|g| g.args.unsold = 1);
    refuses(LaunchError::AirdropMissing, |g| {
        g.args.unsold = 1;
        g.tranches[AIRDROP].kind = Kind::Treasury as u8;
    });
    seals(|g| g.tranches[AIRDROP].kind = Kind::Treasury as u8);
}
