//! Which refusals are meant, and which bytes may do something.

use anchor_lang::prelude::ErrorCode;
use groundswell_tests::{BuybackError, DistributorError, LaunchError, Refusal, VestingError};
use solana_address::Address;
use solana_instruction::error::InstructionError;
use solana_transaction::TransactionError;

use crate::{
    cases::{DISCRIMINATOR, Kind},
    scene::{Control, Outcome},
};

/// What to think of an outcome.
pub enum Verdict {
    /// It did what the bytes say, and the bytes may say so.
    Accepted,
    /// It was refused, by an error of this name.
    Refused(String),
    /// Neither.
    Unmeant,
}

/// Judges one case. `meant` is what the control changes at that moment.
pub fn judge(control: &Control, kind: Kind, outcome: &Outcome, meant: &[Address]) -> Verdict {
    let bad = |line: &String| {
        ["panicked", "access violation", "out of memory", "exceeded"]
            .iter()
            .any(|word| line.contains(word))
    };
    if outcome.logs.iter().any(bad) {
        return Verdict::Unmeant;
    }
    match &outcome.error {
        None if is_harmless(control, kind, &outcome.changed, meant) => Verdict::Accepted,
        None => Verdict::Unmeant,
        Some(TransactionError::InstructionError(0, error)) => match name(control.program, error) {
            Some(name) => Verdict::Refused(name),
            None => Verdict::Unmeant,
        },
        Some(_) => Verdict::Unmeant,
    }
}

/// Whether bytes or accounts that are not the control's may succeed. `changed` is what they change,
/// `meant` what the control changes.
fn is_harmless(control: &Control, kind: Kind, changed: &[Address], meant: &[Address]) -> bool {
    let takes_none = control.instruction.data.len() == DISCRIMINATOR;
    let name = format!("{}.{}", control.program, control.name);
    let listed = takes_none || ARGUMENTS.iter().any(|(listed, _)| *listed == name);
    // Accounts that make no difference, or that are only read.
    let same = changed.iter().all(|address| meant.contains(address));
    match kind {
        // What follows the arguments is never read.
        Kind::Control | Kind::Trailing => true,
        Kind::Truncated | Kind::RandomDiscriminator => false,
        Kind::RandomArguments | Kind::HugeLength => listed,
        Kind::OtherAccounts => same,
        Kind::OtherAccountsRandomArguments => listed && same,
    }
}

/// Instructions whose arguments may be drawn and right, each with its reason.
const ARGUMENTS: &[(&str, &str)] = &[
    ("buyback.collect", "a bump of 255 is drawn, and right"),
    ("buyback.create_mandate", "numbers of one's own mandate: id, limits, budget"),
    ("buyback.open_cycle", "the present cycle is drawn"),
    ("distributor.activate", "the vault's number is drawn"),
    ("distributor.clawback", "the bump is of a sink, and this list burns"),
    ("distributor.create", "words and numbers of one's own list"),
    ("distributor.fund", "the vault's number is drawn"),
    ("distributor.open_page", "the page's number is drawn"),
    ("launch.add_tranche", "a draft takes what `seal` refuses"),
    ("launch.claim", "a bump of 255 is drawn, and right"),
    ("launch.close", "the bump is of an account that gets nothing"),
    ("launch.create", "a draft takes what `seal` refuses"),
    ("launch.fund_airdrop", "the tranche's number is drawn"),
    ("launch.fund_buyback", "a bump of 255 is drawn, and right"),
    ("launch.fund_plan", "the tranche's number is drawn"),
    ("launch.refund", "a bump of 255 is drawn, and right"),
    ("launch.remove_tranche", "the number of a tranche of one's own draft is drawn"),
    ("launch.sweep", "the bump is of an account that gets nothing"),
    ("launch.withdraw", "an amount of one's own deposit is drawn"),
    ("vesting.create_governor", "numbers of one's own governor"),
    ("vesting.create_grant", "an amount that one's own plan has is drawn"),
    ("vesting.create_plan", "numbers of one's own plan"),
    ("vesting.forfeit", "the bump is of a sink, and this plan burns"),
    ("vesting.post_disclosure", "any hash, and any link"),
];

/// The name of an error that is meant. `None` for every other one.
fn name(program: &str, error: &InstructionError) -> Option<String> {
    let ours = |code: u32| {
        let at = usize::try_from(code.checked_sub(6_000)?).ok()?;
        let name = match program {
            "launch" => LaunchError::ALL.get(at)?.1,
            "distributor" => DistributorError::ALL.get(at)?.1,
            "vesting" => VestingError::ALL.get(at)?.1,
            _ => BuybackError::ALL.get(at)?.1,
        };
        Some(format!("ours: {name}"))
    };
    if let InstructionError::Custom(code) = error
        && let Some(name) = ours(*code)
    {
        return Some(name);
    }
    if framework().into_iter().any(|code| code.error() == *error) {
        return Some(format!("framework: {error:?}"));
    }
    let listed = RUNTIME.iter().find(|(listed, _)| listed == error);
    listed.map(|(_, words)| format!("runtime: {error:?}, {words}"))
}

/// What the framework refuses.
fn framework() -> [ErrorCode; 12] {
    [
        ErrorCode::AccountNotEnoughKeys,
        ErrorCode::ConstraintMut,
        ErrorCode::ConstraintSigner,
        ErrorCode::ConstraintSeeds,
        ErrorCode::ConstraintAddress,
        ErrorCode::ConstraintOwner,
        ErrorCode::ConstraintSpace,
        ErrorCode::ConstraintExecutable,
        ErrorCode::ConstraintZero,
        ErrorCode::InstructionDidNotDeserialize,
        ErrorCode::InstructionFallbackNotFound,
        ErrorCode::ConstraintDuplicateMutableAccount,
    ]
}

/// What the framework refuses in the runtime's words, or the runtime itself, or a program that ours
/// call.
const RUNTIME: &[(InstructionError, &str)] = &[
    (InstructionError::AccountDataTooSmall, "an account that holds something else"),
    (InstructionError::UninitializedAccount, "an account that does not exist"),
    (InstructionError::InvalidAccountData, "an account that holds something else"),
    (InstructionError::IncorrectProgramId, "another program"),
    (InstructionError::InvalidArgument, "a proof that the tree cannot have"),
    (InstructionError::PrivilegeEscalation, "an account that may not be written"),
    (InstructionError::Custom(0), "system program: the account exists"),
    (InstructionError::Custom(1), "token program: not so many tokens"),
];
