//! What a claim cannot do without: its hashes, and one call of the token program.

use solana_program_runtime::execution_budget::SVMTransactionExecutionCost;

/// The runtime's prices, with the cheaper of its two for a call of a program (SIMD-0339), so
/// that the sum errs on the low side.
fn prices() -> SVMTransactionExecutionCost {
    SVMTransactionExecutionCost::new_with_defaults(true)
}

/// Compute units of one SHA-256 over parts of these lengths (bytes).
fn sha256(parts: &[u64]) -> u64 {
    let prices = prices();
    let part = |length: &u64| prices.mem_op_base_cost.max(prices.sha256_byte_cost * length / 2);
    prices.sha256_base_cost + parts.iter().map(part).sum::<u64>()
}

/// Compute units that a claim with `levels` siblings spends on the leaf, the nodes above it, and
/// the address of the account to pay.
pub fn hashes(levels: u64) -> u64 {
    let leaf = sha256(&[1, 32, 4, 32, 8]);
    let node = sha256(&[1, 40, 40]);
    let address = sha256(&[32, 32, 32, 1, 32, 21]);
    leaf + levels * node + address
}

/// Compute units of the calls of the token program that `logs` tell of.
pub fn token_calls(logs: &[String]) -> u64 {
    let start = format!("Program {} consumed ", groundswell_tests::tokens::TOKEN);
    let consumed = logs.iter().filter_map(|line| line.strip_prefix(&start));
    consumed
        .map(|rest| rest.split(' ').next().unwrap().parse::<u64>().unwrap() + prices().invoke_units)
        .sum()
}
