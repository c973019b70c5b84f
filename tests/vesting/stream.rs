//! Streams: plans that pay whatever arrives to one wallet
//! ├── stated with anything else ............ refuses: StreamTerms
//! ├── open_grant, of anything but it ....... refuses: ProofMismatch
//! │   ├── before the clock runs ............ refuses: NotStarted
//! │   └── a second time .................... refuses: what is there
//! ├── top_up, when nothing arrived ......... refuses: NothingArrived
//! ├── what arrives later ................... vests with the rest, path-independently
//! ├── fund, create_grant, cancel ........... refuses: IsStream, PolicyForbids
//! ├── wrapped SOL .......................... is streamed; plans with a total refuse: NativeMint
//! └── the end .............................. closes with an empty vault only; all rent is back

use anchor_lang::prelude::ErrorCode;
use groundswell_sdk::Address;
use groundswell_tests::{
    PlanGiven, Stage, VestingError,
    plan::{DAY, ENDS, MADE, OVER, STARTS},
    stage::address,
    tokens,
};
use solana_instruction::error::InstructionError;

/// Evenly over 1,000 days to `dana`, and nothing in the first 250.
fn stream() -> PlanGiven {
    PlanGiven::default().streaming("dana")
}

/// A ledger on which it is made, has these tokens and counts them; the clock is at zero.
fn with(amount: u64) -> (PlanGiven, Stage) {
    let stream = stream();
    let mut stage = PlanGiven::default().stage();
    stream.make(&mut stage);
    stage.warp(STARTS);
    stream.open_stream(&mut stage).succeeds();
    stream.donate(&mut stage, amount);
    stream.top_up(&mut stage).succeeds();
    (stream, stage)
}

#[test]
fn refuses_whatever_would_bound_or_take_what_nobody_knows_yet() {
    let mut stage = PlanGiven::default().stage();
    let changes: [fn(&mut groundswell_sdk::vesting_program::CreatePlanArgs); 12] = [
        |args| args.total = 1,
        |args| args.largest = 1,
        |args| args.price = 1,
        |args| args.count = 1,
        |args| args.root = [1; 32],
        |args| args.dataset_sha256 = [1; 32],
        |args| args.cancel = 1,
        |args| args.cancel = 2,
        |args| args.reassign = 1,
        |args| args.reassign = 2,
        |args| args.needs_disclosure = true,
        |args| (args.sink, args.sink_address) = (1, address("mandate")),
    ];
    for change in changes {
        stream().with(change).create_plan(&mut stage).fails_with(VestingError::StreamTerms);
    }
    let attested = stream().with_deliverable();
    attested.create_plan(&mut stage).fails_with(VestingError::StreamTerms);
    stream().create_plan(&mut stage).succeeds();
    assert_eq!(stream().stored(&mut stage).recipient, address("dana"));
}

#[test]
fn is_opened_once_its_clock_runs_and_once_only() {
    let launch = address("launch");
    let waits = stream().with(|args| (args.launch, args.starts_at) = (launch, 0));
    let mut stage = PlanGiven::default().stage();
    waits.make(&mut stage);
    waits.open_stream(&mut stage).fails_with(VestingError::NotStarted);

    let (stream, mut stage) = with(1);
    let other = PlanGiven::number(2).streaming("dana");
    other.make(&mut stage);
    // The system program's: the account is in use.
    stream.open_stream(&mut stage).fails_with(InstructionError::Custom(0));
    let (host, dana) = (address("host"), address("dana"));
    let sibling = [groundswell_sdk::math::merkle::Node::new([0; 32], 0)];
    for other in [
        stream.keys.open_stream(host, address("mallory")),
        other.keys.open_grant(host, dana, 1, 0, &[]),
        other.keys.open_grant(host, dana, 0, 1, &[]),
        other.keys.open_grant(host, dana, 0, 0, &sibling),
    ] {
        stage.call(other, "OpenGrant", &["host"]).fails_with(VestingError::ProofMismatch);
    }
}

#[test]
fn a_plan_with_a_total_is_none() {
    let plan = PlanGiven::default();
    let mut stage = plan.granted(&[("bob", 10)]);
    plan.donate(&mut stage, 7);

    let top_up = plan.keys.top_up(plan.grant("bob"));
    stage.call(top_up, "TopUp", &[]).fails_with(VestingError::NoStream);
    plan.open_stream(&mut stage).fails_with(VestingError::NoList);
}

#[test]
fn attack_26_what_arrives_vests_with_the_rest() {
    let (stream, mut stage) = with(1_000);
    stream.top_up(&mut stage).fails_with(VestingError::NothingArrived);
    stage.warp(STARTS + 250 * DAY);
    stream.withdraw(&mut stage, "dana").succeeds();
    assert_eq!(stream.held(&mut stage, "dana"), 250);
    stream.top_up(&mut stage).fails_with(VestingError::NothingArrived);

    stage.warp(STARTS + 500 * DAY);
    stream.donate(&mut stage, 3_000);
    stream.withdraw(&mut stage, "dana").succeeds();
    assert_eq!(stream.held(&mut stage, "dana"), 500);
    stream.top_up(&mut stage).succeeds();
    stream.withdraw(&mut stage, "dana").succeeds();
    assert_eq!(stream.held(&mut stage, "dana"), 2_000);

    stage.warp(ENDS);
    stream.withdraw(&mut stage, "dana").succeeds();
    assert_eq!((stream.held(&mut stage, "dana"), stream.vault(&mut stage)), (4_000, 0));
    let plan = stream.stored(&mut stage);
    assert_eq!((plan.total, plan.granted, plan.withdrawn), (4_000, 4_000, 4_000));
}

