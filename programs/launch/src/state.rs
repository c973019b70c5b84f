//! What the program stores: one launch, and one contribution per wallet.

mod airdrop;
mod contribution;
mod launch;
mod sale;
mod tranche;

pub use contribution::Contribution;
pub use launch::{ClearingRecord, Gate, Launch};
pub use sale::Proceeds;
pub use tranche::TrancheRecord;
