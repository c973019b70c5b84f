//! audit
//! ├── of a draft, a sealed, an open, a closed launch ...... nothing fails
//! ├── of one that settled, before and after everyone is paid ........ nothing fails
//! ├── of one that failed, before and after refunds and the sweep .... nothing fails
//! ├── after a vesting withdrawal, and after a buyback's cycle ....... nothing fails
//! ├── with the files of lists and plans ................... nothing fails
//! ├── the supply ........ five amounts that add up, now and in each of 24 months
//! └── the answer ........ audit.json, audit.html and a table say the same
//! verify
//! └── of the embedded ledger .... every program is this release's

use groundswell_cluster::{
    Embedded, Interrupted,
    audit::{Check, RULES, Verdict},
    interrupted::Fault,
    send::{Call, Mode},
    view::LaunchView,
};
use groundswell_math::phase::Phase;
use groundswell_sdk::{Address, launch::LaunchKeys, pda::LaunchAddresses, vesting::PlanKeys};
use serde_json::Value;
use solana_signer::Signer;

use super::{
    after::{Settled, settled},
    given::{Given, cluster, contribution, creator, desk, fund, key},
};
use crate::{
    args::{self, Output, Sending},
    commands::{
        audit,
        buyback::{offer, on_chain},
        contribute::contribute,
        crank::of_mandate,
        launch::launch,
        payout::{Kind, pay_out},
        verify,
    },
    report::audit::{Audited, page},
};

const UNIT: u64 = 1_000_000;
const DAY: i64 = 86_400;

pub fn args(launch: Address) -> args::Audit {
    args::Audit { launch, lists: vec![], out: None, all: false, strict: false, cluster: cluster() }
}

pub fn audited(ledger: &Embedded, launch: Address) -> Audited {
    audit::audit(ledger, &args(launch)).unwrap()
}

/// Which checks came to this, and of what.
pub fn those(audited: &Audited, verdict: Verdict) -> Vec<(&'static str, String)> {
    let checks = audited.checks.iter().filter(|check| check.verdict == verdict);
    checks.map(|check| (check.id, check.of.clone())).collect()
}

/// The audit of a launch in which nothing fails, with what it found.
fn passes(ledger: &Embedded, launch: Address, phase: Phase) -> Audited {
    let audited = audited(ledger, launch);
    assert!(audited.evidence.view.phase() == phase);
    let failed: Vec<&Check> =
        audited.checks.iter().filter(|check| check.verdict == Verdict::Failed).collect();
    assert_eq!(failed, Vec::<&Check>::new());
    assert_eq!(those(&audited, Verdict::Warned), []);
    for check in &audited.checks {
        assert!(RULES.iter().any(|rule| rule.id == check.id), "{}", check.id);
        assert!(!check.why.is_empty() && !check.found.is_empty(), "{}", check.id);
    }
    if let Some(supply) = &audited.supply {
        assert_eq!(supply.later.len(), 24);
        for moment in std::iter::once(&supply.now).chain(&supply.later) {
            let parts = [moment.circulating, moment.unclaimed, moment.locked, moment.waiting];
            let all = parts.iter().sum::<u128>() + moment.burned;
            assert_eq!(all, supply.minted, "{}", moment.at);
            for (tranche, part) in supply.tranches.iter().zip(&moment.parts) {
                let all = part.paid + part.unclaimed + part.locked + part.gone;
                assert_eq!(all, u128::from(tranche.amount), "tranche {}", tranche.tranche);
            }
        }
    }
    assert!(page(&audited).unwrap().contains("checks passed."));
    audited
}

/// Where the launch of these tests is.
pub fn launched() -> Address {
    LaunchAddresses::of(&creator().pubkey(), 0).launch
}

/// A launch that is open, to which six wallets gave so much each.
pub fn open_sale(tokens: u64) -> (Given, Embedded) {
    let given = Given::new();
    let (ledger, plan) = (given.ledger(), given.plan());
    launch(&desk(&ledger, creator(), Mode::Send), &plan, &given.args()).unwrap();
    ledger.warp(plan.terms.opens_at);
    for who in 100..106 {
        fund(&ledger, &key(who).pubkey(), tokens * UNIT);
        let args = contribution(launched(), &tokens.to_string());
        contribute(&desk(&ledger, key(who), Mode::Send), &args).unwrap();
    }
    (given, ledger)
}

fn send(ledger: &Embedded, instructions: Vec<solana_instruction::Instruction>) {
    let call = Call::new("step", instructions);
    desk(ledger, creator(), Mode::Send).carry_out(&call, &[]).unwrap();
}

