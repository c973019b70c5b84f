//! The sale, what it leaves to others, and the list of its airdrop.

use groundswell_sdk::program::CreateArgs;
use std::{cmp::Ordering, collections::BTreeMap};

use super::{About, Books, Name};

#[derive(Clone)]
pub struct Sale {
    pub side: usize,
    pub terms: CreateArgs,
    /// Base units of each tranche; the first is for sale, the second goes to the list.
    pub tranches: Vec<u128>,
    pub list: Vec<(Name, u128)>,
    pub list_until: i64,
    /// Those not yet paid out: amount and tick.
    pub deposits: BTreeMap<Name, (u128, usize)>,
    pub deposited: u128,
    pub outcome: Option<Outcome>,
    pub settled_at: Option<i64>,
    pub cancelled: bool,
    pub unsold: u128,
    pub closed: bool,
}

#[derive(Clone, Default)]
pub struct Outcome {
    pub price: u128,
    pub raise: u128,
    pub divides: bool,
    /// Of each: accepted, refunded, tokens.
    pub of: BTreeMap<Name, [u128; 3]>,
}

/// Of a deposit at a tick: what is kept whole, and what shares the rest of the raise.
type Split = Box<dyn Fn(u128, usize) -> (u128, u128)>;

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
        match () {
            () if self.cancelled => 4,
            () if self.settled_at.is_some() => 3,
            () if now < t.opens_at => 0,
            () if now < t.closes_at => 1,
            () if self.deposited >= t.min_raise.into() && settles => 2,
            () => 4,
        }
    }

    /// The outcome, from the bare list of deposits.
    pub fn settle(&self) -> Outcome {
        let all: Vec<_> = self.deposits.values().copied().collect();
        let sum =
            |of: &dyn Fn(u128, usize) -> u128| -> u128 { all.iter().map(|d| of(d.0, d.1)).sum() };
        let ticks: Vec<u128> = self.terms.ticks.iter().map(|tick| u128::from(*tick)).collect();
        let (target, total) = (u128::from(self.terms.target), sum(&|d, _| d));
        let from = |at: usize| sum(&|d, tick| if tick >= at { d } else { 0 });
        let low = |k: usize| if k == 0 { 0 } else { ticks[k - 1] };
        let (price, raise, split): (u128, u128, Split) = match self.terms.rule {
            _ if total <= target => (target, total, Box::new(|d, _| (d, 0))),
            0 => (target, target, Box::new(|d, _| (0, d))),
            1 => {
                let fits = |k: &usize| sum(&|d, _| d.min(low(*k))) <= target;
                let k = (0..ticks.len()).rev().find(fits).unwrap();
                let (low, high) = (low(k), ticks[k]);
                (target, target, Box::new(move |d, _| (d.min(low), d.min(high) - d.min(low))))
            }
            _ => {
                let at = (0..ticks.len()).rev().find(|k| from(*k) >= ticks[*k]).unwrap();
                let price = ticks[at].max(from(at + 1));
                let split = move |d, tick: usize| match tick.cmp(&at) {
                    Ordering::Greater => (d, 0),
                    Ordering::Equal => (0, d),
                    Ordering::Less => (0, 0),
                };
                (price, price, Box::new(split))
            }
        };
        let (whole, shared) = (sum(&|d, t| split(d, t).0), sum(&|d, t| split(d, t).1));
        let rest = if shared == 0 { 0 } else { raise - whole };
        let of = self.deposits.iter().map(|(name, (d, tick))| {
            let (kept, part) = split(*d, *tick);
            let accepted = kept + (part * rest).checked_div(shared).unwrap_or(0);
            (*name, [accepted, d - accepted, accepted * self.tranches[0] / price])
        });
        Outcome { price, raise, divides: rest > 0, of: of.collect() }
    }

    /// Proceeds that are certain, or all once everyone was paid: liquidity, buyback, treasury.
    pub fn proceeds(&self, o: &Outcome) -> [u128; 3] {
        let certain = o.raise - if o.divides { o.raise.min(o.of.len() as u128) } else { 0 };
        let accepted: u128 = o.of.values().map(|of| of[0]).sum();
        let bps = [self.terms.liquidity_bps, self.terms.buyback_bps];
        let [pool, back] = bps.map(|bps| certain * u128::from(bps) / 10_000);
        [pool, back, if self.deposits.is_empty() { accepted } else { certain } - pool - back]
    }

    /// Base units that the launch still has by its books.
    pub fn held(&self, books: &Books) -> u128 {
        let supply: u128 = self.tranches.iter().sum();
        supply - books.left(&self.b("vault"))
    }

    /// Books a step of sale or list; `false` if it is neither.
    pub fn apply(&mut self, books: &mut Books, name: Name, about: &About, now: i64) -> bool {
        let (who, wallet, tokens) = (about.who, format!("q/{}", about.who), self.b(about.who));
        let [vault, list, burned] = ["vault", "list", "burned"].map(|at| self.b(at));
        let [quote, pool, stream] = ["sale", "liquidity", "stream"].map(|at| self.q(at));
        match name {
            "seal" => books.empty(&self.b("creator"), &vault),
            "contribute" => {
                books.pay(&wallet, &quote, about.amount);
                self.deposits.entry(who).or_insert((0, about.tick)).0 += about.amount;
                self.deposited += about.amount;
            }
            "withdraw" => {
                books.pay(&quote, &wallet, about.amount);
                self.deposits.get_mut(who).unwrap().0 -= about.amount;
                self.deposits.retain(|_, deposit| deposit.0 > 0);
                self.deposited -= about.amount;
            }
            "settle" => (self.outcome, self.settled_at) = (Some(self.settle()), Some(now)),
            "cancel" => self.cancelled = true,
            "claim" => {
                let [_, refund, bought] = self.outcome.as_ref().unwrap().of[who];
                self.deposits.remove(who);
                books.pay(&quote, &wallet, refund);
                books.pay(&vault, &tokens, bought);
            }
            "refund" => books.pay(&quote, &wallet, self.deposits.remove(who).unwrap().0),
            "sweep" if self.phase(now) == 4 => {
                let to = if self.terms.on_failure == 1 { self.b("creator") } else { burned };
                books.pay(&vault, &to, self.held(books));
            }
            "sweep" => {
                let o = self.outcome.as_ref().unwrap();
                for (due, to) in self.proceeds(o).into_iter().zip([pool, self.q("mandate"), stream])
                {
                    books.pay(&quote, &to, due - books.moved(&quote, &to));
                }
                let sold = match self.deposits.is_empty() {
                    true => o.of.values().map(|of| of[2]).sum(),
                    false => o.raise * self.tranches[0] / o.price,
                };
                let joins = self.terms.unsold == 1 && now < self.list_until;
                let unsold = self.tranches[0] - sold;
                books.pay(&vault, if joins { &list } else { &burned }, unsold - self.unsold);
                self.unsold = unsold;
            }
            "close" if self.phase(now) == 4 => {
                books.empty(&quote, "q/creator");
                books.empty(&pool, "q/creator");
                books.empty(&vault, &burned);
                self.closed = true;
            }
            "close" => {
                books.empty(&quote, &stream);
                self.closed = true;
            }
            "fund airdrop" => {
                let to = if now < self.list_until { list } else { burned };
                books.pay(&vault, &to, self.tranches[1]);
            }
            "claim leaf" | "claim leaves" => {
                for (lister, amount) in about.leaves.iter().map(|leaf| self.list[*leaf]) {
                    let paid = books.moved(&list, &self.b(lister));
                    books.pay(&list, &self.b(lister), amount - paid);
                }
            }
            "clawback" => books.empty(&list, &burned),
            _ => return false,
        }
        true
    }
}
