//! A transaction that the ledger refused, in the program's own words.

use std::{borrow::Cow, error::Error, fmt};

use groundswell_sdk::Address;
use solana_instruction::{Instruction, error::InstructionError};
use solana_transaction::TransactionError;

use crate::programs::known;

/// Why a transaction did not go through.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    step: Cow<'static, str>,
    /// If one of this release's programs refused: which, and the name of its error.
    program_error: Option<(&'static str, &'static str)>,
    words: String,
    /// What the program logged about it, such as by how much a bound was missed.
    detail: Option<String>,
}

impl Refusal {
    /// The refusal behind a transaction's error and its logs. `step` is what the transaction is
    /// called.
    pub fn of(
        step: impl Into<Cow<'static, str>>,
        error: &TransactionError,
        logs: &[String],
    ) -> Self {
        Refusal::by(failing_program(logs).and_then(|it| it.parse().ok()), step, error, logs)
    }

    /// The same where the ledger keeps no logs: the program is the one that `instructions` call.
    pub fn unlogged(
        step: impl Into<Cow<'static, str>>,
        error: &TransactionError,
        instructions: &[Instruction],
    ) -> Self {
        let called = match error {
            TransactionError::InstructionError(index, _) => {
                instructions.get(usize::from(*index)).map(|instruction| instruction.program_id)
            }
            _ => None,
        };
        Refusal::by(called, step, error, &[])
    }

    fn by(
        program: Option<Address>,
        step: impl Into<Cow<'static, str>>,
        error: &TransactionError,
        logs: &[String],
    ) -> Self {
        let explained = match error {
            TransactionError::InstructionError(_, InstructionError::Custom(code)) => {
                let known = program.as_ref().and_then(known);
                known.and_then(|it| (it.explain)(*code).map(|(name, words)| (it.name, name, words)))
            }
            _ => None,
        };
        let (program_error, words) = match explained {
            Some((program, name, words)) => (Some((program, name)), words.to_string()),
            None => (None, error.to_string()),
        };
        Refusal { step: step.into(), program_error, words, detail: detail(logs) }
    }

    /// A transaction that was never sent, and why.
    pub fn unsent(step: impl Into<Cow<'static, str>>, words: String) -> Refusal {
        Refusal { step: step.into(), program_error: None, words, detail: None }
    }

    /// Which program refused, and the name of its error; `None` if it was none of this release's.
    pub fn program_error(&self) -> Option<(&'static str, &'static str)> {
        self.program_error
    }

    /// What whoever wrote the row or the file can do about it.
    fn remedy(&self) -> Option<&'static str> {
        Some(match self.program_error? {
            ("launch", "UnderWalletMinimum") => {
                "raise the amount, withdraw the whole rest, or lower the sale's wallet minimum"
            }
            ("launch", "OverWalletMaximum") => "lower the amount, or raise the wallet maximum",
            ("launch", "OverAllowance") => {
                "lower the amount, or raise the wallet's cap on the list"
            }
            ("launch", "AnotherTick") => "let the wallet withdraw its whole bid in an earlier row",
            _ => return None,
        })
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Refusal { step, words, .. } = self;
        match self.program_error {
            Some((program, name)) => {
                write!(f, "the {program} program refused `{step}`: {words} ({name})")?;
            }
            None => write!(f, "the ledger refused `{step}`: {words}")?,
        }
        if let Some(detail) = &self.detail {
            write!(f, "; it logged \"{detail}\"")?;
        }
        match self.remedy() {
            Some(remedy) => write!(f, "\nTo mend it, {remedy}."),
            None => Ok(()),
        }
    }
}

impl Error for Refusal {}

/// The program in which a transaction failed: the innermost reports first.
fn failing_program(logs: &[String]) -> Option<&str> {
    logs.iter().find_map(|line| {
        let (program, why) = line.strip_prefix("Program ")?.split_once(' ')?;
        why.starts_with("failed").then_some(program)
    })
}

/// The last thing a program logged before the failure, other than an instruction's name.
fn detail(logs: &[String]) -> Option<String> {
    let said = logs.iter().rev().filter_map(|line| line.strip_prefix("Program log: "));
    let mut told = said.filter(|line| !line.starts_with("Instruction: "));
    told.next().map(str::to_string)
}

#[cfg(test)]
mod tests {
    use groundswell_sdk::{
        distributor_program::{self, DistributorError},
        program::{self, LaunchError},
    };

    use super::*;

    fn refusal(code: u32, logs: &[&str]) -> String {
        let error = TransactionError::InstructionError(1, InstructionError::Custom(code));
        let [launch, list] = [program::ID, distributor_program::ID].map(|id| id.to_string());
        let named = |line: &&str| line.replace("LAUNCH", &launch).replace("DISTRIBUTOR", &list);
        let logs: Vec<_> = logs.iter().map(named).collect();
        Refusal::of("seal", &error, &logs).to_string()
    }

    #[test]
    fn the_launch_program_speaks_for_itself() {
        let (code, words) = (0..).zip(LaunchError::ALL).fold((0, ""), |found, (at, entry)| {
            if entry.0 == LaunchError::KolMax { (6_000 + at, entry.2) } else { found }
        });

        let said = refusal(
            code,
            &[
                "Program LAUNCH invoke [1]",
                "Program log: Instruction: Seal",
                "Program log: number 0: 120, bound 100, off by 20",
                "Program LAUNCH failed: custom program error",
            ],
        );

        let logged = "it logged \"number 0: 120, bound 100, off by 20\"";
        assert_eq!(said, format!("the launch program refused `seal`: {words} (KolMax); {logged}"));
    }

    #[test]
    fn so_does_the_distributor() {
        let at = DistributorError::ALL.iter().position(|e| e.0 == DistributorError::NotActive);
        let code = 6_000 + at.and_then(|at| u32::try_from(at).ok()).unwrap_or(0);

        let said = refusal(code, &["Program DISTRIBUTOR failed: custom program error"]);

        let words = "the distributor program refused `seal`: the list is not active";
        assert!(said.starts_with(words) && said.ends_with("(NotActive)"), "{said}");
    }

    #[test]
    fn every_remedy_is_for_an_error_that_exists() {
        for name in ["UnderWalletMinimum", "OverWalletMaximum", "OverAllowance", "AnotherTick"] {
            assert!(LaunchError::ALL.iter().any(|(_, known, _)| *known == name), "{name}");
        }
    }

    #[test]
    fn another_programs_error_is_not_taken_for_the_launchs() {
        let said = refusal(
            6_000,
            &[
                "Program TokenkegQfeZyiNwAJbNbGKPFXCWuBvf9Ss623VQ5DA failed: custom program error",
                "Program LAUNCH failed: custom program error",
            ],
        );

        assert!(said.starts_with("the ledger refused `seal`: Error processing"), "{said}");
    }

    #[test]
    fn what_a_row_can_do_about_it_is_said() {
        let at = LaunchError::ALL.iter().position(|e| e.0 == LaunchError::OverWalletMaximum);
        let code = 6_000 + at.and_then(|at| u32::try_from(at).ok()).unwrap_or(0);

        let said = refusal(code, &["Program LAUNCH failed: custom program error"]);

        assert!(said.ends_with("To mend it, lower the amount, or raise the wallet maximum."));
    }
}
