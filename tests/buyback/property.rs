//! A year of random cycles, against the rules as the model: the vault never pays above the ceiling,
//! above a budget, or for tokens that are not burned; both mints add up to the unit after every
//! step; and in the end everything is closed and all rent is back.

use groundswell_sdk::math::tender::{Clearing, Grid, Tick, shift, tick_of};
use groundswell_tests::{BuybackError, MandateGiven, Stage, mandate::*, stage::address, tokens};
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;
use std::collections::BTreeMap;

const NAMES: [&str; 4] = ["ann", "ben", "cem", "dan"];
const CYCLES: u32 = 52;
const END: i64 = BEGINS + CYCLES as i64 * CYCLE;
const EACH: u64 = 10_000_000;

/// What is offered in one tender, by wallet and price.
type Book = BTreeMap<(&'static str, u16), u64>;

struct Run {
    mandate: MandateGiven,
    stage: Stage,
    random: ChaCha8Rng,
    /// Quote units that were sent to the vault, and that it paid.
    arrived: u64,
    paid: u64,
    /// Base units bought, burned for it, and donated to the escrow.
    bought: u64,
    burned: u64,
    donated: u64,
    tenders: u32,
}

fn rules(mandate: &MandateGiven) -> Grid {
    let args = &mandate.args;
    Grid {
        quote: args.reference_quote,
        base: args.reference_base,
        tick_bps: args.tick_bps,
        ceiling_bps: args.ceiling_bps,
    }
}

fn model(mandate: &MandateGiven, book: &Book, budget: u64) -> Clearing {
    let mut ticks = vec![Tick::default(); 64];
    for ((_, price), amount) in book {
        let args = &mandate.args;
        let tick = tick_of(*price, args.tick_bps, args.ceiling_bps).unwrap();
        shift(&mut ticks, tick, args.small_limit, 0, *amount).unwrap();
    }
    Clearing::compute(&rules(mandate), &ticks, budget).unwrap()
}

impl Run {
    fn new(seed: u64) -> Run {
        let mut random = ChaCha8Rng::seed_from_u64(seed);
        let mandate = MandateGiven::default().with(|args| {
            args.ends_at = END;
            args.carries = random.random();
            args.per_cycle = random.random_range(1..20_000);
            args.small_limit = random.random_range(1..30_000);
            args.reference_quote = random.random_range(10_000..300_000);
            args.reference_base = random.random_range(10_000..3_000_000);
            args.tick_bps = random.random_range(100..1_500);
            let ticks = random.random_range(1..=64.min(10_000 / args.tick_bps));
            args.ceiling_bps = ticks * args.tick_bps
                + random.random_range(0..100).min(10_000 - ticks * args.tick_bps);
        });
        let mut stage = mandate.stage();
        for name in NAMES {
            mandate.hold(&mut stage, name, EACH);
        }
        mandate.create(&mut stage).succeeds();
        let (payer, mint) = (address("payer"), mandate.keys.base_mint);
        stage.run(&[tokens::open(&payer, &mandate.keys.mandate, &mint, &tokens::TOKEN)], &[]);
        Run {
            mandate,
            stage,
            random,
            arrived: 0,
            paid: 0,
            bought: 0,
            burned: 0,
            donated: 0,
            tenders: 0,
        }
    }

    /// Both mints add up, and the books say what the vaults hold.
    fn check(&mut self, book: &Book) {
        let Run { mandate, stage, .. } = self;
        let offered: u64 = book.values().sum();
        let held: u64 = NAMES.iter().map(|name| mandate.base(stage, name)).sum();
        let waits = self.bought - self.burned;
        assert_eq!(
            mandate.vaults(stage),
            (offered + waits + self.donated, self.arrived - self.paid)
        );
        let all = NAMES.len() as u64 * EACH;
        assert_eq!(held + offered + self.bought, all);
        let others = 3 * HOLDINGS + self.donated;
        assert_eq!(stage.supply(&mandate.keys.base_mint), all + others - self.burned);
        let sellers: u64 = NAMES.iter().map(|name| mandate.quote(stage, name)).sum();
        assert_eq!(sellers, self.paid);
        let stored = mandate.stored(stage);
        assert!(stored.owed <= stored.held && stored.sunk <= stored.bought);
        assert_eq!((stored.bought, stored.sunk), (self.bought, self.burned));
    }

    fn arrive(&mut self) {
        let amount = self.random.random_range(0..30_000);
        self.mandate.pay_in(&mut self.stage, amount);
        self.arrived += amount;
        if amount > 0 && self.random.random_bool(0.5) {
            self.mandate.fund(&mut self.stage).succeeds();
        }
    }

    /// Offers and withdrawals until the freeze.
    fn trade(&mut self, cycle: u32) -> Book {
        let mut book = Book::new();
        let args = self.mandate.args.clone();
        for _ in 0..self.random.random_range(0..14) {
            let (mandate, stage, random) = (&self.mandate, &mut self.stage, &mut self.random);
            let name = NAMES[random.random_range(0..NAMES.len())];
            let tick = random.random_range(1..=args.ceiling_bps / args.tick_bps + 1);
            let price = tick * args.tick_bps + u16::from(random.random_bool(0.05));
            let amount = 10u64.pow(random.random_range(0..6)) * random.random_range(0..10);
            let mine = book.get(&(name, price)).copied().unwrap_or(0);
            if mine > 0 && random.random_bool(0.6) {
                let amount = amount.min(mine + 1);
                let call = mandate.withdraw(stage, name, cycle, price, amount);
                if amount == 0 {
                    call.fails_with(BuybackError::ZeroAmount);
                } else if amount > mine {
                    call.fails_with(BuybackError::MoreThanOffered);
                } else {
                    call.succeeds();
                    book.insert((name, price), mine - amount);
                    book.retain(|_, amount| *amount > 0);
                }
            } else {
                let call = mandate.offer(stage, name, cycle, price, amount);
                if amount == 0 {
                    call.fails_with(BuybackError::ZeroAmount);
                } else if price > args.ceiling_bps {
                    call.fails_with(BuybackError::AboveCeiling);
                } else if !price.is_multiple_of(args.tick_bps) {
                    call.fails_with(BuybackError::OffTick);
                } else {
                    call.succeeds();
                    book.insert((name, price), mine + amount);
                }
            }
            if self.random.random_bool(0.1) {
                let donation = self.random.random_range(1..1_000);
                self.mandate.give_base(&mut self.stage, &self.mandate.keys.base_vault(), donation);
                self.donated += donation;
            }
        }
        book
    }

    /// Every offer is collected, in any order; what is bought is burned now and then.
    fn collect(&mut self, cycle: u32, mut book: Book, budget: u64) {
        let clearing = model(&self.mandate, &book, budget);
        let grid = rules(&self.mandate);
        let ceiling = grid.price((grid.count() - 1) as u8).unwrap();
        assert!(clearing.spent <= budget && clearing.price <= ceiling);
        let (mut paid, mut bought) = (0, 0);
        while !book.is_empty() {
            let at = self.random.random_range(0..book.len());
            let ((name, price), amount) = book.iter().nth(at).map(|(k, v)| (*k, *v)).unwrap();
            let args = &self.mandate.args;
            let tick = tick_of(price, args.tick_bps, args.ceiling_bps).unwrap();
            let fill = clearing.fill(amount, tick, args.small_limit, args.reference_base).unwrap();
            // Nobody is paid less than they asked, up to the unit that rounding takes.
            let asked = u128::from(fill.taken) * u128::from(grid.price(tick).unwrap());
            assert!(u128::from(fill.paid + 1) * u128::from(grid.base) > asked);
            self.mandate.collect(&mut self.stage, name, cycle, price).succeeds();
            book.remove(&(name, price));
            (paid, bought) = (paid + fill.paid, bought + fill.taken);
            self.paid += fill.paid;
            self.bought += fill.taken;
            self.check(&book);
            if self.random.random_bool(0.3) {
                self.sink(cycle);
            }
        }
        self.sink(cycle);
        assert!(
            paid <= budget
                && u128::from(paid) * u128::from(grid.base)
                    <= u128::from(bought) * u128::from(ceiling)
        );
        let receipt = self.mandate.receipt(&mut self.stage, cycle).unwrap();
        assert_eq!((receipt.paid, receipt.bought, receipt.sunk), (paid, bought, bought));
        assert!(receipt.is_final.get() && self.mandate.tender(&mut self.stage, cycle).is_none());
    }

    fn sink(&mut self, cycle: u32) {
        let call = self.mandate.sink(&mut self.stage, cycle);
        if self.bought == self.burned {
            call.fails_with(BuybackError::NothingToSink);
        } else {
            call.succeeds();
            self.burned = self.bought;
        }
    }

    fn cycle(&mut self, cycle: u32) {
        self.arrive();
        self.stage.warp(BEGINS + i64::from(cycle) * CYCLE);
        let held = self.mandate.open(&mut self.stage, cycle).succeeds_or(BuybackError::NoBudget);
        if !held {
            return;
        }
        self.tenders += 1;
        let budget = self.mandate.tender(&mut self.stage, cycle).unwrap().budget;
        let args = &self.mandate.args;
        let granted = if args.carries { u64::from(cycle) + 1 } else { 1 } * args.per_cycle;
        assert!(budget <= granted && budget <= self.arrived - self.paid);
        let book = self.trade(cycle);
        self.check(&book);
        self.stage.warp(BEGINS + i64::from(cycle) * CYCLE + CLOSE);
        self.mandate.clear(&mut self.stage, cycle).succeeds();
        self.collect(cycle, book, budget);
        let stored = self.mandate.stored(&mut self.stage);
        let spent = u64::from(cycle + 1) * self.mandate.args.per_cycle;
        assert!((stored.spent, stored.owed) == (self.paid, 0) && self.paid <= spent);
    }

    /// After the end everything leaves, and everyone has their rent back.
    fn wind_up(mut self) {
        let (left, bought) = (self.arrived - self.paid, self.bought);
        let Run { mandate, stage, .. } = &mut self;
        stage.warp(END);
        if left > 0 {
            mandate.finish(stage).succeeds();
        }
        assert_eq!(mandate.stream.vault(stage), left);
        for cycle in 0..CYCLES {
            if mandate.receipt(stage, cycle).is_some() {
                mandate.close_receipt(stage, cycle).succeeds();
            }
        }
        mandate.close(stage).succeeds();
        let all = NAMES.len() as u64 * EACH + 3 * HOLDINGS;
        assert_eq!(stage.supply(&mandate.keys.base_mint), all - bought);
        for name in ["host", "ann", "ben", "cem", "dan"] {
            assert_eq!(stage.lamports(&address(name)), 1_000_000_000_000, "{name}");
        }
    }
}

#[test]
fn inv_12_a_year_of_cycles_pays_what_the_rules_say_and_no_more() {
    let (mut tenders, mut bought) = (0, 0);
    for seed in 0..4 {
        let mut run = Run::new(seed);
        for cycle in 0..CYCLES {
            if run.random.random_bool(0.9) {
                run.cycle(cycle);
            }
        }
        (tenders, bought) = (tenders + run.tenders, bought + run.bought);
        run.wind_up();
    }
    assert!(tenders > 100 && bought > 1_000_000, "{tenders} tenders bought {bought}");
}
