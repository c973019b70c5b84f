//! Instructions and accounts of the launch program.

use anchor_lang::AccountDeserialize;
use launch_program::{
    ContributeArgs, CreateArgs, ID, LaunchError, TrancheArgs, accounts, instruction,
    state::{Contribution, Launch},
};
use solana_address::Address;
use solana_instruction::{AccountMeta, Instruction};

use crate::{
    calls::{self, SYSTEM_PROGRAM, TOKEN_PROGRAM, build},
    pda::{self, LaunchAddresses},
};

/// What every instruction of one launch needs to know about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LaunchKeys {
    /// Who drafted it.
    pub creator: Address,
    /// Who paid for its accounts.
    pub rent_payer: Address,
    /// The token that is launched.
    pub base_mint: Address,
    /// The program it belongs to.
    pub base_token_program: Address,
    /// What contributors pay with.
    pub quote_mint: Address,
    /// The stream that pays the treasury's share of the raise.
    pub treasury_stream: Address,
    /// The mandate that buys back.
    pub mandate: Address,
    /// Where its accounts are.
    pub at: LaunchAddresses,
}

impl LaunchKeys {
    /// The keys of a launch that exists.
    pub fn of(launch: &Launch) -> Self {
        LaunchKeys {
            creator: launch.creator,
            rent_payer: launch.rent_payer,
            base_mint: launch.base_mint,
            base_token_program: launch.base_token_program,
            quote_mint: launch.quote_mint,
            treasury_stream: launch.treasury_stream,
            mandate: launch.mandate,
            at: LaunchAddresses::of(&launch.creator, launch.id),
        }
    }

    /// Drafts the launch. Signed by creator and rent payer.
    pub fn create(&self, args: CreateArgs) -> Instruction {
        let accounts = accounts::Create {
            payer: self.rent_payer,
            creator: self.creator,
            launch: self.at.launch,
            base_mint: self.base_mint,
            quote_mint: self.quote_mint,
            system_program: SYSTEM_PROGRAM,
        };
        build(ID, accounts, instruction::Create { args })
    }

    /// Adds a tranche to the draft. Signed by the creator.
    pub fn add_tranche(&self, args: TrancheArgs) -> Instruction {
        let accounts = accounts::AddTranche { creator: self.creator, launch: self.at.launch };
        build(ID, accounts, instruction::AddTranche { args })
    }

    /// Takes tranche `index` out of the draft. Signed by the creator.
    pub fn remove_tranche(&self, index: u8) -> Instruction {
        let accounts = accounts::RemoveTranche { creator: self.creator, launch: self.at.launch };
        build(ID, accounts, instruction::RemoveTranche { index })
    }

    /// Seals the charter; `creator_base` holds the whole supply. `destinations` are the lists and
    /// plans of the airdrops and granted tranches, in the order of the charter; `governor` bounds
    /// the insiders' plans, if there are any. Signed by creator and rent payer.
    pub fn seal(
        &self,
        creator_base: Address,
        destinations: &[Address],
        governor: Option<Address>,
    ) -> Instruction {
        let accounts = accounts::Seal {
            rent_payer: self.rent_payer,
            creator: self.creator,
            creator_base,
            launch: self.at.launch,
            base_mint: self.base_mint,
            base_vault: self.at.base_vault,
            quote_mint: self.quote_mint,
            quote_vault: self.at.quote_vault,
            liquidity_vault: self.at.liquidity_vault,
            base_token_program: self.base_token_program,
            token_program: TOKEN_PROGRAM,
            system_program: SYSTEM_PROGRAM,
        };
        let mut instruction = build(ID, accounts, instruction::Seal {});
        let named = destinations.iter().copied().chain([self.treasury_stream, self.mandate]);
        let named = named.chain(governor);
        instruction.accounts.extend(named.map(|at| AccountMeta::new_readonly(at, false)));
        instruction
    }

