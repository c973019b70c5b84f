//! From the draft to the price: the charter is sealed, the sale opens, everyone contributes,
//! the sale closes and settles, or fails.

use anyhow::Context;
use groundswell_cluster::steps::Step;
use groundswell_sdk::{
    launch::decode_contribution,
    math::phase::Phase,
    program::{ContributeArgs, state::Launch},
};
use solana_keypair::Keypair;
use solana_signer::Signer;

use super::{
    Rehearsal, Wallet,
    book::{Action, Entry},
    progress,
};
use crate::draft::Charter;

/// The launch once its fate is known, and what every holder had in the sale by then.
pub struct Decided {
    /// `Settled` or `Failed`.
    pub phase: Phase,
    /// As the ledger has it, before anyone is paid.
    pub launch: Launch,
    /// As the ledger has them, in the order of the book's holders (quote units).
    pub deposits: Vec<u64>,
}

impl Rehearsal<'_> {
    /// Makes lists, vesting plans and mandate, drafts the launch with its whole charter and seals
    /// it: the creator does, in the steps that a real launch takes.
    pub fn draft_and_seal(&mut self) -> anyhow::Result<()> {
        let mut terms = self.plan.terms.clone();
        self.gate.fill(&mut terms);
        let charter = Charter {
            keys: &self.keys,
            terms,
            tranches: &self.plan.tranches,
            lists: self.airdrops.iter().map(|airdrop| &airdrop.draft).collect(),
            governor: self.vesting.governor(),
            plans: self.vesting.plans().collect(),
            stream: self.vesting.stream().context("the treasury has no stream")?,
            mandate: &self.buying.draft,
        };
        for Step { name, whose, instructions, .. } in charter.steps()? {
            let sent = self.ledger.send(name, &instructions, &[&self.crew.creator]);
            sent.with_context(|| format!("{whose}, of {}", self.plan.path.display()))?;
        }
        self.note_lists();
        self.note_plans();
        Ok(())
    }

    /// Sends every row as a transaction that its wallet signs.
    pub fn take_contributions(&mut self) -> anyhow::Result<()> {
        let terms = &self.plan.terms;
        let freeze = i64::from(terms.withdraw_freeze);
        let (opens, closes) = (terms.opens_at, terms.closes_at);
        let ends = if self.book.has_withdrawals() { closes - freeze } else { closes };
        let bar = progress::bar("Contributions come in", self.book.entries.len());
        for index in 0..self.book.entries.len() {
            let Some(entry) = self.book.entries.get(index).copied() else { break };
            let moment = self.book.moment(index, opens, ends);
            if moment != self.ledger.now() {
                self.ledger.warp(moment);
            }
            self.enter(&entry)?;
            bar.inc(1);
        }
        bar.finish();
        Ok(())
    }

    fn enter(&mut self, entry: &Entry) -> anyhow::Result<()> {
        let no_wallet = "a row has no wallet";
        let wallet = self.wallets.get(entry.holder).context(no_wallet)?;
        let holder = self.book.holders.get(entry.holder).context(no_wallet)?;
        let mut signers: Vec<&Keypair> = vec![&wallet.key];
        let (address, quote) = (wallet.address, wallet.quote);
        let (step, instruction) = match entry.action {
            Action::Contribute(amount, tick) => {
                signers.extend(self.gate.co_signer());
                let co_signer = self.gate.co_signer().map(Signer::pubkey);
                let args = ContributeArgs { amount, tick, proof: self.gate.proof(&address) };
                let contribute = self.keys.contribute(address, address, quote, co_signer, args);
                ("contribute", contribute)
            }
            Action::Withdraw(amount) => {
                ("withdraw", self.keys.withdraw(address, address, quote, amount))
            }
        };
        self.ledger
            .send(step, &[instruction], &signers)
            .with_context(|| self.book.place(entry.line, &holder.label))
    }

    /// Closes the sale by the clock and, if it reached its minimum, settles it.
    pub fn decide(&mut self) -> anyhow::Result<Decided> {
        self.ledger.warp(self.plan.terms.closes_at);
        if self.launch()?.phase(self.ledger.now()) == Phase::Closed {
            self.ledger.send("settle", &[self.keys.settle()], &[&self.crew.cranker])?;
        }
        let launch = self.launch()?;
        let phase = launch.phase(self.ledger.now());
        let deposits = self.wallets.iter().map(|wallet| self.deposit(wallet)).collect();
        Ok(Decided { phase, launch, deposits })
    }

    fn deposit(&self, wallet: &Wallet) -> u64 {
        let contribution = self.ledger.data(&wallet.contribution);
        let contribution = contribution.and_then(|data| decode_contribution(&data));
        contribution.map_or(0, |contribution| contribution.amount.get())
    }
}
