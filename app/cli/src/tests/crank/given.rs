//! A sale that has closed, and somebody with nothing to do with it who cranks.

use std::ops::Range;

use groundswell_cluster::{Chain, Embedded, crank::Moment, send::Mode, view::LaunchView};
use groundswell_sdk::{Address, pda::LaunchAddresses};
use solana_account::Account;
use solana_keypair::Keypair;
use solana_signer::Signer;

use super::settled_view;
use crate::{
    args,
    commands::{
        contribute::contribute,
        crank::{Pace, crank},
        launch::launch,
    },
    draft::TOKEN_2022,
    tests::given::{Given, SOL, cluster, contribution, creator, desk, fund, key, mint},
};

pub const UNIT: u64 = 1_000_000;
const MONTH: i64 = 30 * 86_400;
/// They commit 3,750,000 for 3,600,000.
pub const CONTRIBUTORS: Range<u8> = 100..115;
const SYSVARS: Address = Address::from_str_const("Sysvar1111111111111111111111111111111111111");

pub fn cranker() -> Keypair {
    key(90)
}

/// A sale at its close.
pub struct Sold {
    pub given: Given,
    pub ledger: Embedded,
    pub launch: Address,
    /// The launch at the close.
    pub before: LaunchView,
}

impl Sold {
    /// One to which these have contributed 250,000 each.
    pub fn new(contributors: Range<u8>) -> Sold {
        let given = Given::new();
        let (ledger, plan) = (given.ledger(), given.plan());
        launch(&desk(&ledger, creator(), Mode::Send), &plan, &given.args()).unwrap();
        let launch = LaunchAddresses::of(&creator().pubkey(), 0).launch;
        ledger.warp(plan.terms.opens_at);
        for who in contributors {
            fund(&ledger, &key(who).pubkey(), 250_000 * UNIT);
            let args = contribution(launch, "250_000");
            contribute(&desk(&ledger, key(who), Mode::Send), &args).unwrap();
        }
        ledger.warp(plan.terms.closes_at);
        ledger.endow(&cranker().pubkey(), 1_000 * SOL).unwrap();
        let before = settled_view(&ledger, &launch);
        Sold { given, ledger, launch, before }
    }

    pub fn view(&self) -> LaunchView {
        settled_view(&self.ledger, &self.launch)
    }

    /// What `crank` is told.
    pub fn args(&self) -> args::Crank {
        args::Crank {
            launch: self.launch,
            list: vec![self.given.path("airdrop.csv")],
            plan: vec![self.given.path("kols.csv"), self.given.path("vcs.csv")],
            withdrawals: Some(MONTH),
            cluster: cluster(),
            ..args::Crank::default()
        }
    }

    /// Takes what is due now.
    pub fn now(&self, chain: &dyn Chain) -> anyhow::Result<bool> {
        crank(&desk(chain, cranker(), Mode::Send), &self.args(), &mut Once)
    }

    /// Takes everything that will ever be due.
    pub fn to_the_end(&self, ledger: &Embedded) -> anyhow::Result<bool> {
        let args = args::Crank { watch: true, ..self.args() };
        crank(&desk(ledger, cranker(), Mode::Send), &args, &mut Leap(ledger))
    }

    /// The same ledger once more.
    pub fn copy(&self) -> Embedded {
        let copy = Embedded::new().unwrap();
        for (at, account) in self.ledger.everything() {
            if !account.executable && account.owner != SYSVARS {
                copy.set(&at, account).unwrap();
            }
        }
        copy.warp(self.ledger.time());
        copy
    }

    /// The wallet's token account becomes another's.
    pub fn give_away(&self, wallet: &Address) {
        let opens = groundswell_cluster::crank::Opens {
            wallet: *wallet,
            mint: mint().pubkey(),
            program: TOKEN_2022,
        };
        let open = opens.open(&cranker().pubkey());
        let call = groundswell_cluster::send::Call::new("open", vec![open]);
        desk(&self.ledger, cranker(), Mode::Send).carry_out(&call, &[]).unwrap();
        let mut account = self.ledger.get(&opens.at()).unwrap();
        account.data[32..64].copy_from_slice(creator().pubkey().as_ref());
        self.ledger.set(&opens.at(), account).unwrap();
    }
}

/// Everything that a program made, and the creator; not who cranked.
pub fn state(ledger: &Embedded) -> Vec<(Address, Account)> {
    let of_programs = |account: &Account| {
        ![SYSVARS, Address::default()].contains(&account.owner) && !account.executable
    };
    let all = ledger.everything().into_iter();
    all.filter(|(at, account)| *at == creator().pubkey() || of_programs(account)).collect()
}

/// Takes what is due, and waits for nothing.
pub struct Once;

impl Pace for Once {
    fn is_over(&self) -> bool {
        false
    }

    fn wait(&mut self, _: &dyn Chain, _: &Moment) -> anyhow::Result<()> {
        anyhow::bail!("nobody asked to wait")
    }
}

/// Time is what the ledger says it is.
struct Leap<'a>(&'a Embedded);

impl Pace for Leap<'_> {
    fn is_over(&self) -> bool {
        false
    }

    fn wait(&mut self, _: &dyn Chain, moment: &Moment) -> anyhow::Result<()> {
        anyhow::ensure!(moment.at > self.0.time(), "{moment:?} is no later than now");
        self.0.warp(moment.at);
        Ok(())
    }
}
