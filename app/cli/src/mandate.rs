//! What a launch file's mandate will do, as far as its terms tell: its cycles, what keeps it from
//! holding a tender, its prices, and what it can spend.

use groundswell_math::{
    amount::{bps_floor, mul_div_floor},
    ladder::Rule,
    mandate::{Calendar, Span, Tender, around, budget, unlocks},
    tender::Grid,
};

use crate::{
    plan::{GrantsPlan, Plan},
    price::Measure,
    rules,
    unlocks::calendar,
};

/// A mandate whose launch has settled, or is thought to.
pub struct Mandate<'a> {
    /// Of this launch.
    pub plan: &'a Plan,
    /// When its cycles and tenders are.
    pub calendar: Calendar,
    /// When the launch settled (unix seconds): the clocks of its plans start then.
    pub settled_at: i64,
    /// The prices at which it buys.
    pub grid: Grid,
    /// What it gets of the raise (quote units).
    pub funded: u64,
    blackouts: Vec<Blackout>,
}

/// A time in which nothing is bought.
#[derive(Clone, Copy, Debug)]
pub struct Blackout {
    /// Because something of this tranche unlocks ..
    pub tranche: usize,
    /// .. at this moment (unix seconds).
    pub unlock: i64,
    span: Span,
}

/// One cycle.
pub struct Cycle {
    /// Its number, from 0.
    pub number: u32,
    /// When its tender is.
    pub tender: Tender,
    /// What keeps it from being held.
    pub blackouts: Vec<Blackout>,
    /// The most it can spend: if nothing was spent before (quote units).
    pub most: u64,
}

/// How a cycle stands at some moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// A blackout meets its tender.
    NotHeld,
    /// Its tender has not begun.
    ToCome,
    /// Offers are made and withdrawn.
    Open,
    /// Offers stand.
    Frozen,
    /// Its tender is over.
    Closed,
}

impl State {
    /// As people read it.
    pub fn words(self) -> &'static str {
        match self {
            State::NotHeld => "not held",
            State::ToCome => "to come",
            State::Open => "takes offers",
            State::Frozen => "frozen",
            State::Closed => "closed",
        }
    }

    /// As machines do.
    pub fn name(self) -> &'static str {
        match self {
            State::NotHeld => "not_held",
            State::ToCome => "to_come",
            State::Open => "open",
            State::Frozen => "frozen",
            State::Closed => "closed",
        }
    }
}

impl<'a> Mandate<'a> {
    /// The mandate of a launch that settles at its close, for its target.
    pub fn of(plan: &'a Plan) -> Self {
        Mandate::settled(plan, plan.terms.closes_at, plan.terms.target)
    }

    /// The mandate of a launch that settles at a moment (unix seconds) and raises so much (quote
    /// units). An auction's price is what it raises, or its lowest where that is more; then not
    /// all was sold.
    pub fn settled(plan: &'a Plan, settled_at: i64, raise: u64) -> Self {
        let price = match Rule::from_u8(plan.terms.rule) {
            Some(Rule::Auction) => raise.max(plan.terms.target),
            _ => plan.terms.target,
        };
        let watched = plan.buyback.watched(plan);
        let grants = plan.grants.iter().filter(|grants| watched.contains(&grants.tranche));
        let of = |grants: &GrantsPlan| {
            let schedule = grants.schedule(plan);
            let all = unlocks(&schedule.rule()).map(|after| {
                let unlock = settled_at.saturating_add(after);
                let span = around(unlock, plan.buyback.around_unlocks);
                Blackout { tranche: grants.tranche, unlock, span }
            });
            all.collect::<Vec<_>>()
        };
        Mandate {
            plan,
            calendar: plan.buyback.calendar(plan),
            settled_at,
            grid: plan.buyback.grid(price, Measure::of(plan).sale_supply),
            funded: bps_floor(raise, plan.terms.buyback_bps).unwrap_or(0),
            blackouts: grants.flat_map(of).collect(),
        }
    }

    /// Every cycle, in order.
    pub fn cycles(&self) -> impl Iterator<Item = Cycle> {
        (0..self.calendar.cycles()).map_while(|number| self.cycle(number))
    }

    /// One cycle, if there is such a one.
    pub fn cycle(&self, number: u32) -> Option<Cycle> {
        let tender = self.calendar.tender_of(number)?;
        let meets = |blackout: &&Blackout| blackout.span.overlaps(tender.span());
        let blackouts = self.blackouts.iter().filter(meets).copied().collect();
        let buyback = &self.plan.buyback;
        let per_cycle = buyback.per_cycle(self.plan);
        let most = budget(per_cycle, buyback.carries, number, 0, self.funded, None);
        Some(Cycle { number, tender, blackouts, most })
    }

