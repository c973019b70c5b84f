//! Where the supply is: in hands, vested and not collected, locked, burned; now, and as the clock
//! alone will change it.

use groundswell_sdk::{
    distributor_program::state::Distributor,
    math::{
        charter::Kind,
        schedule,
        supply::{self, Held, Sale, Stage, Whole},
    },
    vesting_program::state::{Grant, OPENING_SECONDS, Plan},
};

pub use supply::Part;

use super::{Evidence, vaults::bit};
use crate::view::{ListView, PlanView, Seen};

// One rule in two places, until the program takes it from the rules.
const _: () = assert!(OPENING_SECONDS == schedule::OPENING_SECONDS);

/// A tranche of the charter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TrancheSupply {
    /// Its number in the charter, from 0.
    pub tranche: u8,
    /// What it is for.
    pub kind: Kind,
    /// Base units.
    pub amount: u64,
}

/// The whole supply at a moment. The five amounts add up to what was minted (base units).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moment {
    /// Which (unix seconds).
    pub at: i64,
    /// Is in hands: neither in a vault of the launch nor burned.
    pub circulating: u128,
    /// Can be collected by whom it belongs to.
    pub unclaimed: u128,
    /// Is locked.
    pub locked: u128,
    /// Lies in vaults and belongs to nobody any more: to be burned, or sent there by strangers.
    pub waiting: u128,
    /// Does not exist any more.
    pub burned: u128,
    /// What has become of each tranche.
    pub parts: Vec<Part>,
}

impl Moment {
    /// What would be in hands if everybody collected what is theirs.
    pub fn at_most(&self) -> u128 {
        self.circulating.saturating_add(self.unclaimed)
    }
}

/// The supply now and later. Later is what the clock does by itself: nobody collects, sells or
/// burns anything, and the governor holds nobody up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Supply {
    /// What the charter divided (base units).
    pub minted: u128,
    /// The tranches, in the order of the charter.
    pub tranches: Vec<TrancheSupply>,
    /// At the time of the ledger.
    pub now: Moment,
    /// At each moment that was asked for.
    pub later: Vec<Moment>,
}

impl Supply {
    /// Of a launch whose charter is sealed, also at `moments` to come (unix seconds). `None` of a
    /// draft.
    pub fn of(evidence: &Evidence, moments: &[i64]) -> Option<Supply> {
        let view = &evidence.view;
        let launch = &view.launch.value;
        launch.is_sealed.get().then_some(())?;
        let tranches = (0u8..).zip(launch.tranches()).filter_map(|(tranche, record)| {
            Some(TrancheSupply { tranche, kind: record.kind()?, amount: record.amount })
        });
        let tranches: Vec<TrancheSupply> = tranches.collect();
        let minted: u128 = tranches.iter().map(|tranche| u128::from(tranche.amount)).sum();
        let exists = u128::from(view.base_mint?.value.supply);
        let held = held(evidence);
        let moment = |at: i64| {
            let parts = tranches.iter().map(|it| evidence.part(it, at));
            let parts: Vec<Part> = parts.collect();
            let sum = |of: fn(&Part) -> u128| parts.iter().map(of).sum();
            let (unclaimed, locked) = (sum(|part| part.unclaimed), sum(|part| part.locked));
            let whole = Whole::of(minted, exists, &held, unclaimed, locked);
            let Whole { circulating, unclaimed, locked, waiting, burned } = whole;
            Moment { at, circulating, unclaimed, locked, waiting, burned, parts }
        };
        let now = moment(view.now);
        let later = moments.iter().map(|at| moment(*at)).collect();
        Some(Supply { minted, now, later, tranches })
    }
}

/// What vaults hold; what holders offer to the mandate is still theirs.
fn held(evidence: &Evidence) -> Held {
    let view = &evidence.view;
    let amount = |seen: &Seen<u64>| u128::from(seen.value);
    let lists = view.lists.iter().flat_map(|list| &list.vaults).map(amount);
    let plans = view.plans.iter().filter_map(|plan| plan.vault.as_ref()).map(amount);
    let mandate = view.mandate.as_ref();
    let bought = mandate.and_then(|mandate| mandate.base_vault.as_ref()).map_or(0, amount);
    let received = mandate.and_then(|mandate| mandate.received.as_ref()).map(amount);
    let own = view.base_vault.as_ref().map(amount);
    Held {
        vaults: lists.chain(plans).chain(own).chain(received).sum(),
        mandate: bought,
        offered: evidence.offers.iter().map(|it| u128::from(it.value.amount)).sum(),
    }
}

