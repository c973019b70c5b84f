//! One local ledger: surfpool's, offline, on two ports, with blocks by our own clock.

use std::{
    thread::JoinHandle,
    time::{Duration, Instant},
};

use anyhow::{Context, anyhow, bail, ensure};
use groundswell_sdk::Address;
use solana_account::Account;
use surfpool_core::{
    runloops::start_local_surfnet_runloop,
    surfnet::{
        GeyserEvent,
        locker::SurfnetSvmLocker,
        svm::{SurfnetSvm, SurfnetSvmConfig},
    },
};
use surfpool_types::{
    BlockProductionMode, RpcConfig, SimnetCommand, SimnetConfig, SimnetEvent, SurfpoolConfig,
    channel::{Receiver, Sender, unbounded},
};

use crate::{
    clock::{Clock, SLOT_MILLIS},
    ports::{self, HOST, RPC_PORT, WS_PORT},
};

/// It starts in half a second, on a busy machine in a few.
const PATIENCE: Duration = Duration::from_secs(60);
/// Its servers say goodbye at once, unless a request is under way.
const FAREWELL: Duration = Duration::from_secs(10);
/// How often it is looked whether it has failed to.
const GLANCE: Duration = Duration::from_millis(50);
/// How often surfpool's own clock ticks: blocks are ours to make.
const NEVER: u64 = 24 * 3_600 * 1_000;

/// What a ledger is told.
#[derive(Clone, Copy, Debug)]
pub struct Options {
    /// Port of JSON-RPC.
    pub rpc_port: u16,
    /// Port of the websocket.
    pub ws_port: u16,
    /// What time it is on the ledger at first (unix seconds).
    pub now: i64,
}

impl Options {
    /// The usual ports, at this time.
    pub fn at(now: i64) -> Options {
        Options { rpc_port: RPC_PORT, ws_port: WS_PORT, now }
    }

    /// Two ports that are free, for ledgers that run side by side.
    pub fn on_free_ports(now: i64) -> anyhow::Result<Options> {
        let (rpc_port, ws_port) = ports::free()?;
        Ok(Options { rpc_port, ws_port, now })
    }
}

/// A ledger in this process. Dropping it frees its ports.
pub struct Ledger {
    options: Options,
    clock: Clock,
    locker: SurfnetSvmLocker,
    commands: Sender<SimnetCommand>,
    events: Receiver<SimnetEvent>,
    thread: Option<JoinHandle<Result<(), String>>>,
}

impl Ledger {
    /// A ledger with Solana's own programs and mainnet's features, which answers when this
    /// returns. Its time stands still.
    pub fn start(options: Options) -> anyhow::Result<Ledger> {
        ports::check(options.rpc_port, options.ws_port)?;
        let svm = SurfnetSvmConfig {
            slot_time: SLOT_MILLIS,
            instruction_profiling_enabled: false,
            ..SurfnetSvmConfig::default()
        };
        let (svm, events, inner) =
            SurfnetSvm::new(svm).map_err(|error| anyhow!("{error}")).context(FAILED)?;
        let locker = SurfnetSvmLocker::new(svm);
        let (commands, received) = unbounded();
        let clock = Clock::set_up(locker.clone(), options.now)?;
        let thread = runloop(&options, locker.clone(), commands.clone(), received, inner)?;
        let thread = Some(thread);
        let mut ledger = Ledger { options, clock, locker, commands, events, thread };
        ledger.wait_until_it_listens()?;
        // Events nobody takes would pile up.
        let told = ledger.events.clone();
        ledger.clock.start(move || while told.try_recv().is_ok() {})?;
        Ok(ledger)
    }

    /// Where JSON-RPC is.
    pub fn rpc_url(&self) -> String {
        format!("http://{HOST}:{}", self.options.rpc_port)
    }

    /// Where the websocket is.
    pub fn ws_url(&self) -> String {
        format!("ws://{HOST}:{}", self.options.ws_port)
    }

