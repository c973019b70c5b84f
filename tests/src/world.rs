//! One launch on one ledger, with a clock and wallets that go by name.

use groundswell_sdk::{
    Address,
    distributor_program::StepArgs,
    launch::{LaunchKeys, decode_contribution, decode_launch},
    math::{charter::Kind, phase::Phase},
    pda::{self, LaunchAddresses},
    program::{
        TrancheArgs,
        state::{Contribution, Launch},
    },
};

use std::ops::{Deref, DerefMut};

use crate::{
    given::{CLOSES, GRACE_ENDS, Given, LISTS_END, OPENS, SEALS},
    grants::granted,
    ledger::Ledger,
    list::List,
    stage::{Stage, address},
    tokens,
};

const AIRDROP: u8 = Kind::CommunityAirdrop as u8;

/// A ledger, and one launch on it.
pub struct World {
    /// The ledger and its clock.
    pub stage: Stage,
    /// The launch.
    pub keys: LaunchKeys,
    /// What it is made of.
    pub given: Given,
}

impl Deref for World {
    type Target = Stage;

    fn deref(&self) -> &Stage {
        &self.stage
    }
}

impl DerefMut for World {
    fn deref_mut(&mut self) -> &mut Stage {
        &mut self.stage
    }
}

impl World {
    /// The mints exist, the creator holds the supply, nothing is drafted.
    pub fn new(given: Given) -> World {
        World::on(Ledger::bank(), given)
    }

    /// The same on LiteSVM, for many transactions and for figures.
    pub fn lite(given: Given) -> World {
        World::on(Ledger::lite(), given)
    }

    fn on(ledger: Ledger, given: Given) -> World {
        let program = if given.token_2022 { tokens::TOKEN_2022 } else { tokens::TOKEN };
        let creator = address("creator");
        let keys = LaunchKeys {
            creator,
            rent_payer: address("rent payer"),
            base_mint: address("base mint"),
            base_token_program: program,
            quote_mint: address("quote mint"),
            treasury_stream: pda::plan(&address("quote mint"), &address("grantor"), given.args.id),
            mandate: pda::mandate(&address("base mint"), &address("grantor"), given.args.id),
            at: LaunchAddresses::of(&creator, given.args.id),
        };
        let mut world = World { stage: Stage::new(ledger, SEALS), keys, given };
        for name in ["creator", "rent payer", "grantor", "host"] {
            world.endow(name);
        }
        world.make_quote_mint();
        world.make_base_mint("base mint");
        world
    }

    /// The keys of the creator's launch number `id`, of the mint that goes by `base_mint`.
    pub fn keys_of(&self, id: u64, base_mint: &str) -> LaunchKeys {
        let creator = self.keys.creator;
        LaunchKeys {
            base_mint: address(base_mint),
            treasury_stream: pda::plan(&self.keys.quote_mint, &address("grantor"), id),
            mandate: pda::mandate(&address(base_mint), &address("grantor"), id),
            at: LaunchAddresses::of(&creator, id),
            ..self.keys
        }
    }

    fn make_quote_mint(&mut self) {
        let (payer, bank) = (address("payer"), address("quote bank"));
        let quote = tokens::create_mint(&payer, &self.keys.quote_mint, 6, &bank, Some(&bank));
        self.run(&quote, &["quote mint"]);
    }

    /// Makes the mint that goes by `name` and gives the creator its whole supply.
    pub fn make_base_mint(&mut self, name: &str) {
        let (payer, mint) = (self.address("payer"), self.address(name));
        let LaunchKeys { creator, base_token_program: program, .. } = self.keys;
        let (decimals, supply) = (self.given.base_decimals, self.given.supply);
        let make = if self.given.token_2022 {
            tokens::create_mint_2022(&payer, &mint, decimals, &creator, &[])
        } else {
            tokens::create_mint(&payer, &mint, decimals, &creator, None)
        };
        self.run(&make, &[name]);
        let account = pda::associated(&creator, &mint, &program).0;
        let open = tokens::open(&payer, &creator, &mint, &program);
        let mint = tokens::mint_to(&mint, &account, &creator, supply, &program);
        self.run(&[open, mint], &["creator"]);
    }

    /// The launch is drafted with all its tranches.
    pub fn drafted(given: Given) -> World {
        World::new(given).draft()
    }

    /// .. sealed, a day before it opens.
    pub fn sealed(given: Given) -> World {
        World::new(given).draft().seal_now()
    }

    /// .. and open, in its first second.
    pub fn open(given: Given) -> World {
        let mut world = World::sealed(given);
        world.warp(OPENS);
        world
    }

    /// Drafts the launch with all its tranches. Lists, plans, stream, governor and mandate are
    /// made if they are not there.
    pub fn draft(mut self) -> World {
        self.create().succeeds();
        for list in self.lists() {
            if self.stage.ledger.account(&list.keys.distributor).is_none() {
                list.make(&mut self.stage);
            }
        }
        self.make_plans();
        self.make_mandate();
        for args in self.tranches() {
            let instruction = self.keys.add_tranche(args);
            self.call(instruction, "AddTranche", &["creator"]).succeeds();
        }
        self
    }

