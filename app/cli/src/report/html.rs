//! `report.html`: one file that needs nothing else, for everyone who wants to see it.

use anyhow::Result;
use maud::{DOCTYPE, Markup, PreEscaped, html};

use super::{
    figures::Figures,
    panels, story, tables,
    units::{count, percent},
};
use crate::{money, rules::Verdict};

/// How pages look.
pub const STYLE: &str = include_str!("style.css");
/// A swell, as wide as the page.
pub const WAVE: &str =
    "M0 26C120 2 240 2 360 20S600 44 720 24 960 -4 1080 18 1320 46 1440 22V60H0Z";

/// The page; `verdicts` are the rules that the charter was checked against.
pub fn page(figures: &Figures, verdicts: &[Verdict]) -> Result<String> {
    let name = &figures.plan.name;
    let page = html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                title { "Rehearsal of " (name) }
                style { (PreEscaped(STYLE)) }
            }
            body {
                (header(figures))
                main {
                    (cards(figures))
                    (panels::all(figures)?)
                    (tables::contributors(figures))
                    (tables::rules(verdicts))
                    (tables::costs(figures))
                    (notes())
                }
                footer {
                    "Made by groundswell " (env!("CARGO_PKG_VERSION")) ". The same numbers, for "
                    "machines, are in report.json; contributors.csv and airdrop.csv hold what they came from."
                }
            }
        }
    };
    Ok(page.into_string())
}

fn header(figures: &Figures) -> Markup {
    let plan = figures.plan;
    let (phase, class) = match figures.is_settled() {
        true => ("settled", "pill good"),
        false => ("failed", "pill bad"),
    };
    html! {
        header {
            div class="inner" {
                p class="over" {
                    "Rehearsal of " (plan.name) " (" (plan.symbol) ")"
                    span class=(class) { (phase) }
                    span class="pill" { (figures.rule_name()) }
                }
                h1 { (story::headline(figures)) }
                div class="story" {
                    @for paragraph in story::story(figures) { p { (paragraph) } }
                }
            }
            svg class="wave" viewBox="0 0 1440 60" preserveAspectRatio="none" aria-hidden="true" {
                path d=(WAVE) {}
            }
        }
    }
}

fn cards(figures: &Figures) -> Markup {
    let (quote, base) = (figures.quote(), figures.base());
    let outcome = figures.outcome;
    let launch = &outcome.launch;
    let filled = figures.filled();
    let deposited = launch.deposited;
    let of_all = |units| format!("{} of what was put in", percent(units, deposited));
    let in_quote =
        |name, units: u128, note: String| card(name, &quote.bare(units), quote.symbol, note);
    let mut cards = vec![in_quote("Put in", deposited.into(), count(filled.all(), "wallet"))];
    let back =
        in_quote("Back to contributors", outcome.refunded().into(), of_all(outcome.refunded()));
    match (outcome.clearing, figures.opening_valuation()) {
        (Some(clearing), Some(valuation)) => {
            let accepted = outcome.accepted();
            cards.extend([in_quote("Accepted", accepted.into(), of_all(accepted)), back]);
            let note = format!("one price for all {}", base.symbol);
            cards.push(card("Price", &figures.price(clearing.price), quote.symbol, note));
            let note = format!("promised: at most {}", quote.short(launch.max_opening_fdv));
            cards.push(in_quote("Opening valuation", valuation, note));
            let note =
                format!("{} of what was for sale", percent(outcome.sold(), outcome.for_sale()));
            cards.push(card("Sold", &base.bare(outcome.sold()), base.symbol, note));
        }
        _ => {
            let note = format!("reached: {}", percent(deposited, launch.min_raise));
            cards.extend([in_quote("Needed at least", launch.min_raise.into(), note), back]);
        }
    }
    let [whole, in_part, not] =
        [filled.whole, filled.in_part, filled.not].map(|n| money::group(&n.to_string()));
    let sent = money::group(&outcome.meter.transactions().to_string());
    let took = format!("signed, in {:.1} seconds", outcome.seconds);
    html! {
        section class="cards" {
            @for card in cards { (card) }
            @if figures.is_settled() {
                div class="card" {
                    h3 { "Wallets filled" }
                    p class="number fills" {
                        span class="whole" { (whole) } " · "
                        span class="part" { (in_part) } " · "
                        span class="none" { (not) }
                    }
                    p { "whole · in part · not at all" }
                }
            }
            (card("Transactions", &sent, "", took))
        }
    }
}

fn card(name: &str, number: &str, unit: &str, note: String) -> Markup {
    html! {
        div class="card" {
            h3 { (name) }
            p class="number" { (number) " " small { (unit) } }
            p { (note) }
        }
    }
}

fn notes() -> Markup {
    html! {
        section class="panel notes" {
            h2 { "What this is, and what it is not" }
            ul {
                li { "Everything ran on the programs that this release carries, byte for byte: the "
                    "mints, the charter, every contribution signed by a key of its own, the "
                    "settlement, every payout, every claim of the airdrop, every withdrawal of what "
                    "had vested and every tender of the buyback, over years, by strangers." }
                li { "Every number was read from accounts on the ledger after it happened and "
                    "compared, to the unit, with the rules in groundswell-math. Had one differed, "
                    "there would be no report." }
                li { "The ledger is an embedded one (LiteSVM, with mainnet's features): no network, "
                    "no competition for blocks, no real money. Wallets are names from a file, and "
                    "real people will do otherwise." }
                li { "Tokens for the pool wait in the launch's vault, and so does the pool's share of "
                    "the raise, with what the buyback left, in a vault of its own: the program that "
                    "will hold them is not part of this release." }
                li { "What the token costs while the buyback runs, and what holders ask for theirs, is "
                    "drawn with a seed: a walk that was made up, and no forecast." }
                li { "Where the launch file names nobody, the wallets that get grants are made up. Valuations "
                    "hold the price of the sale constant; nobody knows what a market will make of it." }
                li { "The programs have not been audited. On a cluster, whoever holds a program's upgrade "
                    "authority can replace it, until that authority is given up." }
            }
        }
    }
}
