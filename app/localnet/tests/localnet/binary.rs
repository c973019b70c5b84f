//! groundswell-localnet
//! ├── says where everything is, and serves it
//! ├── ends with Ctrl-C, and frees its ports
//! └── on a port that is taken .............. exit code 2, and which option to use
#![cfg(unix)]

use std::{
    net::TcpListener,
    process::{Child, Command, Output, Stdio},
};

use groundswell_localnet::{Args, FILE, Facts, HOST};
use solana_rpc_client::rpc_client::RpcClient;
use tempfile::TempDir;

use crate::given::{args, until};

#[test]
fn serves_until_it_is_interrupted() {
    let folder = TempDir::new().unwrap();
    let args = args(&folder);
    let running = start(&args);

    let facts = until("it runs", || Facts::read(&args.dir).ok());
    let client = RpcClient::new(facts.rpc.clone());
    assert!(client.get_slot().is_ok());
    interrupt(&running);
    let ended = running.wait_with_output().unwrap();

    assert!(ended.status.success(), "{ended:?}");
    let said = String::from_utf8_lossy(&ended.stdout);
    for words in [&facts.rpc, &facts.ws, &facts.quote.mint, "Ctrl-C"] {
        assert!(said.contains(words), "{said}");
    }
    assert!(!args.dir.join(FILE).exists());
    for port in [args.rpc_port, args.ws_port] {
        assert!(TcpListener::bind((HOST, port)).is_ok(), "port {port}");
    }
}

#[test]
fn refuses_a_port_that_is_taken() {
    let folder = TempDir::new().unwrap();
    let args = args(&folder);
    let _taken = TcpListener::bind((HOST, args.rpc_port)).unwrap();

    let Output { status, stderr, .. } = start(&args).wait_with_output().unwrap();

    assert_eq!(status.code(), Some(2));
    let said = String::from_utf8_lossy(&stderr);
    assert!(said.contains("choose a port with --rpc-port"), "{said}");
}

fn start(args: &Args) -> Child {
    let mut command = Command::new(env!("CARGO_BIN_EXE_groundswell-localnet"));
    command.arg("--bare").args(["--rpc-port", &args.rpc_port.to_string()]);
    command.args(["--ws-port", &args.ws_port.to_string()]);
    command.arg("--dir").arg(&args.dir);
    command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap()
}

fn interrupt(running: &Child) {
    let kill = Command::new("kill").args(["-INT", &running.id().to_string()]).status().unwrap();
    assert!(kill.success());
}