    /// Whether there is a tender that no blackout meets.
    pub fn is_ever_held(&self) -> bool {
        let spans: Vec<Span> = self.blackouts.iter().map(|blackout| blackout.span).collect();
        self.calendar.first_free(&spans).is_some()
    }

    /// What all tenders together can spend by the terms, were there money for it (quote units).
    pub fn spends(&self) -> u128 {
        let held = self.cycles().filter(|cycle| cycle.blackouts.is_empty());
        let per_cycle = u128::from(self.plan.buyback.per_cycle(self.plan));
        let cycles = match self.plan.buyback.carries {
            true => held.last().map_or(0, |cycle| u128::from(cycle.number).saturating_add(1)),
            false => held.count() as u128,
        };
        per_cycle.saturating_mul(cycles)
    }

    /// What so many quote units buy at a tick, at most (base units, rounded down).
    pub fn buys(&self, quote: u64, tick: u8) -> u64 {
        let price = self.grid.price(tick).filter(|price| *price > 0);
        // What does not fit is more than there is.
        let bought =
            price.map(|price| mul_div_floor(quote, self.grid.base, price).unwrap_or(u64::MAX));
        bought.unwrap_or(0)
    }

    /// Every price: its tick, its share of the sale's price (bps), and quote units for all that was
    /// for sale.
    pub fn prices(&self) -> impl Iterator<Item = (u8, u16, u64)> {
        (0..).map_while(|tick: u8| {
            let bps = (u16::from(tick) + 1).checked_mul(self.grid.tick_bps)?;
            Some((tick, bps, self.grid.price(tick)?))
        })
    }

    /// Base units as tokens, at a price for all that was for sale.
    pub fn per_token(&self, price: u64) -> String {
        format!("{} {}", Measure::of(self.plan).shown(price), self.plan.quote_symbol)
    }
}

impl Blackout {
    /// `tranche 6 (kol) unlocks on 2027-09-01`.
    pub fn words(&self, plan: &Plan) -> String {
        let name = rules::tranche_name(plan, self.tranche);
        format!("{name} unlocks on {}", calendar::day(self.unlock))
    }
}

impl Cycle {
    /// How it stands at `at` (unix seconds).
    pub fn state(&self, at: i64) -> State {
        match self.tender {
            _ if !self.blackouts.is_empty() => State::NotHeld,
            tender if at < tender.opens_at => State::ToCome,
            tender if tender.takes_offers(at) => State::Open,
            tender if at < tender.closes_at => State::Frozen,
            _ => State::Closed,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use groundswell_math::tender::{Clearing, MAX_TICKS, Tick, shift};

    use super::*;
    use crate::file;

    fn level() -> Plan {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
        file::read(&root.join("examples/level.toml")).unwrap()
    }

    /// The tender that docs/buyback.md works through.
    #[test]
    fn the_documented_tender_clears_as_documented() {
        let plan = level();
        let (grid, limit) = (Mandate::of(&plan).grid, plan.buyback.small_limit(&plan));
        let offers = [(6_000, 60_000), (6_500, 80_000), (7_000, 100_000), (7_000, 10_000)]
            .map(|(bps, tokens)| (u8::try_from(bps / 250 - 1).unwrap(), tokens * 1_000_000));
        let mut ticks = [Tick::default(); MAX_TICKS];
        for (tick, amount) in offers {
            shift(&mut ticks, tick, limit, 0, amount).unwrap();
        }

        let clearing = Clearing::compute(&grid, &ticks, 1_000_000_000).unwrap();

        assert_eq!((clearing.bought, clearing.spent), (178_571_428_571, 999_999_999));
        assert_eq!(Mandate::of(&plan).per_token(clearing.price), "0.0056 USDC");
        let fills = offers.map(|(tick, amount)| {
            let fill = clearing.fill(amount, tick, limit, grid.base).unwrap();
            (fill.taken, fill.paid)
        });
        let expected = [
            (60_000_000_000, 336_000_000),
            (80_000_000_000, 448_000_000),
            (32_142_857_142, 179_999_999),
            (6_428_571_428, 35_999_999),
        ];
        assert_eq!(fills, expected);
    }

    #[test]
    fn what_tenders_can_spend_depends_on_what_carries() {
        let mut plan = level();
        // Twelve, of which cycles 6 and 9 are dark.
        let budget = u128::from(plan.buyback.per_cycle(&plan));
        assert_eq!(Mandate::of(&plan).spends(), 12 * budget);
        plan.buyback.carries = false;
        assert_eq!(Mandate::of(&plan).spends(), 10 * budget);
        assert!(Mandate::of(&plan).is_ever_held());
    }

    #[test]
    fn only_an_auctions_price_follows_what_it_raised() {
        let plan = level();
        let closes = plan.terms.closes_at;
        let half = Mandate::settled(&plan, closes, plan.terms.target / 2);
        assert_eq!((half.grid.quote, half.funded), (plan.terms.target, plan.terms.target / 20));
    }
}
