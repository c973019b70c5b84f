//! Where the ledger listens.

use std::{
    io::ErrorKind,
    net::{Ipv4Addr, TcpListener},
};

use anyhow::{Context, bail, ensure};

/// The only interface it listens on: nothing here is meant for anyone else.
pub const HOST: Ipv4Addr = Ipv4Addr::LOCALHOST;
/// Where JSON-RPC is, as tools expect of a local ledger.
pub const RPC_PORT: u16 = 8899;
/// Where the websocket is: tools take it to be the next port.
pub const WS_PORT: u16 = 8900;

/// Refuses ports that cannot be listened on, before anything is started.
pub fn check(rpc: u16, ws: u16) -> anyhow::Result<()> {
    ensure!(
        rpc != ws,
        "--rpc-port and --ws-port are both {rpc}, expected two ports: give one of them another"
    );
    check_one("JSON-RPC", "--rpc-port", rpc)?;
    check_one("the websocket", "--ws-port", ws)
}

fn check_one(what: &str, option: &str, port: u16) -> anyhow::Result<()> {
    match TcpListener::bind((HOST, port)) {
        Ok(_) => Ok(()),
        Err(error) if error.kind() == ErrorKind::AddrInUse => bail!(
            "port {port}, for {what}, is taken by another program, maybe another local ledger: \
             stop that, or choose a port with {option}"
        ),
        Err(error) => Err(error).with_context(|| {
            format!("port {port}, for {what}, cannot be opened: choose another with {option}")
        }),
    }
}

/// Two ports that were free a moment ago, for tests that run side by side.
pub fn free() -> anyhow::Result<(u16, u16)> {
    let one = TcpListener::bind((HOST, 0)).context("no port is free")?;
    let two = TcpListener::bind((HOST, 0)).context("no second port is free")?;
    Ok((one.local_addr()?.port(), two.local_addr()?.port()))
}
