//! list verify
//! ├── what was built ............ passes: 0
//! ├── mint, creator and id ...... another distributor is named: 1
//! ├── tree, shards, index ....... lost, tampered: named: 1; repaired from list.csv: 0
//! ├── list.csv .................. lost, tampered, no CSV: named: 1; nothing is repaired
//! └── list.json ................. lost, tampered, no JSON: named: 1; repaired if the root stands

use std::fs;

use super::{CREATOR, MINT, given, wallet};
use crate::{Desk, Said};

impl Said {
    /// The lines of the table with this verdict.
    fn verdicts(&self, verdict: &str) -> Vec<String> {
        let row = |line: &str| line.trim().strip_prefix(verdict).map(|row| row.trim().to_owned());
        self.out.lines().filter_map(row).collect()
    }

    /// Fails, and names nothing but these.
    fn fails(self, of: &[&str]) -> Said {
        assert_eq!((self.code, self.err.as_str()), (1, ""), "{}", self.out);
        let named = self.verdicts("FAIL");
        assert_eq!(named.len(), of.len(), "{}", self.out);
        for (row, what) in named.iter().zip(of) {
            assert!(row.starts_with(what), "{row}: {what}");
        }
        self
    }
}

#[test]
fn what_was_built_passes() {
    let desk = Desk::list(300);
    let said = desk.run("list verify list");
    assert_eq!(said.verdicts("pass").len(), 5, "{}", said.out);
    assert!(said.succeeds().contains("list passes: every file is what list.csv"));
    let said = desk.run(&format!("list verify list {}", given()));
    assert!(said.verdicts("pass")[0].ends_with(", derived"), "{}", said.out);
    assert_eq!(said.code, 0);
    desk.run("list verify list --mint x").shows_usage("expected a Solana address");
    desk.run(&format!("list verify list --mint {MINT}")).shows_usage("--creator <CREATOR>");
    desk.run("list verify nowhere").refuses("nowhere is no folder, expected the folder of a");
}

#[test]
fn another_distributor_is_named() {
    let desk = Desk::list(10);
    for given in [
        format!("--mint {CREATOR} --creator {CREATOR} --id 7"),
        format!("--mint {MINT} --creator {MINT} --id 7"),
        format!("--mint {MINT} --creator {CREATOR} --id 8"),
    ] {
        fs::remove_file(desk.path("list/tree.bin")).unwrap();
        let said = desk.run(&format!("list verify list {given} --repair"));
        let said = said.fails(&["distributor", "tree.bin"]);
        assert!(said.out.contains("mint, creator and id give "), "{}", said.out);
        assert!(said.out.contains("so nothing was repaired"), "{}", said.out);
        desk.run("list verify list --repair").succeeds();
    }
}

#[test]
fn what_follows_from_the_rows_is_named_and_repaired() {
    let desk = Desk::list(300);
    let before = desk.files("list");
    let shard = format!("proofs/{:02x}.json", wallet(5).as_array()[31]);
    let at = |name: &str| desk.path(&format!("list/{name}"));

    for name in ["tree.bin", "proofs/index.json", shard.as_str()] {
        fs::remove_file(at(name)).unwrap();
        let said = desk.run("list verify list").fails(&[name]);
        assert!(said.verdicts("FAIL")[0].ends_with("lost"), "{}", said.out);
        assert!(said.out.contains("\n  groundswell list verify list --repair"), "{}", said.out);
        let said = desk.run("list verify list --repair");
        assert!(said.verdicts("repaired")[0].starts_with(name), "{}", said.out);
        said.succeeds();
        assert_eq!(desk.files("list"), before);

        let mut bytes = fs::read(at(name)).unwrap();
        bytes[100] ^= 1;
        fs::write(at(name), &bytes).unwrap();
        let said = desk.run("list verify list").fails(&[name]);
        assert!(said.verdicts("FAIL")[0].ends_with("differs from byte 100 on"), "{}", said.out);
        bytes[100] ^= 1;
        bytes.push(b'\n');
        fs::write(at(name), &bytes).unwrap();
        let said = desk.run("list verify list").fails(&[name]);
        let end = format!("differs from byte {} on", bytes.len() - 1);
        assert!(said.verdicts("FAIL")[0].ends_with(&end), "{}", said.out);
        desk.run("list verify list --repair").succeeds();
        assert_eq!(desk.files("list"), before);
    }

    fs::remove_dir_all(at("proofs")).unwrap();
    let said = desk.run("list verify list").fails(&["proofs/index.json", "proofs/"]);
    assert!(said.verdicts("FAIL")[1].ends_with("256 of 256 files are lost"), "{}", said.out);
    desk.run("list verify list --repair").succeeds();
    assert_eq!(desk.files("list"), before);
    assert_eq!(desk.names(), ["list", "rows.csv"]);
}

