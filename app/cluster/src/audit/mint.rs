//! The launched token: who can make more of it, who can stop it, how much of it there is.

use groundswell_sdk::{
    buyback_program::state::Sink as Bought,
    math::{mint::check_extensions, phase::Phase},
    vesting_program::state::Sink as Forfeited,
};

use super::{check::Checks, words};

impl Checks<'_> {
    /// Everything about the mint.
    pub fn mint(&mut self) {
        let (view, launch) = (&self.evidence.view, self.terms());
        let at = launch.base_mint;
        let name = "the token";
        let Some(mint) = view.base_mint.map(|mint| mint.value) else {
            return self.judge("mint.program", name, at, "a mint", "no mint", false);
        };
        let expected = format!("{}, {} decimals", launch.base_token_program, launch.base_decimals);
        let found = format!("{}, {} decimals", mint.program, mint.decimals);
        self.same("mint.program", name, at, expected, found);
        let authority = words::somebody(mint.authority);
        if self.is_sealed() {
            self.judge("mint.authority", name, at, "nobody", authority, mint.authority.is_none());
        } else {
            self.skip("mint.authority", name, at, "sealing the charter gives it up");
        }
        let freeze = words::somebody(mint.freeze_authority);
        self.judge("mint.freeze", name, at, "nobody", freeze, mint.freeze_authority.is_none());
        let data = self.evidence.accounts.get(&at).map_or(&[][..], |account| &account.data);
        let refused = check_extensions(data).err();
        let found = refused.map_or("nothing else".to_owned(), |refusal| format!("{refusal:?}"));
        self.judge("mint.extensions", name, at, "metadata at most", found, refused.is_none());
        self.supply(mint.supply);
    }

    fn supply(&mut self, supply: u64) {
        let at = self.terms().base_mint;
        let (id, name) = ("mint.supply", "the token");
        if !self.is_sealed() {
            return self.skip(id, name, at, "nobody has promised how much there will be");
        }
        let found = self.base(supply);
        match self.phase() {
            // Nobody has any yet but the launch.
            Phase::Draft | Phase::Sealed | Phase::Open | Phase::Closed => {
                let expected = self.base(self.divided());
                self.judge(id, name, at, expected, found, u128::from(supply) == self.divided());
            }
            Phase::Settled | Phase::Failed => {
                let most = self.divided().saturating_sub(self.burned_by_the_books());
                let expected = format!("at most {}", self.base(most));
                self.judge(id, name, at, expected, found, u128::from(supply) <= most);
            }
        }
    }

    /// What the books of the launch, the plans and the mandate say was burned (base units). More
    /// may have been: anyone can burn what is theirs.
    fn burned_by_the_books(&self) -> u128 {
        let (launch, view) = (self.terms(), &self.evidence.view);
        if self.phase() == Phase::Failed {
            let returned = launch.on_failure == 1;
            let gone = self.divided().saturating_sub(launch.base_held.into());
            return if returned { 0 } else { gone };
        }
        let unsold = launch.unsold_swept.saturating_sub(launch.airdrop_added);
        let plans = view.plans.iter().map(|plan| &plan.plan.value);
        let burn = |plan: &&_| -> bool {
            let plan: &groundswell_sdk::vesting_program::state::Plan = plan;
            plan.sink == Forfeited::Burn as u8
        };
        let forfeited: u128 = plans.filter(burn).map(|plan| u128::from(plan.sunk)).sum();
        let mandate = view.mandate.as_ref().map(|mandate| &mandate.mandate.value);
        let mandate = mandate.filter(|mandate| mandate.sink == Bought::Burn as u8);
        let bought = mandate.map_or(0, |it| u128::from(it.sunk).saturating_add(it.retired.into()));
        u128::from(unsold).saturating_add(forfeited).saturating_add(bought)
    }
}
