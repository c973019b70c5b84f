//! What a script looks like: calls, one behind the other.
//!
//! A call is the place of the program among the accounts, the bump with which the actor signs or
//! zero, the number of accounts, two bytes for each (its place, its flags), two bytes for the length
//! of the data, and the data. Numbers are little endian.

/// Seed of the one account that this program signs for; behind it stands the bump.
pub const ACTOR_SEED: &[u8] = b"actor";
/// The callee may write the account.
pub const WRITES: u8 = 1;
/// The account is passed on as having signed.
pub const SIGNS: u8 = 2;
/// What Token-2022 begins a call of a transfer hook with.
pub const EXECUTE: [u8; 8] = [105, 37, 101, 197, 75, 251, 102, 26];

/// One call.
#[derive(Clone, Copy, Debug)]
pub struct Step<'a> {
    /// Where the called program is among the accounts.
    pub program: u8,
    /// The bump of the actor's address, or zero if it does not sign.
    pub bump: u8,
    /// Place and flags of each account.
    pub accounts: &'a [[u8; 2]],
    /// What the program is told.
    pub data: &'a [u8],
}

impl<'a> Step<'a> {
    /// The first call of a script, and the rest of it. `None` if it is cut off.
    pub fn read(script: &'a [u8]) -> Option<(Step<'a>, &'a [u8])> {
        let ([program, bump, count], rest) = script.split_first_chunk()?;
        let (accounts, rest) = rest.split_at_checked(usize::from(*count) * 2)?;
        let (accounts, _) = accounts.as_chunks();
        let (length, rest) = rest.split_first_chunk()?;
        let (data, rest) = rest.split_at_checked(usize::from(u16::from_le_bytes(*length)))?;
        Some((Step { program: *program, bump: *bump, accounts, data }, rest))
    }

    /// Adds the call to a script. `None` if it is too long for one.
    pub fn write(&self, script: &mut Vec<u8>) -> Option<()> {
        let count = u8::try_from(self.accounts.len()).ok()?;
        let length = u16::try_from(self.data.len()).ok()?;
        script.extend_from_slice(&[self.program, self.bump, count]);
        script.extend_from_slice(self.accounts.as_flattened());
        script.extend_from_slice(&length.to_le_bytes());
        script.extend_from_slice(self.data);
        Some(())
    }
}
