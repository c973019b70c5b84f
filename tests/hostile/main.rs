//! Hostile programs and hostile mints: every call of every program from within a program of an
//! attacker, who forwards, leaves out, doubles, aliases, nests and revives; mints with every
//! extension of Token-2022, from the beginning or later; mints of the least and the most decimals and
//! the largest supply. The calls are those of the matrix, so one that is missing there fails here too.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on should stop right there")]

#[allow(dead_code, reason = "the matrix needs the rest")]
#[path = "../matrix/control.rs"]
mod control;
#[path = "../matrix/controls_buyback.rs"]
mod controls_buyback;
#[path = "../matrix/controls_distributor.rs"]
mod controls_distributor;
#[path = "../matrix/controls_launch.rs"]
mod controls_launch;
#[path = "../matrix/controls_vesting.rs"]
mod controls_vesting;
#[path = "../matrix/inits.rs"]
mod inits;
#[path = "../matrix/send.rs"]
mod send;

mod accounts;
mod actors;
mod calls;
mod creation;
mod extensions;
mod hooks;
mod later;
mod lists;
mod made;
mod relayed;
mod sequences;
mod summary;
mod supplies;
