//! All that a ledger holds of a launch, as far as it decides what is due.

use std::collections::BTreeSet;

use groundswell_sdk::{
    Address,
    buyback_program::state::Offer,
    distributor::{ListKeys, decode_page},
    distributor_program::{self, state::Page},
    math::{bitmap, phase::Phase},
    pda,
    program::state::Contribution,
    vesting::{decode_disclosure, decode_plan},
    vesting_program::{
        self,
        state::{Grant, Plan},
    },
};

use super::Task;
use crate::{
    chain::{Chain, ChainError},
    view::{self, LaunchView, PlanView, Seen, ViewError},
};

/// A page of a list with its bits.
#[derive(Clone)]
pub struct PageView {
    /// It.
    pub page: Seen<Page>,
    /// The whole account.
    pub data: Vec<u8>,
}

/// A grant.
#[derive(Clone)]
pub struct GrantView {
    /// It.
    pub grant: Seen<Grant>,
    /// Who paid for its disclosure, if there is one.
    pub discloser: Option<Address>,
}

/// All that a ledger holds of a launch.
#[derive(Clone)]
pub struct Scene {
    /// The launch with everything it names.
    pub view: LaunchView,
    /// Those who were not paid; none are read before the sale is decided.
    pub contributions: Vec<Seen<Contribution>>,
    /// The pages of each list of the view, by number; `None` where one is not open.
    pub pages: Vec<Vec<Option<PageView>>>,
    /// The grants of each plan of the view, and those of its stream last.
    pub grants: Vec<Vec<GrantView>>,
    /// What is offered in each tender of the view.
    pub offers: Vec<Vec<Seen<Offer>>>,
    /// The plans around whose unlocks the mandate buys nothing, as far as they are there.
    pub watched: Vec<Option<Plan>>,
    /// Token accounts that are known to exist.
    pub existing: BTreeSet<Address>,
}

impl Scene {
    /// What `chain` holds of the launch at `at`.
    pub fn read(chain: &(impl Chain + ?Sized), at: &Address) -> Result<Scene, ViewError> {
        let view = LaunchView::read(chain, at)?;
        let is_decided = matches!(view.phase(), Phase::Settled | Phase::Failed);
        let waits = is_decided && view.launch.value.contributors > 0;
        let contributions = if waits { view::contributions(chain, at)? } else { vec![] };
        let pages = view.lists.iter().map(|list| {
            let keys = ListKeys::of(list.list.at, &list.list.value);
            pages(chain, &keys)
        });
        let plans = view.plans.iter().chain(&view.stream);
        let grants = plans.map(|plan| grants(chain, plan));
        let tenders = view.mandate.iter().flat_map(|mandate| &mandate.tenders);
        let offers = tenders.map(|tender| view::offers(chain, &tender.at));
        Ok(Scene {
            contributions,
            pages: pages.collect::<Result<_, _>>()?,
            grants: grants.collect::<Result<_, _>>()?,
            offers: offers.collect::<Result<_, _>>()?,
            watched: watched(chain, &view)?,
            existing: BTreeSet::new(),
            view,
        })
    }

    /// Finds out which of the accounts exist that these steps pay into.
    pub fn look(
        &mut self,
        chain: &(impl Chain + ?Sized),
        tasks: &[Task],
    ) -> Result<(), ChainError> {
        let wanted: BTreeSet<Address> =
            tasks.iter().flat_map(|task| &task.opens).map(|opens| opens.at()).collect();
        let wanted: Vec<Address> = wanted.into_iter().collect();
        let found = wanted.iter().zip(chain.accounts(&wanted)?);
        // What merely has lamports is no token account.
        let is_made = |account: &solana_account::Account| account.owner != Address::default();
        self.existing = found
            .filter(|(_, account)| account.as_ref().is_some_and(is_made))
            .map(|(at, _)| *at)
            .collect();
        Ok(())
    }
}

fn pages(
    chain: &(impl Chain + ?Sized),
    keys: &ListKeys,
) -> Result<Vec<Option<PageView>>, ChainError> {
    let at: Vec<Address> = (0..bitmap::pages(keys.count)).map(|number| keys.page(number)).collect();
    let found = at.iter().zip(chain.accounts(&at)?);
    let page = |(at, account): (&Address, Option<solana_account::Account>)| {
        let page = view::decoded(account.as_ref(), &distributor_program::ID, decode_page)?;
        Some(PageView { page: Seen { at: *at, value: page }, data: account?.data })
    };
    Ok(found.map(page).collect())
}

fn grants(chain: &(impl Chain + ?Sized), plan: &PlanView) -> Result<Vec<GrantView>, ChainError> {
    if plan.plan.value.grants == 0 {
        return Ok(vec![]);
    }
    let grants = view::grants(chain, &plan.plan.at)?;
    let disclosed = |grant: &&Seen<Grant>| grant.value.has_disclosure.get();
    let at: Vec<Address> =
        grants.iter().filter(disclosed).map(|grant| pda::disclosure(&grant.at)).collect();
    let mut disclosures = chain.accounts(&at)?.into_iter();
    let with_discloser = |grant: Seen<Grant>| {
        let account = disclosed(&&grant).then(|| disclosures.next()).flatten().flatten();
        let program = vesting_program::ID;
        let disclosure = view::decoded(account.as_ref(), &program, decode_disclosure);
        GrantView { discloser: disclosure.map(|disclosure| disclosure.rent_payer), grant }
    };
    Ok(grants.into_iter().map(with_discloser).collect())
}

fn watched(
    chain: &(impl Chain + ?Sized),
    view: &LaunchView,
) -> Result<Vec<Option<Plan>>, ChainError> {
    let Some(mandate) = &view.mandate else { return Ok(vec![]) };
    let mandate = &mandate.mandate.value;
    let plans = mandate.plans.get(..usize::from(mandate.plan_count)).unwrap_or_default();
    let program = vesting_program::ID;
    let found = chain.accounts(plans)?;
    Ok(found.iter().map(|account| view::decoded(account.as_ref(), &program, decode_plan)).collect())
}
