//! A plan with defaults for everything: a test states only what it is about.

use groundswell_sdk::{
    Address,
    math::{charter::Kind, merkle::Tree},
    pda,
    vesting::{
        GovernorKeys, PlanKeys, decode_disclosure, decode_governor, decode_grant, decode_plan,
    },
    vesting_program::{
        CreateGovernorArgs, CreatePlanArgs, PlanStep,
        state::{Disclosure, Governor, Grant, Plan, Policy, Sink},
    },
};

use crate::{
    ledger::Ledger,
    stage::{Stage, address},
    tokens,
};

/// Seconds.
pub const DAY: i64 = 86_400;
/// The second at which plans are made (unix seconds): the first of an epoch of a day.
pub const MADE: i64 = 21_990 * DAY;
/// Time zero of plans that state their own (unix seconds).
pub const STARTS: i64 = MADE + DAY;
/// First second at which anything has vested.
pub const CLIFF: i64 = STARTS + 250 * DAY;
/// First second at which everything has vested.
pub const ENDS: i64 = STARTS + 1_000 * DAY;
/// First second at which no grant can be opened, and those that are paid can be closed.
pub const OVER: i64 = ENDS + 180 * DAY;
/// Base units of a plan without a list.
pub const TOTAL: u64 = 1_000_000;

/// A plan, where it is, its list and its governor.
#[derive(Clone)]
pub struct PlanGiven {
    /// Where it is.
    pub keys: PlanKeys,
    /// What it is made of.
    pub args: CreatePlanArgs,
    /// Who gets what by its list (base units).
    pub entries: Vec<(Address, u64)>,
    /// What its governor is made of, if it has one.
    pub governor: CreateGovernorArgs,
}

impl Default for PlanGiven {
    fn default() -> Self {
        PlanGiven::number(1)
    }
}

impl PlanGiven {
    /// The grantor's plan number `id`: linear over 1,000 days, nothing in the first 250. The
    /// grantor makes its grants and may cancel; who is paid may reassign.
    pub fn number(id: u64) -> PlanGiven {
        PlanGiven::of(address("mint"), id)
    }

    /// The same of any mint.
    pub fn of(mint: Address, id: u64) -> PlanGiven {
        let grantor = address("grantor");
        let keys = PlanKeys {
            grantor,
            rent_payer: address("rent payer"),
            mint,
            token_program: tokens::TOKEN,
            plan: pda::plan(&mint, &grantor, id),
            governor: None,
            launch: Address::default(),
        };
        let args = CreatePlanArgs {
            id,
            total: TOTAL,
            largest: TOTAL,
            price: 0,
            root: [0; 32],
            count: 0,
            dataset_sha256: [0; 32],
            tranche_kind: Kind::Team as u8,
            launch: Address::default(),
            starts_at: STARTS,
            start: 0,
            cliff: 250 * DAY,
            end: 1_000 * DAY,
            steps: vec![],
            cancel: Policy::Grantor as u8,
            reassign: Policy::Recipient as u8,
            sink: Sink::Burn as u8,
            sink_address: Address::default(),
            recipient: Address::default(),
            needs_disclosure: false,
            attester: Address::default(),
            deliver_by: 0,
            mark_seconds: 0,
        };
        let governor =
            CreateGovernorArgs { id: 1, epoch_seconds: DAY as u32, limit: 1_000, seats: 8 };
        PlanGiven { keys, args, entries: vec![], governor }
    }

    /// A plan whose grants come from a list, of wallets that go by name.
    pub fn listed(entries: &[(&str, u64)]) -> PlanGiven {
        PlanGiven::over(entries.iter().map(|(name, amount)| (address(name), *amount)).collect())
    }

    /// The same of wallets that have no names.
    pub fn over(entries: Vec<(Address, u64)>) -> PlanGiven {
        PlanGiven::on(address("mint"), 1, entries)
    }

    /// The grantor's plan number `id` of any mint, with these entries, if there are any.
    pub fn on(mint: Address, id: u64, entries: Vec<(Address, u64)>) -> PlanGiven {
        let mut given = PlanGiven { entries, ..PlanGiven::of(mint, id) };
        if given.entries.is_empty() {
            return given;
        }
        let root = given.tree().root();
        given.args.count = given.entries.len() as u32;
        given.args.root = root.hash();
        given.args.total = root.sum();
        given.args.largest = given.entries.iter().map(|(_, amount)| *amount).max().unwrap();
        given.args.dataset_sha256 = [7; 32];
        given
    }

    /// The same, changed.
    pub fn with(mut self, change: impl FnOnce(&mut CreatePlanArgs)) -> PlanGiven {
        change(&mut self.args);
        self.keys.launch = self.args.launch;
        self
    }

    /// The same by steps (days after time zero, bps).
    pub fn with_steps(self, steps: &[(i64, u16)]) -> PlanGiven {
        let step = |(days, share_bps): &(i64, u16)| PlanStep {
            vests_at: days * DAY,
            share_bps: *share_bps,
        };
        let steps = steps.iter().map(step).collect();
        self.with(|args| args.steps = steps)
    }

