//! Calls of the buyback program that succeed: two mandates of one founder and one pair of mints,
//! with equal terms, side by side, each with plans and a stream of its own.

use groundswell_tests::{Call, MandateGiven, PlanGiven, Stage, mandate::*, stage::address, tokens};
use solana_instruction::Instruction;

use crate::{control::Setup, controls_launch};

/// What alice asks (bps of the reference), and which tick that is.
const PRICE: u16 = 5_000;
/// The tick of that price.
pub const TICK: u8 = 4;
/// Base units that alice offers; the budget of a cycle buys two thirds of it.
const OFFERED: u64 = 30_000;
const MONEY: u64 = 5_000;

/// Two mandates on one ledger.
struct Pair {
    stage: Stage,
    mandates: [MandateGiven; 2],
}

/// Mandate number `id`, which heeds two plans, locks into a third one, and has a stream.
fn locking(id: u64) -> MandateGiven {
    let [first, second, sink] = plans(id);
    burning(id).around(&[first.keys.plan, second.keys.plan], 86_400).locking(sink.keys.plan)
}

/// The same, alone and burning.
fn burning(id: u64) -> MandateGiven {
    let mut mandate = MandateGiven::number(id);
    mandate.stream = PlanGiven::of(mandate.keys.quote_mint, 8 + id).streaming("community");
    mandate.keys.remainder = mandate.stream.keys.vault();
    mandate.keys.remainder_owner = mandate.stream.keys.plan;
    mandate
}

fn of_token_2022(id: u64) -> MandateGiven {
    locking(id).token_2022()
}

fn plans(id: u64) -> [PlanGiven; 3] {
    [0, 1, 2].map(|number| {
        let plan = PlanGiven::number(id * 100 + number);
        plan.with(|args| (args.total, args.largest) = (50_000, 50_000))
    })
}

impl Pair {
    /// Everything they name exists.
    fn new(mandate: impl Fn(u64) -> MandateGiven) -> Pair {
        let mandates = [1, 2].map(mandate);
        let mut stage = mandates[0].stage();
        mandates[1].stream.make(&mut stage);
        for mandate in [1, 2] {
            for (number, mut plan) in plans(mandate).into_iter().enumerate() {
                plan.keys.token_program = mandates[0].keys.base_token_program;
                // Those that are heeded are funded; the one that locks still lacks its tokens.
                if number < 2 {
                    mandates[0].fund_plan(&mut stage, &plan);
                } else {
                    plan.make(&mut stage);
                }
            }
        }
        Pair { stage, mandates }
    }

    /// The same done to both.
    fn each(mut self, step: impl Fn(&MandateGiven, &mut Stage)) -> Pair {
        for mandate in &self.mandates {
            step(mandate, &mut self.stage);
        }
        self
    }

    fn at(mut self, now: i64) -> Pair {
        self.stage.warp(now);
        self
    }

    fn made(mandate: impl Fn(u64) -> MandateGiven) -> Pair {
        Pair::new(mandate).each(|mandate, stage| {
            mandate.create(stage).succeeds();
        })
    }

    /// In the first second of cycle 0, with money that is not counted yet.
    fn paid(mandate: impl Fn(u64) -> MandateGiven) -> Pair {
        Pair::made(mandate).each(|mandate, stage| mandate.pay_in(stage, MONEY)).at(BEGINS)
    }

    fn opened(mandate: impl Fn(u64) -> MandateGiven) -> Pair {
        Pair::paid(mandate).each(|mandate, stage| {
            mandate.open(stage, 0).succeeds();
        })
    }

    /// Alice offers, with rent of bob's.
    fn offered(mandate: impl Fn(u64) -> MandateGiven) -> Pair {
        Pair::opened(mandate).each(|mandate, stage| {
            offer(mandate, stage).succeeds();
        })
    }

    fn cleared(mandate: impl Fn(u64) -> MandateGiven) -> Pair {
        Pair::offered(mandate).at(BEGINS + CLOSE).each(|mandate, stage| {
            mandate.clear(stage, 0).succeeds();
        })
    }

    fn collected(mandate: impl Fn(u64) -> MandateGiven) -> Pair {
        Pair::cleared(mandate).each(|mandate, stage| {
            stage.call(collect(mandate), "Collect", &[]).succeeds();
        })
    }

    /// The call of both.
    fn calls(self, call: impl Fn(&MandateGiven) -> Instruction) -> Setup {
        let [one, two] = &self.mandates;
        Setup { call: call(one), twin: call(two), stage: self.stage }
    }
}

