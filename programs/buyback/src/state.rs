//! What the program stores: mandates, their tenders, the offers in them, and receipts.

use groundswell_program::sink::MANDATE_BASE_MINT;

mod mandate;
mod offer;
mod plan;
mod receipt;
mod remainder;
mod tender;

pub use mandate::{MAX_BLACKOUTS, MAX_PLANS, Mandate, Sink};
pub use offer::Offer;
pub use plan::{load_plan, plan_terms};
pub use receipt::Receipt;
pub use tender::{Tender, TickSums};

// Other programs read it there.
const _: () = assert!(MANDATE_BASE_MINT == 8 + core::mem::offset_of!(Mandate, base_mint));
