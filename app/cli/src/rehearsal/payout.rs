//! After the price, or the failure: everyone is paid, what is due is swept, what is empty is
//! closed, the airdrops come and go, what is granted vests, and the mandate buys, all by strangers.

use anyhow::{Context, ensure};
use groundswell_sdk::{
    Address,
    launch::LaunchKeys,
    math::{ladder::Allocation, phase::Phase},
};
use solana_instruction::Instruction;
use solana_signer::Signer;

use super::{
    Outcome, Rehearsal, Rent, Share, Vaults, Wallet, audit::Audit, progress, sale::Decided,
};
use crate::draft::{self, TOKEN};

impl Rehearsal<'_> {
    /// Pays everyone, sweeps, closes and distributes the airdrops. Every number in the outcome is
    /// what the ledger then holds, and is compared with what the rules say.
    pub fn pay_out(mut self, decided: Decided) -> anyhow::Result<Outcome> {
        let audit = Audit::of(&self.book, &decided)?;
        let settled = decided.phase == Phase::Settled;
        if settled {
            self.sweep_if_due()?;
        }
        let certain = self.ledger.balance(&self.keys.treasury_vault());
        let (shares, rent) = self.pay_everyone(&audit)?;
        self.sweep_if_due()?;
        let rent = Rent { creator: self.close()?, contributors: rent };
        let after_sale = self.ledger.supply(&self.keys.base_mint);
        let proceeds = self.vaults();
        if settled {
            self.start_vesting()?;
            self.start_buying()?;
        }
        let airdrops = self.distribute(settled)?;
        let vesting = self.end_vesting(settled)?;
        let buyback = self.end_buying(settled)?;

        let vaults = Vaults { base: self.vaults().base, ..proceeds };
        let supply = self.ledger.supply(&self.keys.base_mint);
        let (creator_base, _) = self.keys.base_account(&self.keys.creator);
        let last = if settled { Some(self.launch()?) } else { None };
        let outcome = Outcome {
            keys: self.keys,
            phase: decided.phase,
            launch: decided.launch,
            clearing: settled.then(|| decided.launch.clearing()),
            shares,
            vaults,
            burned: self.plan.supply.saturating_sub(after_sale),
            airdrops,
            vesting,
            buyback,
            added_to_airdrop: last.map_or(0, |launch| launch.airdrop_added),
            returned: self.ledger.balance(&creator_base),
            dust: vaults.treasury.saturating_sub(certain),
            supply,
            rent,
            meter: self.ledger.meter().clone(),
            seconds: 0.0,
        };
        audit.check(&outcome, last.as_ref())?;
        Ok(outcome)
    }

    /// Sweeps until nothing is due.
    fn sweep_if_due(&mut self) -> anyhow::Result<()> {
        let launch = self.launch()?;
        let due = if launch.is_settled.get() {
            let proceeds = launch.proceeds_due().ok().context("the proceeds do not add up")?;
            let unsold = launch.unsold_due().ok().context("the unsold tokens do not add up")?;
            !proceeds.is_zero() || unsold > 0
        } else {
            launch.base_held > 0
        };
        if due {
            let vault = Some(launch.airdrop_vault).filter(|vault| *vault != Address::default());
            self.ledger.send("sweep", &[self.keys.sweep(vault)], &[&self.crew.cranker])?;
        }
        Ok(())
    }

    /// Pays everyone who has something in the sale. Returns what came to each, and the rent
    /// (lamports) that came back to all of them.
    fn pay_everyone(&mut self, audit: &Audit) -> anyhow::Result<(Vec<Share>, u64)> {
        let words = if audit.is_settled() { "Everyone claims" } else { "Everyone is refunded" };
        let bar = progress::bar(words, self.wallets.len());
        let mut shares = Vec::with_capacity(self.wallets.len());
        let mut rent: u64 = 0;
        for ((wallet, holder), owed) in
            self.wallets.iter().zip(&self.book.holders).zip(audit.owed())
        {
            let (ledger, cranker) = (&mut self.ledger, &self.crew.cranker);
            let quote_before = ledger.balance(&wallet.quote);
            let base_before = ledger.balance(&wallet.base);
            let lamports_before = ledger.lamports(&wallet.address);
            if owed.deposited > 0 {
                let open = open_accounts(wallet, &self.keys, &cranker.pubkey(), &owed.allocation);
                let (step, pay) = if audit.is_settled() {
                    ("claim", self.keys.claim(wallet.address, wallet.address))
                } else {
                    ("refund", self.keys.refund(wallet.address, wallet.address))
                };
                let instructions: Vec<_> = open.into_iter().chain([pay]).collect();
                ledger
                    .send(step, &instructions, &[cranker])
                    .with_context(|| self.book.place(holder.line, &holder.label))?;
                rent += ledger.lamports(&wallet.address).saturating_sub(lamports_before);
            }
            let refunded = ledger.balance(&wallet.quote).saturating_sub(quote_before);
            shares.push(Share {
                wallet: holder.label,
                tick: holder.tick,
                deposited: owed.deposited,
                accepted: owed.deposited.saturating_sub(refunded),
                refunded,
                tokens: ledger.balance(&wallet.base).saturating_sub(base_before),
            });
            bar.inc(1);
        }
        bar.finish();
        Ok((shares, rent))
    }

    /// Closes what is empty. Returns the rent (lamports) that came back to the creator.
    fn close(&mut self) -> anyhow::Result<u64> {
        let before = self.ledger.lamports(&self.keys.rent_payer);
        self.ledger.send("close", &[self.keys.close()], &[&self.crew.cranker])?;
        let after = self.ledger.lamports(&self.keys.rent_payer);
        ensure!(after > before, "closing the launch's accounts returned no rent");
        Ok(after - before)
    }

    fn vaults(&self) -> Vaults {
        let at = &self.keys.at;
        Vaults {
            base: self.ledger.balance(&at.base_vault),
            liquidity: self.ledger.balance(&at.liquidity_vault),
            buyback: self.ledger.balance(&self.keys.buyback_vault()),
            treasury: self.ledger.balance(&self.keys.treasury_vault()),
        }
    }
}

/// Opens the accounts of a wallet that something is paid into, where they do not exist.
fn open_accounts(
    wallet: &Wallet,
    keys: &LaunchKeys,
    payer: &Address,
    owed: &Allocation,
) -> Vec<Instruction> {
    let mut open = Vec::with_capacity(2);
    if owed.tokens > 0 {
        let program = &keys.base_token_program;
        open.push(draft::open(payer, &wallet.address, &keys.base_mint, program));
    }
    if owed.refund > 0 {
        open.push(draft::open(payer, &wallet.address, &keys.quote_mint, &TOKEN));
    }
    open
}
