//! The mandate: its price, its money, its cycles, and its end.

use groundswell_sdk::{
    Address,
    buyback::MandateKeys,
    buyback_program::state::{Mandate, Offer, Tender, plan_terms},
    math::{
        mandate::{self, around, is_blacked_out, unlocks},
        phase::Phase,
    },
};

use super::{
    Scene, Task,
    sale::{base, quote},
};
use crate::view::{MandateView, Seen};

/// What of it is due.
pub fn due(scene: &Scene, payer: &Address) -> Vec<Task> {
    let Some(view) = &scene.view.mandate else { return vec![] };
    let mandate = &view.mandate.value;
    let keys = MandateKeys::of(view.mandate.at, mandate);
    let one = One { scene, view, mandate, keys };
    match scene.view.phase() {
        Phase::Settled if !mandate.is_started() => {
            vec![one.task("start", "the mandate", one.keys.start())]
        }
        Phase::Settled => one.running(payer),
        Phase::Failed => one.failed(),
        _ => vec![],
    }
}

struct One<'a> {
    scene: &'a Scene,
    view: &'a MandateView,
    mandate: &'a Mandate,
    keys: MandateKeys,
}

impl One<'_> {
    fn task(
        &self,
        name: &'static str,
        whose: impl Into<std::borrow::Cow<'static, str>>,
        instruction: solana_instruction::Instruction,
    ) -> Task {
        Task::new(name, whose, instruction, self.keys.mandate)
    }

    fn running(&self, payer: &Address) -> Vec<Task> {
        let now = self.scene.view.now;
        let mut tasks = vec![];
        let held = self.view.quote_vault.map_or(0, |vault| vault.value);
        let is_over = self.mandate.is_over(now);
        if held > self.mandate.held && !is_over {
            tasks.push(self.task("fund", "the mandate", self.keys.fund()));
        }
        for (tender, offers) in self.view.tenders.iter().zip(&self.scene.offers) {
            let (at, tender) = (tender.at, &tender.value);
            if tender.is_cleared.get() {
                tasks.extend(offers.iter().filter_map(|offer| self.collect(tender, offer)));
            } else if now >= tender.closes_at {
                let clear = self.keys.clear(tender.rent_payer, tender.cycle);
                tasks.push(Task::new("clear", format!("cycle {}", tender.cycle), clear, at));
            }
        }
        for Seen { at, value: receipt } in &self.view.receipts {
            let (cycle, is_final) = (receipt.cycle, receipt.is_final.get());
            let unsunk = receipt.sink_due().unwrap_or(0);
            let whose = format!("cycle {cycle}");
            if is_final && unsunk > 0 {
                tasks.push(Task::new("sink_bought", whose, self.keys.sink_bought(cycle), *at));
            } else if is_final && is_over {
                let close = self.keys.close_receipt(receipt.rent_payer, cycle);
                tasks.push(Task::new("close_receipt", whose, close, *at));
            }
        }
        tasks.extend(self.retire());
        if let Some(cycle) = self.to_open() {
            let open = self.keys.open_cycle(*payer, cycle);
            tasks.push(self.task("open_cycle", format!("cycle {cycle}"), open));
        }
        if is_over && held > self.mandate.owed {
            tasks.push(self.task("finish", "the mandate", self.keys.finish()));
        }
        tasks
    }

    /// Of a sale that failed: it bought nothing, and goes once it is over.
    fn failed(&self) -> Vec<Task> {
        let now = self.scene.view.now;
        let mut tasks: Vec<Task> = self.retire().into_iter().collect();
        let launch = &self.scene.view.launch.value;
        let never = launch.is_cancelled.get() || now >= launch.timeline().settles_before();
        if tasks.is_empty() && never && self.mandate.is_over(now) && self.mandate.receipts == 0 {
            tasks.push(self.task("close_mandate", "the mandate", self.keys.close_mandate()));
        }
        tasks
    }

    /// Burns what others sent.
    fn retire(&self) -> Option<Task> {
        let received = self.view.received.is_some_and(|received| received.value > 0);
        received.then(|| self.task("retire", "what was sent to the mandate", self.keys.retire()))
    }

    fn collect(&self, tender: &Tender, Seen { at, value: offer }: &Seen<Offer>) -> Option<Task> {
        let fill = tender.fill(self.mandate, offer.amount, offer.tick).ok()?;
        let ticks = u16::from(offer.tick).checked_add(1)?;
        let price_bps = ticks.checked_mul(self.keys.tick_bps)?;
        let rents = (offer.rent_payer, tender.rent_payer);
        let collect = self.keys.collect(rents.0, rents.1, &offer.owner, tender.cycle, price_bps);
        let whose =
            format!("the offer of {} at {price_bps} bps in cycle {}", offer.owner, tender.cycle);
        let tokens = (fill.returned > 0).then(|| base(self.scene, offer.owner));
        let money = (fill.paid > 0).then(|| quote(self.scene, offer.owner));
        let task = Task::new("collect", whose, collect, *at);
        Some(task.into_accounts(tokens.into_iter().chain(money)))
    }

    /// The cycle whose tender may be opened now and buys something.
    fn to_open(&self) -> Option<u32> {
        let (mandate, now) = (self.mandate, self.scene.view.now);
        let calendar = mandate.calendar();
        let cycle = calendar.cycle_at(now).filter(|cycle| *cycle >= mandate.next_cycle)?;
        let tender = calendar.tender_of(cycle).filter(|tender| tender.may_open(now))?;
        if mandate.has_tender.get() || is_dark(self.scene, mandate, tender)? {
            return None;
        }
        // Opening counts what has arrived by then.
        let mut counted = *mandate;
        counted.count(self.view.quote_vault?.value).ok()?;
        counted.budget(cycle).is_ok().then_some(cycle)
    }
}

/// Whether a blackout meets a tender. `None` while a watched plan waits for its clock.
pub(super) fn is_dark(scene: &Scene, mandate: &Mandate, tender: mandate::Tender) -> Option<bool> {
    if is_blacked_out(tender, mandate.blackouts()) {
        return Some(true);
    }
    for (plan, terms) in scene.watched.iter().zip(&mandate.watched_terms) {
        // One that is gone, or has another in its place, unlocks nothing.
        let Some(plan) = plan.as_ref().filter(|plan| plan_terms(plan) == *terms) else { continue };
        if !plan.is_started() {
            return None;
        }
        let span = |at: i64| around(plan.starts_at.saturating_add(at), mandate.plan_seconds);
        let meets =
            plan.with_schedule(|schedule| is_blacked_out(tender, unlocks(&schedule).map(span)));
        if meets {
            return Some(true);
        }
    }
    Some(false)
}
