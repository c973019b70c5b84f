//! How a mint with each extension is really made: by Token-2022's own instructions.

use groundswell_tests::{
    hostile,
    stage::address,
    tokens::{self, TOKEN_2022},
};
use solana_address::Address;
use solana_instruction::Instruction;
use spl_token_2022_interface::{
    extension::{
        ExtensionType, confidential_mint_burn, confidential_transfer, confidential_transfer_fee,
        default_account_state, group_member_pointer, group_pointer, interest_bearing_mint,
        metadata_pointer, pausable, scaled_ui_amount, transfer_fee, transfer_hook,
    },
    instruction as token_2022,
    state::AccountState,
};
use spl_token_group_interface::instruction as group;

/// A group that members can join.
pub const GROUP: &str = "group";

/// Instructions that make a mint with the extension, and with what that needs. `authority` signs.
pub fn mint(kind: ExtensionType, mint: &Address, authority: &Address) -> Vec<Instruction> {
    let payer = address("payer");
    let before: Vec<_> = needs(kind).into_iter().chain([kind]).collect();
    let before = before.into_iter().filter_map(|kind| Some((kind, initialize(kind, mint)?)));
    let before: Vec<_> = before.collect();
    let mut all = tokens::create_mint_2022(&payer, mint, 6, authority, &before);
    if let Some(after) = added(kind, mint, authority) {
        all.push(tokens::send_lamports(&payer, mint, 10_000_000));
        all.push(after);
    }
    all
}

/// Extensions without which Token-2022 refuses this one.
fn needs(kind: ExtensionType) -> Vec<ExtensionType> {
    use ExtensionType::*;
    match kind {
        ConfidentialTransferFeeConfig => vec![TransferFeeConfig, ConfidentialTransferMint],
        ConfidentialMintBurn => vec![ConfidentialTransferMint],
        TokenMetadata => vec![MetadataPointer],
        TokenGroup => vec![GroupPointer],
        TokenGroupMember => vec![GroupMemberPointer],
        _ => vec![],
    }
}

/// What comes before the mint is one. `None` for what is added to a mint.
fn initialize(kind: ExtensionType, mint: &Address) -> Option<Instruction> {
    use ExtensionType::*;
    let someone = address("issuer");
    let (program, key) = (&TOKEN_2022, Some(someone));
    let made = match kind {
        TransferFeeConfig => {
            let (authority, withdraws) = (Some(&someone), Some(&someone));
            // No fee yet: its authority may raise it.
            let initialize = transfer_fee::instruction::initialize_transfer_fee_config;
            initialize(program, mint, authority, withdraws, 0, 0)
        }
        MintCloseAuthority => {
            token_2022::initialize_mint_close_authority(program, mint, Some(&someone))
        }
        ConfidentialTransferMint => {
            confidential_transfer::instruction::initialize_mint(program, mint, key, true, None)
        }
        DefaultAccountState => {
            let initialize = default_account_state::instruction::initialize_default_account_state;
            // Not frozen yet.
            initialize(program, mint, &AccountState::Initialized)
        }
        NonTransferable => token_2022::initialize_non_transferable_mint(program, mint),
        InterestBearingConfig => {
            interest_bearing_mint::instruction::initialize(program, mint, key, 0)
        }
        PermanentDelegate => token_2022::initialize_permanent_delegate(program, mint, &someone),
        TransferHook => {
            let hook = Some(hostile::program());
            transfer_hook::instruction::initialize(program, mint, key, hook)
        }
        ConfidentialTransferFeeConfig => {
            use confidential_transfer_fee::instruction;
            let initialize = instruction::initialize_confidential_transfer_fee_config;
            initialize(program, mint, key, &Default::default())
        }
        MetadataPointer => {
            metadata_pointer::instruction::initialize(program, mint, key, Some(*mint))
        }
        GroupPointer => group_pointer::instruction::initialize(program, mint, key, Some(*mint)),
        GroupMemberPointer => {
            group_member_pointer::instruction::initialize(program, mint, key, Some(*mint))
        }
        ConfidentialMintBurn => {
            let (supply, hidden) = (Default::default(), Default::default());
            confidential_mint_burn::instruction::initialize_mint(program, mint, &supply, &hidden)
        }
        ScaledUiAmount => scaled_ui_amount::instruction::initialize(program, mint, key, 1.0),
        // Not paused yet.
        Pausable => pausable::instruction::initialize(program, mint, &someone),
        TokenMetadata | TokenGroup | TokenGroupMember => return None,
        Uninitialized
        | TransferFeeAmount
        | ConfidentialTransferAccount
        | ImmutableOwner
        | MemoTransfer
        | CpiGuard
        | NonTransferableAccount
        | TransferHookAccount
        | ConfidentialTransferFeeAmount
        | PausableAccount => panic!("{kind:?} is of no mint"),
    };
    Some(made.unwrap())
}

/// What a mint is given afterwards.
fn added(kind: ExtensionType, mint: &Address, authority: &Address) -> Option<Instruction> {
    let program = &TOKEN_2022;
    match kind {
        ExtensionType::TokenMetadata => {
            let [name, symbol, uri] = ["Name", "SYM", "https://example.org"].map(String::from);
            let initialize = spl_token_metadata_interface::instruction::initialize;
            Some(initialize(program, mint, authority, mint, authority, name, symbol, uri))
        }
        ExtensionType::TokenGroup => {
            Some(group::initialize_group(program, mint, mint, authority, Some(*authority), 9))
        }
        ExtensionType::TokenGroupMember => {
            let group = address(GROUP);
            Some(group::initialize_member(program, mint, mint, authority, &group, authority))
        }
        _ => None,
    }
}
