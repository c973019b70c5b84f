//! The page's tables.

use groundswell_sdk::Address;
use maud::{Markup, html};

use super::{
    figures::Figures,
    units::{count, percent},
};
use crate::{money, rehearsal::Share, rules::Verdict};

/// Contributors at either end that are shown.
const SHOWN: usize = 10;

/// The biggest and the smallest contributors, and what came of their deposits.
pub fn contributors(figures: &Figures) -> Markup {
    let shares = figures.outcome.shares.iter().filter(|share| share.deposited > 0);
    let mut shares: Vec<&Share> = shares.collect();
    shares.sort_by_key(|share| std::cmp::Reverse(share.deposited));
    let biggest = shares.iter().copied().take(SHOWN);
    let smallest = shares.iter().copied().rev().take(SHOWN.min(shares.len().saturating_sub(SHOWN)));
    let (biggest, smallest): (Vec<_>, Vec<_>) = (biggest.collect(), smallest.collect());
    html! {
        section class="grid" {
            @if !biggest.is_empty() { (table(figures, "The biggest contributors", &biggest)) }
            @if !smallest.is_empty() { (table(figures, "The smallest", &smallest)) }
        }
    }
}

fn table(figures: &Figures, title: &str, shares: &[&Share]) -> Markup {
    let (quote, base) = (figures.quote(), figures.base());
    html! {
        div class="panel" {
            h2 { (title) }
            div class="wide" {
                table {
                    thead {
                        tr {
                            th { "wallet" }
                            th class="n" { "put in" }
                            th class="n" { "accepted" }
                            th class="n" { "share" }
                            th class="n" { (base.symbol) }
                        }
                    }
                    tbody {
                        @for share in shares {
                            tr {
                                td title=(share.wallet) { code { (brief(&share.wallet)) } }
                                td class="n" { (grouped(share.deposited, quote.decimals)) }
                                td class="n" { (grouped(share.accepted, quote.decimals)) }
                                td class="n" { (percent(share.accepted, share.deposited)) }
                                td class="n" { (base.bare(share.tokens)) }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// Both ends of an address.
pub fn brief(wallet: &Address) -> String {
    let address = wallet.to_string();
    match (address.get(..4), address.get(address.len().saturating_sub(4)..)) {
        (Some(head), Some(tail)) => format!("{head}…{tail}"),
        _ => address,
    }
}

/// To the cent.
fn grouped(units: u64, decimals: u8) -> String {
    let exact = money::grouped(units, decimals);
    match exact.split_once('.') {
        Some((whole, cents)) => format!("{whole}.{:0<2}", cents.get(..2).unwrap_or(cents)),
        None => exact,
    }
}

/// The rules of the charter, which the program checked when it was sealed.
pub fn rules(verdicts: &[Verdict]) -> Markup {
    html! {
        section class="panel" {
            h2 { "What the program demanded" }
            p {
                (count(verdicts.len(), "rule")) " held when the charter was sealed. Had one not, the "
                "program would have refused it. Since then no key could change a term, mint a token "
                "or touch a deposit."
            }
            div class="wide" {
                table {
                    thead { tr { th { "rule" } th { "found" } th { "bound" } } }
                    tbody {
                        @for verdict in verdicts {
                            tr {
                                td class="pass" { (verdict.rule) }
                                td { (verdict.found) }
                                td { (verdict.bound) }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// Compute units of every instruction that was used.
pub fn costs(figures: &Figures) -> Markup {
    html! {
        section class="panel" {
            h2 { "What it costs on chain" }
            p { "Compute units of each instruction of the programs; a transaction may use 1.4 million." }
            div class="wide" {
                table {
                    thead {
                        tr {
                            th { "instruction" }
                            th class="n" { "sent" }
                            th class="n" { "min" }
                            th class="n" { "median" }
                            th class="n" { "max" }
                        }
                    }
                    tbody {
                        @for (step, cost) in figures.outcome.meter.costs() {
                            tr {
                                td { code { (step) } }
                                td class="n" { (money::group(&cost.count.to_string())) }
                                td class="n" { (money::group(&cost.min.to_string())) }
                                td class="n" { (money::group(&cost.median.to_string())) }
                                td class="n" { (money::group(&cost.max.to_string())) }
                            }
                        }
                    }
                }
            }
        }
    }
}
