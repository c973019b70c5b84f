//! Everything that an audit looks at, read so that it belongs together.

use std::collections::HashMap;

use groundswell_sdk::{
    Address, buyback_program::state::Offer, distributor_program::state::Page,
    program::state::Contribution, vesting_program::state::Grant,
};
use solana_account::Account;

use crate::{
    chain::{Chain, ChainError},
    deployed::Deployed,
    view::{LaunchView, Seen, ViewError, contributions, grants, offers, pages},
};

/// So often an audit begins again when the launch changed while it was read.
const ATTEMPTS: usize = 5;

/// A launch, everything it names, and the programs that run it.
pub struct Evidence {
    /// The launch and what it names.
    pub view: LaunchView,
    /// Mints and token accounts, as they are.
    pub accounts: HashMap<Address, Account>,
    /// The programs.
    pub programs: Vec<Deployed>,
    /// Contributions that were not paid out.
    pub contributions: Vec<Seen<Contribution>>,
    /// The pages of each list of the view, in its order.
    pub pages: Vec<Vec<Seen<Page>>>,
    /// The grants of each plan of the view, in its order.
    pub grants: Vec<Vec<Seen<Grant>>>,
    /// The grants of the treasury's stream: one, or none.
    pub stream_grants: Vec<Seen<Grant>>,
    /// Offers in tenders that are not over.
    pub offers: Vec<Seen<Offer>>,
}

/// Why a launch could not be audited.
#[derive(Debug, thiserror::Error)]
pub enum AuditError {
    /// There is no launch, or it cannot be read.
    #[error(transparent)]
    View(#[from] ViewError),
    /// It never stood still.
    #[error(
        "the launch at {at} changed each of {ATTEMPTS} times while it was read\nRun it again when \
         less is going on, or against a cluster of your own"
    )]
    Moving {
        /// Which launch.
        at: Address,
    },
}

impl From<ChainError> for AuditError {
    fn from(error: ChainError) -> Self {
        AuditError::View(error.into())
    }
}

impl Evidence {
    /// Everything about the launch at `at`.
    ///
    /// A cluster goes on while it is read. Every instruction counts up a number in the account it
    /// changes: where those are afterwards what they were before, what was read in between
    /// belongs together.
    pub fn read(chain: &(impl Chain + ?Sized), at: &Address) -> Result<Evidence, AuditError> {
        for _ in 0..ATTEMPTS {
            let evidence = Evidence::read_once(chain, at)?;
            let again = LaunchView::read(chain, at)?;
            let pages = pages_of(chain, &again)?;
            if sequences(&evidence.view, &evidence.pages) == sequences(&again, &pages) {
                return Ok(evidence);
            }
            chain.wait();
        }
        Err(AuditError::Moving { at: *at })
    }

    fn read_once(chain: &(impl Chain + ?Sized), at: &Address) -> Result<Evidence, ViewError> {
        let view = LaunchView::read(chain, at)?;
        let pages = pages_of(chain, &view)?;
        let grants = view.plans.iter().map(|plan| grants(chain, &plan.plan.at));
        let grants = grants.collect::<Result<_, _>>()?;
        let stream = view.stream.as_ref().map(|stream| self::grants(chain, &stream.plan.at));
        let tenders = view.mandate.iter().flat_map(|mandate| &mandate.tenders);
        let offered = tenders.map(|tender| offers(chain, &tender.at));
        let offered: Vec<Vec<Seen<Offer>>> = offered.collect::<Result<_, _>>()?;
        let places = places(&view);
        let accounts = places.iter().copied().zip(chain.accounts(&places)?);
        Ok(Evidence {
            accounts: accounts.filter_map(|(at, account)| Some((at, account?))).collect(),
            programs: Deployed::read(chain)?,
            contributions: contributions(chain, at)?,
            pages,
            grants,
            stream_grants: stream.transpose()?.unwrap_or_default(),
            offers: offered.into_iter().flatten().collect(),
            view,
        })
    }
}

fn pages_of(
    chain: &(impl Chain + ?Sized),
    view: &LaunchView,
) -> Result<Vec<Vec<Seen<Page>>>, ViewError> {
    view.lists.iter().map(|list| Ok(pages(chain, &list.list.at)?)).collect()
}

/// The mints and token accounts of a launch.
fn places(view: &LaunchView) -> Vec<Address> {
    let keys = &view.keys;
    let mut places = vec![
        keys.base_mint,
        keys.quote_mint,
        keys.at.base_vault,
        keys.at.quote_vault,
        keys.at.liquidity_vault,
    ];
    for list in &view.lists {
        places.extend(list.list.value.vaults.iter().filter(|at| **at != Address::default()));
    }
    places.extend(view.plans.iter().chain(&view.stream).map(|plan| plan.plan.value.vault));
    if let Some(mandate) = &view.mandate {
        places.extend([mandate.mandate.value.quote_vault, mandate.mandate.value.base_vault]);
    }
    places
}

/// The numbers that every instruction counts up.
fn sequences(view: &LaunchView, pages: &[Vec<Seen<Page>>]) -> Vec<u64> {
    let launch = [view.launch.value.sequence, view.launch.value.contributors];
    let lists = view.lists.iter().map(|list| list.list.value.sequence);
    let pages = pages.iter().flatten().map(|page| page.value.sequence);
    let plans = view.plans.iter().chain(&view.stream).map(|plan| plan.plan.value.sequence);
    let mandate = view.mandate.iter().map(|mandate| mandate.mandate.value.sequence);
    launch.into_iter().chain(lists).chain(pages).chain(plans).chain(mandate).collect()
}