#[test]
fn many_files_that_differ_are_counted() {
    let desk = Desk::list(300);
    for shard in 0..30 {
        desk.write(&format!("list/proofs/{shard:02x}.json"), "{}");
    }
    let said = desk.run("list verify list");
    assert_eq!(said.verdicts("FAIL").len(), 11);
    assert!(said.out.contains("and 20 more") && said.out.contains("the other 226 files"));
    desk.write("list/mine.txt", "mine");
    let said = desk.run("list verify list --repair");
    assert!(said.out.contains("note: list/mine.txt is no part of the list"), "{}", said.out);
    assert_eq!((said.code, desk.read("list/mine.txt").as_str()), (0, "mine"));
}

#[test]
fn rows_that_are_not_the_lists_are_named_and_nothing_is_repaired() {
    let desk = Desk::list(300);
    let good = desk.read("list/list.csv");
    let sha256 = desk.json("list/list.json")["dataset_sha256"].as_str().unwrap().to_owned();
    let other = good.replacen(",200000001", ",200000002", 1);
    let cut = &good[..good.len() - 1];
    fs::write(desk.path("list/tree.bin"), "wrong").unwrap();
    for (csv, words) in [
        (other.as_str(), "its rows hash to "),
        ("address,amount\n", "list/list.csv:1: nothing below the header"),
        (&good[..200], "list/list.csv:5: "),
    ] {
        desk.write("list/list.csv", csv);
        let said = desk.run("list verify list --repair").fails(&["list.csv"]);
        assert!(said.out.contains(words), "{words}\n{}", said.out);
        assert!(said.out.contains(&format!("any copy with the SHA-256 {sha256}")), "{}", said.out);
        assert_eq!(desk.read("list/tree.bin"), "wrong", "nothing is repaired");
        assert_eq!(desk.read("list/list.csv"), csv);
    }
    fs::remove_file(desk.path("list/list.csv")).unwrap();
    let said = desk.run("list verify list --repair").fails(&["list.csv"]);
    assert!(said.verdicts("FAIL")[0].ends_with("lost"), "{}", said.out);

    // The same rows in another dress: their hash proves them, so they are dressed again.
    for dressed in [good.replace('\n', "\r\n"), format!("\u{feff}{good}"), cut.to_owned()] {
        desk.write("list/list.csv", &dressed);
        let said = desk.run("list verify list").fails(&["list.csv", "tree.bin"]);
        assert!(said.verdicts("FAIL")[0].contains("differs from byte "), "{}", said.out);
        desk.run("list verify list --repair").succeeds();
        assert_eq!(desk.read("list/list.csv"), good);
        fs::write(desk.path("list/tree.bin"), "wrong").unwrap();
    }
}

#[test]
fn facts_that_are_not_the_lists_are_named() {
    let desk = Desk::list(300);
    let good = desk.read("list/list.json");
    let facts = desk.json("list/list.json");
    let text = |key: &str| facts[key].as_str().unwrap().to_owned();
    let zeros = "0".repeat(64);

    for (key, from, to) in [
        ("sum", format!("\"sum\": {}", facts["sum"]), "\"sum\": 5".to_owned()),
        ("count", "\"count\": 300".to_owned(), "\"count\": 299".to_owned()),
        ("depth", "\"depth\": 9".to_owned(), "\"depth\": 8".to_owned()),
    ] {
        desk.change("list/list.json", &from, &to);
        let said = desk.run("list verify list").fails(&["list.json"]);
        assert!(said.verdicts("FAIL")[0].contains(&format!("`{key}` is ")), "{}", said.out);
        desk.run("list verify list --repair").succeeds();
        assert_eq!(desk.read("list/list.json"), good);
    }
    for key in ["root", "dataset_sha256"] {
        desk.change("list/list.json", &text(key), &zeros);
        let said = desk.run("list verify list --repair").fails(&["list.json"]);
        let found = format!("`{key}` is {zeros}, list.csv gives {}", text(key));
        assert!(said.out.contains(&found), "{}", said.out);
        assert!(said.out.contains("so nothing was repaired"), "{}", said.out);
        desk.write("list/list.json", &good);
    }
    // Another distributor: nothing of it is this list's.
    desk.change("list/list.json", &text("distributor"), MINT);
    let said = desk.run("list verify list --repair");
    let named = said.verdicts("FAIL");
    assert!(named[0].starts_with("list.json") && named[1].starts_with("tree.bin"), "{}", said.out);
    assert_eq!((said.code, said.verdicts("repaired").len()), (1, 0));

    for bad in ["", "{}", "[", &good.replace("depth", "deep")] {
        desk.write("list/list.json", bad);
        let said = desk.run("list verify list --repair").fails(&["list.json"]);
        assert!(said.out.contains("expected the facts of a list"), "{}", said.out);
        assert!(said.out.contains("groundswell list build list/list.csv"), "{}", said.out);
    }
    fs::remove_file(desk.path("list/list.json")).unwrap();
    desk.run("list verify list --repair").fails(&["list.json"]);
    // However it is written, it says the same.
    desk.write("list/list.json", &serde_json::to_string(&facts).unwrap());
    desk.run("list verify list").succeeds();
}