fn offer<'s>(mandate: &MandateGiven, stage: &'s mut Stage) -> Call<'s> {
    stage.call(offer_call(mandate), "MakeOffer", &["alice", "bob"])
}

fn offer_call(mandate: &MandateGiven) -> Instruction {
    let owner = address("alice");
    let from = mandate.keys.base_account(&owner).0;
    mandate.keys.make_offer(address("bob"), owner, from, 0, PRICE, OFFERED)
}

fn withdraw(amount: u64) -> impl Fn(&MandateGiven) -> Instruction {
    move |mandate| {
        let owner = address("alice");
        let to = mandate.keys.base_account(&owner).0;
        mandate.keys.withdraw_offer(address("bob"), owner, to, (0, PRICE), amount)
    }
}

fn collect(mandate: &MandateGiven) -> Instruction {
    let host = address("host");
    mandate.keys.collect(address("bob"), host, &address("alice"), 0, PRICE)
}

/// Somebody sent the mandate's associated account tokens.
fn sent(mandate: impl Fn(u64) -> MandateGiven) -> Setup {
    let sent = Pair::made(mandate).each(|mandate, stage| {
        let (payer, keys) = (address("payer"), &mandate.keys);
        let open = tokens::open(&payer, &keys.mandate, &keys.base_mint, &keys.base_token_program);
        stage.run(&[open], &[]);
        mandate.give_base(stage, &keys.base_account(&keys.mandate).0, 321);
    });
    sent.calls(|mandate| mandate.keys.retire())
}

/// The controls of an instruction, each with what is special about it.
pub fn controls(instruction: &str) -> Vec<(&'static str, Setup)> {
    let host = address("host");
    let one = |setup: Setup| vec![("", setup)];
    match instruction {
        "create_mandate" => {
            let call = |mandate: &MandateGiven| mandate.keys.create_mandate(mandate.args.clone());
            vec![
                ("", Pair::new(locking).calls(call)),
                (" that burns", Pair::new(burning).calls(call)),
                (" of token-2022", Pair::new(of_token_2022).calls(call)),
            ]
        }
        "start" => one(controls_launch::Pair::settled().calls(|world| world.mandate().0.start())),
        "fund" => one(Pair::paid(locking).calls(|mandate| mandate.keys.fund())),
        "open_cycle" => one(Pair::paid(locking).calls(|mandate| mandate.keys.open_cycle(host, 0))),
        "make_offer" => vec![
            ("", Pair::opened(locking).calls(offer_call)),
            (" again", Pair::offered(locking).calls(offer_call)),
        ],
        "withdraw_offer" => vec![
            ("", Pair::offered(locking).calls(withdraw(OFFERED))),
            (" in part", Pair::offered(locking).calls(withdraw(1_000))),
        ],
        "clear" => {
            let offered = Pair::offered(locking).at(BEGINS + CLOSE);
            let nothing = Pair::opened(locking).at(BEGINS + CLOSE);
            vec![
                ("", offered.calls(|mandate| mandate.keys.clear(host, 0))),
                (" without offers", nothing.calls(|mandate| mandate.keys.clear(host, 0))),
            ]
        }
        "collect" => vec![
            ("", Pair::cleared(locking).calls(collect)),
            (" of token-2022", Pair::cleared(of_token_2022).calls(collect)),
        ],
        "sink_bought" => vec![
            ("", Pair::collected(locking).calls(|mandate| mandate.keys.sink_bought(0))),
            (" that burns", Pair::collected(burning).calls(|m| m.keys.sink_bought(0))),
        ],
        "retire" => vec![("", sent(locking)), (" that burns", sent(burning))],
        "finish" => one(Pair::paid(locking).at(LAST).calls(|mandate| mandate.keys.finish())),
        "close_receipt" => {
            let sunk = Pair::collected(locking).each(|mandate, stage| {
                mandate.sink(stage, 0).succeeds();
            });
            one(sunk.at(LAST).calls(|mandate| mandate.keys.close_receipt(host, 0)))
        }
        "close_mandate" => {
            let given = Pair::made(locking).each(|mandate, stage| {
                mandate.give_base(stage, &mandate.keys.base_vault(), 5);
            });
            one(given.at(LAST).calls(|mandate| mandate.keys.close_mandate()))
        }
        _ => vec![],
    }
}
