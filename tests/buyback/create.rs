//! create_mandate
//! ├── amounts, price, sink, plans, remainder .. refuses each that means nothing
//! ├── prices, calendar, blackouts ............. refuses both sides of every bound
//! ├── without the creator's signature ......... refuses: MissingRequiredSignature
//! └── otherwise ............................... stores every term

use groundswell_sdk::{Address, buyback_program::CreateMandateArgs};
use groundswell_tests::{
    BuybackError, MandateGiven, PlanGiven,
    mandate::*,
    plan::{DAY, MADE},
    stage::address,
};
use solana_instruction::error::InstructionError;

type Change = fn(&mut CreateMandateArgs);

/// Each change is refused with its error, by one ledger that never changes.
fn refuses(changes: &[(Change, BuybackError)]) {
    let mut stage = MandateGiven::default().stage();
    for (change, error) in changes {
        let code = *error as u32;
        MandateGiven::default()
            .with(change)
            .create(&mut stage)
            .fails_with(InstructionError::Custom(6_000 + code));
    }
}

/// Each change is taken.
fn takes(changes: &[Change]) {
    let mut stage = MandateGiven::default().stage();
    for (id, change) in (1..).zip(changes) {
        MandateGiven::number(id).with(change).create(&mut stage).succeeds();
    }
}

#[test]
fn refuses_amounts_and_references_that_mean_nothing() {
    refuses(&[
        (|args| args.per_cycle = 0, BuybackError::ZeroPerCycle),
        (|args| args.small_limit = 0, BuybackError::ZeroSmallLimit),
        (|args| args.reference_quote = 0, BuybackError::Reference),
        (|args| args.reference_base = 0, BuybackError::Reference),
        (|args| args.launch = Address::new_from_array([1; 32]), BuybackError::Reference),
        (|args| args.sink = 2, BuybackError::UnknownSink),
    ]);
    takes(&[|args| args.per_cycle = 1, |args| args.small_limit = 1]);
}

#[test]
fn refuses_prices_that_nobody_could_ask() {
    refuses(&[
        (|args| args.tick_bps = 0, BuybackError::TickZero),
        (|args| args.ceiling_bps = 10_001, BuybackError::CeilingTooHigh),
        (|args| args.ceiling_bps = 999, BuybackError::NoTicks),
        (|args| (args.tick_bps, args.ceiling_bps) = (100, 6_500), BuybackError::TooManyTicks),
        (|args| args.reference_quote = 9, BuybackError::PriceZero),
    ]);
    takes(&[
        |args| args.ceiling_bps = 10_000,
        |args| args.ceiling_bps = 1_000,
        |args| (args.tick_bps, args.ceiling_bps) = (100, 6_400),
        |args| args.reference_quote = 10,
    ]);
}

#[test]
fn attack_77_refuses_calendars_that_would_surprise() {
    refuses(&[
        (|args| args.cycle_seconds = DAY as u32 - 1, BuybackError::CycleLength),
        (|args| args.cycle_seconds = 90 * DAY as u32 + 1, BuybackError::CycleLength),
        (|args| args.tender_seconds = 3_599, BuybackError::TenderLength),
        (|args| args.tender_seconds = CYCLE as u32 + 1, BuybackError::TenderLength),
        (|args| args.freeze_seconds = 599, BuybackError::FreezeLength),
        (|args| args.freeze_seconds = DAY as u32 / 2 + 1, BuybackError::FreezeLength),
        (|args| args.ends_at = BEGINS + CYCLE - 1, BuybackError::TooShort),
        (|args| args.ends_at = BEGINS + 3_650 * DAY + 1, BuybackError::TooLong),
        (|args| args.opens_at = MADE - 1, BuybackError::Opening),
        (|args| args.opens_at = i64::MIN, BuybackError::TooLong),
        (
            |args| {
                args.opens_at = MADE + 3_650 * DAY + 1;
                args.ends_at = args.opens_at + CYCLE;
            },
            BuybackError::Opening,
        ),
    ]);
    takes(&[
        |args| args.opens_at = MADE,
        |args| args.ends_at = BEGINS + CYCLE,
        |args| args.ends_at = BEGINS + 3_650 * DAY,
        |args| {
            args.opens_at = MADE + 3_650 * DAY;
            args.ends_at = args.opens_at + CYCLE;
        },
    ]);
}

