//! The local ledger, over JSON-RPC and websocket as everyone else sees it.
#![allow(clippy::unwrap_used)]

mod binary;
mod commands;
mod demo;
mod given;
mod ledger;
mod time;
mod world;
