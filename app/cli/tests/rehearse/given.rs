//! A folder with a launch file and a CSV, the command run in it, and what it left there.

use std::{
    collections::BTreeMap,
    fmt::Write,
    fs,
    path::Path,
    process::{Command, Output},
};

use groundswell_sdk::Address;
use serde_json::Value;
use tempfile::TempDir;

/// A level sale of 400,000 tokens for 10,000 USDC, which fails below 4,000.
pub const LAUNCH: &str = r#"
[token]
name = "Ripple"
symbol = "RPL"
decimals = 6
supply = 1_000_000
program = "token-2022"

[quote]
symbol = "USDC"
decimals = 6

[sale]
rule = "level"
target = 10_000
levels = [50, 100, 500, 1_000, 5_000]
min_raise = 4_000
wallet_min = 10
wallet_max = 5_000
max_opening_valuation = 30_000
opens_at = 2027-03-01T15:00:00Z
closes_at = 2027-03-05T15:00:00Z
withdraw_freeze = "12h"
settle_grace = "7d"
unsold = "airdrop"
on_failure = "return"

[proceeds]
liquidity = "40%"
buyback = "10%"
treasury = "50%"

[[tranche]]
kind = "community-sale"
amount = "40%"

[[tranche]]
kind = "community-airdrop"
amount = "10%"

[[tranche]]
kind = "liquidity"
amount = "30%"

[[tranche]]
kind = "team"
amount = "20%"
price = 0
cliff = "365d"
linear = "365d"

[rehearsal]
airdrop_wallets = 20
seed = 4
"#;

/// A folder to rehearse in.
pub struct Given {
    folder: TempDir,
}

/// What a rehearsal printed and how it ended.
pub struct Ran {
    output: Output,
    report: BTreeMap<String, String>,
}

impl Given {
    /// A folder with `launch.toml` and `contributors.csv`.
    pub fn new(launch: &str, rows: &str) -> Given {
        let given = Given { folder: TempDir::new().unwrap() };
        given.with("launch.toml", launch).with("contributors.csv", rows)
    }

    /// .. and another file.
    pub fn with(self, name: &str, content: &str) -> Given {
        fs::write(self.folder.path().join(name), content).unwrap();
        self
    }

    /// Rehearses it.
    pub fn rehearse(&self) -> Ran {
        let output = Command::new(env!("CARGO_BIN_EXE_groundswell"))
            .args(["rehearse", "launch.toml", "--contributors", "contributors.csv"])
            .current_dir(self.folder.path())
            .output()
            .unwrap();
        // Read at once: the folder goes when the test no longer names it.
        let report = fs::read_dir(self.folder.path().join("rehearsals/launch"));
        let files = report.into_iter().flatten().map(|entry| {
            let path = entry.unwrap().path();
            (name(&path), fs::read_to_string(path).unwrap())
        });
        Ran { output, report: files.collect() }
    }

    /// Names of everything in the folder.
    pub fn files(&self) -> Vec<String> {
        let entries = fs::read_dir(self.folder.path()).unwrap();
        let mut names: Vec<_> = entries.map(|entry| name(&entry.unwrap().path())).collect();
        names.sort();
        names
    }
}

impl Ran {
    /// The report, of a rehearsal that went through.
    pub fn report(&self) -> Report {
        let errors = String::from_utf8_lossy(&self.output.stderr);
        assert!(self.output.status.success(), "{errors}");
        let report: Value = serde_json::from_str(self.file("report.json")).unwrap();
        Report(report)
    }

    /// What it complained about, and its exit code.
    pub fn refusal(&self) -> (String, i32) {
        assert!(self.output.stdout.is_empty());
        let errors = String::from_utf8(self.output.stderr.clone()).unwrap();
        (errors, self.output.status.code().unwrap())
    }

    /// What it printed.
    pub fn printed(&self) -> String {
        String::from_utf8(self.output.stdout.clone()).unwrap()
    }

    /// A file of the report.
    pub fn file(&self, name: &str) -> &str {
        &self.report[name]
    }
}

/// A `report.json`.
pub struct Report(pub Value);

impl Report {
    /// An amount of the sale.
    pub fn sale(&self, field: &str) -> u128 {
        units(&self.0["sale"][field])
    }

    /// Deposited, accepted, refunded and tokens of wallet number `number`.
    pub fn share(&self, number: u8) -> [u128; 4] {
        let label = wallet(number);
        let shares = self.0["contributors"].as_array().unwrap();
        let share = shares.iter().find(|share| share["wallet"] == label).unwrap();
        ["deposited", "accepted", "refunded", "tokens"].map(|field| units(&share[field]))
    }

    /// What all contributors have of a field.
    pub fn sum(&self, field: &str) -> u128 {
        let shares = self.0["contributors"].as_array().unwrap();
        shares.iter().map(|share| units(&share[field])).sum()
    }

