//! Instructions and accounts of the distributor program.

use anchor_lang::AccountDeserialize;
use distributor_program::{
    CreateArgs, DistributorError, ID, LeafArgs, accounts, instruction,
    state::{Distributor, Page, Sink},
};
use groundswell_math::{
    bitmap::page_of,
    merkle::{NODE_BYTES, Node, depth},
};
use solana_address::Address;
use solana_instruction::{AccountMeta, Instruction};

use crate::{
    calls::{SYSTEM_PROGRAM, build},
    pda,
};

/// What every instruction of one list needs to know about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ListKeys {
    /// Who made it.
    pub creator: Address,
    /// Who paid for its account.
    pub rent_payer: Address,
    /// What it distributes.
    pub mint: Address,
    /// The program that belongs to.
    pub token_program: Address,
    /// Where it is.
    pub distributor: Address,
    /// Number of leaves.
    pub count: u32,
    /// Levels of its tree above the vaults.
    pub vault_levels: u8,
}

impl ListKeys {
    /// The keys of a list that exists at `distributor`.
    pub fn of(distributor: Address, list: &Distributor) -> Self {
        ListKeys {
            creator: list.creator,
            rent_payer: list.rent_payer,
            mint: list.mint,
            token_program: list.token_program,
            distributor,
            count: list.count,
            vault_levels: list.vault_levels,
        }
    }

    /// Commits to the list. Signed by creator and rent payer.
    pub fn create(&self, args: CreateArgs) -> Instruction {
        let accounts = accounts::Create {
            payer: self.rent_payer,
            creator: self.creator,
            distributor: self.distributor,
            mint: self.mint,
            system_program: SYSTEM_PROGRAM,
        };
        build(ID, accounts, instruction::Create { args })
    }

    /// Makes vault `number`, which pays the leaves below `node`. Signed by `payer`.
    pub fn open_vault(
        &self,
        payer: Address,
        number: u8,
        node: Node,
        proof: &[Node],
    ) -> Instruction {
        let accounts = accounts::OpenVault {
            payer,
            distributor: self.distributor,
            mint: self.mint,
            vault: self.vault(number),
            token_program: self.token_program,
            system_program: SYSTEM_PROGRAM,
        };
        let (node, proof) = (*node.bytes(), &bytes(proof)[..]);
        build(ID, accounts, instruction::OpenVault { number, node, proof })
    }

    /// Makes page `number`. Signed by `payer`.
    pub fn open_page(&self, payer: Address, number: u32) -> Instruction {
        let accounts = accounts::OpenPage {
            payer,
            distributor: self.distributor,
            page: self.page(number),
            system_program: SYSTEM_PROGRAM,
        };
        build(ID, accounts, instruction::OpenPage { number })
    }

    /// Completes page `number` of a list with 10 steps or more. Signed by `payer`, who opened it.
    pub fn extend_page(&self, payer: Address, number: u32) -> Instruction {
        let accounts = accounts::ExtendPage {
            payer,
            distributor: self.distributor,
            page: self.page(number),
            system_program: SYSTEM_PROGRAM,
        };
        build(ID, accounts, instruction::ExtendPage {})
    }

    /// Moves what `vault` lacks into it, from `funder_tokens`. Signed by `funder`.
    pub fn fund(&self, funder: Address, funder_tokens: Address, vault: u8) -> Instruction {
        let accounts = accounts::Fund {
            funder,
            funder_tokens,
            distributor: self.distributor,
            mint: self.mint,
            vault: self.vault(vault),
            token_program: self.token_program,
        };
        build(ID, accounts, instruction::Fund { vault })
    }

    /// Counts `vault`, which holds its part of the list. Signed by anyone.
    pub fn activate(&self, vault: u8) -> Instruction {
        let accounts =
            accounts::Activate { distributor: self.distributor, vault: self.vault(vault) };
        build(ID, accounts, instruction::Activate { vault })
    }

    /// Pays `claimant`'s leaf to the claimant's associated account, which exists. Signed by anyone.
    pub fn claim(
        &self,
        claimant: &Address,
        index: u32,
        amount: u64,
        proof: &[Node],
    ) -> Instruction {
        let (claimant_tokens, bump) = self.account_of(claimant);
        let accounts = accounts::Claim {
            distributor: self.distributor,
            page: self.page(page_of(index)),
            mint: self.mint,
            vault: self.vault(self.vault_of(index)),
            claimant_tokens,
            token_program: self.token_program,
        };
        let leaf = LeafArgs { index, amount, bump };
        build(ID, accounts, instruction::Claim { leaf, proof: &bytes(proof)[..] })
    }

