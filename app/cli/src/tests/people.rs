//! What people of a launch may do with a key of theirs
//! ├── vest disclose ........ opens the grant, posts hash and link; then it pays
//! ├── vest grant, cancel ... the grantor's: made, and ended at what has vested
//! ├── vest reassign ........ the recipient's, and the new one's signature, who is paid then
//! ├── vest mark-missed ..... the attester's
//! ├── take-back ............ the owner's, a part and then all
//! ├── cancel ............... the creator's, before the sale opens
//! └── vest give-up ......... the grantor's, of a launch that failed; and the governor

use groundswell_cluster::{send::Mode, view::LaunchView};
use groundswell_math::charter::Kind;
use groundswell_sdk::{
    Address,
    grants::PlanSchedule,
    pda::{self, LaunchAddresses},
    vesting::{PlanKeys, decode_disclosure, decode_grant},
};
use solana_keypair::Keypair;
use solana_signer::Signer;

use super::{
    after::{Settled, settled, settled_as},
    given::{Given, cluster, creator, desk, key, mint},
};
use crate::{
    args::{self, OfGrant, PlanAt, Sending},
    commands::{
        buyback::{offer, on_chain, take_back::take_back},
        cancel::cancel as call_off,
        crank::of_mandate,
        launch::launch,
        vest::{build, people, send::withdraw},
    },
};

const UNIT: u64 = 1_000_000;
const DAY: i64 = 86_400;
const KOL: u8 = 40;
const VC: u8 = 50;
const ATTESTER: u8 = 61;

/// VCs may pass grants on, and the attester is one of ours.
fn given() -> Given {
    let given = Given::new();
    given.replace("grants = \"vcs.csv\"", "grants = \"vcs.csv\"\nreassign = \"recipient\"");
    let attester = key(ATTESTER).pubkey().to_string();
    given.replace("HarborAttesterHarborAttesterHarborAttesterH", &attester);
    given
}

/// The keys of the plan of tranche `number`, from 1.
fn plan(settled: &Settled, number: u8) -> PlanKeys {
    let view = settled.view();
    let plan = view.plans.iter().find(|plan| plan.tranche == Some(number - 1)).unwrap();
    PlanKeys::of(plan.plan.at, &plan.plan.value)
}

/// The folder of a plan with a list.
fn folder(settled: &Settled, name: &str, kind: Kind, id: u64, days: u32) -> PlanAt {
    let out = settled.given.path(name);
    build::run(&args::VestBuild {
        csv: settled.given.path(&format!("{name}.csv")),
        mint: mint().pubkey(),
        grantor: creator().pubkey(),
        id,
        kind,
        cliff: Some(days * 86_400),
        linear: Some(days * 86_400),
        steps: None::<PlanSchedule>,
        out: out.clone(),
        decimals: Some(6),
        quote_decimals: None,
        supply: None,
    })
    .unwrap();
    PlanAt::Folder(out)
}

fn of(plan: PlanAt, recipient: Option<Address>) -> OfGrant {
    OfGrant { plan, recipient, cluster: cluster(), sending: Sending::default() }
}

fn refusal(result: anyhow::Result<()>) -> String {
    let error = result.unwrap_err();
    assert!(crate::desk::is_refusal(&error), "{error}");
    error.to_string()
}

#[test]
fn a_recipient_discloses_and_is_paid() {
    let settled = settled_as(given());
    let at = folder(&settled, "kols", Kind::Kol, 6, 180);
    settled.ledger.endow(&key(KOL).pubkey(), UNIT * 1_000).unwrap();
    settled.given.write("statement.md", "I was given 10,000,000 HRBR.\n");
    let args = |link: &str| args::Disclose {
        of: of(at.clone(), None),
        statement: settled.given.path("statement.md"),
        link: link.to_owned(),
    };
    let keys = plan(&settled, 6);
    let grant = keys.grant(&key(KOL).pubkey());
    let disclose = |link: &str| people::disclose(&settled.desk(key(KOL)), &args(link));

    let said = disclose("").unwrap_err().to_string();
    assert_eq!(said, "--link has 0 bytes, expected 1 to 96");
    let said = disclose(&"x".repeat(97)).unwrap_err().to_string();
    assert_eq!(said, "--link has 97 bytes, expected 1 to 96");
    assert!(settled.ledger.get(&grant).is_none(), "nothing was sent");
    disclose(&"x".repeat(96)).unwrap();

    let account = settled.ledger.get(&pda::disclosure(&grant)).unwrap();
    let disclosure = decode_disclosure(&account.data).unwrap();
    // sha256sum of that file.
    let expected = "309f5bab2718bd5a5fa681f8fbf8a51c1413aabcb9f0d1d84c098500b725d354";
    assert_eq!(hex::encode(disclosure.sha256), expected);
    assert_eq!(disclosure.link, [b'x'; 96]);
    assert!(refusal(disclose("again")).contains("AlreadyDisclosed"));

    settled.ledger.warp(settled.plan.terms.closes_at + 360 * DAY);
    let at = PlanAt::Account(keys.plan);
    withdraw(&settled.desk(key(100)), &at, Some(key(KOL).pubkey())).unwrap();
    assert_eq!(settled.tokens(&key(KOL).pubkey()), 10_000_000 * UNIT);
}

