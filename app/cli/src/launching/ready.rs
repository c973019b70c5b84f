//! Whether a launch can begin, or go on, on this cluster: found out before anything is sent.

use super::*;
use crate::desk::sol;

/// Refuses a cluster without this release's programs, another quote token than the file's, and an
/// address that another launch has taken.
pub fn require_ready(chain: &dyn Chain, plan: &Plan, keys: &LaunchKeys) -> Result<()> {
    let (path, place) = (plan.path.display(), chain.place());
    let addresses: Vec<Address> = PROGRAMS.iter().map(|known| known.address).collect();
    for (known, account) in PROGRAMS.iter().zip(chain.accounts(&addresses)?) {
        ensure!(
            account.is_some_and(|account| account.executable),
            "the {} program of this release is not on {place}: it would be at {}\nName a cluster \
             that has it with --url",
            known.name,
            known.address
        );
    }
    let quote = chain.account(&keys.quote_mint)?;
    let mint = quote.as_ref().and_then(view::mint);
    let Some(mint) = mint.filter(|mint| mint.program == draft::TOKEN) else {
        bail!(
            "{path}: [quote] names {}, which is no mint of the classic token program on {place}",
            keys.quote_mint
        );
    };
    ensure!(
        mint.decimals == plan.quote_decimals,
        "{path}: [quote] has decimals = {}, but its mint on {place} has {}",
        plan.quote_decimals,
        mint.decimals
    );
    let launch = chain.account(&keys.at.launch)?;
    let launch = view::decoded(launch.as_ref(), &program::ID, decode_launch);
    let Some(launch) = launch else { return Ok(()) };
    ensure!(
        launch.base_mint == keys.base_mint,
        "this wallet's launch number {} is at {} on {place}, and launches another mint: {}\nBring \
         back its journal to go on with it, or give this one another `id` in [sale]",
        plan.terms.id,
        keys.at.launch,
        launch.base_mint
    );
    ensure!(!launch.is_cancelled.get(), "the launch at {} was called off", keys.at.launch);
    Ok(())
}

/// Refuses to begin what the wallet cannot pay to its end.
pub fn require_affordable(chain: &dyn Chain, wallet: &Address, cost: u64) -> Result<()> {
    let has = chain.lamports(wallet)?;
    ensure!(
        has >= cost,
        "the remaining steps cost {}, and {wallet} has {}: send it at least {} more",
        sol(cost),
        sol(has),
        sol(cost.saturating_sub(has))
    );
    Ok(())
}
