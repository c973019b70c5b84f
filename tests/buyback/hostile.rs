//! attack_93: whoever made the mandate, the stream it leaves to and the plans it names holds every
//! key, and gets nothing out of the vault.
//! ├── a receiver of their own ............ refuses: WrongRemainder
//! ├── a mandate that pays more ........... refuses: WrongRemainder
//! └── a receiver that is made anew ....... refuses: RemainderGone; the money waits

use groundswell_sdk::buyback_program::CreateMandateArgs;
use groundswell_tests::{
    BuybackError, MandateGiven, PlanGiven,
    mandate::*,
    plan::{DAY, STARTS},
    stage::address,
    tokens,
};

#[test]
fn attack_93_no_receiver_is_free() {
    let given = MandateGiven::default;
    let stage = &mut given().stage();
    given().hold(stage, "founder", 0);
    let plan = PlanGiven::of(address("quote"), 7);
    let elsewhere = PlanGiven::of(address("mint"), 8).streaming("dana");
    plan.make(stage);
    elsewhere.make(stage);
    let founder = address("founder");
    let theirs = given().keys.quote_account(&founder).0;
    let stream = given().stream.keys;
    let own = given().keys;

    for (remainder, owner) in [
        (theirs, founder),
        (theirs, theirs),
        (theirs, stream.plan),
        (stream.vault(), founder),
        (stream.vault(), plan.keys.plan),
        (plan.keys.vault(), plan.keys.plan),
        (elsewhere.keys.vault(), elsewhere.keys.plan),
        (own.quote_mint, own.base_mint),
    ] {
        let mut mandate = given();
        (mandate.keys.remainder, mandate.keys.remainder_owner) = (remainder, owner);
        mandate.create(stage).fails_with(BuybackError::WrongRemainder);
    }
}

#[test]
fn attack_93_nothing_goes_on_to_a_mandate_that_pays_more() {
    let given = MandateGiven::default;
    let stage = &mut given().stage();
    let launch = address("launch");
    let by_launch = |args: &mut CreateMandateArgs| {
        (args.launch, args.reference_quote, args.reference_base) = (launch, 0, 0);
    };
    let next = |id| MandateGiven::number(id);
    let same = next(2);
    let share_above = next(3).with(|args| args.ceiling_bps = 9_000);
    // A lower share of a higher reference.
    let price_above = next(4).with(|args| {
        (args.reference_quote, args.ceiling_bps) = (200_000, 5_000);
    });
    let below = next(5).with(|args| (args.reference_quote, args.ceiling_bps) = (80_000, 10_000));
    // Prices of other sums: 0.12 and 0.1 quote units for a base unit.
    let sums = |quote, base| {
        move |args: &mut CreateMandateArgs| {
            (args.reference_quote, args.reference_base) = (quote, base);
        }
    };
    let fewer_above = next(7).with(sums(60_000, 500_000));
    let more_same = next(8).with(sums(200_000, 2_000_000));
    let waiting = next(6).with(by_launch);
    for one in [&same, &share_above, &price_above, &below, &waiting, &fewer_above, &more_same] {
        one.create(stage).succeeds();
    }

    for above in [&share_above, &price_above, &waiting, &fewer_above] {
        given().then(above).create(stage).fails_with(BuybackError::WrongRemainder);
    }
    let waits = given().with(by_launch);
    waits.clone().then(&same).create(stage).fails_with(BuybackError::WrongRemainder);
    let higher = waits.clone().with(|args| args.ceiling_bps = 7_000).then(&waiting);
    higher.create(stage).fails_with(BuybackError::WrongRemainder);
    let mut vault = given().then(&same);
    vault.keys.remainder = same.keys.base_vault();
    vault.create(stage).fails_with(BuybackError::WrongRemainder);
    for (id, one) in [(11, &same), (12, &below), (14, &more_same)] {
        MandateGiven::number(id).then(one).create(stage).succeeds();
    }
    let waits = MandateGiven::number(13).with(by_launch);
    waits.then(&waiting).create(stage).succeeds();
}

