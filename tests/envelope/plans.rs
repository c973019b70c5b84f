//! Plans with every duty, with a list, and a stream, from before they are made until after their
//! end, kept at every turn.

use groundswell_sdk::vesting_program::state::Sink;
use groundswell_tests::{PlanGiven, Stage, plan::*, stage::address};

use crate::scene::{Control, Scene, control};

/// Grants by the grantor, with disclosure and deliverable; a list; a stream.
fn plans() -> [PlanGiven; 3] {
    let duties = PlanGiven::default().with_deliverable().governed(100_000);
    let duties = duties.with(|args| args.needs_disclosure = true);
    let entries = ["alice", "bob", "carol"].map(|name| (address(name), 1_000));
    let listed = PlanGiven::on(address("mint"), 2, entries.to_vec());
    [duties, listed, PlanGiven::number(3).streaming("alice")]
}

fn controls([duties, listed, stream]: &[PlanGiven; 3]) -> Vec<Control> {
    let keys = &duties.keys;
    let (host, grantor, alice) = (address("host"), address("grantor"), address("alice"));
    let grant = duties.grant("alice");
    let from = keys.account_of(&grantor).0;
    let proof = listed.tree().proof(0, 1).unwrap();
    let open = listed.keys.open_grant(host, address("bob"), 1, 1_000, &proof);
    let post = keys.post_disclosure(host, alice, grant, [5; 32], "https://example.org/a");
    let all = [
        ("create_governor", duties.governor_keys().create_governor(duties.governor)),
        ("create_plan", keys.create_plan(duties.args.clone())),
        ("fund", keys.fund(Some((grantor, from)))),
        ("open_grant", open),
        ("top_up", stream.keys.top_up(stream.grant("alice"))),
        ("create_grant", keys.create_grant(host, alice, 1_000)),
        ("withdraw", keys.withdraw(grant, &alice)),
        ("cancel", keys.cancel(grantor, grant)),
        ("reassign", keys.reassign(alice, address("bob"), grant)),
        ("post_disclosure", post),
        ("mark_missed", keys.mark_missed(address("attester"), grant)),
        ("forfeit", keys.forfeit(Sink::Burn, duties.args.sink_address)),
        ("close_grant", keys.close_grant(grant, host, Some(host))),
        ("close_plan", keys.close_plan(None)),
        ("close_governor", duties.governor_keys().close_governor(Some(address("grantor")))),
    ];
    all.into_iter().map(|(name, instruction)| control("vesting", name, instruction)).collect()
}

/// Every turn of the plans.
pub fn scenes() -> Vec<Scene> {
    let plans = plans();
    let [duties, listed, stream] = &plans;
    let controls = controls(&plans);
    let mut stage = duties.stage();
    let mut all = vec![];
    let mut keep = |name, stage: &Stage| all.push(Scene::of(name, stage, &controls));
    keep("no plans", &stage);
    duties.create_governor(&mut stage).succeeds();
    keep("a governor", &stage);
    for plan in &plans {
        plan.create_plan(&mut stage).succeeds();
    }
    stream.open_stream(&mut stage).succeeds();
    keep("plans", &stage);
    duties.fund(&mut stage).succeeds();
    listed.fund(&mut stage).succeeds();
    stream.donate(&mut stage, 1_000);
    keep("plans with tokens", &stage);
    duties.create_grant(&mut stage, "alice", 1_000).succeeds();
    for name in ["alice", "bob"] {
        let open = duties.open_account(name);
        stage.run(&[open], &[]);
    }
    stage.warp(STARTS + 510 * DAY);
    keep("grants of which half has vested", &stage);
    duties.disclose(&mut stage, "alice", "alice", "https://example.org/b").succeeds();
    keep("grants that are disclosed", &stage);
    duties.cancel(&mut stage, "grantor", "alice").succeeds();
    keep("grants that are cancelled", &stage);
    stage.warp(OVER);
    duties.withdraw(&mut stage, "alice").succeeds();
    keep("grants that are paid", &stage);
    duties.close_disclosed_grant(&mut stage, "alice").succeeds();
    duties.forfeit(&mut stage).succeeds();
    keep("plans that are over", &stage);
    duties.close_plan(&mut stage).succeeds();
    keep("a governor that no plan names", &stage);
    all
}
