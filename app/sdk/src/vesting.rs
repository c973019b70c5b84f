//! Instructions and accounts of the vesting program.

mod governor;

pub use governor::GovernorKeys;

use anchor_lang::AccountDeserialize;
use groundswell_math::merkle::{NODE_BYTES, Node};
use solana_address::Address;
use solana_instruction::Instruction;
use vesting_program::{
    CreatePlanArgs, ID, VestingError, accounts, instruction,
    state::{Disclosure, Governor, Grant, Plan, Sink},
};

use crate::{
    calls::{SYSTEM_PROGRAM, build},
    pda,
};

/// What every instruction of one plan needs to know about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PlanKeys {
    /// Who made it.
    pub grantor: Address,
    /// Who paid for its account.
    pub rent_payer: Address,
    /// What it pays.
    pub mint: Address,
    /// The program that belongs to.
    pub token_program: Address,
    /// Where it is.
    pub plan: Address,
    /// What bounds it, if anything.
    pub governor: Option<Address>,
    /// Whose settlement starts it; zero where it states its own time zero.
    pub launch: Address,
}

impl PlanKeys {
    /// The keys of a plan that exists at `address`.
    pub fn of(address: Address, plan: &Plan) -> Self {
        PlanKeys {
            grantor: plan.grantor,
            rent_payer: plan.rent_payer,
            mint: plan.mint,
            token_program: plan.token_program,
            plan: address,
            governor: Some(plan.governor).filter(|governor| *governor != Address::default()),
            launch: plan.launch,
        }
    }

    /// Commits to the plan. Signed by grantor and rent payer.
    pub fn create_plan(&self, args: CreatePlanArgs) -> Instruction {
        let accounts = accounts::CreatePlan {
            payer: self.rent_payer,
            grantor: self.grantor,
            plan: self.plan,
            governor: self.governor,
            mint: self.mint,
            vault: self.vault(),
            token_program: self.token_program,
            system_program: SYSTEM_PROGRAM,
        };
        build(ID, accounts, instruction::CreatePlan { args })
    }

    /// Moves what the vault lacks into it, from the tokens of the funder (funder, tokens), who
    /// signs. Nobody has to where the vault holds enough.
    pub fn fund(&self, funder: Option<(Address, Address)>) -> Instruction {
        let accounts = accounts::Fund {
            funder: funder.map(|(funder, _)| funder),
            funder_tokens: funder.map(|(_, tokens)| tokens),
            plan: self.plan,
            mint: self.mint,
            vault: self.vault(),
            token_program: self.token_program,
        };
        build(ID, accounts, instruction::Fund {})
    }

    /// Starts the clock with the launch's settlement. Signed by anyone.
    pub fn start(&self) -> Instruction {
        let (plan, launch) = (self.plan, self.launch);
        build(ID, accounts::Start { plan, launch }, instruction::Start {})
    }

    /// Opens leaf `index`, which gives `recipient` `amount`. Signed by `payer`.
    pub fn open_grant(
        &self,
        payer: Address,
        recipient: Address,
        index: u32,
        amount: u64,
        proof: &[Node],
    ) -> Instruction {
        let accounts = accounts::OpenGrant {
            payer,
            recipient,
            plan: self.plan,
            grant: self.grant(&recipient),
            system_program: SYSTEM_PROGRAM,
        };
        let proof: Vec<[u8; NODE_BYTES]> = proof.iter().map(|node| *node.bytes()).collect();
        build(ID, accounts, instruction::OpenGrant { index, amount, proof: &proof[..] })
    }

    /// Opens the one grant of a stream to `recipient`. Signed by `payer`.
    pub fn open_stream(&self, payer: Address, recipient: Address) -> Instruction {
        self.open_grant(payer, recipient, 0, 0, &[])
    }

    /// Counts what arrived for the stream, whose one grant is `grant`. Signed by anyone.
    pub fn top_up(&self, grant: Address) -> Instruction {
        let accounts = accounts::TopUp { plan: self.plan, grant, vault: self.vault() };
        build(ID, accounts, instruction::TopUp {})
    }

    /// Gives `recipient` a grant. Signed by `payer` and the grantor.
    pub fn create_grant(&self, payer: Address, recipient: Address, amount: u64) -> Instruction {
        let accounts = accounts::CreateGrant {
            payer,
            grantor: self.grantor,
            recipient,
            plan: self.plan,
            grant: self.grant(&recipient),
            system_program: SYSTEM_PROGRAM,
        };
        build(ID, accounts, instruction::CreateGrant { amount })
    }

    /// Pays what has vested of `grant` to `recipient`'s associated account, which exists. Signed
    /// by anyone.
    pub fn withdraw(&self, grant: Address, recipient: &Address) -> Instruction {
        let (recipient_tokens, bump) = self.account_of(recipient);
        let accounts = accounts::Withdraw {
            plan: self.plan,
            grant,
            governor: self.governor,
            mint: self.mint,
            vault: self.vault(),
            recipient_tokens,
            token_program: self.token_program,
        };
        build(ID, accounts, instruction::Withdraw { bump })
    }

