//! Calls of the vesting program that succeed: two plans of one grantor and one mint, with the same
//! wallets and equal terms, side by side, each with a governor of its own where it has one.

use groundswell_sdk::vesting_program::{CreatePlanArgs, state::Sink};
use groundswell_tests::{PlanGiven, Stage, mandate, plan::*, stage::address};
use solana_instruction::Instruction;

use crate::{control::Setup, controls_launch};

/// Two plans on one ledger.
struct Pair {
    stage: Stage,
    plans: [PlanGiven; 2],
}

impl Pair {
    /// The mint exists, and the grantor can fund both.
    fn new(plan: impl Fn(u64) -> PlanGiven) -> Pair {
        let plans = [1, 2].map(plan);
        Pair { stage: plans[0].stage(), plans }
    }

    /// The same done to both.
    fn each(mut self, step: impl Fn(&PlanGiven, &mut Stage)) -> Pair {
        for plan in &self.plans {
            step(plan, &mut self.stage);
        }
        self
    }

    fn at(mut self, now: i64) -> Pair {
        self.stage.warp(now);
        self
    }

    fn made(plan: impl Fn(u64) -> PlanGiven) -> Pair {
        Pair::new(plan).each(PlanGiven::make)
    }

    fn funded(plan: impl Fn(u64) -> PlanGiven) -> Pair {
        Pair::made(plan).each(|plan, stage| {
            plan.fund(stage).succeeds();
        })
    }

    /// Both have made alice a grant of 1,000, and their clocks are at zero.
    fn granted(plan: impl Fn(u64) -> PlanGiven) -> Pair {
        let granted = Pair::funded(plan).each(|plan, stage| {
            plan.create_grant(stage, "alice", 1_000).succeeds();
            stage.run(&[plan.open_account("alice")], &[]);
        });
        granted.at(STARTS)
    }

    /// The call of both.
    fn calls(self, call: impl Fn(&PlanGiven) -> Instruction) -> Setup {
        let [one, two] = &self.plans;
        Setup { call: call(one), twin: call(two), stage: self.stage }
    }
}

fn governed(id: u64) -> PlanGiven {
    let mut plan = PlanGiven::number(id);
    plan.governor.id = id;
    plan.governed(1_000)
}

fn of_token_2022(id: u64) -> PlanGiven {
    PlanGiven::number(id).token_2022()
}

fn listed(id: u64) -> PlanGiven {
    PlanGiven::on(address("mint"), id, vec![(address("alice"), 600), (address("bob"), 400)])
}

fn with(change: impl Fn(&mut CreatePlanArgs)) -> impl Fn(u64) -> PlanGiven {
    move |id| PlanGiven::number(id).with(&change)
}

fn disclosing(id: u64) -> PlanGiven {
    PlanGiven::number(id).with(|args| args.needs_disclosure = true)
}

fn to_mandate(id: u64) -> PlanGiven {
    let at = address(&format!("mandate {id}"));
    PlanGiven::number(id).with(|args| (args.sink, args.sink_address) = (1, at))
}

/// Makes a double for a mandate, and its account.
fn make_mandate(plan: &PlanGiven, stage: &mut Stage) {
    stage.ledger.set_account(plan.args.sink_address, mandate::double(&plan.keys.mint));
    let name = format!("mandate {}", plan.args.id);
    stage.run(&[plan.open_account(&name)], &[]);
}

fn cancelled(plan: impl Fn(u64) -> PlanGiven) -> Pair {
    Pair::granted(plan).at(CLIFF).each(|plan, stage| {
        plan.cancel(stage, "grantor", "alice").succeeds();
    })
}

fn post(plan: &PlanGiven, by: &str) -> Instruction {
    let grant = plan.grant("alice");
    plan.keys.post_disclosure(address("host"), address(by), grant, [5; 32], "a link")
}

