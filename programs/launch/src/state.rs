//! What the program stores: one launch, and one contribution per wallet.

use anchor_lang::prelude::Discriminator;
use groundswell_program::launch::{LAUNCH_DISCRIMINATOR, SETTLED_AT};

mod airdrop;
mod contribution;
mod launch;
mod sale;
mod tranche;

pub use contribution::Contribution;
pub use launch::{ClearingRecord, Gate, Launch};
pub use sale::Proceeds;
pub use tranche::TrancheRecord;

// What other programs read of a launch.
const _: () = {
    assert!(SETTLED_AT == 8 + core::mem::offset_of!(Launch, settled_at));
    let (ours, theirs) = (Launch::DISCRIMINATOR, LAUNCH_DISCRIMINATOR);
    let mut index = 0;
    while index < 8 {
        assert!(ours[index] == theirs[index]);
        index += 1;
    }
};
