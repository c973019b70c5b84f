//! Every instruction of the vesting program, as those would send it who may.

use groundswell_sdk::{math::merkle::Node, vesting_program::state::Sink};
use solana_instruction::Instruction;

use crate::{
    call::Call,
    plan::PlanGiven,
    stage::{Stage, address},
    tokens,
};

impl PlanGiven {
    /// `create_governor`.
    pub fn create_governor<'s>(&self, stage: &'s mut Stage) -> Call<'s> {
        let instruction = self.governor_keys().create_governor(self.governor);
        stage.call(instruction, "CreateGovernor", &["grantor", "rent payer"])
    }

    /// `create_plan`.
    pub fn create_plan<'s>(&self, stage: &'s mut Stage) -> Call<'s> {
        let instruction = self.keys.create_plan(self.args.clone());
        stage.call(instruction, "CreatePlan", &["grantor", "rent payer"])
    }

    /// `fund`, by the grantor.
    pub fn fund<'s>(&self, stage: &'s mut Stage) -> Call<'s> {
        let grantor = self.keys.grantor;
        let from = self.keys.account_of(&grantor).0;
        stage.call(self.keys.fund(Some((grantor, from))), "Fund", &["grantor"])
    }

    /// `fund`, by nobody.
    pub fn fund_by_nobody<'s>(&self, stage: &'s mut Stage) -> Call<'s> {
        stage.call(self.keys.fund(None), "Fund", &[])
    }

    /// `start`.
    pub fn start<'s>(&self, stage: &'s mut Stage) -> Call<'s> {
        stage.call(self.keys.start(), "Start", &[])
    }

    /// `open_grant` of leaf `index`, paid for by the host.
    pub fn open_grant<'s>(&self, stage: &'s mut Stage, index: u32) -> Call<'s> {
        let (_, amount) = self.entries[index as usize];
        let proof = self.tree().proof(0, index).unwrap();
        self.open_grant_with(stage, index, amount, &proof)
    }

    /// `open_grant` with any amount and proof.
    pub fn open_grant_with<'s>(
        &self,
        stage: &'s mut Stage,
        index: u32,
        amount: u64,
        proof: &[Node],
    ) -> Call<'s> {
        let (wallet, _) = self.entries[index as usize];
        let instruction = self.keys.open_grant(address("host"), wallet, index, amount, proof);
        stage.call(instruction, "OpenGrant", &["host"])
    }

    /// `create_grant` to a wallet, paid for by the host.
    pub fn create_grant<'s>(&self, stage: &'s mut Stage, to: &str, amount: u64) -> Call<'s> {
        let instruction = self.keys.create_grant(address("host"), address(to), amount);
        stage.call(instruction, "CreateGrant", &["host", "grantor"])
    }

    /// `withdraw` of a wallet's grant, by a stranger, who opens the account to pay into.
    pub fn withdraw<'s>(&self, stage: &'s mut Stage, name: &str) -> Call<'s> {
        self.withdraw_to(stage, name, name)
    }

    /// `withdraw` of the grant that was made to one wallet and is another's.
    pub fn withdraw_to<'s>(&self, stage: &'s mut Stage, grant: &str, to: &str) -> Call<'s> {
        let open = self.open_account(to);
        let instruction = self.keys.withdraw(self.grant(grant), &address(to));
        stage.call(instruction, "Withdraw", &[]).after(open)
    }

    /// `withdraw`, where the account exists.
    pub fn withdraw_only<'s>(&self, stage: &'s mut Stage, name: &str) -> Call<'s> {
        let instruction = self.keys.withdraw(self.grant(name), &address(name));
        stage.call(instruction, "Withdraw", &[])
    }

    /// `cancel` of the grant that was made to `grant`.
    pub fn cancel<'s>(&self, stage: &'s mut Stage, by: &str, grant: &str) -> Call<'s> {
        let instruction = self.keys.cancel(address(by), self.grant(grant));
        stage.call(instruction, "Cancel", &[by])
    }

    /// `reassign` of the grant that was made to `grant`.
    pub fn reassign<'s>(&self, stage: &'s mut Stage, by: &str, grant: &str, to: &str) -> Call<'s> {
        let instruction = self.keys.reassign(address(by), address(to), self.grant(grant));
        let signers: &[&str] = if by == to { &[by] } else { &[by, to] };
        stage.call(instruction, "Reassign", signers)
    }

    /// `post_disclosure` about the grant that was made to `grant`, paid for by the host.
    pub fn disclose<'s>(
        &self,
        stage: &'s mut Stage,
        grant: &str,
        by: &str,
        link: &str,
    ) -> Call<'s> {
        let at = self.grant(grant);
        let instruction =
            self.keys.post_disclosure(address("host"), address(by), at, [5; 32], link);
        stage.call(instruction, "PostDisclosure", &["host", by])
    }

    /// `mark_missed`.
    pub fn mark_missed<'s>(&self, stage: &'s mut Stage, grant: &str) -> Call<'s> {
        let instruction = self.keys.mark_missed(address("attester"), self.grant(grant));
        stage.call(instruction, "MarkMissed", &["attester"])
    }

    /// `forfeit`.
    pub fn forfeit<'s>(&self, stage: &'s mut Stage) -> Call<'s> {
        let sink = Sink::from_u8(self.args.sink).unwrap();
        stage.call(self.keys.forfeit(sink, self.args.sink_address), "Forfeit", &[])
    }

    /// `close_grant`, without a disclosure.
    pub fn close_grant<'s>(&self, stage: &'s mut Stage, grant: &str) -> Call<'s> {
        let instruction = self.keys.close_grant(self.grant(grant), address("host"), None);
        stage.call(instruction, "CloseGrant", &[])
    }

    /// `close_grant`, with the disclosure that the host paid for.
    pub fn close_disclosed_grant<'s>(&self, stage: &'s mut Stage, grant: &str) -> Call<'s> {
        let host = address("host");
        let instruction = self.keys.close_grant(self.grant(grant), host, Some(host));
        stage.call(instruction, "CloseGrant", &[])
    }

    /// `close_plan`, by a stranger.
    pub fn close_plan<'s>(&self, stage: &'s mut Stage) -> Call<'s> {
        stage.call(self.keys.close_plan(None), "ClosePlan", &[])
    }

    /// `close_plan`, by the grantor.
    pub fn give_up<'s>(&self, stage: &'s mut Stage) -> Call<'s> {
        let instruction = self.keys.close_plan(Some(self.keys.grantor));
        stage.call(instruction, "ClosePlan", &["grantor"])
    }

    /// `close_governor`, by a stranger.
    pub fn close_governor<'s>(&self, stage: &'s mut Stage) -> Call<'s> {
        stage.call(self.governor_keys().close_governor(None), "CloseGovernor", &[])
    }

    /// `close_governor`, by its creator.
    pub fn give_up_governor<'s>(&self, stage: &'s mut Stage) -> Call<'s> {
        let keys = self.governor_keys();
        stage.call(keys.close_governor(Some(keys.creator)), "CloseGovernor", &["grantor"])
    }

    /// Opens a wallet's associated account, unless it is there.
    pub fn open_account(&self, name: &str) -> Instruction {
        let (payer, wallet) = (address("payer"), address(name));
        tokens::open(&payer, &wallet, &self.keys.mint, &self.keys.token_program)
    }
}
