//! Every rule the program enforces, run over a plan by the program's own functions, in words.

mod airdrop;
mod buyback;
mod grants;
mod unit;
mod wording;

use std::{cmp::Ordering, fmt::Write, ops::RangeInclusive};

use groundswell_math::{
    charter::{Bound, Charter, Finding, Kind, Limit, Lock, MAX_TRANCHES, Tranche},
    ladder::Rule,
    terms::{Route, Terms},
};

use crate::plan::Plan;
pub use buyback::verdicts as of_buyback;
use unit::Unit;
pub use wording::tranche_name;

/// One rule, decided.
pub struct Verdict {
    /// The rule, in plain words.
    pub rule: String,
    /// What the file has.
    pub found: String,
    /// What it must have.
    pub bound: String,
    /// By how much it fails.
    pub off: Option<String>,
    /// The keys it depends on; the first is the one to change.
    pub keys: Vec<String>,
    /// Whether it is kept.
    pub holds: bool,
}

/// Every rule of the charter, of the terms, for airdrops, for vesting plans and for the mandate.
pub fn verdicts(plan: &Plan) -> Vec<Verdict> {
    let mut verdicts = vec![tranche_count(plan)];
    verdicts.extend(empty_tranches(plan));
    let mut findings = Vec::new();
    let tranches = tranches(plan);
    charter(plan, &tranches).findings(&mut |finding| findings.push(finding));
    terms(plan).findings(&mut |finding| findings.push(finding));
    let shown = shortened(&findings);
    verdicts.extend(shown.into_iter().map(|finding| verdict(plan, &finding)));
    verdicts.extend(airdrop::verdicts(plan));
    verdicts.extend(grants::verdicts(plan));
    verdicts.extend(buyback::verdicts(plan));
    verdicts
}

/// What the program would refuse, one line each. `None` if it would not.
pub fn broken(plan: &Plan, verdicts: &[Verdict]) -> Option<String> {
    let path = plan.path.display();
    let mut text = format!("{path} breaks rules of the launch program, which would refuse it:");
    let mut broken = verdicts.iter().filter(|verdict| !verdict.holds).peekable();
    broken.peek()?;
    for Verdict { rule, found, bound, .. } in broken {
        // Writing to a string cannot fail.
        let _ = write!(text, "\n  {rule}: found {found}, expected {bound}");
    }
    let _ = write!(text, "\nRun `groundswell check {path}` to see where in the file.");
    Some(text)
}

/// The parts of the supply as the rules read them.
pub fn tranches(plan: &Plan) -> Vec<Tranche> {
    let tranches = plan.tranches.iter().filter_map(|tranche| {
        Some(Tranche {
            kind: Kind::from_u8(tranche.kind)?,
            amount: tranche.amount,
            price: tranche.price,
            lock: Lock {
                cliff_seconds: tranche.cliff_seconds,
                linear_seconds: tranche.linear_seconds,
            },
        })
    });
    tranches.collect()
}

/// The charter as the rules read it.
pub fn charter<'a>(plan: &Plan, tranches: &'a [Tranche]) -> Charter<'a> {
    Charter {
        supply: plan.supply,
        tranches,
        highest_price: terms(plan).highest_price(),
        max_opening_fdv: plan.terms.max_opening_fdv,
        unsold_to_airdrop: plan.terms.unsold == 1,
    }
}

/// The terms as the rules read them.
pub fn terms(plan: &Plan) -> Terms<'_> {
    let args = &plan.terms;
    Terms {
        rule: Rule::from_u8(args.rule).unwrap_or(Rule::ProRata),
        target: args.target,
        ticks: &args.ticks,
        min_raise: args.min_raise,
        wallet_min: args.wallet_min,
        wallet_max: args.wallet_max,
        opens_at: args.opens_at,
        closes_at: args.closes_at,
        withdraw_freeze: args.withdraw_freeze,
        settle_grace: args.settle_grace,
        route: Route {
            liquidity_bps: args.liquidity_bps,
            buyback_bps: args.buyback_bps,
            treasury_bps: args.treasury_bps,
        },
    }
}

/// Rules that hold for each of many are shown once where all keep them, and where some do
/// not, for those.
fn shortened(findings: &[Finding]) -> Vec<Finding> {
    let is_shown = |finding: &&Finding| {
        let is_one_of_many = matches!(finding.bound, Bound::TicksAscend | Bound::LockMax);
        let alike = || findings.iter().filter(|other| other.bound == finding.bound);
        let speaks_for_all =
            || alike().all(Finding::holds) && alike().max_by_key(|f| f.actual) == Some(*finding);
        !is_one_of_many || !finding.holds() || speaks_for_all()
    };
    findings.iter().filter(is_shown).copied().collect()
}