#[test]
fn refuses_blackouts_out_of_order_too_many_and_everywhere() {
    let given = MandateGiven::default;
    let mut stage = given().stage();
    let all = given().blacked_out(BEGINS, LAST);
    all.create(&mut stage).fails_with(BuybackError::AllBlackedOut);
    // One second of the last tender is met.
    let last = LAST - CYCLE + CLOSE - 1;
    let met = given().blacked_out(BEGINS, last).blacked_out(last, LAST);
    met.create(&mut stage).fails_with(BuybackError::AllBlackedOut);
    for (from, until) in [(BEGINS, BEGINS), (BEGINS + 1, BEGINS)] {
        let empty = given().blacked_out(from, until);
        empty.create(&mut stage).fails_with(BuybackError::BlackoutOrder);
    }
    let overlap = given().blacked_out(BEGINS, BEGINS + 2).blacked_out(BEGINS + 1, BEGINS + 3);
    overlap.create(&mut stage).fails_with(BuybackError::BlackoutOrder);
    let eight = (0..8).fold(given(), |one, n| one.blacked_out(BEGINS + n, BEGINS + n + 1));
    let nine = eight.clone().blacked_out(BEGINS + 8, BEGINS + 9);
    nine.create(&mut stage).fails_with(BuybackError::BlackoutCount);

    eight.create(&mut stage).succeeds();
    let free = MandateGiven::number(2).blacked_out(BEGINS, LAST - CYCLE);
    free.create(&mut stage).succeeds();
}

#[test]
fn refuses_plans_and_sinks_that_are_none_of_this_token() {
    let given = MandateGiven::default;
    let mut stage = given().stage();
    let plan = PlanGiven::number(1);
    let other = PlanGiven::of(address("quote"), 1);
    let stream = PlanGiven::number(2).streaming("dana");
    for one in [&other, &stream] {
        one.make(&mut stage);
    }
    given().fund_plan(&mut stage, &plan);
    let [plan, other, stream] = [plan, other, stream].map(|one| one.keys.plan);
    for foreign in [other, address("nobody")] {
        let around = given().around(&[plan, foreign], DAY);
        around.create(&mut stage).fails_with(BuybackError::WrongPlan);
    }
    let five = given().around(&[plan; 5], DAY);
    five.create(&mut stage).fails_with(BuybackError::WrongPlan);
    for (plans, seconds) in [(&[][..], 1), (&[plan][..], 0), (&[plan][..], 90 * DAY + 1)] {
        let around = given().around(plans, seconds);
        around.create(&mut stage).fails_with(BuybackError::PlanSeconds);
    }
    for foreign in [other, stream, address("nobody")] {
        given().locking(foreign).create(&mut stage).fails_with(BuybackError::WrongSink);
    }
    given().with(|args| args.sink = 1).create(&mut stage).fails_with(BuybackError::WrongSink);
    let burns = given().locking(plan).with(|args| args.sink = 0);
    burns.create(&mut stage).fails_with(BuybackError::WrongSink);

    given().around(&[plan; 4], 90 * DAY).locking(plan).create(&mut stage).succeeds();
    let stored = given().stored(&mut stage);
    assert_eq!((stored.plan_count, stored.plans, stored.sink_plan), (4, [plan; 4], plan));
}

#[test]
fn stores_what_was_stated_and_nothing_else() {
    let mandate = MandateGiven::default().blacked_out(BEGINS, BEGINS + 5);
    let mut stage = mandate.made();

    let stored = mandate.stored(&mut stage);

    let args = &mandate.args;
    assert_eq!(stored.creator, address("founder"));
    assert_eq!(stored.rent_payer, address("rent payer"));
    assert_eq!((stored.base_mint, stored.quote_mint), (address("mint"), address("quote")));
    assert_eq!(stored.calendar().opens_at, args.opens_at);
    assert_eq!(stored.calendar().check(), Ok(()));
    assert_eq!(stored.grid().check(), Ok(()));
    assert_eq!((stored.small_limit, stored.per_cycle), (args.small_limit, args.per_cycle));
    assert_eq!((stored.blackout_count, stored.blackout_until[0]), (1, BEGINS + 5));
    assert_eq!(stored.remainder, mandate.stream.keys.vault());
    let totals =
        [stored.funded, stored.spent, stored.held, stored.owed, stored.bought, stored.sunk];
    assert_eq!((totals, stored.sequence), ([0; 6], 0));
    // A second time the address is taken.
    mandate.create(&mut stage).fails_with(InstructionError::Custom(0));
}

#[test]
fn attack_03_the_creator_signs() {
    let mandate = MandateGiven::default();
    let mut stage = mandate.stage();

    let call = mandate.create(&mut stage).without_signature("creator");
    call.fails_with(InstructionError::MissingRequiredSignature);
}
