//! How plans stand, as JSON.

use groundswell_sdk::{Address, grants::kind_name};
use serde_json::{Value, json};

use super::{Plan, SHOWN, Status};
use crate::commands::vest::{Next, months};

impl Status<'_> {
    /// For machines; amounts are base units, as strings.
    pub(super) fn json(&self) -> Value {
        let grants = self.grants().into_iter().take(SHOWN);
        let grant = |(plan, recipient, amount): (&Plan, Address, u64)| {
            let vested = self.vested(plan, amount);
            json!({
                "plan": plan.folder.facts.plan.to_string(),
                "recipient": recipient.to_string(),
                "amount": amount.to_string(),
                "vested": vested.to_string(),
                "locked": (amount - vested).to_string(),
            })
        };
        let governor = self.unlocks.governor.map(|governor| {
            let limit = governor.limit().to_string();
            json!({ "limit": limit, "epoch_seconds": governor.epoch_seconds() })
        });
        json!({
            "starts_at": self.unlocks.starts_at,
            "at": self.at,
            "decimals": self.decimals(),
            "recipient": self.args.recipient.map(|recipient| recipient.to_string()),
            "governor": governor,
            "plans": self.plans.iter().map(|plan| self.plan_json(plan)).collect::<Vec<_>>(),
            "largest_grants": grants.map(grant).collect::<Vec<_>>(),
            "months": months::rows(&self.unlocks).iter().map(months::Row::json).collect::<Vec<_>>(),
            "vested_at": self.unlocks.vested_at(),
            "out_at": self.unlocks.out_at(),
        })
    }

    fn plan_json(&self, plan: &Plan) -> Value {
        let facts = &plan.folder.facts;
        let vested = self.vested(plan, plan.total);
        let at = |elapsed: i64| self.unlocks.starts_at.saturating_add(elapsed);
        let next = match self.next(plan) {
            Next::Nothing => Value::Null,
            Next::Step(elapsed, adds) => {
                json!({ "at": at(elapsed), "amount": adds.to_string(), "evenly": false })
            }
            Next::Evenly(elapsed) => json!({ "at": at(elapsed), "amount": null, "evenly": true }),
        };
        json!({
            "plan": facts.plan.to_string(),
            "label": plan.folder.label,
            "kind": kind_name(facts.kind),
            "grants": plan.grants.len(),
            "total": plan.total.to_string(),
            "vested": vested.to_string(),
            "locked": (plan.total - vested).to_string(),
            "next_unlock": next,
            "vested_at": at(facts.schedule.rule().end()),
        })
    }
}