    /// All amounts that must add up, do.
    pub fn adds_up(&self) -> &Self {
        let sale = |field| self.sale(field);
        for field in ["deposited", "accepted", "refunded"] {
            assert_eq!(sale(field), self.sum(field), "{field}");
        }
        assert_eq!(sale("deposited"), sale("accepted") + sale("refunded"));
        assert_eq!(sale("tokens_sold"), self.sum("tokens"));
        assert_eq!(sale("supply"), sale("tokens_sold") + sale("tokens_unsold"));
        let steps = self.0["sale"]["ladder"].as_array().unwrap();
        assert_eq!(sale("deposited"), steps.iter().map(|step| units(&step["demand"])).sum());
        let proceeds = ["liquidity", "buyback", "treasury"];
        let proceeds = proceeds.map(|part| units(&self.0["proceeds"][part]));
        assert_eq!(sale("accepted"), proceeds.iter().sum());
        self.supply_adds_up();
        self
    }

    /// Every token is somewhere or was burned.
    fn supply_adds_up(&self) {
        let token = |field: &str| units(&self.0["token"][field]);
        let airdrops = self.0["airdrops"].as_array().unwrap().iter();
        let of_airdrops = |of: fn(&Value) -> u128| airdrops.clone().map(of).sum::<u128>();
        let plans = self.0["vesting"]["plans"].as_array().unwrap().iter();
        let of_plans = |field: &str| plans.clone().map(|plan| units(&plan[field])).sum::<u128>();
        let handed = of_airdrops(|airdrop| units(&airdrop["claimed"]));
        let got = self.sale("tokens_sold") + handed + of_plans("paid");
        let waiting = token("waiting_in_vault") + token("returned_to_creator");
        assert_eq!(token("supply_after") + self.buyback("bought"), got + waiting);
        assert_eq!(token("supply"), token("supply_after") + token("burned"));
        assert_eq!(of_plans("funded"), of_plans("paid") + of_plans("burned"));
        if self.0["launch"]["phase"] == "settled" {
            let unclaimed = of_airdrops(|airdrop| units(&airdrop["sink"]["burned"]));
            let unsold = self.sale("tokens_unsold") - token("added_to_airdrop");
            let others = unsold + unclaimed + of_plans("burned");
            assert_eq!(token("burned"), others + self.burned_by_the_buyback());
            assert_eq!(of_plans("funded"), of_plans("total"));
            let funded = units(&self.0["proceeds"]["buyback"]);
            assert_eq!(self.buyback("funded"), funded);
            assert_eq!(self.buyback("spent") + self.buyback("left"), funded);
            // Only what is for the pool waits.
            assert_eq!(token("waiting_in_vault"), self.tranches("liquidity"));
            assert_eq!(self.buyback("retired"), self.tranches("buyback"));
        } else {
            assert_eq!(self.0["buyback"], Value::Null);
        }
    }

    /// An amount of the buyback; zero if the sale failed.
    pub fn buyback(&self, field: &str) -> u128 {
        let amount = &self.0["buyback"][field];
        if amount.is_null() { 0 } else { units(amount) }
    }

    /// What the mandate bought, and its own tranche.
    pub fn burned_by_the_buyback(&self) -> u128 {
        self.buyback("bought") + self.buyback("retired")
    }

    /// Every cycle of the buyback.
    pub fn cycles(&self) -> &[Value] {
        self.0["buyback"]["cycles"].as_array().unwrap()
    }

    /// What the charter gives to all tranches of a kind.
    fn tranches(&self, kind: &str) -> u128 {
        let tranches = self.0["tranches"].as_array().unwrap().iter();
        let amounts = tranches.filter(|tranche| tranche["kind"] == kind);
        amounts.map(|tranche| units(&tranche["amount"])).sum()
    }

    /// The report without what differs from run to run.
    pub fn timeless(mut self) -> Value {
        self.0["seconds"] = Value::Null;
        self.0
    }
}

fn name(path: &Path) -> String {
    path.file_name().unwrap().to_str().unwrap().to_string()
}

/// A decimal string of base units.
pub fn units(value: &Value) -> u128 {
    value.as_str().unwrap_or_else(|| panic!("{value} is no string")).parse().unwrap()
}

/// The label of wallet number `number`.
pub fn wallet(number: u8) -> String {
    Address::new_from_array([number; 32]).to_string()
}

/// A CSV of wallets by number.
pub fn rows(rows: &[(u8, &str)]) -> String {
    let mut csv = String::from("wallet,amount\n");
    for (number, amount) in rows {
        writeln!(csv, "{},{amount}", wallet(*number)).unwrap();
    }
    csv
}

/// The same, each with a price to bid at.
pub fn bids(bids: &[(u8, &str, &str)]) -> String {
    let mut csv = String::from("wallet,amount,price\n");
    for (number, amount, price) in bids {
        writeln!(csv, "{},{amount},{price}", wallet(*number)).unwrap();
    }
    csv
}

/// Lines of the launch file, replaced: `(start of the line, what stands there instead)`.
pub fn edited(edits: &[(&str, &str)]) -> String {
    let mut used = BTreeMap::new();
    let edit = |line: &str| {
        let edit = edits.iter().find(|(start, _)| line.starts_with(start))?;
        *used.entry(edit.0).or_insert(0) += 1;
        Some(edit.1.to_string())
    };
    let mut edit = edit;
    let lines: Vec<_> =
        LAUNCH.lines().map(|line| edit(line).unwrap_or_else(|| line.to_string())).collect();
    assert_eq!(used.len(), edits.len(), "an edit matches no line");
    lines.join("\n")
}
