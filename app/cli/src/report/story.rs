//! What happened, in plain words.

mod buyback;
mod vesting;

use groundswell_math::ladder::{Clearing, Rule};

use super::{
    airdrop::fate,
    figures::Figures,
    units::{compact, count, percent, ratio},
};
use crate::{money, rehearsal::AirdropOutcome};

/// One line: how it ended.
pub fn headline(figures: &Figures) -> String {
    let quote = figures.quote();
    let symbol = figures.base().symbol;
    match figures.outcome.clearing {
        Some(clearing) => {
            format!("{symbol} opens at {} {}", figures.price(clearing.price), quote.symbol)
        }
        None => format!("The sale of {symbol} fails, and everyone is paid back"),
    }
}

/// The whole story, a paragraph each.
pub fn story(figures: &Figures) -> Vec<String> {
    if figures.is_settled() {
        let airdrops = figures.outcome.airdrops.iter().map(|airdrop| claims(figures, airdrop));
        let sale = [demand(figures), fill(figures), money(figures)];
        sale.into_iter()
            .chain(airdrops)
            .chain(vesting::paragraphs(figures))
            .chain(buyback::paragraph(figures))
            .collect()
    } else {
        vec![failure(figures)]
    }
}

fn demand(figures: &Figures) -> String {
    let quote = figures.quote();
    let launch = &figures.outcome.launch;
    let wallets = count(figures.filled().all(), "wallet");
    let deposited = quote.short(launch.deposited);
    let Some(clearing) = figures.outcome.clearing else { return String::new() };
    let times = ratio(launch.deposited, clearing.price);
    let against = if times > 1.0 {
        format!(", {} times what the whole sale costs at its price", compact(times))
    } else {
        format!(", {} of what the whole sale costs", percent(launch.deposited, clearing.price))
    };
    let valuation = figures.opening_valuation().unwrap_or(0);
    format!(
        "{wallets} put in {deposited}{against}. The price is {} {} for one {}, which values the \
         whole supply at {}; the charter promised no more than {}.",
        figures.price(clearing.price),
        quote.symbol,
        figures.base().symbol,
        quote.short(valuation),
        quote.short(launch.max_opening_fdv),
    )
}

fn fill(figures: &Figures) -> String {
    let quote = figures.quote();
    let filled = figures.filled();
    let Some(clearing) = figures.outcome.clearing else { return String::new() };
    if filled.in_part == 0 && filled.not == 0 {
        return "There was enough for everyone: every deposit was accepted whole.".to_string();
    }
    let how = match figures.rule() {
        Rule::Level => match figures.level() {
            Some(level) => format!(
                "Small wallets came first: deposits up to {} were accepted whole, and of larger \
                 ones nobody got more than {} in",
                quote.short(clearing.lower),
                quote.short(level),
            ),
            None => format!(
                "Small wallets came first: of every deposit the first {} were accepted",
                quote.short(clearing.lower)
            ),
        },
        Rule::ProRata => format!(
            "Everyone got the same share: {} of what they put in",
            percent(clearing.raise, figures.outcome.launch.deposited)
        ),
        Rule::Auction => auction(figures, &clearing),
    };
    let [in_part, not] = [filled.in_part, filled.not].map(some);
    let whole = match filled.whole {
        0 => "No wallet was".to_string(),
        1 => "1 wallet was".to_string(),
        whole => format!("{} were", count(whole, "wallet")),
    };
    format!("{how}. {whole} filled whole, {in_part} in part, {not} not at all.")
}

fn auction(figures: &Figures, clearing: &Clearing) -> String {
    let tick = figures.outcome.launch.ticks().get(usize::from(clearing.tick));
    let marginal =
        format!("{} {}", figures.price(tick.copied().unwrap_or(0)), figures.quote().symbol);
    if clearing.numerator == 0 {
        return format!(
            "Everyone pays one price: bids above {marginal} were accepted whole, and alone are \
             worth it; all others came back"
        );
    }
    format!(
        "Everyone pays one price: bids above {marginal} were accepted whole, those at it for {}, \
         those below came back",
        percent(clearing.numerator, clearing.denominator)
    )
}

fn money(figures: &Figures) -> String {
    let (quote, base) = (figures.quote(), figures.base());
    let outcome = figures.outcome;
    let vaults = &outcome.vaults;
    let unsold = match (outcome.burned, outcome.added_to_airdrop) {
        (0, 0) => String::new(),
        (0, added) => format!(" {} left over went to the airdrop.", base.short(added)),
        (burned, _) => format!(" {} left over were burned.", base.short(burned)),
    };
    let back = match outcome.refunded() {
        0 => String::new(),
        refunded => format!(" and have {} back", quote.short(refunded)),
    };
    format!(
        "Contributors got {}{back}. Of the {} raised, {} wait for the pool, {} went to the \
         buyback's mandate and {} to the treasury's stream.{unsold}",
        base.short(outcome.sold()),
        quote.short(outcome.accepted()),
        quote.short(vaults.liquidity),
        quote.short(vaults.buyback),
        quote.short(vaults.treasury),
    )
}

/// How an airdrop was claimed, and what became of the rest.
fn claims(figures: &Figures, airdrop: &AirdropOutcome) -> String {
    let base = figures.base();
    let steps = match airdrop.steps.len() {
        1 => "all of it unlocked at once".to_string(),
        steps => format!("it unlocked in {steps} steps"),
    };
    let rest = airdrop.burned;
    let rest = match rest {
        0 => "Nothing was left when claims ended.".to_string(),
        rest => format!("The {} left when claims ended {}.", base.short(rest), fate(airdrop)),
    };
    format!(
        "The airdrop gave {} to {} of a published list, and {steps}. Strangers claimed for {} of \
         them: {}, all of it paid to the wallets listed. {rest}",
        base.short(airdrop.funded),
        count(airdrop.facts.count as usize, "row"),
        some(airdrop.claimants()),
        base.short(airdrop.claimed),
    )
}

/// How it failed, and what that was the end of.
fn failure(figures: &Figures) -> String {
    let plans = figures.outcome.vesting.plans.len();
    let given_up = match plans {
        0 => String::new(),
        plans => format!(" {} that waited for it never got a token.", count(plans, "vesting plan")),
    };
    format!("{}{given_up}", missed(figures))
}

fn missed(figures: &Figures) -> String {
    let (quote, base) = (figures.quote(), figures.base());
    let outcome = figures.outcome;
    let launch = &outcome.launch;
    let tokens = if outcome.returned > 0 { "went back to the creator" } else { "were burned" };
    let supply = base.short(outcome.burned.max(outcome.returned));
    if launch.deposited == 0 {
        return format!(
            "Nobody had anything in the sale when it closed, so it failed. The {supply} {tokens}, as \
             the charter says."
        );
    }
    format!(
        "{} put in {}, {} of the {} the sale needed at least. So it failed: everyone has \
         everything back, to the last unit, and the {supply} {tokens}, as the charter says.",
        count(figures.filled().all(), "wallet"),
        quote.short(launch.deposited),
        percent(launch.deposited, launch.min_raise),
        quote.short(launch.min_raise),
    )
}

fn some(wallets: usize) -> String {
    if wallets == 0 { "none".to_string() } else { money::group(&wallets.to_string()) }
}
