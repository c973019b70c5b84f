//! sink_bought, retire
//! ├── nothing there .................... refuses: NothingToSink
//! ├── burn ............................. supply shrinks by what was bought, and no more
//! ├── lock ............................. to the plan as long as it lacks it; burned beyond that,
//! │   │                                  and where the plan is funded, gone or another one
//! │   └── another plan or vault ........ refuses: WrongSink
//! └── what others send to the mandate .. goes the same way; any other account refuses

use anchor_lang::prelude::ErrorCode;
use groundswell_sdk::buyback_program::ID;
use groundswell_tests::{
    BuybackError, MandateGiven, PlanGiven, Stage, mandate::*, plan::MADE, stage::address, tokens,
};

/// 20,000 base units are bought and collected.
fn bought(mandate: &MandateGiven) -> Stage {
    let mut stage = mandate.cleared(5_000, &[("alice", 5_000, 30_000)]);
    mandate.collect(&mut stage, "alice", 0, 5_000).succeeds();
    stage
}

#[test]
fn attack_79_burns_what_was_bought_and_no_more() {
    let mandate = MandateGiven::default();
    let stage = &mut mandate.cleared(5_000, &[("alice", 5_000, 15_000), ("bob", 5_000, 15_000)]);
    mandate.give_base(stage, &mandate.keys.base_vault(), 11);
    let supply = stage.supply(&mandate.keys.base_mint);
    mandate.sink(stage, 0).fails_with(BuybackError::NothingToSink);

    mandate.collect(stage, "alice", 0, 5_000).succeeds();
    mandate.sink(stage, 0).succeeds();
    let receipt = mandate.receipt(stage, 0).unwrap();
    assert_eq!((receipt.sunk, receipt.supply_after), (10_000, supply - 10_000));
    mandate.sink(stage, 0).fails_with(BuybackError::NothingToSink);
    mandate.collect(stage, "bob", 0, 5_000).succeeds();
    mandate.sink(stage, 0).succeeds();

    assert_eq!(stage.supply(&mandate.keys.base_mint), supply - 20_000);
    let (receipt, stored) = (mandate.receipt(stage, 0).unwrap(), mandate.stored(stage));
    assert_eq!(
        (receipt.bought, receipt.sunk, receipt.supply_after),
        (20_000, 20_000, supply - 20_000)
    );
    assert_eq!((stored.bought, stored.sunk), (20_000, 20_000));
    assert_eq!(mandate.vaults(stage).0, 11);
}

/// A plan that lacks so much, and a mandate that locks into it what it buys.
fn locking(total: u64) -> (PlanGiven, MandateGiven) {
    let plan = PlanGiven::number(1).with(|args| (args.total, args.largest) = (total, total));
    let mandate = MandateGiven::default().locking(plan.keys.plan);
    (plan, mandate)
}

fn locked(plan: &PlanGiven, mandate: &MandateGiven) -> Stage {
    let mut stage = mandate.stage();
    plan.make(&mut stage);
    mandate.create(&mut stage).succeeds();
    mandate.pay_in(&mut stage, 5_000);
    stage.warp(BEGINS);
    mandate.open(&mut stage, 0).succeeds();
    mandate.offer(&mut stage, "alice", 0, 5_000, 30_000).succeeds();
    stage.warp(BEGINS + CLOSE);
    mandate.clear(&mut stage, 0).succeeds();
    mandate.collect(&mut stage, "alice", 0, 5_000).succeeds();
    stage
}

#[test]
fn locks_what_the_plan_lacks_and_burns_the_rest() {
    for (total, expected) in
        [(50_000, (20_000, 0)), (20_000, (20_000, 0)), (12_345, (12_345, 7_655))]
    {
        let (plan, mandate) = locking(total);
        let stage = &mut locked(&plan, &mandate);
        let supply = stage.supply(&mandate.keys.base_mint);

        mandate.sink(stage, 0).succeeds();

        assert_eq!((plan.vault(stage), supply - stage.supply(&mandate.keys.base_mint)), expected);
        assert_eq!(mandate.receipt(stage, 0).unwrap().supply_after, supply - expected.1);
    }
}

