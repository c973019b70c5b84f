//! Instructions and accounts of the buyback program.

use anchor_lang::AccountDeserialize;
use buyback_program::{
    BuybackError, CreateMandateArgs, ID, accounts, instruction,
    state::{Mandate, Offer, Receipt, Tender},
};
use groundswell_math::tender::tick_of;
use solana_address::Address;
use solana_instruction::{AccountMeta, Instruction};

use crate::{
    calls::{SYSTEM_PROGRAM, TOKEN_PROGRAM, build},
    pda,
};

/// What every instruction of one mandate needs to know about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MandateKeys {
    /// Who made it.
    pub creator: Address,
    /// Who paid for its account and its vaults.
    pub rent_payer: Address,
    /// What it buys.
    pub base_mint: Address,
    /// The program that belongs to.
    pub base_token_program: Address,
    /// What it pays with.
    pub quote_mint: Address,
    /// Where it is.
    pub mandate: Address,
    /// Whose settlement gives the reference price; zero where it states its own.
    pub launch: Address,
    /// The token account that gets what is left.
    pub remainder: Address,
    /// The stream or mandate whose vault that is.
    pub remainder_owner: Address,
    /// Where bought tokens are locked, if they are.
    pub sink_plan: Option<Address>,
    /// Around whose unlocks nothing is bought.
    pub plans: Vec<Address>,
    /// From one price to the next (bps of the reference price).
    pub tick_bps: u16,
    /// No price is above this (bps of the reference price).
    pub ceiling_bps: u16,
}

impl MandateKeys {
    /// The keys of a mandate that exists at `address`.
    pub fn of(address: Address, mandate: &Mandate) -> Self {
        MandateKeys {
            creator: mandate.creator,
            rent_payer: mandate.rent_payer,
            base_mint: mandate.base_mint,
            base_token_program: mandate.base_token_program,
            quote_mint: mandate.quote_mint,
            mandate: address,
            launch: mandate.launch,
            remainder: mandate.remainder,
            remainder_owner: mandate.remainder_owner,
            sink_plan: Some(mandate.sink_plan).filter(|plan| *plan != Address::default()),
            plans: mandate.plans.iter().take(mandate.plan_count.into()).copied().collect(),
            tick_bps: mandate.tick_bps,
            ceiling_bps: mandate.ceiling_bps,
        }
    }

    /// Commits to the mandate. Signed by creator and rent payer.
    pub fn create_mandate(&self, args: CreateMandateArgs) -> Instruction {
        let accounts = accounts::CreateMandate {
            payer: self.rent_payer,
            creator: self.creator,
            mandate: self.mandate,
            base_mint: self.base_mint,
            quote_mint: self.quote_mint,
            base_vault: self.base_vault(),
            quote_vault: self.quote_vault(),
            remainder: self.remainder,
            remainder_owner: self.remainder_owner,
            sink_plan: self.sink_plan,
            base_token_program: self.base_token_program,
            token_program: TOKEN_PROGRAM,
            system_program: SYSTEM_PROGRAM,
        };
        self.with_plans(build(ID, accounts, instruction::CreateMandate { args }))
    }

    /// Takes the reference price from the launch. Signed by anyone.
    pub fn start(&self) -> Instruction {
        let accounts = accounts::Start { mandate: self.mandate, launch: self.launch };
        build(ID, accounts, instruction::Start {})
    }

    /// Counts what arrived. Signed by anyone.
    pub fn fund(&self) -> Instruction {
        let accounts = accounts::Fund { mandate: self.mandate, quote_vault: self.quote_vault() };
        build(ID, accounts, instruction::Fund {})
    }

    /// Opens the tender of `cycle`, which is the present one. Signed by `payer`.
    pub fn open_cycle(&self, payer: Address, cycle: u32) -> Instruction {
        let accounts = accounts::OpenCycle {
            payer,
            mandate: self.mandate,
            tender: self.tender(cycle),
            receipt: self.receipt(cycle),
            quote_vault: self.quote_vault(),
            system_program: SYSTEM_PROGRAM,
        };
        self.with_plans(build(ID, accounts, instruction::OpenCycle { cycle }))
    }

