//! What a transaction may use, what is paid for it, and whether a packet holds it.

use groundswell_sdk::Address;
use solana_compute_budget_interface::{ComputeBudgetInstruction, ID};
use solana_instruction::Instruction;
use solana_transaction::Transaction;

use super::{Call, SendError};

/// Bytes of a transaction that a cluster takes: one packet.
pub const PACKET: usize = 1_232;
const SIGNATURE: usize = 64;
/// Compute units that a transaction may use at most ..
const MOST_UNITS: u32 = 1_400_000;
/// .. and each of its instructions, where it does not say.
const DEFAULT_UNITS: u64 = 200_000;
/// Above what the simulation used, for what may change until it runs (percent) ..
const MARGIN_PERCENT: u64 = 20;
/// .. and for addresses whose bump takes longer to find, in units.
const MARGIN_UNITS: u64 = 5_000;
/// Lamports for each signature.
const SIGNATURE_FEE: u64 = 5_000;
const MICRO: u128 = 1_000_000;

/// What is paid for priority.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Price {
    /// Millionths of a lamport for each compute unit of the limit.
    pub unit_price: u64,
}

impl Price {
    /// Lamports for a transaction with so many signatures whose simulation used so many units,
    /// rounded up.
    pub fn fee(&self, signatures: usize, units: u64) -> u64 {
        let priority = u128::from(self.unit_price) * u128::from(limit(units));
        let priority = u64::try_from(priority.div_ceil(MICRO)).unwrap_or(u64::MAX);
        (signatures as u64).saturating_mul(SIGNATURE_FEE).saturating_add(priority)
    }

    /// The instructions of a transaction, with its limit and its price before them.
    pub(super) fn with(
        &self,
        call: &Call,
        payer: &Address,
        units: u64,
    ) -> Result<Vec<Instruction>, SendError> {
        let mut budget = vec![ComputeBudgetInstruction::set_compute_unit_limit(limit(units))];
        if self.unit_price > 0 {
            budget.push(ComputeBudgetInstruction::set_compute_unit_price(self.unit_price));
        }
        let with = [&budget[..], &call.instructions].concat();
        // A limit is a courtesy to others: what fills a packet may go without, if it does not need
        // more than it gets.
        let default = DEFAULT_UNITS.saturating_mul(call.instructions.len() as u64);
        if self.unit_price == 0 && !fits(&with, payer) && u64::from(limit(units)) <= default {
            return Ok(call.instructions.clone());
        }
        require_fitting(call, &Transaction::new_with_payer(&with, Some(payer)))?;
        Ok(with)
    }
}

/// The instructions, with the highest limit there is if a packet holds that: for a simulation.
pub(super) fn unlimited(instructions: &[Instruction]) -> Vec<Instruction> {
    if instructions.iter().any(|instruction| instruction.program_id == ID) {
        return instructions.to_vec();
    }
    let most = [ComputeBudgetInstruction::set_compute_unit_limit(MOST_UNITS)];
    [&most[..], instructions].concat()
}

/// Refuses a transaction that no packet holds.
pub(super) fn require_fitting(call: &Call, transaction: &Transaction) -> Result<(), SendError> {
    let bytes = size(transaction);
    if bytes > PACKET {
        return Err(SendError::TooLarge { step: call.step.clone(), bytes });
    }
    Ok(())
}

/// Whether one packet holds these instructions, paid for by `payer`.
pub fn fits(instructions: &[Instruction], payer: &Address) -> bool {
    size(&Transaction::new_with_payer(instructions, Some(payer))) <= PACKET
}

/// Bytes of a transaction, signed or not.
pub fn size(transaction: &Transaction) -> usize {
    1 + SIGNATURE * transaction.signatures.len() + transaction.message_data().len()
}

fn limit(units: u64) -> u32 {
    let margin = (units.saturating_mul(MARGIN_PERCENT) / 100).max(MARGIN_UNITS);
    u32::try_from(units.saturating_add(margin)).unwrap_or(u32::MAX).min(MOST_UNITS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fees_are_signatures_and_the_limit_at_its_price() {
        let free = Price::default();
        assert_eq!(free.fee(2, 100_000), 10_000);
        // The limit is 120,000 units: 1,000 micro-lamports each are 120 lamports.
        assert_eq!(Price { unit_price: 1_000 }.fee(1, 100_000), 5_120);
        // 150 + 5,000 units at 1 micro-lamport: less than one lamport, rounded up.
        assert_eq!(Price { unit_price: 1 }.fee(1, 150), 5_001);
    }

    #[test]
    fn a_limit_is_a_fifth_above_and_never_above_the_most() {
        assert_eq!(limit(100_000), 120_000);
        assert_eq!(limit(150), 5_150);
        assert_eq!(limit(1_300_000), 1_400_000);
    }
}
