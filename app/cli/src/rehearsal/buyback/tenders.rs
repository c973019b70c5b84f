//! Cycle by cycle: the tender opens unless a blackout meets it, holders offer, it is cleared, and
//! everyone is paid, all but the offers by strangers. What the ledger does is compared with the
//! rules.

use std::collections::BTreeSet;

use anyhow::{Context, ensure};
use groundswell_sdk::{
    buyback::decode_receipt,
    math::{
        amount::mul_div_floor,
        mandate::{around, is_blacked_out, unlocks},
        tender::{Clearing, Grid, MAX_TICKS, Tick, shift, tick_of},
    },
};
use solana_signer::Signer;

use super::{CycleOutcome, CycleResult, Made, Open, Stage, Tendered};
use crate::rehearsal::{Rehearsal, audit::same};

/// One contributor in so many is asked in each cycle ..
const ASKED_OF: usize = 20;
/// .. but at least so many, and at most.
const ASKED: (usize, usize) = (24, 400);

impl Rehearsal<'_> {
    /// Does what comes next.
    pub(super) fn trade(&mut self) -> anyhow::Result<()> {
        self.buying.stage = match self.buying.stage {
            Stage::Opening(cycle) => self.open_cycle(cycle)?,
            Stage::Offering(cycle) => self.take_offers(cycle)?,
            Stage::Clearing(cycle) => self.clear(cycle)?,
            Stage::Ending => self.finish()?,
            stage @ (Stage::Waiting | Stage::Over) => stage,
        };
        Ok(())
    }

    fn open_cycle(&mut self, cycle: u32) -> anyhow::Result<Stage> {
        let tender = self.buying.calendar().tender_of(cycle).context("a cycle has no tender")?;
        let market_bps = self.buying.market.step();
        let supply = self.ledger.supply(&self.keys.base_mint);
        let mut outcome = CycleOutcome {
            cycle,
            opens_at: tender.opens_at,
            closes_at: tender.closes_at,
            market_bps,
            result: CycleResult::BlackedOut,
            supply_after: supply,
        };
        let zero = self.launch()?.settled_at;
        let seconds = self.plan.buyback.around_unlocks;
        let watched = self.plan.buyback.watched(self.plan);
        let grants = self.plan.grants.iter().filter(|grants| watched.contains(&grants.tranche));
        let schedules: Vec<_> = grants.map(|grants| grants.schedule(self.plan)).collect();
        let spans = schedules.iter().flat_map(|schedule| {
            unlocks(&schedule.rule()).map(|at| around(zero + at, seconds)).collect::<Vec<_>>()
        });
        let dark = !watched.is_empty() && is_blacked_out(tender, spans);
        let free = self.ledger.balance(&self.buying.draft.keys.quote_vault());
        let grid = self.grid()?;
        let lowest = grid.price(0).context("the lowest price rounds to nothing")?;
        let budget = free.min(self.budget_of(cycle));
        if dark || mul_div_floor(budget, grid.base, lowest) == Some(0) {
            if !dark {
                outcome.result = CycleResult::NoBudget;
            }
            self.buying.cycles.push(outcome);
            return Ok(self.buying.after(cycle));
        }
        let (cranker, keys) = (&self.crew.cranker, &self.buying.draft.keys);
        let open = keys.open_cycle(cranker.pubkey(), cycle);
        self.ledger.send("open_cycle", &[open], &[cranker])?;
        let made = [keys.tender(cycle), keys.receipt(cycle)];
        self.buying.rent += made.iter().map(|at| self.ledger.lamports(at)).sum::<u64>();
        self.buying.receipts.push(cycle);
        self.buying.open = Some(Open { budget, offers: vec![] });
        outcome.result = CycleResult::Held(Tendered { budget, ..Tendered::default() });
        self.buying.cycles.push(outcome);
        Ok(Stage::Offering(cycle))
    }

    /// What a cycle may spend by the mandate's terms, were there money for it (quote units).
    fn budget_of(&self, cycle: u32) -> u64 {
        let args = &self.buying.draft.args;
        let held = self.buying.cycles.iter().filter_map(|cycle| match cycle.result {
            CycleResult::Held(tendered) => Some(tendered.spent),
            _ => None,
        });
        let spent = held.sum();
        groundswell_sdk::math::mandate::budget(
            args.per_cycle,
            args.carries,
            cycle,
            spent,
            u64::MAX,
            None,
        )
    }

    fn grid(&self) -> anyhow::Result<Grid> {
        let launch = self.launch()?;
        let args = &self.buying.draft.args;
        Ok(Grid {
            quote: launch.clearing.price,
            base: launch.for_sale,
            tick_bps: args.tick_bps,
            ceiling_bps: args.ceiling_bps,
        })
    }

    fn take_offers(&mut self, cycle: u32) -> anyhow::Result<Stage> {
        let count = self.wallets.len();
        let ask = (count / ASKED_OF).clamp(ASKED.0, ASKED.1);
        let asked: BTreeSet<usize> = (0..ask).map(|_| self.buying.market.pick(count)).collect();
        for number in asked {
            let Some(wallet) = self.wallets.get(number) else { continue };
            let (tick, ceiling) =
                (self.buying.draft.args.tick_bps, self.buying.draft.args.ceiling_bps);
            let amount = self.buying.market.part(self.ledger.balance(&wallet.base));
            let price_bps = self.buying.market.ask(tick);
            // Who asks more than the ceiling offers nothing here.
            if amount == 0 || tick_of(price_bps, tick, ceiling).is_err() {
                continue;
            }
            let keys = &self.buying.draft.keys;
            let (owner, from) = (wallet.address, wallet.base);
            let offer = keys.make_offer(owner, owner, from, cycle, price_bps, amount);
            self.ledger.send("make_offer", &[offer], &[&wallet.key])?;
            let at =
                groundswell_sdk::pda::offer(&keys.tender(cycle), &owner, keys.tick_of(price_bps));
            self.buying.rent += self.ledger.lamports(&at);
            self.buying.offers += 1;
            let open = self.buying.open.as_mut().context("no tender is open")?;
            open.offers.push(Made { wallet: number, price_bps, amount });
        }
        Ok(Stage::Clearing(cycle))
    }

    fn clear(&mut self, cycle: u32) -> anyhow::Result<Stage> {
        let open = self.buying.open.take().context("no tender is open")?;
        let (grid, limit) = (self.grid()?, self.buying.draft.args.small_limit);
        let mut ticks = [Tick::default(); MAX_TICKS];
        for offer in &open.offers {
            let tick = self.buying.draft.keys.tick_of(offer.price_bps);
            shift(&mut ticks, tick, limit, 0, offer.amount).context("offers exceed 64 bits")?;
        }
        let clearing = Clearing::compute(&grid, &ticks, open.budget);
        let clearing = clearing.context("a tender exceeds 64 bits")?;

        let cranker = &self.crew.cranker;
        let keys = self.buying.draft.keys.clone();
        let clear = keys.clear(cranker.pubkey(), cycle);
        self.ledger.send("clear", &[clear], &[cranker])?;
        let (mut bought, mut spent, mut offered): (u64, u64, u64) = (0, 0, 0);
        for offer in &open.offers {
            let tick = keys.tick_of(offer.price_bps);
            let fill = clearing.fill(offer.amount, tick, limit, grid.base);
            let fill = fill.context("a fill exceeds 64 bits")?;
            self.collect(cycle, offer, (fill.paid, fill.returned))?;
            (bought, spent) = (bought + fill.taken, spent + fill.paid);
            offered += offer.amount;
        }
        let before = self.ledger.supply(&keys.base_mint);
        if bought > 0 {
            let sink = keys.sink_bought(cycle);
            self.ledger.send("sink_bought", &[sink], &[&self.crew.cranker])?;
        }
        let supply_after = self.ledger.supply(&keys.base_mint);
        same("bought tokens burned", before - supply_after, bought)?;
        let receipt = self.ledger.data(&keys.receipt(cycle));
        let receipt = receipt.and_then(|data| decode_receipt(&data));
        let receipt = receipt.context("a receipt is not on the ledger")?;
        same("spent by a receipt", receipt.paid, spent)?;
        same("bought by a receipt", receipt.bought, bought)?;
        same("the price of a receipt", receipt.price, clearing.price)?;
        same("the budget of a receipt", receipt.budget, open.budget)?;
        ensure!(self.ledger.lamports(&keys.tender(cycle)) == 0, "a tender stayed open");

        let last = self.buying.cycles.last_mut().context("a tender has no cycle")?;
        last.supply_after = supply_after;
        last.result = CycleResult::Held(Tendered {
            budget: open.budget,
            spent,
            price: if bought > 0 { clearing.price } else { 0 },
            bought,
            offers: open.offers.len(),
            offered,
        });
        Ok(self.buying.after(cycle))
    }

    /// Pays an offer, and compares what comes with what the rules say: quote units, and base units
    /// that are returned.
    fn collect(
        &mut self,
        cycle: u32,
        offer: &Made,
        (paid, returned): (u64, u64),
    ) -> anyhow::Result<()> {
        let wallet = self.wallets.get(offer.wallet).context("an offer has no wallet")?;
        let (cranker, keys) = (&self.crew.cranker, &self.buying.draft.keys);
        let held = |ledger: &crate::rehearsal::ledger::Ledger| {
            (ledger.balance(&wallet.quote), ledger.balance(&wallet.base))
        };
        let before = held(&self.ledger);
        let payer = cranker.pubkey();
        let collect = keys.collect(wallet.address, payer, &wallet.address, cycle, offer.price_bps);
        self.ledger.send("collect", &[collect], &[cranker])?;
        let after = held(&self.ledger);
        same("quote tokens for an offer", after.0 - before.0, paid)?;
        same("base tokens returned of an offer", after.1 - before.1, returned)
    }

    /// What is left goes to the pool; receipts are closed. The mandate stays with its launch.
    fn finish(&mut self) -> anyhow::Result<Stage> {
        let keys = self.buying.draft.keys.clone();
        let left = self.ledger.balance(&keys.quote_vault());
        let pool = self.ledger.balance(&keys.remainder);
        if left > 0 {
            self.ledger.send("finish", &[keys.finish()], &[&self.crew.cranker])?;
        }
        let arrived = self.ledger.balance(&keys.remainder).saturating_sub(pool);
        same("what the mandate left to the pool", arrived, left)?;
        self.buying.left = left;
        for cycle in std::mem::take(&mut self.buying.receipts) {
            let cranker = &self.crew.cranker;
            let close = keys.close_receipt(cranker.pubkey(), cycle);
            self.ledger.send("close_receipt", &[close], &[cranker])?;
            let gone = self.ledger.lamports(&keys.receipt(cycle)) == 0;
            ensure!(gone, "a receipt stayed open");
        }
        Ok(Stage::Over)
    }
}
