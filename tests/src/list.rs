//! A list with defaults for everything: a test states only what it is about.

use groundswell_sdk::{
    Address,
    distributor::{ListKeys, decode_distributor, decode_page},
    distributor_program::{
        CreateArgs, StepArgs,
        state::{Distributor, Page, Sink},
    },
    math::{
        bitmap::pages,
        merkle::{Node, Tree, depth},
    },
    pda,
};

use crate::{
    ledger::Ledger,
    stage::{Stage, address},
    tokens,
};

/// The second at which lists are made (unix seconds).
pub const MADE: i64 = 1_900_000_000;
/// First second at which the first step has unlocked.
pub const STARTS: i64 = MADE + DAY;
/// First second at which nothing can be claimed.
pub const ENDS: i64 = STARTS + 60 * DAY;
/// From this second on, a sink that does not exist is not waited for.
pub const WAITED: i64 = ENDS + 180 * DAY;

const DAY: i64 = 86_400;

/// A list, where it is, and its tree.
pub struct List {
    /// Where it is.
    pub keys: ListKeys,
    /// What it is made of.
    pub args: CreateArgs,
    /// Who gets what (base units).
    pub entries: Vec<(Address, u64)>,
    /// Every proof.
    pub tree: Tree,
}

impl List {
    /// The creator's first list of the mint that goes by `mint`, over wallets that go by name.
    pub fn of(entries: &[(&str, u64)]) -> List {
        List::over(entries.iter().map(|(name, amount)| (address(name), *amount)).collect())
    }

    /// The same over wallets that have no names.
    pub fn over(entries: Vec<(Address, u64)>) -> List {
        List::number(1, entries)
    }

    /// As [`List::over`], with another number.
    pub fn number(id: u64, entries: Vec<(Address, u64)>) -> List {
        List::on(address("mint"), id, entries)
    }

    /// The creator's list number `id` of any mint.
    pub fn on(mint: Address, id: u64, entries: Vec<(Address, u64)>) -> List {
        let creator = address("creator");
        let distributor = pda::distributor(&mint, &creator, id).0;
        let leaves: Vec<_> = entries.iter().map(|(w, amount)| (w.to_bytes(), *amount)).collect();
        let tree = Tree::new(distributor.as_array(), &leaves).unwrap();
        let (root, count) = (tree.root(), tree.count());
        let keys = ListKeys {
            creator,
            rent_payer: address("rent payer"),
            mint,
            token_program: tokens::TOKEN,
            distributor,
            count,
            vault_levels: 0,
        };
        let args = CreateArgs {
            id,
            root: root.hash(),
            sum: root.sum(),
            count,
            depth: depth(count) as u8,
            vault_levels: 0,
            dataset_sha256: [7; 32],
            content: [b"https://example.org/list.csv".to_vec(), vec![]],
            steps: vec![StepArgs { unlocks_at: STARTS, share_bps: 10_000 }],
            ends_at: ENDS,
            sink: Sink::Burn as u8,
            sink_address: Address::default(),
        };
        List { keys, args, entries, tree }
    }

    /// The same, changed.
    pub fn with(mut self, change: impl FnOnce(&mut CreateArgs)) -> List {
        change(&mut self.args);
        self.keys.vault_levels = self.args.vault_levels;
        self
    }

    /// The same over a Token-2022 mint.
    pub fn token_2022(mut self) -> List {
        self.keys.token_program = tokens::TOKEN_2022;
        self
    }

    /// Steps a day apart, from the first second on, each given its share so far (bps).
    pub fn with_steps(self, shares: &[u16]) -> List {
        let steps = (0..).zip(shares);
        let step =
            |(n, share): (i64, &u16)| StepArgs { unlocks_at: STARTS + n * DAY, share_bps: *share };
        let steps = steps.map(step).collect();
        self.with(|args| args.steps = steps)
    }

    /// A bank on which the mint exists and the creator holds what the list adds up to, twice.
    pub fn stage(&self) -> Stage {
        self.stage_on(Ledger::bank())
    }

