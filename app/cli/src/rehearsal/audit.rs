//! The ledger against the rules: what the programs did must be what `groundswell-math` says,
//! to the unit, and nothing may be lost on the way.

use anyhow::{Context, ensure};
use groundswell_sdk::{
    math::{
        ladder::{Allocation, Clearing},
        phase::Phase,
    },
    program::state::Launch,
};

use super::{Book, BuybackOutcome, Outcome, sale::Decided};

/// What one holder is owed.
#[derive(Clone, Copy, Debug)]
pub struct Owed {
    /// Quote units in the sale.
    pub deposited: u64,
    /// What the rules make of them.
    pub allocation: Allocation,
}

/// What everyone is owed by the rules.
pub struct Audit {
    settled: bool,
    owed: Vec<Owed>,
}

impl Audit {
    /// Computes what everyone is owed, from the ladder that the ledger holds.
    pub fn of(book: &Book, decided: &Decided) -> anyhow::Result<Audit> {
        let launch = &decided.launch;
        let settled = decided.phase == Phase::Settled;
        for (holder, deposited) in book.holders.iter().zip(&decided.deposits) {
            let place = || book.place(holder.line, &holder.label);
            same("deposit", *deposited, holder.deposit).with_context(place)?;
        }
        let deposited = sum(decided.deposits.iter().copied());
        same("sum of deposits", u128::from(launch.deposited), deposited)?;
        if settled {
            let rule = launch.rule().ok().context("the launch has no rule")?;
            let clearing = Clearing::compute(rule, launch.ticks(), launch.demand(), launch.target);
            ensure!(clearing == Some(launch.clearing()), "the ledger's clearing is another");
        }
        let owed = book.holders.iter().zip(&decided.deposits).map(|(holder, deposited)| {
            let allocation = if settled {
                launch.clearing().allocation(*deposited, holder.tick, launch.for_sale)
            } else {
                Some(Allocation { accepted: 0, refund: *deposited, tokens: 0 })
            };
            let allocation = allocation.context("an allocation exceeds 64 bits")?;
            Ok(Owed { deposited: *deposited, allocation })
        });
        Ok(Audit { settled, owed: owed.collect::<anyhow::Result<_>>()? })
    }

    /// Whether the sale was settled; else it failed.
    pub fn is_settled(&self) -> bool {
        self.settled
    }

    /// What every holder is owed, in the order of the book.
    pub fn owed(&self) -> &[Owed] {
        &self.owed
    }

    /// Compares what the ledger holds in the end with the rules. `last` is the launch, if it is
    /// still there.
    pub fn check(&self, outcome: &Outcome, last: Option<&Launch>) -> anyhow::Result<()> {
        for (share, owed) in outcome.shares.iter().zip(&self.owed) {
            let whose = || format!("wallet {}", share.wallet);
            same("accepted", share.accepted, owed.allocation.accepted).with_context(whose)?;
            same("refund", share.refunded, owed.allocation.refund).with_context(whose)?;
            same("tokens", share.tokens, owed.allocation.tokens).with_context(whose)?;
        }
        let accepted = sum(outcome.shares.iter().map(|share| share.accepted));
        let tokens = sum(outcome.shares.iter().map(|share| share.tokens));
        same("proceeds", u128::from(outcome.vaults.proceeds()), accepted)?;
        let kept = sum([outcome.supply, outcome.burned_in_all()]);
        same("supply and what was burned", kept, u128::from(outcome.launch.base_held))?;
        let airdrops = outcome.airdrops.iter();
        let handed = sum(airdrops.map(|airdrop| airdrop.claimed));
        let vested = sum(outcome.vesting.plans.iter().map(|plan| plan.paid));
        let placed = sum([outcome.vaults.base, outcome.returned]) + tokens + handed + vested;
        let bought = u128::from(outcome.buyback.as_ref().map_or(0, BuybackOutcome::bought));
        same("tokens in all hands", placed, u128::from(outcome.supply) + bought)?;
        if let Some(last) = last {
            same("accepted by the books", u128::from(last.accepted), accepted)?;
            same("tokens paid by the books", u128::from(last.tokens_paid), tokens)?;
            same("tokens held by the books", last.base_held, outcome.vaults.base)?;
        }
        Ok(())
    }
}

fn sum(amounts: impl IntoIterator<Item = u64>) -> u128 {
    amounts.into_iter().map(u128::from).sum()
}

/// The ledger's number against the one it must be.
pub fn same<T: PartialEq + std::fmt::Display>(
    what: &str,
    ledger: T,
    rules: T,
) -> anyhow::Result<()> {
    ensure!(
        ledger == rules,
        "{what}: the ledger says {ledger}, the rules say {rules} (base units). This is a defect of \
         groundswell, not of the launch: please report it with both files"
    );
    Ok(())
}
