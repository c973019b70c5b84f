//! Where the supply is: in hands, vested and not collected, locked, burned; now, and as the clock
//! alone will change it.

use groundswell_sdk::{
    distributor_program::state::Distributor,
    math::{charter::Kind, phase::Phase, schedule, window},
    vesting_program::state::{Grant, OPENING_SECONDS, Plan},
};

use super::{Evidence, vaults::bit};
use crate::view::{ListView, PlanView, Seen};

/// What has become of one tranche; the four add up to it (base units).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Part {
    /// Was paid to those whom the charter names. Of a list or plan that is closed, all of it.
    pub paid: u128,
    /// Is theirs, and was not collected.
    pub unclaimed: u128,
    /// Has still to unlock, or to be paid out by the launch.
    pub locked: u128,
    /// Goes to nobody: unsold, forfeited, not claimed in time, the buyback's.
    pub gone: u128,
}

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
        let supply = u128::from(view.base_mint?.value.supply);
        let circulating = supply.saturating_sub(in_vaults(evidence));
        let moment = |at: i64| {
            let parts = tranches.iter().map(|it| evidence.part(it, at));
            let parts: Vec<Part> = parts.collect();
            let unclaimed: u128 = parts.iter().map(|part| part.unclaimed).sum();
            let locked: u128 = parts.iter().map(|part| part.locked).sum();
            let burned = minted.saturating_sub(supply);
            let rest = [circulating, unclaimed, locked, burned].iter().sum();
            Moment {
                at,
                circulating,
                unclaimed,
                locked,
                waiting: minted.saturating_sub(rest),
                burned,
                parts,
            }
        };
        let now = moment(view.now);
        let later = moments.iter().map(|at| moment(*at)).collect();
        Some(Supply { minted, now, later, tranches })
    }
}

/// Base units in vaults, but for what holders offer to the mandate: that is still theirs.
fn in_vaults(evidence: &Evidence) -> u128 {
    let view = &evidence.view;
    let amount = |seen: &Seen<u64>| u128::from(seen.value);
    let lists = view.lists.iter().flat_map(|list| &list.vaults).map(amount);
    let plans = view.plans.iter().filter_map(|plan| plan.vault.as_ref()).map(amount);
    let offered: u128 = evidence.offers.iter().map(|it| u128::from(it.value.amount)).sum();
    let mandate = view.mandate.as_ref();
    let bought = mandate.and_then(|mandate| mandate.base_vault.as_ref()).map_or(0, amount);
    let received = mandate.and_then(|mandate| mandate.received.as_ref()).map_or(0, amount);
    let all = lists.chain(plans).chain(view.base_vault.as_ref().map(amount)).sum::<u128>();
    all.saturating_add(bought.saturating_sub(offered)).saturating_add(received)
}

impl Evidence {
    fn part(&self, tranche: &TrancheSupply, at: i64) -> Part {
        let launch = &self.view.launch.value;
        let amount = u128::from(tranche.amount);
        let locked = Part { locked: amount, ..Part::default() };
        match self.view.phase() {
            Phase::Failed if launch.base_held == 0 => Part { gone: amount, ..Part::default() },
            Phase::Settled => self.settled_part(tranche, at),
            _ => locked,
        }
    }

