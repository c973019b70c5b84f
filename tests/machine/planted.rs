//! Every check catches what it is there for: one thing is changed in the ledger or in the model, and
//! the invariant of that number fails, where it held before.

use groundswell_sdk::Address;
use groundswell_tests::given::*;
use serde_json::json;

use crate::{
    between::between,
    invariants::after,
    model::Model,
    run::{Aim, Run},
    summary,
};

/// A launch with open claims, a grant, a list that pays and a tender.
fn ripe() -> Run {
    let mut run = Run::new(7);
    run.warp(OPENS);
    while run.sides[0].model.deposits.len() < 3 || run.sides[0].model.total() < 20_000 {
        run.enter(0);
        let step = run.step(0, "contribute").unwrap();
        run.send(step);
    }
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
        side.model.deposits.keys().map(|who| (*who, side.contributions[who])).next().unwrap();
    let plans = side.model.plans.iter().enumerate().take(4);
    let grants = plans.flat_map(|(n, plan)| plan.grants.keys().map(move |who| (n, *who)));
    let (plan, grantee) = grants.clone().next().unwrap();
    let grant = side.grants[&(plan, grantee)];
    let root = side.list.args.root;
    let cycle = *side.model.tenders.keys().next().unwrap();
    let mut caught = vec![];

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
    let deposit = run.sides[0].model.deposits[who].0 as u64;
    let at = find(run, &place, &deposit.to_le_bytes());
    caught.push((
        "a contribution is larger",
        "INV-6",
        tamper(run, place, |data| data[at + 1] ^= 1),
    ));
    let amount = run.sides[0].model.plans[plan].grants[grantee].amount as u64;
    let at = find(run, &grant, &amount.to_le_bytes());
    caught.push(("a grant promises more", "INV-11", tamper(run, grant, |data| data[at] ^= 1)));
    let price = run.sides[0].model.outcome.as_ref().unwrap().price as u64;
    let raise = run.sides[0].model.outcome.as_ref().unwrap().raise as u64;
    let pair = [price.to_le_bytes(), raise.to_le_bytes()].concat();
    let at = find(run, &keys.at.launch, &pair);
    caught.push((
        "a launch has another price",
        "INV-7",
        tamper(run, keys.at.launch, |data| data[at] ^= 1),
    ));

    // In the model: the rules are another's.
    let outcome = |m: &mut Model, n: usize, by: u128| {
        m.outcome.as_mut().unwrap().of.get_mut(who).unwrap()[n] += by
    };
    caught.push(("one is accepted for a unit more", "INV-2", mistake(run, |m| outcome(m, 0, 1))));
    let taken = |name: &&&'static str| {
        **name != who && run.sides[0].model.outcome.as_ref().unwrap().of[**name][0] > 0
    };
    let other = *run.sides[0].model.deposits.keys().find(taken).unwrap();
    caught.push((
        "one is accepted for what another is",
        "INV-3",
        mistake(run, |m| {
            let of = &mut m.outcome.as_mut().unwrap().of;
            let (one, two) = (of[who], of[other]);
            (of.get_mut(who).unwrap()[0], of.get_mut(other).unwrap()[0]) = (one[0] + 1, two[0] - 1);
        }),
    ));
    caught.push(("the sale was never settled", "INV-5", mistake(run, |m| m.settled_at = None)));
    caught.push((
        "a refund is more than all that is there",
        "INV-1",
        mistake(run, |m| outcome(m, 1, 1_000_000)),
    ));
    caught.push((
        "the list owes what it does not hold",
        "INV-8",
        mistake(run, |m| *m.terms.tranches.get_mut(&1).unwrap() += 1_000_000),
    ));
    caught.push((
        "the list was emptied early",
        "INV-9",
        mistake(run, |m| (m.clawed, m.terms.list_until) = (true, i64::MAX)),
    ));
    caught.push((
        "a grant was paid before its cliff",
        "INV-11",
        mistake(run, |m| m.plans[plan].cliff = i64::MAX),
    ));
    caught.push((
        "a tender paid more than it may",
        "INV-12",
        mistake(run, |m| m.tenders.get_mut(&cycle).unwrap().paid += 1_000_000),
    ));

    for (what, expected, by) in &caught {
        assert_eq!(expected, by, "{what}");
    }
    let rows: Vec<_> =
        caught.iter().map(|(what, _, by)| json!({ "planted": what, "caught_by": by })).collect();
    summary::compare("planted", json!(rows));
}

#[test]
fn what_a_step_must_not_touch_is_compared() {
    let mut run = ripe();
    assert!(!run.crank(1, "claim", Aim::default()));
    let payer = groundswell_tests::stage::address("payer");
    let other = run.sides[1].keys.at.launch;
    let before = run.accounts.clone();
    let seen = [&run.sides[0].seen, &run.sides[1].seen];
    let id = |before: &_, after: &_, done, fee| {
        between(before, after, seen, 0, done, fee, payer).unwrap_err().0
    };

    let mut changed = before.clone();
    changed.get_mut(&other).unwrap().as_mut().unwrap().data[9] ^= 1;
    assert_eq!(id(&before, &changed, true, 0), "INV-A3");
    assert_eq!(id(&before, &before, true, 5_000), "INV-A4");
    let mut changed = before.clone();
    let own = run.sides[0].keys.at.launch;
    changed.get_mut(&own).unwrap().as_mut().unwrap().data[9] ^= 1;
    assert_eq!(id(&before, &changed, false, 0), "INV-A5");
    run.phases = [4; 2];
    assert_eq!(after(&mut run).unwrap_err().0, "INV-5");
}
