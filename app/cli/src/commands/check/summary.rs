//! A launch in a few plain lines: who gets what, at which price, and where the raise goes.

use std::fmt::Write;

use comfy_table::{CellAlignment, Table, presets};
use groundswell_math::{
    amount::{BPS, mul_div_floor, wide_mul_div_ceil},
    charter::{Kind, Tranche, discount_bps},
    ladder::Rule,
};
use jiff::Timestamp;

use super::{
    airdrop::{recipients, times},
    buyback, grants,
};
use crate::{
    duration::duration,
    file,
    money::{about, grouped, percent},
    plan::{GatePlan, Plan},
    price::Measure,
    rules,
};

/// Blocks of a bar that is the whole supply.
const BAR_BLOCKS: u64 = 40;

/// The launch in plain words.
pub fn summary(plan: &Plan) -> String {
    let mut text = format!(
        "{} ({}): {} {} tokens with {} decimals\n\n",
        plan.name,
        plan.symbol,
        grouped(plan.supply, plan.base_decimals),
        if plan.token_2022 { "Token-2022" } else { "classic" },
        plan.base_decimals,
    );
    for (what, said) in [
        ("sale", rule(plan)),
        ("price", price(plan)),
        ("valuation", valuation(plan)),
        ("wallets", wallets(plan)),
        ("time", time(plan)),
        ("unsold", unsold(plan)),
        ("failure", failure(plan)),
        ("raise", raise(plan)),
    ] {
        // Writing to a string cannot fail.
        let _ = writeln!(text, "{what:<11}{said}");
    }
    for airdrop in &plan.airdrops {
        let (who, when) = (recipients(plan, airdrop), times(plan, airdrop));
        let _ = writeln!(text, "{:<11}{who}\n{:<11}{when}", "airdrop", "");
    }
    let said = grants::lines(plan).into_iter().chain([("buyback", buyback::lines(plan))]);
    for (what, lines) in said {
        let mut what = what;
        for line in lines {
            let _ = writeln!(text, "{:<11}{line}", std::mem::take(&mut what));
        }
    }
    text.push('\n');
    text.push_str(&supply(plan));
    text.push('\n');
    text
}

fn rule(plan: &Plan) -> String {
    let how = match Rule::from_u8(plan.terms.rule) {
        Some(Rule::ProRata) => "at a fixed price; if too much comes in, all share in proportion",
        Some(Rule::Level) => "at a fixed price; if too much comes in, small wallets go first",
        Some(Rule::Auction) => "at one price for all, which the bids decide",
        None => "",
    };
    let for_sale = about(Measure::of(plan).sale_supply, plan.base_decimals);
    format!("{for_sale} {} {how}", plan.symbol)
}

/// From the lowest to the highest price the sale can end at.
fn price(plan: &Plan) -> String {
    let measure = Measure::of(plan);
    let highest = rules::terms(plan).highest_price();
    let quote = &plan.quote_symbol;
    let all = |r: u64| about(r, plan.quote_decimals);
    let (low, high) = (measure.shown(plan.terms.target), measure.shown(highest));
    if highest == plan.terms.target {
        format!("{low} {quote} each, {} {quote} for all", all(highest))
    } else {
        let (least, most) = (all(plan.terms.target), all(highest));
        let ticks = plan.terms.ticks.len();
        format!("{low} to {high} {quote} each in {ticks} steps, {least} to {most} {quote} for all")
    }
}

fn valuation(plan: &Plan) -> String {
    let highest = rules::terms(plan).highest_price();
    let quote = &plan.quote_symbol;
    let at = |r: u64| {
        let value = wide_mul_div_ceil(r, plan.supply, Measure::of(plan).sale_supply);
        value.map_or_else(|| "-".to_owned(), |value| about(value, plan.quote_decimals))
    };
    let promised = about(plan.terms.max_opening_fdv, plan.quote_decimals);
    let range = match highest == plan.terms.target {
        true => at(highest),
        false => format!("{} to {}", at(plan.terms.target), at(highest)),
    };
    format!("{range} {quote} fully diluted at the opening; promised: at most {promised}")
}

