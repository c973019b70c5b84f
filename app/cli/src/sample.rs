//! Contributors drawn from a distribution: the same seed draws the same on every machine.
//!
//! Weights come from a shape, then all is integers: each wallet has its weight times one
//! common scale, kept within the wallet limits, and the scale is the one at which the amounts
//! add up to the total, to the unit. Transcendental functions are those of `libm`, which are
//! the same code everywhere, not those of the platform.

mod shape;
mod spread;

use std::str::FromStr;

use anyhow::{Context, ensure};
use groundswell_math::ladder::Rule;
use groundswell_sdk::Address;
use rand_chacha::{
    ChaCha8Rng,
    rand_core::{RngCore, SeedableRng},
};

pub use shape::Shape;

use crate::{
    money,
    plan::{AirdropPlan, ContributorRow, GatePlan, Plan, SamplePlan},
};

/// The seed where none is given.
pub const DEFAULT_SEED: u64 = 1;
/// Most wallets a sample may have.
pub const MAX_WALLETS: u32 = 1_000_000;

// What a stream of random numbers is for: each draws alike whatever the others need.
const WALLETS: u64 = 0;
const AMOUNTS: u64 = 1;
const BIDS: u64 = 2;
/// The list of the first airdrop, if it is drawn; the next has the next number.
const LISTS: u64 = 1_000;
/// The claims of the first airdrop; likewise.
const CLAIMS: u64 = 2_000;

/// How a list that is drawn spreads its tokens: the largest tenth has about four tenths.
const LIST_SHAPE: Shape = Shape::Lognormal(1.0);

/// Whom and what a sample may be of.
#[derive(Clone, Copy, Debug)]
pub struct Field<'a> {
    /// Least of one wallet (quote units).
    pub wallet_min: u64,
    /// Most of one wallet (quote units).
    pub wallet_max: u64,
    /// Decimals of the quote token, for messages.
    pub quote_decimals: u8,
    /// Ticks to bid at; one at fixed prices.
    pub ticks: usize,
    /// The only wallets that may contribute, and how much (quote units).
    pub allowlist: Option<&'a [(Address, u64)]>,
}

impl<'a> Field<'a> {
    /// What a plan's sale admits.
    pub fn of(plan: &'a Plan) -> Self {
        let is_auction = plan.terms.rule == Rule::Auction as u8;
        Field {
            wallet_min: plan.terms.wallet_min,
            wallet_max: plan.terms.wallet_max,
            quote_decimals: plan.quote_decimals,
            ticks: if is_auction { plan.terms.ticks.len() } else { 1 },
            allowlist: match &plan.gate {
                GatePlan::Allowlist(list) => Some(list),
                _ => None,
            },
        }
    }
}

/// Draws the contributors of a plan's sale.
pub fn draw(plan: &Plan, sample: &SamplePlan) -> anyhow::Result<Vec<ContributorRow>> {
    let rows = draw_from(&Field::of(plan), sample);
    rows.map_err(|error| anyhow::anyhow!("{}: [rehearsal]: {error}", plan.path.display()))
}

/// Draws contributors whom `field` admits. An auction's bids lie in a bell around the middle
/// of its ticks, whatever their size.
pub fn draw_from(field: &Field, sample: &SamplePlan) -> anyhow::Result<Vec<ContributorRow>> {
    let shape = Shape::from_str(&sample.shape)
        .map_err(|expected| anyhow::anyhow!("the shape is \"{}\", {expected}", sample.shape))?;
    ensure!(
        (1..=MAX_WALLETS).contains(&sample.wallets),
        "cannot draw {} wallets: expected 1 to {}",
        sample.wallets,
        money::grouped(MAX_WALLETS, 0)
    );
    ensure!(field.ticks > 0, "cannot draw bids: the auction has no prices");

    let wallets = pick_wallets(field, sample)?;
    let mut random = stream(sample.seed, AMOUNTS);
    let weights = shape.weights(wallets.len(), &mut random);
    let limits = wallets.iter().map(|(_, most)| (field.wallet_min.max(1), *most));
    let limits: Vec<_> = limits.collect();
    let amounts = spread::spread(sample.total, &weights, &limits)
        .map_err(|range| impossible(field, sample, &range))?;

    let mut random = stream(sample.seed, BIDS);
    let rows = (2..).zip(wallets).zip(amounts).map(|((line, (wallet, _)), amount)| {
        let tick = if field.ticks > 1 { shape::bell(field.ticks, &mut random) } else { 0 };
        let tick =
            u8::try_from(tick).context("cannot draw bids: the auction has too many prices")?;
        Ok(ContributorRow { wallet, amount: i128::from(amount), tick, line })
    });
    rows.collect()
}

