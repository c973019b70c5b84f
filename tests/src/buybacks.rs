//! The mandate that a world's launch buys back with.

use groundswell_sdk::{
    buyback::MandateKeys,
    buyback_program::{CreateMandateArgs, state::Mandate},
    launch::LaunchKeys,
    pda,
};

use crate::{
    call::Call,
    given::{DAY, GRACE_ENDS},
    stage::{Stage, address},
    tokens,
    world::World,
};

/// When the mandates of launches begin to buy (unix seconds).
pub const BUYS: i64 = GRACE_ENDS;
/// When they end.
pub const BUYS_UNTIL: i64 = BUYS + 360 * DAY;

impl World {
    /// Where the launch's mandate is and what it is made of: a month's cycles for a year, 300 quote
    /// units each, up to nine tenths of the sale's price; what is left goes to the pool.
    pub fn mandate(&self) -> (MandateKeys, CreateMandateArgs) {
        let LaunchKeys { base_mint, base_token_program, quote_mint, .. } = self.keys;
        let creator = address("grantor");
        let (launch, id) = (self.keys.at.launch, self.given.args.id);
        let keys = MandateKeys {
            creator,
            rent_payer: address("rent payer"),
            base_mint,
            base_token_program,
            quote_mint,
            mandate: pda::mandate(&base_mint, &creator, id),
            launch,
            remainder: self.keys.at.liquidity_vault,
            remainder_owner: launch,
            sink_plan: None,
            plans: vec![],
            tick_bps: 500,
            ceiling_bps: 9_000,
        };
        let args = CreateMandateArgs {
            id,
            launch,
            reference_quote: 0,
            reference_base: 0,
            tick_bps: 500,
            ceiling_bps: 9_000,
            opens_at: BUYS,
            ends_at: BUYS_UNTIL,
            cycle_seconds: 30 * DAY as u32,
            tender_seconds: 3 * DAY as u32,
            freeze_seconds: DAY as u32 / 4,
            blackouts: vec![],
            plan_seconds: 0,
            small_limit: 100,
            per_cycle: 300,
            carries: false,
            sink: 0,
        };
        (keys, args)
    }

    /// Makes the mandate, unless it is there.
    pub fn make_mandate(&mut self) {
        let (keys, args) = self.mandate();
        if self.ledger.account(&keys.mandate).is_none() {
            create(self, &keys, args).succeeds();
        }
    }

    /// `fund_buyback` of a tranche; a stranger opens the account.
    pub fn fund_buyback(&mut self, tranche: u8) -> Call<'_> {
        let (mandate, payer) = (self.keys.mandate, address("payer"));
        let open =
            tokens::open(&payer, &mandate, &self.keys.base_mint, &self.keys.base_token_program);
        let instruction = self.keys.fund_buyback(tranche);
        self.stage.call(instruction, "FundBuyback", &[]).after(open)
    }

    /// Quote units in the mandate's vault.
    pub fn buyback(&mut self) -> u64 {
        let vault = self.keys.buyback_vault();
        self.balance(&vault)
    }

    /// The mandate as stored.
    pub fn stored_mandate(&mut self) -> Mandate {
        let account = self.stage.ledger.account(&self.keys.mandate).unwrap();
        groundswell_sdk::buyback::decode_mandate(&account.data).unwrap()
    }

    /// Closes the mandate of a launch that is gone or paid out, once it has ended.
    pub fn close_mandate(&mut self) {
        let keys = self.mandate().0;
        self.warp(BUYS_UNTIL);
        let close = keys.close_mandate();
        self.stage.call(close, "CloseMandate", &[]).succeeds();
    }
}

/// `create_mandate`.
pub fn create<'s>(stage: &'s mut Stage, keys: &MandateKeys, args: CreateMandateArgs) -> Call<'s> {
    stage.call(keys.create_mandate(args), "CreateMandate", &["grantor", "rent payer"])
}
