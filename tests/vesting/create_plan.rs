//! create_plan
//! ├── a plan as it should be .... is stored as stated, with an empty vault
//! ├── no total, a grant too large, half a list .. refuses: ZeroTotal, LargestGrant, EmptyList
//! ├── numbers that mean nothing . refuses: UnknownKind, UnknownPolicy, UnknownSink
//! ├── a sink without its address, or the reverse .. refuses: SinkMissing, SinkUnused
//! ├── two clocks, or none ....... refuses: Clock
//! ├── half a deliverable ........ refuses: Attester
//! ├── a schedule that is none ... refuses, each by name, on both sides of each bound
//! ├── another's governor, another mint's .. refuses: WrongGovernor
//! ├── a mint with fees .......... refuses: MintExtension
//! └── a second time ............. refuses: the address is taken

use groundswell_sdk::vesting_program::CreatePlanArgs;
use groundswell_tests::{PlanGiven, VestingError, plan::*, stage::address, tokens};
use solana_instruction::error::InstructionError;
use spl_token_2022_interface::extension::{ExtensionType, transfer_fee};

/// Twenty years of 365 days.
const LONGEST: i64 = 7_300 * DAY;

fn changed(change: impl FnOnce(&mut CreatePlanArgs)) -> PlanGiven {
    PlanGiven::default().with(change)
}

fn refused(plan: PlanGiven, error: VestingError) {
    plan.create_plan(&mut PlanGiven::default().stage()).fails_with(error);
}

fn accepted(plan: PlanGiven) {
    plan.create_plan(&mut PlanGiven::default().stage()).succeeds();
}

#[test]
fn stores_what_was_stated() {
    let plan = PlanGiven::default().with(|args| args.price = 9).with_deliverable();
    let stage = &mut plan.made();

    let stored = plan.stored(stage);

    assert_eq!((stored.grantor, stored.rent_payer), (address("grantor"), address("rent payer")));
    assert_eq!((stored.mint, stored.token_program), (address("mint"), tokens::TOKEN));
    assert_eq!((stored.vault, stored.decimals), (plan.keys.vault(), 6));
    assert_eq!((stored.total, stored.largest, stored.price), (TOTAL, TOTAL, 9));
    assert_eq!((stored.starts_at, stored.is_started()), (STARTS, true));
    assert_eq!((stored.start, stored.cliff, stored.end), (0, 250 * DAY, 1_000 * DAY));
    assert_eq!((stored.attester, stored.deliver_by), (address("attester"), 500 * DAY));
    assert_eq!((stored.granted, stored.withdrawn, stored.sequence), (0, 0, 0));
    assert!(!stored.is_funded.get() && !stored.has_list());
    assert_eq!(plan.vault(stage), 0);
}

#[test]
fn refuses_amounts_that_are_none() {
    refused(changed(|args| args.total = 0), VestingError::ZeroTotal);
    refused(changed(|args| args.largest = 0), VestingError::LargestGrant);
    refused(changed(|args| args.largest = TOTAL + 1), VestingError::LargestGrant);
    accepted(changed(|args| args.largest = TOTAL));
    accepted(changed(|args| args.largest = 1));
    accepted(changed(|args| (args.total, args.largest) = (1, 1)));
}

#[test]
fn refuses_half_a_list() {
    refused(changed(|args| args.count = 1), VestingError::EmptyList);
    refused(changed(|args| args.root = [1; 32]), VestingError::EmptyList);
    refused(changed(|args| args.dataset_sha256 = [1; 32]), VestingError::EmptyList);
    let listed = || PlanGiven::listed(&[("alice", 600), ("bob", 400)]);
    refused(listed().with(|args| args.count = 0), VestingError::EmptyList);
    refused(listed().with(|args| args.root = [0; 32]), VestingError::EmptyList);
    refused(listed().with(|args| args.dataset_sha256 = [0; 32]), VestingError::EmptyList);
    accepted(listed());
}

#[test]
fn refuses_numbers_that_mean_nothing() {
    refused(changed(|args| args.tranche_kind = 8), VestingError::UnknownKind);
    accepted(changed(|args| args.tranche_kind = 7));
    for number in [4, u8::MAX] {
        refused(changed(|args| args.cancel = number), VestingError::UnknownPolicy);
        refused(changed(|args| args.reassign = number), VestingError::UnknownPolicy);
    }
    accepted(changed(|args| (args.cancel, args.reassign) = (0, 3)));
    refused(changed(|args| args.sink = 2), VestingError::UnknownSink);
}