fn pays(ledger: &Embedded, who: u8, kind: Kind) {
    let wallet = Some(key(who).pubkey());
    let args = args::PayOut {
        launch: launched(),
        wallet,
        cluster: cluster(),
        sending: Sending::default(),
    };
    pay_out(&desk(ledger, creator(), Mode::Send), &args, kind).unwrap();
}

fn keys(ledger: &Embedded) -> LaunchKeys {
    LaunchView::read(ledger, &launched()).unwrap().keys
}

#[test]
fn nothing_fails_of_a_draft_and_nothing_is_promised() {
    let given = Given::new();
    let ledger = given.ledger();
    let killed = Interrupted::new(&ledger, 20, Fault::KilledBefore);
    assert!(launch(&desk(&killed, creator(), Mode::Send), &given.plan(), &given.args()).is_err());

    let audited = passes(&ledger, launched(), Phase::Draft);

    assert_eq!(audited.supply, None);
    let skipped = those(&audited, Verdict::NotApplicable);
    assert!(skipped.contains(&("charter.shares", "the charter".to_owned())));
    assert!(skipped.contains(&("mint.authority", "the token".to_owned())));
}

#[test]
fn nothing_fails_from_the_seal_to_the_close() {
    let given = Given::new();
    let ledger = given.ledger();
    launch(&desk(&ledger, creator(), Mode::Send), &given.plan(), &given.args()).unwrap();
    let sealed = passes(&ledger, launched(), Phase::Sealed);
    let supply = sealed.supply.unwrap();
    assert_eq!((supply.now.locked, supply.now.circulating), (1_000_000_000_000_000, 0));

    let (given, ledger) = open_sale(250_000);
    let open = passes(&ledger, launched(), Phase::Open);
    let deposits = open.checks.iter().find(|check| check.id == "sale.deposits").unwrap();
    assert_eq!(deposits.found, "1,500,000 of 6 wallets");
    assert_eq!(deposits.expected, deposits.found);

    ledger.warp(given.plan().terms.closes_at);
    passes(&ledger, launched(), Phase::Closed);
}

#[test]
fn nothing_fails_while_a_settled_sale_is_paid_out() {
    let (given, ledger) = open_sale(250_000);
    ledger.warp(given.plan().terms.closes_at);
    let keys = keys(&ledger);
    send(&ledger, vec![keys.settle()]);

    let settled = passes(&ledger, launched(), Phase::Settled).supply.unwrap();
    // 1,500,000 at 0.008 each.
    assert_eq!(settled.now.parts[0].unclaimed, 187_500_000_000_000);
    assert_eq!(settled.now.circulating, 0);
    pays(&ledger, 100, Kind::Claim);
    let one = passes(&ledger, launched(), Phase::Settled).supply.unwrap();
    assert_eq!(one.now.circulating, 31_250_000_000_000);
    let airdrop = LaunchView::read(&ledger, &launched()).unwrap().launch.value.airdrop_vault;
    send(&ledger, vec![keys.sweep(Some(airdrop))]);
    let swept = passes(&ledger, launched(), Phase::Settled).supply.unwrap();
    assert_eq!(swept.now.parts[0].gone, 262_500_000_000_000);
    for who in 101..106 {
        pays(&ledger, who, Kind::Claim);
    }
    send(&ledger, vec![keys.close()]);
    let paid = passes(&ledger, launched(), Phase::Settled).supply.unwrap();
    assert_eq!((paid.now.parts[0].paid, paid.now.unclaimed), (187_500_000_000_000, 0));
}

#[test]
fn nothing_fails_while_a_failed_sale_is_paid_back() {
    let (given, ledger) = open_sale(1_000);
    ledger.warp(given.plan().terms.closes_at);
    passes(&ledger, launched(), Phase::Failed);
    pays(&ledger, 100, Kind::Refund);
    let one = passes(&ledger, launched(), Phase::Failed);
    let vault = |check: &&Check| check.id == "vault.balance" && check.of == "contributions";
    let vault = one.checks.iter().find(vault).unwrap();
    assert_eq!((vault.expected.as_str(), vault.found.as_str()), ("at least 5,000", "5,000"));

    send(&ledger, vec![keys(&ledger).sweep(None)]);
    let swept = passes(&ledger, launched(), Phase::Failed).supply.unwrap();

    assert_eq!((swept.now.burned, swept.now.locked), (1_000_000_000_000_000, 0));
}

#[test]
fn nothing_fails_after_withdrawals_and_years() {
    let settled = settled();
    let (ledger, launch) = (&settled.ledger, settled.launch);
    let before = passes(ledger, launch, Phase::Settled).supply.unwrap();
    // A quarter of the airdrop is unlocked at once.
    assert_eq!(before.now.parts[1].unclaimed, 25_000_000_000_000);
    let view = settled.view();
    let stream = view.stream.unwrap();
    let of = PlanKeys::of(stream.plan.at, &stream.plan.value);
    let recipient = stream.plan.value.recipient;
    let grant = of.grant(&recipient);
    settled.send(vec![of.start(), of.open_stream(creator().pubkey(), recipient), of.top_up(grant)]);
    passes(ledger, launch, Phase::Settled);
    for days in [30, 91, 400, 1_000, 2_500] {
        ledger.warp(settled.plan.terms.closes_at + days * DAY);
        passes(ledger, launch, Phase::Settled);
    }
}

