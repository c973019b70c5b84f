//! What the program stores: one launch, and one contribution per wallet.

use groundswell_program::launch::{
    BASE_MINT, CLOSES_AT, FOR_SALE, IS_CANCELLED, IS_PAID_OUT, PRICE, QUOTE_MINT, SETTLE_GRACE,
    SETTLED_AT,
};

mod airdrop;
mod contribution;
mod launch;
mod mandate;
mod plan;
mod sale;
mod tranche;
mod tranches;

pub use contribution::Contribution;
pub use launch::{ClearingRecord, Gate, Launch};
pub use sale::Proceeds;
pub use tranche::TrancheRecord;

// Other programs read them there.
const _: () = assert!(SETTLED_AT == 8 + core::mem::offset_of!(Launch, settled_at));
const _: () = assert!(IS_PAID_OUT == 8 + core::mem::offset_of!(Launch, is_paid_out));
const _: () = assert!(FOR_SALE == 8 + core::mem::offset_of!(Launch, for_sale));
const _: () = assert!(PRICE == 8 + core::mem::offset_of!(Launch, clearing.price));
const _: () = assert!(CLOSES_AT == 8 + core::mem::offset_of!(Launch, closes_at));
const _: () = assert!(SETTLE_GRACE == 8 + core::mem::offset_of!(Launch, settle_grace));
const _: () = assert!(IS_CANCELLED == 8 + core::mem::offset_of!(Launch, is_cancelled));
const _: () = assert!(BASE_MINT == 8 + core::mem::offset_of!(Launch, base_mint));
const _: () = assert!(QUOTE_MINT == 8 + core::mem::offset_of!(Launch, quote_mint));
