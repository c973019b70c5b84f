//! After a sale that settled
//! ├── list claim ...... pays what has unlocked, once
//! ├── vest withdraw ... starts the plan, opens the grant and pays what has vested
//! └── buyback ......... cranks start, fund, open, clear, collect, burn; offers are the owner's

use groundswell_cluster::{
    Chain, Embedded,
    send::{Call, Mode},
    view::LaunchView,
};
use groundswell_math::charter::Kind;
use groundswell_sdk::{
    Address, distributor::ListKeys, grants::PlanSchedule, pda::LaunchAddresses, vesting::PlanKeys,
};
use solana_keypair::Keypair;
use solana_signer::Signer;

use super::given::{
    Given, balance, cluster, contribution, creator, desk, fund, key, mint, quote_mint,
};
use crate::{
    args::{self, PlanAt, Sending},
    commands::{
        buyback::{offer, on_chain},
        contribute::contribute,
        crank::of_mandate,
        launch::launch,
        list::{build as list_build, claim::claim},
        payout::{Kind as PayOut, pay_out},
        vest::{build as vest_build, reading::PlanFolder, send as vest},
    },
    draft::{TOKEN, TOKEN_2022},
    plan::Plan,
};

const UNIT: u64 = 1_000_000;
const DAY: i64 = 86_400;
const CONTRIBUTORS: std::ops::Range<u8> = 100..116;

pub struct Settled {
    pub given: Given,
    pub plan: Plan,
    pub ledger: Embedded,
    pub launch: Address,
}

/// A launch that reached its target and settled at its close; lists and plans hold their tokens.
pub fn settled() -> Settled {
    settled_as(Given::new())
}

/// The same of another launch.
pub fn settled_as(given: Given) -> Settled {
    let (ledger, plan) = (given.ledger(), given.plan());
    launch(&desk(&ledger, creator(), Mode::Send), &plan, &given.args()).unwrap();
    let launch = LaunchAddresses::of(&creator().pubkey(), 0).launch;
    ledger.warp(plan.terms.opens_at);
    for who in CONTRIBUTORS {
        fund(&ledger, &key(who).pubkey(), 225_000 * UNIT);
        let args = contribution(launch, "225_000");
        contribute(&desk(&ledger, key(who), Mode::Send), &args).unwrap();
    }
    ledger.warp(plan.terms.closes_at);
    let settled = Settled { given, plan, ledger, launch };
    let keys = settled.view().keys;
    settled.send(vec![keys.settle()]);
    for who in CONTRIBUTORS {
        let wallet = Some(key(who).pubkey());
        let args = args::PayOut { launch, wallet, cluster: cluster(), sending: Sending::default() };
        pay_out(&settled.desk(creator()), &args, PayOut::Claim).unwrap();
    }
    let view = settled.view();
    for list in &view.lists {
        let of = ListKeys::of(list.list.at, &list.list.value);
        settled.send(vec![keys.fund_airdrop(list.tranche, list.list.at, 1)]);
        settled.send(vec![of.activate(0)]);
    }
    for plan in &view.plans {
        let of = PlanKeys::of(plan.plan.at, &plan.plan.value);
        let fund = keys.fund_plan(plan.tranche.unwrap(), plan.plan.at);
        settled.send(vec![of.start(), fund, of.fund(None)]);
    }
    let airdrop = view.launch.value.airdrop_vault;
    settled.send(vec![keys.sweep(Some(airdrop))]);
    settled
}

impl Settled {
    pub fn view(&self) -> LaunchView {
        LaunchView::read(&self.ledger, &self.launch).unwrap()
    }

    pub fn desk(&self, who: Keypair) -> crate::desk::Desk<'_> {
        desk(&self.ledger, who, Mode::Send)
    }

    pub fn send(&self, instructions: Vec<solana_instruction::Instruction>) {
        self.desk(creator()).carry_out(&Call::new("step", instructions), &[]).unwrap();
    }

    /// A million tokens for half of the sale's price, in the first cycle.
    pub fn offer(&self, owner: Address) -> args::BuybackOffer {
        args::BuybackOffer {
            file: self.given.path("launch.toml"),
            cycle: 0,
            price: 5_000,
            amount: "1_000_000".to_owned(),
            owner,
            from: None,
            payer: None,
            keys: args::Keys { mint: mint().pubkey(), creator: creator().pubkey() },
            at: None,
            settled: args::Settled { settled: None, raise: None },
            force: false,
            json: true,
            cluster: cluster(),
            sending: Sending::default(),
        }
    }

    pub fn tokens(&self, wallet: &Address) -> u64 {
        balance(&self.ledger, wallet, &mint().pubkey(), &TOKEN_2022)
    }
}