#[test]
fn burns_where_the_plan_is_funded_gone_or_another_one() {
    // Funded: nothing more belongs there.
    let (plan, mandate) = locking(50_000);
    let stage = &mut locked(&plan, &mandate);
    mandate.give_base(stage, &plan.keys.vault(), 50_000);
    plan.fund_by_nobody(stage).succeeds();
    let supply = stage.supply(&mandate.keys.base_mint);
    mandate.sink(stage, 0).succeeds();
    assert_eq!(stage.supply(&mandate.keys.base_mint), supply - 20_000);

    // Gone, and made anew by its grantor with other terms at the same address.
    for again in [false, true] {
        let (plan, mandate) = locking(50_000);
        let stage = &mut locked(&plan, &mandate);
        let supply = stage.supply(&mandate.keys.base_mint);
        plan.give_up(stage).succeeds();
        if again {
            let soon = plan.clone().with(|args| args.cliff -= 1);
            soon.create_plan(stage).succeeds();
        }
        mandate.sink(stage, 0).succeeds();
        assert_eq!(stage.supply(&mandate.keys.base_mint), supply - 20_000);
    }

    // The very same terms are the same plan, whoever paid for it.
    let (plan, mandate) = locking(50_000);
    let stage = &mut locked(&plan, &mandate);
    plan.give_up(stage).succeeds();
    let mut same = plan.clone();
    same.keys.rent_payer = address("host");
    let instruction = same.keys.create_plan(same.args.clone());
    stage.call(instruction, "CreatePlan", &["grantor", "host"]).succeeds();
    mandate.sink(stage, 0).succeeds();
    assert_eq!(plan.vault(stage), 20_000);
}

#[test]
fn attack_79_refuses_every_other_destination() {
    let (plan, mandate) = locking(50_000);
    let stage = &mut locked(&plan, &mandate);
    let other = PlanGiven::number(2);
    other.make(stage);
    let second = MandateGiven::number(2).with(|args| args.opens_at = BEGINS + CYCLE);
    second.create(stage).succeeds();
    let theirs = mandate.keys.base_account(&address("alice")).0;

    for (field, account) in [
        ("sink_plan", other.keys.plan),
        ("sink_vault", other.keys.vault()),
        ("sink_vault", theirs),
        ("sink_plan", ID),
        ("sink_vault", ID),
    ] {
        let call = mandate.sink(stage, 0).with_account(field, account);
        call.fails_with(BuybackError::WrongSink);
    }
    for (field, account) in [
        ("mandate", second.keys.mandate),
        ("base_mint", mandate.keys.quote_mint),
        ("base_vault", theirs),
        ("base_token_program", tokens::TOKEN_2022),
    ] {
        let call = mandate.sink(stage, 0).with_account(field, account);
        call.fails_with(ErrorCode::ConstraintAddress);
    }
    mandate.sink(stage, 0).succeeds();
    assert_eq!(plan.vault(stage), 20_000);
}

#[test]
fn what_others_send_here_goes_the_same_way() {
    let mandate = MandateGiven::default();
    let stage = &mut bought(&mandate);
    let (account, _) = mandate.keys.base_account(&mandate.keys.mandate);
    mandate.retire(stage).fails_with(BuybackError::NotTheOwnersAccount);
    let open = tokens::open(
        &address("payer"),
        &mandate.keys.mandate,
        &mandate.keys.base_mint,
        &tokens::TOKEN,
    );
    stage.run(&[open], &[]);
    mandate.retire(stage).fails_with(BuybackError::NothingToSink);
    mandate.give_base(stage, &account, 321);
    let supply = stage.supply(&mandate.keys.base_mint);
    for other in [mandate.keys.base_vault(), mandate.keys.base_account(&address("bob")).0] {
        let call = mandate.retire(stage).with_account("mandate_base", other);
        call.fails_with(BuybackError::NotTheOwnersAccount);
    }

    mandate.retire(stage).succeeds();

    assert_eq!(stage.supply(&mandate.keys.base_mint), supply - 321);
    let stored = mandate.stored(stage);
    assert_eq!((stored.retired, stored.sunk, stored.bought), (321, 0, 20_000));
    assert_eq!(mandate.vaults(stage).0, 20_000);
}

#[test]
fn a_vesting_plans_forfeits_reach_a_mandate_and_are_locked_by_it() {
    let (plan, mandate) = locking(500);
    let stage = &mut mandate.stage();
    plan.make(stage);
    mandate.create(stage).succeeds();
    let forfeiting = PlanGiven::number(3).with(|args| {
        (args.total, args.largest) = (1_000, 1_000);
        (args.sink, args.sink_address) = (1, mandate.keys.mandate);
    });
    forfeiting.make(stage);
    mandate.give_base(stage, &forfeiting.keys.vault(), 1_000);
    forfeiting.fund_by_nobody(stage).succeeds();
    forfeiting.create_grant(stage, "dana", 1_000).succeeds();
    stage.warp(groundswell_tests::plan::STARTS);
    forfeiting.cancel(stage, "grantor", "dana").succeeds();
    let open = tokens::open(
        &address("payer"),
        &mandate.keys.mandate,
        &mandate.keys.base_mint,
        &tokens::TOKEN,
    );
    stage.run(&[open], &[]);
    let supply = stage.supply(&mandate.keys.base_mint);

    forfeiting.forfeit(stage).succeeds();
    mandate.retire(stage).succeeds();

    assert_eq!((plan.vault(stage), stage.supply(&mandate.keys.base_mint)), (500, supply - 500));
    assert!(MADE < stage.now);
}
