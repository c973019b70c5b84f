//! The mandate's tenders.

use groundswell_sdk::buyback_program::CreateMandateArgs;
use std::{cmp::Reverse, collections::BTreeMap};

use super::{About, Books, Model, Name};

#[derive(Clone)]
pub struct Buyback {
    pub terms: CreateMandateArgs,
    pub tenders: BTreeMap<u32, Tender>,
    /// Quote units that were counted, and those of them that sellers are owed.
    pub counted: u128,
    pub owed: u128,
}

#[derive(Clone, Default)]
pub struct Tender {
    pub budget: u128,
    /// By seller and price (bps): what is offered, and once cleared what is taken and paid.
    pub offers: BTreeMap<(Name, u16), u128>,
    pub fills: BTreeMap<(Name, u16), (u128, u128)>,
    pub cleared: bool,
    pub spent: u128,
    pub bought: u128,
    pub paid: u128,
    pub sunk: u128,
}

impl Tender {
    /// The cheapest price at which most is bought: all that is cheaper is taken whole, and what is
    /// left of the money goes to the offers at it, first to the `small` part of each.
    fn clear(&mut self, reference: (u128, u128), small: u128) {
        self.cleared = true;
        let (offers, base) = (&self.offers, reference.1);
        let price = |bps: u16| reference.0 * u128::from(bps) / 10_000;
        let below = |at: u16| offers.iter().filter(|o| o.0.1 < at).map(|o| o.1).sum::<u128>();
        let buys = |at: u16| below(at + 1).min(self.budget * base / price(at));
        let best = offers.keys().map(|offer| offer.1).max_by_key(|at| (buys(*at), Reverse(*at)));
        let Some(at) = best.filter(|at| buys(*at) > 0) else { return };
        let marginal = || offers.iter().filter(|o| o.0.1 == at).map(|o| *o.1);
        let smalls: u128 = marginal().map(|amount| amount.min(small)).sum();
        let rests = (marginal().sum::<u128>() - smalls).max(1);
        let room = buys(at) - below(at);
        let first = room.min(smalls);
        let fill = |((who, bps), amount): (&(Name, u16), &u128)| {
            let few = (*amount).min(small);
            let taken = match bps.cmp(&at) {
                std::cmp::Ordering::Less => *amount,
                std::cmp::Ordering::Equal => {
                    few * first / smalls + (amount - few) * (room - first) / rests
                }
                std::cmp::Ordering::Greater => 0,
            };
            ((*who, *bps), (taken, taken * price(at) / base))
        };
        self.fills = offers.iter().map(fill).collect();
        self.spent = buys(at) * price(at) / base;
    }
}

impl Model {
    /// Books a step of the mandate; `false` if it is none.
    pub fn apply_to_buyback(&mut self, books: &mut Books, name: Name, about: &About) -> bool {
        let [wallet, sent, escrow, burned] =
            [about.who, "mandate sent", "mandate", "burned"].map(|at| self.sale.b(at));
        let (vault, offer) = (self.sale.q("mandate"), (about.who, about.price));
        let Buyback { terms, tenders, counted, owed } = &mut self.buyback;
        let mut none = Tender::default();
        let tender = tenders.get_mut(&about.cycle).unwrap_or(&mut none);
        match name {
            "fund buyback" => books.pay(&self.sale.b("vault"), &sent, self.sale.tranches[7]),
            "count" => *counted = books.of(&vault),
            "open cycle" => {
                *counted = books.of(&vault);
                let budget = u128::from(terms.per_cycle).min(*counted - *owed);
                tenders.insert(about.cycle, Tender { budget, ..Tender::default() });
            }
            "offer" => {
                books.pay(&wallet, &escrow, about.amount);
                *tender.offers.entry(offer).or_default() += about.amount;
            }
            "take back" => {
                books.pay(&escrow, &wallet, about.amount);
                *tender.offers.get_mut(&offer).unwrap() -= about.amount;
                tender.offers.retain(|_, left| *left > 0);
            }
            "clear" => {
                let price = self.sale.outcome.as_ref().unwrap().price;
                tender.clear((price, self.sale.tranches[0]), terms.small_limit.into());
                *owed += tender.spent;
            }
            "collect" => {
                let amount = tender.offers.remove(&offer).unwrap();
                let (taken, paid) = tender.fills.get(&offer).copied().unwrap_or_default();
                books.pay(&escrow, &wallet, amount - taken);
                books.pay(&vault, &format!("q/{}", about.who), paid);
                (tender.bought, tender.paid) = (tender.bought + taken, tender.paid + paid);
                (*owed, *counted) = (*owed - paid, *counted - paid);
                if tender.offers.is_empty() {
                    *owed -= tender.spent - tender.paid;
                }
            }
            "sink" => {
                books.pay(&escrow, &burned, tender.bought - tender.sunk);
                tender.sunk = tender.bought;
            }
            "retire" => books.empty(&sent, &burned),
            "finish" => {
                books.pay(&vault, &self.sale.q("liquidity"), books.of(&vault) - *owed);
                *counted = *owed;
            }
            "close mandate" => {
                books.empty(&escrow, &burned);
                books.empty(&vault, "q/burned");
            }
            _ => return false,
        }
        true
    }
}
