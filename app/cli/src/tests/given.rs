//! A folder with a launch file and its lists, and a ledger with a quote token.

use std::path::{Path, PathBuf};

use groundswell_cluster::{
    Chain, Embedded,
    send::{Mode, Price, Sender},
};
use groundswell_sdk::Address;
use solana_account::Account;
use solana_keypair::Keypair;
use solana_signer::Signer;
use tempfile::TempDir;

use crate::{
    args::{self, Cluster, Output, Sending},
    desk::{Desk, Who},
    file,
    plan::{LEAD, Plan},
};

pub const SOL: u64 = 1_000_000_000;
const TOKEN: Address = spl_token_interface::ID;

/// The key of somebody, by number.
pub fn key(number: u8) -> Keypair {
    Keypair::new_from_array([number; 32])
}

pub fn creator() -> Keypair {
    key(1)
}

pub fn mint() -> Keypair {
    key(2)
}

pub fn quote_mint() -> Address {
    key(3).pubkey()
}

/// What `contribute` is told at an open gate, for a fixed price.
pub fn contribution(launch: Address, amount: &str) -> args::Contribute {
    args::Contribute {
        launch,
        amount: amount.to_owned(),
        price: None,
        allowlist: None,
        co_signer: None,
        cluster: cluster(),
        sending: Sending::default(),
    }
}

/// The folder of one launch.
pub struct Given {
    folder: TempDir,
}

impl Given {
    /// examples/level.toml with lists, grants and a quote mint.
    pub fn new() -> Given {
        let given = Given::of("level.toml");
        given.write("kols.csv", &rows("recipient", 40, 3, 10_000_000));
        given.write("vcs.csv", &rows("recipient", 50, 2, 40_000_000));
        given
    }

    /// The same of examples/auction.toml.
    pub fn auction() -> Given {
        let given = Given::of("auction.toml");
        given.write("kols.csv", &rows("recipient", 40, 5, 5_000_000));
        given.write("vcs.csv", &rows("recipient", 50, 3, 25_000_000));
        given.append(&format!("[treasury]\nrecipient = \"{}\"\n", key(60).pubkey()));
        given
    }

    fn of(example: &str) -> Given {
        let given = Given { folder: tempfile::tempdir().unwrap() };
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
        let text = std::fs::read_to_string(root.join("examples").join(example)).unwrap();
        let text: String = text
            .lines()
            .filter(|line| !line.starts_with("airdrop_wallets"))
            .flat_map(|line| [more(line), format!("{line}\n")])
            .collect();
        given.write("launch.toml", &text);
        given.write("airdrop.csv", &rows("address", 10, 20, 5_000_000));
        let key = serde_json::to_string(&mint().to_bytes().to_vec()).unwrap();
        given.write("mint.json", &key);
        given
    }

    /// Adds to the launch file.
    pub fn append(&self, more: &str) {
        let path = self.path("launch.toml");
        let text = std::fs::read_to_string(&path).unwrap();
        std::fs::write(path, format!("{text}\n{more}")).unwrap();
    }

    /// Changes the launch file.
    pub fn replace(&self, this: &str, by: &str) {
        let path = self.path("launch.toml");
        let text = std::fs::read_to_string(&path).unwrap();
        assert!(text.contains(this), "{this}");
        std::fs::write(path, text.replace(this, by)).unwrap();
    }

    pub fn write(&self, name: &str, text: &str) {
        std::fs::write(self.path(name), text).unwrap();
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub fn plan(&self) -> Plan {
        file::read(&self.path("launch.toml")).unwrap()
    }

    /// What `launch` is told.
    pub fn args(&self) -> args::Launch {
        args::Launch {
            file: self.path("launch.toml"),
            mint_keypair: Some(self.path("mint.json")),
            journal: None,
            cluster: cluster(),
            sending: Sending::default(),
        }
    }

    pub fn journal(&self) -> PathBuf {
        self.path("launch.toml.journal.json")
    }

    /// A ledger on which the launch can begin.
    pub fn ledger(&self) -> Embedded {
        let ledger = Embedded::new().unwrap();
        ledger.warp(self.plan().terms.opens_at - LEAD);
        ledger.endow(&creator().pubkey(), SOL).unwrap();
        let mut data = vec![0; 82];
        data[44] = 6;
        data[45] = 1;
        let lamports = ledger.rent_of(data.len());
        let account = Account { lamports, data, owner: TOKEN, ..Account::default() };
        ledger.set(&quote_mint(), account).unwrap();
        ledger
    }
}

/// What stands before a line of an example to make it a launch.
fn more(line: &str) -> String {
    let begins = |start: &str| line.starts_with(start);
    match line {
        "symbol = \"USDC\"" => format!("mint = \"{}\"\n", quote_mint()),
        "symbol = \"HRBR\"" => "uri = \"https://example.com/h.json\"\n".to_owned(),
        _ if begins("claim_for = ") => "list = \"airdrop.csv\"\n".to_owned(),
        _ if begins("price = 0.0064 ") || begins("price = 0.008 ") => {
            "grants = \"kols.csv\"\n".to_owned()
        }
        _ if begins("price = 0.004 ") || begins("price = 0.005 ") => {
            "grants = \"vcs.csv\"\n".to_owned()
        }
        _ => String::new(),
    }
}

fn rows(name: &str, first: u8, count: u8, tokens: u64) -> String {
    let wallets = (first..first + count).map(|number| key(number).pubkey());
    let rows: String = wallets.map(|wallet| format!("{wallet},{tokens}\n")).collect();
    format!("{name},amount\n{rows}")
}

pub fn cluster() -> Cluster {
    Cluster { output: Output::Json, ..Cluster::default() }
}

/// A desk at `chain` where `who` sits.
pub fn desk(chain: &dyn Chain, who: Keypair, mode: Mode) -> Desk<'_> {
    let sender = Sender::new(chain, Price::default(), mode);
    Desk { chain, sender, who: Who::Key(Box::new(who)), output: Output::Json }
}

/// Gives `wallet` an associated account with so many quote units, out of nowhere.
pub fn fund(ledger: &Embedded, wallet: &Address, units: u64) {
    let (at, _) = groundswell_sdk::pda::associated(wallet, &quote_mint(), &TOKEN);
    let mut data = vec![0; 165];
    data[..32].copy_from_slice(quote_mint().as_ref());
    data[32..64].copy_from_slice(wallet.as_ref());
    data[64..72].copy_from_slice(&units.to_le_bytes());
    data[108] = 1;
    let lamports = ledger.rent_of(data.len());
    ledger.set(&at, Account { lamports, data, owner: TOKEN, ..Account::default() }).unwrap();
    ledger.endow(wallet, SOL).unwrap();
}

/// What `wallet` holds of a mint.
pub fn balance(ledger: &Embedded, wallet: &Address, mint: &Address, program: &Address) -> u64 {
    let (at, _) = groundswell_sdk::pda::associated(wallet, mint, program);
    let account = ledger.get(&at);
    account.as_ref().and_then(groundswell_cluster::view::token_amount).unwrap_or(0)
}
