//! A mandate with defaults for everything: a test states only what it is about.

use groundswell_program::{
    BUYBACK_ID,
    sink::{MANDATE_BASE_MINT, MANDATE_DISCRIMINATOR},
};
use groundswell_sdk::{
    Address,
    buyback::{MandateKeys, decode_mandate, decode_offer, decode_receipt, decode_tender},
    buyback_program::{
        Blackout, CreateMandateArgs,
        state::{Mandate, Offer, Receipt, Tender},
    },
    pda,
};
use solana_account::Account;

use crate::{
    ledger::Ledger,
    plan::{DAY, MADE, PlanGiven},
    stage::{Stage, address},
    tokens,
};

/// First second of cycle 0 (unix seconds).
pub const BEGINS: i64 = MADE + 10 * DAY;
/// Length of a cycle (seconds).
pub const CYCLE: i64 = 7 * DAY;
/// First second in which nothing is offered or withdrawn (seconds from a cycle's first).
pub const FREEZE: i64 = DAY - 3_600;
/// First second in which a tender clears (seconds from its cycle's first).
pub const CLOSE: i64 = DAY;
/// First second after ten cycles (unix seconds).
pub const LAST: i64 = BEGINS + 10 * CYCLE;
/// Quote units that each cycle may spend.
pub const PER_CYCLE: u64 = 1_000;
/// What has the mint to itself: base units of every holder.
pub const HOLDINGS: u64 = 1_000_000;

/// A mandate, where it is, and what it is made of.
#[derive(Clone)]
pub struct MandateGiven {
    /// Where it is.
    pub keys: MandateKeys,
    /// What it is made of.
    pub args: CreateMandateArgs,
    /// Gets what is left.
    pub stream: PlanGiven,
}

impl Default for MandateGiven {
    fn default() -> Self {
        MandateGiven::number(1)
    }
}

impl MandateGiven {
    /// The founder's mandate number `id`: ten weekly cycles of 1,000 quote units, whose tenders last
    /// a day. Ten base units are worth a quote unit; it buys at every tenth of that, up to 80 %, and
    /// burns. What is left streams to the community.
    pub fn number(id: u64) -> MandateGiven {
        let (creator, base_mint, quote_mint) =
            (address("founder"), address("mint"), address("quote"));
        // It outlives every mandate: what is left must find it.
        let stream = PlanGiven::of(quote_mint, 9).streaming("community");
        let stream = stream.with(|args| args.end = 4_000 * DAY);
        let (tick_bps, ceiling_bps) = (1_000, 8_000);
        let keys = MandateKeys {
            creator,
            rent_payer: address("rent payer"),
            base_mint,
            base_token_program: tokens::TOKEN,
            quote_mint,
            mandate: pda::mandate(&base_mint, &creator, id),
            launch: Address::default(),
            remainder: stream.keys.vault(),
            remainder_owner: stream.keys.plan,
            sink_plan: None,
            plans: vec![],
            tick_bps,
            ceiling_bps,
        };
        let args = CreateMandateArgs {
            id,
            launch: Address::default(),
            reference_quote: 100_000,
            reference_base: 1_000_000,
            tick_bps,
            ceiling_bps,
            opens_at: BEGINS,
            ends_at: LAST,
            cycle_seconds: CYCLE as u32,
            tender_seconds: CLOSE as u32,
            freeze_seconds: 3_600,
            blackouts: vec![],
            plan_seconds: 0,
            small_limit: 1_000,
            per_cycle: PER_CYCLE,
            carries: false,
            sink: 0,
        };
        MandateGiven { keys, args, stream }
    }

    /// The same, changed.
    pub fn with(mut self, change: impl FnOnce(&mut CreateMandateArgs)) -> MandateGiven {
        change(&mut self.args);
        (self.keys.tick_bps, self.keys.ceiling_bps) = (self.args.tick_bps, self.args.ceiling_bps);
        self.keys.launch = self.args.launch;
        self
    }

    /// The same, with a blackout (unix seconds).
    pub fn blacked_out(self, from: i64, until: i64) -> MandateGiven {
        self.with(|args| args.blackouts.push(Blackout { from, until }))
    }

    /// The same, buying nothing so long (seconds) around the unlocks of plans.
    pub fn around(mut self, plans: &[Address], seconds: i64) -> MandateGiven {
        self.keys.plans = plans.to_vec();
        self.with(|args| args.plan_seconds = seconds as u32)
    }

    /// The same, locking what it buys into a plan.
    pub fn locking(mut self, plan: Address) -> MandateGiven {
        self.keys.sink_plan = Some(plan);
        self.with(|args| args.sink = 1)
    }

    /// The same, leaving what is left to another mandate.
    pub fn then(mut self, next: &MandateGiven) -> MandateGiven {
        self.keys.remainder = next.keys.quote_vault();
        self.keys.remainder_owner = next.keys.mandate;
        self
    }

    /// The same over a Token-2022 mint.
    pub fn token_2022(mut self) -> MandateGiven {
        self.keys.base_token_program = tokens::TOKEN_2022;
        self
    }

