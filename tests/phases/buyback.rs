//! A mandate of ten weekly tenders, and alice, who offers in the first.

use groundswell_sdk::{
    buyback::decode_mandate,
    buyback_program::state::Mandate,
    math::mandate::{Calendar, Tender},
};
use groundswell_tests::{MandateGiven, Stage, World, given::CLOSES, stage::address, tokens};
use solana_instruction::Instruction;

use crate::{
    launch,
    story::{Phase, Story},
};

/// The phases of a mandate; those of a tender are of its first one.
pub const PHASES: [Phase; 7] = [
    Phase { name: "None", after: "", when: "there is no mandate" },
    Phase { name: "Made", after: "None", when: "`create_mandate`" },
    Phase { name: "Opening", after: "Made", when: "the tender's first second" },
    Phase { name: "Offers", after: "Opening", when: "half of the time for offers is over" },
    Phase { name: "Frozen", after: "Offers", when: "the tender's freeze" },
    Phase { name: "Clearing", after: "Frozen", when: "the tender's close, until the next cycle" },
    Phase { name: "Ended", after: "Clearing", when: "`ends_at`" },
];

/// What alice asks (bps of the reference), and how much she offers.
const PRICE: u16 = 5_000;
const OFFERED: u64 = 30_000;

/// Takes the clock of a mandate that is made into a phase.
fn warp(calendar: &Calendar, phase: &str, stage: &mut Stage) {
    let Tender { opens_at, freezes_at, closes_at } = calendar.tender_of(0).unwrap();
    stage.warp(match phase {
        "Opening" => opens_at,
        "Offers" => opens_at.midpoint(freezes_at),
        "Frozen" => freezes_at,
        "Clearing" => closes_at,
        "Ended" => calendar.ends_at,
        _ => panic!("no way into {phase}"),
    });
}

fn seen(at: &groundswell_sdk::Address, stage: &mut Stage) -> &'static str {
    let now = stage.now;
    let Some(account) = stage.ledger.account(at) else { return "None" };
    let stored: Mandate = decode_mandate(&account.data).unwrap();
    let tender = stored.calendar().tender_of(0).unwrap();
    match () {
        () if now >= stored.ends_at => "Ended",
        () if now < tender.opens_at => "Made",
        () if tender.may_open(now) => "Opening",
        () if tender.takes_offers(now) => "Offers",
        () if now < tender.closes_at => "Frozen",
        () => "Clearing",
    }
}

fn mandate() -> MandateGiven {
    MandateGiven::number(1)
}

fn enter(phase: &str, mut stage: Stage) -> Stage {
    let given = mandate();
    if phase == "Made" {
        given.create(&mut stage).succeeds();
        given.pay_in(&mut stage, 5_000);
        return stage;
    }
    let calendar = given.stored(&mut stage).calendar();
    warp(&calendar, phase, &mut stage);
    stage
}

/// A call in every phase, after what it needs.
fn story(
    before: impl Fn(&MandateGiven) -> Vec<Instruction>,
    call: impl Fn(&MandateGiven) -> Instruction,
) -> Story {
    let given = mandate();
    let at = given.keys.mandate;
    Story {
        before: before(&given),
        call: call(&given),
        enter: Box::new(enter),
        seen: Box::new(move |stage| seen(&at, stage)),
        stage: given.stage(),
    }
}

/// The mandate of a launch: made with its draft, its price known once that has settled.
fn of_a_launch() -> Story {
    let world = launch::world();
    let (keys, _) = world.mandate();
    let (given, launch_keys) = (world.given.clone(), world.keys);
    let at = keys.mandate;
    let enter = move |phase: &str, mut stage: Stage| {
        if phase == "Made" {
            for phase in ["Draft", "Sealed", "Open", "Frozen", "Closed", "Settled"] {
                stage = launch::enter(phase, stage);
            }
            assert_eq!(stage.now, CLOSES);
            return stage;
        }
        let mut world = World { stage, keys: launch_keys, given: given.clone() };
        let calendar = world.stored_mandate().calendar();
        warp(&calendar, phase, &mut world);
        world.stage
    };
    Story {
        before: vec![],
        call: keys.start(),
        enter: Box::new(enter),
        seen: Box::new(move |stage| seen(&at, stage)),
        stage: world.stage,
    }
}

fn open(mandate: &MandateGiven) -> Instruction {
    mandate.keys.open_cycle(address("host"), 0)
}

fn offer(mandate: &MandateGiven) -> Instruction {
    let owner = address("alice");
    let from = mandate.keys.base_account(&owner).0;
    mandate.keys.make_offer(address("bob"), owner, from, 0, PRICE, OFFERED)
}

fn clear(mandate: &MandateGiven) -> Instruction {
    mandate.keys.clear(address("host"), 0)
}

fn collect(mandate: &MandateGiven) -> Instruction {
    mandate.keys.collect(address("bob"), address("host"), &address("alice"), 0, PRICE)
}

fn sink(mandate: &MandateGiven) -> Instruction {
    mandate.keys.sink_bought(0)
}

/// Quote units are sent to the vault.
fn paid(mandate: &MandateGiven) -> Vec<Instruction> {
    let bank = address("bank");
    let from = mandate.keys.quote_account(&bank).0;
    vec![tokens::transfer(&from, &mandate.keys.quote_vault(), &bank, 100)]
}

/// Base units are sent to the mandate's associated account.
fn given_base(mandate: &MandateGiven) -> Vec<Instruction> {
    let keys = &mandate.keys;
    let to = keys.base_account(&keys.mandate).0;
    let (mint, program) = (&keys.base_mint, &keys.base_token_program);
    let open = tokens::open(&address("payer"), &keys.mandate, mint, program);
    vec![open, tokens::mint_to(mint, &to, &address("minter"), 321, program)]
}

/// The stories of an instruction.
pub fn stories(instruction: &str) -> Vec<(&'static str, Story)> {
    let nothing = |_: &MandateGiven| vec![];
    let host = address("host");
    let one = |story: Story| vec![("", story)];
    match instruction {
        "create_mandate" => one(story(nothing, |m| m.keys.create_mandate(m.args.clone()))),
        "start" => one(of_a_launch()),
        "fund" => one(story(paid, |m| m.keys.fund())),
        "open_cycle" => one(story(nothing, open)),
        "make_offer" => one(story(|m| vec![open(m)], offer)),
        "withdraw_offer" => one(story(
            |m| vec![open(m), offer(m)],
            |m| {
                let owner = address("alice");
                let to = m.keys.base_account(&owner).0;
                m.keys.withdraw_offer(address("bob"), owner, to, (0, PRICE), 1_000)
            },
        )),
        "clear" => one(story(|m| vec![open(m), offer(m)], clear)),
        "collect" => one(story(|m| vec![open(m), offer(m), clear(m)], collect)),
        "sink_bought" => one(story(|m| vec![open(m), offer(m), clear(m), collect(m)], sink)),
        "retire" => one(story(given_base, |m| m.keys.retire())),
        "finish" => one(story(nothing, |m| m.keys.finish())),
        "close_receipt" => one(story(
            |m| vec![open(m), offer(m), clear(m), collect(m), sink(m)],
            |m| m.keys.close_receipt(host, 0),
        )),
        "close_mandate" => one(story(|m| vec![m.keys.finish()], |m| m.keys.close_mandate())),
        _ => vec![],
    }
}
