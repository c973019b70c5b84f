//! Plans and their grants.

use std::collections::BTreeMap;

use super::{About, Books, Model, Name};

const OPENING: i64 = 180 * 86_400;

#[derive(Clone, Default)]
pub struct Plan {
    pub token: String,
    pub vault: String,
    pub total: u128,
    pub start: i64,
    pub cliff: i64,
    pub end: i64,
    pub zero: Option<i64>,
    pub governed: bool,
    pub funded: bool,
    pub closed: bool,
    pub grants: BTreeMap<Name, Grant>,
    /// Those that were closed.
    pub past: Vec<Grant>,
}

#[derive(Clone, Default)]
pub struct Grant {
    pub amount: u128,
    pub entitled: u128,
    pub paid: u128,
    pub to: Name,
}

impl Plan {
    /// Of `amount`: nothing before the cliff, all at the end, in proportion between.
    pub fn vested(&self, amount: u128, now: i64) -> u128 {
        let since = self.zero.map_or(i64::MIN, |zero| now - zero);
        if since < self.cliff {
            0
        } else if since >= self.end {
            amount
        } else {
            amount * (since - self.start) as u128 / (self.end - self.start) as u128
        }
    }

    /// Whether no grant can be opened any more.
    pub fn is_over(&self, now: i64) -> bool {
        self.zero.is_some_and(|zero| now - zero >= self.end + OPENING)
    }

    /// What grants will not be paid, and once none can be opened what none was given.
    pub fn forfeited(&self, now: i64) -> u128 {
        let (open, past) = (self.grants.values(), self.past.iter());
        let granted: u128 = open.clone().chain(past.clone()).map(|g| g.amount).sum();
        let ended: u128 = open.map(|g| g.amount - g.entitled).sum();
        let unpaid: u128 = past.map(|g| g.amount - g.paid).sum();
        let over = self.funded && self.is_over(now);
        ended + unpaid + if over { self.total - granted } else { 0 }
    }

    /// Paid to those who have grants or had.
    pub fn paid(&self) -> u128 {
        self.grants.values().chain(&self.past).map(|g| g.paid).sum()
    }

    /// The books' name of a wallet's account.
    pub fn account(&self, who: Name) -> String {
        format!("{}/{who}", self.token)
    }
}

impl Model {
    /// Books a step of a plan; `false` if it is none.
    pub fn apply_to_plan(
        &mut self,
        books: &mut Books,
        name: Name,
        about: &About,
        now: i64,
    ) -> bool {
        let (who, side) = (about.who, self.sale.b("vault"));
        let plan = &mut self.plans[about.plan];
        let (vault, burned) = (plan.vault.clone(), plan.account("burned"));
        match name {
            "start plan" => plan.zero = self.sale.settled_at,
            "fund plan" => books.pay(&side, &vault, plan.total),
            "count plan" | "fund plan alone" => {
                let missing = plan.total.saturating_sub(books.of(&vault));
                books.pay(&plan.account("grantor"), &vault, missing);
                plan.funded = true;
            }
            "open grant" | "create grant" | "open stream" => {
                let (amount, entitled) = (about.amount, about.amount);
                plan.grants.insert(who, Grant { amount, entitled, paid: 0, to: who });
            }
            "withdraw grant" => {
                let grant = &plan.grants[who];
                let mut due = plan.vested(grant.amount, now).min(grant.entitled) - grant.paid;
                if plan.governed {
                    let (epoch, out, most, seconds) = self.epoch;
                    let out = if epoch < now / seconds { 0 } else { out };
                    due = due.min(most - out);
                    self.epoch = (now / seconds, out + due, most, seconds);
                }
                books.pay(&vault, &plan.account(grant.to), due);
                plan.grants.get_mut(who).unwrap().paid += due;
            }
            "cancel grant" | "mark missed" => {
                let so_far = plan.vested(plan.grants[who].amount, now);
                let grant = plan.grants.get_mut(who).unwrap();
                grant.entitled = so_far.max(grant.paid);
            }
            "reassign" => plan.grants.get_mut(who).unwrap().to = about.to,
            "top up" => {
                let arrived = books.of(&vault) - (plan.total - plan.paid());
                let grant = plan.grants.get_mut(who).unwrap();
                (grant.amount, grant.entitled) = (grant.amount + arrived, grant.entitled + arrived);
                (plan.total, plan.funded) = (plan.total + arrived, true);
            }
            "forfeit" => {
                books.pay(&vault, &burned, plan.forfeited(now) - books.moved(&vault, &burned));
            }
            "close grant" => plan.past.extend(plan.grants.remove(who)),
            "close plan" | "give up" => {
                books.empty(&vault, &burned);
                plan.closed = true;
            }
            _ => return false,
        }
        true
    }
}