    /// Pays leaves (claimant, number, amount) of one page, in the order of their numbers, to
    /// accounts that exist. Signed by anyone.
    pub fn claim_many(&self, leaves: &[(Address, u32, u64)], proof: &[Node]) -> Instruction {
        let first = leaves.first().map_or(0, |(_, index, _)| *index);
        let accounts = accounts::ClaimMany {
            distributor: self.distributor,
            page: self.page(page_of(first)),
            mint: self.mint,
            vault: self.vault(self.vault_of(first)),
            token_program: self.token_program,
        };
        let mut named = Vec::with_capacity(leaves.len());
        let mut paid = Vec::with_capacity(leaves.len());
        for (claimant, index, amount) in leaves {
            let (account, bump) = self.account_of(claimant);
            named.push(LeafArgs { index: *index, amount: *amount, bump });
            paid.push(AccountMeta::new(account, false));
        }
        let data = instruction::ClaimMany { leaves: named, proof: &bytes(proof)[..] };
        let mut instruction = build(ID, accounts, data);
        instruction.accounts.extend(paid);
        instruction
    }

    /// Empties `vault`, for which `rent_payer` paid, into the sink. `sink_address` is what the
    /// list names, ignored where it burns. Signed by anyone.
    pub fn clawback(
        &self,
        vault: u8,
        rent_payer: Address,
        sink: Sink,
        sink_address: Address,
    ) -> Instruction {
        let (sink_tokens, sink_bump) = match sink {
            Sink::Burn => (None, 0),
            Sink::Buyback => {
                let (account, bump) = self.account_of(&sink_address);
                (Some(account), bump)
            }
            Sink::Next => (Some(pda::distributor_vault(&sink_address, 0)), 0),
        };
        let accounts = accounts::Clawback {
            rent_payer,
            distributor: self.distributor,
            mint: self.mint,
            vault: self.vault(vault),
            sink: (sink != Sink::Burn).then_some(sink_address),
            sink_tokens,
            token_program: self.token_program,
        };
        build(ID, accounts, instruction::Clawback { vault, sink_bump })
    }

    /// Closes page `number`, for which `rent_payer` paid. Signed by anyone.
    pub fn close_page(&self, number: u32, rent_payer: Address) -> Instruction {
        let (distributor, page) = (self.distributor, self.page(number));
        let accounts = accounts::ClosePage { rent_payer, distributor, page };
        build(ID, accounts, instruction::ClosePage {})
    }

    /// Closes the list. Signed by anyone.
    pub fn close(&self) -> Instruction {
        let (rent_payer, distributor) = (self.rent_payer, self.distributor);
        build(ID, accounts::Close { rent_payer, distributor }, instruction::Close {})
    }

    /// Where vault `number` is.
    pub fn vault(&self, number: u8) -> Address {
        pda::distributor_vault(&self.distributor, number)
    }

    /// Where page `number` is.
    pub fn page(&self, number: u32) -> Address {
        pda::distributor_page(&self.distributor, number)
    }

    /// The vault that pays leaf `index`.
    pub fn vault_of(&self, index: u32) -> u8 {
        let below = depth(self.count).saturating_sub(u32::from(self.vault_levels));
        u8::try_from(index.checked_shr(below).unwrap_or(0)).unwrap_or(u8::MAX)
    }

    /// Vaults that hold a part of the list.
    pub fn vault_count(&self) -> u8 {
        self.vault_of(self.count.saturating_sub(1)).saturating_add(1)
    }

    /// `wallet`'s associated account of the mint, and its bump.
    pub fn account_of(&self, wallet: &Address) -> (Address, u8) {
        pda::associated(wallet, &self.mint, &self.token_program)
    }
}

/// The list in an account's data. `None` if it holds something else.
pub fn decode_distributor(data: &[u8]) -> Option<Distributor> {
    Distributor::try_deserialize(&mut &*data).ok()
}

/// The page in an account's data. `None` if it holds something else.
pub fn decode_page(data: &[u8]) -> Option<Page> {
    Page::try_deserialize(&mut &*data).ok()
}

/// Name and words of the distributor program's error with this code.
pub fn explain(code: u32) -> Option<(&'static str, &'static str)> {
    crate::calls::explain(code, DistributorError::ALL)
}

fn bytes(proof: &[Node]) -> Vec<[u8; NODE_BYTES]> {
    proof.iter().map(|node| *node.bytes()).collect()
}
