//! Every instruction of the launch program, each file opening with its tree of cases.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on should stop right there")]

mod airdrop;
mod cancel;
mod charter;
mod claim;
mod close;
mod contribute;
mod create;
mod fund_plan;
mod gates;
mod lists;
mod mandate;
mod mints;
mod phases;
mod plans;
mod refund;
mod seal;
mod settle;
mod sweep;
mod terms;
mod tranches;
mod withdraw;
