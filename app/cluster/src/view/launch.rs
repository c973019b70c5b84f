//! A launch and everything it names.

use std::collections::HashMap;

use groundswell_sdk::{
    Address,
    buyback::decode_mandate,
    buyback_program::{
        self,
        state::{Mandate, Receipt, Tender},
    },
    distributor::{ListKeys, decode_distributor},
    distributor_program::{self, state::Distributor},
    launch::{LaunchKeys, decode_launch},
    math::phase::Phase,
    pda,
    program::{self, state::Launch},
    vesting::{decode_governor, decode_plan},
    vesting_program::{
        self,
        state::{Governor, Plan},
    },
};
use solana_account::Account;

use super::{
    MintView, Seen, ViewError, decoded,
    many::{receipts, tenders},
    mint, required, token_amount,
};
use crate::chain::{Chain, ChainError};

/// A launch with everything it names. What is not made yet, or closed again, is `None`.
#[derive(Clone)]
pub struct LaunchView {
    /// The time of the ledger (unix seconds).
    pub now: i64,
    /// The launch.
    pub launch: Seen<Launch>,
    /// Where its accounts are.
    pub keys: LaunchKeys,
    /// The launched token.
    pub base_mint: Option<Seen<MintView>>,
    /// What contributors pay with.
    pub quote_mint: Option<Seen<MintView>>,
    /// Holds the supply (base units).
    pub base_vault: Option<Seen<u64>>,
    /// Holds contributions (quote units).
    pub quote_vault: Option<Seen<u64>>,
    /// Holds the pool's share of the raise (quote units).
    pub liquidity_vault: Option<Seen<u64>>,
    /// The airdrops' lists, in the order of the charter.
    pub lists: Vec<ListView>,
    /// The plans of granted tranches, in the order of the charter.
    pub plans: Vec<PlanView>,
    /// The stream that pays the treasury.
    pub stream: Option<PlanView>,
    /// Bounds the insiders' plans together.
    pub governor: Option<Seen<Governor>>,
    /// Buys back.
    pub mandate: Option<MandateView>,
}

/// An airdrop's list.
#[derive(Clone)]
pub struct ListView {
    /// Number of its tranche in the charter, from 0.
    pub tranche: u8,
    /// It.
    pub list: Seen<Distributor>,
    /// Its vaults that are open (base units).
    pub vaults: Vec<Seen<u64>>,
}

/// A vesting plan.
#[derive(Clone)]
pub struct PlanView {
    /// Number of its tranche in the charter, from 0; `None` of the treasury's stream.
    pub tranche: Option<u8>,
    /// It.
    pub plan: Seen<Plan>,
    /// What it holds (base units, of a stream quote units).
    pub vault: Option<Seen<u64>>,
}

/// The mandate.
#[derive(Clone)]
pub struct MandateView {
    /// It.
    pub mandate: Seen<Mandate>,
    /// What it pays with (quote units).
    pub quote_vault: Option<Seen<u64>>,
    /// What is offered, and what was bought and not sunk (base units).
    pub base_vault: Option<Seen<u64>>,
    /// What others sent to its associated account, to be burned (base units).
    pub received: Option<Seen<u64>>,
    /// Its tenders that are not over, ordered by cycle.
    pub tenders: Vec<Seen<Tender>>,
    /// What its tenders came to, ordered by cycle.
    pub receipts: Vec<Seen<Receipt>>,
}

