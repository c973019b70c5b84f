//! Token accounts and mints, of either program.

use groundswell_sdk::Address;
use solana_account::Account;

/// The programs that tokens belong to.
const TOKEN: Address = spl_token_interface::ID;
const TOKEN_2022: Address = spl_token_2022_interface::ID;

/// Bytes of a token account without extensions ..
const ACCOUNT_BYTES: usize = 165;
/// .. and of a mint. With extensions, both have behind the length of an account a byte that says
/// which of the two it is.
const MINT_BYTES: usize = 82;
const IS_MINT: u8 = 1;
const IS_ACCOUNT: u8 = 2;
/// The state of a frozen account.
const FROZEN: u8 = 2;

/// A mint.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MintView {
    /// The program it belongs to.
    pub program: Address,
    /// Base units that exist.
    pub supply: u64,
    /// Base units of a token are ten to the power of this.
    pub decimals: u8,
    /// Who may make more; nobody, if `None`.
    pub authority: Option<Address>,
    /// Who may freeze accounts; nobody, if `None`.
    pub freeze_authority: Option<Address>,
}

/// A token account, with everyone who can do something with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TokenView {
    /// The program it belongs to.
    pub program: Address,
    /// Of which token.
    pub mint: Address,
    /// Who can move it.
    pub owner: Address,
    /// Base units.
    pub amount: u64,
    /// Who else can move some of it; nobody, if `None`.
    pub delegate: Option<Address>,
    /// Whether nobody can, because it is frozen.
    pub is_frozen: bool,
    /// Who can close it besides its owner; nobody, if `None`.
    pub close_authority: Option<Address>,
}

/// The token account in an account. `None` if it is none.
pub fn token(account: &Account) -> Option<TokenView> {
    let amount = token_amount(account)?;
    let data = &account.data;
    let plain = |at: usize| data.get(at..)?.first_chunk().map(|b| Address::new_from_array(*b));
    Some(TokenView {
        program: account.owner,
        mint: plain(0)?,
        owner: plain(32)?,
        amount,
        delegate: key(data, 72),
        is_frozen: *data.get(108)? == FROZEN,
        close_authority: key(data, 129),
    })
}

/// What a token account holds (base units). `None` if it is none.
pub fn token_amount(account: &Account) -> Option<u64> {
    is_kind(account, ACCOUNT_BYTES, IS_ACCOUNT).then_some(())?;
    word(&account.data, 64)
}

/// The mint in an account. `None` if it is none.
pub fn mint(account: &Account) -> Option<MintView> {
    is_kind(account, MINT_BYTES, IS_MINT).then_some(())?;
    let data = &account.data;
    Some(MintView {
        program: account.owner,
        supply: word(data, 36)?,
        decimals: *data.get(44)?,
        authority: key(data, 0),
        freeze_authority: key(data, 46),
    })
}

fn is_kind(account: &Account, bytes: usize, kind: u8) -> bool {
    let size = account.data.len();
    let is_extended = size > ACCOUNT_BYTES && account.data.get(ACCOUNT_BYTES) == Some(&kind);
    match account.owner {
        TOKEN => size == bytes,
        TOKEN_2022 => size == bytes || is_extended,
        _ => false,
    }
}

fn word(data: &[u8], at: usize) -> Option<u64> {
    data.get(at..)?.first_chunk().map(|bytes| u64::from_le_bytes(*bytes))
}

/// A key behind a number of four bytes that says whether it is there.
fn key(data: &[u8], at: usize) -> Option<Address> {
    let (is_there, rest) = data.get(at..)?.split_first_chunk::<4>()?;
    (*is_there == 1u32.to_le_bytes()).then_some(())?;
    rest.first_chunk().map(|bytes| Address::new_from_array(*bytes))
}
