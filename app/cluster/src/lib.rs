//! A groundswell launch on a ledger: reading it whole, and sending to it.
//!
//! A [`Chain`] is a ledger: a cluster over JSON-RPC ([`Rpc`]), or one in this process with this
//! release's programs ([`Embedded`]). A [`Sender`](send::Sender) is the one place that signs and
//! sends; [`view`] is the one that reads a whole launch, and [`audit`] compares it with its charter.
//! Nothing here prints.
#![warn(missing_docs)]
#![cfg_attr(test, allow(clippy::unwrap_used))]

pub mod audit;
pub mod chain;
pub mod config;
pub mod crank;
pub mod deployed;
pub mod embedded;
pub mod interrupted;
pub mod programs;
pub mod refusal;
pub mod rpc;
pub mod send;
pub mod steps;
pub mod view;

pub use chain::{Chain, ChainError};
pub use embedded::Embedded;
pub use interrupted::Interrupted;
pub use refusal::Refusal;
pub use rpc::Rpc;
