//! Faults in lists, plans, grants and the governor.

use super::*;

#[test]
fn a_lock_that_is_shorter_than_the_charter() {
    let planted = |settled: &Settled| {
        let plan = settled.view().plans[3].plan;
        add(&settled.ledger, &plan.at, DISCRIMINATOR + offset_of!(Plan, end), -1);
    };
    of_settled(planted, &[("plan.lock", "tranche 8 (team)")]);
}

#[test]
fn a_plan_that_does_not_start_with_the_settlement() {
    let planted = |settled: &Settled| {
        let plan = settled.view().plans[1].plan;
        add(&settled.ledger, &plan.at, DISCRIMINATOR + offset_of!(Plan, starts_at), -86_400);
    };
    of_settled(planted, &[("plan.clock", "tranche 6 (kol)")]);
}

#[test]
fn a_plan_of_another_sum_price_sink_or_governor() {
    let cases: [(&str, usize, Vec<u8>); 4] = [
        ("plan.terms", offset_of!(Plan, governor), stranger().to_bytes().to_vec()),
        ("plan.price", offset_of!(Plan, price), 1u64.to_le_bytes().to_vec()),
        ("plan.sink", offset_of!(Plan, sink_address), stranger().to_bytes().to_vec()),
        ("plan.list", offset_of!(Plan, reassign), vec![1]),
    ];
    for (id, offset, bytes) in cases {
        let planted = |settled: &Settled| {
            let plan = settled.view().plans[1].plan;
            field(&settled.ledger, &plan.at, offset, &bytes);
        };
        of_settled(planted, &[(id, "tranche 6 (kol)")]);
    }
}

#[test]
fn a_plan_that_is_gone() {
    let planted = |settled: &Settled| {
        let plan = settled.view().plans[0].plan;
        let account = settled.ledger.get(&plan.at).unwrap();
        settled.ledger.set(&plan.at, Account { owner: stranger(), ..account }).unwrap();
    };
    of_settled(planted, &[("plan.exists", "tranche 4 (treasury)")]);
}

#[test]
fn a_list_of_another_sum() {
    let (_given, ledger) = open_sale(250_000);
    let launch = launched();
    let view = groundswell_cluster::view::LaunchView::read(&ledger, &launch).unwrap();
    let list = view.lists[0].list.at;
    for offset in [offset_of!(Distributor, sum), offset_of!(Distributor, vault_sums)] {
        add(&ledger, &list, DISCRIMINATOR + offset, -1);
    }
    fails(&ledger, launch, &[("list.sum", "tranche 2 (community-airdrop)")]);
}

#[test]
fn a_list_that_is_not_the_file_that_was_published() {
    for offset in [offset_of!(Distributor, root), offset_of!(Distributor, dataset_sha256)] {
        let settled = settled();
        let list = settled.view().lists[0].list.at;
        let lists = vec![(1, settled.given.path("airdrop.csv"))];
        let args = args::Audit { lists, ..args(settled.launch) };
        assert!(audit::audit(&settled.ledger, &args).unwrap().holds(true));
        field(&settled.ledger, &list, offset, &[0; 32]);

        let failed = those(&audit::audit(&settled.ledger, &args).unwrap(), Verdict::Failed);

        assert_eq!(failed, [("list.document", "tranche 2 (community-airdrop)".to_owned())]);
    }
}

#[test]
fn a_file_with_one_unit_on_another_wallet() {
    let settled = settled();
    let text = std::fs::read_to_string(settled.given.path("kols.csv")).unwrap();
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    lines[1] = lines[1].replace("10000000", "10000000.000001");
    lines[2] = lines[2].replace("10000000", "9999999.999999");
    settled.given.write("other.csv", &lines.join("\n"));
    let lists = vec![(5, settled.given.path("other.csv"))];

    let audited = audit::audit(&settled.ledger, &args::Audit { lists, ..args(settled.launch) });

    let failed = those(&audited.unwrap(), Verdict::Failed);
    assert_eq!(failed, [("plan.document", "tranche 6 (kol)".to_owned())]);
}

#[test]
fn a_list_that_paid_more_than_has_unlocked() {
    let planted = |settled: &Settled| {
        let list = settled.view().lists[0].list.at;
        let page = groundswell_sdk::pda::distributor_page(&list, 0);
        let most = 25_000_000_000_001u64.to_le_bytes();
        field(&settled.ledger, &page, offset_of!(Page, claimed), &most);
    };
    of_settled(planted, &[("list.claims", "tranche 2 (community-airdrop)")]);
}

#[test]
fn a_governor_that_is_too_fast_or_open_to_strangers() {
    let cases: [(&str, usize, Vec<u8>); 4] = [
        (
            "governor.limit",
            offset_of!(Governor, limit),
            50_000_000_000_001u64.to_le_bytes().to_vec(),
        ),
        ("governor.limit", offset_of!(Governor, epoch_seconds), 3_600u32.to_le_bytes().to_vec()),
        ("governor.seats", offset_of!(Governor, seats), 4u32.to_le_bytes().to_vec()),
        ("governor.meter", offset_of!(Governor, left), u64::MAX.to_le_bytes().to_vec()),
    ];
    for (id, offset, bytes) in cases {
        let planted = |settled: &Settled| {
            let governor = settled.view().governor.unwrap().at;
            field(&settled.ledger, &governor, offset, &bytes);
        };
        of_settled(planted, &[(id, "the governor")]);
    }
}

#[test]
fn a_grant_that_was_paid_too_early() {
    let settled = settled();
    let plan = settled.view().plans[0].plan;
    let grants = groundswell_cluster::view::grants(&settled.ledger, &plan.at).unwrap();
    assert!(grants.is_empty());
    let at = groundswell_sdk::pda::grant(&plan.at, &stranger());
    let of = groundswell_sdk::vesting::PlanKeys::of(plan.at, &plan.value);
    let creator = given::creator().pubkey();
    settled.send(vec![of.create_grant(creator, stranger(), 1_000)]);
    assert!(audited(&settled.ledger, settled.launch).holds(true));
    field(&settled.ledger, &at, offset_of!(Grant, withdrawn), &1u64.to_le_bytes());
    field(&settled.ledger, &plan.at, offset_of!(Plan, withdrawn), &1u64.to_le_bytes());
    fails(&settled.ledger, settled.launch, &[("plan.grants", "tranche 4 (treasury)")]);
}