    /// The same on LiteSVM.
    pub fn lite(&self) -> Stage {
        self.stage_on(Ledger::lite())
    }

    fn stage_on(&self, ledger: Ledger) -> Stage {
        let mut stage = Stage::new(ledger, MADE);
        stage.endow("creator");
        stage.endow("rent payer");
        let supply = self.args.sum.saturating_mul(2);
        stage.make_mint("mint", &self.keys.token_program, "creator", supply);
        stage
    }

    /// Makes the list and all its vaults and pages.
    pub fn make(&self, stage: &mut Stage) {
        self.create(stage).succeeds();
        for vault in 0..self.keys.vault_count() {
            self.open_vault(stage, vault).succeeds();
        }
        for page in 0..pages(self.keys.count) {
            self.open_page(stage, page).succeeds();
            if self.args.steps.len() >= 10 {
                self.extend_page(stage, page).succeeds();
            }
        }
    }

    /// .. and funds it, which activates it.
    pub fn activated(&self, stage: &mut Stage) {
        self.make(stage);
        for vault in 0..self.keys.vault_count() {
            self.fund(stage, vault).succeeds();
        }
    }

    /// A bank on which the list is active, in the first second of claims.
    pub fn open(&self) -> Stage {
        self.open_on(Ledger::bank())
    }

    /// The same on LiteSVM.
    pub fn open_lite(&self) -> Stage {
        self.open_on(Ledger::lite())
    }

    fn open_on(&self, ledger: Ledger) -> Stage {
        let mut stage = self.stage_on(ledger);
        self.activated(&mut stage);
        stage.warp(STARTS);
        stage
    }

    /// The siblings that prove leaf `index`.
    pub fn proof(&self, index: u32) -> Vec<Node> {
        self.tree.proof(0, index).unwrap()
    }

    /// Base units in a wallet's associated account.
    pub fn balance(&self, stage: &mut Stage, wallet: &Address) -> u64 {
        stage.balance(&self.keys.account_of(wallet).0)
    }

    /// Base units in the associated account of a wallet that goes by name.
    pub fn held(&self, stage: &mut Stage, name: &str) -> u64 {
        self.balance(stage, &address(name))
    }

    /// Base units in vault `number`.
    pub fn vault(&self, stage: &mut Stage, number: u8) -> u64 {
        stage.balance(&self.keys.vault(number))
    }

    /// Gives vault `number` tokens that nobody asked for.
    pub fn donate(&self, stage: &mut Stage, number: u8, amount: u64) {
        let ListKeys { mint, creator, token_program, .. } = self.keys;
        let give =
            tokens::mint_to(&mint, &self.keys.vault(number), &creator, amount, &token_program);
        stage.run(&[give], &["creator"]);
    }

    /// The list as stored.
    pub fn stored(&self, stage: &mut Stage) -> Distributor {
        decode_distributor(&stage.ledger.account(&self.keys.distributor).unwrap().data).unwrap()
    }

    /// Page `number` as stored.
    pub fn page(&self, stage: &mut Stage, number: u32) -> Page {
        decode_page(&stage.ledger.account(&self.keys.page(number)).unwrap().data).unwrap()
    }

    /// The bits behind it.
    pub fn bits(&self, stage: &mut Stage, number: u32) -> Vec<u8> {
        let mut data = stage.ledger.account(&self.keys.page(number)).unwrap().data;
        data.split_off(8 + size_of::<Page>())
    }
}

/// Wallets without keys, and amounts that tell them apart: no two runs differ.
pub fn crowd(count: u32) -> Vec<(Address, u64)> {
    let wallet = |n: u32| {
        let mut bytes = [9; 32];
        bytes[..4].copy_from_slice(&n.to_le_bytes());
        Address::new_from_array(bytes)
    };
    (0..count).map(|n| (wallet(n), 1_000 + u64::from(n % 977))).collect()
}