    /// Offers `amount` base units of `owner`'s account `from` at `price_bps` of the reference
    /// price. Signed by `payer` and `owner`.
    pub fn make_offer(
        &self,
        payer: Address,
        owner: Address,
        from: Address,
        cycle: u32,
        price_bps: u16,
        amount: u64,
    ) -> Instruction {
        let tender = self.tender(cycle);
        let accounts = accounts::MakeOffer {
            payer,
            owner,
            mandate: self.mandate,
            tender,
            offer: pda::offer(&tender, &owner, self.tick_of(price_bps)),
            base_mint: self.base_mint,
            owner_base: from,
            base_vault: self.base_vault(),
            base_token_program: self.base_token_program,
            system_program: SYSTEM_PROGRAM,
        };
        build(ID, accounts, instruction::MakeOffer { price_bps, amount })
    }

    /// Takes `amount` out of `owner`'s offer, for which `rent_payer` paid, into any account `to`.
    /// Signed by `owner`.
    pub fn withdraw_offer(
        &self,
        rent_payer: Address,
        owner: Address,
        to: Address,
        (cycle, price_bps): (u32, u16),
        amount: u64,
    ) -> Instruction {
        let tender = self.tender(cycle);
        let accounts = accounts::WithdrawOffer {
            owner,
            rent_payer,
            mandate: self.mandate,
            tender,
            offer: pda::offer(&tender, &owner, self.tick_of(price_bps)),
            base_mint: self.base_mint,
            owner_base: to,
            base_vault: self.base_vault(),
            base_token_program: self.base_token_program,
        };
        build(ID, accounts, instruction::WithdrawOffer { amount })
    }

    /// Clears the tender of `cycle`, for which `rent_payer` paid. Signed by anyone.
    pub fn clear(&self, rent_payer: Address, cycle: u32) -> Instruction {
        let accounts = accounts::Clear {
            rent_payer,
            mandate: self.mandate,
            tender: self.tender(cycle),
            receipt: self.receipt(cycle),
        };
        build(ID, accounts, instruction::Clear {})
    }

    /// Pays `owner`'s offer, for which `rent_payer` paid, of the tender of `cycle`, for which
    /// `tender_rent_payer` did. Signed by anyone.
    pub fn collect(
        &self,
        rent_payer: Address,
        tender_rent_payer: Address,
        owner: &Address,
        cycle: u32,
        price_bps: u16,
    ) -> Instruction {
        let tender = self.tender(cycle);
        let (owner_base, base_bump) = self.base_account(owner);
        let (owner_quote, quote_bump) = self.quote_account(owner);
        let accounts = accounts::Collect {
            rent_payer,
            tender_rent_payer,
            mandate: self.mandate,
            tender,
            receipt: self.receipt(cycle),
            offer: pda::offer(&tender, owner, self.tick_of(price_bps)),
            base_mint: self.base_mint,
            base_vault: self.base_vault(),
            owner_base,
            quote_vault: self.quote_vault(),
            owner_quote,
            base_token_program: self.base_token_program,
            token_program: TOKEN_PROGRAM,
        };
        build(ID, accounts, instruction::Collect { base_bump, quote_bump })
    }

    /// Burns or locks what was bought in `cycle` and collected. Signed by anyone.
    pub fn sink_bought(&self, cycle: u32) -> Instruction {
        let accounts = accounts::SinkBought {
            mandate: self.mandate,
            receipt: self.receipt(cycle),
            base_mint: self.base_mint,
            base_vault: self.base_vault(),
            sink_plan: self.sink_plan,
            sink_vault: self.sink_vault(),
            base_token_program: self.base_token_program,
        };
        build(ID, accounts, instruction::SinkBought {})
    }

    /// Burns or locks what others sent to the mandate's associated account. Signed by anyone.
    pub fn retire(&self) -> Instruction {
        let (mandate_base, bump) = self.base_account(&self.mandate);
        let accounts = accounts::Retire {
            mandate: self.mandate,
            base_mint: self.base_mint,
            mandate_base,
            sink_plan: self.sink_plan,
            sink_vault: self.sink_vault(),
            base_token_program: self.base_token_program,
        };
        build(ID, accounts, instruction::Retire { bump })
    }