impl Evidence {
    fn part(&self, tranche: &TrancheSupply, at: i64) -> Part {
        let launch = &self.view.launch.value;
        let TrancheSupply { tranche: number, kind, amount } = *tranche;
        let is_funded = launch.funded_tranches & bit(number) != 0;
        let phase = self.view.phase();
        let stage = Stage { phase, base_held: launch.base_held, is_funded };
        if let Some(part) = Part::of_launch(kind, amount, stage) {
            return part;
        }
        let closed = Part::closed(amount, is_funded);
        match kind {
            Kind::CommunitySale => self.sold(amount),
            Kind::CommunityAirdrop => {
                let lists = self.view.lists.iter().zip(&self.pages);
                let list = lists.into_iter().find(|(list, _)| list.tranche == number);
                list.map_or(closed, |(ListView { list, .. }, pages)| {
                    let claimed = pages.iter().map(|page| u128::from(page.value.claimed)).sum();
                    claims(&list.value, claimed, at)
                })
            }
            _ => {
                let plans = self.view.plans.iter().zip(&self.grants);
                let plan = plans.into_iter().find(|(it, _)| it.tranche == Some(number));
                plan.map_or(closed, |(PlanView { plan, .. }, grants)| {
                    vesting(&plan.value, grants, at.saturating_sub(launch.settled_at))
                })
            }
        }
    }

    /// The tranche that was sold.
    fn sold(&self, amount: u64) -> Part {
        let launch = &self.view.launch.value;
        let sale = Sale {
            for_sale: launch.for_sale,
            contributors: launch.contributors,
            clearing: launch.clearing(),
            paid: launch.tokens_paid,
            swept: launch.unsold_swept,
        };
        Part::sold(amount, &sale)
    }
}

/// An airdrop of which so much was claimed.
fn claims(list: &Distributor, claimed: u128, at: i64) -> Part {
    let steps: Vec<_> = list.steps().collect();
    let (sum, ends_at) = (list.sum, list.ends_at);
    Part::listed(&supply::List { sum, claimed, steps: &steps, ends_at }, at)
}

/// A plan, so many seconds after its time zero.
fn vesting(plan: &Plan, grants: &[Seen<Grant>], elapsed: i64) -> Part {
    plan.with_schedule(|schedule| {
        let due = |grant: &Seen<Grant>| {
            let Grant { amount, entitled, withdrawn, .. } = grant.value;
            u128::from(supply::Grant { amount, entitled, withdrawn }.due(&schedule, elapsed))
        };
        let Plan { total, granted, withdrawn, forfeited, .. } = *plan;
        let books = supply::Plan { schedule, total, granted, withdrawn, forfeited };
        Part::granted(&books, grants.iter().map(due).sum(), elapsed)
    })
}

#[cfg(test)]
mod tests {
    use sha2::{Digest, Sha256};

    use super::*;

    #[test]
    fn a_grant_is_never_in_two_places() {
        let plan = Plan {
            total: 1_000,
            granted: 600,
            withdrawn: 50,
            forfeited: 100,
            start: 100,
            cliff: 100,
            end: 200,
            ..plan_of_zeros()
        };
        let grant = Grant { amount: 600, entitled: 500, withdrawn: 50, ..grant_of_zeros() };
        let grants = [Seen { at: Default::default(), value: grant }];
        for at in [0, 99, 100, 150, 199, 200, 200 + OPENING_SECONDS, i64::MAX] {
            let part = vesting(&plan, &grants, at);
            assert_eq!(part.paid + part.unclaimed + part.locked + part.gone, 1_000, "{at}");
        }
        let half = vesting(&plan, &grants, 150);
        assert_eq!(half, Part { paid: 50, unclaimed: 250 + 200, locked: 400, gone: 100 });
        let end = vesting(&plan, &grants, 200);
        assert_eq!(end, Part { paid: 50, unclaimed: 450 + 400, locked: 0, gone: 100 });
        let over = vesting(&plan, &grants, 200 + OPENING_SECONDS);
        assert_eq!(over, Part { paid: 50, unclaimed: 450, locked: 0, gone: 500 });
    }

    fn plan_of_zeros() -> Plan {
        groundswell_sdk::vesting::decode_plan(&zeros("Plan", size_of::<Plan>())).unwrap()
    }

    fn grant_of_zeros() -> Grant {
        groundswell_sdk::vesting::decode_grant(&zeros("Grant", size_of::<Grant>())).unwrap()
    }

    /// The data of an account of this type that states nothing.
    fn zeros(name: &str, bytes: usize) -> Vec<u8> {
        let mut data = Sha256::digest(format!("account:{name}"))[..8].to_vec();
        data.resize(8 + bytes, 0);
        data
    }
}
