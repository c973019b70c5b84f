//! Accounts of which there may be many: found by whose they are, which is the first thing that
//! each of them states.

use groundswell_sdk::{
    Address,
    buyback::{decode_offer, decode_receipt, decode_tender},
    buyback_program::{
        self,
        state::{Offer, Receipt, Tender},
    },
    distributor::decode_page,
    distributor_program::{self, state::Page},
    launch::{decode_contribution, decode_launch},
    math::bitmap::Bitmap,
    program::{
        self,
        state::{Contribution, Launch},
    },
    vesting::decode_grant,
    vesting_program::{self, state::Grant},
};

use super::Seen;
use crate::chain::{Chain, ChainError, Filter};

/// Behind the eight bytes that say what an account is.
const OWNER_AT: usize = 8;

/// The launches that `creator` drafted.
pub fn launches_of(
    chain: &(impl Chain + ?Sized),
    creator: &Address,
) -> Result<Vec<Seen<Launch>>, ChainError> {
    of(chain, &program::ID, creator, decode_launch)
}

/// Everyone's place in the sale, but for those who were paid out.
pub fn contributions(
    chain: &(impl Chain + ?Sized),
    launch: &Address,
) -> Result<Vec<Seen<Contribution>>, ChainError> {
    of(chain, &program::ID, launch, decode_contribution)
}

/// The pages of a list that were opened.
pub fn pages(chain: &(impl Chain + ?Sized), list: &Address) -> Result<Vec<Seen<Page>>, ChainError> {
    let mut pages = of(chain, &distributor_program::ID, list, decode_page)?;
    pages.sort_by_key(|page| page.value.number);
    Ok(pages)
}

/// The grants of a plan that were opened.
pub fn grants(
    chain: &(impl Chain + ?Sized),
    plan: &Address,
) -> Result<Vec<Seen<Grant>>, ChainError> {
    of(chain, &vesting_program::ID, plan, decode_grant)
}

/// The tenders of a mandate that are not over, ordered by cycle.
pub fn tenders(
    chain: &(impl Chain + ?Sized),
    mandate: &Address,
) -> Result<Vec<Seen<Tender>>, ChainError> {
    let mut tenders = of(chain, &buyback_program::ID, mandate, decode_tender)?;
    tenders.sort_by_key(|tender| tender.value.cycle);
    Ok(tenders)
}

/// What the tenders of a mandate came to, ordered by cycle.
pub fn receipts(
    chain: &(impl Chain + ?Sized),
    mandate: &Address,
) -> Result<Vec<Seen<Receipt>>, ChainError> {
    let mut receipts = of(chain, &buyback_program::ID, mandate, decode_receipt)?;
    receipts.sort_by_key(|receipt| receipt.value.cycle);
    Ok(receipts)
}

/// What is offered in a tender.
pub fn offers(
    chain: &(impl Chain + ?Sized),
    tender: &Address,
) -> Result<Vec<Seen<Offer>>, ChainError> {
    of(chain, &buyback_program::ID, tender, decode_offer)
}

/// How many steps of leaf `index` a page records as claimed, by the page's data. `None` if it
/// lacks the leaf's bits.
pub fn claimed_steps(page: &[u8], steps: u8, index: u32) -> Option<u8> {
    let bits = page.get(OWNER_AT.checked_add(size_of::<Page>())?..)?;
    Bitmap::new(bits, steps).count(index)
}

fn of<T>(
    chain: &(impl Chain + ?Sized),
    program: &Address,
    owner: &Address,
    decode: impl Fn(&[u8]) -> Option<T>,
) -> Result<Vec<Seen<T>>, ChainError> {
    let found = chain.program_accounts(program, &[Filter::address(OWNER_AT, owner)])?;
    let seen = |(at, account): (_, solana_account::Account)| {
        decode(&account.data).map(|value| Seen { at, value })
    };
    Ok(found.into_iter().filter_map(seen).collect())
}
