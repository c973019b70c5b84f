//! The local ledger, over JSON-RPC and websocket as everyone else sees it.

mod binary;
mod demo;
mod given;
mod ledger;
mod time;
mod world;
