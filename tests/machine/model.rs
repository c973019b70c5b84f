//! What should be where: plain sums of what succeeded, by the rules of `docs/design.md`, written
//! without the crate that decides them. Labels are `TOKEN/HOLDER`.

use std::collections::{BTreeMap, BTreeSet};

/// Every token account by its label.
pub type Books = BTreeMap<String, u128>;
pub type Name = &'static str;
pub const DAY: i64 = 86_400;

/// What a step does if it succeeds. Plans go by their place in `Model::plans`.
#[derive(Clone, Debug)]
#[rustfmt::skip]
pub enum Effect {
    Contribute(Name, u128, usize), Withdraw(Name, u128), Settle, Cancel, Claim(Name), Refund(Name), Sweep,
    Close, FundAirdrop, Activate, ListClaim(Vec<usize>), Clawback, ClosePage, CloseList, Start(usize),
    FundPlan(usize, u8), Fund(usize), Open(usize, Name, u128), Pay(usize, Name), End(usize, Name),
    Reassign(usize, Name, Name), TopUp(usize, Name), Forfeit(usize), CloseGrant(usize, Name), ClosePlan(usize),
    FundBuyback, Price, Count, OpenCycle(u32), Offer(Name, u32, u16, u128), TakeBack(Name, u32, u16, u128),
    Clear(u32), Collect(Name, u32, u16), Sink(u32), Retire, Finish, CloseReceipt, CloseMandate,
    Mint(String, u128), Send(String, String, u128), Nothing,
}

#[derive(Clone, Default)]
pub struct Terms {
    pub rule: u8,
    pub target: u128,
    pub ticks: Vec<u128>,
    pub for_sale: u128,
    pub min_raise: u128,
    pub bps: [u128; 2],
    pub joins: bool,
    pub returns: bool,
    pub opens: i64,
    pub closes: i64,
    pub grace: i64,
    pub list: Vec<(Name, u128)>,
    pub list_until: i64,
    pub epoch: i64,
    pub epoch_most: u128,
    pub per_cycle: u128,
    pub small: u128,
    pub ceiling_bps: u128,
    pub tranches: BTreeMap<u8, u128>,
}

#[derive(Clone, Default)]
pub struct Outcome {
    pub price: u128,
    pub raise: u128,
    pub divides: bool,
    pub of: BTreeMap<Name, [u128; 3]>,
}

#[derive(Clone, Default)]
pub struct Grant {
    pub amount: u128,
    pub entitled: u128,
    pub paid: u128,
    pub ended: bool,
    pub to: Name,
}

#[derive(Clone, Default)]
pub struct Plan {
    pub token: String,
    pub vault: String,
    pub total: u128,
    pub start: i64,
    pub cliff: i64,
    pub end: i64,
    pub zero: Option<i64>,
    pub funded: bool,
    pub governed: bool,
    pub silent: bool,
    pub granted: u128,
    pub paid: u128,
    pub lost: u128,
    pub sunk: u128,
    pub grants: BTreeMap<Name, Grant>,
    pub closed: bool,
}

#[derive(Clone, Default)]
pub struct Tender {
    pub budget: u128,
    pub offers: BTreeMap<(Name, u16), u128>,
    pub price: u128,
    pub at: u16,
    pub spent: u128,
    pub small: (u128, u128),
    pub rest: (u128, u128),
    pub cleared: bool,
    pub bought: u128,
    pub paid: u128,
    pub sunk: u128,
}

#[derive(Clone, Default)]
pub struct Model {
    pub side: usize,
    pub terms: Terms,
    pub deposits: BTreeMap<Name, (u128, usize)>,
    pub outcome: Option<Outcome>,
    pub put_in: u128,
    pub taken_out: u128,
    pub refunded: u128,
    pub accepted: u128,
    pub sold: u128,
    pub contributors: u128,
    pub swept: [u128; 3],
    pub unsold: u128,
    pub settled_at: Option<i64>,
    pub cancelled: bool,
    pub paid_out: bool,
    pub held: u128,
    pub left: BTreeSet<u8>,
    pub claimed: BTreeSet<usize>,
    pub active: bool,
    pub clawed: bool,
    pub plans: Vec<Plan>,
    pub epoch: (i64, u128),
    pub tenders: BTreeMap<u32, Tender>,
    pub priced: bool,
    pub counted: u128,
    pub owed: u128,
    pub gone: bool,
    /// Base units sold to tenders and given away, and quote units had for them.
    pub parted: BTreeMap<String, u128>,
    pub earned: BTreeMap<Name, u128>,
    /// What strangers gave to a vault.
    pub gifts: BTreeMap<String, u128>,
    /// Quote units that the mandate left to the pool.
    pub finished: u128,
    /// What grants promised when they ended or were closed.
    pub promised: BTreeMap<String, u128>,
}

/// What has vested of `amount`: nothing before the cliff, all at the end, in proportion between.
pub fn vested(plan: &Plan, amount: u128, now: i64) -> u128 {
    let Some(since) = plan.zero.map(|zero| now - zero) else { return 0 };
    if since < plan.cliff {
        return 0;
    }
    if since >= plan.end {
        return amount;
    }
    amount * (since - plan.start) as u128 / (plan.end - plan.start) as u128
}

/// Of a deposit at a tick: what is kept whole, and the part that is shared.
type Split = Box<dyn Fn(u128, usize) -> (u128, u128)>;

impl Model {
    pub fn b(&self, holder: &str) -> String {
        format!("{}b/{holder}", self.side)
    }
    pub fn q(&self, holder: &str) -> String {
        format!("q/{} {holder}", self.side)
    }
    pub fn total(&self) -> u128 {
        self.put_in - self.taken_out
    }

