//! This release's programs, deployed as they are on a cluster: a program account that names an
//! account with the bytecode and who may upgrade it.

use anyhow::Context;
use groundswell_programs::{ALL, Program};
use groundswell_sdk::{
    Address, buyback_program, distributor_program, program as launch_program, vesting_program,
};
use solana_account::Account;
use solana_keypair::Keypair;
use solana_loader_v3_interface::{get_program_data_address, state::UpgradeableLoaderState};
use solana_signer::Signer;

use crate::{Ledger, key};

/// The loader that owns upgradeable programs.
const LOADER: Address = Address::from_str_const("BPFLoaderUpgradeab1e11111111111111111111111");

/// A program on the ledger.
#[derive(Clone, Copy, Debug)]
pub struct Deployed {
    /// As this release carries it.
    pub program: Program,
    /// Its address.
    pub address: Address,
    /// Where its bytecode is.
    pub bytecode: Address,
}

/// Who may upgrade the programs here.
pub fn upgrade_authority() -> Keypair {
    key("upgrade authority")
}

/// Deploys every program of this release.
pub fn deploy(ledger: &Ledger) -> anyhow::Result<Vec<Deployed>> {
    ALL.iter().map(|program| deploy_one(ledger, *program)).collect()
}

fn deploy_one(ledger: &Ledger, program: Program) -> anyhow::Result<Deployed> {
    let address = address(program.name).with_context(|| {
        format!("this release carries program {}, but no address for it", program.name)
    })?;
    let bytecode = get_program_data_address(&address);
    let authority = Some(upgrade_authority().pubkey());
    let head =
        UpgradeableLoaderState::ProgramData { slot: 0, upgrade_authority_address: authority };
    let mut data = bincode::serialize(&head)?;
    data.extend_from_slice(program.bytecode);
    let loaded = Account { owner: LOADER, lamports: ledger.rent(data.len()), data, ..empty() };
    ledger.put(&bytecode, loaded)?;

    let data =
        bincode::serialize(&UpgradeableLoaderState::Program { programdata_address: bytecode })?;
    let lamports = ledger.rent(data.len());
    let account = Account { owner: LOADER, lamports, data, executable: true, ..empty() };
    ledger
        .put(&address, account)
        .with_context(|| format!("the bytecode of program {} is damaged", program.name))?;
    Ok(Deployed { program, address, bytecode })
}

fn empty() -> Account {
    Account::default()
}

/// Where a program of this name is.
fn address(name: &str) -> Option<Address> {
    match name {
        "launch" => Some(launch_program::ID),
        "distributor" => Some(distributor_program::ID),
        "vesting" => Some(vesting_program::ID),
        "buyback" => Some(buyback_program::ID),
        _ => None,
    }
}
