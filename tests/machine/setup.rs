//! Both launches, drafted and sealed, and who has what before the first step.

use groundswell_sdk::pda;
use groundswell_tests::{
    Given, PlanGiven, World, given::*, grants::YEAR, plan, stage::address, tokens,
};
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;
use std::collections::{BTreeMap, BTreeSet};

use crate::{
    model::{Books, Model, Name, Plan, Terms},
    run::{Aim, GRANTEES, LISTERS, OTHERS, PURSE, Run, Side, WALLETS},
};

/// A standalone plan with every duty, of a mint of its own.
pub fn duties() -> PlanGiven {
    PlanGiven::default().with_deliverable().with(|args| {
        (args.starts_at, args.cliff, args.end) = (OPENS, 30 * DAY, 300 * DAY);
        (args.deliver_by, args.mark_seconds) = (100 * DAY, 60 * DAY);
        (args.needs_disclosure, args.cancel, args.reassign) = (true, 3, 2);
    })
}

fn terms(given: &Given) -> Terms {
    let a = &given.args;
    let tenth = u128::from(SUPPLY / 100);
    Terms {
        rule: a.rule,
        target: a.target.into(),
        ticks: a.ticks.iter().map(|t| u128::from(*t)).collect(),
        for_sale: FOR_SALE.into(),
        min_raise: a.min_raise.into(),
        bps: [a.liquidity_bps.into(), a.buyback_bps.into()],
        joins: a.unsold == 1,
        returns: a.on_failure == 1,
        opens: OPENS,
        closes: CLOSES,
        grace: GRACE_ENDS,
        list: vec![("lister a", 60_000), ("lister b", 40_000)],
        list_until: LISTS_END,
        epoch: 7 * DAY,
        epoch_most: tenth,
        per_cycle: 300,
        small: 100,
        ceiling_bps: 9_000,
        tranches: (0..).zip(&given.tranches).map(|(n, t)| (n, t.amount.into())).collect(),
    }
}

fn plans(world: &World, side: usize) -> Vec<Plan> {
    let base = |(n, plan): (usize, PlanGiven)| Plan {
        token: format!("{side}b"),
        vault: format!("{side}b/plan {n}"),
        total: plan.args.total.into(),
        start: plan.args.start,
        cliff: plan.args.cliff,
        end: plan.args.end,
        governed: plan.keys.governor.is_some(),
        ..Plan::default()
    };
    let mut all: Vec<Plan> = world.plans().into_iter().enumerate().map(base).collect();
    let vault = format!("q/{side} stream");
    all.push(Plan { token: "q".into(), vault, end: YEAR, ..Plan::default() });
    let args = duties().args;
    all.push(Plan {
        token: "m".into(),
        vault: "m/duties".into(),
        total: args.total.into(),
        cliff: args.cliff,
        end: args.end,
        zero: Some(args.starts_at),
        silent: true,
        ..Plan::default()
    });
    all
}

fn given(random: &mut ChaCha8Rng) -> Given {
    let mut given = match random.random_range(0..3) {
        0 => Given::default(),
        1 => Given::level(&[50, 500, 2_000, 8_000, 20_000, 50_000]),
        _ => Given::auction(&(0..20).map(|tick| 20_000 + tick * 2_500).collect::<Vec<_>>()),
    };
    given.args.unsold = random.random_range(0..2);
    given.args.on_failure = random.random_range(0..2);
    given
}

