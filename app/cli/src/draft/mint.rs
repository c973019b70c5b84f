//! Instructions that make mints and fill accounts, of the real token programs.

use anyhow::Context;
use groundswell_cluster::steps::{Done, Step};
use groundswell_sdk::{Address, launch::LaunchKeys};
use solana_instruction::Instruction;
use solana_program_pack::Pack;
use solana_system_interface::instruction::create_account;
use spl_associated_token_account_interface::instruction::create_associated_token_account_idempotent;
use spl_token_2022_interface::extension::{ExtensionType, metadata_pointer};
use spl_token_interface::state::Mint;

use crate::plan::Plan;

/// The classic token program.
pub const TOKEN: Address = spl_token_interface::ID;
/// Token-2022.
pub const TOKEN_2022: Address = spl_token_2022_interface::ID;

/// Bytes of a Token-2022 metadata entry besides its texts: type and length, two keys, the
/// lengths of three texts and of an empty list.
const METADATA_BYTES: usize = 4 + 2 * 32 + 3 * 4 + 4;

/// A mint to be.
pub struct MintDraft<'a> {
    /// Pays its rent.
    pub payer: &'a Address,
    /// Its address, which signs.
    pub mint: &'a Address,
    /// Who may mint.
    pub authority: &'a Address,
    /// Its decimals.
    pub decimals: u8,
}

impl MintDraft<'_> {
    /// A mint of the classic program. `rent` tells the rent of so many bytes.
    pub fn classic(
        &self,
        rent: &dyn Fn(usize) -> anyhow::Result<u64>,
    ) -> anyhow::Result<Vec<Instruction>> {
        Ok(vec![
            create_account(self.payer, self.mint, rent(Mint::LEN)?, Mint::LEN as u64, &TOKEN),
            self.initialize(&TOKEN)?,
        ])
    }

    /// A Token-2022 mint that carries its own name, symbol and link, which nobody can change.
    pub fn with_metadata(
        &self,
        (name, symbol, uri): (&str, &str, &str),
        rent: &dyn Fn(usize) -> anyhow::Result<u64>,
    ) -> anyhow::Result<Vec<Instruction>> {
        let MintDraft { payer, mint, authority, .. } = self;
        let space =
            ExtensionType::try_calculate_account_len::<spl_token_2022_interface::state::Mint>(&[
                ExtensionType::MetadataPointer,
            ])
            .context("the size of a Token-2022 mint")?;
        // The metadata grows the account when it is written; its rent is paid up front.
        let lamports = rent(space + METADATA_BYTES + name.len() + symbol.len() + uri.len())?;
        let pointer =
            metadata_pointer::instruction::initialize(&TOKEN_2022, mint, None, Some(**mint))?;
        let metadata = spl_token_metadata_interface::instruction::initialize(
            &TOKEN_2022,
            mint,
            authority,
            mint,
            authority,
            name.to_string(),
            symbol.to_string(),
            uri.to_string(),
        );
        let give_up = spl_token_metadata_interface::instruction::update_authority(
            &TOKEN_2022,
            mint,
            authority,
            Default::default(),
        );
        Ok(vec![
            create_account(payer, mint, lamports, space as u64, &TOKEN_2022),
            pointer,
            self.initialize(&TOKEN_2022)?,
            metadata,
            give_up,
        ])
    }

    fn initialize(&self, program: &Address) -> anyhow::Result<Instruction> {
        let MintDraft { mint, authority, decimals, .. } = self;
        // The layout is the same in both programs.
        let initialize = spl_token_interface::instruction::initialize_mint2;
        let instruction = initialize(&TOKEN, mint, authority, None, *decimals)?;
        Ok(Instruction { program_id: *program, ..instruction })
    }
}

/// The mint of a launch with its whole supply, which its creator gets.
pub fn mint_with_supply(
    plan: &Plan,
    keys: &LaunchKeys,
    rent: &dyn Fn(usize) -> anyhow::Result<u64>,
) -> anyhow::Result<Step> {
    let LaunchKeys { creator, base_mint, base_token_program: program, .. } = keys;
    let draft = MintDraft {
        payer: creator,
        mint: base_mint,
        authority: creator,
        decimals: plan.base_decimals,
    };
    let mut instructions = if plan.token_2022 {
        draft.with_metadata((&plan.name, &plan.symbol, &plan.uri), rent)?
    } else {
        draft.classic(rent)?
    };
    let (account, _) = keys.base_account(creator);
    instructions.push(open(creator, creator, base_mint, program));
    instructions.push(mint_to(program, base_mint, &account, creator, plan.supply)?);
    Ok(Step {
        name: "make the token's mint",
        whose: "the token and its whole supply".into(),
        instructions,
        done: Done::Exists(*base_mint),
    })
}

/// Makes `wallet`'s associated account of `mint`, unless it is there.
pub fn open(payer: &Address, wallet: &Address, mint: &Address, program: &Address) -> Instruction {
    create_associated_token_account_idempotent(payer, wallet, mint, program)
}

/// Mints `amount` of either program.
pub fn mint_to(
    program: &Address,
    mint: &Address,
    to: &Address,
    authority: &Address,
    amount: u64,
) -> anyhow::Result<Instruction> {
    let mint_to = spl_token_interface::instruction::mint_to;
    let instruction = mint_to(&TOKEN, mint, to, authority, &[], amount)?;
    Ok(Instruction { program_id: *program, ..instruction })
}
