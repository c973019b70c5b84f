//! The binary and a ledger behind JSON-RPC
//! ├── launch, killed in the middle and run again ... seals, and status shows it
//! ├── launch once more ............................. says that it was done
//! └── what a program refuses ....................... exits with 1, in the program's words

#![allow(clippy::unwrap_used)]

#[path = "../../../cluster/tests/rpc/server.rs"]
mod server;

use std::{
    fs,
    io::{BufRead, BufReader},
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use groundswell_cluster::Embedded;
use groundswell_sdk::{Address, pda};
use serde_json::Value;
use solana_account::Account;
use solana_keypair::Keypair;
use solana_signer::Signer;
use tempfile::TempDir;

const SOL: u64 = 1_000_000_000;
const UNIT: u64 = 1_000_000;
const TOKEN: Address = spl_token_interface::ID;
/// examples/level.toml opens then (unix seconds).
const OPENS_AT: i64 = 1_803_913_200;

fn key(number: u8) -> Keypair {
    Keypair::new_from_array([number; 32])
}

fn at(number: u8) -> Address {
    key(number).pubkey()
}

/// A creator with SOL, a contributor with quote tokens, and their mint.
fn ledger(now: i64) -> Embedded {
    let ledger = Embedded::new().unwrap();
    ledger.warp(now);
    for who in [1, 100] {
        ledger.endow(&at(who), SOL).unwrap();
    }
    let account =
        |data: Vec<u8>| Account { lamports: SOL, data, owner: TOKEN, ..Account::default() };
    let mut mint = vec![0; 82];
    (mint[44], mint[45]) = (6, 1);
    ledger.set(&at(3), account(mint)).unwrap();
    let mut tokens = vec![0; 165];
    tokens[..32].copy_from_slice(at(3).as_ref());
    tokens[32..64].copy_from_slice(at(100).as_ref());
    tokens[64..72].copy_from_slice(&(1_000 * UNIT).to_le_bytes());
    tokens[108] = 1;
    let (place, _) = pda::associated(&at(100), &at(3), &TOKEN);
    ledger.set(&place, account(tokens)).unwrap();
    ledger
}

/// A folder with a launch file, its lists and keys, and a ledger.
struct Desk {
    folder: TempDir,
    url: String,
}

impl Desk {
    fn new(now: i64) -> Desk {
        let url = server::serve(move || ledger(now));
        let desk = Desk { folder: tempfile::tempdir().unwrap(), url };
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
        let text = fs::read_to_string(root.join("examples/level.toml")).unwrap();
        let text = text
            .replace("airdrop_wallets = 2_500\n", "")
            .replace("symbol = \"USDC\"\n", &format!("symbol = \"USDC\"\nmint = \"{}\"\n", at(3)))
            .replace("claim_for = ", "list = \"airdrop.csv\"\nclaim_for = ")
            .replace("price = 0.0064 ", "grants = \"kols.csv\"\nprice = 0.0064 ")
            .replace("price = 0.004 ", "grants = \"vcs.csv\"\nprice = 0.004 ");
        desk.write("launch.toml", &text);
        for (name, column, first, count, tokens) in [
            ("airdrop.csv", "address", 10, 20, 5_000_000),
            ("kols.csv", "recipient", 40, 3, 10_000_000),
            ("vcs.csv", "recipient", 50, 2, 40_000_000),
        ] {
            let rows = (first..first + count).map(|who| format!("{},{tokens}\n", at(who)));
            desk.write(name, &format!("{column},amount\n{}", rows.collect::<String>()));
        }
        for who in [1, 100] {
            let bytes = serde_json::to_string(&key(who).to_bytes().to_vec()).unwrap();
            desk.write(&format!("{who}.json"), &bytes);
        }
        let settings = format!("json_rpc_url: {}\nkeypair_path: 1.json\n", desk.url);
        desk.write("config.yml", &settings);
        desk
    }

    fn write(&self, name: &str, text: &str) {
        fs::write(self.path(name), text).unwrap();
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn command(&self, words: &str) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_groundswell"));
        command.args(words.split_whitespace()).args(["-C", "config.yml"]);
        command.current_dir(self.folder.path());
        command
    }

    /// Exit code, and what was said on both streams.
    fn run(&self, words: &str) -> (i32, String, String) {
        let output = self.command(words).output().unwrap();
        let text = |bytes| String::from_utf8(bytes).unwrap();
        (output.status.code().unwrap(), text(output.stdout), text(output.stderr))
    }

    fn json(&self, words: &str) -> Value {
        let (code, out, err) = self.run(&format!("{words} --output json"));
        assert_eq!((code, err.as_str()), (0, ""));
        serde_json::from_str(&out).unwrap()
    }
}

#[test]
fn a_launch_that_is_killed_goes_on() {
    let desk = Desk::new(OPENS_AT - 86_400);
    let mut child = desk.command("launch launch.toml").stdout(Stdio::piped()).spawn().unwrap();
    let lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let third = lines.map(Result::unwrap).find(|line| line.starts_with("  3 of 21  open_vault"));
    assert!(third.is_some());
    child.kill().unwrap();
    child.wait().unwrap();

    let again = desk.json("launch launch.toml");

    assert_eq!(again["is_sealed"], true);
    // One transaction for each step, whichever run sent it.
    assert_eq!(again["steps"].as_array().unwrap().len(), 21);
    let launch = again["launch"].as_str().unwrap();
    let status = desk.json(&format!("status {launch}"));
    assert_eq!(status["phase"], "sealed");
    assert_eq!(status["base_mint"], again["mint"]);
    assert_eq!(status["base_vault"]["amount"], "1000000000000000");
    assert_eq!(status["plans"].as_array().unwrap().len(), 4);
    let (code, out, _) = desk.run("launch launch.toml");
    assert_eq!(code, 0);
    assert!(out.starts_with(&format!("The launch at {launch} was sealed before.\n")), "{out}");
}

#[test]
fn what_a_program_refuses_exits_with_one() {
    // The sale opens in a day.
    let desk = Desk::new(OPENS_AT - 86_400);
    let launch = desk.json("launch launch.toml")["launch"].as_str().unwrap().to_owned();

    let (code, out, err) = desk.run(&format!("contribute {launch} 400 -k 100.json"));
    assert_eq!((code, out.as_str()), (1, ""));
    assert!(err.starts_with("error: the launch program refused `contribute`: "), "{err}");
    let (code, _, err) = desk.run(&format!("contribute {launch} 4000 -k 100.json"));
    assert_eq!(code, 2);
    assert!(err.contains(" has 1,000 of "), "{err}");
    let (code, _, err) = desk.run(&format!("withdraw {launch} all -k 100.json"));
    assert_eq!(code, 2);
    assert!(err.contains(" has no contribution in this launch on "), "{err}");
    let dry = desk.json("launch launch.toml --dry-run");
    assert_eq!(dry["is_sealed"], true, "there is nothing left to try");
}