/// A launch whose mandate bought and burned in its first cycle.
pub fn bought_back() -> Settled {
    let settled = settled();
    let terms = on_chain(&settled.plan, &settled.view().launch.value);
    let cycle = terms.cycle(0).unwrap();
    let crank = || of_mandate(&settled.desk(creator()), settled.launch).unwrap();
    settled.ledger.warp(cycle.tender.opens_at);
    assert!(crank());
    let args = settled.offer(key(100).pubkey());
    assert!(offer::on_cluster(&settled.desk(key(100)), &args, &settled.plan).unwrap());
    passes(&settled.ledger, settled.launch, Phase::Settled);
    settled.ledger.warp(cycle.tender.closes_at);
    assert!(crank());
    settled
}

#[test]
fn nothing_fails_after_a_cycle_of_the_buyback() {
    let settled = bought_back();

    let supply = passes(&settled.ledger, settled.launch, Phase::Settled).supply.unwrap();

    assert!(supply.now.burned >= 1_000_000 * u128::from(UNIT));
}

#[test]
fn the_files_that_were_published_pass() {
    let settled = settled();
    let path = |name| settled.given.path(name);
    let lists = vec![(1, path("airdrop.csv")), (5, path("kols.csv")), (6, path("vcs.csv"))];
    let args = args::Audit { lists, ..args(settled.launch) };

    let audited = audit::audit(&settled.ledger, &args).unwrap();

    let documents = audited.checks.iter().filter(|check| check.id.ends_with(".document"));
    let verdicts: Vec<_> = documents.map(|check| (check.id, check.verdict)).collect();
    let passed = |id| (id, Verdict::Passed);
    let expected = ["list.document", "plan.document", "plan.document"].map(passed);
    assert_eq!(verdicts[..3], expected);
    assert!(audited.holds(true));
    let nothing = args::Audit { lists: vec![(0, path("kols.csv"))], ..self::args(settled.launch) };
    let said = audit::audit(&settled.ledger, &nothing).err().unwrap().to_string();
    assert!(said.contains("tranche 1 of this launch has no list"), "{said}");
}

#[test]
fn table_json_and_page_say_the_same() {
    let settled = settled();
    let out = settled.given.path("audit");
    let mut args = args(settled.launch);
    let audited = audit::audit(&settled.ledger, &args).unwrap();

    audit::write(&out, &audited).unwrap();

    let json = std::fs::read_to_string(out.join("audit.json")).unwrap();
    assert_eq!(json, audit::answer(&audited, &args, &out));
    let json: Value = serde_json::from_str(&json).unwrap();
    assert_eq!((&json["holds"], &json["failed"]), (&true.into(), &0.into()));
    assert_eq!(json["checks"].as_array().unwrap().len(), audited.checks.len());
    assert_eq!(json["supply"]["minted"], "1000000000000000");
    assert_eq!(json["supply"]["months"].as_array().unwrap().len(), 24);
    assert_eq!(json["programs"][0]["is_this_release"], true);
    let page = std::fs::read_to_string(out.join("audit.html")).unwrap();
    assert_eq!(page.matches("<svg").count(), 3, "two charts and the wave");
    assert!(!page.contains("src=") && !page.contains("<script"), "it needs nothing else");
    args.cluster.output = Output::Text;
    let text = audit::answer(&audited, &args, &out);
    assert!(text.contains("verdict  holds: "), "{text}");
    assert!(text.contains("program.bytecode"), "{text}");
    assert!(text.contains("audit.html"), "{text}");
}

#[test]
fn every_program_of_the_embedded_ledger_is_this_release() {
    let ledger = Embedded::new().unwrap();
    let mut args = args::VerifyPrograms { strict: true, cluster: cluster() };

    let (json, holds) = verify::answer(&ledger, &args).unwrap();

    assert!(holds);
    let json: Value = serde_json::from_str(&json).unwrap();
    for program in json["programs"].as_array().unwrap() {
        assert_eq!(program["is_this_release"], true);
        assert_eq!(program["sha256"], program["deployed_sha256"]);
        assert_eq!(program["upgrade_authority"], Value::Null);
    }
    args.cluster.output = Output::Text;
    let text = verify::answer(&ledger, &args).unwrap().0;
    assert_eq!(text.matches("the same, byte for byte").count(), 4);
}