/// The controls of an instruction, each with what is special about it.
pub fn controls(instruction: &str) -> Vec<(&'static str, Setup)> {
    let (alice, host) = (address("alice"), address("host"));
    let one = |setup: Setup| vec![("", setup)];
    match instruction {
        "create_governor" => {
            let call = |plan: &PlanGiven| plan.governor_keys().create_governor(plan.governor);
            one(Pair::new(governed).calls(call))
        }
        "create_plan" => {
            let there = Pair::new(governed).each(|plan, stage| {
                plan.create_governor(stage).succeeds();
            });
            let call = |plan: &PlanGiven| plan.keys.create_plan(plan.args.clone());
            vec![("", there.calls(call)), (" of token-2022", Pair::new(of_token_2022).calls(call))]
        }
        "fund" => {
            let held = Pair::made(PlanGiven::number).each(|p, stage| p.donate(stage, p.args.total));
            let grantor = address("grantor");
            let call = |plan: &PlanGiven| {
                plan.keys.fund(Some((grantor, plan.keys.account_of(&grantor).0)))
            };
            vec![
                ("", Pair::made(PlanGiven::number).calls(call)),
                (" by nobody", held.calls(|plan| plan.keys.fund(None))),
            ]
        }
        "start" => one(controls_launch::Pair::settled().calls(|w| w.stream().keys.start())),
        "open_grant" => one(Pair::funded(listed).calls(|plan| {
            let proof = plan.tree().proof(0, 0).unwrap();
            plan.keys.open_grant(host, alice, 0, 600, &proof)
        })),
        "top_up" => {
            let stream = |id| PlanGiven::number(id).streaming("community");
            let sent = Pair::made(stream).each(|plan, stage| {
                plan.open_stream(stage).succeeds();
                plan.donate(stage, 777);
            });
            one(sent.calls(|plan| plan.keys.top_up(plan.grant("community"))))
        }
        "create_grant" => {
            let call = |plan: &PlanGiven| plan.keys.create_grant(host, alice, 1_000);
            one(Pair::funded(PlanGiven::number).calls(call))
        }
        "withdraw" => {
            let call = |plan: &PlanGiven| plan.keys.withdraw(plan.grant("alice"), &alice);
            vec![
                ("", Pair::granted(governed).at(CLIFF).calls(call)),
                (" without a governor", Pair::granted(PlanGiven::number).at(CLIFF).calls(call)),
                (" of token-2022", Pair::granted(of_token_2022).at(CLIFF).calls(call)),
            ]
        }
        "cancel" => one(Pair::granted(PlanGiven::number)
            .calls(|plan| plan.keys.cancel(address("grantor"), plan.grant("alice")))),
        "reassign" => one(Pair::granted(PlanGiven::number)
            .calls(|plan| plan.keys.reassign(alice, address("bob"), plan.grant("alice")))),
        "post_disclosure" => {
            let again = Pair::granted(disclosing).each(|plan, stage| {
                plan.disclose(stage, "alice", "alice", "a").succeeds();
                plan.reassign(stage, "alice", "alice", "bob").succeeds();
            });
            vec![
                ("", Pair::granted(disclosing).calls(|plan| post(plan, "alice"))),
                (" again", again.calls(|plan| post(plan, "bob"))),
            ]
        }
        "mark_missed" => {
            let due = Pair::granted(|id| PlanGiven::number(id).with_deliverable());
            let due = due.at(STARTS + 500 * DAY);
            let attester = address("attester");
            one(due.calls(|plan| plan.keys.mark_missed(attester, plan.grant("alice"))))
        }
        "forfeit" => {
            let paid = cancelled(to_mandate).each(make_mandate);
            let at = |plan: &PlanGiven| plan.args.sink_address;
            vec![
                ("", paid.calls(|plan| plan.keys.forfeit(Sink::Buyback, at(plan)))),
                (
                    " that burns",
                    cancelled(PlanGiven::number)
                        .calls(|plan| plan.keys.forfeit(Sink::Burn, at(plan))),
                ),
            ]
        }
        "close_grant" => {
            let paid = |stage: &mut Stage, plan: &PlanGiven| {
                plan.withdraw_only(stage, "alice").succeeds();
            };
            let disclosed = Pair::granted(disclosing).each(|plan, stage| {
                plan.disclose(stage, "alice", "alice", "a").succeeds();
            });
            let disclosed = disclosed.at(OVER).each(|plan, stage| paid(stage, plan));
            let silent = Pair::granted(PlanGiven::number).at(OVER);
            let silent = silent.each(|plan, stage| paid(stage, plan));
            let grant = |plan: &PlanGiven| plan.grant("alice");
            vec![
                ("", disclosed.calls(|plan| plan.keys.close_grant(grant(plan), host, Some(host)))),
                (
                    " without a disclosure",
                    silent.calls(|plan| plan.keys.close_grant(grant(plan), host, None)),
                ),
            ]
        }
        "close_plan" => {
            let over = Pair::funded(governed).at(OVER).each(|plan, stage| {
                plan.forfeit(stage).succeeds();
                plan.donate(stage, 9);
            });
            let grantor = address("grantor");
            vec![
                ("", over.calls(|plan| plan.keys.close_plan(None))),
                (
                    " given up",
                    Pair::made(governed).calls(|plan| plan.keys.close_plan(Some(grantor))),
                ),
                (" of a launch", of_a_launch()),
            ]
        }
        "close_governor" => {
            let full = |id| {
                let mut plan = governed(id);
                plan.governor.seats = 1;
                plan
            };
            let over = Pair::made(full).each(|plan, stage| {
                plan.give_up(stage).succeeds();
            });
            let there = Pair::new(governed).each(|plan, stage| {
                plan.create_governor(stage).succeeds();
            });
            let given_up = |plan: &PlanGiven| {
                let keys = plan.governor_keys();
                keys.close_governor(Some(keys.creator))
            };
            vec![
                ("", over.calls(|plan| plan.governor_keys().close_governor(None))),
                (" given up", there.calls(given_up)),
            ]
        }
        _ => vec![],
    }
}

/// A plan that names a launch which was never made, given up.
fn of_a_launch() -> Setup {
    let of_launch = with(|args| {
        (args.launch, args.starts_at) = (address(&format!("launch {}", args.id)), 0);
    });
    Pair::made(of_launch).calls(|plan| plan.keys.close_plan(Some(address("grantor"))))
}
