//! docs/threat-model.md speaks of every role that docs/access.md names.

use crate::{access::roles, repository::read};

#[test]
fn every_role_is_in_the_threat_model() {
    let threats = read("docs/threat-model.md");
    for role in roles() {
        let named = threats.contains(&format!("`{role}`"));
        assert!(named, "docs/threat-model.md does not speak of `{role}`");
    }
}

#[test]
fn every_actor_is_in_the_threat_model() {
    let threats = read("docs/threat-model.md");
    for actor in [
        "contributor",
        "claimant",
        "recipient",
        "seller",
        "creator",
        "grantor",
        "attester",
        "co-signer",
        "rent payer",
        "cranker",
        "quote issuer",
        "upgrade authority",
        "RPC",
        "page's host",
        "wallet software",
    ] {
        let row = threats.lines().any(|line| line.starts_with(&format!("| {actor} ")));
        assert!(row, "docs/threat-model.md has no row for the {actor}");
    }
}
