//! What the program stores: plans, their grants, what recipients disclosed, and governors.

mod disclosure;
mod governor;
mod grant;
mod plan;

pub use disclosure::{Disclosure, LINK_BYTES};
pub use governor::Governor;
pub use grant::Grant;
pub use plan::{OPENING_SECONDS, Plan, Policy, ScheduleKind, Sink};
