//! The tables of an audit's page.

use groundswell_cluster::audit::{Check, Moment, Supply, Verdict};
use maud::{Markup, html};

use crate::{
    money::grouped,
    report::{panels::name, units::Token},
    unlocks::calendar,
};

/// What has become of each tranche.
pub fn tranches(supply: &Supply, token: Token) -> Markup {
    let show = |units: u128| grouped(units, token.decimals);
    html! {
        section class="panel" {
            h2 { "Tranche by tranche" }
            div class="wide" {
                table {
                    thead {
                        tr {
                            th { "tranche" }
                            th class="n" { "tokens" }
                            th class="n" { "paid" }
                            th class="n" { "vested, not claimed" }
                            th class="n" { "locked" }
                            th class="n" { "gone" }
                        }
                    }
                    tbody {
                        @for (tranche, part) in supply.tranches.iter().zip(&supply.now.parts) {
                            tr {
                                td { (u16::from(tranche.tranche).saturating_add(1)) " " (name(tranche.kind)) }
                                td class="n" { (show(tranche.amount.into())) }
                                td class="n" { (show(part.paid)) }
                                td class="n" { (show(part.unclaimed)) }
                                td class="n" { (show(part.locked)) }
                                td class="n" { (show(part.gone)) }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// The supply now and at the beginning of the months ahead.
pub fn months(supply: &Supply, token: Token, assumes: &str) -> Markup {
    let show = |units: u128| grouped(units, token.decimals);
    let row = |moment: &Moment| {
        html! {
            tr {
                td class="day" { (calendar::day(moment.at)) }
                td class="n" { (show(moment.circulating)) }
                td class="n" { (show(moment.unclaimed)) }
                td class="n" { (show(moment.locked)) }
                td class="n" { (show(moment.waiting)) }
                td class="n" { (show(moment.burned)) }
            }
        }
    };
    html! {
        section class="panel" {
            h2 { "The months ahead" }
            p { (assumes) " The five add up to what was minted." }
            div class="wide" {
                table {
                    thead {
                        tr {
                            th { "from" }
                            th class="n" { "circulating" }
                            th class="n" { "vested, not claimed" }
                            th class="n" { "locked" }
                            th class="n" { "to be burned" }
                            th class="n" { "burned" }
                        }
                    }
                    tbody {
                        (row(&supply.now))
                        @for moment in &supply.later { (row(moment)) }
                    }
                }
            }
        }
    }
}

/// Every check; what failed comes first.
pub fn checks(checks: &[Check]) -> Markup {
    let mut sorted: Vec<&Check> = checks.iter().collect();
    sorted.sort_by_key(|check| match check.verdict {
        Verdict::Failed => 0,
        Verdict::Warned => 1,
        Verdict::Passed => 2,
        Verdict::NotApplicable => 3,
    });
    let mark = |verdict: Verdict| match verdict {
        Verdict::Failed => ("none", "✗ "),
        Verdict::Warned => ("part", "! "),
        Verdict::Passed => ("whole", "✓ "),
        Verdict::NotApplicable => ("", "– "),
    };
    html! {
        section class="panel" {
            h2 { "What was checked" }
            div class="wide" {
                table {
                    thead { tr { th { "check" } th { "of" } th { "expected" } th { "found" } th { "read from" } } }
                    tbody {
                        @for check in sorted {
                            @let (class, sign) = mark(check.verdict);
                            tr title=(check.why) {
                                td { span class=(class) { (sign) } code { (check.id) } }
                                td { (check.of) }
                                td { (check.expected) }
                                td { (check.found) }
                                td { code { (check.at) } }
                            }
                        }
                    }
                }
            }
        }
    }
}
