//! `groundswell buyback offer` and `crank` on a cluster: what is due is what the cluster shows.

use anyhow::{Result, ensure};
use groundswell_cluster::{
    Chain,
    send::{Call, Mode},
    view::{self, LaunchView, MandateView, Seen},
};
use groundswell_sdk::{
    Address,
    buyback::MandateKeys,
    buyback_program::state::{Offer, Tender},
    launch::LaunchKeys,
};

use crate::{
    desk::Desk,
    draft::{TOKEN, open},
    mandate::Mandate,
    output,
};

/// A mandate that takes no more than so many rounds is cranked: start, clear, collect, sink, finish.
const ROUNDS: usize = 8;

/// Takes every step that anyone may take now, until none is left. `false` if nothing was due.
pub fn crank(desk: &Desk, launch: &Address, terms: &Mandate) -> Result<bool> {
    for round in 0..ROUNDS {
        let view = LaunchView::read(desk.chain, launch)?;
        let calls = due(desk.chain, &view, terms, &desk.address())?;
        if calls.is_empty() {
            if round == 0 {
                output::print(&desk.say("Nothing is due.\n"))?;
            }
            return Ok(round > 0);
        }
        desk.sequence(&calls, vec![("launch", launch.to_string())])?;
        // What comes after these is not known before they are sent.
        if desk.sender.mode() != Mode::Send {
            return Ok(true);
        }
    }
    Ok(true)
}

/// The steps that the cluster shows to be due, each on its own.
pub fn due(
    chain: &dyn Chain,
    view: &LaunchView,
    terms: &Mandate,
    payer: &Address,
) -> Result<Vec<Call>> {
    let Some(seen) = &view.mandate else { return Ok(vec![]) };
    let (mandate, now) = (&seen.mandate.value, view.now);
    let keys = MandateKeys::of(seen.mandate.at, mandate);
    if !mandate.is_started() {
        let is_settled = view.launch.value.is_settled.get();
        return Ok(if is_settled { vec![Call::new("start", vec![keys.start()])] } else { vec![] });
    }
    let mut calls = vec![];
    if seen.quote_vault.is_some_and(|vault| vault.value > mandate.held) {
        calls.push(Call::new("fund", vec![keys.fund()]));
    }
    for tender in &seen.tenders {
        calls.extend(of_tender(chain, &keys, &view.keys, tender, now, payer)?);
    }
    for receipt in &seen.receipts {
        let Seen { value: receipt, .. } = receipt;
        if receipt.is_final.get() && receipt.sink_due().is_ok_and(|due| due > 0) {
            let step = format!("sink_bought of cycle {}", receipt.cycle);
            calls.push(Call::new(step, vec![keys.sink_bought(receipt.cycle)]));
        }
    }
    if seen.received.is_some_and(|received| received.value > 0) {
        calls.push(Call::new("retire", vec![keys.retire()]));
    }
    if let Some(cycle) = to_open(seen, terms, now) {
        let open = keys.open_cycle(*payer, cycle);
        calls.push(Call::new(format!("open_cycle {cycle}"), vec![open]));
    }
    if mandate.is_over(now) && mandate.free().is_ok_and(|free| free > 0) {
        calls.push(Call::new("finish", vec![keys.finish()]));
    }
    Ok(calls)
}

/// Clears a tender that is over, and pays its offers.
fn of_tender(
    chain: &dyn Chain,
    keys: &MandateKeys,
    launch: &LaunchKeys,
    tender: &Seen<Tender>,
    now: i64,
    payer: &Address,
) -> Result<Vec<Call>> {
    let Seen { at, value: tender } = tender;
    if !tender.is_cleared.get() {
        let is_over = now >= tender.closes_at;
        let clear = || keys.clear(tender.rent_payer, tender.cycle);
        let step = format!("clear of cycle {}", tender.cycle);
        return Ok(if is_over { vec![Call::new(step, vec![clear()])] } else { vec![] });
    }
    let pay = |Seen { value: offer, .. }: &Seen<Offer>| {
        let price_bps = u16::from(offer.tick).saturating_add(1).saturating_mul(keys.tick_bps);
        let (owner, rent) = (offer.owner, (offer.rent_payer, tender.rent_payer));
        let collect = keys.collect(rent.0, rent.1, &owner, tender.cycle, price_bps);
        let base = open(payer, &owner, &launch.base_mint, &launch.base_token_program);
        let quote = open(payer, &owner, &launch.quote_mint, &TOKEN);
        Call::new(format!("collect for {owner}"), vec![base, quote, collect])
    };
    Ok(view::offers(chain, at)?.iter().map(pay).collect())
}

/// The cycle whose tender may be opened now and buys something.
fn to_open(seen: &MandateView, terms: &Mandate, now: i64) -> Option<u32> {
    let mandate = &seen.mandate.value;
    if mandate.has_tender.get() {
        return None;
    }
    let held = terms.cycles().filter(|cycle| cycle.blackouts.is_empty());
    let mut open = held.filter(|cycle| cycle.tender.may_open(now));
    let cycle = open.find(|cycle| cycle.number >= mandate.next_cycle)?.number;
    mandate.budget(cycle).is_ok().then_some(cycle)
}

/// Offers tokens; the signer owns them.
pub fn offer(
    desk: &Desk,
    keys: &MandateKeys,
    owner: &Address,
    call: Call,
    cycle: u32,
    facts: Vec<(&'static str, String)>,
) -> Result<()> {
    ensure!(
        desk.address() == *owner,
        "the owner {owner} signs an offer, and this is the key of {}: name the owner's with \
         --keypair, or make the transaction with --sign-only --signer {owner}",
        desk.address()
    );
    let tender = keys.tender(cycle);
    ensure!(
        desk.chain.account(&tender)?.is_some(),
        "nobody has opened the tender of cycle {cycle} yet: `groundswell buyback crank --url ..` \
         does"
    );
    desk.sequence(&[call], facts)
}
