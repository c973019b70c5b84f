//! The reference model: what should be where and who is owed what, as plain sums of what succeeded,
//! by the rules of `docs/design.md`. It reads terms, calls nothing of the programs or of the crate
//! that decides for them, and has integers that do not overflow. Here is all that it keeps.

mod books;
mod rules;
mod steps;

use groundswell_sdk::{
    buyback_program::CreateMandateArgs,
    program::CreateArgs,
    vesting_program::{CreateGovernorArgs, CreatePlanArgs},
};
use std::collections::BTreeMap;

pub use books::{Books, beside};

/// What wallets and steps go by.
pub type Name = &'static str;

/// What a step is about, as far as its kind needs it.
#[derive(Clone, Debug, Default)]
pub struct About {
    pub who: Name,
    pub to: Name,
    pub place: String,
    pub amount: u128,
    pub tick: usize,
    pub plan: usize,
    pub cycle: u32,
    pub price: u16,
    pub leaves: Vec<usize>,
}

/// One launch with its list, plans and mandate.
#[derive(Clone)]
pub struct Model {
    pub sale: Sale,
    pub plans: Vec<Plan>,
    pub governor: CreateGovernorArgs,
    /// What the governor let out, by the number of the epoch.
    pub epochs: BTreeMap<i64, u128>,
    pub mandate: CreateMandateArgs,
    pub tenders: BTreeMap<u32, Tender>,
    /// What the mandate counted of its quote units and has not paid.
    pub counted: u128,
}

#[derive(Clone)]
pub struct Sale {
    pub side: usize,
    pub terms: CreateArgs,
    /// Base units of each tranche; the first is for sale, the second goes to the list.
    pub tranches: Vec<u128>,
    pub list: Vec<(Name, u128)>,
    pub list_until: i64,
    /// Those not yet paid out: amount and tick.
    pub deposits: BTreeMap<Name, (u128, usize)>,
    pub deposited: u128,
    pub cancelled: bool,
    pub outcome: Option<Outcome>,
}

#[derive(Clone)]
pub struct Outcome {
    pub at: i64,
    pub price: u128,
    pub raise: u128,
    /// What is raised whatever rounding leaves.
    pub certain: u128,
    /// Of each: accepted, refunded, tokens.
    pub of: BTreeMap<Name, [u128; 3]>,
}

#[derive(Clone)]
pub struct Plan {
    pub vault: String,
    pub terms: CreatePlanArgs,
    pub governed: bool,
    pub zero: Option<i64>,
    pub grants: BTreeMap<Name, Grant>,
    /// Those that were closed.
    pub past: Vec<Grant>,
}

#[derive(Clone, Default)]
pub struct Grant {
    pub amount: u128,
    pub entitled: u128,
    pub paid: u128,
    pub to: Name,
}

#[derive(Clone, Default)]
pub struct Tender {
    pub budget: u128,
    /// By seller and price (bps), until collected: offered, and once cleared taken and paid.
    pub offers: BTreeMap<(Name, u16), [u128; 3]>,
    /// Once cleared.
    pub spent: Option<u128>,
    pub bought: u128,
    pub paid: u128,
    pub sunk: u128,
}
