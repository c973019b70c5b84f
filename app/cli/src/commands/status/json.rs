//! For machines: amounts are base units, as strings; every balance names its account.

use groundswell_cluster::view::{PlanView, Seen};
use serde_json::{Value, json};

use super::{Answer, phase_name};

/// The launch with everything it names.
pub fn answer(answer: &Answer) -> Value {
    let view = &answer.view;
    let launch = &view.launch.value;
    let lists = view.lists.iter().map(|list| {
        json!({
            "tranche": list.tranche,
            "list": list.list.at.to_string(),
            "sum": list.list.value.sum.to_string(),
            "count": list.list.value.count,
            "is_active": list.list.value.is_active.get(),
            "vaults": list.vaults.iter().map(balance).collect::<Vec<_>>(),
        })
    });
    json!({
        "launch": view.launch.at.to_string(),
        "phase": phase_name(view.phase()),
        "now": view.now,
        "creator": launch.creator.to_string(),
        "base_mint": launch.base_mint.to_string(),
        "quote_mint": launch.quote_mint.to_string(),
        "supply": view.base_mint.map(|mint| mint.value.supply.to_string()),
        "mint_authority": view
            .base_mint
            .and_then(|mint| mint.value.authority)
            .map(|authority| authority.to_string()),
        "opens_at": launch.opens_at,
        "closes_at": launch.closes_at,
        "settled_at": launch.settled_at,
        "deposited": launch.deposited.to_string(),
        "min_raise": launch.min_raise.to_string(),
        "target": launch.target.to_string(),
        "contributors": launch.contributors,
        "price": launch.clearing.price.to_string(),
        "raise": launch.clearing.raise.to_string(),
        "for_sale": launch.for_sale.to_string(),
        "base_vault": view.base_vault.as_ref().map(balance),
        "quote_vault": view.quote_vault.as_ref().map(balance),
        "liquidity_vault": view.liquidity_vault.as_ref().map(balance),
        "lists": lists.collect::<Vec<_>>(),
        "plans": view.plans.iter().map(plan).collect::<Vec<_>>(),
        "stream": view.stream.as_ref().map(plan),
        "governor": view.governor.as_ref().map(|governor| governor.at.to_string()),
        "mandate": view.mandate.as_ref().map(|mandate| {
            json!({
                "mandate": mandate.mandate.at.to_string(),
                "spent": mandate.mandate.value.spent.to_string(),
                "bought": mandate.mandate.value.bought.to_string(),
                "sunk": mandate.mandate.value.sunk.to_string(),
                "quote_vault": mandate.quote_vault.as_ref().map(balance),
                "base_vault": mandate.base_vault.as_ref().map(balance),
                "open_tenders": mandate.tenders.iter().map(|it| it.value.cycle).collect::<Vec<_>>(),
            })
        }),
        "contribution": answer.contribution.as_ref().map(|contribution| {
            json!({
                "at": contribution.at.to_string(),
                "contributor": contribution.value.contributor.to_string(),
                "amount": contribution.value.amount.get().to_string(),
                "tick": contribution.value.tick,
            })
        }),
    })
}

fn balance(seen: &Seen<u64>) -> Value {
    json!({ "at": seen.at.to_string(), "amount": seen.value.to_string() })
}

fn plan(view: &PlanView) -> Value {
    let plan = &view.plan.value;
    json!({
        "tranche": view.tranche,
        "plan": view.plan.at.to_string(),
        "total": plan.total.to_string(),
        "withdrawn": plan.withdrawn.to_string(),
        "forfeited": plan.forfeited.to_string(),
        "starts_at": plan.starts_at,
        "vault": view.vault.as_ref().map(balance),
    })
}
