//! The buyback program's instructions at their dearest, on LiteSVM with mainnet's features.

use groundswell_sdk::{Address, buyback_program, buyback_program::state::Offer};
use groundswell_tests::{MandateGiven, PlanGiven, Stage, mandate::*, plan::DAY, stage::address};
use serde_json::Value;

type Costs = serde_json::Map<String, Value>;

fn note(costs: &mut Costs, name: &str, cost: u64) {
    costs.insert(format!("buyback.{name}"), cost.into());
}

/// Numbers as long as a real token's: division costs more the longer they are.
const UNIT: u64 = 1_000_000;

/// 64 ticks, all of which the budget reaches.
fn given() -> MandateGiven {
    MandateGiven::default().with(|args| {
        (args.tick_bps, args.ceiling_bps) = (100, 6_400);
        (args.reference_quote, args.reference_base) = (100_000 * UNIT, 1_000_000 * UNIT);
        args.per_cycle = 780_000 * UNIT;
    })
}

/// How many more tries than the least it takes to find the address of a wallet's offer.
fn steps(mandate: &MandateGiven, name: &str, tick: u8) -> u8 {
    let (tender, owner) = (mandate.keys.tender(0), address(name));
    let seeds: [&[u8]; 4] = [Offer::SEED, tender.as_ref(), owner.as_ref(), &[tick]];
    u8::MAX - Address::find_program_address(&seeds, &buyback_program::ID).1
}

fn wallet(mandate: &MandateGiven, more: u8) -> String {
    let mut names = (0..).map(|n| format!("wallet {n}"));
    names.find(|name| steps(mandate, name, 63) == more).unwrap()
}

fn opened(mandate: &MandateGiven) -> Stage {
    let mut stage = mandate.stage();
    mandate.create(&mut stage).succeeds();
    mandate.pay_in(&mut stage, 780_000 * UNIT);
    stage.warp(BEGINS);
    mandate.open(&mut stage, 0).succeeds();
    stage
}

/// Offers at every tick; a clearing at the last, in which small parts come first; a payment and
/// what goes back, both divisions of 128 bits.
pub fn measure(costs: &mut Costs) {
    for token_2022 in [false, true] {
        let mandate = if token_2022 { given().token_2022() } else { given() };
        let stage = &mut opened(&mandate);
        let note = |costs: &mut Costs, name: &str, cost| {
            let suffix = if token_2022 { "_token_2022" } else { "" };
            note(costs, &format!("{name}{suffix}"), cost);
        };
        let unlucky = wallet(&mandate, 1);
        mandate.hold(stage, &unlucky, 10 * UNIT);
        let one_step = mandate.offer(stage, &unlucky, 0, 6_400, UNIT).succeeds();
        mandate.withdraw(stage, &unlucky, 0, 6_400, UNIT).succeeds();
        let name = &wallet(&mandate, 0);
        mandate.hold(stage, name, 20_000_000 * UNIT);
        let offer = mandate.offer(stage, name, 0, 6_400, 100_000 * UNIT + 1).succeeds();
        note(costs, "make_offer", offer);
        note(costs, "make_offer_each_bump_below_255", one_step - offer);
        let again = mandate.offer(stage, name, 0, 6_400, 300_000 * UNIT).succeeds();
        note(costs, "make_offer_again", again);
        note(costs, "withdraw_offer", mandate.withdraw(stage, name, 0, 6_400, 3).succeeds());
        for tick in 1..64 {
            mandate.offer(stage, name, 0, tick * 100, 190_000 * UNIT + 7).succeeds();
        }
        stage.warp(BEGINS + CLOSE);
        note(costs, "clear_64_ticks", mandate.clear(stage, 0).succeeds());
        let tender = mandate.tender(stage, 0).unwrap();
        assert_eq!((tender.tick, tender.offers), (63, 64));
        let held = mandate.base(stage, name);
        note(costs, "collect", mandate.collect(stage, name, 0, 6_400).succeeds());
        assert!(mandate.base(stage, name) > held, "something goes back");
        note(costs, "collect_whole", mandate.collect(stage, name, 0, 100).succeeds());
        note(costs, "sink_bought", mandate.sink(stage, 0).succeeds());
    }
    making(costs);
}

/// Creation with everything a mandate can name; a cycle beside four plans of twelve steps.
fn making(costs: &mut Costs) {
    let steps: Vec<(i64, u16)> = (0..12).map(|n| (30 + n, 800 + 100 * n as u16)).collect();
    let plans = [1, 2, 3, 4].map(|id| {
        let mut steps = steps.clone();
        steps[11].1 = 10_000;
        PlanGiven::number(id).with_steps(&steps)
    });
    let addresses = plans.clone().map(|plan| plan.keys.plan);
    let mandate = MandateGiven::default().around(&addresses, DAY).locking(addresses[0]);
    let stage = &mut mandate.stage();
    plans.iter().for_each(|plan| mandate.fund_plan(stage, plan));
    note(costs, "create_mandate", mandate.create(stage).succeeds());
    mandate.pay_in(stage, 5_000);
    note(costs, "fund", mandate.fund(stage).succeeds());
    stage.warp(BEGINS);
    note(costs, "open_cycle_4_plans_of_12_steps", mandate.open(stage, 0).succeeds());
    mandate.offer(stage, "alice", 0, 5_000, 100).succeeds();
    stage.warp(BEGINS + CLOSE);
    mandate.clear(stage, 0).succeeds();
    mandate.collect(stage, "alice", 0, 5_000).succeeds();
    note(costs, "sink_bought_locked", mandate.sink(stage, 0).succeeds());
    stage.warp(LAST);
    note(costs, "finish", mandate.finish(stage).succeeds());
    note(costs, "close_receipt", mandate.close_receipt(stage, 0).succeeds());
    note(costs, "close_mandate", mandate.close(stage).succeeds());
}
