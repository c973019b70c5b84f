//! new
//! ├── a name ................. a folder with a launch file that passes check and draws a sample
//! ├── a path ................. the same there; its last part is the name
//! ├── what exists already .... refused; nothing is replaced
//! └── what names no folder ... refused; nothing is made

use std::fs;

use crate::Desk;

#[test]
fn writes_a_file_that_passes_and_can_be_rehearsed() {
    let desk = Desk::new();

    let out = desk.run("new sea-wall").succeeds();

    assert!(out.contains("groundswell check sea-wall/launch.toml"), "{out}");
    assert!(out.contains("groundswell rehearse sea-wall/launch.toml"), "{out}");
    let checked = desk.run("check sea-wall/launch.toml").succeeds();
    assert!(
        checked.contains("sea-wall (SEAWALL)") && !checked.contains("the sale opens"),
        "{checked}"
    );
    assert!(checked.contains("the airdrop has no list yet; a rehearsal draws one"), "{checked}");
    for missing in [
        "tranche 5 (kol): no list of grants yet",
        "tranche 6 (vc): no list of grants yet",
        "the treasury's share of the raise has no recipient yet",
    ] {
        assert!(checked.contains(missing), "{missing}\n{checked}");
    }
    let sample = desk.run("sample --file sea-wall/launch.toml").succeeds();
    assert_eq!(sample.lines().count(), 1_001);
    assert_eq!(desk.names(), ["sea-wall"]);
    let text = desk.read("sea-wall/launch.toml");
    let comments = text.lines().filter(|line| line.contains('#')).count();
    assert!(comments > 30, "it explains itself");
}

#[test]
fn a_path_is_a_place_and_a_name() {
    let desk = Desk::new();
    desk.run("new launches/2027/harbor").succeeds();
    assert!(desk.read("launches/2027/harbor/launch.toml").contains("name = \"harbor\""));
}

#[test]
fn refuses_to_replace_a_file() {
    let desk = Desk::new();
    fs::create_dir(desk.path("harbor")).unwrap();
    desk.run("new harbor").succeeds();
    fs::write(desk.path("harbor/launch.toml"), "mine").unwrap();

    desk.run("new harbor").refuses("harbor/launch.toml exists: choose another name");

    assert_eq!(desk.read("harbor/launch.toml"), "mine");
    desk.run("new harbor/launch.toml").refuses("\"harbor/launch.toml\" names no token");
}

#[test]
fn refuses_what_names_no_folder() {
    let desk = Desk::new();
    for name in [".", "..", "a.b", "_x", "é", &"x".repeat(33)] {
        desk.run(&format!("new {name}")).refuses(&format!("\"{name}\" names no token"));
    }
    desk.run("new").shows_usage("<NAME>");
    assert!(desk.names().is_empty());
}
