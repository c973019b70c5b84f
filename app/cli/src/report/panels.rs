//! The page's charts, each with what it says.

use anyhow::Result;
use groundswell_math::{charter::Kind, ladder::Rule};
use maud::{Markup, PreEscaped, html};

use super::{
    airdrop,
    bands::{Band, bands},
    bars::{self, Part, Row},
    buyback, charts,
    figures::Figures,
    units::{count, percent, ratio},
    vesting,
};
use crate::duration::duration;

/// All of them.
pub fn all(figures: &Figures) -> Result<Markup> {
    Ok(html! {
        section class="grid" {
            (demand(figures)?)
            @if let Some(chart) = charts::allocation(figures) { (allocation(figures, &chart?)) }
            @if figures.is_settled() {
                (sizes(figures))
                div class="stack" { (valuation(figures)) (raise(figures)) }
            } @else {
                div class="stack" {
                    (missing(figures))
                    @if figures.filled().all() > 0 { (sizes(figures)) }
                }
            }
        }
        (airdrop::panels(figures)?)
        (vesting::panels(figures)?)
        (buyback::panels(figures)?)
        (supply(figures))
    })
}

/// A box with a title and what it says.
pub fn panel(title: &str, note: &str, content: Markup) -> Markup {
    html! {
        figure class="panel" {
            figcaption { h2 { (title) } p { (note) } }
            (content)
        }
    }
}

/// A drawing; `words` say the same to those who do not see it.
pub fn chart(svg: &str, words: &str) -> Markup {
    html! { div class="chart" role="img" aria-label=(words) { (PreEscaped(svg)) } }
}

/// Colours and what they stand for.
pub fn legend(entries: &[(&str, &str)]) -> Markup {
    html! {
        p class="legend" {
            @for (class, words) in entries { span { i class=(class) {} (words) } }
        }
    }
}

fn demand(figures: &Figures) -> Result<Markup> {
    let quote = figures.quote();
    let title = match figures.rule() {
        Rule::Level => "Demand, layer by layer",
        Rule::ProRata => "Demand, by size of deposit",
        Rule::Auction => "Bids, by price",
    };
    let nothing_back = figures.outcome.refunded() == 0;
    let note = match (figures.rule(), figures.outcome.clearing) {
        (_, None) => "Nothing was accepted: the sale failed.".to_string(),
        _ if nothing_back => "There was enough for everyone: nothing went back.".to_string(),
        (Rule::Level, Some(_)) => match figures.level() {
            Some(level) => format!(
                "Each bar is what all deposits have in that layer. The sale fills them from the \
                 left, and ran out at {} per wallet.",
                quote.short(level)
            ),
            None => "Each bar is what all deposits have in that layer.".to_string(),
        },
        (Rule::ProRata, Some(clearing)) => format!(
            "All deposits are one layer, so each size got the same share: {}.",
            percent(clearing.raise, figures.outcome.launch.deposited)
        ),
        (Rule::Auction, Some(clearing)) => format!(
            "The sale fills the highest bids first, and ran out at {} {}, which everyone pays.",
            figures.price(clearing.price),
            quote.symbol
        ),
    };
    let svg = charts::demand(figures)?;
    let mut entries = vec![("rest", "went back")];
    if figures.is_settled() {
        entries.insert(0, ("accent", "accepted"));
    }
    if figures.rule() == Rule::Auction {
        entries.push(("ink", "all bids at this price or above"));
        entries.push(("mark", "what the whole sale costs at it"));
    }
    Ok(panel(
        title,
        &note,
        html! {
            (chart(&svg, &note))
            (legend(&entries))
        },
    ))
}

fn allocation(figures: &Figures, svg: &str) -> Markup {
    let note = "Each dot is a wallet, or several at one place. On the line, everything was accepted; \
                below it, the rest went back.";
    let nothing = figures.filled().not > 0;
    let mut entries = vec![("accent", "accepted")];
    if nothing {
        entries.push(("mark", "nothing accepted"));
    }
    panel("What each deposit got", note, html! { (chart(svg, note)) (legend(&entries)) })
}

fn sizes(figures: &Figures) -> Markup {
    let quote = figures.quote();
    let bands = bands(&figures.outcome.shares, quote.decimals);
    let name = |band: &Band| match (band.from, band.to) {
        (0, None) => "all".to_string(),
        (0, Some(to)) => format!("under {}", quote.bare(to)),
        (from, None) => format!("{} and more", quote.bare(from)),
        (from, Some(to)) => format!("{} to {}", quote.bare(from), quote.bare(to)),
    };
    let deposited = u128::from(figures.outcome.launch.deposited);
    let row = |band: &Band| {
        let (part, whole) = match figures.is_settled() {
            true => (band.accepted, band.deposited),
            false => (band.deposited, deposited),
        };
        let wallets = count(band.filled.all(), "wallet");
        Row {
            name: name(band),
            parts: vec![Part { share: ratio(part, whole), class: "accent" }],
            value: percent(part, whole),
            note: format!("{wallets} with {}", quote.short(band.deposited)),
        }
    };
    let rows: Vec<Row> = bands.iter().filter(|band| band.deposited > 0).map(row).collect();
    let (title, what) = match figures.is_settled() {
        true => ("How far each size was filled", "Share of the money that was accepted"),
        false => ("Who put in what", "Share of all the money"),
    };
    let note = format!("{what}, by size of deposit ({}).", quote.symbol);
    panel(title, &note, bars::rows(&rows))
}

