//! A ledger with everything on it: programs, quote token, wallets, and their folder.

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
    time::{SystemTime, UNIX_EPOCH},
};

use anyhow::Context;
use groundswell_sdk::Address;

use crate::{
    Args, Demo, Deployed, Ledger, Options, Wallet,
    facts::{Facts, ProgramFacts, QuoteFacts, WalletFacts},
    folder, programs,
    quote::Quote,
};

/// Those who make a launch and keep it going.
const CREW: [&str; 6] =
    ["creator", "cranker", "treasury", "attester", "quote issuer", "upgrade authority"];
/// Those who have quote tokens and have done nothing yet.
pub(crate) const VISITORS: usize = 5;
/// What each of them has, in whole quote tokens.
const VISITORS_HAVE: u64 = 1_000_000;
const QUOTE_DECIMALS: u8 = 6;

/// A local ledger and what is on it. Dropping it ends the ledger.
pub struct Localnet {
    /// The ledger.
    pub ledger: Ledger,
    /// Everyone who has a key.
    pub wallets: Vec<Wallet>,
    /// What contributors pay with.
    pub quote: Quote,
    /// This release's programs.
    pub programs: Vec<Deployed>,
    /// The launch, if there is one.
    pub demo: Option<Demo>,
    folder: PathBuf,
    speed: f64,
}

impl Localnet {
    /// Starts a ledger, puts everything on it and writes its folder. `say` is told what is being
    /// done.
    pub fn start(args: &Args, say: &mut dyn FnMut(&str)) -> anyhow::Result<Localnet> {
        say("a ledger");
        let folder = args.dir.clone();
        folder::take(&folder)?;
        let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default().as_secs();
        let Args { rpc_port, ws_port, speed, .. } = *args;
        let options = Options { rpc_port, ws_port, now: i64::try_from(now)? };
        let ledger = Ledger::start(options)?;
        Facts::remove(&folder)?;

        say("this release's programs");
        let programs = programs::deploy(&ledger)?;
        say("wallets and a quote token");
        let quote = Quote::issue(&ledger, QUOTE_DECIMALS)?;
        let mut localnet =
            Localnet { ledger, wallets: vec![], quote, programs, demo: None, folder, speed };
        for name in CREW {
            localnet.open(name)?;
        }
        let amount = VISITORS_HAVE * 10u64.pow(QUOTE_DECIMALS.into());
        for number in 1..=VISITORS {
            let visitor = localnet.open(&format!("visitor {number}"))?;
            localnet.quote.give(&localnet.ledger, &visitor, amount)?;
        }

        if !args.bare {
            let file = args.file.as_deref();
            let demo = Demo::make(&mut localnet, file, args.phase, args.contributors, say)?;
            localnet.demo = Some(demo);
        }
        localnet.ledger.clock().run(speed)?;
        localnet.facts().write(&localnet.folder)?;
        Ok(localnet)
    }

    /// The wallet of this name.
    pub fn wallet(&self, name: &str) -> anyhow::Result<&Wallet> {
        let found = self.wallets.iter().find(|wallet| wallet.name == name);
        found.with_context(|| format!("nobody here is called {name}"))
    }

    /// Where localnet.json is.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Ends the ledger; its ports are free then.
    pub fn stop(self) -> anyhow::Result<()> {
        Facts::remove(&self.folder)?;
        self.ledger.stop()
    }

    /// Makes a wallet of this name, with lamports and a key file.
    pub(crate) fn open(&mut self, name: &str) -> anyhow::Result<Address> {
        let wallet = Wallet::open(name, &self.folder.join("wallets"), &self.ledger)?;
        let address = wallet.address();
        self.wallets.push(wallet);
        Ok(address)
    }

    /// What localnet.json says.
    pub fn facts(&self) -> Facts {
        let program = |deployed: &Deployed| {
            let address = deployed.address.to_string();
            let facts = ProgramFacts { address, bytecode: deployed.bytecode.to_string() };
            (deployed.program.name.to_owned(), facts)
        };
        let wallet = |wallet: &Wallet| {
            let address = wallet.address();
            let keypair = wallet.file.strip_prefix(&self.folder).unwrap_or(&wallet.file);
            let quote = self.quote.has(&address).then(|| self.quote.account_of(&address));
            let facts = WalletFacts {
                address: address.to_string(),
                keypair: keypair.to_string_lossy().replace('\\', "/"),
                quote: quote.map(|account| account.to_string()),
            };
            (wallet.name.clone(), facts)
        };
        Facts {
            rpc: self.ledger.rpc_url(),
            ws: self.ledger.ws_url(),
            speed: self.speed,
            programs: self.programs.iter().map(program).collect(),
            quote: QuoteFacts { mint: self.quote.mint.to_string(), decimals: self.quote.decimals },
            wallets: self.wallets.iter().map(wallet).collect::<BTreeMap<_, _>>(),
            launch: self.demo.as_ref().map(Demo::facts),
        }
    }
}