#[test]
fn refuses_a_sink_without_its_address_and_the_reverse() {
    refused(changed(|args| args.sink = 1), VestingError::SinkMissing);
    refused(changed(|args| args.sink_address = address("mandate")), VestingError::SinkUnused);
    accepted(changed(|args| (args.sink, args.sink_address) = (1, address("mandate"))));
}

#[test]
fn attack_73_refuses_two_clocks_and_none() {
    refused(changed(|args| args.starts_at = 0), VestingError::Clock);
    refused(changed(|args| args.launch = address("launch")), VestingError::Clock);
    refused(changed(|args| args.starts_at = -1), VestingError::Clock);
    refused(changed(|args| args.starts_at = i64::MIN), VestingError::Clock);
    accepted(changed(|args| args.starts_at = 1));
    accepted(changed(|args| (args.starts_at, args.launch) = (0, address("launch"))));
}

#[test]
fn refuses_half_a_deliverable() {
    let parts = |attester: bool, deliver_by: i64, mark_seconds: i64| {
        changed(|args| {
            args.attester = if attester { address("attester") } else { args.attester };
            (args.deliver_by, args.mark_seconds) = (deliver_by, mark_seconds);
        })
    };
    for half in [(true, 0, 0), (false, 1, 0), (false, 0, 1), (true, 1, 0), (true, 0, 1)] {
        refused(parts(half.0, half.1, half.2), VestingError::Attester);
    }
    refused(parts(false, 1, 1), VestingError::Attester);
    refused(parts(false, -1, 0), VestingError::Clock);
    refused(parts(false, 0, i64::MIN), VestingError::Clock);
    refused(parts(true, -1, 1), VestingError::Attester);
    accepted(parts(true, 1, 1));
}

#[test]
fn attack_69_refuses_a_line_that_is_none() {
    let line = |start: i64, cliff: i64, end: i64| {
        changed(|args| (args.start, args.cliff, args.end) = (start, cliff, end))
    };
    refused(line(10, 10, 10), VestingError::EndBeforeStart);
    refused(line(10, 10, 9), VestingError::EndBeforeStart);
    refused(line(i64::MAX, i64::MAX, i64::MIN), VestingError::EndBeforeStart);
    accepted(line(10, 10, 11));
    refused(line(10, 9, 11), VestingError::CliffOutside);
    refused(line(10, 12, 11), VestingError::CliffOutside);
    accepted(line(10, 11, 11));
    refused(line(-1, 0, 10), VestingError::TooLong);
    accepted(line(0, 0, 10));
    refused(line(0, 0, LONGEST + 1), VestingError::TooLong);
    refused(line(i64::MIN, 0, i64::MAX), VestingError::TooLong);
    accepted(line(0, 0, LONGEST));
}

#[test]
fn attack_69_refuses_steps_that_are_none() {
    let steps = |steps: &[(i64, u16)]| PlanGiven::default().with_steps(steps);
    let many: Vec<(i64, u16)> =
        (1..13).map(|n| (n, n as u16 * 800)).chain([(13, 10_000)]).collect();
    refused(steps(&many), VestingError::StepCount);
    accepted(steps(&many[1..]));
    refused(steps(&[(1, 5_000), (1, 10_000)]), VestingError::StepsAscend);
    refused(steps(&[(2, 5_000), (1, 10_000)]), VestingError::StepsAscend);
    refused(steps(&[(1, 5_000), (2, 5_000), (3, 10_000)]), VestingError::StepsAscend);
    refused(steps(&[(1, 0), (2, 10_000)]), VestingError::StepsAscend);
    refused(steps(&[(1, 9_999)]), VestingError::StepsWhole);
    refused(steps(&[(1, 10_001)]), VestingError::StepsWhole);
    accepted(steps(&[(0, 10_000)]));
    refused(steps(&[(-1, 10_000)]), VestingError::TooLong);
    refused(steps(&[(7_301, 10_000)]), VestingError::TooLong);
    accepted(steps(&[(7_300, 10_000)]));
}

#[test]
fn attack_72_refuses_a_time_zero_in_the_wrong_unit() {
    refused(changed(|args| args.starts_at = MADE + LONGEST + 1), VestingError::TooLong);
    refused(changed(|args| args.starts_at = STARTS * 1_000), VestingError::TooLong);
    refused(changed(|args| args.starts_at = i64::MAX), VestingError::TooLong);
    accepted(changed(|args| args.starts_at = MADE + LONGEST));
}

