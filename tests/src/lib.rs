//! A world to test launches in: a ledger with the released bytecode, a clock, named wallets.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on should stop right there")]

pub mod buybacks;
pub mod call;
mod calls;
pub mod coverage;
pub mod given;
pub mod grants;
pub mod hostile;
pub mod ledger;
pub mod list;
mod list_calls;
pub mod mandate;
mod mandate_calls;
pub mod mutate;
pub mod named;
pub mod plan;
mod plan_calls;
pub mod sources;
pub mod stage;
pub mod tokens;
pub mod verdict;
pub mod world;

pub use call::{Call, Refusal};
pub use given::Given;
pub use groundswell_sdk::{
    buyback_program::BuybackError, distributor_program::DistributorError, launch as sdk,
    program::LaunchError, vesting_program::VestingError,
};
pub use list::List;
pub use mandate::MandateGiven;
pub use plan::PlanGiven;
pub use stage::Stage;
pub use world::World;
