//! `groundswell buyback offer`: the instruction that offers tokens to a tender, and what it means.

use std::{fmt::Write, process::ExitCode};

use anyhow::{Result, anyhow};
use groundswell_cluster::{send, view};
use groundswell_math::amount::mul_div_floor;
use groundswell_sdk::pda::{self, LaunchAddresses};
use serde_json::{Value, json};

use super::{NOTHING_SENT, keys, now};
use crate::{
    args,
    commands::call::Call,
    desk::{self, Desk},
    mandate::{Cycle, Mandate, State},
    money::{self, grouped, percent},
    output,
    plan::Plan,
    table,
    unlocks::calendar::moment,
};

// What the program calls its accounts, in their order.
const MAKE_OFFER: [&str; 10] = [
    "payer",
    "owner",
    "mandate",
    "tender",
    "offer",
    "base_mint",
    "owner_base",
    "base_vault",
    "base_token_program",
    "system_program",
];

/// An offer that the rules take.
struct Offer<'a> {
    args: &'a args::BuybackOffer,
    mandate: &'a Mandate<'a>,
    cycle: Cycle,
    amount: u64,
    /// Quote units for all that was for sale.
    price: u64,
    at: i64,
    call: Call,
}

/// Reads the launch file and makes the offer, or says why not.
pub fn run(args: &args::BuybackOffer) -> Result<ExitCode> {
    let plan = super::read(&args.file)?;
    if args.cluster.url.is_some() {
        let cluster = args.cluster.clone().in_json_if(args.json);
        let is_taken = desk::at(&cluster, &args.sending, |desk| on_cluster(desk, args, &plan))?;
        return Ok(if is_taken { ExitCode::SUCCESS } else { ExitCode::FAILURE });
    }
    let mandate = super::mandate(&plan, &args.settled)?;
    let amount = money::parse_units(&args.amount, plan.base_decimals)
        .map_err(|error| anyhow!("--amount is \"{}\", {error}", args.amount))?;
    let at = args.at.unwrap_or_else(now);
    match offer(args, &mandate, amount, at) {
        Ok(offer) => {
            match args.json {
                true => output::print(&format!("{:#}\n", offer.json()))?,
                false => output::print(&offer.describe())?,
            }
            Ok(ExitCode::SUCCESS)
        }
        Err(why) => {
            match args.json {
                true => {
                    let answer = json!({ "refused": why, "is_sent": false, "instructions": [] });
                    output::print(&format!("{answer:#}\n"))?;
                }
                false => output::print(&format!("refused: {why}\n{NOTHING_SENT}\n"))?,
            }
            Ok(ExitCode::FAILURE)
        }
    }
}

/// Sends the offer, or shows what it would do. `false` if the rules refuse it.
pub fn on_cluster(desk: &Desk, args: &args::BuybackOffer, plan: &Plan) -> Result<bool> {
    let amount = desk::units(&args.amount, plan.base_decimals)?;
    let launch = LaunchAddresses::of(&args.keys.creator, plan.terms.id).launch;
    let (now, launch) = view::clock_of(desk.chain, &launch)?;
    let mandate = super::on_chain(plan, &launch);
    let offer = match offer(args, &mandate, amount, now) {
        Ok(offer) => offer,
        Err(why) => {
            output::print(&desk.say(&format!("refused: {why}\n")))?;
            return Ok(false);
        }
    };
    let call = send::Call::new("make_offer", vec![offer.call.instruction.clone()]);
    let facts = vec![
        ("amount", grouped(amount, plan.base_decimals)),
        ("price", format!("at least {} each", mandate.per_token(offer.price))),
        ("cycle", format!("{}, {}", args.cycle, offer.cycle.state(now).words())),
    ];
    let keys = keys(plan, &args.keys);
    super::send::offer(desk, &keys, &args.owner, call, args.cycle, facts)?;
    Ok(true)
}

/// The offer, or why the rules refuse it.
fn offer<'a>(
    args: &'a args::BuybackOffer,
    mandate: &'a Mandate,
    amount: u64,
    at: i64,
) -> Result<Offer<'a>, String> {
    if amount == 0 {
        return Err("an offer is of more than nothing".to_owned());
    }
    let number = args.cycle;
    let Some(cycle) = mandate.cycle(number) else {
        let last = mandate.calendar.cycles().saturating_sub(1);
        return Err(format!("there is no cycle {number}: they are 0 to {last}"));
    };
    if !mandate.plan.buyback.takes(args.price) {
        return Err(off_ladder(mandate, args.price));
    }
    let keys = keys(mandate.plan, &args.keys);
    let price = mandate.grid.price(keys.tick_of(args.price));
    let price = price.ok_or("the price rounds down to nothing")?;
    if let Some(why) = closed(&cycle, mandate, at).filter(|_| !args.force) {
        return Err(format!("{why}; --force makes the instruction all the same"));
    }
    let from = args.from.unwrap_or_else(|| keys.base_account(&args.owner).0);
    let payer = args.payer.unwrap_or(args.owner);
    let call = Call {
        name: "make_offer",
        words: "moves the tokens into the tender, at this price or a better one".to_owned(),
        accounts: &MAKE_OFFER,
        instruction: keys.make_offer(payer, args.owner, from, number, args.price, amount),
    };
    Ok(Offer { args, mandate, cycle, amount, price, at, call })
}

