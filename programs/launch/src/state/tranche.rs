//! A tranche as the charter records it.

use anchor_lang::{
    bytemuck::{Pod, Zeroable},
    prelude::*,
};
use groundswell_math::charter::{Kind, Lock, Tranche};

use crate::error::LaunchError;

/// One part of the supply. Once sealed it never changes.
#[derive(Clone, Copy, IdlType)]
#[repr(C)]
pub struct TrancheRecord {
    /// The account that will hold it: a distributor, a vesting plan, a pool, a mandate.
    pub destination: Address,
    /// Base units.
    pub amount: u64,
    /// What insiders paid: the quote units that the whole sale would cost at their price.
    pub price: u64,
    /// Nothing vests before (seconds after settlement).
    pub cliff_seconds: u32,
    /// Evenly over this after the cliff (seconds).
    pub linear_seconds: u32,
    /// A [`Kind`] by number; as wide as the rest, so that nothing is padding.
    pub kind: u64,
}

// SAFETY: repr(C) of Pod fields whose sizes are multiples of their alignment, in an order that
// leaves no padding; asserted below.
unsafe impl Pod for TrancheRecord {}
// SAFETY: as above; all zeros is a valid value of every field.
unsafe impl Zeroable for TrancheRecord {}

const _: () = assert!(size_of::<TrancheRecord>() == 32 + 8 + 8 + 4 + 4 + 8);

impl TrancheRecord {
    /// What it is for.
    pub fn kind(&self) -> Option<Kind> {
        Kind::from_u8(u8::try_from(self.kind).ok()?)
    }

    /// Whether it goes to a published list.
    pub fn is_airdrop(&self) -> bool {
        self.kind() == Some(Kind::CommunityAirdrop)
    }

    /// Whether it goes to a vesting plan.
    pub fn is_granted(&self) -> bool {
        self.kind().is_some_and(Kind::is_granted)
    }

    /// Whether it goes to the mandate.
    pub fn is_buyback(&self) -> bool {
        self.kind() == Some(Kind::Buyback)
    }

    /// Whether it is insiders'.
    pub fn is_insider(&self) -> bool {
        self.kind().is_some_and(Kind::is_insider)
    }

    /// The tranche as the rules read it.
    pub fn rules(&self) -> Result<Tranche> {
        Ok(Tranche {
            kind: self.kind().ok_or(LaunchError::UnknownKind)?,
            amount: self.amount,
            price: self.price,
            lock: Lock { cliff_seconds: self.cliff_seconds, linear_seconds: self.linear_seconds },
        })
    }
}
