//! A plan of a thousand days whose grantor makes alice a grant, and what other plans are for.

use groundswell_sdk::vesting::decode_plan;
use groundswell_sdk::vesting_program::state::{OPENING_SECONDS, Sink};
use groundswell_tests::{
    Given, PlanGiven, Stage, World, given::CLOSES, plan::*, stage::address, tokens,
};
use solana_instruction::Instruction;

use crate::{
    launch,
    story::{Enter, Phase, Story},
};

/// The phases of a plan.
pub const PHASES: [Phase; 6] = [
    Phase { name: "None", after: "", when: "there is no plan" },
    Phase { name: "Made", after: "None", when: "`create_plan`" },
    Phase { name: "Funded", after: "Made", when: "`fund`; of a stream, the first `top_up`" },
    Phase { name: "Vesting", after: "Funded", when: "something has vested" },
    Phase { name: "Vested", after: "Vesting", when: "everything has vested" },
    Phase { name: "Over", after: "Vested", when: "180 days later" },
];

/// First second of a month in which a deliverable can be marked as missed.
const MISSED: i64 = STARTS + 500 * DAY;

fn enter(plan: &PlanGiven, phase: &str, mut stage: Stage) -> Stage {
    match phase {
        "Made" => plan.make(&mut stage),
        "Funded" => {
            if plan.args.recipient == Default::default() {
                plan.fund(&mut stage).succeeds();
            } else {
                plan.top_up(&mut stage).succeeds();
            }
            stage.warp(STARTS);
        }
        "Vesting" => stage.warp(MISSED),
        "Vested" => stage.warp(ENDS),
        "Over" => stage.warp(OVER),
        _ => panic!("no way into {phase}"),
    }
    stage
}

fn seen(plan: &PlanGiven, stage: &mut Stage) -> &'static str {
    let now = stage.now;
    let Some(account) = stage.ledger.account(&plan.keys.plan) else { return "None" };
    let stored = decode_plan(&account.data).unwrap();
    match stored.is_funded.get() {
        false => "Made",
        true if stored.is_over(now, OPENING_SECONDS) => "Over",
        true if stored.is_over(now, 0) => "Vested",
        true if stored.vested(u64::MAX, now).is_ok_and(|vested| vested > 0) => "Vesting",
        true => "Funded",
    }
}

/// A call in every phase, after what it needs.
fn story(
    plan: fn() -> PlanGiven,
    before: impl Fn(&PlanGiven) -> Vec<Instruction>,
    call: impl Fn(&PlanGiven) -> Instruction,
) -> Story {
    let given = plan();
    let enter: Enter = Box::new(move |phase, stage| enter(&plan(), phase, stage));
    Story {
        before: before(&given),
        call: call(&given),
        enter,
        seen: Box::new(move |stage| seen(&plan(), stage)),
        stage: given.stage(),
    }
}

/// The first plan of a launch: made with its draft, funded once it has settled.
fn of_a_launch(call: impl Fn(&PlanGiven) -> Instruction) -> Story {
    let mut world = launch::world();
    let plan = || launch::world().plans().remove(0);
    let (keys, given) = (world.keys, world.given.clone());
    let enter = move |phase: &str, mut stage: Stage| {
        let plan = plan();
        let after = |days: i64| CLOSES + days * DAY;
        match phase {
            "Made" => {
                for phase in ["Draft", "Sealed", "Open", "Frozen", "Closed", "Settled"] {
                    stage = launch::enter(phase, stage);
                }
            }
            "Funded" => {
                let mut world = World { stage, keys, given: Given::clone(&given) };
                plan.start(&mut world).succeeds();
                world.fund_plan(launch::KOL).succeeds();
                plan.fund_by_nobody(&mut world).succeeds();
                stage = world.stage;
            }
            "Vesting" => stage.warp(after(91)),
            "Vested" => stage.warp(after(180)),
            "Over" => stage.warp(after(360)),
            _ => panic!("no way into {phase}"),
        }
        stage
    };
    world.endow("fee payer");
    Story {
        before: vec![],
        call: call(&plan()),
        enter: Box::new(enter),
        seen: Box::new(move |stage| seen(&plan(), stage)),
        stage: world.stage,
    }
}

fn plain() -> PlanGiven {
    PlanGiven::number(1)
}

