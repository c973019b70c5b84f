//! Calls into the token programs, and the checks on what they hold.
//!
//! Classic Token and Token-2022 share the instructions used here. They are sent from
//! fixed arrays: anchor-spl's helpers allocate, at several times the compute.

use anchor_lang::{
    cpi::InstructionAccount, prelude::*, unchecked_invoke_signed_fixed, verify_program_address,
};
use anchor_spl::associated_token;
use groundswell_math::mint::check_extensions;

use crate::{error::LaunchError, state::Launch};

const TRANSFER: u8 = 3;
const SET_AUTHORITY: u8 = 6;
const CLOSE_ACCOUNT: u8 = 9;
const TRANSFER_CHECKED: u8 = 12;
const BURN_CHECKED: u8 = 15;
const AUTHORITY_TO_MINT: u8 = 0;
const NO_KEY: u8 = 0;
/// Where a token account, of either program, names its owner ..
const OWNER_AT: core::ops::Range<usize> = 32..64;
/// .. and its balance.
const AMOUNT_AT: core::ops::Range<usize> = 64..72;

/// Seeds of the signer, or none where a signature of the transaction suffices.
pub type Seeds<'a> = &'a [&'a [&'a [u8]]];

/// Moves base tokens, of either program.
pub struct BaseTransfer<'a> {
    pub program: &'a Address,
    pub from: CpiHandle<'a>,
    pub mint: CpiHandle<'a>,
    pub to: CpiHandle<'a>,
    pub authority: CpiHandle<'a>,
}

impl<'a> BaseTransfer<'a> {
    /// Moves `amount`; nothing happens if it is zero.
    pub fn invoke(self, amount: u64, decimals: u8, signer: Seeds<'a>) {
        if amount == 0 {
            return;
        }
        let accounts = [
            InstructionAccount::new(self.from.address(), true, false),
            InstructionAccount::new(self.mint.address(), false, false),
            InstructionAccount::new(self.to.address(), true, false),
            InstructionAccount::new(self.authority.address(), false, true),
        ];
        let handles = [self.from, self.mint, self.to, self.authority];
        let data = checked(TRANSFER_CHECKED, amount, decimals);
        unchecked_invoke_signed_fixed(self.program, &data, &accounts, &handles, signer);
    }
}

/// Moves quote tokens. They are always of the classic program, which moves tokens only
/// between accounts of one mint; one of the two is a vault, whose mint is the launch's.
pub struct QuoteTransfer<'a> {
    pub program: &'a Program<Token>,
    pub from: CpiHandle<'a>,
    pub to: CpiHandle<'a>,
    pub authority: CpiHandle<'a>,
}

impl<'a> QuoteTransfer<'a> {
    /// Moves `amount`; nothing happens if it is zero.
    pub fn invoke(self, amount: u64, signer: Seeds<'a>) {
        if amount == 0 {
            return;
        }
        let accounts = [
            InstructionAccount::new(self.from.address(), true, false),
            InstructionAccount::new(self.to.address(), true, false),
            InstructionAccount::new(self.authority.address(), false, true),
        ];
        let [a, b, c, d, e, f, g, h] = amount.to_le_bytes();
        let data = [TRANSFER, a, b, c, d, e, f, g, h];
        let handles = [self.from, self.to, self.authority];
        unchecked_invoke_signed_fixed(self.program.address(), &data, &accounts, &handles, signer);
    }
}

/// Pays `amount` quote units out of one of the launch's vaults.
#[inline(never)]
pub fn pay_quote(
    launch: &Account<Launch>,
    vault: &mut UncheckedAccount,
    to: &mut UncheckedAccount,
    program: &Program<Token>,
    amount: u64,
) {
    let seeds = launch.signer_seeds();
    let transfer = QuoteTransfer {
        program,
        from: vault.cpi_handle_mut().into(),
        to: to.cpi_handle_mut().into(),
        authority: launch.cpi_handle(),
    };
    transfer.invoke(amount, &[&seeds]);
}

