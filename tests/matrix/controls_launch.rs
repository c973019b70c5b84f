//! Calls of the launch program that succeed: two launches of one creator with equal terms, of two
//! mints, side by side.

use groundswell_sdk::{launch::LaunchKeys, program::ContributeArgs};
use groundswell_tests::{Call, Given, World, given::*, stage::address, tokens};
use solana_instruction::Instruction;

use crate::control::Setup;

const AIRDROP: u8 = 1;
const KOL: u8 = 2;
const BUYBACK: u8 = 7;

/// Two launches on one ledger.
pub struct Pair {
    /// The ledger, and whichever of the two it is about.
    pub world: World,
    keys: [LaunchKeys; 2],
}

impl Pair {
    /// Both mints exist.
    fn new(given: Given) -> Pair {
        let mut world = World::lite(given);
        let keys = [world.keys, world.keys_of(2, "other mint")];
        world.make_base_mint("other mint");
        world.endow("cosigner");
        Pair { world, keys }
    }

    /// The same done to both.
    fn each(mut self, step: impl Fn(World) -> World) -> Pair {
        for (id, keys) in (1..).zip(self.keys) {
            (self.world.given.args.id, self.world.keys) = (id, keys);
            self.world = step(self.world);
        }
        self
    }

    fn drafted(given: Given) -> Pair {
        Pair::new(given).each(World::draft)
    }

    /// Both are open, and alice and bob are in with what they have.
    fn contributed(given: Given, alice: u64, bob: u64) -> Pair {
        let mut pair = Pair::drafted(given).each(World::seal_now);
        pair.world.warp(OPENS);
        pair.each(|mut world| {
            for (name, amount) in [("alice", alice), ("bob", bob)] {
                world.fund(name, 2 * amount);
                contribute(&mut world, name, amount).succeeds();
            }
            world
        })
    }

    /// Both are settled, twice asked for.
    pub fn settled() -> Pair {
        Pair::contributed(Given::default(), 30_001, 50_000).settle()
    }

    fn settle(mut self) -> Pair {
        self.world.warp(CLOSES);
        self.each(|mut world| {
            world.settle().succeeds();
            world
        })
    }

    /// The call of both.
    pub fn calls(self, call: impl Fn(&mut World) -> Instruction) -> Setup {
        let mut calls = vec![];
        let mut world = self.world;
        for (id, keys) in (1..).zip(self.keys) {
            (world.given.args.id, world.keys) = (id, keys);
            calls.push(call(&mut world));
        }
        let [call, twin] = calls.try_into().unwrap();
        Setup { stage: world.stage, call, twin }
    }
}

fn of_token_2022() -> Given {
    Given::with(|given| given.token_2022 = true)
}

/// Contributes out of a wallet, with rent of the host's.
fn contribute<'w>(world: &'w mut World, name: &str, amount: u64) -> Call<'w> {
    let call = contribution(world, name, amount, None);
    world.call(call, "Contribute", &[name, "host"])
}

fn contribution(world: &World, name: &str, amount: u64, with: Option<&str>) -> Instruction {
    let (wallet, args) = (address(name), ContributeArgs { amount, tick: 0, proof: None });
    let from = world.keys.quote_account(&wallet).0;
    world.keys.contribute(wallet, address("host"), from, with.map(address), args)
}

fn open_base(world: &mut World, name: &str) {
    let (payer, wallet) = (address("payer"), address(name));
    let LaunchKeys { base_mint, base_token_program, .. } = world.keys;
    world.run(&[tokens::open(&payer, &wallet, &base_mint, &base_token_program)], &[]);
}

/// Failed: the minimum was not reached.
fn failed(given: Given) -> Pair {
    let mut pair = Pair::contributed(given, 3_000, 4_000);
    pair.world.warp(CLOSES);
    pair
}

fn paid_out(mut world: World) -> World {
    for name in ["alice", "bob"] {
        open_base(&mut world, name);
        let claim = world.keys.claim(address(name), address("host"));
        world.call(claim, "Claim", &[]).succeeds();
    }
    world.sweep().succeeds();
    given_to(world)
}

/// Somebody gave the quote vault what nobody asked for.
fn given_to(mut world: World) -> World {
    for (name, amount) in [("creator", 0), ("carol", 777)] {
        world.fund(name, amount);
    }
    let (carol, vault) = (address("carol"), world.keys.at.quote_vault);
    let from = world.keys.quote_account(&carol).0;
    world.run(&[tokens::transfer(&from, &vault, &carol, 777)], &["carol"]);
    world
}

