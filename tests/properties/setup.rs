//! Both launches, drafted and sealed, and who has what before the first step.

use groundswell_sdk::pda;
use groundswell_tests::{Given, PlanGiven, World, given::*, plan, stage::address, tokens};
use std::collections::{BTreeMap, BTreeSet};

use crate::{
    beside,
    machine::Start,
    model::{Books, Model, Name, Plan, Sale},
    run::{GRANTEES, LISTERS, OTHERS, PURSE, Run, WALLETS},
    side::Side,
};

/// A standalone plan with every duty, of a mint of its own.
pub fn duties() -> PlanGiven {
    PlanGiven::default().with_deliverable().with(|args| {
        (args.starts_at, args.cliff, args.end) = (OPENS, 30 * DAY, 300 * DAY);
        (args.deliver_by, args.mark_seconds) = (100 * DAY, 60 * DAY);
        (args.needs_disclosure, args.cancel, args.reassign) = (true, 3, 2);
    })
}

fn plans(world: &World, side: usize) -> Vec<Plan> {
    let plan = |vault: String, given: PlanGiven| Plan {
        vault,
        zero: Some(given.args.starts_at).filter(|at| *at > 0),
        governed: given.keys.governor.is_some(),
        terms: given.args,
        grants: BTreeMap::new(),
        past: vec![],
    };
    let base = |(n, given)| plan(format!("{side}b/plan {n}"), given);
    let mut all: Vec<Plan> = world.plans().into_iter().enumerate().map(base).collect();
    all.push(plan(format!("q/{side} stream"), world.stream()));
    all.push(plan("m/duties".into(), duties()));
    all
}

fn given((rule, unsold, on_failure): (u8, u8, u8)) -> Given {
    let mut given = match rule {
        0 => Given::default(),
        1 => Given::level(&[50, 500, 2_000, 8_000, 20_000, 50_000]),
        _ => Given::auction(&(0..20).map(|tick| 20_000 + tick * 2_500).collect::<Vec<_>>()),
    };
    (given.args.unsold, given.args.on_failure) = (unsold, on_failure);
    given
}

impl Run {
    /// Both launches are drafted, and their creator seals them.
    pub fn new(start: &Start) -> Run {
        let mut run = Run::drafted(start);
        for side in 0..2 {
            run.enter(side);
            let seal = run.step(side, "seal").unwrap();
            assert!(run.send(seal), "{:?}", run.trace);
        }
        run
    }

    fn drafted(start: &Start) -> Run {
        let [first, mut second] = start.terms.map(given);
        let mut world = World::lite(first.clone()).draft();
        let one = world.keys;
        second.args.id = 2;
        (world.given, world.keys) = (second.clone(), world.keys_of(2, "other mint"));
        world.make_base_mint("other mint");
        let mut world = world.draft();
        let two = world.keys;
        world.make_base_mint("third mint");
        let standalone = duties();
        world.make_mint("mint", &tokens::TOKEN, "grantor", 2_000_000);
        standalone.make(&mut world);
        let (mut books, mut places) = (Books::default(), BTreeMap::new());
        let everyone = || WALLETS.into_iter().chain(LISTERS).chain(GRANTEES).chain(OTHERS);
        for name in everyone() {
            world.endow(name);
            let amount = if WALLETS.contains(&name) { PURSE } else { 0 };
            world.mint_to("quote mint", &tokens::TOKEN, "quote bank", name, amount);
            world.mint_to("mint", &tokens::TOKEN, "grantor", name, 0);
            books.held.insert(format!("q/{name}"), amount.into());
            places.insert(format!("q/{name}"), one.quote_account(&address(name)).0);
            places.insert(format!("m/{name}"), standalone.keys.account_of(&address(name)).0);
        }
        books.held.insert("m/grantor".into(), 2_000_000);
        // Whoever gives of the quote token has enough.
        books.held.insert("q/gift".into(), u128::MAX);
        places.insert("m/duties".into(), standalone.keys.vault());
        places.insert("m/shelf".into(), beside::list().keys.vault(0));
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
            books.held.insert(base("creator"), SUPPLY.into());
            let model = model(&world, side);
            let mut plans = world.plans();
            plans.extend([world.stream(), standalone.clone()]);
            let named = |(n, plan): (usize, &PlanGiven)| -> Vec<_> {
                GRANTEES.iter().map(|who| ((n, *who), plan.grant(who))).collect()
            };
            let grants = plans.iter().enumerate().flat_map(named).collect();
            let place = |who: &Name| (*who, keys.contribution(&address(who)));
            let contributions = WALLETS.iter().map(place).collect();
            let (list, mandate) = (world.lists().remove(0), world.mandate().0);
            sides.push(Side {
                keys,
                given,
                model,
                plans,
                list,
                mandate,
                grants,
                contributions,
                seen: BTreeSet::new(),
                done: BTreeSet::new(),
            });
        }
        let sides = sides.try_into().unwrap_or_else(|_| panic!("two sides"));
        Run { books, places, ..Run::on(world, sides) }
    }
}

/// What the model has to know of a launch before anything happens.
fn model(world: &World, side: usize) -> Model {
    let sale = Sale {
        side,
        terms: world.given.args.clone(),
        tranches: world.given.tranches.iter().map(|t| t.amount.into()).collect(),
        list: vec![("lister a", 60_000), ("lister b", 40_000)],
        list_until: LISTS_END,
        deposits: BTreeMap::new(),
        deposited: 0,
        cancelled: false,
        outcome: None,
    };
    Model {
        sale,
        plans: plans(world, side),
        governor: world.governor(),
        epochs: BTreeMap::new(),
        mandate: world.mandate().1,
        tenders: BTreeMap::new(),
        counted: 0,
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