    /// Moves on what is left. Signed by anyone.
    pub fn finish(&self) -> Instruction {
        let accounts = accounts::Finish {
            mandate: self.mandate,
            quote_vault: self.quote_vault(),
            remainder: self.remainder,
            remainder_owner: self.remainder_owner,
            token_program: TOKEN_PROGRAM,
        };
        build(ID, accounts, instruction::Finish {})
    }

    /// Closes the receipt of `cycle`, for which `rent_payer` paid. Signed by anyone.
    pub fn close_receipt(&self, rent_payer: Address, cycle: u32) -> Instruction {
        let (mandate, receipt) = (self.mandate, self.receipt(cycle));
        let accounts = accounts::CloseReceipt { rent_payer, mandate, receipt };
        build(ID, accounts, instruction::CloseReceipt {})
    }

    /// Closes the mandate. Signed by anyone.
    pub fn close_mandate(&self) -> Instruction {
        let accounts = accounts::CloseMandate {
            rent_payer: self.rent_payer,
            mandate: self.mandate,
            base_mint: self.base_mint,
            base_vault: self.base_vault(),
            mandate_base: self.base_account(&self.mandate).0,
            quote_vault: self.quote_vault(),
            base_token_program: self.base_token_program,
            token_program: TOKEN_PROGRAM,
        };
        build(ID, accounts, instruction::CloseMandate {})
    }

    /// Where offered and bought tokens are.
    pub fn base_vault(&self) -> Address {
        pda::mandate_base_vault(&self.mandate)
    }

    /// Where the money is: send it there.
    pub fn quote_vault(&self) -> Address {
        pda::mandate_quote_vault(&self.mandate)
    }

    /// The vault of the sink plan, if there is one.
    pub fn sink_vault(&self) -> Option<Address> {
        self.sink_plan.map(|plan| pda::plan_vault(&plan))
    }

    /// The tender of `cycle`.
    pub fn tender(&self, cycle: u32) -> Address {
        pda::tender(&self.mandate, cycle)
    }

    /// The receipt of `cycle`.
    pub fn receipt(&self, cycle: u32) -> Address {
        pda::receipt(&self.mandate, cycle)
    }

    /// `wallet`'s associated account of the base mint, and its bump.
    pub fn base_account(&self, wallet: &Address) -> (Address, u8) {
        pda::associated(wallet, &self.base_mint, &self.base_token_program)
    }

    /// `wallet`'s associated account of the quote mint, and its bump.
    pub fn quote_account(&self, wallet: &Address) -> (Address, u8) {
        pda::associated(wallet, &self.quote_mint, &TOKEN_PROGRAM)
    }

    /// The tick of a price, as the program seeds it: a price that has none is refused.
    pub fn tick_of(&self, price_bps: u16) -> u8 {
        tick_of(price_bps, self.tick_bps, self.ceiling_bps).unwrap_or(u8::MAX)
    }

    fn with_plans(&self, mut instruction: Instruction) -> Instruction {
        let metas = self.plans.iter().map(|plan| AccountMeta::new_readonly(*plan, false));
        instruction.accounts.extend(metas);
        instruction
    }
}

/// The mandate in an account's data. `None` if it holds something else.
pub fn decode_mandate(data: &[u8]) -> Option<Mandate> {
    Mandate::try_deserialize(&mut &*data).ok()
}

/// The tender in an account's data. `None` if it holds something else.
pub fn decode_tender(data: &[u8]) -> Option<Tender> {
    Tender::try_deserialize(&mut &*data).ok()
}

/// The offer in an account's data. `None` if it holds something else.
pub fn decode_offer(data: &[u8]) -> Option<Offer> {
    Offer::try_deserialize(&mut &*data).ok()
}

/// The receipt in an account's data. `None` if it holds something else.
pub fn decode_receipt(data: &[u8]) -> Option<Receipt> {
    Receipt::try_deserialize(&mut &*data).ok()
}

/// Name and words of the buyback program's error with this code.
pub fn explain(code: u32) -> Option<(&'static str, &'static str)> {
    crate::calls::explain(code, BuybackError::ALL)
}