#[test]
fn a_grant_that_nobody_opened_needs_the_list() {
    let settled = settled_as(given());
    let at = plan(&settled, 6).plan;
    settled.given.write("statement.md", "mine");
    let args = args::Disclose {
        of: of(PlanAt::Account(at), None),
        statement: settled.given.path("statement.md"),
        link: "here".to_owned(),
    };

    let said = people::disclose(&settled.desk(key(KOL)), &args).unwrap_err().to_string();

    let kol = key(KOL).pubkey();
    assert!(said.starts_with(&format!("{kol} has no open grant of the plan {at} on ")), "{said}");
    assert!(said.ends_with("name the list's folder instead of the address: that opens it"));
}

#[test]
fn a_grantor_makes_a_grant_and_ends_it() {
    let settled = settled();
    let (keys, leaver) = (plan(&settled, 8), key(70).pubkey());
    let made = args::MakeGrant {
        plan: keys.plan,
        recipient: leaver,
        amount: "12_000_000.5".to_owned(),
        cluster: cluster(),
        sending: Sending::default(),
    };
    people::grant(&settled.desk(creator()), &made).unwrap();
    let at = keys.grant(&leaver);
    let grant = || decode_grant(&settled.ledger.get(&at).unwrap().data).unwrap();
    assert_eq!(grant().amount, 12_000_000_500_000);

    // A cliff of a year, and three after it: two years after the start a third has vested.
    settled.ledger.warp(settled.plan.terms.closes_at + 730 * DAY);
    let cancel = |who: Keypair| {
        people::cancel(&settled.desk(who), &of(PlanAt::Account(keys.plan), Some(leaver)))
    };
    assert!(refusal(cancel(key(100))).contains("PolicyForbids"));
    assert_eq!(grant().entitled, grant().amount);
    cancel(creator()).unwrap();
    assert_eq!(grant().entitled, 4_000_000_166_666);
}

#[test]
fn a_recipient_passes_a_grant_on() {
    let settled = settled_as(given());
    let at = folder(&settled, "vcs", Kind::Vc, 7, 270);
    settled.ledger.endow(&key(VC).pubkey(), UNIT * 1_000).unwrap();
    let to = key(71);
    let json = serde_json::to_string(&to.to_bytes().to_vec()).unwrap();
    settled.given.write("to.json", &json);
    let reassign = |who: Keypair| {
        let of = of(at.clone(), Some(key(VC).pubkey()));
        let args = args::Reassign { of, to: settled.given.path("to.json") };
        people::reassign(&settled.desk(who), &args)
    };

    assert!(refusal(reassign(key(100))).contains("PolicyForbids"));
    reassign(key(VC)).unwrap();

    let keys = plan(&settled, 7);
    let account = settled.ledger.get(&keys.grant(&key(VC).pubkey())).unwrap();
    assert_eq!(decode_grant(&account.data).unwrap().recipient, to.pubkey());

    // Half of the linear part, of which the governor lets 1 % of the supply out.
    settled.ledger.warp(settled.plan.terms.closes_at + (270 + 135) * DAY);
    let wallet = key(VC).pubkey();
    withdraw(&settled.desk(key(100)), &at, Some(wallet)).unwrap();
    assert_eq!(settled.tokens(&to.pubkey()), 10_000_000 * UNIT);
    assert_eq!(settled.tokens(&wallet), 0);
}