    /// 0 sealed, 1 open, 2 closed, 3 settled, 4 failed.
    pub fn phase(&self, now: i64) -> u8 {
        let t = &self.terms;
        if self.cancelled {
            return 4;
        }
        if self.settled_at.is_some() {
            return 3;
        }
        if now < t.opens {
            return 0;
        }
        if now < t.closes {
            return 1;
        }
        if self.total() < t.min_raise || now >= t.grace { 4 } else { 2 }
    }

    /// The outcome of the sale, from the bare list of deposits.
    pub fn settle(&self) -> Outcome {
        let (t, all) = (&self.terms, self.total());
        let from = |tick: usize| -> u128 {
            self.deposits.values().filter(|d| d.1 >= tick).map(|d| d.0).sum()
        };
        // Price, and of a deposit: what is kept whole, and the part that is shared, how.
        let (price, raise, split): (u128, u128, Split) = match t.rule {
            2 if all > t.ticks[0] => {
                let at = (0..t.ticks.len()).rev().find(|i| from(*i) >= t.ticks[*i]).unwrap();
                let price = t.ticks[at].max(from(at + 1));
                (
                    price,
                    price,
                    Box::new(move |d, tick| {
                        if tick > at {
                            (d, 0)
                        } else if tick == at {
                            (0, d)
                        } else {
                            (0, 0)
                        }
                    }),
                )
            }
            1 if all > t.target => {
                let low = |k: usize| if k == 0 { 0 } else { t.ticks[k - 1] };
                let below =
                    |k: usize| -> u128 { self.deposits.values().map(|d| d.0.min(low(k))).sum() };
                let k = (0..t.ticks.len()).rev().find(|k| below(*k) <= t.target).unwrap();
                let (low, high) = (low(k), t.ticks[k]);
                (t.target, t.target, Box::new(move |d, _| (d.min(low), d.min(high) - d.min(low))))
            }
            0 if all > t.target => (t.target, t.target, Box::new(|d, _| (0, d))),
            _ => (t.target, all, Box::new(|d, _| (d, 0))),
        };
        let parts: BTreeMap<Name, (u128, u128)> =
            self.deposits.iter().map(|(n, d)| (*n, split(d.0, d.1))).collect();
        let (whole, shared) = parts.values().fold((0, 0), |sum, p| (sum.0 + p.0, sum.1 + p.1));
        let rest = if shared == 0 { 0 } else { raise - whole };
        let of = parts.iter().map(|(name, (kept, part))| {
            let accepted = kept + (part * rest).checked_div(shared).unwrap_or(0);
            (*name, [accepted, self.deposits[name].0 - accepted, accepted * t.for_sale / price])
        });
        Outcome { price, raise, divides: rest > 0, of: of.collect() }
    }

    /// Proceeds that are certain, or all once everyone was paid: liquidity, buyback, treasury.
    pub fn proceeds(&self) -> [u128; 3] {
        let Some(o) = &self.outcome else { return [0; 3] };
        let certain = o.raise - if o.divides { self.contributors.min(o.raise) } else { 0 };
        let [pool, back] = self.terms.bps.map(|bps| certain * bps / 10_000);
        [pool, back, if self.deposits.is_empty() { self.accepted } else { certain } - pool - back]
    }

    /// What a tender's money buys: at the cheapest price at which most is bought.
    pub fn clear(&mut self, cycle: u32) {
        let (quote, base, small) =
            (self.outcome.as_ref().unwrap().price, self.terms.for_sale, self.terms.small);
        let tender = self.tenders.get_mut(&cycle).unwrap();
        let price = |bps: u16| quote * u128::from(bps) / 10_000;
        let upto = |bps: u16| -> u128 {
            tender.offers.iter().filter(|o| o.0.1 <= bps).map(|o| *o.1).sum()
        };
        let buys = |bps: u16| upto(bps).min(tender.budget * base / price(bps));
        let prices: BTreeSet<u16> = tender.offers.keys().map(|key| key.1).collect();
        let best =
            prices.iter().copied().rev().max_by_key(|bps| (buys(*bps), std::cmp::Reverse(*bps)));
        tender.cleared = true;
        let Some(at) = best.filter(|bps| buys(*bps) > 0) else { return };
        let room = buys(at)
            - (upto(at) - tender.offers.iter().filter(|o| o.0.1 == at).map(|o| *o.1).sum::<u128>());
        let smalls: u128 =
            tender.offers.iter().filter(|o| o.0.1 == at).map(|o| (*o.1).min(small)).sum();
        let rests: u128 =
            tender.offers.iter().filter(|o| o.0.1 == at).map(|o| o.1 - (*o.1).min(small)).sum();
        let spent = buys(at) * price(at) / base;
        (tender.price, tender.at, tender.spent) = (price(at), at, spent);
        tender.small = (room.min(smalls), smalls);
        tender.rest = (room - room.min(smalls), rests.max(1));
        self.owed += spent;
    }

    /// Base units taken of an offer, and what is paid for them.
    pub fn fill(&self, cycle: u32, price_bps: u16, amount: u128) -> (u128, u128) {
        let (tender, small) = (&self.tenders[&cycle], amount.min(self.terms.small));
        let taken = if tender.price == 0 || price_bps > tender.at {
            0
        } else if price_bps < tender.at {
            amount
        } else {
            small * tender.small.0 / tender.small.1
                + (amount - small) * tender.rest.0 / tender.rest.1
        };
        (taken, taken * tender.price / self.terms.for_sale)
    }
}
