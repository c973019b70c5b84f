//! What the program stores: one launch, and one contribution per wallet.

use groundswell_program::launch::SETTLED_AT;

mod airdrop;
mod contribution;
mod launch;
mod sale;
mod tranche;

pub use contribution::Contribution;
pub use launch::{ClearingRecord, Gate, Launch};
pub use sale::Proceeds;
pub use tranche::TrancheRecord;

// Other programs read it there.
const _: () = assert!(SETTLED_AT == 8 + core::mem::offset_of!(Launch, settled_at));
