//! The local ledger, over JSON-RPC and websocket as everyone else sees it.

mod binary;
mod given;
mod ledger;
mod time;
mod world;