    /// A ledger on which both mints, three holders and the stream exist.
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
        stage.make_mint("mint", &self.keys.base_token_program, "minter", 0);
        self.set_holders(stage);
    }

    /// Holders, money and stream, where the base mint and its authority, the minter, exist.
    pub fn set_holders(&self, stage: &mut Stage) {
        for name in ["founder", "grantor", "rent payer", "host", "mallory"] {
            stage.endow(name);
        }
        stage.make_mint("quote", &tokens::TOKEN, "bank", 1_000_000_000_000);
        for name in ["alice", "bob", "carol"] {
            self.hold(stage, name, HOLDINGS);
        }
        self.stream.make(stage);
    }

    /// Makes a plan of the base mint and funds it, so that nobody can give it up.
    pub fn fund_plan(&self, stage: &mut Stage, plan: &PlanGiven) {
        plan.make(stage);
        let program = plan.keys.token_program;
        stage.mint_to("mint", &program, "minter", "grantor", plan.args.total);
        plan.fund(stage).succeeds();
    }

    /// Gives a wallet lamports, accounts of both mints, and base units.
    pub fn hold(&self, stage: &mut Stage, name: &str, amount: u64) {
        stage.endow(name);
        stage.mint_to("mint", &self.keys.base_token_program, "minter", name, amount);
        stage.mint_to("quote", &tokens::TOKEN, "bank", name, 0);
    }

    /// A ledger on which the mandate is made.
    pub fn made(&self) -> Stage {
        let mut stage = self.stage();
        self.create(&mut stage).succeeds();
        stage
    }

    /// .. and has money that counts.
    pub fn funded(&self, amount: u64) -> Stage {
        let mut stage = self.made();
        self.pay_in(&mut stage, amount);
        self.fund(&mut stage).succeeds();
        stage
    }

    /// .. with the tender of cycle 0 open, in its first second.
    pub fn opened(&self, amount: u64) -> Stage {
        let mut stage = self.funded(amount);
        stage.warp(BEGINS);
        self.open(&mut stage, 0).succeeds();
        stage
    }

    /// .. with these offers (bps of the reference price, base units), cleared.
    pub fn cleared(&self, amount: u64, offers: &[(&str, u16, u64)]) -> Stage {
        let mut stage = self.opened(amount);
        for (name, price_bps, amount) in offers {
            self.offer(&mut stage, name, 0, *price_bps, *amount).succeeds();
        }
        stage.warp(BEGINS + CLOSE);
        self.clear(&mut stage, 0).succeeds();
        stage
    }

    /// Sends quote units to the vault.
    pub fn pay_in(&self, stage: &mut Stage, amount: u64) {
        let bank = address("bank");
        let from = self.keys.quote_account(&bank).0;
        let send = tokens::transfer(&from, &self.keys.quote_vault(), &bank, amount);
        stage.run(&[send], &["bank"]);
    }

    /// Mints base units to any account.
    pub fn give_base(&self, stage: &mut Stage, to: &Address, amount: u64) {
        let (mint, program) = (self.keys.base_mint, self.keys.base_token_program);
        let give = tokens::mint_to(&mint, to, &address("minter"), amount, &program);
        stage.run(&[give], &["minter"]);
    }

    /// Base units in a wallet's associated account.
    pub fn base(&self, stage: &mut Stage, name: &str) -> u64 {
        stage.balance(&self.keys.base_account(&address(name)).0)
    }

    /// Quote units in a wallet's associated account.
    pub fn quote(&self, stage: &mut Stage, name: &str) -> u64 {
        stage.balance(&self.keys.quote_account(&address(name)).0)
    }

    /// Base and quote units in the vaults.
    pub fn vaults(&self, stage: &mut Stage) -> (u64, u64) {
        let [base, quote] = [self.keys.base_vault(), self.keys.quote_vault()];
        (stage.balance(&base), stage.balance(&quote))
    }

    /// Where a wallet's offer is.
    pub fn offer_at(&self, name: &str, cycle: u32, price_bps: u16) -> Address {
        let tick = self.keys.tick_of(price_bps);
        pda::offer(&self.keys.tender(cycle), &address(name), tick)
    }

    /// The mandate as stored.
    pub fn stored(&self, stage: &mut Stage) -> Mandate {
        decode_mandate(&stage.ledger.account(&self.keys.mandate).unwrap().data).unwrap()
    }

    /// A tender as stored, if there is one.
    pub fn tender(&self, stage: &mut Stage, cycle: u32) -> Option<Tender> {
        decode_tender(&stage.ledger.account(&self.keys.tender(cycle))?.data)
    }

    /// A receipt as stored, if there is one.
    pub fn receipt(&self, stage: &mut Stage, cycle: u32) -> Option<Receipt> {
        decode_receipt(&stage.ledger.account(&self.keys.receipt(cycle))?.data)
    }

    /// An offer as stored, if there is one.
    pub fn stored_offer(
        &self,
        stage: &mut Stage,
        name: &str,
        cycle: u32,
        price_bps: u16,
    ) -> Option<Offer> {
        decode_offer(&stage.ledger.account(&self.offer_at(name, cycle, price_bps))?.data)
    }
}

/// A double for a mandate of a mint: what other programs read of one, and nothing behind it.
pub fn double(mint: &Address) -> Account {
    let mut data = MANDATE_DISCRIMINATOR.to_vec();
    data.resize(MANDATE_BASE_MINT, 0);
    data.extend(mint.as_array());
    Account { lamports: 10_000_000, data, owner: BUYBACK_ID, ..Account::default() }
}
