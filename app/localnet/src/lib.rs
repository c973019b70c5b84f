//! A local ledger to try things on: JSON-RPC and websocket on fixed ports, this release's programs,
//! wallets with money, and a clock that can run faster than time.
//!
//! It is surfpool's ledger, in this process and offline. Keys are derived from names: everything
//! here is worth nothing, and is the same on every start.
#![warn(missing_docs)]
#![cfg_attr(test, allow(clippy::unwrap_used))]

mod args;
mod clock;
mod demo;
mod facts;
mod folder;
mod ledger;
mod localnet;
mod ports;
mod programs;
mod quote;
mod serve;
mod wallets;

pub use args::Args;
pub use clock::Clock;
pub use demo::{Contributor, Demo, Phase};
pub use facts::{FILE, Facts, LaunchFacts, ListFacts, ProgramFacts, QuoteFacts, WalletFacts};
pub use ledger::{Ledger, Options};
pub use localnet::Localnet;
pub use ports::{HOST, RPC_PORT, WS_PORT};
pub use programs::{Deployed, upgrade_authority};
pub use quote::{Quote, issuer};
pub use serve::serve;
pub use wallets::{Wallet, key};
