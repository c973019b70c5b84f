//! What the launch asks of token accounts, in its own terms: base and quote.

use anchor_lang::prelude::*;
use groundswell_program::tokens::{self, ClassicTransfer};

use crate::{error::LaunchError, state::Launch};

/// Pays `amount` quote units out of one of the launch's vaults.
///
/// Quote tokens are always of the classic program; the vault's mint is the launch's.
#[inline(never)]
pub fn pay_quote(
    launch: &Account<Launch>,
    vault: &mut UncheckedAccount,
    to: &mut UncheckedAccount,
    program: &Program<Token>,
    amount: u64,
) {
    let seeds = launch.signer_seeds();
    let transfer = ClassicTransfer {
        program,
        from: vault.cpi_handle_mut().into(),
        to: to.cpi_handle_mut().into(),
        authority: launch.cpi_handle(),
    };
    transfer.invoke(amount, &[&seeds]);
}

/// Refuses a mint with an extension that is not on the allow-list.
pub fn require_allowed_mint(mint: &AccountView) -> Result<()> {
    require!(tokens::is_allowed_mint(mint), LaunchError::MintExtension);
    Ok(())
}

/// Refuses every account but `wallet`'s associated token account, still owned by `wallet`.
pub fn require_associated(
    account: &AccountView,
    wallet: &Address,
    mint: &Address,
    token_program: &Address,
    bump: u8,
) -> Result<()> {
    let associated = tokens::is_associated(account, wallet, mint, token_program, bump);
    require!(associated, LaunchError::NotTheOwnersAccount);
    Ok(())
}