impl Run {
    pub fn new(seed: u64) -> Run {
        let mut random = ChaCha8Rng::seed_from_u64(seed);
        let first = given(&mut random);
        let mut world = World::lite(first.clone()).draft().seal_now();
        let one = world.keys;
        let mut second = given(&mut random);
        second.args.id = 2;
        (world.given, world.keys) = (second.clone(), world.keys_of(2, "other mint"));
        world.make_base_mint("other mint");
        let mut world = world.draft().seal_now();
        let two = world.keys;
        let standalone = duties();
        world.make_mint("mint", &tokens::TOKEN, "grantor", 2_000_000);
        standalone.make(&mut world);
        let (mut books, mut places) = (Books::new(), BTreeMap::new());
        let everyone = || WALLETS.into_iter().chain(LISTERS).chain(GRANTEES).chain(OTHERS);
        for name in everyone() {
            world.endow(name);
            let amount = if WALLETS.contains(&name) { PURSE } else { 0 };
            world.mint_to("quote mint", &tokens::TOKEN, "quote bank", name, amount);
            world.mint_to("mint", &tokens::TOKEN, "grantor", name, 0);
            books.insert(format!("q/{name}"), amount.into());
            places.insert(format!("q/{name}"), one.quote_account(&address(name)).0);
            places.insert(format!("m/{name}"), standalone.keys.account_of(&address(name)).0);
        }
        books.insert("m/grantor".into(), 2_000_000);
        places.insert("m/duties".into(), standalone.keys.vault());
        let mut sides = vec![];
        for (side, (keys, given)) in [(one, first), (two, second)].into_iter().enumerate() {
            (world.keys, world.given) = (keys, given.clone());
            let payer = address("payer");
            let holders = everyone().map(address).chain([keys.mandate]);
            for wallet in holders {
                world.run(&[tokens::open(&payer, &wallet, &keys.base_mint, &tokens::TOKEN)], &[]);
            }
            for name in everyone() {
                places.insert(format!("{side}b/{name}"), keys.base_account(&address(name)).0);
            }
            let base = |holder: &str| format!("{side}b/{holder}");
            let quote = |holder: &str| format!("q/{side} {holder}");
            places.insert(base("vault"), keys.at.base_vault);
            places.insert(base("list"), pda::distributor_vault(&world.list_addresses()[0], 0));
            places.insert(base("mandate"), pda::mandate_base_vault(&keys.mandate));
            places.insert(base("mandate sent"), keys.base_account(&keys.mandate).0);
            places.insert(quote("sale"), keys.at.quote_vault);
            places.insert(quote("liquidity"), keys.at.liquidity_vault);
            places.insert(quote("mandate"), keys.buyback_vault());
            places.insert(quote("stream"), keys.treasury_vault());
            for (n, plan) in world.plans().iter().enumerate() {
                places.insert(base(&format!("plan {n}")), plan.keys.vault());
            }
            books.insert(base("vault"), SUPPLY.into());
            let (terms, plans) = (terms(&given), plans(&world, side));
            let model = Model { side, terms, plans, held: SUPPLY.into(), ..Model::default() };
            let mut plans = world.plans();
            plans.extend([world.stream(), standalone.clone()]);
            let named = |(n, plan): (usize, &PlanGiven)| -> Vec<_> {
                GRANTEES.iter().map(|who| ((n, *who), plan.grant(who))).collect()
            };
            let grants = plans.iter().enumerate().flat_map(named).collect();
            let place = |who: &Name| (*who, keys.contribution(&address(who)));
            let contributions = WALLETS.iter().map(place).collect();
            let (list, mandate) = (world.lists().remove(0), world.mandate().0);
            let seen = BTreeSet::new();
            sides.push(Side {
                keys,
                given,
                model,
                plans,
                list,
                mandate,
                grants,
                contributions,
                seen,
            });
        }
        for label in places.keys() {
            books.entry(label.clone()).or_default();
        }
        let sides = sides.try_into().unwrap_or_else(|_| panic!("two sides"));
        Run {
            aim: Aim::default(),
            world,
            sides,
            books,
            places,
            random,
            accounts: BTreeMap::new(),
            tally: BTreeMap::new(),
            refusals: BTreeMap::new(),
            trace: vec![],
            phases: [0; 2],
            most_units: 0,
        }
    }
}

/// When something changes.
pub fn turns() -> Vec<i64> {
    let mut all =
        vec![OPENS, FREEZES, CLOSES, GRACE_ENDS, LISTS_END, OPENS + 100 * DAY, plan::STARTS];
    for cycle in 0..12 {
        let opens = GRACE_ENDS + cycle * 30 * DAY;
        all.extend([opens, opens + 2 * DAY + DAY / 2, opens + 3 * DAY]);
    }
    all.extend(
        [90, 180, 360, 365, 480, 540, 730, 910, 1_000].map(|days| CLOSES + days * DAY + DAY),
    );
    all.sort();
    all
}