fn verdict(plan: &Plan, finding: &Finding) -> Verdict {
    let words = wording::words(plan, finding);
    let show = |value| words.unit.show(plan, value);
    let distance = show(finding.distance());
    let short = format!("{distance} short");
    let over = format!("{distance} over");
    let (bound, off) = match finding.limit {
        // One unit more than a round number: the number says it better.
        Limit::AtLeast(limit)
            if finding.bound == Bound::TicksAscend || is_smallest(&words, limit) =>
        {
            (format!("more than {}", show(limit.saturating_sub(1))), short)
        }
        Limit::AtLeast(limit) => (format!("at least {}", show(limit)), short),
        Limit::AtMost(limit) => (format!("at most {}", show(limit)), over),
        Limit::Exactly(limit) if finding.actual < limit => {
            (format!("exactly {}", show(limit)), short)
        }
        Limit::Exactly(limit) => (format!("exactly {}", show(limit)), over),
    };
    Verdict {
        rule: words.rule,
        found: show(finding.actual),
        bound,
        off: match finding.holds() {
            true => None,
            false if finding.actual == u128::MAX => Some("nothing to compare".to_owned()),
            false => Some(off),
        },
        keys: words.keys,
        holds: finding.holds(),
    }
}

/// Whether the list that `key` of a tranche names adds up to it (base units).
fn list_sum(plan: &Plan, tranche: usize, key: &str, sum: u64, amount: u64) -> Verdict {
    let show = |units: u64| Unit::Tokens.show(plan, units.into());
    let off = match sum.cmp(&amount) {
        Ordering::Less => Some("short"),
        Ordering::Equal => None,
        Ordering::Greater => Some("over"),
    };
    Verdict {
        rule: format!("{}: the list adds up to the tranche", wording::tranche_name(plan, tranche)),
        found: show(sum),
        bound: format!("exactly {}", show(amount)),
        off: off.map(|off| format!("{} {off}", show(sum.abs_diff(amount)))),
        keys: [key, "amount"].map(|key| format!("tranche[{tranche}].{key}")).to_vec(),
        holds: off.is_none(),
    }
}

/// A rule about a length of time (seconds), but for its words and its keys.
fn between(plan: &Plan, found: u64, lengths: RangeInclusive<u64>) -> Verdict {
    let show = |seconds: u64| Unit::Time.show(plan, seconds.into());
    let (least, most) = lengths.into_inner();
    let short = least.checked_sub(found).filter(|short| *short > 0);
    let over = found.checked_sub(most).filter(|over| *over > 0);
    let off = short.map(|short| format!("{} short", show(short)));
    let off = off.or_else(|| over.map(|over| format!("{} over", show(over))));
    Verdict {
        rule: String::new(),
        found: show(found),
        bound: format!("{} to {}", show(least), show(most)),
        holds: off.is_none(),
        off,
        keys: Vec::new(),
    }
}

/// Whether a limit is the smallest unit of a token.
fn is_smallest(words: &wording::Words, limit: u128) -> bool {
    limit == 1 && matches!(words.unit, Unit::Quote | Unit::Tokens)
}

/// The program refuses a tranche more when it is added, before any charter is checked.
fn tranche_count(plan: &Plan) -> Verdict {
    let count = plan.tranches.len();
    let over = count.checked_sub(MAX_TRANCHES).filter(|over| *over > 0);
    Verdict {
        rule: format!("the charter has at most {MAX_TRANCHES} tranches"),
        found: count.to_string(),
        bound: format!("at most {MAX_TRANCHES}"),
        off: over.map(|over| format!("{over} over")),
        keys: vec![format!(
            "tranche[{}]",
            count.min(MAX_TRANCHES.saturating_add(1)).saturating_sub(1)
        )],
        holds: over.is_none(),
    }
}

/// As does it a tranche of nothing.
fn empty_tranches(plan: &Plan) -> impl Iterator<Item = Verdict> {
    let empty = plan.tranches.iter().enumerate().filter(|(_, tranche)| tranche.amount == 0);
    empty.map(|(index, _)| Verdict {
        rule: format!("{} has tokens", wording::tranche_name(plan, index)),
        found: Unit::Tokens.show(plan, 0),
        bound: "more than zero".to_owned(),
        off: Some("nothing in it".to_owned()),
        keys: vec![format!("tranche[{index}].amount")],
        holds: false,
    })
}

#[cfg(test)]
mod tests;
