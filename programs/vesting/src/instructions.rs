//! One file per instruction: accounts, validate, effects, transfers, event, in this order.

mod cancel;
mod close_governor;
mod close_grant;
mod close_plan;
mod create_governor;
mod create_grant;
mod create_plan;
mod forfeit;
mod fund;
mod mark_missed;
mod open_grant;
mod plan_args;
mod post_disclosure;
mod reassign;
mod start;
mod top_up;
mod withdraw;

pub use cancel::*;
pub use close_governor::*;
pub use close_grant::*;
pub use close_plan::*;
pub use create_governor::*;
pub use create_grant::*;
pub use create_plan::*;
pub use forfeit::*;
pub use fund::*;
pub use mark_missed::*;
pub use open_grant::*;
pub use plan_args::*;
pub use post_disclosure::*;
pub use reassign::*;
pub use start::*;
pub use top_up::*;
pub use withdraw::*;