#[test]
fn refuses_a_governor_of_another_mint_and_a_strangers() {
    let plan = PlanGiven::default().governed(1_000);
    let stage = &mut plan.stage();
    plan.create_governor(stage).succeeds();
    stage.make_mint("other mint", &tokens::TOKEN, "grantor", TOTAL);
    let wrong = || VestingError::WrongGovernor;

    let mut theirs = plan.governor_keys();
    theirs.creator = address("mallory");
    theirs.governor = groundswell_sdk::pda::governor(&theirs.mint, &theirs.creator, 1);
    let make = theirs.create_governor(plan.governor);
    stage.call(make, "CreateGovernor", &["mallory", "rent payer"]).succeeds();
    plan.create_plan(stage).with_account("governor", theirs.governor).fails_with(wrong());

    let mut other = plan.governor_keys();
    other.mint = address("other mint");
    other.governor = groundswell_sdk::pda::governor(&other.mint, &other.creator, 1);
    let make = other.create_governor(plan.governor);
    stage.call(make, "CreateGovernor", &["grantor", "rent payer"]).succeeds();
    plan.create_plan(stage).with_account("governor", other.governor).fails_with(wrong());

    plan.create_plan(stage).succeeds();
    assert_eq!(plan.stored_governor(stage).plans, 1);
    assert_eq!(plan.stored(stage).governor, plan.governor_keys().governor);
}

#[test]
fn refuses_a_mint_with_fees() {
    let mut plan = PlanGiven::default().token_2022();
    let stage = &mut plan.stage();
    plan.keys.mint = address("fee mint");
    plan.keys.plan = groundswell_sdk::pda::plan(&plan.keys.mint, &plan.keys.grantor, 1);
    let fee = transfer_fee::instruction::initialize_transfer_fee_config(
        &tokens::TOKEN_2022,
        &plan.keys.mint,
        None,
        None,
        100,
        u64::MAX,
    );
    let extension = (ExtensionType::TransferFeeConfig, fee.unwrap());
    let (payer, holder) = (address("payer"), address("grantor"));
    let make = tokens::create_mint_2022(&payer, &plan.keys.mint, 6, &holder, &[extension]);
    stage.run(&make, &["fee mint"]);

    plan.create_plan(stage).fails_with(VestingError::MintExtension);

    let plain = PlanGiven::default().token_2022();
    plain.create_plan(stage).succeeds();
}

#[test]
fn refuses_a_second_time_and_without_signatures() {
    let plan = PlanGiven::default();
    let stage = &mut plan.stage();
    let unsigned = || InstructionError::MissingRequiredSignature;

    plan.create_plan(stage).without_signature("grantor").fails_with(unsigned());
    plan.create_plan(stage).without_signature("payer").fails_with(unsigned());
    plan.create_plan(stage).succeeds();

    // The system program's AccountAlreadyInUse.
    plan.create_plan(stage).fails_with(InstructionError::Custom(0));
}

#[test]
fn refuses_a_deliverable_that_nobody_could_mark() {
    let most = groundswell_sdk::math::schedule::SCHEDULE_MAX_SECONDS;
    for (by, window, fits) in [
        (1_000 * DAY - 1, 30 * DAY, true),
        (1_000 * DAY, 30 * DAY, false),
        (500 * DAY, most - 500 * DAY, true),
        (500 * DAY, most - 500 * DAY + 1, false),
        (500 * DAY, i64::MAX, false),
    ] {
        let plan = PlanGiven::default().with_deliverable();
        let plan = plan.with(|args| (args.deliver_by, args.mark_seconds) = (by, window));
        let stage = &mut plan.stage();
        if fits {
            plan.create_plan(stage).succeeds();
        } else {
            plan.create_plan(stage).fails_with(VestingError::Attester);
        }
    }
}

#[test]
fn attack_08_refuses_a_sink_that_would_be_named_twice() {
    let plan = PlanGiven::default();
    let stage = &mut plan.stage();
    let keys = plan.keys;
    for own in [keys.plan, keys.mint, keys.vault(), groundswell_sdk::vesting_program::ID] {
        let sunk = plan.clone().with(|args| (args.sink, args.sink_address) = (1, own));
        sunk.create_plan(stage).fails_with(VestingError::SinkOwn);
    }
}