impl LaunchView {
    /// The launch at `at`.
    pub fn read(chain: &(impl Chain + ?Sized), at: &Address) -> Result<LaunchView, ViewError> {
        let launch = required(chain, "launch", at, &program::ID, decode_launch)?;
        let keys = LaunchKeys::of(&launch);
        let mandate_vaults = [
            pda::mandate_quote_vault(&launch.mandate),
            pda::mandate_base_vault(&launch.mandate),
            keys.base_account(&launch.mandate).0,
        ];
        let destinations = || launch.tranches().iter().map(|tranche| tranche.destination);
        let plans = || destinations().chain([launch.treasury_stream]);
        let direct = [launch.base_mint, launch.quote_mint, keys.at.base_vault, keys.at.quote_vault]
            .into_iter()
            .chain([keys.at.liquidity_vault, launch.governor, launch.mandate])
            .chain(mandate_vaults)
            .chain(plans())
            .chain(plans().map(|plan| pda::plan_vault(&plan)));
        let mut seen = Accounts::default();
        seen.add(chain, direct.collect())?;
        seen.add(chain, lists(&launch, &seen).flat_map(|(_, list)| vaults_of(&list)).collect())?;

        let mandate = seen.decoded(&launch.mandate, &buyback_program::ID, decode_mandate);
        let mandate = mandate.map(|mandate| -> Result<_, ChainError> {
            Ok(MandateView {
                quote_vault: seen.amount(&mandate_vaults[0]),
                base_vault: seen.amount(&mandate_vaults[1]),
                received: seen.amount(&mandate_vaults[2]),
                tenders: tenders(chain, &mandate.at)?,
                receipts: receipts(chain, &mandate.at)?,
                mandate,
            })
        });
        let list = |(tranche, list): (u8, Seen<Distributor>)| ListView {
            tranche,
            vaults: vaults_of(&list).iter().filter_map(|vault| seen.amount(vault)).collect(),
            list,
        };
        let granted = (0u8..).zip(launch.tranches()).filter(|(_, it)| it.is_granted());
        Ok(LaunchView {
            now: chain.now()?,
            keys,
            base_mint: seen.mint(&launch.base_mint),
            quote_mint: seen.mint(&launch.quote_mint),
            base_vault: seen.amount(&keys.at.base_vault),
            quote_vault: seen.amount(&keys.at.quote_vault),
            liquidity_vault: seen.amount(&keys.at.liquidity_vault),
            lists: lists(&launch, &seen).map(list).collect(),
            plans: granted
                .filter_map(|(tranche, it)| seen.plan(&it.destination, Some(tranche)))
                .collect(),
            stream: seen.plan(&launch.treasury_stream, None),
            governor: seen.decoded(&launch.governor, &vesting_program::ID, decode_governor),
            mandate: mandate.transpose()?,
            launch: Seen { at: *at, value: launch },
        })
    }

    /// The phase it is in, by the ledger's clock.
    pub fn phase(&self) -> Phase {
        self.launch.value.phase(self.now)
    }
}

/// The time of a launch's ledger and the launch itself, for those who need no more.
pub fn clock_of(chain: &(impl Chain + ?Sized), at: &Address) -> Result<(i64, Launch), ViewError> {
    let launch = required(chain, "launch", at, &program::ID, decode_launch)?;
    Ok((chain.now()?, launch))
}

/// The airdrops' lists that are there.
fn lists<'a>(
    launch: &'a Launch,
    seen: &'a Accounts,
) -> impl Iterator<Item = (u8, Seen<Distributor>)> + 'a {
    let airdrops = (0u8..).zip(launch.tranches()).filter(|(_, tranche)| tranche.is_airdrop());
    airdrops.filter_map(|(number, tranche)| {
        let program = distributor_program::ID;
        Some((number, seen.decoded(&tranche.destination, &program, decode_distributor)?))
    })
}

fn vaults_of(list: &Seen<Distributor>) -> Vec<Address> {
    let keys = ListKeys::of(list.at, &list.value);
    (0..keys.vault_count()).map(|number| keys.vault(number)).collect()
}

/// Accounts that were read.
#[derive(Default)]
struct Accounts(HashMap<Address, Account>);

impl Accounts {
    fn add(
        &mut self,
        chain: &(impl Chain + ?Sized),
        addresses: Vec<Address>,
    ) -> Result<(), ChainError> {
        let found = addresses.iter().copied().zip(chain.accounts(&addresses)?);
        self.0.extend(found.filter_map(|(at, account)| Some((at, account?))));
        Ok(())
    }

    fn decoded<T>(
        &self,
        at: &Address,
        program: &Address,
        decode: impl Fn(&[u8]) -> Option<T>,
    ) -> Option<Seen<T>> {
        let value = decoded(self.0.get(at), program, decode)?;
        Some(Seen { at: *at, value })
    }

    fn amount(&self, at: &Address) -> Option<Seen<u64>> {
        self.0.get(at).and_then(token_amount).map(|value| Seen { at: *at, value })
    }

    fn mint(&self, at: &Address) -> Option<Seen<MintView>> {
        self.0.get(at).and_then(mint).map(|value| Seen { at: *at, value })
    }

    fn plan(&self, at: &Address, tranche: Option<u8>) -> Option<PlanView> {
        let plan = self.decoded(at, &vesting_program::ID, decode_plan)?;
        Some(PlanView { tranche, plan, vault: self.amount(&pda::plan_vault(at)) })
    }
}
