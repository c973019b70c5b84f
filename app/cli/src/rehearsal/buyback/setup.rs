//! Before the charter is sealed: the mandate. After the sale has settled: its price, its share of
//! the raise, and the buyback tranche, which it burns. After one that failed: its end.

use anyhow::{Context, ensure};
use groundswell_sdk::{
    buyback::{MandateKeys, decode_mandate},
    buyback_program::CreateMandateArgs,
    launch::LaunchKeys,
    math::charter::Kind,
    pda,
};
use solana_signer::Signer;

use super::{BuybackOutcome, Buying, Market, Stage};
use crate::{
    plan::{MANDATE_NUMBER, Plan},
    rehearsal::{Rehearsal, audit::same, mints},
};

impl Buying {
    /// What the launch file describes, nothing of it made yet.
    pub fn of(plan: &Plan, launch: &LaunchKeys) -> Buying {
        let buyback = &plan.buyback;
        let watched = buyback.watched(plan).into_iter();
        let plans = watched
            .filter_map(|tranche| plan.grants.iter().find(|grants| grants.tranche == tranche))
            .map(|grants| pda::plan(&launch.base_mint, &launch.creator, grants.number()));
        let keys = MandateKeys {
            creator: launch.creator,
            rent_payer: launch.rent_payer,
            base_mint: launch.base_mint,
            base_token_program: launch.base_token_program,
            quote_mint: launch.quote_mint,
            mandate: launch.mandate,
            launch: launch.at.launch,
            remainder: launch.at.liquidity_vault,
            remainder_owner: launch.at.launch,
            sink_plan: None,
            plans: plans.collect(),
            tick_bps: buyback.tick_bps,
            ceiling_bps: buyback.ceiling_bps,
        };
        let calendar = buyback.calendar(plan);
        let args = CreateMandateArgs {
            id: MANDATE_NUMBER,
            launch: launch.at.launch,
            reference_quote: 0,
            reference_base: 0,
            tick_bps: buyback.tick_bps,
            ceiling_bps: buyback.ceiling_bps,
            opens_at: calendar.opens_at,
            ends_at: calendar.ends_at,
            cycle_seconds: calendar.cycle_seconds,
            tender_seconds: calendar.tender_seconds,
            freeze_seconds: calendar.freeze_seconds,
            blackouts: vec![],
            plan_seconds: if keys.plans.is_empty() { 0 } else { buyback.around_unlocks },
            small_limit: buyback.small_limit(plan),
            per_cycle: buyback.per_cycle(plan),
            carries: buyback.carries,
            sink: 0,
        };
        Buying {
            keys,
            args,
            market: Market::new(plan.claims.seed),
            stage: Stage::Waiting,
            open: None,
            cycles: vec![],
            receipts: vec![],
            funded: 0,
            retired: 0,
            left: 0,
            offers: 0,
            rent: 0,
        }
    }
}

impl Rehearsal<'_> {
    /// Makes the mandate. The creator pays.
    pub fn make_mandate(&mut self) -> anyhow::Result<()> {
        let create = self.buying.keys.create_mandate(self.buying.args.clone());
        self.ledger
            .send("create_mandate", &[create], &[&self.crew.creator])
            .context("the mandate of the buyback")
    }

    /// Gives the mandate its price, counts what the sweep brought, and burns the buyback tranche.
    pub fn start_buying(&mut self) -> anyhow::Result<()> {
        let start = self.buying.keys.start();
        self.ledger.send("start", &[start], &[&self.crew.cranker])?;
        self.buying.funded = self.ledger.balance(&self.buying.keys.quote_vault());
        if self.buying.funded > 0 {
            let fund = self.buying.keys.fund();
            self.ledger.send("fund", &[fund], &[&self.crew.cranker])?;
        }
        let supply = self.ledger.supply(&self.keys.base_mint);
        for (number, tranche) in (0u8..).zip(&self.plan.tranches) {
            if tranche.kind == Kind::Buyback as u8 {
                self.open_sink(true)?;
                let fund = self.keys.fund_buyback(number);
                self.ledger.send("fund_buyback", &[fund], &[&self.crew.cranker])?;
                self.retire()?;
            }
        }
        self.buying.retired = supply.saturating_sub(self.ledger.supply(&self.keys.base_mint));
        self.buying.stage = Stage::Opening(0);
        Ok(())
    }

    /// Opens the account that other programs' sinks pay into, if one of them will.
    pub fn open_sink(&mut self, is_needed: bool) -> anyhow::Result<()> {
        let keys = &self.buying.keys;
        let account = keys.base_account(&keys.mandate).0;
        if !is_needed || self.ledger.lamports(&account) > 0 {
            return Ok(());
        }
        let cranker = &self.crew.cranker;
        let open = mints::open(
            &cranker.pubkey(),
            &keys.mandate,
            &keys.base_mint,
            &keys.base_token_program,
        );
        self.ledger.send("open accounts", &[open], &[cranker])?;
        Ok(())
    }

    /// Has the mandate burn what others sent to it, if anything.
    pub fn retire(&mut self) -> anyhow::Result<()> {
        let keys = &self.buying.keys;
        if self.ledger.balance(&keys.base_account(&keys.mandate).0) > 0 {
            let retire = keys.retire();
            self.ledger.send("retire", &[retire], &[&self.crew.cranker])?;
        }
        Ok(())
    }

    /// What came of the mandate; `None` of that of a sale that failed, which is closed once its
    /// time is over.
    pub fn end_buying(&mut self, settled: bool) -> anyhow::Result<Option<BuybackOutcome>> {
        if !settled {
            self.ledger.warp(self.buying.args.ends_at.max(self.ledger.now()));
            let close = self.buying.keys.close_mandate();
            self.ledger.send("close_mandate", &[close], &[&self.crew.cranker])?;
            let gone = self.ledger.lamports(&self.buying.keys.mandate) == 0;
            ensure!(gone, "the mandate of a failed sale stayed open");
            return Ok(None);
        }
        let data = self.ledger.data(&self.buying.keys.mandate);
        let mandate = data.and_then(|data| decode_mandate(&data));
        let mandate = mandate.context("the mandate is not on the ledger")?;
        let outcome = BuybackOutcome {
            mandate: self.buying.keys.mandate,
            reference_quote: mandate.reference_quote,
            reference_base: mandate.reference_base,
            ceiling_bps: self.buying.args.ceiling_bps,
            per_cycle: self.buying.args.per_cycle,
            funded: self.buying.funded,
            cycles: self.buying.cycles.clone(),
            retired: self.buying.retired,
            left: self.buying.left,
            offers: self.buying.offers,
            ended_at: self.buying.args.ends_at,
            rent: self.buying.rent,
        };
        same("spent by the mandate's books", mandate.spent, outcome.spent())?;
        same("bought by the mandate's books", mandate.bought, outcome.bought())?;
        same("burned by the mandate's books", mandate.sunk, outcome.bought())?;
        let out = outcome.spent() + outcome.left;
        same("quote tokens that left the mandate", out, outcome.funded)?;
        Ok(Some(outcome))
    }
}
