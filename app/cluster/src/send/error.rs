//! Why a transaction did not go through, or may not have.

use std::borrow::Cow;

use solana_signature::Signature;

use super::{Call, PACKET, Pending};
use crate::{chain::ChainError, refusal::Refusal};

/// Why a transaction did not go through, or may not have.
#[derive(Debug, thiserror::Error)]
pub enum SendError {
    /// The ledger refused it, in a simulation or for good.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// The ledger cannot be asked.
    #[error(transparent)]
    Chain(#[from] ChainError),
    /// No packet holds it.
    #[error("the transaction `{step}` has {bytes} bytes, and a packet holds {PACKET}")]
    TooLarge {
        /// What it is called.
        step: Cow<'static, str>,
        /// Of the whole transaction.
        bytes: usize,
    },
    /// It was not signed, and not sent.
    #[error("`{step}` was not sent: {why}")]
    Unsigned {
        /// What it is called.
        step: Cow<'static, str>,
        /// Why not.
        why: String,
    },
    /// The cluster never took it.
    #[error(
        "the cluster did not take `{step}` in {attempts} attempts: it is busy\n\
         Offer more for priority (--compute-unit-price), or try again later"
    )]
    Expired {
        /// What it is called.
        step: Cow<'static, str>,
        /// How often it was made.
        attempts: u32,
    },
    /// It left, and then the ledger did not answer.
    #[error("it is not known whether `{step}` went through: {cause}\nIts signature is {signature}")]
    Unknown {
        /// What it is called.
        step: Cow<'static, str>,
        /// Names it.
        signature: Signature,
        /// Why it is not known.
        cause: ChainError,
    },
}

impl SendError {
    pub(super) fn unsigned(call: &Call, why: &str) -> SendError {
        SendError::Unsigned { step: call.step.clone(), why: why.to_owned() }
    }

    pub(super) fn unknown(call: &Call, pending: &Pending, cause: ChainError) -> SendError {
        SendError::Unknown { step: call.step.clone(), signature: pending.signature, cause }
    }
}
