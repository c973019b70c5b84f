//! A launch at a fixed price, of which alice and bob want more than there is.

use groundswell_sdk::{math::phase::Phase as Stored, pda, program::ContributeArgs};
use groundswell_tests::{
    Given, Stage, World, given::*, sdk::decode_launch, stage::address, tokens,
};
use solana_instruction::Instruction;

use crate::story::{Phase, Story};

/// The phases of a launch.
pub const PHASES: [Phase; 9] = [
    Phase { name: "None", after: "", when: "there is no launch" },
    Phase { name: "Draft", after: "None", when: "`create`" },
    Phase { name: "Sealed", after: "Draft", when: "`seal`" },
    Phase { name: "Cancelled", after: "Sealed", when: "`cancel`: a way to fail" },
    Phase { name: "Open", after: "Sealed", when: "`opens_at`" },
    Phase {
        name: "Frozen",
        after: "Open",
        when: "`closes_at - withdraw_freeze`: the last part of Open",
    },
    Phase { name: "Closed", after: "Frozen", when: "`closes_at`, if deposits reach `min_raise`" },
    Phase { name: "Settled", after: "Closed", when: "`settle`" },
    Phase {
        name: "Failed",
        after: "Closed",
        when: "`closes_at + settle_grace` unsettled; `closes_at` below `min_raise`",
    },
];

/// The number of the gate that asks for a co-signer.
const COSIGNED: u8 = 2;
const AIRDROP: u8 = 1;
pub const KOL: u8 = 2;
const BUYBACK: u8 = 7;

/// The wallets have what they want to contribute, and nothing is drafted.
pub fn world() -> World {
    world_of(Given::default())
}

/// Everyone needs the co-signer.
fn gated() -> Given {
    Given::with(|given| {
        (given.args.gate, given.args.gate_key) = (COSIGNED, address("cosigner"));
    })
}

fn world_of(given: Given) -> World {
    let mut world = World::lite(given);
    for (name, amount) in [("alice", 60_000), ("bob", 100_000), ("creator", 0)] {
        world.endow(name);
        world.fund(name, amount);
    }
    world
}

/// Takes the launch of [`world`] into a phase, from the one before.
pub fn enter(phase: &str, stage: Stage) -> Stage {
    let World { keys, given, .. } = world();
    step(phase, World { stage, keys, given })
}

fn step(phase: &str, mut world: World) -> Stage {
    match phase {
        "Draft" => world = world.draft(),
        "Sealed" => world = world.seal_now(),
        "Cancelled" => _ = world.cancel().succeeds(),
        "Open" => {
            world.warp(OPENS);
            let gated = world.given.args.gate == COSIGNED;
            for (name, amount) in [("alice", 30_001), ("bob", 50_000)] {
                let signers = if gated { vec![name, "cosigner"] } else { vec![name] };
                let call = contribute(&world, name, name, amount);
                world.run(&[call], &signers);
            }
        }
        "Frozen" => world.warp(FREEZES),
        "Closed" => world.warp(CLOSES),
        "Settled" => _ = world.settle().succeeds(),
        "Failed" => world.warp(GRACE_ENDS),
        _ => panic!("no way into {phase}"),
    }
    world.stage
}

/// The phase of the launch at this address.
fn seen(stage: &mut Stage, at: &groundswell_sdk::Address) -> &'static str {
    let now = stage.now;
    let Some(account) = stage.ledger.account(at) else { return "None" };
    let launch = decode_launch(&account.data).unwrap();
    match launch.phase(now) {
        Stored::Draft => "Draft",
        Stored::Sealed => "Sealed",
        Stored::Open if !launch.timeline().may_withdraw(now) => "Frozen",
        Stored::Open => "Open",
        Stored::Closed => "Closed",
        Stored::Settled => "Settled",
        Stored::Failed if launch.is_cancelled.get() => "Cancelled",
        Stored::Failed => "Failed",
    }
}

/// A call in every phase, after what it needs.
fn story(
    before: impl Fn(&World) -> Vec<Instruction>,
    call: impl Fn(&World) -> Instruction,
) -> Story {
    story_of(Given::default, before, call)
}

