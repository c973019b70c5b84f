//! Every instruction of the distributor program, as a stranger would send it.

use groundswell_sdk::{Address, distributor_program::state::Sink, math::merkle::Node};
use solana_instruction::Instruction;
use std::collections::BTreeSet;

use crate::{
    call::Call,
    list::List,
    stage::{Stage, address},
    tokens,
};

impl List {
    /// `create`.
    pub fn create<'s>(&self, stage: &'s mut Stage) -> Call<'s> {
        let instruction = self.keys.create(self.args.clone());
        stage.call(instruction, "Create", &["creator", "rent payer"])
    }

    /// `open_vault`, paid for by the payer.
    pub fn open_vault<'s>(&self, stage: &'s mut Stage, number: u8) -> Call<'s> {
        let below = self.tree_height() - u32::from(self.keys.vault_levels);
        let node = self.tree.node(below, number.into()).unwrap_or(Node::EMPTY);
        let proof = self.tree.proof(below, number.into()).unwrap_or_default();
        self.open_vault_with(stage, number, node, &proof)
    }

    /// `open_vault`, with any node and proof.
    pub fn open_vault_with<'s>(
        &self,
        stage: &'s mut Stage,
        number: u8,
        node: Node,
        proof: &[Node],
    ) -> Call<'s> {
        let instruction = self.keys.open_vault(address("payer"), number, node, proof);
        stage.call(instruction, "OpenVault", &[])
    }

    /// `open_page`, paid for by the payer.
    pub fn open_page<'s>(&self, stage: &'s mut Stage, number: u32) -> Call<'s> {
        stage.call(self.keys.open_page(address("payer"), number), "OpenPage", &[])
    }

    /// `extend_page`.
    pub fn extend_page<'s>(&self, stage: &'s mut Stage, number: u32) -> Call<'s> {
        stage.call(self.keys.extend_page(number), "ExtendPage", &[])
    }

    /// `fund`, by the creator.
    pub fn fund<'s>(&self, stage: &'s mut Stage, vault: u8) -> Call<'s> {
        let creator = self.keys.creator;
        let from = self.keys.account_of(&creator).0;
        stage.call(self.keys.fund(creator, from, vault), "Fund", &["creator"])
    }

    /// `activate`.
    pub fn activate<'s>(&self, stage: &'s mut Stage, vault: u8) -> Call<'s> {
        stage.call(self.keys.activate(vault), "Activate", &[])
    }

    /// `claim` of leaf `index`, by a stranger, who opens the account to pay into.
    pub fn claim<'s>(&self, stage: &'s mut Stage, index: u32) -> Call<'s> {
        let (wallet, amount) = self.entries[index as usize];
        self.claim_with(stage, &wallet, index, amount, &self.proof(index))
    }

    /// `claim` with anything.
    pub fn claim_with<'s>(
        &self,
        stage: &'s mut Stage,
        wallet: &Address,
        index: u32,
        amount: u64,
        proof: &[Node],
    ) -> Call<'s> {
        let open = self.open_account(wallet);
        let instruction = self.keys.claim(wallet, index, amount, proof);
        stage.call(instruction, "Claim", &[]).after(open)
    }

    /// `claim` of leaf `index`, whose account exists.
    pub fn claim_only<'s>(&self, stage: &'s mut Stage, index: u32) -> Call<'s> {
        let (wallet, amount) = self.entries[index as usize];
        let instruction = self.keys.claim(&wallet, index, amount, &self.proof(index));
        stage.call(instruction, "Claim", &[])
    }

    /// `claim_many` of leaves whose accounts exist.
    pub fn claim_many<'s>(&self, stage: &'s mut Stage, indices: &[u32]) -> Call<'s> {
        let set: BTreeSet<u32> = indices.iter().copied().collect();
        let proof = self.tree.proof_of_many(&set).unwrap();
        self.claim_many_with(stage, indices, &proof)
    }

    /// `claim_many` with any proof.
    pub fn claim_many_with<'s>(
        &self,
        stage: &'s mut Stage,
        indices: &[u32],
        proof: &[Node],
    ) -> Call<'s> {
        let leaf = |index: &u32| {
            let (wallet, amount) = self.entries[*index as usize];
            (wallet, *index, amount)
        };
        let leaves: Vec<_> = indices.iter().map(leaf).collect();
        stage.call(self.keys.claim_many(&leaves, proof), "ClaimMany", &[])
    }

    /// `clawback`.
    pub fn clawback<'s>(&self, stage: &'s mut Stage, vault: u8) -> Call<'s> {
        let sink = Sink::from_u8(self.args.sink).unwrap();
        let payer = address("payer");
        let instruction = self.keys.clawback(vault, payer, sink, self.args.sink_address);
        stage.call(instruction, "Clawback", &[])
    }

    /// `close_page`.
    pub fn close_page<'s>(&self, stage: &'s mut Stage, number: u32) -> Call<'s> {
        stage.call(self.keys.close_page(number, address("payer")), "ClosePage", &[])
    }

    /// `close`.
    pub fn close<'s>(&self, stage: &'s mut Stage) -> Call<'s> {
        stage.call(self.keys.close(), "Close", &[])
    }

    /// Opens a wallet's associated account, unless it is there.
    pub fn open_account(&self, wallet: &Address) -> Instruction {
        tokens::open(&address("payer"), wallet, &self.keys.mint, &self.keys.token_program)
    }

    fn tree_height(&self) -> u32 {
        groundswell_sdk::math::merkle::depth(self.keys.count)
    }
}