    fn settled_part(&self, tranche: &TrancheSupply, at: i64) -> Part {
        let launch = &self.view.launch.value;
        let amount = u128::from(tranche.amount);
        let locked = Part { locked: amount, ..Part::default() };
        let is_funded = launch.funded_tranches & bit(tranche.tranche) != 0;
        let closed = if is_funded { Part { paid: amount, ..Part::default() } } else { locked };
        match tranche.kind {
            Kind::CommunitySale => self.sold(amount),
            Kind::Liquidity => locked,
            Kind::Buyback if is_funded => Part { gone: amount, ..Part::default() },
            Kind::Buyback => locked,
            Kind::CommunityAirdrop if !is_funded => locked,
            Kind::CommunityAirdrop => {
                let lists = self.view.lists.iter().zip(&self.pages);
                let list = lists.into_iter().find(|(list, _)| list.tranche == tranche.tranche);
                list.map_or(closed, |(ListView { list, .. }, pages)| {
                    let claimed = pages.iter().map(|page| u128::from(page.value.claimed)).sum();
                    claims(&list.value, claimed, at)
                })
            }
            Kind::Kol | Kind::Vc | Kind::Team | Kind::Treasury => {
                let plans = self.view.plans.iter().zip(&self.grants);
                let plan = plans.into_iter().find(|(it, _)| it.tranche == Some(tranche.tranche));
                plan.map_or(closed, |(PlanView { plan, .. }, grants)| {
                    vesting(&plan.value, grants, launch.settled_at, at)
                })
            }
        }
    }

    /// The tranche that was sold.
    fn sold(&self, amount: u128) -> Part {
        let launch = &self.view.launch.value;
        let paid = u128::from(launch.tokens_paid);
        let clearing = launch.clearing();
        let sold = match launch.contributors {
            0 => paid,
            _ => clearing.tokens(clearing.raise, launch.for_sale).map_or(paid, u128::from),
        };
        let unclaimed = sold.saturating_sub(paid);
        let gone = u128::from(launch.unsold_swept);
        let rest = paid.saturating_add(unclaimed).saturating_add(gone);
        Part { paid, unclaimed, gone, locked: amount.saturating_sub(rest) }
    }
}

/// An airdrop of which so much was claimed.
fn claims(list: &Distributor, claimed: u128, at: i64) -> Part {
    let sum = u128::from(list.sum);
    let left = sum.saturating_sub(claimed);
    if list.has_ended(at) {
        return Part { paid: claimed, gone: left, ..Part::default() };
    }
    let steps = window::unlocked(list.steps(), at);
    let unlocked = window::share(list.steps(), steps, list.sum).map_or(0, u128::from);
    let unclaimed = unlocked.saturating_sub(claimed).min(left);
    Part { paid: claimed, unclaimed, locked: left.saturating_sub(unclaimed), gone: 0 }
}

/// A plan whose time zero is `zero`. Each grant for itself, as they are paid; those that nobody
/// opened as one.
fn vesting(plan: &Plan, grants: &[Seen<Grant>], zero: i64, at: i64) -> Part {
    let elapsed = at.saturating_sub(zero);
    let vested = |amount| plan.with_schedule(|schedule| schedule.vested(amount, elapsed));
    let due = |grant: &Seen<Grant>| {
        let Grant { amount, entitled, withdrawn, .. } = grant.value;
        u128::from(schedule::due(vested(amount), entitled, withdrawn))
    };
    let due: u128 = grants.iter().map(due).sum();
    let unopened = plan.total.saturating_sub(plan.granted);
    let is_open = elapsed < plan.end.saturating_add(OPENING_SECONDS);
    let (unopened_due, lost) = if is_open { (vested(unopened), 0) } else { (0, unopened) };
    let (paid, total) = (u128::from(plan.withdrawn), u128::from(plan.total));
    let unclaimed = due.saturating_add(unopened_due.into());
    let gone = u128::from(plan.forfeited).saturating_add(lost.into());
    let rest = paid.saturating_add(unclaimed).saturating_add(gone);
    Part { paid, unclaimed, gone, locked: total.saturating_sub(rest) }
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
            let part = vesting(&plan, &grants, 0, at);
            assert_eq!(part.paid + part.unclaimed + part.locked + part.gone, 1_000, "{at}");
        }
        let half = vesting(&plan, &grants, 0, 150);
        assert_eq!(half, Part { paid: 50, unclaimed: 250 + 200, locked: 400, gone: 100 });
        let end = vesting(&plan, &grants, 0, 200);
        assert_eq!(end, Part { paid: 50, unclaimed: 450 + 400, locked: 0, gone: 100 });
        let over = vesting(&plan, &grants, 0, 200 + OPENING_SECONDS);
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