#[test]
fn a_listed_wallet_is_paid_what_has_unlocked_once() {
    let settled = settled();
    let dir = settled.given.path("airdrop");
    let (mint, creator_at) = (mint().pubkey(), creator().pubkey());
    list_build::run(&args::Build {
        csv: settled.given.path("airdrop.csv"),
        mint,
        creator: creator_at,
        id: 1,
        out: dir.clone(),
        decimals: Some(6),
    })
    .unwrap();
    let wallet = key(10).pubkey();
    let stranger = || settled.desk(key(100));

    assert!(claim(&stranger(), &dir, &wallet).unwrap());
    assert_eq!(settled.tokens(&wallet), 1_250_000 * UNIT);
    assert!(!claim(&stranger(), &dir, &wallet).unwrap(), "nothing is due twice");
    settled.ledger.warp(settled.plan.terms.closes_at + 60 * DAY);
    assert!(claim(&stranger(), &dir, &wallet).unwrap());
    assert_eq!(settled.tokens(&wallet), 3_750_000 * UNIT);
    assert!(
        !claim(&stranger(), &dir, &key(99).pubkey()).unwrap(),
        "who is not listed gets nothing"
    );
}

#[test]
fn a_recipient_is_paid_what_has_vested() {
    let settled = settled();
    let dir = settled.given.path("vcs");
    vest_build::run(&args::VestBuild {
        csv: settled.given.path("vcs.csv"),
        mint: mint().pubkey(),
        grantor: creator().pubkey(),
        id: 7,
        kind: Kind::Vc,
        cliff: Some(270 * 86_400),
        linear: Some(270 * 86_400),
        steps: None::<PlanSchedule>,
        out: dir.clone(),
        decimals: Some(6),
        quote_decimals: None,
        supply: None,
    })
    .unwrap();
    let recipient = key(50).pubkey();
    let plan = PlanFolder::read(&dir).unwrap().facts.plan;
    let pays = |at: PlanAt| vest::withdraw(&settled.desk(key(100)), &at, Some(recipient));
    let from_folder = || pays(PlanAt::Folder(dir.clone()));
    let by_address = || pays(PlanAt::Account(plan));
    let said = from_folder().unwrap_err();
    assert!(crate::desk::is_refusal(&said), "{said}");
    let said = by_address().unwrap_err().to_string();
    assert!(
        said.starts_with(&format!("{recipient} has no open grant of the plan {plan}")),
        "{said}"
    );

    // Half of the linear part; a governor lets 1 % of supply out in a week.
    settled.ledger.warp(settled.plan.terms.closes_at + (270 + 135) * DAY);
    from_folder().unwrap();

    assert_eq!(settled.tokens(&recipient), 10_000_000 * UNIT);
    settled.ledger.warp(settled.plan.terms.closes_at + (270 + 135 + 7) * DAY);
    by_address().unwrap();
    assert_eq!(settled.tokens(&recipient), 20_000_000 * UNIT);
}

#[test]
fn a_tender_is_opened_cleared_paid_and_burned() {
    let settled = settled();
    let (ledger, plan) = (&settled.ledger, &settled.plan);
    let launched = settled.view().launch.value;
    let terms = on_chain(plan, &launched);
    let cycle = terms.cycle(0).unwrap();
    let crank = || of_mandate(&settled.desk(creator()), settled.launch).unwrap();
    ledger.warp(cycle.tender.opens_at);
    assert!(crank());
    let mandate = settled.view().mandate.unwrap();
    assert_eq!(mandate.tenders.len(), 1);
    assert_eq!(mandate.mandate.value.funded, 360_000 * UNIT);

    let owner = key(100);
    let someone = offer::on_cluster(&settled.desk(key(101)), &settled.offer(owner.pubkey()), plan);
    assert!(someone.unwrap_err().to_string().starts_with(&format!("the owner {}", owner.pubkey())));
    let quote = || balance(ledger, &key(100).pubkey(), &quote_mint(), &TOKEN);
    let before = (settled.tokens(&owner.pubkey()), quote());
    let taken = offer::on_cluster(&settled.desk(key(100)), &settled.offer(owner.pubkey()), plan);
    assert!(taken.unwrap());
    assert_eq!(settled.tokens(&owner.pubkey()), before.0 - 1_000_000 * UNIT);

    let supply = settled.view().base_mint.unwrap().value.supply;
    ledger.warp(cycle.tender.closes_at);
    assert!(crank());

    // Half of the sale's 0.008 each: 4,000 for a million, all of it burned.
    assert_eq!(quote() - before.1, 4_000 * UNIT);
    let view = settled.view();
    assert_eq!(supply - view.base_mint.unwrap().value.supply, 1_000_000 * UNIT);
    assert_eq!(view.mandate.unwrap().receipts[0].value.paid, 4_000 * UNIT);
    let before = ledger.everything();
    assert!(crank());
    assert!(ledger.everything() == before, "nothing is left to do");
    assert_eq!(ledger.now().unwrap(), cycle.tender.closes_at);
}
