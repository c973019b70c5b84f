//! What is said of the buyback: the same words on the page, in the story and in the terminal.

use groundswell_math::amount::mul_div_floor;

use crate::{
    money,
    rehearsal::{BuybackOutcome, CycleResult},
    report::{
        figures::Figures,
        units::{count, percent},
    },
};

/// All of it (bps).
pub const WHOLE: u16 = 10_000;

/// A share of the sale's price, as quote units for the whole sale.
pub fn price_at(buyback: &BuybackOutcome, bps: u32) -> u64 {
    mul_div_floor(buyback.reference_quote, bps.into(), WHOLE.into()).unwrap_or(u64::MAX)
}

/// Tenders that were held, and those of them that bought.
pub fn tenders(buyback: &BuybackOutcome) -> (usize, usize) {
    let bought = buyback.held().filter(|(_, tendered)| tendered.bought > 0);
    (buyback.held().count(), bought.count())
}

/// The prices of tenders that bought: `0.0175 to 0.0225 USDC, 70 % to 90 % of the sale's`.
/// `None` if none did.
pub fn prices(figures: &Figures, buyback: &BuybackOutcome) -> Option<String> {
    let prices = || buyback.held().map(|(_, tendered)| tendered.price).filter(|price| *price > 0);
    let (least, most) = (prices().min()?, prices().max()?);
    let symbol = figures.quote().symbol;
    let share = |price: u64| percent(price, buyback.reference_quote);
    Some(if least == most {
        format!("{} {symbol}, {} of the sale's", figures.price(least), share(least))
    } else {
        format!(
            "{} to {} {symbol}, {} to {} of the sale's",
            figures.price(least),
            figures.price(most),
            share(least),
            share(most)
        )
    })
}

/// How many tenders were held, and how many bought.
pub fn held(buyback: &BuybackOutcome) -> String {
    let (held, bought) = tenders(buyback);
    let of = money::group(&buyback.cycles.len().to_string());
    match bought {
        0 => format!("{} in {of} cycles, none of which bought", count(held, "tender")),
        _ if bought == held => {
            format!("{} in {of} cycles, each of which bought", count(held, "tender"))
        }
        _ => format!("{} in {of} cycles, of which {bought} bought", count(held, "tender")),
    }
}

/// Where money and tokens ended, in a sentence or two.
pub fn totals(figures: &Figures, buyback: &BuybackOutcome) -> String {
    let (base, quote) = (figures.base(), figures.quote());
    let left = match buyback.left {
        0 => "Nothing was left".to_owned(),
        left => format!("The {} left went to the pool", quote.short(left)),
    };
    match buyback.spent() {
        0 => format!("None of the {} was spent. {left}.", quote.short(buyback.funded)),
        spent => format!(
            "{} of the {} bought {}, which was burned. {left}.",
            quote.short(spent),
            quote.short(buyback.funded),
            base.short(buyback.bought()),
        ),
    }
}

/// Why a cycle bought nothing. `None` if it did.
pub fn nothing(result: CycleResult) -> Option<&'static str> {
    match result {
        CycleResult::BlackedOut => Some("blacked out: insiders' tokens unlock too near it"),
        CycleResult::NoBudget => Some("not held: nothing was left to spend"),
        CycleResult::Held(tendered) if tendered.bought > 0 => None,
        CycleResult::Held(tendered) if tendered.offers == 0 => {
            Some("held, and nobody offered below the ceiling or at it")
        }
        CycleResult::Held(_) => Some("held, and nothing offered could be bought"),
    }
}
