//! Every check catches what it is there for: one thing is changed in the ledger or in the model, and
//! the invariant of that number fails, where it held before.

use groundswell_sdk::Address;
use groundswell_tests::{given::*, ledger::Outcome};
use serde_json::json;
use solana_instruction::error::InstructionError;

use crate::{
    between::{between, inv_a6_an_error_of_its_own},
    invariants::after,
    machine::Start,
    model::Model,
    run::{Aim, Run},
    summary,
};

/// Two sales that are open, with three contributors in the first.
fn open() -> Run {
    let mut run = Run::new(&Start { terms: [(0, 0, 0); 2] });
    run.warp(OPENS);
    for (who, number) in [("alice", 9_999), ("bob", 17_000), ("carol", 20_123)] {
        run.aim.who = Some(who);
        run.numbers = (vec![0, 0, number, 0], 0);
        run.enter(0);
        let step = run.step(0, "contribute").unwrap();
        assert!(run.send(step));
    }
    (run.aim, run.numbers) = (Aim::default(), (vec![], 0));
    run
}

/// A launch with open claims, a grant, a list that pays and a tender.
fn ripe() -> Run {
    let mut run = open();
    run.warp(CLOSES);
    let at = Aim { grant: Some((0, "kol 0")), ..Aim::default() };
    for name in [
        "settle",
        "sweep",
        "price",
        "start plan",
        "fund plan",
        "count plan",
        "open grant",
        "fund airdrop",
        "activate",
    ] {
        run.must(0, name, at);
    }
    run.warp(GRACE_ENDS);
    run.must(0, "open cycle", at);
    run.warp(CLOSES + 400 * DAY);
    run.must(0, "withdraw grant", at);
    run
}

/// Changes bytes of an account, sees which check fails, and puts them back.
fn tamper(run: &mut Run, at: Address, change: impl FnOnce(&mut Vec<u8>)) -> &'static str {
    assert_eq!(after(run), Ok(()));
    let was = run.world.stage.ledger.account(&at).unwrap();
    let mut account = was.clone();
    change(&mut account.data);
    run.world.stage.ledger.set_account(at, account);
    let phases = run.phases;
    let caught = after(run).expect_err("nobody noticed").0;
    run.world.stage.ledger.set_account(at, was);
    run.phases = phases;
    caught
}

/// The same to the model.
fn mistake(run: &mut Run, change: impl FnOnce(&mut Model)) -> &'static str {
    assert_eq!(after(run), Ok(()));
    let was = run.sides[0].model.clone();
    change(&mut run.sides[0].model);
    let phases = run.phases;
    let caught = after(run).expect_err("nobody noticed").0;
    run.sides[0].model = was;
    run.phases = phases;
    caught
}

/// Where `bytes` stand in an account.
fn find(run: &mut Run, at: &Address, bytes: &[u8]) -> usize {
    let data = run.world.stage.ledger.account(at).unwrap().data;
    data.windows(bytes.len()).position(|window| window == bytes).unwrap()
}

