//! Every instruction of the launch program, as a wallet of the world would send it.

use groundswell_sdk::{pda, program::ContributeArgs};

use crate::{call::Call, tokens, world::World};

impl World {
    /// `create`, as given.
    pub fn create(&mut self) -> Call<'_> {
        let instruction = self.keys.create(self.given.args.clone());
        self.call(instruction, "Create", &["creator", "rent payer"])
    }

    /// `seal`, from the creator's associated account.
    pub fn seal(&mut self) -> Call<'_> {
        let base = self.keys.base_account(&self.keys.creator).0;
        let governor = self.governor_to_name();
        let instruction = self.keys.seal(base, &self.destinations(), governor);
        self.call(instruction, "Seal", &["creator", "rent payer"])
    }

    /// `cancel`.
    pub fn cancel(&mut self) -> Call<'_> {
        self.stage.call(self.keys.cancel(), "Cancel", &["creator"])
    }

    /// `contribute` at a fixed price.
    pub fn contribute(&mut self, name: &str, amount: u64) -> Call<'_> {
        self.contribute_with(name, ContributeArgs { amount, tick: 0, proof: None })
    }

    /// `contribute` as a bid.
    pub fn bid(&mut self, name: &str, tick: u8, amount: u64) -> Call<'_> {
        self.contribute_with(name, ContributeArgs { amount, tick, proof: None })
    }

    /// `contribute`, the wallet paying its own rent.
    pub fn contribute_with(&mut self, name: &str, args: ContributeArgs) -> Call<'_> {
        let wallet = self.address(name);
        let from = self.keys.quote_account(&wallet).0;
        let instruction = self.keys.contribute(wallet, wallet, from, None, args);
        self.call(instruction, "Contribute", &[name])
    }

    /// `withdraw` to the wallet's associated account.
    pub fn withdraw(&mut self, name: &str, amount: u64) -> Call<'_> {
        let wallet = self.address(name);
        let to = self.keys.quote_account(&wallet).0;
        let instruction = self.keys.withdraw(wallet, wallet, to, amount);
        self.call(instruction, "Withdraw", &[name])
    }

    /// `settle`.
    pub fn settle(&mut self) -> Call<'_> {
        self.stage.call(self.keys.settle(), "Settle", &[])
    }

    /// `claim` for a wallet, by a stranger, who opens the accounts to pay into.
    pub fn claim(&mut self, name: &str) -> Call<'_> {
        let wallet = self.address(name);
        let payer = self.address("payer");
        let program = self.keys.base_token_program;
        let base = tokens::open(&payer, &wallet, &self.keys.base_mint, &program);
        let quote = tokens::open(&payer, &wallet, &self.keys.quote_mint, &tokens::TOKEN);
        let instruction = self.keys.claim(wallet, wallet);
        self.call(instruction, "Claim", &[]).after(base).after(quote)
    }

    /// `refund` for a wallet, by a stranger.
    pub fn refund(&mut self, name: &str) -> Call<'_> {
        let wallet = self.address(name);
        self.stage.call(self.keys.refund(wallet, wallet), "Refund", &[])
    }

    /// `sweep`.
    pub fn sweep(&mut self) -> Call<'_> {
        let vault = self.list_addresses().first().map(|list| pda::distributor_vault(list, 0));
        self.stage.call(self.keys.sweep(vault), "Sweep", &[])
    }

    /// `fund_airdrop` of a tranche, to a list with one vault.
    pub fn fund_airdrop(&mut self, tranche: u8) -> Call<'_> {
        let list = self.tranches()[usize::from(tranche)].destination;
        let instruction = self.keys.fund_airdrop(tranche, list, 1);
        self.stage.call(instruction, "FundAirdrop", &[])
    }

    /// `close`.
    pub fn close(&mut self) -> Call<'_> {
        self.stage.call(self.keys.close(), "Close", &[])
    }
}
