//! The sale's gate, for wallets that are stand-ins: lists and co-signers of a launch file name
//! keys that a rehearsal does not have.

use std::collections::HashSet;

use anyhow::{Context, bail};
use groundswell_sdk::{
    Address,
    allowlist::Allowlist,
    program::{AllowlistProof, CreateArgs, state},
};
use solana_keypair::Keypair;
use solana_signer::Signer;

use super::{
    book::Book,
    wallets::{role, stand_in},
};
use crate::{draft, plan::GatePlan};

/// Who may contribute, ready to be shown to the program.
pub enum Gate {
    /// Everyone.
    Open,
    /// Stand-ins of the listed wallets.
    Allowlist(Box<Allowlist>),
    /// Wallets this key signs for.
    CoSigner(Box<Keypair>),
}

impl Gate {
    /// The gate of `launch`. Refuses contributors that an allowlist does not name: in a
    /// rehearsal that is a mistake in one of the two files.
    pub fn of(plan: &GatePlan, launch: &Address, book: &Book) -> anyhow::Result<Gate> {
        match plan {
            GatePlan::Open => Ok(Gate::Open),
            GatePlan::CoSigner(_) => Ok(Gate::CoSigner(Box::new(role("co-signer")))),
            GatePlan::Allowlist(entries) => {
                // By label first, so that what is wrong is named as the list names it.
                Allowlist::new(launch, entries).context("the allowlist")?;
                require_listed(entries, book)?;
                let stand_ins: Vec<_> =
                    entries.iter().map(|(label, cap)| (stand_in(label).pubkey(), *cap)).collect();
                let list = Allowlist::new(launch, &stand_ins).context("the allowlist")?;
                Ok(Gate::Allowlist(Box::new(list)))
            }
        }
    }

    /// Fills in the terms that name the gate.
    pub fn fill(&self, terms: &mut CreateArgs) {
        match self {
            Gate::Open => terms.gate = state::Gate::Open as u8,
            Gate::CoSigner(key) => {
                terms.gate = state::Gate::CoSigner as u8;
                terms.gate_key = key.pubkey();
            }
            Gate::Allowlist(list) => draft::name_allowlist(terms, list),
        }
    }

    /// What a wallet shows with its contribution.
    pub fn proof(&self, wallet: &Address) -> Option<AllowlistProof> {
        match self {
            Gate::Allowlist(list) => list.proof(wallet),
            Gate::Open | Gate::CoSigner(_) => None,
        }
    }

    /// Who signs every contribution along with the contributor.
    pub fn co_signer(&self) -> Option<&Keypair> {
        match self {
            Gate::CoSigner(key) => Some(key),
            Gate::Open | Gate::Allowlist(_) => None,
        }
    }
}

fn require_listed(entries: &[(Address, u64)], book: &Book) -> anyhow::Result<()> {
    let listed: HashSet<_> = entries.iter().map(|(label, _)| label).collect();
    let mut missing = book.holders.iter().filter(|holder| !listed.contains(&holder.label));
    let Some(first) = missing.next() else { return Ok(()) };
    let others = match missing.count() {
        0 => String::new(),
        1 => ", nor is one other".to_string(),
        more => format!(", nor are {more} others"),
    };
    bail!(
        "{} is not on the sale's allowlist{others}.\nAdd it to the list, or take its rows out",
        book.place(first.line, &first.label)
    )
}