#[test]
fn every_check_catches_what_it_is_there_for() {
    let mut run = ripe();
    let run = &mut run;
    let side = &run.sides[0];
    let (keys, list) = (side.keys, side.list.keys.distributor);
    let (who, place) =
        side.model.sale.deposits.keys().map(|who| (*who, side.contributions[who])).next().unwrap();
    let plans = side.model.plans.iter().enumerate().take(4);
    let grants = plans.flat_map(|(n, plan)| plan.grants.keys().map(move |who| (n, *who)));
    let (plan, grantee) = grants.clone().next().unwrap();
    let grant = side.grants[&(plan, grantee)];
    let root = side.list.args.root;
    let cycle = *side.model.tenders.keys().next().unwrap();
    let mut caught: Vec<Caught> = vec![];

    // In the ledger.
    caught.push((
        "the sale's vault holds a unit more",
        "INV-A8",
        tamper(run, keys.at.quote_vault, |data| {
            let left = u64::from_le_bytes(data[64..72].try_into().unwrap()) + 1;
            data[64..72].copy_from_slice(&left.to_le_bytes());
        }),
    ));
    caught.push((
        "a vault has a delegate",
        "INV-12",
        tamper(run, keys.at.base_vault, |data| data[72] = 1),
    ));
    caught.push((
        "a vault can be closed by another key",
        "INV-12",
        tamper(run, keys.at.liquidity_vault, |data| data[129] = 1),
    ));
    caught.push((
        "the mint states another supply",
        "INV-A7",
        tamper(run, keys.base_mint, |data| data[36] ^= 1),
    ));
    caught.push((
        "the mint has an authority again",
        "INV-A7",
        tamper(run, keys.base_mint, |data| data[0] = 1),
    ));
    let at = find(run, &list, &root);
    caught.push(("a list has another root", "INV-10", tamper(run, list, |data| data[at] ^= 1)));
    let deposit = run.sides[0].model.sale.deposits[who].0 as u64;
    let at = find(run, &place, &deposit.to_le_bytes());
    caught.push((
        "a contribution is larger",
        "INV-6",
        tamper(run, place, |data| data[at + 1] ^= 1),
    ));
    let amount = run.sides[0].model.plans[plan].grants[grantee].amount as u64;
    let at = find(run, &grant, &amount.to_le_bytes());
    caught.push(("a grant promises more", "INV-11", tamper(run, grant, |data| data[at] ^= 1)));
    let price = run.sides[0].model.sale.outcome.as_ref().unwrap().price as u64;
    let raise = run.sides[0].model.sale.outcome.as_ref().unwrap().raise as u64;
    let pair = [price.to_le_bytes(), raise.to_le_bytes()].concat();
    let at = find(run, &keys.at.launch, &pair);
    caught.push((
        "a launch has another price",
        "INV-7",
        tamper(run, keys.at.launch, |data| data[at] ^= 1),
    ));

    // In the model: the rules are another's.
    let outcome = |m: &mut Model, n: usize, by: u128| {
        m.sale.outcome.as_mut().unwrap().of.get_mut(who).unwrap()[n] += by
    };
    caught.push(("one is accepted for a unit more", "INV-2", mistake(run, |m| outcome(m, 0, 1))));
    let taken = |name: &&&'static str| {
        **name != who && run.sides[0].model.sale.outcome.as_ref().unwrap().of[**name][0] > 0
    };
    let other = *run.sides[0].model.sale.deposits.keys().find(taken).unwrap();
    caught.push((
        "one is accepted for what another is",
        "INV-3",
        mistake(run, |m| {
            let of = &mut m.sale.outcome.as_mut().unwrap().of;
            let (one, two) = (of[who], of[other]);
            (of.get_mut(who).unwrap()[0], of.get_mut(other).unwrap()[0]) = (one[0] + 1, two[0] - 1);
        }),
    ));
    caught.push(("the sale was never settled", "INV-5", mistake(run, |m| m.sale.outcome = None)));
    caught.push((
        "a refund is more than all that is there",
        "INV-1",
        mistake(run, |m| outcome(m, 1, 1_000_000)),
    ));
    caught.push((
        "the list owes what it does not hold",
        "INV-8",
        mistake(run, |m| m.sale.list[0].1 += 1_000_000),
    ));
    run.sides[0].done.insert(("clawback", 0));
    let until = std::mem::replace(&mut run.sides[0].model.sale.list_until, i64::MAX);
    let phases = run.phases;
    let early = after(run).expect_err("nobody noticed").0;
    run.sides[0].done.remove(&("clawback", 0));
    (run.sides[0].model.sale.list_until, run.phases) = (until, phases);
    caught.push(("the list was emptied early", "INV-9", early));
    caught.push((
        "a grant was paid before its cliff",
        "INV-11",
        mistake(run, |m| m.plans[plan].terms.cliff = i64::MAX),
    ));
    caught.push((
        "a tender paid more than it may",
        "INV-12",
        mistake(run, |m| m.tenders.get_mut(&cycle).unwrap().paid += 1_000_000),
    ));

    caught.extend([a_ladder_that_forgets()]);
    caught.extend(between_two_steps());
    caught.extend(how_programs_end());
    caught.extend(in_the_end());
    for (what, expected, by) in &caught {
        assert_eq!(expected, by, "{what}");
    }
    let every = (1..=12).map(|n| format!("INV-{n}")).chain((1..=8).map(|n| format!("INV-A{n}")));
    for id in every {
        assert!(caught.iter().any(|(_, by, _)| *by == id), "nothing was planted for {id}");
    }
    let rows: Vec<_> =
        caught.iter().map(|(what, _, by)| json!({ "planted": what, "caught_by": by })).collect();
    summary::compare("planted", json!(rows));
}