fn valuation(figures: &Figures) -> Markup {
    let quote = figures.quote();
    let promised = u128::from(figures.outcome.launch.max_opening_fdv);
    let opening = figures.opening_valuation().unwrap_or(0);
    let raised = u128::from(figures.outcome.accepted());
    let rows = [
        measure(figures, "promised at most", promised, promised, "rest", ""),
        measure(figures, "opening", opening, promised, "accent", "price times the whole supply"),
        measure(figures, "raised", raised, promised, "second", "for the part that was sold"),
    ];
    let note = format!("Fully diluted, at the price of the sale ({}).", quote.symbol);
    panel("Opening valuation", &note, bars::rows(&rows))
}

fn missing(figures: &Figures) -> Markup {
    let launch = &figures.outcome.launch;
    let (deposited, needed) = (u128::from(launch.deposited), u128::from(launch.min_raise));
    let rows = [
        measure(figures, "needed", needed, needed, "rest", ""),
        measure(figures, "put in", deposited, needed, "mark", ""),
    ];
    let note = format!("The minimum was not reached ({}).", figures.quote().symbol);
    panel("What was missing", &note, bars::rows(&rows))
}

/// An amount of quote units beside a larger one.
fn measure(
    figures: &Figures,
    name: &str,
    units: u128,
    largest: u128,
    class: &'static str,
    note: &str,
) -> Row {
    Row {
        name: name.to_string(),
        parts: vec![Part { share: ratio(units, largest), class }],
        value: figures.quote().bare(units),
        note: note.to_string(),
    }
}

fn raise(figures: &Figures) -> Markup {
    let quote = figures.quote();
    let vaults = &figures.outcome.vaults;
    let whole = vaults.proceeds();
    let row = |name: &str, units: u64, class, note: String| Row {
        name: name.to_string(),
        parts: vec![Part { share: ratio(units, whole), class }],
        value: percent(units, whole),
        note: format!("{}{note}", quote.exact(units)),
    };
    let dust = match figures.outcome.dust {
        0 => String::new(),
        dust => format!(", {} of it left over by rounding", quote.exact(dust)),
    };
    let left = match figures.outcome.buyback.as_ref().map_or(0, |buyback| buyback.left) {
        0 => String::new(),
        left => format!(", {} of it left to the pool in the end", quote.exact(left)),
    };
    let rows = [
        row("pool", vaults.liquidity, "accent", String::new()),
        row("buybacks", vaults.buyback, "second", left),
        row("treasury", vaults.treasury, "mark", dust),
    ];
    let note = "What is for the pool waits in a vault that no key can open. The part for buybacks \
                went to a mandate, which buys by rules that nobody can change; the treasury's to a \
                stream, which pays it over time.";
    panel("Where the raise goes", note, bars::rows(&rows))
}

fn supply(figures: &Figures) -> Markup {
    let base = figures.base();
    let plan = figures.plan;
    let price = |kind: Kind, paid: u64| match (kind.is_insider(), paid) {
        (false, _) => String::new(),
        (true, 0) => ", a gift".to_string(),
        (true, paid) => format!(", paid {} {}", figures.price(paid), figures.quote().symbol),
    };
    let rows: Vec<Row> = figures
        .outcome
        .launch
        .tranches()
        .iter()
        .filter_map(|tranche| Some((tranche, tranche.kind()?)))
        .map(|(tranche, kind)| {
            let lock = match (tranche.cliff_seconds, tranche.linear_seconds) {
                (0, 0) => String::new(),
                (cliff, linear) => {
                    format!(", locked {}, then over {}", duration(cliff), duration(linear))
                }
            };
            let (amount, paid) = (base.short(tranche.amount), price(kind, tranche.price));
            Row {
                name: name(kind).to_string(),
                parts: vec![Part { share: ratio(tranche.amount, plan.supply), class: class(kind) }],
                value: percent(tranche.amount, plan.supply),
                note: format!("{amount}{paid}{lock}"),
            }
        })
        .collect();
    let whole: Vec<Part> = rows.iter().flat_map(|row| row.parts.iter().copied()).collect();
    let note = format!("Of {}, minted once and never again.", base.short(plan.supply));
    let entries = [("accent", "community"), ("mark", "insiders"), ("second", "the project")];
    let content = html! {
        div class="whole-supply" { (bars::bar(&whole, "the whole supply, part by part")) }
        (bars::rows(&rows))
        (legend(&entries))
    };
    let title =
        if figures.is_settled() { "Who gets the supply" } else { "Who would have got the supply" };
    panel(title, &note, content)
}

/// What people call a tranche.
pub fn name(kind: Kind) -> &'static str {
    match kind {
        Kind::CommunitySale => "community sale",
        Kind::CommunityAirdrop => "community airdrop",
        Kind::Kol => "KOLs",
        Kind::Vc => "VCs",
        Kind::Team => "team",
        Kind::Liquidity => "liquidity pool",
        Kind::Treasury => "treasury",
        Kind::Buyback => "buyback",
    }
}

fn class(kind: Kind) -> &'static str {
    match kind {
        kind if kind.is_community() => "accent",
        kind if kind.is_insider() => "mark",
        _ => "second",
    }
}