/// Draws the list of an airdrop that names none: wallets and base units, each at least one, that
/// add up to its tranche.
pub fn claimants(plan: &Plan, airdrop: &AirdropPlan) -> anyhow::Result<Vec<(Address, u64)>> {
    let amount = airdrop.amount(plan);
    // No more wallets than units to give.
    let count = usize::try_from(amount.min(plan.claims.wallets.into()))?;
    let number = airdrop.number.saturating_sub(1);
    let mut random = stream(plan.claims.seed, LISTS.saturating_add(number));
    let weights = LIST_SHAPE.weights(count, &mut random);
    let amounts = spread::spread(amount, &weights, &vec![(1, amount); count])
        .map_err(|_| anyhow::anyhow!("no list adds up to the airdrop's tranche"))?;
    let mut wallet = || {
        let mut bytes = [0; 32];
        random.fill_bytes(&mut bytes);
        Address::new_from_array(bytes)
    };
    Ok(amounts.into_iter().map(|amount| (wallet(), amount)).collect())
}

/// The random numbers that the claims of airdrop number `airdrop` (from 0) are drawn with.
pub fn claims_stream(seed: u64, airdrop: usize) -> ChaCha8Rng {
    stream(seed, CLAIMS.saturating_add(airdrop as u64))
}

/// The random numbers that the market of a rehearsal's buyback is drawn with.
pub fn market_stream(seed: u64) -> ChaCha8Rng {
    stream(seed, u64::MAX)
}

/// Wallets and the most each may contribute: anyone, or some of those on the allowlist.
fn pick_wallets(field: &Field, sample: &SamplePlan) -> anyhow::Result<Vec<(Address, u64)>> {
    let mut random = stream(sample.seed, WALLETS);
    let Some(list) = field.allowlist else {
        let wallets = (0..sample.wallets).map(|_| {
            let mut bytes = [0; 32];
            random.fill_bytes(&mut bytes);
            (Address::new_from_array(bytes), field.wallet_max)
        });
        return Ok(wallets.collect());
    };
    let capped = list.iter().map(|(wallet, cap)| (*wallet, field.wallet_max.min(*cap)));
    let able = capped.filter(|(_, most)| *most >= field.wallet_min);
    let mut able: Vec<_> = able.map(|entry| (random.next_u64(), entry)).collect();
    let (wanted, found) = (usize::try_from(sample.wallets)?, able.len());
    ensure!(
        wanted <= found,
        "cannot draw {wanted} wallets: the allowlist has {found} whose cap is at least the \
         wallet minimum"
    );
    able.sort_by_key(|(order, _)| *order);
    Ok(able.into_iter().map(|(_, entry)| entry).take(wanted).collect())
}

/// Says why no amounts within the limits add up to the total.
fn impossible(field: &Field, sample: &SamplePlan, range: &spread::OutOfRange) -> anyhow::Error {
    let show = |units: u128| money::grouped(units, field.quote_decimals);
    anyhow::anyhow!(
        "cannot spread {} over {} wallets: the limits per wallet allow {} to {} together",
        show(sample.total.into()),
        sample.wallets,
        show(range.least),
        show(range.most)
    )
}

fn stream(seed: u64, number: u64) -> ChaCha8Rng {
    let mut key = [0; 32];
    for (byte, value) in key.iter_mut().zip(seed.to_le_bytes()) {
        *byte = value;
    }
    let mut random = ChaCha8Rng::from_seed(key);
    random.set_stream(number);
    random
}

#[cfg(test)]
mod tests {
    use super::*;

    const OPEN: Field = Field {
        wallet_min: 10_000_000,
        wallet_max: 5_000_000_000,
        quote_decimals: 6,
        ticks: 1,
        allowlist: None,
    };

    fn sample(shape: &str) -> SamplePlan {
        SamplePlan { wallets: 500, total: 123_456_789_123, shape: shape.to_owned(), seed: 7 }
    }