#[test]
fn an_attester_ends_what_was_not_delivered() {
    let settled = settled_as(given());
    let at = folder(&settled, "kols", Kind::Kol, 6, 180);
    for who in [KOL, ATTESTER] {
        settled.ledger.endow(&key(who).pubkey(), UNIT * 1_000).unwrap();
    }
    // From 180 days after the settlement the attester has 30.
    settled.ledger.warp(settled.plan.terms.closes_at + 270 * DAY);
    let missed = |who: u8| {
        let of = of(at.clone(), Some(key(KOL).pubkey()));
        people::mark_missed(&settled.desk(key(who)), &of)
    };
    assert!(refusal(missed(100)).contains("NotAttester"));
    assert!(refusal(missed(ATTESTER)).contains("OutsideWindow"), "the window is over");
    settled.ledger.warp(settled.plan.terms.closes_at + 180 * DAY);
    missed(ATTESTER).unwrap();

    let account = settled.ledger.get(&plan(&settled, 6).grant(&key(KOL).pubkey())).unwrap();
    assert_eq!(decode_grant(&account.data).unwrap().entitled, 0);
}

#[test]
fn an_owner_takes_an_offer_back() {
    let settled = settled();
    let (ledger, plan) = (&settled.ledger, &settled.plan);
    let launched = settled.view().launch.value;
    let terms = on_chain(plan, &launched);
    ledger.warp(terms.cycle(0).unwrap().tender.opens_at);
    assert!(of_mandate(&settled.desk(creator()), settled.launch).unwrap());
    let owner = key(100).pubkey();
    let args = settled.offer(owner);
    let before = settled.tokens(&owner);
    assert!(offer::on_cluster(&settled.desk(key(100)), &args, plan).unwrap());
    let take = |amount: &str, price: u16| {
        let args = args::TakeBack {
            launch: settled.launch,
            amount: amount.to_owned(),
            cycle: 0,
            price,
            cluster: cluster(),
            sending: Sending::default(),
        };
        take_back(&settled.desk(key(100)), &args)
    };

    let said = take("all", 5_001).unwrap_err().to_string();
    assert!(said.starts_with("--price is 50.01 %, expected a price that an offer"), "{said}");
    assert!(take("all", 5_500).unwrap_err().to_string().starts_with("there is no offer at "));
    take("250_000", 5_000).unwrap();
    assert_eq!(settled.tokens(&owner), before - 750_000 * UNIT);
    take("all", 5_000).unwrap();
    assert_eq!(settled.tokens(&owner), before);
    assert!(take("all", 5_000).unwrap_err().to_string().starts_with("there is no offer at "));
}

#[test]
fn a_creator_calls_a_launch_off_before_it_opens() {
    let given = given();
    let ledger = given.ledger();
    launch(&desk(&ledger, creator(), Mode::Send), &given.plan(), &given.args()).unwrap();
    let at = LaunchAddresses::of(&creator().pubkey(), 0).launch;
    let args = args::CallOff { launch: at, cluster: cluster(), sending: Sending::default() };
    let cancelled = || {
        let view = LaunchView::read(&ledger, &at).unwrap();
        view.launch.value.is_cancelled.get()
    };

    let said = call_off(&desk(&ledger, key(100), Mode::Send), &args).unwrap_err().to_string();
    assert!(said.starts_with("only the creator can call a launch off: "), "{said}");
    assert!(!cancelled());
    call_off(&desk(&ledger, creator(), Mode::Send), &args).unwrap();
    assert!(cancelled());
}

#[test]
fn a_grantor_gives_up_the_plans_of_a_launch_that_failed() {
    let given = given();
    let ledger = given.ledger();
    launch(&desk(&ledger, creator(), Mode::Send), &given.plan(), &given.args()).unwrap();
    let at = LaunchAddresses::of(&creator().pubkey(), 0).launch;
    let view = LaunchView::read(&ledger, &at).unwrap();
    let plans: Vec<Address> = view.plans.iter().map(|plan| plan.plan.at).collect();
    let governor = view.plans[1].plan.value.governor;
    let give_up = |who: Keypair| {
        let (plans, cluster) = (plans.clone(), cluster());
        let args = args::GiveUp { plans, cluster, sending: Sending::default() };
        people::give_up(&desk(&ledger, who, Mode::Send), &args)
    };
    let is_there = |at: &Address| ledger.get(at).is_some();

    assert!(refusal(give_up(creator())).contains("NothingToClose"), "the sale can still settle");
    let args = args::CallOff { launch: at, cluster: cluster(), sending: Sending::default() };
    call_off(&desk(&ledger, creator(), Mode::Send), &args).unwrap();
    ledger.endow(&key(100).pubkey(), UNIT * 1_000).unwrap();
    assert!(refusal(give_up(key(100))).contains("NothingToClose"), "no grantor");
    assert!(plans.iter().all(is_there) && is_there(&governor));
    give_up(creator()).unwrap();
    assert_eq!(plans.iter().filter(|at| is_there(at)).count(), 0);
    assert!(!is_there(&governor), "{governor}");
}