#[test]
fn nobody_funds_grants_or_cancels_it() {
    let (stream, mut stage) = with(1_000);

    stream.fund(&mut stage).fails_with(VestingError::IsStream);
    stream.create_grant(&mut stage, "mallory", 1).fails_with(VestingError::IsStream);
    for who in ["grantor", "dana"] {
        stage.endow(who);
        stream.cancel(&mut stage, who, "dana").fails_with(VestingError::PolicyForbids);
    }
    stream.forfeit(&mut stage).fails_with(VestingError::NothingForfeited);
    assert_eq!(stream.stored_grant(&mut stage, "dana").entitled, 1_000);
}

#[test]
fn refuses_anothers_grant_and_vault() {
    let (stream, mut stage) = with(1_000);
    let other = PlanGiven::number(2).streaming("mallory");
    other.make(&mut stage);
    other.open_stream(&mut stage).succeeds();
    stream.donate(&mut stage, 5);

    let refused = || ErrorCode::ConstraintAddress;
    for (field, address) in [
        ("grant", other.grant("mallory")),
        ("plan", other.keys.plan),
        ("vault", other.keys.vault()),
    ] {
        stream.top_up(&mut stage).with_account(field, address).fails_with(refused());
    }
    stream.top_up(&mut stage).succeeds();
}

#[test]
fn attack_51_wrapped_sol_is_streamed_and_a_plan_with_a_total_refuses_it() {
    let native: Address = spl_token_interface::native_mint::ID;
    let of = |id| PlanGiven::of(native, id);
    let mut stage = PlanGiven::default().stage();
    let like = stage.ledger.account(&address("mint")).unwrap();
    stage.ledger.set_account(native, tokens::native_mint(like));

    of(1).create_plan(&mut stage).fails_with(VestingError::NativeMint);
    let stream = of(1).streaming("dana");
    stream.create_plan(&mut stage).succeeds();
    stage.warp(STARTS);
    stream.open_stream(&mut stage).succeeds();
    let (payer, vault) = (address("payer"), stream.keys.vault());
    let send = tokens::send_lamports(&payer, &vault, 40_000);
    stage.run(&[send, tokens::sync_native(&vault)], &[]);
    stream.top_up(&mut stage).succeeds();

    stage.warp(ENDS);
    stream.withdraw(&mut stage, "dana").succeeds();
    assert_eq!(stream.held(&mut stage, "dana"), 40_000);
    stage.warp(OVER);
    stream.close_grant(&mut stage, "dana").succeeds();
    stream.close_plan(&mut stage).succeeds();
    assert_eq!(stage.lamports(&vault), 0);
}

#[test]
fn attack_32_closes_with_an_empty_vault_and_all_rent_is_back() {
    let stream = stream();
    let mut stage = PlanGiven::default().stage();
    let payers = ["rent payer", "host"].map(address);
    let before = payers.map(|payer| stage.lamports(&payer));
    stream.make(&mut stage);
    stage.warp(STARTS);
    stream.open_stream(&mut stage).succeeds();
    stream.donate(&mut stage, 1_000);
    stream.top_up(&mut stage).succeeds();

    stage.warp(OVER - 1);
    stream.withdraw(&mut stage, "dana").succeeds();
    stream.close_grant(&mut stage, "dana").fails_with(VestingError::NothingToClose);
    stage.warp(OVER);
    stream.close_plan(&mut stage).fails_with(VestingError::NothingToClose);
    stream.close_grant(&mut stage, "dana").succeeds();
    // What arrives even now is the recipient's.
    stream.donate(&mut stage, 1);
    stream.close_plan(&mut stage).fails_with(VestingError::NothingToClose);
    stream.open_stream(&mut stage).succeeds();
    stream.top_up(&mut stage).succeeds();
    stream.withdraw(&mut stage, "dana").succeeds();
    stream.close_grant(&mut stage, "dana").succeeds();
    stream.close_plan(&mut stage).succeeds();

    assert_eq!(stream.held(&mut stage, "dana"), 1_001);
    assert_eq!(payers.map(|payer| stage.lamports(&payer)), before);
}

#[test]
fn the_grantor_gives_up_one_that_nothing_reached() {
    let stream = stream();
    let mut stage = PlanGiven::default().stage();
    stream.make(&mut stage);
    stream.close_plan(&mut stage).fails_with(VestingError::NothingToClose);
    stream.donate(&mut stage, 1);
    stream.give_up(&mut stage).fails_with(VestingError::NothingToClose);

    let other = PlanGiven::number(2).streaming("dana");
    other.make(&mut stage);
    stage.warp(MADE + 1);
    // Whoever opens its grant keeps nobody waiting.
    other.open_stream(&mut stage).succeeds();
    other.give_up(&mut stage).fails_with(VestingError::NothingToClose);
    other.close_grant(&mut stage, "dana").succeeds();
    other.give_up(&mut stage).succeeds();
    assert!(stage.ledger.account(&other.keys.plan).is_none());
}
