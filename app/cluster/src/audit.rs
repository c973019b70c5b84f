//! An audit of one launch: the ledger against the charter.
//!
//! [`Evidence::read`] reads everything once. [`checks`] and [`Supply::of`] are pure functions of
//! it. Whoever does not trust the creator, the team or this tool's authors can run it, and compare
//! every line with the account that it names.

mod charter;
mod check;
mod documents;
mod evidence;
mod governor;
mod launch;
mod lists;
mod mandate;
mod mint;
mod plans;
mod receipts;
mod rules;
mod sale;
mod stream;
mod supply;
mod vaults;
mod words;

pub use check::{Check, Verdict};
pub use documents::Document;
pub use evidence::{AuditError, Evidence};
pub use rules::{RULES, Rule};
pub use supply::{Moment, Part, Supply, TrancheSupply};
pub use words::kind_name;

use check::Checks;

/// Every check, in the order in which one reads them: programs, charter, token, vaults, sale,
/// lists, plans, buyback. `documents` are files that were published as lists.
pub fn checks(evidence: &Evidence, documents: &[Document]) -> Vec<Check> {
    let mut checks = Checks::new(evidence);
    checks.programs();
    checks.launch();
    checks.charter();
    checks.mint();
    checks.vaults();
    checks.sale();
    checks.lists();
    checks.plans();
    checks.governor();
    checks.stream();
    checks.mandate();
    checks.receipts();
    checks.documents(documents);
    checks.done()
}
