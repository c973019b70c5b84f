//! After the sale has settled: its price, its share of
//! the raise, and the buyback tranche, which it burns. After one that failed: its end.

use anyhow::{Context, ensure};
use groundswell_sdk::{buyback::decode_mandate, launch::LaunchKeys, math::charter::Kind};
use solana_signer::Signer;

use super::{BuybackOutcome, Buying, Market, Stage};
use crate::{
    draft::{self, MandateDraft},
    plan::Plan,
    rehearsal::{Rehearsal, audit::same},
};

impl Buying {
    /// What the launch file describes, nothing of it made yet.
    pub fn of(plan: &Plan, launch: &LaunchKeys) -> Buying {
        Buying {
            draft: MandateDraft::of(plan, launch),
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
    /// Gives the mandate its price, counts what the sweep brought, and burns the buyback tranche.
    pub fn start_buying(&mut self) -> anyhow::Result<()> {
        let start = self.buying.draft.keys.start();
        self.ledger.send("start", &[start], &[&self.crew.cranker])?;
        self.buying.funded = self.ledger.balance(&self.buying.draft.keys.quote_vault());
        if self.buying.funded > 0 {
            let fund = self.buying.draft.keys.fund();
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
        let keys = &self.buying.draft.keys;
        let account = keys.base_account(&keys.mandate).0;
        if !is_needed || self.ledger.lamports(&account) > 0 {
            return Ok(());
        }
        let cranker = &self.crew.cranker;
        let open = draft::open(
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
        let keys = &self.buying.draft.keys;
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
            self.ledger.warp(self.buying.draft.args.ends_at.max(self.ledger.now()));
            let close = self.buying.draft.keys.close_mandate();
            self.ledger.send("close_mandate", &[close], &[&self.crew.cranker])?;
            let gone = self.ledger.lamports(&self.buying.draft.keys.mandate) == 0;
            ensure!(gone, "the mandate of a failed sale stayed open");
            return Ok(None);
        }
        let data = self.ledger.data(&self.buying.draft.keys.mandate);
        let mandate = data.and_then(|data| decode_mandate(&data));
        let mandate = mandate.context("the mandate is not on the ledger")?;
        let outcome = BuybackOutcome {
            mandate: self.buying.draft.keys.mandate,
            reference_quote: mandate.reference_quote,
            reference_base: mandate.reference_base,
            ceiling_bps: self.buying.draft.args.ceiling_bps,
            per_cycle: self.buying.draft.args.per_cycle,
            funded: self.buying.funded,
            cycles: self.buying.cycles.clone(),
            retired: self.buying.retired,
            left: self.buying.left,
            offers: self.buying.offers,
            ended_at: self.buying.draft.args.ends_at,
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