    /// Calls the launch off. Signed by the creator.
    pub fn cancel(&self) -> Instruction {
        let accounts = accounts::Cancel {
            creator: self.creator,
            rent_payer: self.rent_payer,
            launch: self.at.launch,
        };
        build(ID, accounts, instruction::Cancel {})
    }

    /// Contributes from `contributor_quote`. Signed by contributor, payer and the co-signer,
    /// if the sale has one.
    pub fn contribute(
        &self,
        contributor: Address,
        payer: Address,
        contributor_quote: Address,
        co_signer: Option<Address>,
        args: ContributeArgs,
    ) -> Instruction {
        let accounts = accounts::Contribute {
            payer,
            contributor,
            co_signer,
            launch: self.at.launch,
            contribution: self.contribution(&contributor),
            contributor_quote,
            quote_vault: self.at.quote_vault,
            token_program: TOKEN_PROGRAM,
            system_program: SYSTEM_PROGRAM,
        };
        build(ID, accounts, instruction::Contribute { args })
    }

    /// Withdraws to `contributor_quote`; `rent_payer` is who paid for the contribution.
    /// Signed by the contributor.
    pub fn withdraw(
        &self,
        contributor: Address,
        rent_payer: Address,
        contributor_quote: Address,
        amount: u64,
    ) -> Instruction {
        let accounts = accounts::Withdraw {
            contributor,
            rent_payer,
            launch: self.at.launch,
            contribution: self.contribution(&contributor),
            contributor_quote,
            quote_vault: self.at.quote_vault,
            token_program: TOKEN_PROGRAM,
        };
        build(ID, accounts, instruction::Withdraw { amount })
    }

    /// Fixes the price. Signed by anyone.
    pub fn settle(&self) -> Instruction {
        build(ID, accounts::Settle { launch: self.at.launch }, instruction::Settle {})
    }

    /// Pays `contributor` out; `rent_payer` is who paid for the contribution. Signed by anyone.
    pub fn claim(&self, contributor: Address, rent_payer: Address) -> Instruction {
        let (contributor_base, base_bump) = self.base_account(&contributor);
        let (contributor_quote, quote_bump) = self.quote_account(&contributor);
        let accounts = accounts::Claim {
            rent_payer,
            launch: self.at.launch,
            contribution: self.contribution(&contributor),
            base_mint: self.base_mint,
            base_vault: self.at.base_vault,
            contributor_base,
            quote_vault: self.at.quote_vault,
            contributor_quote,
            base_token_program: self.base_token_program,
            token_program: TOKEN_PROGRAM,
        };
        build(ID, accounts, instruction::Claim { base_bump, quote_bump })
    }

    /// Pays `contributor` of a failed sale back; `rent_payer` is who paid for the
    /// contribution. Signed by anyone.
    pub fn refund(&self, contributor: Address, rent_payer: Address) -> Instruction {
        let (contributor_quote, quote_bump) = self.quote_account(&contributor);
        let accounts = accounts::Refund {
            rent_payer,
            launch: self.at.launch,
            contribution: self.contribution(&contributor),
            quote_vault: self.at.quote_vault,
            contributor_quote,
            token_program: TOKEN_PROGRAM,
        };
        build(ID, accounts, instruction::Refund { quote_bump })
    }

    /// Moves the airdrop's tranche number `tranche` to the list that lives at `list` and has this
    /// many vaults. Signed by anyone.
    pub fn fund_airdrop(&self, tranche: u8, list: Address, vaults: u8) -> Instruction {
        let accounts = accounts::FundAirdrop {
            launch: self.at.launch,
            base_mint: self.base_mint,
            base_vault: self.at.base_vault,
            list,
            base_token_program: self.base_token_program,
        };
        let mut instruction = build(ID, accounts, instruction::FundAirdrop { tranche });
        let vaults = (0..vaults).map(|number| pda::distributor_vault(&list, number));
        instruction.accounts.extend(vaults.map(|vault| AccountMeta::new(vault, false)));
        instruction
    }

