//! What a sale comes to, what of a grant has vested, and which offers a tender takes.

use std::{cmp::Reverse, iter::once};

use super::{Grant, Name, Outcome, Plan, Sale, Tender};

impl Sale {
    /// Label of a base account.
    pub fn b(&self, holder: &str) -> String {
        format!("{}b/{holder}", self.side)
    }

    /// Label of a quote account of this launch.
    pub fn q(&self, holder: &str) -> String {
        format!("q/{} {holder}", self.side)
    }

    /// 0 draft or sealed, 1 open, 2 closed, 3 settled, 4 failed.
    pub fn phase(&self, now: i64) -> u8 {
        let t = &self.terms;
        let settles = now < t.closes_at + i64::from(t.settle_grace);
        match self.outcome {
            _ if self.cancelled => 4,
            Some(_) => 3,
            None if now < t.opens_at => 0,
            None if now < t.closes_at => 1,
            None if settles && self.deposited >= t.min_raise.into() => 2,
            None => 4,
        }
    }

    /// The outcome, from the bare list of deposits: their parts beyond one limit are kept whole,
    /// those beyond the next share the rest of the raise.
    pub fn settle(&self, at: i64) -> Outcome {
        let (is_auction, target) = (self.terms.rule == 2, u128::from(self.terms.target));
        let ticks = self.terms.ticks.iter().copied().map(u128::from);
        let levels: Vec<u128> = once(0).chain(ticks).chain(once(u128::MAX)).collect();
        // Of a deposit: all, if it pays the nth price; without prices, what is below the nth level.
        let part = |n: usize, (deposit, tick): (u128, usize)| match is_auction {
            true if tick + 1 < n => 0,
            true => deposit,
            false => deposit.min(levels[n]),
        };
        let sum = |n| self.deposits.values().map(|one| part(n, *one)).sum::<u128>();
        let holds = |n: &usize| if is_auction { sum(*n) >= levels[*n] } else { sum(*n) <= target };
        let n = (0..levels.len() - 1).rev().find(holds).unwrap();
        let (price, whole, most) = match is_auction {
            true => (target.max(levels[n]).max(sum(n + 1)), n + 1, n),
            false => (target, n, n + 1),
        };
        let raise = price.min(self.deposited);
        let (rest, shared) = (raise - sum(whole), sum(most) - sum(whole));
        let of = self.deposits.iter().map(|(who, one)| {
            let (kept, shares) = (part(whole, *one), part(most, *one) - part(whole, *one));
            let accepted = kept + (shares * rest).checked_div(shared).unwrap_or(0);
            (*who, [accepted, one.0 - accepted, accepted * self.tranches[0] / price])
        });
        let divides = rest > 0 && self.deposited > target;
        let certain = raise.saturating_sub(if divides { of.len() as u128 } else { 0 });
        Outcome { at, price, raise, certain, of: of.collect() }
    }

    /// What is certain, and all once everyone was paid: to liquidity, buyback, treasury; unsold.
    pub fn due(&self) -> [u128; 4] {
        let (o, t) = (self.outcome.as_ref().unwrap(), &self.terms);
        let all = |n: usize| o.of.values().map(|of| of[n]).sum();
        let (spent, sold) = match self.deposits.is_empty() {
            true => (all(0), all(2)),
            false => (o.certain, o.raise * self.tranches[0] / o.price),
        };
        let share = |bps: u16| o.certain * u128::from(bps) / 10_000;
        let [pool, buyback] = [share(t.liquidity_bps), share(t.buyback_bps)];
        [pool, buyback, spent - pool - buyback, self.tranches[0] - sold]
    }
}

impl Plan {
    /// Of a grant: nothing before the cliff, all at the end, in proportion between.
    pub fn vested(&self, who: Name, now: i64) -> u128 {
        let (t, since) = (&self.terms, self.zero.map_or(i64::MIN, |zero| now - zero));
        match self.grants[who].amount {
            _ if since < t.cliff => 0,
            all if since >= t.end => all,
            all => all * (since - t.start) as u128 / (t.end - t.start) as u128,
        }
    }

    /// What a grant has vested and was not paid.
    pub fn due(&self, who: Name, now: i64) -> u128 {
        self.vested(who, now).min(self.grants[who].entitled) - self.grants[who].paid
    }

    /// Of all grants, open and closed.
    pub fn sum(&self, of: fn(&Grant) -> u128) -> u128 {
        self.grants.values().chain(&self.past).map(of).sum()
    }

    /// Whether no grant can be opened any more.
    pub fn is_over(&self, now: i64) -> bool {
        self.zero.is_some_and(|zero| now - zero >= self.terms.end + 180 * 86_400)
    }

    /// What grants will not be paid, and once none can be opened what none was given.
    pub fn forfeited(&self, now: i64) -> u128 {
        let granted = self.sum(|grant| grant.amount);
        let all = if self.is_over(now) { granted.max(self.terms.total.into()) } else { granted };
        let open: u128 = self.grants.values().map(|grant| grant.entitled).sum();
        all - open - self.past.iter().map(|grant| grant.paid).sum::<u128>()
    }
}

impl Tender {
    /// The cheapest price at which most is bought: all that is cheaper is taken whole, and what is
    /// left of the money goes to the offers at it, first to the `small` part of each.
    pub fn clear(&mut self, (quote, base): (u128, u128), small: u128) {
        self.spent = Some(0);
        let price = |bps: u16| quote * u128::from(bps) / 10_000;
        let below = |at: u16| self.offers.iter().filter(move |(key, _)| key.1 < at);
        let sum = |at: u16, most: u128| below(at).map(|(_, [n, ..])| *n.min(&most)).sum::<u128>();
        let buys = |at: u16| sum(at + 1, u128::MAX).min(self.budget * base / price(at));
        let best = self.offers.keys().map(|key| key.1).max_by_key(|at| (buys(*at), Reverse(*at)));
        let Some(at) = best.filter(|at| buys(*at) > 0) else { return };
        let marginal = |most| sum(at + 1, most) - sum(at, most);
        let (smalls, all) = (marginal(small), marginal(u128::MAX));
        let (price, room) = (price(at), buys(at) - sum(at, u128::MAX));
        let first = room.min(smalls);
        self.spent = Some(buys(at) * price / base);
        for ((_, bps), [offered, taken, paid]) in &mut self.offers {
            let (few, rest) = (small.min(*offered), offered.saturating_sub(small));
            *taken = match *bps {
                bps if bps < at => *offered,
                bps if bps > at => 0,
                _ => few * first / smalls + rest * (room - first) / (all - smalls).max(1),
            };
            *paid = *taken * price / base;
        }
    }
}
