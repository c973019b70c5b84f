//! `audit.html`: one file that needs nothing else, for everyone who wants to see what was checked.

mod charts;
mod tables;

use anyhow::Result;
use groundswell_cluster::audit::{Check, Evidence, Supply, Verdict};
use groundswell_math::phase::Phase;
use maud::{DOCTYPE, Markup, PreEscaped, html};

use super::{
    html::{STYLE, WAVE},
    units::{Token, percent},
};
use crate::{commands::status::phase_name, unlocks::calendar};

/// A launch that was audited.
pub struct Audited {
    /// On which ledger.
    pub place: String,
    /// What was read.
    pub evidence: Evidence,
    /// What was checked.
    pub checks: Vec<Check>,
    /// Where the supply is, and will be at the beginning of each month. `None` of a draft.
    pub supply: Option<Supply>,
    /// The same at many more moments, to be drawn.
    pub drawn: Option<Supply>,
}

impl Audited {
    /// How many checks came to this.
    pub fn count(&self, verdict: Verdict) -> usize {
        self.checks.iter().filter(|check| check.verdict == verdict).count()
    }

    /// Whether nothing failed; `is_strict`, nor was warned of.
    pub fn holds(&self, is_strict: bool) -> bool {
        self.count(Verdict::Failed) == 0 && !(is_strict && self.count(Verdict::Warned) > 0)
    }

    /// What the months ahead are if: only time passes.
    pub fn assumes(&self) -> &'static str {
        match self.evidence.view.phase() {
            Phase::Settled => "By the clock alone: nobody claims, sells or burns anything.",
            Phase::Failed => "The sale failed: nothing unlocks any more.",
            _ => {
                "By the clock alone: locks begin to open when somebody settles the sale, and nobody has."
            }
        }
    }
}

/// The page.
pub fn page(audited: &Audited) -> Result<String> {
    let at = audited.evidence.view.launch.at;
    let page = html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                title { "Audit of " (at) }
                style { (PreEscaped(STYLE)) }
            }
            body {
                (header(audited))
                main {
                    (cards(audited))
                    @if let (Some(supply), Some(drawn)) = (&audited.supply, &audited.drawn) {
                        section class="grid" {
                            (charts::circulating(drawn, token(audited))?)
                            (charts::locked(drawn, token(audited))?)
                        }
                        (tables::tranches(supply, token(audited)))
                        (tables::months(supply, token(audited), audited.assumes()))
                    }
                    (tables::checks(&audited.checks))
                    (notes())
                }
                footer {
                    "Made by groundswell " (env!("CARGO_PKG_VERSION")) ". The same, for machines, is in "
                    "audit.json; what each check means is in docs/audit.md."
                }
            }
        }
    };
    Ok(page.into_string())
}

/// What the launched token is called here: its name is not among what is audited.
fn token(audited: &Audited) -> Token<'static> {
    Token { symbol: "tokens", decimals: audited.evidence.view.launch.value.base_decimals }
}

fn header(audited: &Audited) -> Markup {
    let view = &audited.evidence.view;
    let failed = audited.count(Verdict::Failed);
    let passed = audited.count(Verdict::Passed);
    let warned = audited.count(Verdict::Warned);
    let (class, word) = match failed {
        0 => ("pill good", "holds"),
        _ => ("pill bad", "does not hold"),
    };
    html! {
        header {
            div class="inner" {
                p class="over" {
                    "Audit of a launch"
                    span class=(class) { (word) }
                    span class="pill" { (phase_name(view.phase())) }
                }
                h1 {
                    @if failed == 0 && warned == 0 { "All " (passed) " checks passed." }
                    @else if failed == 0 { (passed) " checks passed, " (warned) " things to know." }
                    @else { (failed) " of " (passed.saturating_add(failed)) " checks failed." }
                }
                div class="story" {
                    p { "Launch " code { (view.launch.at) } " of token " code { (view.keys.base_mint) } "." }
                    p {
                        "Read from " (audited.place) " as it was at " (calendar::moment(view.now))
                        ", from accounts and nothing else."
                    }
                }
            }
            svg class="wave" viewBox="0 0 1440 60" preserveAspectRatio="none" aria-hidden="true" {
                path d=(WAVE) {}
            }
        }
    }
}

fn cards(audited: &Audited) -> Markup {
    let token = token(audited);
    let Some(supply) = &audited.supply else {
        return html! {
            section class="cards" {
                div class="card" { h3 { "Draft" } p { "Nothing is promised yet." } }
            }
        };
    };
    let now = &supply.now;
    let cards = [
        ("Circulating", now.circulating),
        ("Vested, not claimed", now.unclaimed),
        ("Locked", now.locked),
        ("Burned", now.burned),
    ];
    html! {
        section class="cards" {
            @for (name, units) in cards {
                div class="card" {
                    h3 { (name) }
                    p class="number" { (token.bare(units)) }
                    p { (percent(units, supply.minted)) " of what was minted" }
                }
            }
        }
    }
}

fn notes() -> Markup {
    html! {
        section class="panel notes" {
            h2 { "What this is, and what it is not" }
            ul {
                li { "Every line names the account it was read from: anybody can read it again, with this "
                    "tool or with another." }
                li { "It says that the ledger is what the charter states. It does not say that the programs "
                    "are free of mistakes, nor who is behind a wallet: one person can have many." }
                li { "The months ahead are what the clock does alone: nobody claims, sells or burns "
                    "anything, and the governor holds nobody up. Real people will do otherwise." }
                li { "Whoever can replace a program can change all of this. Such a key is shown as something "
                    "to know, because the charter does not forbid it." }
            }
        }
    }
}
