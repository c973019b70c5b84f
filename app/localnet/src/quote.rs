//! What contributors pay with: a mint of the classic token program, and wallets that own some.

use std::collections::BTreeMap;

use anyhow::Context;
use groundswell_sdk::Address;
use solana_account::Account;
use solana_program_pack::Pack;
use solana_signer::Signer;
use spl_associated_token_account_interface::address::get_associated_token_address;
use spl_token_interface::state::{Account as TokenAccount, AccountState, Mint};

use crate::{Ledger, key};

/// The quote token of a local ledger.
#[derive(Clone, Debug)]
pub struct Quote {
    /// Its mint.
    pub mint: Address,
    /// Its decimals.
    pub decimals: u8,
    /// What each wallet that has some was given (base units).
    given: BTreeMap<Address, u64>,
}

impl Quote {
    /// A quote token nobody has any of. [`issuer`] may mint more.
    pub fn issue(ledger: &Ledger, decimals: u8) -> anyhow::Result<Quote> {
        let quote = Quote { mint: key("quote mint").pubkey(), decimals, given: BTreeMap::new() };
        quote.write_mint(ledger)?;
        Ok(quote)
    }

    /// Gives `owner` so much (base units) out of nowhere, in its associated account.
    pub fn give(&mut self, ledger: &Ledger, owner: &Address, amount: u64) -> anyhow::Result<()> {
        let too_much = "the quote tokens add up to more than 64 bits hold: give fewer";
        let has = self.given.entry(*owner).or_default();
        *has = has.checked_add(amount).context(too_much)?;
        let account = TokenAccount {
            mint: self.mint,
            owner: *owner,
            amount: *has,
            state: AccountState::Initialized,
            ..TokenAccount::default()
        };
        ledger.put(&self.account_of(owner), owned(ledger, &account))?;
        self.write_mint(ledger).context(too_much)
    }

    /// Whether `owner` was given some.
    pub fn has(&self, owner: &Address) -> bool {
        self.given.contains_key(owner)
    }

    /// Where `owner` keeps it.
    pub fn account_of(&self, owner: &Address) -> Address {
        get_associated_token_address(owner, &self.mint)
    }

    fn write_mint(&self, ledger: &Ledger) -> anyhow::Result<()> {
        let supply = self.given.values().try_fold(0u64, |sum, has| sum.checked_add(*has));
        let mint = Mint {
            mint_authority: Some(issuer()).into(),
            supply: supply.context("too many quote tokens")?,
            decimals: self.decimals,
            is_initialized: true,
            freeze_authority: None.into(),
        };
        ledger.put(&self.mint, owned(ledger, &mint))
    }
}

/// Who may mint more of the quote token.
pub fn issuer() -> Address {
    key("quote issuer").pubkey()
}

/// An account of the token program.
fn owned<T: Pack>(ledger: &Ledger, state: &T) -> Account {
    let mut data = vec![0; T::LEN];
    state.pack_into_slice(&mut data);
    let lamports = ledger.rent(data.len());
    Account { owner: spl_token_interface::ID, lamports, data, ..Account::default() }
}
