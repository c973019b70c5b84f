//! commands on a cluster, as far as they get without one
//! ├── settings, clusters and keys that are none ... named, with what to do
//! ├── a cluster that is not there ................. named, without its secrets
//! ├── a launch file that breaks a rule ............ refused before anything is asked
//! └── options that contradict ..................... refused

use std::fs;

use super::Desk;

/// Nobody listens on port 9.
const NOWHERE: &str = "http://127.0.0.1:9/secret?api-key=1";
const LAUNCH: &str = "GhFiouSBZJ6NtUrU2wHhPy5K78nwnkfNScVHqnJNUx2H";

/// A folder with settings that lead nowhere, and a key.
fn desk() -> Desk {
    let desk = Desk::new();
    let settings = format!("json_rpc_url: {NOWHERE}\nkeypair_path: id.json\n");
    fs::write(desk.path("config.yml"), settings).unwrap();
    let key = solana_keypair::Keypair::new_from_array([1; 32]);
    fs::write(desk.path("id.json"), serde_json::to_string(&key.to_bytes().to_vec()).unwrap())
        .unwrap();
    desk
}

#[test]
fn a_cluster_that_is_not_there_is_named_without_its_secrets() {
    for words in ["status LAUNCH", "contribute LAUNCH 1", "withdraw LAUNCH all", "claim LAUNCH"] {
        let words = words.replace("LAUNCH", LAUNCH);
        let said = desk().run(&format!("{words} -C config.yml"));
        assert_eq!((said.code, said.out.as_str()), (2, ""), "{}", said.err);
        let words = "error: http://127.0.0.1:9 did not answer: no connection, or no answer in time\n\
                     Check the connection and --url, and run it again\n";
        assert_eq!(said.err, words);
    }
}

#[test]
fn what_is_no_cluster_is_refused() {
    desk().run(&format!("status {LAUNCH} -C config.yml --url mainnet")).refuses(
        "\"mainnet\" is no cluster, expected localhost, devnet, testnet, mainnet-beta or a \
         URL such as http://127.0.0.1:8899",
    );
    desk()
        .run(&format!("status {LAUNCH} -C config.yml --commitment sure"))
        .refuses("\"sure\" is no commitment, expected processed, confirmed or finalized");
}

#[test]
fn settings_and_keys_that_are_none_are_named() {
    let said = desk().run(&format!("status {LAUNCH} -C missing.yml"));
    assert_eq!(said.code, 2);
    assert!(said.err.starts_with("error: cannot read the settings missing.yml: "), "{}", said.err);
    let said = desk().run(&format!("refund {LAUNCH} -C config.yml -k missing.json"));
    assert_eq!(said.code, 2);
    assert!(said.err.starts_with("error: cannot read a key from missing.json: "), "{}", said.err);
    assert!(said.err.contains("`solana-keygen new -o FILE`"), "{}", said.err);
    let said = desk().run(&format!("refund {LAUNCH} -C config.yml -k usb://ledger"));
    assert!(said.err.contains("--sign-only"), "{}", said.err);
}

#[test]
fn a_signer_who_is_elsewhere_cannot_send() {
    desk()
        .run(&format!("claim {LAUNCH} -C config.yml --signer {LAUNCH}"))
        .refuses("--signer is somebody whose key is elsewhere, expected --sign-only or --dry-run");
    let said = desk().run(&format!("claim {LAUNCH} --dry-run --sign-only"));
    assert_eq!(said.code, 2);
    assert!(said.err.contains("cannot be used with"), "{}", said.err);
}

#[test]
fn a_launch_that_breaks_a_rule_asks_nobody() {
    let desk = desk();
    desk.example("level.toml", "min_raise = 1_200_000", "min_raise = 4_200_000");

    let said = desk.run("launch level.toml -C config.yml");

    assert_eq!((said.code, said.out.as_str()), (1, ""));
    assert!(said.err.contains("breaks rules of the launch program"), "{}", said.err);
    assert!(!desk.path("level.toml.journal.json").exists());
}

#[test]
fn a_token_of_the_classic_program_has_no_uri() {
    let desk = desk();
    let classic = "program = \"token\"\nuri = \"https://example.com/token.json\"";
    desk.example("level.toml", "program = \"token-2022\"", classic);
    let place = desk.place("level.toml", "uri = ");
    let said = desk.run("check level.toml");
    let words = format!("error: {place}: `token.uri` is kept by a token-2022 mint only");
    assert!(said.err.starts_with(&words), "{}", said.err);
}
