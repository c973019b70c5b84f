//! What must hold between before and after one transaction, each by its number.

use groundswell_sdk::Address;
use groundswell_tests::ledger::Outcome;
use solana_account::Account;
use solana_instruction::error::InstructionError;
use std::collections::{BTreeMap, BTreeSet};

use crate::invariants::{Checked, hold};

type Accounts = BTreeMap<Address, Option<Account>>;

/// Ledger before and after one transaction.
pub fn between(
    before: &Accounts,
    after: &Accounts,
    seen: [&BTreeSet<Address>; 2],
    side: usize,
    done: bool,
    fee: u64,
    payer: Address,
) -> Checked {
    inv_a3_the_other_launch_is_as_it_was(before, after, seen, side)?;
    inv_a4_lamports_add_up_and_pay_rent(before, after, fee)?;
    inv_a5_a_refused_step_changes_nothing(before, after, done, payer)
}

fn inv_a3_the_other_launch_is_as_it_was(
    before: &Accounts,
    after: &Accounts,
    seen: [&BTreeSet<Address>; 2],
    side: usize,
) -> Checked {
    for address in seen[1 - side].difference(seen[side]) {
        hold("INV-A3", before[address] == after[address], || format!("{address} changed"))?;
    }
    Ok(())
}

fn inv_a4_lamports_add_up_and_pay_rent(before: &Accounts, after: &Accounts, fee: u64) -> Checked {
    let sum =
        |all: &Accounts| -> u128 { all.values().flatten().map(|a| u128::from(a.lamports)).sum() };
    let (was, is) = (sum(before), sum(after) + u128::from(fee));
    hold("INV-A4", was == is, || format!("{was} lamports became {is}"))?;
    for (address, account) in after {
        let Some(account) = account.as_ref().filter(|a| !a.executable) else { continue };
        let least = (128 + account.data.len() as u64) * 6_960;
        let pays = account.lamports >= least
            || account.data.is_empty()
            || before[address].as_ref() == Some(account);
        hold("INV-A4", pays, || format!("{address} pays no rent"))?;
    }
    Ok(())
}

fn inv_a5_a_refused_step_changes_nothing(
    before: &Accounts,
    after: &Accounts,
    done: bool,
    payer: Address,
) -> Checked {
    if done {
        return Ok(());
    }
    for (address, account) in before.iter().filter(|(address, _)| **address != payer) {
        hold("INV-A5", *account == after[address], || format!("{address} changed"))?;
    }
    Ok(())
}

/// Compute units that no instruction here should need.
const BUDGET: u64 = 50_000;

/// No input makes a program end without an error of its own, or take more than it may.
pub fn inv_a6_an_error_of_its_own(outcome: &Outcome, instructions: u64) -> Checked {
    let units = outcome.compute_units;
    let ended = matches!(
        outcome.result,
        Err(InstructionError::ProgramFailedToComplete
            | InstructionError::ComputationalBudgetExceeded)
    );
    hold("INV-A6", !ended && units <= BUDGET * instructions, || {
        format!("{:?} after {units} units: {:?}", outcome.result, outcome.logs)
    })
}