    /// Its time.
    pub fn clock(&self) -> &Clock {
        &self.clock
    }

    /// Places an account, out of nowhere.
    pub fn put(&self, at: &Address, account: Account) -> anyhow::Result<()> {
        let at = *at;
        self.locker
            .with_svm_writer(move |svm| svm.set_account(&at, account).map_err(|e| e.to_string()))
            .map_err(|error| anyhow!("{error}"))
            .with_context(|| format!("account {at} cannot be placed on the ledger"))
    }

    /// Lamports that keep an account of `bytes` alive.
    pub fn rent(&self, bytes: usize) -> u64 {
        self.locker.with_svm_reader(|svm| svm.inner.minimum_balance_for_rent_exemption(bytes))
    }

    /// Ends it, and returns once its ports are free.
    pub fn stop(mut self) -> anyhow::Result<()> {
        self.end()
    }

    fn end(&mut self) -> anyhow::Result<()> {
        let Some(thread) = self.thread.take() else { return Ok(()) };
        self.clock.end();
        // If nobody listens it has ended already.
        let _ = self.commands.send(SimnetCommand::Terminate(None));
        let deadline = Instant::now() + FAREWELL;
        let mut servers = 2;
        while servers > 0 {
            match self.events.recv_deadline(deadline) {
                Ok(SimnetEvent::Shutdown) => servers -= 1,
                Ok(_) => {}
                Err(_) => bail!(
                    "{servers} of the ledger's 2 servers did not end within {FAREWELL:?}: its \
                     ports are taken until this program ends"
                ),
            }
        }
        match thread.join() {
            Ok(ended) => ended.map_err(|error| anyhow!(error)).context("the ledger broke down"),
            Err(_) => bail!("the ledger broke down: what it said of it is above"),
        }
    }

    fn wait_until_it_listens(&mut self) -> anyhow::Result<()> {
        let deadline = Instant::now() + PATIENCE;
        loop {
            if let Ok(SimnetEvent::Ready(_)) = self.events.recv_timeout(GLANCE) {
                return Ok(());
            }
            if self.thread.as_ref().is_none_or(JoinHandle::is_finished) {
                let ended = self.thread.take().and_then(|thread| thread.join().ok());
                let why = ended.and_then(Result::err).unwrap_or_default();
                bail!("{FAILED}: {why}");
            }
            ensure!(Instant::now() < deadline, "{FAILED}: it did not listen within {PATIENCE:?}");
        }
    }
}

const FAILED: &str = "the local ledger could not be started";

impl Drop for Ledger {
    fn drop(&mut self) {
        if let Err(error) = self.end() {
            eprintln!("{error:#}");
        }
    }
}

/// Starts surfpool's loop on a thread of its own.
fn runloop(
    options: &Options,
    locker: SurfnetSvmLocker,
    commands: Sender<SimnetCommand>,
    received: Receiver<SimnetCommand>,
    inner: Receiver<GeyserEvent>,
) -> anyhow::Result<JoinHandle<Result<(), String>>> {
    let simnet = SimnetConfig {
        offline_mode: true,
        remote_rpc_url: None,
        slot_time: NEVER,
        block_production_mode: BlockProductionMode::Manual,
        instruction_profiling_enabled: false,
        ..SimnetConfig::default()
    };
    let rpc = RpcConfig {
        bind_host: HOST.to_string(),
        bind_port: options.rpc_port,
        ws_port: options.ws_port,
        ..RpcConfig::default()
    };
    let config = SurfpoolConfig { simnets: vec![simnet], rpc, ..SurfpoolConfig::default() };
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build();
    let runtime = runtime.context(FAILED)?;
    let thread = std::thread::Builder::new().name("localnet ledger".to_owned());
    let thread = thread.spawn(move || {
        let ledger = start_local_surfnet_runloop(locker, config, commands, received, inner);
        runtime.block_on(ledger).map_err(|error| error.to_string())
    });
    thread.context(FAILED)
}
