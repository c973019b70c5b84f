//! Claims: strangers pay everyone who claims what has unlocked, one by one or several at once.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::Context;
use groundswell_sdk::{Address, math::window};
use solana_instruction::Instruction;
use solana_signer::Signer;

use super::{Airdrop, AirdropOutcome, Due, schedule};
use crate::{
    draft, progress,
    rehearsal::{Rehearsal, audit::same, ledger::Ledger},
};

/// Token accounts that one transaction can open.
const ACCOUNTS_PER_TRANSACTION: usize = 8;

impl Rehearsal<'_> {
    /// Funds the lists if the sale was settled, and lets everyone claim; then ends each list
    /// when its time comes.
    pub fn distribute(&mut self, settled: bool) -> anyhow::Result<Vec<AirdropOutcome>> {
        let mut airdrops = std::mem::take(&mut self.airdrops);
        let mut visits = Vec::new();
        if settled {
            if let Some(first) = airdrops.first_mut() {
                first.seen.added = self.launch()?.airdrop_added;
            }
            for (number, airdrop) in airdrops.iter_mut().enumerate() {
                self.fund_list(airdrop)?;
                let (count, windows) = (airdrop.keys.count, airdrop.windows());
                visits.extend(schedule::visits(number, count, &windows, &self.plan.claims));
            }
            visits.sort_unstable();
        }
        let bar = progress::bar("The airdrop is claimed", visits.len());
        for visit in &visits {
            self.pass(visit.moment)?;
            if visit.moment != self.ledger.now() {
                self.ledger.warp(visit.moment);
            }
            let airdrop = airdrops.get_mut(visit.airdrop).context("a claim has no list")?;
            let now = self.ledger.now();
            let due: Vec<_> = visit.rows.iter().filter_map(|row| airdrop.due(*row, now)).collect();
            if !due.is_empty() {
                self.claim(airdrop, visit.caller, &due)?;
            }
            bar.inc(1);
        }
        bar.finish();
        self.end_all(&airdrops)
    }

    /// Pays some rows what is due to them: in one transaction, or in as many as it takes.
    fn claim(&mut self, airdrop: &mut Airdrop, caller: usize, due: &[Due]) -> anyhow::Result<()> {
        let strangers = &self.crew.strangers;
        let stranger = strangers.get(caller % strangers.len().max(1)).context("no strangers")?;
        let payer = stranger.pubkey();
        let claim = airdrop.pay(due).context("a claim has no proof")?;
        if due.len() > 1 && !Ledger::fits(std::slice::from_ref(&claim), &payer) {
            let (first, second) = due.split_at(due.len() / 2);
            self.claim(airdrop, caller, first)?;
            return self.claim(airdrop, caller, second);
        }
        let ledger = &mut self.ledger;
        let mut instructions = airdrop.open(ledger, &payer, due);
        airdrop.seen.opened += instructions.len();
        instructions.push(claim);
        if !Ledger::fits(&instructions, &payer) {
            let claim = instructions.split_off(instructions.len() - 1);
            for open in instructions.chunks(ACCOUNTS_PER_TRANSACTION) {
                ledger.send("open accounts", open, &[stranger])?;
            }
            instructions = claim;
        }
        let before = airdrop.balances(ledger, due);
        let step = if due.len() == 1 { "claim" } else { "claim_many" };
        let whose = || {
            let [first, ..] = due else { return "nobody's claim".to_owned() };
            let (row, wallet) = (u64::from(first.index) + 1, first.wallet);
            format!("row {row} of the airdrop's list, wallet {wallet}")
        };
        ledger.send(step, &instructions, &[stranger]).with_context(whose)?;
        let after = airdrop.balances(ledger, due);
        for ((account, before), after) in before.iter().zip(after.values()) {
            let owed = due.iter().filter(|due| due.account == *account);
            let owed: u64 = owed.map(|due| due.due).sum();
            same("claim", after.saturating_sub(*before), owed).with_context(whose)?;
        }
        let now = ledger.now();
        airdrop.book(due, now);
        Ok(())
    }
}

impl Airdrop {
    /// The instruction that pays these rows.
    fn pay(&self, due: &[Due]) -> Option<Instruction> {
        let tree = self.draft.list.tree();
        if let [one] = due {
            let proof = tree.proof(0, one.index)?;
            return Some(self.keys.claim(&one.wallet, one.index, one.amount, &proof));
        }
        let rows: BTreeSet<u32> = due.iter().map(|due| due.index).collect();
        let leaves: Vec<_> = due.iter().map(|due| (due.wallet, due.index, due.amount)).collect();
        Some(self.keys.claim_many(&leaves, &tree.proof_of_many(&rows)?))
    }

    /// Opens the accounts to pay into that do not exist, each once.
    fn open(&self, ledger: &Ledger, payer: &Address, due: &[Due]) -> Vec<Instruction> {
        let missing = due.iter().filter(|due| ledger.lamports(&due.account) == 0);
        let missing: BTreeMap<_, _> = missing.map(|due| (due.account, due.wallet)).collect();
        let (mint, program) = (&self.keys.mint, &self.keys.token_program);
        missing.values().map(|wallet| draft::open(payer, wallet, mint, program)).collect()
    }

    /// What the accounts to pay into hold (base units).
    fn balances(&self, ledger: &Ledger, due: &[Due]) -> BTreeMap<Address, u64> {
        due.iter().map(|due| (due.account, ledger.balance(&due.account))).collect()
    }

    /// Books what was paid at `now` (unix seconds).
    fn book(&mut self, due: &[Due], now: i64) {
        let unlocked = window::unlocked(self.steps(), now);
        let step = usize::from(unlocked.saturating_sub(1));
        let mut sum: u64 = 0;
        for due in due {
            let place = due.index as usize;
            if let Some(paid) = self.paid.get_mut(place) {
                *paid = unlocked;
            }
            let claimed = self.claimed.get_mut(place).and_then(|row| row.get_mut(step));
            if let Some(claimed) = claimed {
                *claimed += due.due;
            }
            sum += due.due;
        }
        let seen = &mut self.seen;
        match due {
            [_] => seen.single += 1,
            more => {
                seen.batches += 1;
                seen.batched += more.len();
            }
        }
        let so_far = seen.track.last().map_or(0, |(_, so_far)| *so_far) + sum;
        match seen.track.last_mut() {
            Some((moment, claimed)) if *moment == now => *claimed = so_far,
            _ => seen.track.push((now, so_far)),
        }
    }
}