    #[test]
    fn amounts_add_up_to_the_unit_and_keep_the_limits() {
        for shape in ["equal", "uniform", "pareto:1.16", "pareto:0.3", "lognormal:2.5"] {
            let rows = draw_from(&OPEN, &sample(shape)).unwrap();
            assert_eq!(rows.len(), 500);
            assert_eq!(rows.iter().map(|r| r.amount).sum::<i128>(), 123_456_789_123, "{shape}");
            let limits = i128::from(OPEN.wallet_min)..=i128::from(OPEN.wallet_max);
            assert!(rows.iter().all(|r| limits.contains(&r.amount)), "{shape}");
        }
    }

    #[test]
    fn a_seed_draws_the_same_everywhere_and_another_draws_others() {
        let first = draw_from(&OPEN, &sample("lognormal:1.5")).unwrap();
        assert_eq!(first, draw_from(&OPEN, &sample("lognormal:1.5")).unwrap());
        // Pinned: a change of these numbers changes every published sample.
        assert_eq!(first[0].wallet.to_string(), "8nkcy2zu5c5z8Hrewa7UZNRYEVkHg1iPvpDzMTPyZvck");
        assert_eq!(first[0].amount, 78_478_384);

        let other = draw_from(&OPEN, &SamplePlan { seed: 8, ..sample("lognormal:1.5") }).unwrap();
        assert!(first.iter().zip(&other).all(|(a, b)| a.wallet != b.wallet));
    }

    #[test]
    fn what_cannot_add_up_is_refused_with_what_could() {
        let least = SamplePlan { total: 500 * OPEN.wallet_min, ..sample("equal") };
        assert!(draw_from(&OPEN, &least).is_ok());
        let under = SamplePlan { total: least.total - 1, ..least.clone() };
        let message = draw_from(&OPEN, &under).unwrap_err().to_string();
        assert!(message.ends_with("allow 5,000 to 2,500,000 together"), "{message}");

        let most = SamplePlan { total: 500 * OPEN.wallet_max, ..least };
        assert!(draw_from(&OPEN, &most).is_ok());
        assert!(draw_from(&OPEN, &SamplePlan { total: most.total + 1, ..most }).is_err());
        assert!(draw_from(&OPEN, &SamplePlan { wallets: 0, ..sample("equal") }).is_err());
    }

    #[test]
    fn a_drawn_list_adds_up_to_its_tranche_whoever_is_on_it() {
        let example = concat!(env!("CARGO_MANIFEST_DIR"), "/../../examples/pro-rata.toml");
        let mut plan = crate::file::read(example.as_ref()).unwrap();
        let first = plan.airdrops[0].clone();
        let second = AirdropPlan { number: 2, ..first.clone() };
        for (amount, wallets) in [(2_000_000_000_000, 800), (801, 800), (7, 7), (1, 1)] {
            plan.tranches[first.tranche].amount = amount;
            let list = claimants(&plan, &first).unwrap();
            assert_eq!(list.len(), wallets);
            assert_eq!(list.iter().map(|(_, units)| units).sum::<u64>(), amount);
            assert!(list.iter().all(|(_, units)| *units > 0));
            assert_eq!(list, claimants(&plan, &first).unwrap());
            assert_ne!(list[0].0, claimants(&plan, &second).unwrap()[0].0);
        }
    }

    #[test]
    fn bids_use_every_part_of_the_ladder_and_mostly_its_middle() {
        let rows = draw_from(&Field { ticks: 20, ..OPEN }, &sample("equal")).unwrap();
        let count = |from, to| rows.iter().filter(|r| (from..to).contains(&r.tick)).count();
        assert!(count(5, 15) > 250, "{}", count(5, 15));
        assert!(count(0, 5) > 25 && count(15, 20) > 25);
        assert_eq!(count(0, 20), 500);
    }

    #[test]
    fn an_allowlist_is_drawn_from_within_its_caps() {
        let caps = [5, 10, 20, 30].map(|whole| whole * 1_000_000);
        let list: Vec<_> = (1..).map(|n| Address::new_from_array([n; 32])).zip(caps).collect();
        let field = Field { allowlist: Some(&list), ..OPEN };
        let all = SamplePlan { wallets: 3, total: 60_000_000, ..sample("uniform") };
        for row in draw_from(&field, &all).unwrap() {
            let listed = list.iter().find(|(wallet, _)| *wallet == row.wallet).unwrap();
            assert_eq!(row.amount, i128::from(listed.1));
        }
        assert!(draw_from(&field, &SamplePlan { wallets: 4, ..all }).is_err());
    }
}