fn wallets(plan: &Plan) -> String {
    let [least, most] =
        [plan.terms.wallet_min, plan.terms.wallet_max].map(|q| grouped(q, plan.quote_decimals));
    let who = match &plan.gate {
        GatePlan::Open => "anyone".to_owned(),
        GatePlan::Allowlist(list) => {
            format!("the {} on the allowlist, each up to its cap", grouped(list.len() as u64, 0))
        }
        GatePlan::CoSigner(key) => format!("whoever {key} signs for"),
    };
    format!("{who}, {least} to {most} {} each", plan.quote_symbol)
}

fn time(plan: &Plan) -> String {
    let terms = &plan.terms;
    let length = u64::try_from(terms.closes_at.saturating_sub(terms.opens_at)).unwrap_or(0);
    format!(
        "{} to {} ({}); no withdrawals in the last {}; settled within {}",
        moment(terms.opens_at),
        moment(terms.closes_at),
        duration(length),
        duration(terms.withdraw_freeze),
        duration(terms.settle_grace)
    )
}

fn unsold(plan: &Plan) -> String {
    let fate = if plan.terms.unsold == 1 { "go to the airdrop" } else { "are burned" };
    format!("unsold tokens {fate}")
}

fn failure(plan: &Plan) -> String {
    let fate = if plan.terms.on_failure == 1 { "return to the creator" } else { "are burned" };
    let least = grouped(plan.terms.min_raise, plan.quote_decimals);
    format!("below {least} {}: all money goes back, all tokens {fate}", plan.quote_symbol)
}

fn raise(plan: &Plan) -> String {
    let terms = &plan.terms;
    format!(
        "{} to liquidity, {} to the buyback, {} to the treasury",
        percent(terms.liquidity_bps),
        percent(terms.buyback_bps),
        percent(terms.treasury_bps)
    )
}

/// Every tranche with a bar; then the community and the insiders together.
fn supply(plan: &Plan) -> String {
    let mut table = Table::new();
    table.load_preset(presets::NOTHING);
    let tranches = rules::tranches(plan);
    for tranche in &tranches {
        let bps = share(plan, u128::from(tranche.amount));
        table.add_row([
            file::kind_name(tranche.kind).to_owned(),
            about(tranche.amount, plan.base_decimals),
            percent(bps),
            bar(bps),
            insider_terms(plan, tranche),
        ]);
    }
    for (name, of) in [
        ("community together", Kind::is_community as fn(Kind) -> bool),
        ("insiders together", Kind::is_insider),
    ] {
        let sum = rules::charter(plan, &tranches).sum(of);
        let bps = share(plan, sum);
        let amount = about(sum, plan.base_decimals);
        table.add_row([name.to_owned(), amount, percent(bps), bar(bps), String::new()]);
    }
    for column in [1, 2] {
        if let Some(column) = table.column_mut(column) {
            column.set_cell_alignment(CellAlignment::Right);
        }
    }
    table.trim_fmt()
}

fn insider_terms(plan: &Plan, tranche: &Tranche) -> String {
    if !tranche.kind.is_insider() {
        return String::new();
    }
    let paid =
        match (tranche.price, discount_bps(tranche.price, rules::terms(plan).highest_price())) {
            (0, _) => "for nothing".to_owned(),
            (price, 0) => format!("at {}", Measure::of(plan).shown(price)),
            (price, discount) => {
                format!("at {}, {} off", Measure::of(plan).shown(price), percent(discount))
            }
        };
    let [cliff, linear] = [tranche.lock.cliff_seconds, tranche.lock.linear_seconds].map(duration);
    format!("{paid}; {cliff} cliff, then {linear} linear")
}

/// Bps of the supply, rounded down.
pub fn share(plan: &Plan, amount: u128) -> u64 {
    u64::try_from(amount)
        .ok()
        .and_then(|amount| mul_div_floor(amount, BPS, plan.supply))
        .unwrap_or(0)
}

fn bar(bps: u64) -> String {
    let blocks = bps.min(BPS).saturating_mul(BAR_BLOCKS).div_ceil(BPS);
    "█".repeat(usize::try_from(blocks).unwrap_or(0))
}

/// As people read it.
pub fn moment(seconds: i64) -> String {
    let moment = Timestamp::from_second(seconds);
    moment.map_or_else(|_| seconds.to_string(), |m| m.strftime("%Y-%m-%d %H:%M UTC").to_string())
}
