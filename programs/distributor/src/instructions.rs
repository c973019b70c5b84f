//! One file per instruction: accounts, validate, effects, transfers, event, in this order.

mod activate;
mod claim;
mod claim_many;
mod clawback;
mod close;
mod close_page;
mod create;
mod extend_page;
mod fund;
mod leaf;
mod open_page;
mod open_vault;

pub use activate::*;
pub use claim::*;
pub use claim_many::*;
pub use clawback::*;
pub use close::*;
pub use close_page::*;
pub use create::*;
pub use extend_page::*;
pub use fund::*;
pub use leaf::LeafArgs;
pub use open_page::*;
pub use open_vault::*;
