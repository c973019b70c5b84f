//! A list of alice and bob that burns what is left.

use groundswell_sdk::distributor::decode_distributor;
use groundswell_tests::{List, Stage, list::*, stage::address, tokens};
use solana_instruction::Instruction;

use crate::story::{Phase, Story};

/// The phases of a list.
pub const PHASES: [Phase; 6] = [
    Phase { name: "None", after: "", when: "there is no list" },
    Phase { name: "Made", after: "None", when: "`create`" },
    Phase { name: "Lapsed", after: "Made", when: "`ends_at`, never active" },
    Phase { name: "Active", after: "Made", when: "the last vault holds its part" },
    Phase { name: "Claims", after: "Active", when: "the first step" },
    Phase { name: "Ended", after: "Claims", when: "`ends_at`" },
];

fn list() -> List {
    List::of(&[("alice", 600), ("bob", 400)])
}

/// In twelve steps, whose pages are larger than one instruction can make.
fn long() -> List {
    let steps: Vec<u16> = (1..=12).map(|n| if n == 12 { 10_000 } else { n * 800 }).collect();
    list().with_steps(&steps)
}

fn enter(list: &List, phase: &str, mut stage: Stage) -> Stage {
    match phase {
        "Made" => _ = list.create(&mut stage).succeeds(),
        "Active" => {
            if list.stored(&mut stage).opened_vaults == 0 {
                list.open_vault(&mut stage, 0).succeeds();
            }
            list.fund(&mut stage, 0).succeeds();
        }
        "Claims" => stage.warp(STARTS),
        "Lapsed" | "Ended" => stage.warp(ENDS),
        _ => panic!("no way into {phase}"),
    }
    stage
}

fn seen(list: &List, stage: &mut Stage) -> &'static str {
    let now = stage.now;
    let Some(account) = stage.ledger.account(&list.keys.distributor) else { return "None" };
    let stored = decode_distributor(&account.data).unwrap();
    match stored.is_active.get() {
        true if stored.has_ended(now) => "Ended",
        false if stored.has_ended(now) => "Lapsed",
        true if stored.claimable_steps(now).is_ok() => "Claims",
        true => "Active",
        false => "Made",
    }
}

/// A call in every phase, after what it needs.
fn story(
    list: fn() -> List,
    before: impl Fn(&List) -> Vec<Instruction>,
    call: impl Fn(&List) -> Instruction,
) -> Story {
    let given = list();
    Story {
        before: before(&given),
        call: call(&given),
        enter: Box::new(move |phase, stage| enter(&list(), phase, stage)),
        seen: Box::new(move |stage| seen(&list(), stage)),
        stage: given.lite(),
    }
}

fn vault(list: &List) -> Instruction {
    list.keys.open_vault(address("payer"), 0, list.tree.root(), &[])
}

fn page(list: &List) -> Instruction {
    list.keys.open_page(address("payer"), 0)
}

/// Vault, page and the accounts of those who are paid.
fn opened(list: &List) -> Vec<Instruction> {
    let [alice, bob] = ["alice", "bob"].map(|name| list.open_account(&address(name)));
    vec![vault(list), page(list), alice, bob]
}

fn donated(list: &List) -> Vec<Instruction> {
    let (keys, sum) = (&list.keys, list.args.sum);
    let give = tokens::mint_to(&keys.mint, &keys.vault(0), &keys.creator, sum, &keys.token_program);
    vec![vault(list), give]
}

fn clawback(list: &List) -> Instruction {
    use groundswell_sdk::distributor_program::state::Sink;
    list.keys.clawback(0, address("payer"), Sink::Burn, list.args.sink_address)
}

fn close_page(list: &List) -> Instruction {
    list.keys.close_page(0, address("payer"))
}

/// The stories of an instruction.
pub fn stories(instruction: &str) -> Vec<(&'static str, Story)> {
    let nothing = |_: &List| vec![];
    let one = |story: Story| vec![("", story)];
    let leaf = |list: &List, index: u32| {
        let (wallet, amount) = list.entries[index as usize];
        (wallet, index, amount)
    };
    match instruction {
        "create" => one(story(list, nothing, |list| list.keys.create(list.args.clone()))),
        "open_vault" => one(story(list, nothing, vault)),
        "open_page" => one(story(list, |list| vec![vault(list)], page)),
        "extend_page" => one(story(long, opened, |list| list.keys.extend_page(0))),
        "fund" => one(story(
            list,
            |list| vec![vault(list)],
            |list| {
                let creator = list.keys.creator;
                list.keys.fund(creator, list.keys.account_of(&creator).0, 0)
            },
        )),
        "activate" => one(story(list, donated, |list| list.keys.activate(0))),
        "claim" => one(story(list, opened, |list| {
            let (wallet, index, amount) = leaf(list, 0);
            list.keys.claim(&wallet, index, amount, &list.proof(0))
        })),
        "claim_many" => one(story(list, opened, |list| {
            let proof = list.tree.proof_of_many(&[0, 1].into()).unwrap();
            list.keys.claim_many(&[leaf(list, 0), leaf(list, 1)], &proof)
        })),
        "clawback" => one(story(list, |list| vec![vault(list)], clawback)),
        "close_page" => one(story(list, opened, close_page)),
        "close" => one(story(
            list,
            |list| [opened(list), vec![clawback(list), close_page(list)]].concat(),
            |list| list.keys.close(),
        )),
        _ => vec![],
    }
}