#[test]
fn attack_93_a_receiver_made_anew_is_another_and_the_money_waits() {
    let mandate = MandateGiven::default();
    let stage = &mut mandate.made();
    mandate.pay_in(stage, 777);
    stage.warp(LAST);
    let stream = &mandate.stream;

    stream.give_up(stage).succeeds();
    mandate.finish(stage).fails_with(BuybackError::RemainderGone);
    let theirs = stream.clone().streaming("founder");
    theirs.create_plan(stage).succeeds();
    mandate.finish(stage).fails_with(BuybackError::RemainderGone);
    theirs.give_up(stage).succeeds();
    let plan = PlanGiven::of(address("quote"), 9);
    plan.create_plan(stage).succeeds();
    mandate.finish(stage).fails_with(BuybackError::RemainderGone);
    plan.give_up(stage).succeeds();
    let sooner = stream.clone().with(|args| args.end -= 1);
    sooner.create_plan(stage).succeeds();
    mandate.finish(stage).fails_with(BuybackError::RemainderGone);
    sooner.give_up(stage).succeeds();
    let later = stream.clone().with(|args| args.starts_at += 1);
    later.create_plan(stage).succeeds();
    mandate.finish(stage).fails_with(BuybackError::RemainderGone);
    later.give_up(stage).succeeds();
    assert_eq!(mandate.vaults(stage).1, 777);

    stream.create_plan(stage).succeeds();
    mandate.finish(stage).succeeds();
    assert_eq!(stream.vault(stage), 777);
}

#[test]
fn attack_93_a_stream_that_has_lived_is_still_the_same() {
    let mandate = MandateGiven::default();
    let stage = &mut mandate.made();
    let stream = &mandate.stream;
    stage.warp(BEGINS);
    stream.open_stream(stage).succeeds();
    mandate.pay_in(stage, 777);
    stage.mint_to("quote", &tokens::TOKEN, "bank", "host", 10);
    stream.send(stage, "host", 10);
    stream.top_up(stage).succeeds();
    stage.warp(BEGINS + 400 * DAY);
    stream.withdraw(stage, "community").succeeds();

    mandate.finish(stage).succeeds();

    assert_eq!(mandate.vaults(stage).1, 0);
}

#[test]
fn attack_93_a_tick_that_does_not_reach_the_ceiling_pays_less_than_it() {
    let stage = &mut MandateGiven::default().stage();
    let launch = address("launch");
    let by_launch = |id: u64, tick: u16| {
        MandateGiven::number(id).with(|args| {
            (args.launch, args.reference_quote, args.reference_base) = (launch, 0, 0);
            (args.tick_bps, args.ceiling_bps) = (tick, 1_000);
        })
    };
    // Both say 10 %; the one pays up to 7 %, the other all of it.
    let (seven, ten) = (by_launch(2, 700), by_launch(3, 1_000));
    seven.create(stage).succeeds();
    ten.create(stage).succeeds();

    let refused = BuybackError::WrongRemainder;
    by_launch(4, 700).then(&ten).create(stage).fails_with(refused);
    by_launch(5, 1_000).then(&seven).create(stage).succeeds();
}

#[test]
fn attack_32_what_is_left_goes_to_no_stream_that_could_be_closed_before() {
    // The mandate ends 180 days after the stream does, to the second; and one later.
    for (longer, fits) in [(0, true), (1, false)] {
        let long = |args: &mut CreateMandateArgs| args.ends_at = BEGINS + 40 * CYCLE;
        let mut mandate = MandateGiven::default().with(long);
        let end = mandate.args.ends_at - STARTS - 180 * DAY - longer;
        mandate.stream = PlanGiven::of(mandate.keys.quote_mint, 9).streaming("community");
        mandate.stream = mandate.stream.with(|args| {
            (args.cliff, args.end) = (0, end);
        });
        let stage = &mut mandate.stage();
        let call = mandate.create(stage);
        if fits {
            call.succeeds();
        } else {
            call.fails_with(BuybackError::WrongRemainder);
        }
    }
}

#[test]
fn attack_93_a_mandate_made_anew_is_another_and_the_money_waits() {
    let next = MandateGiven::number(2);
    let mandate = MandateGiven::default().then(&next);
    let stage = &mut mandate.stage();
    next.create(stage).succeeds();
    mandate.create(stage).succeeds();
    mandate.pay_in(stage, 5_000);
    stage.warp(LAST);
    next.close(stage).succeeds();
    // Its creator makes another there, that pays as much and ends elsewhere.
    let anew = MandateGiven::number(2).with(|args| {
        (args.opens_at, args.ends_at) = (LAST + DAY, LAST + DAY + CYCLE);
    });
    anew.create(stage).succeeds();

    mandate.finish(stage).fails_with(BuybackError::RemainderGone);
}
