//! The programs of this release: where they are, and what their errors mean.

use groundswell_sdk::{
    Address, buyback, buyback_program, distributor, distributor_program, launch, program, vesting,
    vesting_program,
};

/// One of this release's programs.
#[derive(Clone, Copy, Debug)]
pub struct Known {
    /// What it is called.
    pub name: &'static str,
    /// Where it is.
    pub address: Address,
    /// Name and words of its error with a code.
    pub explain: fn(u32) -> Option<(&'static str, &'static str)>,
}

/// The programs that a launch runs on.
pub const PROGRAMS: [Known; 4] = [
    Known { name: "launch", address: program::ID, explain: launch::explain },
    Known { name: "distributor", address: distributor_program::ID, explain: distributor::explain },
    Known { name: "vesting", address: vesting_program::ID, explain: vesting::explain },
    Known { name: "buyback", address: buyback_program::ID, explain: buyback::explain },
];

/// The program at `address`, if it is one of them.
pub fn known(address: &Address) -> Option<&'static Known> {
    PROGRAMS.iter().find(|known| known.address == *address)
}
