//! Calls of the distributor program that succeed: two lists of one creator and one mint, with the
//! same wallets and equal terms, side by side.

use groundswell_sdk::distributor_program::state::Sink;
use groundswell_tests::{List, Stage, list::*, mandate, stage::address};
use solana_instruction::Instruction;

use crate::control::Setup;

/// Two lists on one ledger.
struct Pair {
    stage: Stage,
    lists: [List; 2],
}

impl Pair {
    /// The mint exists, and the creator can fund both.
    fn new(change: impl Fn(List) -> List) -> Pair {
        let entries = || List::of(&[("alice", 600), ("bob", 400)]).entries;
        let lists = [1, 2].map(|id| change(List::number(id, entries())));
        Pair { stage: lists[0].lite(), lists }
    }

    /// The same done to both.
    fn each(mut self, step: impl Fn(&List, &mut Stage)) -> Pair {
        for list in &self.lists {
            step(list, &mut self.stage);
        }
        self
    }

    fn at(mut self, now: i64) -> Pair {
        self.stage.warp(now);
        self
    }

    /// Both are active, claims are open, and everybody has an account.
    fn open(change: impl Fn(List) -> List) -> Pair {
        let active = Pair::new(change).each(|list, stage| {
            list.activated(stage);
            for name in ["alice", "bob"] {
                stage.run(&[list.open_account(&address(name))], &[]);
            }
        });
        active.at(STARTS)
    }

    /// Both have ended, and alice was paid.
    fn ended(change: impl Fn(List) -> List) -> Pair {
        let claimed = Pair::open(change).each(|list, stage| {
            list.claim_only(stage, 0).succeeds();
        });
        claimed.at(ENDS)
    }

    /// The call of both.
    fn calls(self, call: impl Fn(&List) -> Instruction) -> Setup {
        let [one, two] = &self.lists;
        Setup { call: call(one), twin: call(two), stage: self.stage }
    }
}

/// Makes a double for a mandate, and its account.
fn make_mandate(list: &List, stage: &mut Stage) {
    let at = list.args.sink_address;
    stage.ledger.set_account(at, mandate::double(&list.keys.mint));
    stage.run(&[list.open_account(&at)], &[]);
}

fn sunk_to(kind: Sink) -> impl Fn(List) -> List {
    move |list| {
        let id = list.args.id;
        let at = match kind {
            Sink::Burn => return list,
            Sink::Buyback => address(&format!("mandate {id}")),
            Sink::Next => next(id).keys.distributor,
        };
        list.with(|args| (args.sink, args.sink_address) = (kind as u8, at))
    }
}

/// The list after number `id`, still open when that has ended.
fn next(id: u64) -> List {
    let entries = List::of(&[("alice", 600), ("bob", 400)]).entries;
    List::number(id + 10, entries).with(|args| args.ends_at = ENDS + 300 * 86_400)
}

fn clawback(kind: Sink) -> Setup {
    let ended = Pair::ended(sunk_to(kind)).each(|list, stage| match kind {
        Sink::Burn => (),
        Sink::Buyback => make_mandate(list, stage),
        Sink::Next => {
            stage.warp(MADE);
            next(list.args.id).make(stage);
            stage.warp(ENDS);
        }
    });
    let payer = address("payer");
    ended.calls(|list| list.keys.clawback(0, payer, kind, list.args.sink_address))
}

/// The controls of an instruction, each with what is special about it.
pub fn controls(instruction: &str) -> Vec<(&'static str, Setup)> {
    let plain = || Pair::new(|list| list);
    let made = || plain().each(List::make);
    let payer = address("payer");
    let one = |setup: Setup| vec![("", setup)];
    match instruction {
        "create" => one(plain().calls(|list| list.keys.create(list.args.clone()))),
        "open_vault" => {
            let control = |pair: Pair| {
                let created = pair.each(|list, stage| {
                    list.create(stage).succeeds();
                });
                let root = |list: &List| list.tree.root();
                created.calls(|list| list.keys.open_vault(payer, 0, root(list), &[]))
            };
            vec![("", control(plain())), (" of token-2022", control(Pair::new(List::token_2022)))]
        }
        "open_page" => {
            let opened = plain().each(|list, stage| {
                list.create(stage).succeeds();
                list.open_vault(stage, 0).succeeds();
            });
            one(opened.calls(|list| list.keys.open_page(payer, 0)))
        }
        "extend_page" => {
            let steps: Vec<u16> =
                (1..=12).map(|n| if n == 12 { 10_000 } else { n * 800 }).collect();
            let opened = Pair::new(|list| list.with_steps(&steps)).each(|list, stage| {
                list.create(stage).succeeds();
                list.open_vault(stage, 0).succeeds();
                list.open_page(stage, 0).succeeds();
            });
            one(opened.calls(|list| list.keys.extend_page(0)))
        }
        "fund" => one(made().calls(|list| {
            let creator = list.keys.creator;
            list.keys.fund(creator, list.keys.account_of(&creator).0, 0)
        })),
        "activate" => {
            let paid = made().each(|list, stage| list.donate(stage, 0, list.args.sum));
            one(paid.calls(|list| list.keys.activate(0)))
        }
        "claim" => {
            let call = |list: &List| {
                let (wallet, amount) = list.entries[0];
                list.keys.claim(&wallet, 0, amount, &list.proof(0))
            };
            vec![
                ("", Pair::open(|list| list).calls(call)),
                (" of token-2022", Pair::open(List::token_2022).calls(call)),
            ]
        }
        "claim_many" => one(Pair::open(|list| list).calls(|list| {
            let proof = list.tree.proof_of_many(&[0, 1].into()).unwrap();
            let leaf = |index: u32| {
                let (wallet, amount) = list.entries[index as usize];
                (wallet, index, amount)
            };
            list.keys.claim_many(&[leaf(0), leaf(1)], &proof)
        })),
        "clawback" => vec![
            ("", clawback(Sink::Buyback)),
            (" to the next list", clawback(Sink::Next)),
            (" that burns", clawback(Sink::Burn)),
        ],
        "close_page" => {
            let empty = Pair::ended(|list| list).each(|list, stage| {
                list.clawback(stage, 0).succeeds();
            });
            one(empty.calls(|list| list.keys.close_page(0, payer)))
        }
        "close" => {
            let empty = Pair::ended(|list| list).each(|list, stage| {
                list.clawback(stage, 0).succeeds();
                list.close_page(stage, 0).succeeds();
            });
            one(empty.calls(|list| list.keys.close()))
        }
        _ => vec![],
    }
}