    /// The lists of the launch's airdrops, in their order: two wallets each, `lister a` with three
    /// fifths and `lister b`. Claims begin when the sale can no longer settle.
    pub fn lists(&self) -> Vec<List> {
        let airdrops = self.given.tranches.iter().filter(|t| t.kind == AIRDROP);
        let list = |(id, tranche): (u64, &TrancheArgs)| {
            let first = tranche.amount / 5 * 3;
            let entries =
                vec![(address("lister a"), first), (address("lister b"), tranche.amount - first)];
            let mut list = List::on(self.keys.base_mint, id, entries).with(|args| {
                args.steps = vec![StepArgs { unlocks_at: GRACE_ENDS, share_bps: 10_000 }];
                args.ends_at = LISTS_END;
            });
            list.keys.token_program = self.keys.base_token_program;
            list
        };
        (1..).zip(airdrops).map(list).collect()
    }

    /// The tranches as they are drafted: those that name no list or plan go to the one made for
    /// them.
    pub fn tranches(&self) -> Vec<TrancheArgs> {
        let mut lists = self.lists().into_iter().map(|list| list.keys.distributor);
        let mut plans = self.plans().into_iter().map(|plan| plan.keys.plan);
        let mut tranches = self.given.tranches.clone();
        for tranche in &mut tranches {
            let made = if tranche.kind == AIRDROP {
                lists.next()
            } else if granted(tranche) {
                plans.next()
            } else if tranche.kind == Kind::Buyback as u8 {
                Some(self.keys.mandate)
            } else {
                continue;
            };
            if tranche.destination == Address::default() {
                tranche.destination = made.unwrap_or_default();
            }
        }
        tranches
    }

    /// Where every tranche goes that leaves for a list or a plan.
    pub fn destinations(&self) -> Vec<Address> {
        let leaves = |t: &TrancheArgs| t.kind == AIRDROP || granted(t);
        self.tranches().into_iter().filter(leaves).map(|t| t.destination).collect()
    }

    /// Where the lists are that the airdrops name.
    pub fn list_addresses(&self) -> Vec<Address> {
        let tranches = self.tranches().into_iter();
        tranches.filter(|t| t.kind == AIRDROP).map(|t| t.destination).collect()
    }

    /// Lets the lists of the airdrops end, claws them back and closes them.
    pub fn close_lists(&mut self) {
        self.warp(LISTS_END);
        for list in self.lists() {
            list.clawback(self, 0).succeeds();
            list.close_page(self, 0).succeeds();
            list.close(self).succeeds();
        }
    }

    /// Seals the draft.
    pub fn seal_now(mut self) -> World {
        self.seal().succeeds();
        self
    }

    /// Closes the sale by the clock and settles it.
    pub fn settled(mut self) -> World {
        self.warp(CLOSES);
        self.settle().succeeds();
        self
    }

    /// Gives a wallet lamports, a quote account and `amount` quote units.
    pub fn fund(&mut self, name: &str, amount: u64) {
        let (wallet, payer, bank) =
            (self.address(name), self.address("payer"), self.address("quote bank"));
        if self.ledger.account(&wallet).is_none() {
            self.ledger.airdrop(&wallet, 10_000_000_000);
        }
        let mint = self.keys.quote_mint;
        let account = self.keys.quote_account(&wallet).0;
        let open = tokens::open(&payer, &wallet, &mint, &tokens::TOKEN);
        let give = tokens::mint_to(&mint, &account, &bank, amount, &tokens::TOKEN);
        self.run(&[open, give], &["quote bank"]);
    }

    /// Funds wallets and lets each contribute all of it.
    pub fn contributions(&mut self, all: &[(&str, u64)]) {
        for (name, amount) in all {
            self.fund(name, *amount);
            self.contribute(name, *amount).succeeds();
        }
    }

    /// Closes a wallet's empty quote account.
    pub fn close_token_account(&mut self, name: &str) {
        let wallet = self.address(name);
        let account = self.keys.quote_account(&wallet).0;
        let close = spl_token_interface::instruction::close_account(
            &tokens::TOKEN,
            &account,
            &wallet,
            &wallet,
            &[],
        );
        self.run(&[close.unwrap()], &[name]);
    }

    /// Quote units in a wallet's associated account.
    pub fn quote(&mut self, name: &str) -> u64 {
        let account = self.keys.quote_account(&self.address(name)).0;
        self.balance(&account)
    }

    /// Base units in a wallet's associated account.
    pub fn base(&mut self, name: &str) -> u64 {
        let account = self.keys.base_account(&self.address(name)).0;
        self.balance(&account)
    }

    /// The launch as stored.
    pub fn launch(&mut self) -> Launch {
        let account = self.stage.ledger.account(&self.keys.at.launch).unwrap();
        decode_launch(&account.data).unwrap()
    }

    /// A wallet's contribution as stored, if there is one.
    pub fn contribution(&mut self, name: &str) -> Option<Contribution> {
        let address = self.keys.contribution(&self.address(name));
        decode_contribution(&self.ledger.account(&address)?.data)
    }

    /// The launch's phase by the clock.
    pub fn phase(&mut self) -> Phase {
        let now = self.now;
        self.launch().phase(now)
    }
}
