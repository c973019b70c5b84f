//! One file per instruction: accounts, validate, effects, transfers, event, in this order.

mod clear;
mod close_mandate;
mod close_receipt;
mod collect;
mod create_mandate;
mod finish;
mod fund;
mod make_offer;
mod mandate_args;
mod open_cycle;
mod retire;
mod sink_bought;
mod start;
mod withdraw_offer;

pub use clear::*;
pub use close_mandate::*;
pub use close_receipt::*;
pub use collect::*;
pub use create_mandate::*;
pub use finish::*;
pub use fund::*;
pub use make_offer::*;
pub use mandate_args::*;
pub use open_cycle::*;
pub use retire::*;
pub use sink_bought::*;
pub use start::*;
pub use withdraw_offer::*;