/// What was planted, what should catch it, and what did.
type Caught = (&'static str, &'static str, &'static str);

fn a_ladder_that_forgets() -> Caught {
    let mut run = open();
    let launch = run.sides[0].keys.at.launch;
    let demand = run.sides[0].model.sale.deposited as u64;
    let data = run.world.stage.ledger.account(&launch).unwrap().data;
    // The sum of deposits stands before the ladder.
    let at = data.windows(8).rposition(|bytes| bytes == demand.to_le_bytes()).unwrap();
    let by = tamper(&mut run, launch, |data| data[at] ^= 1);
    ("the ladder's demand is another than the deposits give", "INV-4", by)
}

fn between_two_steps() -> [Caught; 3] {
    let mut run = ripe();
    assert!(!run.crank(1, "claim", Aim::default()));
    let payer = groundswell_tests::stage::address("payer");
    let [own, other] = [0, 1].map(|side: usize| run.sides[side].keys.at.launch);
    let before = run.accounts.clone();
    let seen = [&run.sides[0].seen, &run.sides[1].seen];
    let id =
        |after: &_, done, fee| between(&before, after, seen, 0, done, fee, payer).unwrap_err().0;
    let changed = |at: &Address| {
        let mut changed = before.clone();
        changed.get_mut(at).unwrap().as_mut().unwrap().data[9] ^= 1;
        changed
    };
    [
        ("a step changes the other launch", "INV-A3", id(&changed(&other), true, 0)),
        ("lamports come from nowhere", "INV-A4", id(&before, true, 5_000)),
        ("a refused step changes an account", "INV-A5", id(&changed(&own), false, 0)),
    ]
}

fn how_programs_end() -> [Caught; 2] {
    let id = |result, compute_units| {
        let outcome = Outcome { result, compute_units, logs: vec![] };
        inv_a6_an_error_of_its_own(&outcome, 1).unwrap_err().0
    };
    let panicked = id(Err(InstructionError::ProgramFailedToComplete), 1_000);
    [
        ("a program panics", "INV-A6", panicked),
        ("an instruction takes twice what any may", "INV-A6", id(Ok(()), 100_000)),
    ]
}

fn in_the_end() -> [Caught; 2] {
    let mut run = ripe();
    let left = run.inv_a2_nothing_is_left_but_what_waits().unwrap_err().0;
    run.end();
    assert_eq!(run.inv_a2_nothing_is_left_but_what_waits(), Ok(()));
    assert_eq!(run.inv_a1_everyone_has_what_the_terms_gave(), Ok(()));
    run.sides[0].model.sale.outcome.as_mut().unwrap().of.get_mut("alice").unwrap()[2] += 1;
    let less = run.inv_a1_everyone_has_what_the_terms_gave().unwrap_err().0;
    [
        ("contributors are still waiting in the end", "INV-A2", left),
        ("a contributor has a token less than the sale gave", "INV-A1", less),
    ]
}