    /// Moves the granted tranche number `tranche` to the plan that lives at `plan`. Signed by
    /// anyone.
    pub fn fund_plan(&self, tranche: u8, plan: Address) -> Instruction {
        let accounts = accounts::FundPlan {
            launch: self.at.launch,
            base_mint: self.base_mint,
            base_vault: self.at.base_vault,
            plan,
            plan_vault: pda::plan_vault(&plan),
            base_token_program: self.base_token_program,
        };
        build(ID, accounts, instruction::FundPlan { tranche })
    }

    /// Moves the buyback tranche number `tranche` to the mandate's associated account, which
    /// exists. Signed by anyone.
    pub fn fund_buyback(&self, tranche: u8) -> Instruction {
        let (mandate_base, mandate_bump) = self.base_account(&self.mandate);
        let accounts = accounts::FundBuyback {
            launch: self.at.launch,
            base_mint: self.base_mint,
            base_vault: self.at.base_vault,
            mandate_base,
            base_token_program: self.base_token_program,
        };
        build(ID, accounts, instruction::FundBuyback { tranche, mandate_bump })
    }

    /// Moves what is due; `airdrop_vault` is what the launch stores, if it has an airdrop. Signed
    /// by anyone.
    pub fn sweep(&self, airdrop_vault: Option<Address>) -> Instruction {
        let (creator_base, creator_bump) = self.base_account(&self.creator);
        let accounts = accounts::Sweep {
            launch: self.at.launch,
            base_mint: self.base_mint,
            base_vault: self.at.base_vault,
            creator_base,
            airdrop_vault,
            quote_vault: self.at.quote_vault,
            liquidity_vault: self.at.liquidity_vault,
            buyback_vault: self.buyback_vault(),
            treasury_vault: self.treasury_vault(),
            base_token_program: self.base_token_program,
            token_program: TOKEN_PROGRAM,
        };
        build(ID, accounts, instruction::Sweep { creator_bump })
    }

    /// Closes what is empty. Signed by anyone.
    pub fn close(&self) -> Instruction {
        let (creator_quote, creator_bump) = self.quote_account(&self.creator);
        let accounts = accounts::Close {
            rent_payer: self.rent_payer,
            launch: self.at.launch,
            base_mint: self.base_mint,
            base_vault: self.at.base_vault,
            quote_vault: self.at.quote_vault,
            creator_quote,
            liquidity_vault: self.at.liquidity_vault,
            treasury_vault: self.treasury_vault(),
            base_token_program: self.base_token_program,
            token_program: TOKEN_PROGRAM,
        };
        build(ID, accounts, instruction::Close { creator_bump })
    }

    /// Takes the buyback's share of the raise.
    pub fn buyback_vault(&self) -> Address {
        pda::mandate_quote_vault(&self.mandate)
    }

    /// Takes the treasury's share of the raise.
    pub fn treasury_vault(&self) -> Address {
        pda::plan_vault(&self.treasury_stream)
    }

    /// Where `contributor`'s place in the sale is.
    pub fn contribution(&self, contributor: &Address) -> Address {
        pda::contribution(&self.at.launch, contributor)
    }

    /// `wallet`'s associated account of the launched token, and its bump.
    pub fn base_account(&self, wallet: &Address) -> (Address, u8) {
        pda::associated(wallet, &self.base_mint, &self.base_token_program)
    }

    /// `wallet`'s associated account of the quote token, and its bump.
    pub fn quote_account(&self, wallet: &Address) -> (Address, u8) {
        pda::associated(wallet, &self.quote_mint, &TOKEN_PROGRAM)
    }
}

/// The launch in an account's data. `None` if it holds something else.
pub fn decode_launch(data: &[u8]) -> Option<Launch> {
    Launch::try_deserialize(&mut &*data).ok()
}

/// The contribution in an account's data. `None` if it holds something else.
pub fn decode_contribution(data: &[u8]) -> Option<Contribution> {
    Contribution::try_deserialize(&mut &*data).ok()
}

/// Name and words of the launch program's error with this code.
pub fn explain(code: u32) -> Option<(&'static str, &'static str)> {
    calls::explain(code, LaunchError::ALL)
}
