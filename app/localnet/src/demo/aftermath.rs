//! After the sale: it is settled, swept, and everything is funded and started, as strangers would.

use anyhow::Context;
use groundswell::draft::{PlanDraft, TOKEN, open};
use groundswell_cluster::Chain;
use groundswell_sdk::{launch::decode_launch, math::charter::Kind, program::state::Launch};
use sha2::{Digest, Sha256};
use solana_keypair::Keypair;
use solana_signer::Signer;

use super::{
    crowd::Contributor,
    made::{Made, list_name, rows},
    send::Hand,
};
use crate::{Wallet, key};

/// Someone who does what anyone may.
pub struct Stranger<'a> {
    made: &'a Made,
    hand: &'a Hand,
    key: Keypair,
}

impl<'a> Stranger<'a> {
    /// One for this launch.
    pub fn of(made: &'a Made, hand: &'a Hand) -> Stranger<'a> {
        Stranger { made, hand, key: key("cranker") }
    }

    /// Settles the sale and moves everything to where it belongs.
    pub fn settle(&self) -> anyhow::Result<()> {
        let Made { plan, keys, lists, plans, stream, mandate, .. } = self.made;
        self.send("settle", "the sale", keys.settle())?;
        let launch = self.launch()?;
        let airdrop = Some(launch.airdrop_vault).filter(|vault| *vault != Default::default());
        self.send("sweep", "the raise", keys.sweep(airdrop))?;

        for list in lists {
            let whose = list_name(list);
            let (tranche, vaults) = (u8::try_from(list.tranche)?, list.keys.vault_count());
            let fund = keys.fund_airdrop(tranche, list.keys.distributor, vaults);
            self.send("fund_airdrop", &whose, fund)?;
            for vault in 0..vaults {
                self.send("activate", &whose, list.keys.activate(vault))?;
            }
        }
        for (whose, draft) in plans {
            self.start_plan(whose, draft)?;
        }
        let recipient = stream.args.recipient;
        self.send("start", "the treasury's stream", stream.keys.start())?;
        let open_stream = stream.keys.open_stream(self.key.pubkey(), recipient);
        self.send("open_grant", "the treasury's stream", open_stream)?;
        let top_up = stream.keys.top_up(stream.keys.grant(&recipient));
        self.send("top_up", "the treasury's stream", top_up)?;

        self.send("start", "the mandate", mandate.keys.start())?;
        self.send("fund", "the mandate", mandate.keys.fund())?;
        let of_buyback = |kind: u8| kind == Kind::Buyback as u8;
        for (number, tranche) in (0u8..).zip(&plan.tranches) {
            if of_buyback(tranche.kind) {
                let (payer, program) = (self.key.pubkey(), &keys.base_token_program);
                let open = open(&payer, &keys.mandate, &keys.base_mint, program);
                self.send("open accounts", "the mandate", open)?;
                self.send("fund_buyback", "the mandate", keys.fund_buyback(number))?;
                self.send("retire", "the mandate", mandate.keys.retire())?;
            }
        }
        Ok(())
    }

    /// Pays out everyone of a crowd.
    pub fn pay(&self, crowd: &[Contributor]) -> anyhow::Result<()> {
        let keys = &self.made.keys;
        let payer = self.key.pubkey();
        for who in crowd {
            let base = open(&payer, &who.address, &keys.base_mint, &keys.base_token_program);
            let quote = open(&payer, &who.address, &keys.quote_mint, &TOKEN);
            let claim = keys.claim(who.address, who.address);
            self.hand.send("claim", &who.name, vec![base, quote, claim], &[&self.key])?;
        }
        Ok(())
    }

    /// Has the first recipient of each plan that asks for a disclosure make one, so that it can be
    /// paid; the others have not.
    pub fn disclose(&self, wallets: &[Wallet]) -> anyhow::Result<()> {
        for (whose, PlanDraft { keys, args, list, .. }) in &self.made.plans {
            let first = list.as_ref().and_then(|list| rows(list.dataset()).first().copied());
            let who = first.and_then(|(at, _)| wallets.iter().find(|who| who.address() == at));
            let Some(who) = who.filter(|_| args.needs_disclosure) else { continue };
            let link = format!("https://example.org/disclosures/{}", who.address());
            let (sha256, grant) = (Sha256::digest(&link).into(), keys.grant(&who.address()));
            let payer = self.key.pubkey();
            let post = keys.post_disclosure(payer, who.address(), grant, sha256, &link);
            self.hand.send("post_disclosure", whose, vec![post], &[&self.key, &who.key])?;
        }
        Ok(())
    }

    /// Opens the tender of the mandate's cycle number `cycle`.
    pub fn open_cycle(&self, cycle: u32) -> anyhow::Result<()> {
        let open = self.made.mandate.keys.open_cycle(self.key.pubkey(), cycle);
        self.send("open_cycle", "the mandate", open)
    }

    /// The launch as the ledger has it.
    pub fn launch(&self) -> anyhow::Result<Launch> {
        let account = self.hand.rpc().account(&self.made.keys.at.launch)?;
        let launch = account.and_then(|account| decode_launch(&account.data));
        launch.context("the launch is not on the ledger")
    }

    fn start_plan(&self, whose: &str, draft: &PlanDraft) -> anyhow::Result<()> {
        let PlanDraft { keys, list, tranche, .. } = draft;
        let tranche = u8::try_from(tranche.context("a plan has no tranche")?)?;
        self.send("start", whose, keys.start())?;
        self.send("fund_plan", whose, self.made.keys.fund_plan(tranche, keys.plan))?;
        self.send("fund", whose, keys.fund(None))?;
        let Some(list) = list else { return Ok(()) };
        for (index, (wallet, amount)) in (0u32..).zip(rows(list.dataset())) {
            let proof = list.tree().proof(0, index).context("a grant has no proof")?;
            let open = keys.open_grant(self.key.pubkey(), wallet, index, amount, &proof);
            self.send("open_grant", whose, open)?;
        }
        Ok(())
    }

    fn send(
        &self,
        step: &'static str,
        whose: &str,
        instruction: solana_instruction::Instruction,
    ) -> anyhow::Result<()> {
        self.hand.send(step, whose, vec![instruction], &[&self.key])
    }
}