/// The controls of an instruction, each with what is special about it.
pub fn controls(instruction: &str) -> Vec<(&'static str, Setup)> {
    let (alice, host) = (address("alice"), address("host"));
    let twice = || Pair::contributed(Given::default(), 30_001, 50_000);
    let one = |setup: Setup| vec![("", setup)];
    match instruction {
        "create" => {
            let pair = Pair::new(Given::default());
            one(pair.calls(|world| world.keys.create(world.given.args.clone())))
        }
        "add_tranche" => {
            let created = Pair::new(Given::default()).each(|mut world| {
                world.create().succeeds();
                world
            });
            one(created.calls(|world| world.keys.add_tranche(world.tranches()[0])))
        }
        "remove_tranche" => {
            one(Pair::drafted(Given::default()).calls(|world| world.keys.remove_tranche(1)))
        }
        "seal" => {
            let call = |world: &mut World| {
                let base = world.keys.base_account(&world.keys.creator).0;
                world.keys.seal(base, &world.destinations(), world.governor_to_name())
            };
            vec![
                ("", Pair::drafted(Given::default()).calls(call)),
                (" of token-2022", Pair::drafted(of_token_2022()).calls(call)),
            ]
        }
        "cancel" => {
            let sealed = Pair::drafted(Given::default()).each(World::seal_now);
            vec![
                ("", Pair::drafted(Given::default()).calls(|world| world.keys.cancel())),
                (" of a sealed launch", sealed.calls(|world| world.keys.cancel())),
            ]
        }
        "contribute" => {
            let mut first = Pair::drafted(Given::default()).each(World::seal_now);
            first.world.warp(OPENS);
            let first = first.each(|mut world| {
                world.fund("alice", 100);
                world
            });
            let gated = Given::with(|given| {
                (given.args.gate, given.args.gate_key) = (COSIGNED, address("cosigner"));
            });
            let mut gated = Pair::drafted(gated).each(World::seal_now);
            gated.world.warp(OPENS);
            let gated = gated.each(|mut world| {
                world.fund("alice", 100);
                world
            });
            vec![
                ("", first.calls(|world| contribution(world, "alice", 100, None))),
                (" again", twice().calls(|world| contribution(world, "alice", 100, None))),
                (" co-signed", gated.calls(|w| contribution(w, "alice", 100, Some("cosigner")))),
            ]
        }
        "withdraw" => {
            let call = |amount: u64| {
                move |world: &mut World| {
                    let to = world.keys.quote_account(&address("alice")).0;
                    world.keys.withdraw(address("alice"), address("host"), to, amount)
                }
            };
            vec![("", twice().calls(call(30_001))), (" in part", twice().calls(call(1_000)))]
        }
        "settle" => {
            let mut closed = twice();
            closed.world.warp(CLOSES);
            one(closed.calls(|world| world.keys.settle()))
        }
        "claim" => {
            let control = |pair: Pair| {
                let opened = pair.each(|mut world| {
                    open_base(&mut world, "alice");
                    world
                });
                opened.calls(|world| world.keys.claim(alice, host))
            };
            let other = Pair::contributed(of_token_2022(), 30_001, 50_000).settle();
            vec![("", control(Pair::settled())), (" of token-2022", control(other))]
        }
        "refund" => one(failed(Given::default()).calls(|world| world.keys.refund(alice, host))),
        "fund_airdrop" => one(Pair::settled().calls(|world| {
            let list = world.tranches()[usize::from(AIRDROP)].destination;
            world.keys.fund_airdrop(AIRDROP, list, 1)
        })),
        "fund_buyback" => {
            let opened = Pair::settled().each(|mut world| {
                let (payer, LaunchKeys { mandate, base_mint, .. }) = (address("payer"), world.keys);
                let program = world.keys.base_token_program;
                world.run(&[tokens::open(&payer, &mandate, &base_mint, &program)], &[]);
                world
            });
            one(opened.calls(|world| world.keys.fund_buyback(BUYBACK)))
        }
        "fund_plan" => {
            let started = Pair::settled().each(|mut world| {
                world.plans()[0].start(&mut world).succeeds();
                world
            });
            one(started.calls(|world| {
                let plan = world.tranches()[usize::from(KOL)].destination;
                world.keys.fund_plan(KOL, plan)
            }))
        }
        "sweep" => {
            let unsold = Given::with(|given| given.args.unsold = 1);
            let sold = Pair::contributed(unsold, 10_000, 20_000).settle();
            let back = failed(Given::with(|given| given.args.on_failure = 1));
            let call = |world: &mut World| {
                let list = world.list_addresses()[0];
                world.keys.sweep(Some(groundswell_sdk::pda::distributor_vault(&list, 0)))
            };
            vec![("", sold.calls(call)), (" of a failed sale", back.calls(call))]
        }
        "close" => {
            let failed = failed(Given::default()).each(|mut world| {
                for name in ["alice", "bob"] {
                    let refund = world.keys.refund(address(name), address("host"));
                    world.call(refund, "Refund", &[]).succeeds();
                }
                world.sweep().succeeds();
                given_to(world)
            });
            vec![
                ("", Pair::settled().each(paid_out).calls(|world| world.keys.close())),
                (" of a failed sale", failed.calls(|world| world.keys.close())),
            ]
        }
        _ => vec![],
    }
}

/// The number of the gate that asks for a co-signer.
const COSIGNED: u8 = 2;
