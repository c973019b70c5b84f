//! One check, and the sheet that checks are written on.

use std::fmt::Display;

use groundswell_sdk::{
    Address,
    math::charter::{Finding, Limit},
    math::phase::Phase,
    program::state::Launch,
};

use super::{Evidence, rules, words};

/// What a check came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It is as expected.
    Passed,
    /// It is not: a promise is broken, or something was altered.
    Failed,
    /// The charter does not forbid it, but whoever relies on the launch has to know it.
    Warned,
    /// There is nothing to check in this phase.
    NotApplicable,
}

/// One check.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Check {
    /// Which rule: one of [`RULES`](super::RULES).
    pub id: &'static str,
    /// What of: a program, a tranche, a vault.
    pub of: String,
    /// What has to be there.
    pub expected: String,
    /// What is there, or why nothing was checked.
    pub found: String,
    /// The account it was read from.
    pub at: Address,
    /// What came of it.
    pub verdict: Verdict,
    /// Why it matters, in plain words.
    pub why: &'static str,
}

/// Checks as they are made.
pub(super) struct Checks<'a> {
    pub evidence: &'a Evidence,
    list: Vec<Check>,
}

impl<'a> Checks<'a> {
    pub fn new(evidence: &'a Evidence) -> Self {
        Checks { evidence, list: Vec::new() }
    }

    pub fn done(self) -> Vec<Check> {
        self.list
    }

    /// The launch that is audited.
    pub fn terms(&self) -> &'a Launch {
        &self.evidence.view.launch.value
    }

    /// The phase it is in.
    pub fn phase(&self) -> Phase {
        self.evidence.view.phase()
    }

    /// Whether its charter is final. A draft that was cancelled never was.
    pub fn is_sealed(&self) -> bool {
        self.terms().is_sealed.get()
    }

    /// Writes down whether something `holds`.
    pub fn judge(
        &mut self,
        id: &'static str,
        of: &str,
        at: Address,
        expected: impl Display,
        found: impl Display,
        holds: bool,
    ) {
        let verdict = if holds { Verdict::Passed } else { Verdict::Failed };
        self.write(id, of, at, expected.to_string(), found.to_string(), verdict);
    }

    /// Writes down whether `found` is what was `expected`.
    pub fn same<T: PartialEq + Display>(
        &mut self,
        id: &'static str,
        of: &str,
        at: Address,
        expected: T,
        found: T,
    ) {
        let holds = expected == found;
        self.judge(id, of, at, expected, found, holds);
    }

    /// Writes down that something can be known but is not forbidden.
    pub fn warn(&mut self, id: &'static str, of: &str, at: Address, expected: &str, found: String) {
        self.write(id, of, at, expected.to_owned(), found, Verdict::Warned);
    }

    /// Writes down why there is nothing to check.
    pub fn skip(&mut self, id: &'static str, of: &str, at: Address, reason: &str) {
        self.write(id, of, at, String::new(), reason.to_owned(), Verdict::NotApplicable);
    }

    /// Writes down a bound of the charter; `show` writes amounts in its unit.
    pub fn finding(
        &mut self,
        id: &'static str,
        of: &str,
        at: Address,
        finding: Finding,
        show: impl Fn(u128) -> String,
    ) {
        let expected = match finding.limit {
            Limit::AtLeast(limit) => format!("at least {}", show(limit)),
            Limit::AtMost(limit) => format!("at most {}", show(limit)),
            Limit::Exactly(limit) => show(limit),
        };
        self.judge(id, of, at, expected, show(finding.actual), finding.holds());
    }

    /// Base units, for people.
    pub fn base(&self, units: impl Into<u128>) -> String {
        words::amount(units.into(), self.terms().base_decimals)
    }

    /// Quote units, for people.
    pub fn quote(&self, units: impl Into<u128>) -> String {
        words::amount(units.into(), self.terms().quote_decimals)
    }

    fn write(
        &mut self,
        id: &'static str,
        of: &str,
        at: Address,
        expected: String,
        found: String,
        verdict: Verdict,
    ) {
        let (of, why) = (of.to_owned(), rules::why(id));
        self.list.push(Check { id, of, expected, found, at, verdict, why });
    }
}
