//! Every refusal a user can meet, one variant per cause, with what to do about it.

use anchor_lang::prelude::*;
use groundswell_math::window::WindowError;
use groundswell_program::errors;

errors! {
    /// Why the distributor program refused. Codes count from 6000 in the order of this list.
    DistributorError {
        // The list.
        EmptyList: "a list needs at least one leaf and a sum above zero",
        Depth: "the depth is not that of a tree with so many leaves: ceil(log2(count))",
        VaultCount: "a list has at most 16 vaults, and none smaller than a page of 8192 leaves",
        ContentLength: "a content address has at most 96 bytes",
        UnknownSink: "no sink has this number: 0 burns, 1 is a buyback mandate, 2 another list",
        SinkMissing: "this sink needs an address, which is neither empty, the list's own nor this program's",
        SinkUnused: "burning needs no address: leave the sink's address empty",
        NativeMint: "wrapped SOL cannot be burned, so a list of it could never end",
        MintExtension: "the mint has an extension other than MetadataPointer and TokenMetadata",

        // When it unlocks.
        StepCount: "a list unlocks in 1 to 12 steps",
        StepsAscend: "every step must come after the one before and unlock more",
        StepsWhole: "the last step must unlock 100 %",
        TooShort: "claims must stay possible for 7 days after the last step and after now",
        TooLong: "the list ends more than ten years from now",

        // Before claims.
        NoSuchVault: "the list has no vault with this number",
        NoSuchPage: "the list has no page with this number",
        PageComplete: "the page has all its bits",
        NodeMismatch: "the proof does not show this part of the list",
        VaultSums: "the vaults' parts do not add up to the list: its tree has leaves beyond its count",
        VaultFunded: "this vault holds its part of the list already",
        Underfunded: "the vault holds less than its part of the list: fund it first",

        // Claims.
        NotActive: "the list is not active: fund and activate all its vaults first",
        NotUnlocked: "nothing of this leaf has unlocked yet: claims begin with the first step that gives it a unit",
        Ended: "the list has ended: what was not claimed leaves to its sink",
        ProofMismatch: "the proof does not show this leaf with this amount on this list",
        ZeroAmount: "the amount is zero",
        AlreadyClaimed: "all that this leaf has unlocked so far has been claimed",
        AnotherPage: "the leaf is on another page",
        PageIncomplete: "the page lacks bits: extend it first",
        NotTheOwnersAccount: "the account to pay is not its owner's associated token account",
        NoLeaves: "name 1 to 16 leaves, each with its account, in the order of their numbers",
        Overflow: "a total would exceed what 64 bits hold",

        // After the end.
        NotEnded: "the list has not ended: claims are still possible",
        WrongSink: "these are not the accounts of the list's sink",
        SinkNotReady: "the list's sink does not exist yet: it can be waited for 180 days after the end",
        NothingToClose: "something is still held here: claw back every vault and close every page first",
    }
}

impl From<WindowError> for DistributorError {
    fn from(error: WindowError) -> Self {
        match error {
            WindowError::StepCount => DistributorError::StepCount,
            WindowError::StepsAscend => DistributorError::StepsAscend,
            WindowError::StepsWhole => DistributorError::StepsWhole,
            WindowError::TooShort => DistributorError::TooShort,
            WindowError::TooLong => DistributorError::TooLong,
        }
    }
}