fn governed() -> PlanGiven {
    PlanGiven::number(1).governed(1_000)
}

fn listed() -> PlanGiven {
    PlanGiven::listed(&[("alice", 600), ("bob", 400)])
}

fn stream() -> PlanGiven {
    PlanGiven::number(1).streaming("community")
}

fn disclosing() -> PlanGiven {
    PlanGiven::number(1).with(|args| args.needs_disclosure = true)
}

fn delivering() -> PlanGiven {
    PlanGiven::number(1).with_deliverable()
}

/// `create_grant` to alice.
fn grant(plan: &PlanGiven) -> Instruction {
    plan.keys.create_grant(address("host"), address("alice"), 1_000)
}

/// Alice has a grant, and an account to pay into.
fn granted(plan: &PlanGiven) -> Vec<Instruction> {
    vec![grant(plan), plan.open_account("alice")]
}

fn withdraw(plan: &PlanGiven) -> Instruction {
    plan.keys.withdraw(plan.grant("alice"), &address("alice"))
}

fn cancel(plan: &PlanGiven) -> Instruction {
    plan.keys.cancel(address("grantor"), plan.grant("alice"))
}

fn forfeit(plan: &PlanGiven) -> Instruction {
    plan.keys.forfeit(Sink::Burn, plan.args.sink_address)
}

/// The stream's grant is open, and something was sent to its vault.
fn sent(plan: &PlanGiven) -> Vec<Instruction> {
    let keys = &plan.keys;
    let give = tokens::mint_to(&keys.mint, &keys.vault(), &keys.grantor, 777, &keys.token_program);
    vec![keys.start(), keys.open_stream(address("host"), plan.args.recipient), give]
}

/// The stories of an instruction.
pub fn stories(instruction: &str) -> Vec<(&'static str, Story)> {
    let nothing = |_: &PlanGiven| vec![];
    let [alice, host, grantor] = ["alice", "host", "grantor"].map(address);
    let governor = |plan: &PlanGiven| plan.governor_keys().create_governor(plan.governor);
    let one = |story: Story| vec![("", story)];
    match instruction {
        "create_governor" => one(story(governed, nothing, governor)),
        "create_plan" => {
            one(story(plain, nothing, |plan| plan.keys.create_plan(plan.args.clone())))
        }
        "fund" => one(story(plain, nothing, |plan| {
            plan.keys.fund(Some((grantor, plan.keys.account_of(&grantor).0)))
        })),
        "start" => one(of_a_launch(|plan| plan.keys.start())),
        "open_grant" => one(story(listed, nothing, |plan| {
            plan.keys.open_grant(host, alice, 0, 600, &plan.tree().proof(0, 0).unwrap())
        })),
        "top_up" => one(story(stream, sent, |plan| plan.keys.top_up(plan.grant("community")))),
        "create_grant" => one(story(plain, nothing, grant)),
        "withdraw" => one(story(governed, granted, withdraw)),
        "cancel" => one(story(plain, granted, cancel)),
        "reassign" => one(story(plain, granted, |plan| {
            plan.keys.reassign(alice, address("bob"), plan.grant("alice"))
        })),
        "post_disclosure" => one(story(disclosing, granted, |plan| {
            plan.keys.post_disclosure(host, alice, plan.grant("alice"), [5; 32], "a link")
        })),
        "mark_missed" => one(story(delivering, granted, |plan| {
            plan.keys.mark_missed(address("attester"), plan.grant("alice"))
        })),
        "forfeit" => {
            one(story(plain, |plan| [granted(plan), vec![cancel(plan)]].concat(), forfeit))
        }
        "close_grant" => one(story(
            plain,
            |plan| [granted(plan), vec![withdraw(plan)]].concat(),
            |plan| plan.keys.close_grant(plan.grant("alice"), host, None),
        )),
        "close_plan" => vec![
            ("", story(governed, |plan| vec![forfeit(plan)], |plan| plan.keys.close_plan(None))),
            (
                "by the grantor",
                story(governed, nothing, |plan| plan.keys.close_plan(Some(grantor))),
            ),
        ],
        "close_governor" => one(story(
            governed,
            |plan| vec![governor(plan)],
            |plan| plan.governor_keys().close_governor(Some(grantor)),
        )),
        _ => vec![],
    }
}
