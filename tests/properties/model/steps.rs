//! What each step moves, and what it changes in who is owed what.

use super::{About, Books, Grant, Model, Name, Tender, beside};

impl Model {
    /// Books a step that succeeded. Steps that move no units and promise none are not known.
    pub fn apply(&mut self, books: &mut Books, name: Name, about: &About, now: i64) {
        let (owed, sale, plan) = (self.owed(), &mut self.sale, &mut self.plans[about.plan]);
        let (who, offer, units) = (about.who, (about.who, about.price), about.amount);
        let (mut nothing, mut none) = (Grant::default(), Tender::default());
        let (was, grant) = (plan.clone(), plan.grants.get_mut(who).unwrap_or(&mut nothing));
        let tender = self.tenders.get_mut(&about.cycle).unwrap_or(&mut none);
        let [vault, list, burned, unsold, escrow, sent, tokens] =
            ["vault", "list", "burned", "unsold", "mandate", "mandate sent", who]
                .map(|at| sale.b(at));
        let [quote, pool, mandate, stream] =
            ["sale", "liquidity", "mandate", "stream"].map(|at| sale.q(at));
        let (wallet, creator, place) = (format!("q/{who}"), "q/creator", &about.place);
        let (funds, gift) = (was.vault.clone(), beside(place, "gift"));
        let (failed, kept) =
            (sale.phase(now) == 4, if now < sale.list_until { &list } else { &burned });
        match name {
            "donate quote" => books.pay(&gift, place, units),
            "donate base" => {
                books.pay(&tokens, &gift, units);
                books.pay(&gift, place, units);
            }
            "fund list" => books.pay("m/grantor", place, units),
            "empty list" => books.empty(place, "m/burned"),
            // The sale.
            "seal" => books.empty(&sale.b("creator"), &vault),
            "contribute" => {
                books.pay(&wallet, &quote, units);
                sale.deposits.entry(who).or_insert((0, about.tick)).0 += units;
                sale.deposited += units;
            }
            "withdraw" => {
                books.pay(&quote, &wallet, units);
                sale.deposits.get_mut(who).unwrap().0 -= units;
                sale.deposits.retain(|_, deposit| deposit.0 > 0);
                sale.deposited -= units;
            }
            "settle" => sale.outcome = Some(sale.settle(now)),
            "cancel" => sale.cancelled = true,
            "claim" => {
                sale.deposits.remove(who);
                let [_, refund, bought] = sale.outcome.as_ref().unwrap().of[who];
                books.pay(&quote, &wallet, refund);
                books.pay(&vault, &tokens, bought);
            }
            "refund" => books.pay(&quote, &wallet, sale.deposits.remove(who).unwrap().0),
            "sweep" if failed => {
                let to = if sale.terms.on_failure == 1 { &sale.b("creator") } else { &burned };
                let gifts = books.moved(&sale.b("gift"), &vault);
                books.pay(&vault, to, books.of(&vault) - gifts);
            }
            "sweep" => {
                let due = sale.due();
                books.settle(&quote, &pool, due[0]);
                books.settle(&quote, &mandate, due[1]);
                books.settle(&quote, &stream, due[2]);
                books.settle(&vault, &unsold, due[3]);
                books.empty(&unsold, if sale.terms.unsold == 1 { kept } else { &burned });
            }
            "close" if failed => {
                books.empty(&quote, creator);
                books.empty(&pool, creator);
                books.empty(&vault, &burned);
            }
            "close" => books.empty(&quote, &stream),
            "fund airdrop" => books.pay(&vault, kept, sale.tranches[1]),
            "claim leaf" | "claim leaves" => {
                for (lister, share) in about.leaves.iter().map(|leaf| sale.list[*leaf]) {
                    books.settle(&list, &sale.b(lister), share);
                }
            }
            "clawback" => books.empty(&list, &burned),
            // Plans.
            "start plan" => plan.zero = sale.outcome.as_ref().map(|outcome| outcome.at),
            "fund plan" => books.pay(&vault, &funds, plan.terms.total.into()),
            "count plan" | "fund plan alone" => {
                let missing = u128::from(plan.terms.total).saturating_sub(books.of(&funds));
                books.pay(&beside(&funds, "grantor"), &funds, missing);
            }
            "open grant" | "create grant" | "open stream" => {
                plan.grants.insert(who, Grant { amount: units, entitled: units, paid: 0, to: who });
            }
            "withdraw grant" => {
                let epoch = now / i64::from(self.governor.epoch_seconds);
                let out = self.epochs.entry(epoch).or_default();
                let mut due = was.due(who, now);
                if was.governed {
                    due = due.min(u128::from(self.governor.limit) - *out);
                    *out += due;
                }
                books.pay(&funds, &beside(&funds, grant.to), due);
                grant.paid += due;
            }
            "cancel grant" | "mark missed" => grant.entitled = grant.paid.max(was.vested(who, now)),
            "reassign" => grant.to = about.to,
            "top up" => {
                let arrived = books.of(&funds) - was.sum(|grant| grant.amount - grant.paid);
                (grant.amount, grant.entitled) = (grant.amount + arrived, grant.entitled + arrived);
            }
            "forfeit" => books.settle(&funds, &beside(&funds, "burned"), plan.forfeited(now)),
            "close grant" => plan.past.extend(plan.grants.remove(who)),
            "close plan" | "give up" => books.empty(&funds, &beside(&funds, "burned")),
            // The mandate.
            "fund buyback" => books.pay(&vault, &sent, sale.tranches[7]),
            "retire" => books.empty(&sent, &burned),
            "count" => self.counted = books.of(&mandate),
            "open cycle" => {
                self.counted = books.of(&mandate);
                let budget = u128::from(self.mandate.per_cycle).min(self.counted - owed);
                self.tenders.insert(about.cycle, Tender { budget, ..Tender::default() });
            }
            "offer" => {
                books.pay(&tokens, &escrow, units);
                tender.offers.entry(offer).or_default()[0] += units;
            }
            "take back" => {
                books.pay(&escrow, &tokens, units);
                tender.offers.get_mut(&offer).unwrap()[0] -= units;
                tender.offers.retain(|_, offer| offer[0] > 0);
            }
            "clear" => {
                let price = (sale.outcome.as_ref().unwrap().price, sale.tranches[0]);
                tender.clear(price, self.mandate.small_limit.into());
            }
            "collect" => {
                let [offered, taken, paid] = tender.offers.remove(&offer).unwrap();
                books.pay(&escrow, &tokens, offered - taken);
                books.pay(&mandate, &wallet, paid);
                (tender.bought, tender.paid) = (tender.bought + taken, tender.paid + paid);
                self.counted -= paid;
            }
            "sink" => {
                books.pay(&escrow, &burned, tender.bought - tender.sunk);
                tender.sunk = tender.bought;
            }
            "finish" => {
                books.pay(&mandate, &pool, books.of(&mandate) - owed);
                self.counted = owed;
            }
            "close mandate" => {
                books.empty(&escrow, &burned);
                books.empty(&mandate, "q/burned");
            }
            _ => {}
        }
    }

    /// What the mandate owes, until all sellers of a tender were paid.
    pub fn owed(&self) -> u128 {
        let owing = self.tenders.values().filter(|tender| !tender.offers.is_empty());
        owing.map(|tender| tender.spent.unwrap_or(0) - tender.paid).sum()
    }
}