    /// Ends `grant` at what has vested. Signed by `authority`.
    pub fn cancel(&self, authority: Address, grant: Address) -> Instruction {
        let accounts = accounts::Cancel { authority, plan: self.plan, grant };
        build(ID, accounts, instruction::Cancel {})
    }

    /// Gives `grant` to another wallet. Signed by `authority` and `new_recipient`.
    pub fn reassign(
        &self,
        authority: Address,
        new_recipient: Address,
        grant: Address,
    ) -> Instruction {
        let accounts = accounts::Reassign { authority, new_recipient, plan: self.plan, grant };
        build(ID, accounts, instruction::Reassign {})
    }

    /// Discloses about `grant`. Signed by `payer` and `recipient`.
    pub fn post_disclosure(
        &self,
        payer: Address,
        recipient: Address,
        grant: Address,
        sha256: [u8; 32],
        link: &str,
    ) -> Instruction {
        let accounts = accounts::PostDisclosure {
            payer,
            recipient,
            plan: self.plan,
            grant,
            disclosure: pda::disclosure(&grant),
            system_program: SYSTEM_PROGRAM,
        };
        let link = link.as_bytes().to_vec();
        build(ID, accounts, instruction::PostDisclosure { sha256, link })
    }

    /// Marks the deliverable of `grant` as missed. Signed by `attester`.
    pub fn mark_missed(&self, attester: Address, grant: Address) -> Instruction {
        let accounts = accounts::MarkMissed { attester, plan: self.plan, grant };
        build(ID, accounts, instruction::MarkMissed {})
    }

    /// Moves what was forfeited to the sink. `sink_address` is what the plan names, ignored where
    /// it burns. Signed by anyone.
    pub fn forfeit(&self, sink: Sink, sink_address: Address) -> Instruction {
        let (sink_tokens, sink_bump) = match sink {
            Sink::Burn => (None, 0),
            Sink::Buyback => {
                let (account, bump) = self.account_of(&sink_address);
                (Some(account), bump)
            }
        };
        let accounts = accounts::Forfeit {
            plan: self.plan,
            mint: self.mint,
            vault: self.vault(),
            sink: (sink != Sink::Burn).then_some(sink_address),
            sink_tokens,
            token_program: self.token_program,
        };
        build(ID, accounts, instruction::Forfeit { sink_bump })
    }

    /// Closes `grant`, for which `rent_payer` paid, and its disclosure, if there is one, for
    /// which `discloser` paid. Signed by anyone.
    pub fn close_grant(
        &self,
        grant: Address,
        rent_payer: Address,
        discloser: Option<Address>,
    ) -> Instruction {
        let accounts = accounts::CloseGrant {
            rent_payer,
            discloser,
            plan: self.plan,
            grant,
            disclosure: discloser.map(|_| pda::disclosure(&grant)),
        };
        build(ID, accounts, instruction::CloseGrant {})
    }

    /// Closes the plan. Signed by anyone; by the grantor, if given, where it was never funded.
    pub fn close_plan(&self, grantor: Option<Address>) -> Instruction {
        let accounts = accounts::ClosePlan {
            grantor,
            rent_payer: self.rent_payer,
            plan: self.plan,
            governor: self.governor,
            launch: self.launch,
            mint: self.mint,
            vault: self.vault(),
            token_program: self.token_program,
        };
        build(ID, accounts, instruction::ClosePlan {})
    }

    /// Where its tokens are.
    pub fn vault(&self) -> Address {
        pda::plan_vault(&self.plan)
    }

    /// Where the grant is that the plan makes to `wallet`.
    pub fn grant(&self, wallet: &Address) -> Address {
        pda::grant(&self.plan, wallet)
    }

    /// `wallet`'s associated account of the mint, and its bump.
    pub fn account_of(&self, wallet: &Address) -> (Address, u8) {
        pda::associated(wallet, &self.mint, &self.token_program)
    }
}

/// The plan in an account's data. `None` if it holds something else.
pub fn decode_plan(data: &[u8]) -> Option<Plan> {
    Plan::try_deserialize(&mut &*data).ok()
}

/// The grant in an account's data. `None` if it holds something else.
pub fn decode_grant(data: &[u8]) -> Option<Grant> {
    Grant::try_deserialize(&mut &*data).ok()
}

/// The disclosure in an account's data. `None` if it holds something else.
pub fn decode_disclosure(data: &[u8]) -> Option<Disclosure> {
    Disclosure::try_deserialize(&mut &*data).ok()
}

/// The governor in an account's data. `None` if it holds something else.
pub fn decode_governor(data: &[u8]) -> Option<Governor> {
    Governor::try_deserialize(&mut &*data).ok()
}

/// Name and words of the vesting program's error with this code.
pub fn explain(code: u32) -> Option<(&'static str, &'static str)> {
    crate::calls::explain(code, VestingError::ALL)
}
