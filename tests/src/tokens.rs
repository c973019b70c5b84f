//! Mints and token accounts, made by the real token programs.

use solana_address::Address;
use solana_instruction::{AccountMeta, Instruction};
use solana_program_pack::Pack;
use spl_associated_token_account_interface::instruction::create_associated_token_account_idempotent;
use spl_token_2022_interface::{
    extension::{ExtensionType, metadata_pointer, transfer_fee},
    instruction as token_2022,
};
use spl_token_interface::state::Mint;

/// The classic token program.
pub const TOKEN: Address = spl_token_interface::ID;
/// Token-2022.
pub const TOKEN_2022: Address = spl_token_2022_interface::ID;

/// Instructions that make a mint at `mint` (which signs), of the classic program.
pub fn create_mint(
    payer: &Address,
    mint: &Address,
    decimals: u8,
    authority: &Address,
    freeze: Option<&Address>,
) -> Vec<Instruction> {
    let space = Mint::LEN as u64;
    vec![
        create_account(payer, mint, space, &TOKEN),
        spl_token_interface::instruction::initialize_mint2(
            &TOKEN, mint, authority, freeze, decimals,
        )
        .unwrap(),
    ]
}

/// Instructions that make a Token-2022 mint with `extensions`, each made by its own
/// `initialize`, in the given order.
pub fn create_mint_2022(
    payer: &Address,
    mint: &Address,
    decimals: u8,
    authority: &Address,
    extensions: &[(ExtensionType, Instruction)],
) -> Vec<Instruction> {
    let types: Vec<ExtensionType> = extensions.iter().map(|(kind, _)| *kind).collect();
    let space =
        ExtensionType::try_calculate_account_len::<spl_token_2022_interface::state::Mint>(&types)
            .unwrap();
    let mut all = vec![create_account(payer, mint, space as u64, &TOKEN_2022)];
    all.extend(extensions.iter().map(|(_, initialize)| initialize.clone()));
    all.push(
        spl_token_2022_interface::instruction::initialize_mint2(
            &TOKEN_2022,
            mint,
            authority,
            None,
            decimals,
        )
        .unwrap(),
    );
    all
}

/// The extension that lets a mint carry its own metadata.
pub fn metadata_pointer(mint: &Address) -> (ExtensionType, Instruction) {
    let initialize =
        metadata_pointer::instruction::initialize(&TOKEN_2022, mint, None, Some(*mint));
    (ExtensionType::MetadataPointer, initialize.unwrap())
}

/// Extensions that no program here takes, one of each kind that a mint can be made with.
pub fn refused_extensions(mint: &Address) -> Vec<(ExtensionType, Instruction)> {
    let program = &TOKEN_2022;
    let someone = Address::new_from_array([3; 32]);
    let fee = transfer_fee::instruction::initialize_transfer_fee_config(
        program,
        mint,
        Some(&someone),
        Some(&someone),
        100,
        u64::MAX,
    );
    let close = token_2022::initialize_mint_close_authority(program, mint, Some(&someone));
    let delegate = token_2022::initialize_permanent_delegate(program, mint, &someone);
    let nontransferable = token_2022::initialize_non_transferable_mint(program, mint);
    vec![
        (ExtensionType::TransferFeeConfig, fee.unwrap()),
        (ExtensionType::MintCloseAuthority, close.unwrap()),
        (ExtensionType::PermanentDelegate, delegate.unwrap()),
        (ExtensionType::NonTransferable, nontransferable.unwrap()),
    ]
}

/// Makes `wallet`'s associated account of `mint`, unless it is there.
pub fn open(payer: &Address, wallet: &Address, mint: &Address, program: &Address) -> Instruction {
    create_associated_token_account_idempotent(payer, wallet, mint, program)
}

/// Mints `amount`; the layout is the same in both programs.
pub fn mint_to(
    mint: &Address,
    to: &Address,
    authority: &Address,
    amount: u64,
    program: &Address,
) -> Instruction {
    let mut instruction =
        spl_token_interface::instruction::mint_to(&TOKEN, mint, to, authority, &[], amount)
            .unwrap();
    instruction.program_id = *program;
    instruction
}

/// Moves `amount` between accounts of a classic mint.
pub fn transfer(from: &Address, to: &Address, owner: &Address, amount: u64) -> Instruction {
    spl_token_interface::instruction::transfer(&TOKEN, from, to, owner, &[], amount).unwrap()
}

/// Moves lamports.
pub fn send_lamports(from: &Address, to: &Address, lamports: u64) -> Instruction {
    let mut data = vec![2, 0, 0, 0];
    data.extend_from_slice(&lamports.to_le_bytes());
    let accounts = vec![AccountMeta::new(*from, true), AccountMeta::new(*to, false)];
    Instruction { program_id: Address::default(), accounts, data }
}

/// Counts lamports that were sent to a wrapped SOL account.
pub fn sync_native(account: &Address) -> Instruction {
    spl_token_interface::instruction::sync_native(&TOKEN, account).unwrap()
}

/// The mint of wrapped SOL, as every cluster has it: nine decimals and no authorities. `like`
/// is any classic mint.
pub fn native_mint(mut like: solana_account::Account) -> solana_account::Account {
    like.data.fill(0);
    like.data[44] = 9;
    like.data[45] = 1;
    like
}

/// The balance in a token account's data, of either program.
pub fn balance(data: &[u8]) -> u64 {
    u64::from_le_bytes(data[64..72].try_into().unwrap())
}

/// The supply in a mint's data, of either program.
pub fn supply(data: &[u8]) -> u64 {
    u64::from_le_bytes(data[36..44].try_into().unwrap())
}

/// Whether a mint's data names an authority to mint.
pub fn can_mint(data: &[u8]) -> bool {
    data[0] == 1
}

fn create_account(from: &Address, to: &Address, space: u64, owner: &Address) -> Instruction {
    // Rent as on mainnet: two years of 3,480 lamports for each byte and 128 more.
    let lamports = (128 + space) * 6_960;
    let mut data = vec![0, 0, 0, 0];
    data.extend_from_slice(&lamports.to_le_bytes());
    data.extend_from_slice(&space.to_le_bytes());
    data.extend_from_slice(owner.as_ref());
    let accounts = vec![AccountMeta::new(*from, true), AccountMeta::new(*to, true)];
    Instruction { program_id: Address::default(), accounts, data }
}