/// Destroys base units that `authority` holds in `from`.
pub struct Burn<'a> {
    pub program: &'a Address,
    pub from: CpiHandle<'a>,
    pub mint: CpiHandle<'a>,
    pub authority: CpiHandle<'a>,
}

impl<'a> Burn<'a> {
    /// Burns `amount`; nothing happens if it is zero.
    pub fn invoke(self, amount: u64, decimals: u8, signer: Seeds<'a>) {
        if amount == 0 {
            return;
        }
        let accounts = [
            InstructionAccount::new(self.from.address(), true, false),
            InstructionAccount::new(self.mint.address(), true, false),
            InstructionAccount::new(self.authority.address(), false, true),
        ];
        let handles = [self.from, self.mint, self.authority];
        let data = checked(BURN_CHECKED, amount, decimals);
        unchecked_invoke_signed_fixed(self.program, &data, &accounts, &handles, signer);
    }
}

/// Closes an empty token account; its lamports go to `rent_payer`.
pub fn close_account<'a>(
    program: &'a Address,
    account: CpiHandle<'a>,
    rent_payer: CpiHandle<'a>,
    authority: CpiHandle<'a>,
    signer: Seeds<'a>,
) {
    let accounts = [
        InstructionAccount::new(account.address(), true, false),
        InstructionAccount::new(rent_payer.address(), true, false),
        InstructionAccount::new(authority.address(), false, true),
    ];
    let handles = [account, rent_payer, authority];
    unchecked_invoke_signed_fixed(program, &[CLOSE_ACCOUNT], &accounts, &handles, signer);
}

/// Gives up the authority to mint, for ever. `authority` has signed the transaction.
pub fn revoke_mint_authority<'a>(
    program: &'a Address,
    mint: CpiHandle<'a>,
    authority: CpiHandle<'a>,
) {
    let accounts = [
        InstructionAccount::new(mint.address(), true, false),
        InstructionAccount::new(authority.address(), false, true),
    ];
    let data = [SET_AUTHORITY, AUTHORITY_TO_MINT, NO_KEY];
    unchecked_invoke_signed_fixed(program, &data, &accounts, &[mint, authority], &[]);
}

/// Data of a checked transfer or burn.
fn checked(instruction: u8, amount: u64, decimals: u8) -> [u8; 10] {
    let [a, b, c, d, e, f, g, h] = amount.to_le_bytes();
    [instruction, a, b, c, d, e, f, g, h, decimals]
}

/// What a token account, of either program, holds. `account` has been proven to be one.
pub fn balance(account: &AccountView) -> Result<u64> {
    let data = account.try_borrow()?;
    let amount = data.get(AMOUNT_AT).and_then(|bytes| bytes.try_into().ok());
    Ok(u64::from_le_bytes(amount.ok_or(ProgramError::InvalidAccountData)?))
}

/// Refuses a mint with an extension that is not on the allow-list.
pub fn require_allowed_mint(mint: &AccountView) -> Result<()> {
    // SAFETY: read and dropped before anything can write: no call is made in between. A safe
    // borrow would fail where the account is also loaded as a mutable Mint.
    let data = unsafe { mint.borrow_unchecked() };
    Ok(check_extensions(data).map_err(|_| LaunchError::MintExtension)?)
}

/// Refuses every account but `wallet`'s associated token account, still owned by `wallet`.
///
/// The bump comes from the caller: only the associated token program can create an account
/// at such an address, and it does so at the canonical bump alone, so an account with token
/// data at any other bump cannot exist.
pub fn require_associated(
    account: &AccountView,
    wallet: &Address,
    mint: &Address,
    token_program: &Address,
    bump: u8,
) -> Result<()> {
    let bump = [bump];
    let seeds: [&[u8]; 4] = [wallet.as_ref(), token_program.as_ref(), mint.as_ref(), &bump];
    let refused = LaunchError::NotTheOwnersAccount;
    if verify_program_address(&seeds, &associated_token::ID, account.address()).is_err() {
        return Err(refused.into());
    }
    let data = account.try_borrow()?;
    if !account.owned_by(token_program) || data.get(OWNER_AT) != Some(wallet.as_ref()) {
        return Err(refused.into());
    }
    Ok(())
}