    /// The same, asking for a deliverable 500 days after time zero, within 30 days.
    pub fn with_deliverable(self) -> PlanGiven {
        self.with(|args| {
            args.attester = address("attester");
            (args.deliver_by, args.mark_seconds) = (500 * DAY, 30 * DAY);
        })
    }

    /// The same under a governor that lets out so much (base units) a day.
    pub fn governed(mut self, limit: u64) -> PlanGiven {
        self.governor.limit = limit;
        self.keys.governor = Some(self.governor_keys().governor);
        self
    }

    /// The same over a Token-2022 mint.
    pub fn token_2022(mut self) -> PlanGiven {
        self.keys.token_program = tokens::TOKEN_2022;
        self
    }

    /// Its list.
    pub fn tree(&self) -> Tree {
        let leaf = |(wallet, amount): &(Address, u64)| (wallet.to_bytes(), *amount);
        let leaves: Vec<_> = self.entries.iter().map(leaf).collect();
        Tree::new(self.keys.plan.as_array(), &leaves).unwrap()
    }

    /// Keys of the grantor's governor of the mint, whether the plan has it or not.
    pub fn governor_keys(&self) -> GovernorKeys {
        let PlanKeys { grantor, rent_payer, mint, .. } = self.keys;
        let governor = pda::governor(&mint, &grantor, self.governor.id);
        GovernorKeys { creator: grantor, rent_payer, mint, governor }
    }

    /// A ledger on which the mint exists and the grantor holds twice the total, at most all that
    /// can be.
    pub fn stage(&self) -> Stage {
        let mut stage = Stage::new(Ledger::lite(), MADE);
        self.set(&mut stage);
        stage
    }

    /// The same on a bank.
    pub fn bank(&self) -> Stage {
        let mut stage = Stage::new(Ledger::bank(), MADE);
        self.set(&mut stage);
        stage
    }

    fn set(&self, stage: &mut Stage) {
        for name in ["grantor", "rent payer", "host", "mallory"] {
            stage.endow(name);
        }
        let supply = self.args.total.saturating_mul(2);
        stage.make_mint("mint", &self.keys.token_program, "grantor", supply);
    }

    /// Makes the plan, and first its governor, if it has one that is not there.
    pub fn make(&self, stage: &mut Stage) {
        let governor = self.keys.governor.map(|at| stage.ledger.account(&at));
        if governor.is_some_and(|there| there.is_none_or(|account| account.data.is_empty())) {
            self.create_governor(stage).succeeds();
        }
        self.create_plan(stage).succeeds();
    }

    /// A ledger on which the plan is made.
    pub fn made(&self) -> Stage {
        let mut stage = self.stage();
        self.make(&mut stage);
        stage
    }

    /// .. and funded.
    pub fn funded(&self) -> Stage {
        let mut stage = self.made();
        self.fund(&mut stage).succeeds();
        stage
    }

    /// .. with these grants, whose clock is at zero. Those of a list are opened.
    pub fn granted(&self, grants: &[(&str, u64)]) -> Stage {
        let mut stage = self.funded();
        for (name, amount) in grants {
            self.create_grant(&mut stage, name, *amount).succeeds();
        }
        for index in 0..self.entries.len() {
            self.open_grant(&mut stage, index as u32).succeeds();
        }
        stage.warp(STARTS);
        stage
    }

    /// Base units in the associated account of a wallet that goes by name.
    pub fn held(&self, stage: &mut Stage, name: &str) -> u64 {
        stage.balance(&self.keys.account_of(&address(name)).0)
    }

    /// Base units in the vault.
    pub fn vault(&self, stage: &mut Stage) -> u64 {
        stage.balance(&self.keys.vault())
    }

    /// Where the grant is that is made to a wallet that goes by name.
    pub fn grant(&self, name: &str) -> Address {
        self.keys.grant(&address(name))
    }

    /// Gives the vault tokens.
    pub fn donate(&self, stage: &mut Stage, amount: u64) {
        let PlanKeys { mint, grantor, token_program, .. } = self.keys;
        let give = tokens::mint_to(&mint, &self.keys.vault(), &grantor, amount, &token_program);
        stage.run(&[give], &["grantor"]);
    }

    /// The plan as stored.
    pub fn stored(&self, stage: &mut Stage) -> Plan {
        decode_plan(&stage.ledger.account(&self.keys.plan).unwrap().data).unwrap()
    }

    /// The grant as stored that is made to a wallet that goes by name.
    pub fn stored_grant(&self, stage: &mut Stage, name: &str) -> Grant {
        decode_grant(&stage.ledger.account(&self.grant(name)).unwrap().data).unwrap()
    }

    /// Its disclosure as stored, if there is one.
    pub fn stored_disclosure(&self, stage: &mut Stage, name: &str) -> Option<Disclosure> {
        let disclosure = pda::disclosure(&self.grant(name));
        decode_disclosure(&stage.ledger.account(&disclosure)?.data)
    }

    /// The governor as stored.
    pub fn stored_governor(&self, stage: &mut Stage) -> Governor {
        let governor = self.governor_keys().governor;
        decode_governor(&stage.ledger.account(&governor).unwrap().data).unwrap()
    }
}
