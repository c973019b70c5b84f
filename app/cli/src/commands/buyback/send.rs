//! `groundswell buyback offer` on a cluster.

use anyhow::{Result, ensure};
use groundswell_cluster::send::Call;
use groundswell_sdk::{Address, buyback::MandateKeys};

use crate::desk::Desk;

/// Offers tokens; the signer owns them.
pub fn offer(
    desk: &Desk,
    keys: &MandateKeys,
    owner: &Address,
    call: Call,
    cycle: u32,
    facts: Vec<(&'static str, String)>,
) -> Result<()> {
    ensure!(
        desk.address() == *owner,
        "the owner {owner} signs an offer, and this is the key of {}: name the owner's with \
         --keypair, or make the transaction with --sign-only --signer {owner}",
        desk.address()
    );
    let tender = keys.tender(cycle);
    ensure!(
        desk.chain.account(&tender)?.is_some(),
        "nobody has opened the tender of cycle {cycle} yet: `groundswell buyback crank --url ..` \
         does"
    );
    desk.sequence(&[call], facts)
}
