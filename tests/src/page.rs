//! What the web page's tests need: a launch in the middle of its sale, behind JSON-RPC.

pub mod http;
pub mod lists;
pub mod rpc;
pub mod scene;
