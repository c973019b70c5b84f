//! A ledger with the released bytecode, a clock, mints, and wallets that go by name.

use solana_address::Address;
use solana_instruction::Instruction;
use solana_keypair::Keypair;
use solana_signer::Signer;

use crate::{call::Call, ledger::Ledger, tokens};

/// What every world stands on.
pub struct Stage {
    /// The ledger.
    pub ledger: Ledger,
    /// The time (unix seconds).
    pub now: i64,
}

impl Stage {
    /// A ledger at `now`, and a payer with lamports for everything.
    pub fn new(ledger: Ledger, now: i64) -> Stage {
        let mut stage = Stage { ledger, now };
        stage.warp(now);
        stage.endow("payer");
        stage
    }

    /// Gives a wallet lamports for rent and fees.
    pub fn endow(&mut self, name: &str) {
        self.ledger.airdrop(&address(name), 1_000_000_000_000);
    }

    /// Sets the clock (unix seconds).
    pub fn warp(&mut self, now: i64) {
        self.now = now;
        self.ledger.set_time(now);
    }

    /// The wallet of that name.
    pub fn key(&self, name: &str) -> Keypair {
        key(name)
    }

    /// Its address.
    pub fn address(&self, name: &str) -> Address {
        address(name)
    }

    /// Sends instructions that are only there to set the scene.
    pub fn run(&mut self, instructions: &[Instruction], signers: &[&str]) {
        let payer = key("payer");
        let keys: Vec<Keypair> = signers.iter().map(|name| key(name)).collect();
        let mut all: Vec<&Keypair> = vec![&payer];
        all.extend(keys.iter());
        let outcome = self.ledger.send(instructions, &all);
        assert_eq!(outcome.result, Ok(()), "{}", outcome.logs.join("\n"));
    }

    /// An instruction of one of our programs, with the name of its accounts.
    pub fn call(
        &mut self,
        instruction: Instruction,
        accounts: &'static str,
        signers: &[&str],
    ) -> Call<'_> {
        let signers = signers.iter().map(|name| key(name)).collect();
        let (before, after) = (vec![], vec![]);
        Call { stage: self, instruction, signers, accounts, before, after }
    }

    /// Makes a mint that goes by `name`, and gives `holder`, its authority, `supply` base units.
    pub fn make_mint(&mut self, name: &str, program: &Address, holder: &str, supply: u64) {
        let (payer, mint, owner) = (address("payer"), address(name), address(holder));
        let make = if *program == tokens::TOKEN_2022 {
            tokens::create_mint_2022(&payer, &mint, 6, &owner, &[])
        } else {
            tokens::create_mint(&payer, &mint, 6, &owner, None)
        };
        self.run(&make, &[name]);
        self.mint_to(name, program, holder, holder, supply);
    }

    /// Mints to a wallet's associated account, which is opened if need be.
    pub fn mint_to(&mut self, mint: &str, program: &Address, from: &str, to: &str, amount: u64) {
        let (payer, mint, wallet) = (address("payer"), address(mint), address(to));
        let account = groundswell_sdk::pda::associated(&wallet, &mint, program).0;
        let open = tokens::open(&payer, &wallet, &mint, program);
        let give = tokens::mint_to(&mint, &account, &address(from), amount, program);
        self.run(&[open, give], &[from]);
    }

    /// What a token account holds; zero if it does not exist, whatever lamports wait there.
    pub fn balance(&mut self, account: &Address) -> u64 {
        let account = self.ledger.account(account).filter(|account| !account.data.is_empty());
        account.map_or(0, |account| tokens::balance(&account.data))
    }

    /// Base units of a mint.
    pub fn supply(&mut self, mint: &Address) -> u64 {
        self.ledger.account(mint).map_or(0, |account| tokens::supply(&account.data))
    }

    /// Lamports of an address.
    pub fn lamports(&mut self, address: &Address) -> u64 {
        self.ledger.account(address).map_or(0, |account| account.lamports)
    }
}

/// The address that goes by a name.
pub fn address(name: &str) -> Address {
    key(name).pubkey()
}

/// The key that goes by a name: always the same.
pub fn key(name: &str) -> Keypair {
    let mut seed = [0; 32];
    seed[..name.len()].copy_from_slice(name.as_bytes());
    Keypair::new_from_array(seed)
}
