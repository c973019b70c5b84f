//! Keys to rehearse with: each derived from a name, so that a rehearsal can be repeated.

use groundswell_sdk::{Address, launch::LaunchKeys};
use sha2::{Digest, Sha256};
use solana_keypair::Keypair;
use solana_signer::Signer;

use super::book::Holder;

/// Seeds of contributors' keys begin with this ..
const WALLET_TAG: &[u8] = b"groundswell rehearsal wallet";
/// .. and those of everyone else with this.
const ROLE_TAG: &[u8] = b"groundswell rehearsal role";

/// The key that stands in for the wallet with this label, whose own key nobody here has.
pub fn stand_in(label: &Address) -> Keypair {
    derive(WALLET_TAG, label.as_ref())
}

/// The key of someone a rehearsal needs besides the contributors.
pub fn role(name: &str) -> Keypair {
    derive(ROLE_TAG, name.as_bytes())
}

fn derive(tag: &[u8], name: &[u8]) -> Keypair {
    let seed = Sha256::new().chain_update(tag).chain_update(name).finalize();
    Keypair::new_from_array(seed.into())
}

/// A contributor's key and accounts.
pub struct Wallet {
    /// Signs its contributions.
    pub key: Keypair,
    /// The key's address.
    pub address: Address,
    /// Its associated account of the launched token.
    pub base: Address,
    /// Its associated account of the quote token.
    pub quote: Address,
    /// Its place in the sale.
    pub contribution: Address,
}

impl Wallet {
    /// The wallet that stands in for `holder` in a launch.
    pub fn of(holder: &Holder, keys: &LaunchKeys) -> Wallet {
        let key = stand_in(&holder.label);
        let address = key.pubkey();
        Wallet {
            base: keys.base_account(&address).0,
            quote: keys.quote_account(&address).0,
            contribution: keys.contribution(&address),
            address,
            key,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_label_has_one_key_and_no_role_shares_it() {
        let label = Address::new_from_array([7; 32]);
        assert_eq!(stand_in(&label).pubkey(), stand_in(&label).pubkey());
        assert_ne!(stand_in(&label).pubkey(), label);

        let same_bytes = std::str::from_utf8(&[7; 32]).map(|name| role(name).pubkey());
        assert_ne!(same_bytes, Ok(stand_in(&label).pubkey()));
    }
}
