//! Before the launch: the mints, the creator's supply, and wallets that own what they will
//! contribute. All made by the real token programs; only lamports come out of nowhere.

use std::panic::resume_unwind;

use anyhow::Context;
use groundswell_sdk::launch::LaunchKeys;
use solana_keypair::Keypair;
use solana_signer::Signer;

use super::{
    Airdrop, Book, Buying, Gate, Ledger, Rehearsal, Vesting, Wallet, progress, wallets::role,
};
use crate::{
    draft::{self, MintDraft, TOKEN},
    plan::{LEAD, Plan},
};

/// Wallets that are given quote tokens by one transaction: what fits a packet.
const WALLETS_PER_TRANSACTION: usize = 8;
/// Lamports of a contributor: a contribution's rent, and fees for many rows.
const POCKET: u64 = 10_000_000_000;
/// How many strangers there are.
const STRANGERS: usize = 16;
/// Lamports of everyone else: rent for all there is.
const PURSE: u64 = 1_000_000_000_000_000;

/// Everyone a launch needs besides its contributors.
pub struct Crew {
    /// Drafts and seals, and pays the rent of the launch.
    pub creator: Keypair,
    /// Issues the quote token.
    pub bank: Keypair,
    /// A stranger, who settles, pays everyone out and sweeps.
    pub cranker: Keypair,
    /// More of them, who claim airdrops for others.
    pub strangers: Vec<Keypair>,
}

impl<'a> Rehearsal<'a> {
    /// A ledger on which the launch can begin.
    pub fn set_up(plan: &'a Plan, book: Book) -> anyhow::Result<Rehearsal<'a>> {
        let [creator, bank, cranker] = ["creator", "bank", "cranker"].map(role);
        let [base_mint, quote_mint] = ["base mint", "quote mint"].map(|name| role(name).pubkey());
        let keys = draft::keys(plan, creator.pubkey(), base_mint, quote_mint);
        let gate = Gate::of(&plan.gate, &keys.at.launch, &book)?;
        let wallets = derive(&book, &keys);
        let ledger = Ledger::new()?;
        let strangers = (1..=STRANGERS).map(|number| role(&format!("stranger {number}")));
        let crew = Crew { creator, bank, cranker, strangers: strangers.collect() };
        let airdrops = Airdrop::all(plan, &keys)?;
        let vesting = Vesting::of(plan, &keys)?;
        let buying = Buying::of(plan, &keys);
        let mut rehearsal =
            Rehearsal { plan, book, ledger, crew, keys, gate, wallets, airdrops, vesting, buying };
        rehearsal.ledger.warp(plan.terms.opens_at.saturating_sub(LEAD));
        rehearsal.endow()?;
        rehearsal.make_mints().context("the mints")?;
        rehearsal.fund()?;
        Ok(rehearsal)
    }

    fn endow(&mut self) -> anyhow::Result<()> {
        let Crew { creator, bank, cranker, strangers } = &self.crew;
        for key in [creator, bank, cranker].into_iter().chain(strangers) {
            self.ledger.endow(&key.pubkey(), PURSE)?;
        }
        for wallet in &self.wallets {
            self.ledger.endow(&wallet.address, POCKET)?;
        }
        Ok(())
    }

    fn make_mints(&mut self) -> anyhow::Result<()> {
        let (plan, keys, ledger) = (self.plan, &self.keys, &mut self.ledger);
        let (creator, bank) = (&self.crew.creator, &self.crew.bank);
        let (base_key, quote_key) = (role("base mint"), role("quote mint"));
        let issuer = bank.pubkey();

        let quote = MintDraft {
            payer: &issuer,
            mint: &keys.quote_mint,
            authority: &issuer,
            decimals: plan.quote_decimals,
        };
        let quote = quote.classic(&|bytes| Ok(ledger.rent(bytes)))?;
        ledger.send("make the quote mint", &quote, &[bank, &quote_key])?;

        let base = draft::mint_with_supply(plan, keys, &|bytes| Ok(ledger.rent(bytes)))?;
        ledger.send(base.name, &base.instructions, &[creator, &base_key])?;
        Ok(())
    }

    fn fund(&mut self) -> anyhow::Result<()> {
        let bank = &self.crew.bank;
        let issuer = bank.pubkey();
        let mint = &self.keys.quote_mint;
        let bar = progress::bar("Wallets get quote tokens", self.wallets.len());
        let owners: Vec<_> = self.wallets.iter().zip(&self.book.holders).collect();
        for group in owners.chunks(WALLETS_PER_TRANSACTION) {
            let mut instructions = Vec::with_capacity(group.len() * 2);
            for (wallet, holder) in group {
                let give = draft::mint_to(&TOKEN, mint, &wallet.quote, &issuer, holder.peak)?;
                instructions.push(draft::open(&issuer, &wallet.address, mint, &TOKEN));
                instructions.push(give);
            }
            self.ledger.send("fund wallets", &instructions, &[bank])?;
            bar.inc(group.len() as u64);
        }
        bar.finish();
        Ok(())
    }
}

/// Keys and addresses of all holders. Most of it is elliptic curves, so it is spread over the
/// machine's cores.
fn derive(book: &Book, keys: &LaunchKeys) -> Vec<Wallet> {
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let share = book.holders.len().div_ceil(cores).max(1);
    std::thread::scope(|scope| {
        let parts = book.holders.chunks(share);
        let threads: Vec<_> = parts
            .map(|part| scope.spawn(move || part.iter().map(|h| Wallet::of(h, keys)).collect()))
            .collect();
        let joined = threads.into_iter().map(|thread| thread.join());
        joined
            .flat_map(|part: Result<Vec<_>, _>| part.unwrap_or_else(|panic| resume_unwind(panic)))
            .collect()
    })
}