/// Why a price is on no tick, with those that are nearest.
fn off_ladder(mandate: &Mandate, bps: u16) -> String {
    let ceiling = mandate.plan.buyback.ceiling_bps;
    let named = |(_, bps, price): (u8, u16, u64)| {
        format!("{} ({} each)", percent(bps), mandate.per_token(price))
    };
    let below = mandate.prices().take_while(|(_, price, _)| *price < bps).last().map(named);
    let above = mandate.prices().find(|(_, price, _)| *price > bps).map(named);
    let nearest: Vec<_> = [below, above].into_iter().flatten().collect();
    let are = if nearest.len() == 1 { "price is" } else { "prices are" };
    let nearest = nearest.join(" and ");
    let price = percent(bps);
    if bps > ceiling {
        let ceiling = percent(ceiling);
        return format!(
            "{price} is above the ceiling of {ceiling}: the highest price is {nearest}"
        );
    }
    format!("{price} is on no tick: the nearest {are} {nearest}")
}

/// Why a tender takes no offers at a moment. `None` if it does.
fn closed(cycle: &Cycle, mandate: &Mandate, at: i64) -> Option<String> {
    let (number, tender) = (cycle.number, cycle.tender);
    match cycle.state(at) {
        State::Open => None,
        State::NotHeld => {
            let because = cycle.blackouts.iter().map(|blackout| blackout.words(mandate.plan));
            let because = because.collect::<Vec<_>>().join("; ");
            Some(format!("cycle {number} holds no tender: {because}"))
        }
        State::ToCome => {
            Some(format!("the tender of cycle {number} opens on {}", moment(tender.opens_at)))
        }
        State::Frozen => Some(format!(
            "the tender of cycle {number} has taken no offers since {}",
            moment(tender.freezes_at)
        )),
        State::Closed => {
            Some(format!("the tender of cycle {number} closed on {}", moment(tender.closes_at)))
        }
    }
}

impl Offer<'_> {
    /// What all of it is paid at its own price: what is taken is never paid less (quote units,
    /// rounded down).
    fn pays(&self) -> u64 {
        mul_div_floor(self.amount, self.price, self.mandate.grid.base).unwrap_or(u64::MAX)
    }

    fn describe(&self) -> String {
        let Offer { args, mandate, cycle, amount, price, at, call } = self;
        let plan = mandate.plan;
        let tokens = |units: u64| format!("{} {}", grouped(units, plan.base_decimals), plan.symbol);
        let pays = grouped(self.pays(), plan.quote_decimals);
        let mut text = table::facts([
            ("offer", tokens(*amount)),
            (
                "price",
                format!(
                    "{} of the sale's or more: at least {} each",
                    percent(args.price),
                    mandate.per_token(*price)
                ),
            ),
            ("pays", format!("at least {pays} {} if all of it is bought", plan.quote_symbol)),
            ("cycle", format!("{}, {}", cycle.number, cycle.state(*at).words())),
            ("at", moment(*at)),
        ]);
        let small = plan.buyback.small_limit(plan);
        // Writing to a string cannot fail.
        let _ = writeln!(
            text,
            "\nAll who sell get one price, that of the dearest offer that is bought, so it can be \
             more. What is not bought comes back; at the last price the first {} of each offer come \
             before the rest. Until {} it can be withdrawn, in parts too; then it stands until {}.",
            tokens(small),
            moment(cycle.tender.freezes_at),
            moment(cycle.tender.closes_at)
        );
        text.push_str(&call.describe(1));
        if let Some(why) = closed(cycle, mandate, *at) {
            let _ = writeln!(text, "\nThe program would refuse it now: {why}.");
        }
        let _ = writeln!(
            text,
            "\n{NOTHING_SENT} Payer and owner sign. The tender must have been opened: \
             `groundswell buyback crank` makes the instruction."
        );
        text
    }

    fn json(&self) -> Value {
        let Offer { args, mandate, cycle, amount, price, at, call } = self;
        let keys = keys(mandate.plan, &args.keys);
        let tender = keys.tender(cycle.number);
        json!({
            "mandate": keys.mandate.to_string(),
            "tender": tender.to_string(),
            "offer": pda::offer(&tender, &args.owner, keys.tick_of(args.price)).to_string(),
            "cycle": cycle.number,
            "state": cycle.state(*at).name(),
            "freezes_at": cycle.tender.freezes_at,
            "closes_at": cycle.tender.closes_at,
            "at": at,
            "amount": amount.to_string(),
            "price_bps": args.price,
            "price": price.to_string(),
            "pays_at_least": self.pays().to_string(),
            "is_sent": false,
            "instructions": [call.json()],
        })
    }
}
