//! what is on the ledger
//! ├── every program, with the committed bytecode and who may upgrade it
//! ├── wallets with lamports, and visitors with quote tokens
//! │   └── whose keys only their owner can read
//! ├── localnet.json names it all, and is gone when it ends
//! └── two starts are the same

use groundswell_localnet::{FILE, Facts, key, upgrade_authority};
use solana_signer::{EncodableKey, Signer};

use crate::given::{client, localnet};

#[test]
fn carries_the_committed_programs_and_who_may_upgrade_them() {
    let (localnet, _folder) = localnet();
    let client = client(&localnet.ledger);

    assert_eq!(localnet.programs.len(), groundswell_programs::ALL.len());
    for deployed in &localnet.programs {
        let program = client.get_account(&deployed.address).unwrap();
        assert!(program.executable);
        assert_eq!(program.data[4..], *deployed.bytecode.as_ref());
        // A tag, the slot, whether there is an authority, and who; then the bytecode.
        let bytecode = client.get_account_data(&deployed.bytecode).unwrap();
        assert_eq!(bytecode[12], 1);
        assert_eq!(bytecode[13..45], upgrade_authority().pubkey().to_bytes());
        assert!(bytecode[45..] == *deployed.program.bytecode, "{}", deployed.program.name);
    }
}

#[test]
fn names_everyone_in_its_folder_and_clears_up() {
    let (localnet, _folder) = localnet();
    let client = client(&localnet.ledger);
    let folder = localnet.folder().to_owned();

    let facts = Facts::read(&folder).unwrap();

    assert_eq!(facts, localnet.facts());
    assert_eq!(facts.rpc, localnet.ledger.rpc_url());
    for (name, wallet) in &facts.wallets {
        let file = folder.join(&wallet.keypair);
        let read = solana_keypair::Keypair::read_from_file(&file).unwrap();
        assert_eq!(read.pubkey(), key(name).pubkey());
        assert_eq!(read.pubkey().to_string(), wallet.address);
        assert!(client.get_balance(&read.pubkey()).unwrap() > 1_000_000_000, "{name}");
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            assert_eq!(file.metadata().unwrap().permissions().mode() & 0o777, 0o600);
        }
        let Some(quote) = &wallet.quote else { continue };
        let has = client.get_token_account_balance(&quote.parse().unwrap()).unwrap();
        assert_eq!((has.amount.as_str(), has.decimals), ("1000000000000", facts.quote.decimals));
    }
    assert!(facts.wallets["visitor 1"].quote.is_some() && facts.wallets["creator"].quote.is_none());

    localnet.stop().unwrap();
    assert!(!folder.join(FILE).exists());
    let said = Facts::read(&folder).unwrap_err().to_string();
    assert!(said.contains("expected a local ledger that runs"), "{said}");
}

#[test]
fn is_the_same_on_every_start() {
    let (one, _one) = localnet();
    let (two, _two) = localnet();

    let (mut one, two) = (one.facts(), two.facts());
    assert_ne!(one.rpc, two.rpc);
    (one.rpc, one.ws) = (two.rpc.clone(), two.ws.clone());
    assert_eq!(one, two);
}