fn story_of(
    given: fn() -> Given,
    before: impl Fn(&World) -> Vec<Instruction>,
    call: impl Fn(&World) -> Instruction,
) -> Story {
    let world = world_of(given());
    let keys = world.keys;
    Story {
        before: before(&world),
        call: call(&world),
        enter: Box::new(move |phase, stage| step(phase, World { stage, keys, given: given() })),
        seen: Box::new(move |stage| seen(stage, &keys.at.launch)),
        stage: world.stage,
    }
}

/// `contribute`, with the co-signer where there is one.
fn contribute(world: &World, name: &str, payer: &str, amount: u64) -> Instruction {
    let wallet = address(name);
    let from = world.keys.quote_account(&wallet).0;
    let args = ContributeArgs { amount, tick: 0, proof: None };
    let co_signer = (world.given.args.gate == COSIGNED).then(|| address("cosigner"));
    world.keys.contribute(wallet, address(payer), from, co_signer, args)
}

/// Opens an account of the launched token.
fn open_base(world: &World, wallet: &groundswell_sdk::Address) -> Instruction {
    let keys = &world.keys;
    tokens::open(&address("payer"), wallet, &keys.base_mint, &keys.base_token_program)
}

fn sweep(world: &World) -> Instruction {
    let list = world.list_addresses()[0];
    world.keys.sweep(Some(pda::distributor_vault(&list, 0)))
}

/// Everyone is paid, whichever way, and what is left has left.
fn paid(world: &World) -> Vec<Instruction> {
    let keys = &world.keys;
    let pay = |name: &str| {
        let wallet = address(name);
        let (claim, refund) = (keys.claim(wallet, wallet), keys.refund(wallet, wallet));
        [open_base(world, &wallet), claim, refund]
    };
    let mut all: Vec<Instruction> = ["alice", "bob"].into_iter().flat_map(pay).collect();
    all.push(sweep(world));
    all
}

/// The stories of an instruction.
pub fn stories(instruction: &str) -> Vec<(&'static str, Story)> {
    let nothing = |_: &World| vec![];
    let alice = address("alice");
    let to = |world: &World| world.keys.quote_account(&address("alice")).0;
    let one = |story: Story| vec![("", story)];
    match instruction {
        "create" => one(story(nothing, |w| w.keys.create(w.given.args.clone()))),
        "add_tranche" => one(story(nothing, |w| w.keys.add_tranche(w.tranches()[1]))),
        "remove_tranche" => one(story(nothing, |w| w.keys.remove_tranche(1))),
        "seal" => one(story(nothing, |w| {
            let base = w.keys.base_account(&w.keys.creator).0;
            w.keys.seal(base, &w.destinations(), w.governor_to_name())
        })),
        "cancel" => one(story(nothing, |w| w.keys.cancel())),
        "contribute" => {
            let call = |world: &World| contribute(world, "alice", "payer", 100);
            vec![("", story(nothing, call)), ("with a co-signer", story_of(gated, nothing, call))]
        }
        "withdraw" => one(story(nothing, |w| w.keys.withdraw(alice, alice, to(w), 1_000))),
        "settle" => one(story(nothing, |w| w.keys.settle())),
        "claim" => one(story(|w| vec![open_base(w, &alice)], |w| w.keys.claim(alice, alice))),
        "refund" => one(story(nothing, |w| w.keys.refund(alice, alice))),
        "fund_airdrop" => one(story(nothing, |w| {
            w.keys.fund_airdrop(AIRDROP, w.tranches()[usize::from(AIRDROP)].destination, 1)
        })),
        "fund_buyback" => {
            one(story(|w| vec![open_base(w, &w.keys.mandate)], |w| w.keys.fund_buyback(BUYBACK)))
        }
        "fund_plan" => one(story(
            |w| vec![w.plans()[0].keys.start()],
            |w| w.keys.fund_plan(KOL, w.tranches()[usize::from(KOL)].destination),
        )),
        "sweep" => one(story(nothing, sweep)),
        "close" => one(story(paid, |w| w.keys.close())),
        _ => vec![],
    }
}
