//! For people.

use std::fmt::Write;

use groundswell_cluster::view::{LaunchView, Seen};
use groundswell_math::{ladder::Rule, phase::Phase};
use groundswell_sdk::Address;

use super::{Answer, phase_name};
use crate::{
    file::kind_name,
    money::{grouped, percent},
    price::Measure,
    table,
    unlocks::calendar::moment,
};

/// The launch in facts, its accounts in a table, and what a wallet has in it.
pub fn describe(answer: &Answer, wallet: Option<&Address>) -> String {
    let view = &answer.view;
    let launch = &view.launch.value;
    let quote = |units: u64| grouped(units, launch.quote_decimals);
    let phase = view.phase();
    let mut facts = vec![
        ("launch", view.launch.at.to_string()),
        ("token", view.keys.base_mint.to_string()),
        ("paid with", view.keys.quote_mint.to_string()),
        ("creator", view.keys.creator.to_string()),
        ("now", moment(view.now)),
        ("phase", next(view, phase)),
        ("raised", format!("{}, minimum {}", quote(launch.deposited), quote(launch.min_raise))),
        ("contributors", format!("{} not paid out", launch.contributors)),
    ];
    if phase == Phase::Settled {
        facts.push(("price", format!("{} each", measure(view).shown(launch.clearing.price))));
        facts.push(("raise", quote(launch.clearing.raise)));
    } else if launch.rule().is_ok_and(|rule| rule != Rule::Auction) {
        facts.push(("target", quote(launch.target)));
    }
    let mut text = table::facts(facts);
    // Writing to a string cannot fail.
    let _ = writeln!(text, "\n{}", accounts(view));
    if let Some(wallet) = wallet {
        text.push_str(&place(answer, wallet));
    }
    text
}

/// The phase, and when it ends.
fn next(view: &LaunchView, phase: Phase) -> String {
    let launch = &view.launch.value;
    let name = phase_name(phase);
    match phase {
        Phase::Sealed => format!("{name}: opens at {}", moment(launch.opens_at)),
        Phase::Open => format!(
            "{name}: withdrawals until {}, contributions until {}",
            moment(launch.timeline().withdraws_before()),
            moment(launch.closes_at)
        ),
        Phase::Closed => {
            format!(
                "{name}: settled by anyone before {}",
                moment(launch.timeline().settles_before())
            )
        }
        Phase::Settled => format!("{name} at {}", moment(launch.settled_at)),
        Phase::Draft | Phase::Failed => name.to_owned(),
    }
}

fn accounts(view: &LaunchView) -> String {
    let launch = &view.launch.value;
    let base = |units: u64| grouped(units, launch.base_decimals);
    let quote = |units: u64| grouped(units, launch.quote_decimals);
    let mut rows = table::ruled(["account", "address", "holds"]);
    let mut add = |what: &str, seen: Option<Seen<u64>>, show: &dyn Fn(u64) -> String| {
        if let Some(Seen { at, value }) = seen {
            rows.add_row([what.to_owned(), at.to_string(), show(value)]);
        }
    };
    let supply = view.base_mint.map(|mint| Seen { at: mint.at, value: mint.value.supply });
    add("the token's supply", supply, &base);
    add("the launch's tokens", view.base_vault, &base);
    add("contributions", view.quote_vault, &quote);
    add("the pool's share", view.liquidity_vault, &quote);
    let kind = |tranche: u8| {
        let record = launch.tranches().get(usize::from(tranche));
        let kind = record.and_then(|record| record.kind()).map_or("", kind_name);
        format!("tranche {}, {kind}", tranche.saturating_add(1))
    };
    let there = |at: Address| Some(Seen { at, value: 0 });
    let nothing = |_: u64| String::new();
    for list in &view.lists {
        add(&format!("{}, its list", kind(list.tranche)), there(list.list.at), &nothing);
        for (number, vault) in (1..).zip(&list.vaults) {
            add(&format!("{}, vault {number}", kind(list.tranche)), Some(*vault), &base);
        }
    }
    for plan in &view.plans {
        let tranche = plan.tranche.map_or_else(String::new, kind);
        add(&format!("{tranche}, its plan"), there(plan.plan.at), &nothing);
        add(&format!("{tranche}, its vault"), plan.vault, &base);
    }
    add("the treasury's stream", view.stream.as_ref().and_then(|stream| stream.vault), &quote);
    if let Some(mandate) = &view.mandate {
        add("the mandate's money", mandate.quote_vault, &quote);
        add("offered to it, or bought", mandate.base_vault, &base);
    }
    rows.to_string()
}

/// What a wallet has in the sale, and what it gets.
fn place(answer: &Answer, wallet: &Address) -> String {
    let launch = &answer.view.launch.value;
    let Some(Seen { at, value }) = &answer.contribution else {
        return format!("\n{wallet} has nothing in this sale, or was paid out.\n");
    };
    let quote = |units: u64| grouped(units, launch.quote_decimals);
    let deposit = value.amount.get();
    let mut facts = vec![
        ("wallet", wallet.to_string()),
        ("contribution", at.to_string()),
        ("amount", quote(deposit)),
    ];
    let clearing = launch.clearing();
    let allocation = clearing.allocation(deposit, value.tick, launch.for_sale);
    match (answer.view.phase(), allocation) {
        (Phase::Settled, Some(allocation)) => facts.extend([
            ("gets", format!("{} tokens", grouped(allocation.tokens, launch.base_decimals))),
            ("and back", quote(allocation.refund)),
            ("share", share(allocation.tokens, launch.for_sale)),
        ]),
        (Phase::Failed, _) => facts.push(("back", quote(deposit))),
        _ => {}
    }
    format!("\n{}", table::facts(facts))
}

/// Of what was for sale, rounded down.
fn share(tokens: u64, for_sale: u64) -> String {
    let bps = u128::from(tokens).saturating_mul(10_000).checked_div(u128::from(for_sale));
    format!("{} of the sale", percent(bps.unwrap_or(0)))
}

fn measure(view: &LaunchView) -> Measure {
    let launch = &view.launch.value;
    Measure {
        sale_supply: launch.for_sale,
        base_decimals: launch.base_decimals,
        quote_decimals: launch.quote_decimals,
    }
}
