//! vest
//! ├── build ...... a folder that is a list's and a plan's; see vest/build.rs, vest/refused.rs
//! ├── status ..... what has vested, what unlocks when; see vest/status.rs,
//! │              vest/governor.rs
//! └── withdraw ... the instructions of a withdrawal; see vest/withdraw.rs

mod build;
mod governor;
mod refused;
mod status;
mod withdraw;

use serde_json::Value;

use crate::{
    Desk, Said,
    list::{CREATOR, MINT, wallet},
};

/// A day (seconds).
const DAY: i64 = 86_400;
/// 2027-03-01, where the clocks of these plans start.
const START: i64 = 1_803_859_200;
const START_DATE: &str = "2027-03-01";
/// A lock of 180 days, then 180 days even.
const LOCK: &str = "--cliff 180d --linear 180d";
/// Four steps in a year.
const STEPS: &str = "--steps 90d:25%,180d:50%,270d:75%,360d:100%";

impl Desk {
    /// Puts a CSV of grants (wallet number, tokens) here and builds the plan of it: three decimals.
    fn plan(&self, name: &str, id: u64, kind: &str, schedule: &str, grants: &[(u32, u64)]) {
        let row = |(number, amount): &(u32, u64)| format!("{},{amount}\n", wallet(*number));
        let rows: String = grants.iter().map(row).collect();
        self.write(&format!("{name}.csv"), &format!("recipient,amount\n{rows}"));
        let options = format!("--kind {kind} {schedule} --decimals 3");
        self.vest(name, id, &options).succeeds();
    }

    /// Builds the plan of `NAME.csv` into the folder `NAME`.
    fn vest(&self, name: &str, id: u64, options: &str) -> Said {
        let given = format!("--mint {MINT} --grantor {CREATOR} --id {id}");
        self.run(&format!("vest build {name}.csv {given} --out {name} {options}"))
    }

    /// What a command says as JSON.
    fn answer(&self, words: &str) -> Value {
        serde_json::from_str(&self.run(&format!("{words} --json")).succeeds()).unwrap()
    }
}

/// Whether every element of an SVG is closed, in its order, and the root is one.
fn is_well_formed(svg: &str) -> bool {
    let mut open: Vec<&str> = Vec::new();
    let mut roots = 0;
    for tag in svg.split('<').skip(1) {
        let Some((tag, text)) = tag.split_once('>') else { return false };
        if text.contains('&') && !text.contains(';') || tag.matches('"').count() % 2 == 1 {
            return false;
        }
        let name = tag.trim_start_matches('/').split([' ', '\n', '/']).next().unwrap_or_default();
        match (tag.starts_with('/'), tag.ends_with('/')) {
            (true, _) if open.pop() != Some(name) => return false,
            (false, false) => {
                roots += usize::from(open.is_empty());
                open.push(name);
            }
            _ => {}
        }
    }
    roots == 1 && open.is_empty()
}

#[test]
fn what_is_not_well_formed_is_seen() {
    assert!(is_well_formed("<svg a=\"1\"><g><line x=\"2\"/></g></svg>"));
    for svg in
        ["<svg>", "<svg></g></svg>", "<svg a=\"1></svg>", "<svg/></svg>", "a", "<a></a><b></b>"]
    {
        assert!(!is_well_formed(svg), "{svg}");
    }
}

#[test]
fn every_command_has_examples() {
    let desk = Desk::new();
    desk.run("vest").shows_usage("groundswell vest <COMMAND>");
    for command in ["build", "status", "withdraw"] {
        let help = desk.run(&format!("vest {command} --help")).succeeds();
        assert!(help.contains(&format!("Examples:\n  groundswell vest {command} ")), "{help}");
    }
}
