//! Calls into the token programs, and checks on what they hold.
//!
//! Classic Token and Token-2022 share the instructions used here. They are sent from
//! fixed arrays: anchor-spl's helpers allocate, at several times the compute.

use anchor_lang::{cpi::InstructionAccount, prelude::*, unchecked_invoke_signed_fixed};
use anchor_spl::associated_token;
use groundswell_math::mint::check_extensions;
use solana_sha256_hasher::hashv;

use crate::at::same;

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
/// What the runtime hashes behind seeds and program.
const DERIVED: &[u8] = b"ProgramDerivedAddress";

/// Wrapped SOL, of either program: nobody can burn it.
pub const NATIVE_MINTS: [Address; 2] = [
    Address::from_str_const("So11111111111111111111111111111111111111112"),
    Address::from_str_const("9pan9bMn5HatX4EJdBwg9VgCa7Uz5HL8N1m5D3NdXejP"),
];

/// Seeds of the signer, or none where a signature of the transaction suffices.
pub type Seeds<'a> = &'a [&'a [&'a [u8]]];

/// Moves tokens of either program.
pub struct Transfer<'a> {
    /// The token program.
    pub program: &'a Address,
    /// Pays.
    pub from: CpiHandle<'a>,
    /// Of both accounts.
    pub mint: CpiHandle<'a>,
    /// Is paid.
    pub to: CpiHandle<'a>,
    /// Owner of `from`.
    pub authority: CpiHandle<'a>,
}

impl<'a> Transfer<'a> {
    /// Moves `amount` (base units); nothing happens if it is zero.
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

/// Moves tokens of the classic program without naming their mint. That program moves tokens
/// only between accounts of one mint, so one of the two must be known to have the right one.
pub struct ClassicTransfer<'a> {
    /// The classic token program.
    pub program: &'a Program<Token>,
    /// Pays.
    pub from: CpiHandle<'a>,
    /// Is paid.
    pub to: CpiHandle<'a>,
    /// Owner of `from`.
    pub authority: CpiHandle<'a>,
}

impl<'a> ClassicTransfer<'a> {
    /// Moves `amount` (base units); nothing happens if it is zero.
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

/// Destroys what `authority` holds in `from`.
pub struct Burn<'a> {
    /// The token program.
    pub program: &'a Address,
    /// Loses.
    pub from: CpiHandle<'a>,
    /// Its mint, whose supply shrinks.
    pub mint: CpiHandle<'a>,
    /// Owner of `from`.
    pub authority: CpiHandle<'a>,
}

impl<'a> Burn<'a> {
    /// Burns `amount` (base units); nothing happens if it is zero.
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

/// What a token account, of either program, holds (base units). `account` has been proven to be
/// one.
pub fn balance(account: &AccountView) -> Result<u64> {
    let data = account.try_borrow()?;
    let amount = data.get(AMOUNT_AT).and_then(|bytes| bytes.try_into().ok());
    Ok(u64::from_le_bytes(amount.ok_or(ProgramError::InvalidAccountData)?))
}

/// Whether a mint has no extension but those on the allow-list.
pub fn is_allowed_mint(mint: &AccountView) -> bool {
    // SAFETY: read and dropped before anything can write: no call is made in between. A safe
    // borrow would fail where the account is also loaded as a mutable Mint.
    let data = unsafe { mint.borrow_unchecked() };
    check_extensions(data).is_ok()
}

/// Whose associated token account of `mint` this is, still owned by that wallet. `None` if it is
/// nobody's.
///
/// The bump comes from the caller: only the associated token program can create an account
/// at such an address, and it does so at the canonical bump alone, so an account with token
/// data at any other bump cannot exist. For the same reason the hash is compared without
/// asking the runtime whether it lies off the curve, and the account's program is not asked for:
/// nobody else can find the key of a hash, and whoever made the account is in it.
#[inline(always)] // the address is not copied once more
pub fn associated_owner(
    account: &AccountView,
    mint: &Address,
    token_program: &Address,
    bump: u8,
) -> Option<Address> {
    let data = account.try_borrow().ok()?;
    let owner: &[u8; 32] = data.get(OWNER_AT)?.try_into().ok()?;
    let derived = hashv(&[
        owner,
        token_program.as_ref(),
        mint.as_ref(),
        &[bump],
        associated_token::ID.as_ref(),
        DERIVED,
    ]);
    let here = same(derived.as_bytes(), account.address().as_array());
    here.then(|| Address::new_from_array(*owner))
}

/// Whether `account` is `wallet`'s associated token account of `mint`, still owned by `wallet`.
/// For the bump see [`associated_owner`].
pub fn is_associated(
    account: &AccountView,
    wallet: &Address,
    mint: &Address,
    token_program: &Address,
    bump: u8,
) -> bool {
    associated_owner(account, mint, token_program, bump)
        .is_some_and(|owner| same(owner.as_array(), wallet.as_array()))
}
