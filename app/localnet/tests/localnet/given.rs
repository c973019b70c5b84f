//! What tests start from, and how they wait.

use std::{
    thread::park_timeout,
    time::{Duration, Instant},
};

use groundswell_localnet::{Args, Ledger, Localnet, Options, Phase};
use groundswell_sdk::Address;
use solana_commitment_config::CommitmentConfig;
use solana_rpc_client::rpc_client::RpcClient;
use tempfile::TempDir;

/// What a test's ledger takes the time to be.
pub const NOW: i64 = 1_800_000_000;
/// Nothing takes longer, whatever else the machine does.
const DEADLINE: Duration = Duration::from_secs(120);

/// Waits until `probe` has an answer.
pub fn until<T>(what: &str, mut probe: impl FnMut() -> Option<T>) -> T {
    let started = Instant::now();
    loop {
        if let Some(found) = probe() {
            return found;
        }
        assert!(started.elapsed() < DEADLINE, "waited {DEADLINE:?} until {what}");
        park_timeout(Duration::from_millis(10));
    }
}

/// A bare ledger on ports of its own.
pub fn ledger() -> Ledger {
    Ledger::start(Options::on_free_ports(NOW).unwrap()).unwrap()
}

/// How it is spoken to.
pub fn client(ledger: &Ledger) -> RpcClient {
    RpcClient::new_with_commitment(ledger.rpc_url(), CommitmentConfig::processed())
}

/// What the binary is told: ports and a folder of the test's own.
pub fn args(folder: &TempDir) -> Args {
    let Options { rpc_port, ws_port, .. } = Options::on_free_ports(NOW).unwrap();
    Args {
        file: None,
        phase: Phase::Sale,
        contributors: 10,
        bare: true,
        rpc_port,
        ws_port,
        speed: 1.0,
        dir: folder.path().join("localnet"),
    }
}

/// A ledger with everything on it, and its folder.
pub fn localnet() -> (Localnet, TempDir) {
    let folder = TempDir::new().unwrap();
    let localnet = Localnet::start(&args(&folder), &mut |_| {}).unwrap();
    (localnet, folder)
}

/// What time the ledger's programs see (unix seconds), and its slot.
pub fn clock(client: &RpcClient) -> (i64, u64) {
    let clock = Address::from_str_const("SysvarC1ock11111111111111111111111111111111");
    let data = client.get_account_data(&clock).unwrap();
    let word = |at: usize| <[u8; 8]>::try_from(&data[at..at + 8]).unwrap();
    (i64::from_le_bytes(word(32)), u64::from_le_bytes(word(0)))
}
