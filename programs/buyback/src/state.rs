//! What the program stores: mandates, their tenders, the offers in them, and receipts.

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
