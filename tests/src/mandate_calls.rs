//! Every instruction of the buyback program, as those would send it who may.

use crate::{
    call::Call,
    mandate::MandateGiven,
    stage::{Stage, address},
};

impl MandateGiven {
    /// `create_mandate`.
    pub fn create<'s>(&self, stage: &'s mut Stage) -> Call<'s> {
        let instruction = self.keys.create_mandate(self.args.clone());
        stage.call(instruction, "CreateMandate", &["founder", "rent payer"])
    }

    /// `start`.
    pub fn start<'s>(&self, stage: &'s mut Stage) -> Call<'s> {
        stage.call(self.keys.start(), "Start", &[])
    }

    /// `fund`.
    pub fn fund<'s>(&self, stage: &'s mut Stage) -> Call<'s> {
        stage.call(self.keys.fund(), "Fund", &[])
    }

    /// `open_cycle`, paid for by the host.
    pub fn open<'s>(&self, stage: &'s mut Stage, cycle: u32) -> Call<'s> {
        let instruction = self.keys.open_cycle(address("host"), cycle);
        stage.call(instruction, "OpenCycle", &["host"])
    }

    /// `make_offer`, out of a wallet's associated account and paid for by it.
    pub fn offer<'s>(
        &self,
        stage: &'s mut Stage,
        name: &str,
        cycle: u32,
        price_bps: u16,
        amount: u64,
    ) -> Call<'s> {
        let owner = address(name);
        let from = self.keys.base_account(&owner).0;
        let instruction = self.keys.make_offer(owner, owner, from, cycle, price_bps, amount);
        stage.call(instruction, "MakeOffer", &[name])
    }

    /// `withdraw_offer`, to the associated account of its owner, who paid for it.
    pub fn withdraw<'s>(
        &self,
        stage: &'s mut Stage,
        name: &str,
        cycle: u32,
        price_bps: u16,
        amount: u64,
    ) -> Call<'s> {
        let owner = address(name);
        let to = self.keys.base_account(&owner).0;
        let which = (cycle, price_bps);
        let instruction = self.keys.withdraw_offer(owner, owner, to, which, amount);
        stage.call(instruction, "WithdrawOffer", &[name])
    }

    /// `clear`.
    pub fn clear<'s>(&self, stage: &'s mut Stage, cycle: u32) -> Call<'s> {
        stage.call(self.keys.clear(address("host"), cycle), "Clear", &[])
    }

    /// `collect` of the offer of a wallet that paid for it, by a stranger.
    pub fn collect<'s>(
        &self,
        stage: &'s mut Stage,
        name: &str,
        cycle: u32,
        price_bps: u16,
    ) -> Call<'s> {
        let owner = address(name);
        let instruction = self.keys.collect(owner, address("host"), &owner, cycle, price_bps);
        stage.call(instruction, "Collect", &[])
    }

    /// `sink_bought`.
    pub fn sink<'s>(&self, stage: &'s mut Stage, cycle: u32) -> Call<'s> {
        stage.call(self.keys.sink_bought(cycle), "SinkBought", &[])
    }

    /// `retire`.
    pub fn retire<'s>(&self, stage: &'s mut Stage) -> Call<'s> {
        stage.call(self.keys.retire(), "Retire", &[])
    }

    /// `finish`.
    pub fn finish<'s>(&self, stage: &'s mut Stage) -> Call<'s> {
        stage.call(self.keys.finish(), "Finish", &[])
    }

    /// `close_receipt`.
    pub fn close_receipt<'s>(&self, stage: &'s mut Stage, cycle: u32) -> Call<'s> {
        stage.call(self.keys.close_receipt(address("host"), cycle), "CloseReceipt", &[])
    }

    /// `close_mandate`.
    pub fn close<'s>(&self, stage: &'s mut Stage) -> Call<'s> {
        stage.call(self.keys.close_mandate(), "CloseMandate", &[])
    }
}
