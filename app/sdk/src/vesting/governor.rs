//! Instructions of the vesting program on governors.

use solana_address::Address;
use solana_instruction::Instruction;
use vesting_program::{CreateGovernorArgs, ID, accounts, instruction, state::Governor};

use crate::calls::{SYSTEM_PROGRAM, build};

/// What the instructions of one governor need to know about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct GovernorKeys {
    /// Who made it.
    pub creator: Address,
    /// Who paid for its account.
    pub rent_payer: Address,
    /// Of which token it lets so much out.
    pub mint: Address,
    /// Where it is.
    pub governor: Address,
}

impl GovernorKeys {
    /// The keys of a governor that exists at `address`.
    pub fn of(address: Address, governor: &Governor) -> Self {
        let Governor { creator, rent_payer, mint, .. } = *governor;
        GovernorKeys { creator, rent_payer, mint, governor: address }
    }

    /// Makes it. Signed by creator and rent payer.
    pub fn create_governor(&self, args: CreateGovernorArgs) -> Instruction {
        let accounts = accounts::CreateGovernor {
            payer: self.rent_payer,
            creator: self.creator,
            governor: self.governor,
            mint: self.mint,
            system_program: SYSTEM_PROGRAM,
        };
        build(ID, accounts, instruction::CreateGovernor { args })
    }

    /// Closes it. Signed by anyone; by the creator, if given, where plans could still name it.
    pub fn close_governor(&self, creator: Option<Address>) -> Instruction {
        let GovernorKeys { rent_payer, governor, .. } = *self;
        let accounts = accounts::CloseGovernor { creator, rent_payer, governor };
        build(ID, accounts, instruction::CloseGovernor {})
    }
}
