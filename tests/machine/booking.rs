//! What each step does to the books, if it succeeds.

use crate::model::{Books, DAY, Effect, Grant, Model, Name, Tender, vested};

fn by(books: &mut Books, from: &str, to: &str, amount: u128) {
    let there = books.entry(from.into()).or_default();
    *there =
        there.checked_sub(amount).unwrap_or_else(|| panic!("{from} has {there}, not {amount}"));
    *books.entry(to.into()).or_default() += amount;
}

impl Model {
    /// Books a step that succeeded.
    pub fn apply(&mut self, books: &mut Books, effect: &Effect, now: i64) {
        let (vault, burned) = (self.b("vault"), self.b("burned"));
        let (quote, sent) = (self.q("sale"), self.b("mandate sent"));
        let (buys, escrow) = (self.q("mandate"), self.b("mandate"));
        let side = self.side;
        let (b, q) = (|who: Name| format!("{side}b/{who}"), |who: Name| format!("q/{who}"));
        match effect {
            Effect::Contribute(who, amount, tick) => {
                by(books, &q(who), &quote, *amount);
                let deposit = self.deposits.entry(who).or_insert((0, *tick));
                (deposit.0, self.put_in) = (deposit.0 + amount, self.put_in + amount);
            }
            Effect::Withdraw(who, amount) => {
                by(books, &quote, &q(who), *amount);
                let left = self.deposits[who].0 - amount;
                self.taken_out += amount;
                if left == 0 {
                    self.deposits.remove(who);
                } else {
                    self.deposits.get_mut(who).unwrap().0 = left;
                }
            }
            Effect::Settle => {
                (self.outcome, self.settled_at) = (Some(self.settle()), Some(now));
                self.contributors = self.deposits.len() as u128;
            }
            Effect::Cancel => self.cancelled = true,
            Effect::Claim(who) => {
                let [accepted, refund, tokens] = self.outcome.as_ref().unwrap().of[who];
                by(books, &quote, &q(who), refund);
                by(books, &vault, &b(who), tokens);
                self.deposits.remove(who);
                (self.accepted, self.refunded) = (self.accepted + accepted, self.refunded + refund);
                (self.sold, self.held) = (self.sold + tokens, self.held - tokens);
            }
            Effect::Refund(who) => {
                let (amount, _) = self.deposits.remove(who).unwrap();
                by(books, &quote, &q(who), amount);
                self.refunded += amount;
            }
            Effect::Sweep if self.phase(now) == 4 => {
                by(
                    books,
                    &vault,
                    &if self.terms.returns { b("creator") } else { burned },
                    self.held,
                );
                self.held = 0;
            }
            Effect::Sweep => {
                let due = self.proceeds();
                for (n, to) in [self.q("liquidity"), buys, self.q("stream")].iter().enumerate() {
                    by(books, &quote, to, due[n] - self.swept[n]);
                }
                let o = self.outcome.as_ref().unwrap();
                let sold = if self.deposits.is_empty() {
                    self.sold
                } else {
                    o.raise * self.terms.for_sale / o.price
                };
                let unsold = self.terms.for_sale - sold - self.unsold;
                let joins = self.terms.joins && now < self.terms.list_until;
                by(books, &vault, &if joins { b("list") } else { burned }, unsold);
                (self.swept, self.unsold, self.held) =
                    (due, self.unsold + unsold, self.held - unsold);
            }
            Effect::Close => {
                self.gone = self.phase(now) == 4;
                let to = if self.gone { q("creator") } else { self.q("stream") };
                let liquidity = self.q("liquidity");
                for from in [&quote, &liquidity].into_iter().take(1 + usize::from(self.gone)) {
                    let rest = books[from];
                    by(books, from, &to, rest);
                }
                if self.gone {
                    let rest = books[&vault];
                    by(books, &vault, &burned, rest);
                }
                self.paid_out = true;
            }
            Effect::FundAirdrop => {
                let to = if now < self.terms.list_until { b("list") } else { burned };
                by(books, &vault, &to, self.terms.tranches[&1]);
                (self.held, _) = (self.held - self.terms.tranches[&1], self.left.insert(1));
            }
            Effect::Activate => self.active = true,
            Effect::ListClaim(leaves) => {
                for leaf in leaves {
                    let (who, amount) = self.terms.list[*leaf];
                    if self.claimed.insert(*leaf) {
                        by(books, &b("list"), &b(who), amount);
                    }
                }
            }
            Effect::Clawback => {
                let rest = books[&b("list")];
                by(books, &b("list"), &burned, rest);
                self.clawed = true;
            }
            Effect::FundPlan(plan, tranche) => {
                by(books, &vault, &self.plans[*plan].vault, self.plans[*plan].total);
                (self.held, _) = (self.held - self.plans[*plan].total, self.left.insert(*tranche));
            }
            Effect::FundBuyback => {
                by(books, &vault, &sent, self.terms.tranches[&7]);
                (self.held, _) = (self.held - self.terms.tranches[&7], self.left.insert(7));
            }
            Effect::Price => self.priced = true,
            Effect::Count => self.counted = books[&buys],
            Effect::OpenCycle(cycle) => {
                self.counted = books[&buys];
                let budget = self.terms.per_cycle.min(self.counted - self.owed);
                self.tenders.insert(*cycle, Tender { budget, ..Tender::default() });
            }
            Effect::Offer(who, cycle, price, amount) => {
                by(books, &b(who), &escrow, *amount);
                *self.tenders.get_mut(cycle).unwrap().offers.entry((who, *price)).or_default() +=
                    amount;
            }
            Effect::TakeBack(who, cycle, price, amount) => {
                by(books, &escrow, &b(who), *amount);
                let offers = &mut self.tenders.get_mut(cycle).unwrap().offers;
                *offers.get_mut(&(*who, *price)).unwrap() -= amount;
                offers.retain(|_, left| *left > 0);
            }
            Effect::Clear(cycle) => self.clear(*cycle),
            Effect::Collect(who, cycle, price) => {
                let amount = self.tenders[cycle].offers[&(*who, *price)];
                let (taken, paid) = self.fill(*cycle, *price, amount);
                by(books, &escrow, &b(who), amount - taken);
                by(books, &buys, &q(who), paid);
                *self.parted.entry(b(who)).or_default() += taken;
                *self.earned.entry(who).or_default() += paid;
                let tender = self.tenders.get_mut(cycle).unwrap();
                tender.offers.remove(&(*who, *price));
                (tender.bought, tender.paid) = (tender.bought + taken, tender.paid + paid);
                (self.owed, self.counted) = (self.owed - paid, self.counted - paid);
                if tender.offers.is_empty() {
                    self.owed -= tender.spent - tender.paid;
                }
            }
            Effect::Sink(cycle) => {
                let tender = self.tenders.get_mut(cycle).unwrap();
                by(books, &escrow, &burned, tender.bought - tender.sunk);
                tender.sunk = tender.bought;
            }
            Effect::Retire => {
                let all = books[&sent];
                by(books, &sent, &burned, all);
            }
            Effect::Finish => {
                let rest = books[&buys] - self.owed;
                by(books, &buys, &self.q("liquidity"), rest);
                self.finished += rest;
                self.counted = self.owed;
            }
            Effect::CloseMandate => {
                for (from, to) in [(escrow, burned), (buys, "q/burned".into())] {
                    let rest = books[&from];
                    by(books, &from, &to, rest);
                }
            }
            Effect::Mint(to, amount) => {
                *books.entry(to.clone()).or_default() += amount;
                *self.gifts.entry(to.clone()).or_default() += amount;
            }
            Effect::Send(from, to, amount) => {
                by(books, from, to, *amount);
                *self.parted.entry(from.clone()).or_default() += amount;
                *self.gifts.entry(to.clone()).or_default() += amount;
            }
            Effect::ClosePage | Effect::CloseList | Effect::CloseReceipt | Effect::Nothing => {}
            plan => self.apply_to_plan(books, plan, now),
        }
    }

    fn apply_to_plan(&mut self, books: &mut Books, effect: &Effect, now: i64) {
        let (Effect::Start(at)
        | Effect::Fund(at)
        | Effect::Open(at, ..)
        | Effect::Pay(at, _)
        | Effect::End(at, _)
        | Effect::Reassign(at, ..)
        | Effect::TopUp(at, _)
        | Effect::Forfeit(at)
        | Effect::CloseGrant(at, _)
        | Effect::ClosePlan(at)) = effect
        else {
            panic!("not of a plan")
        };
        let (settled, (epoch, most)) =
            (self.settled_at, (now / self.terms.epoch, self.terms.epoch_most));
        let plan = &mut self.plans[*at];
        let burned = format!("{}/burned", plan.token);
        match effect {
            Effect::Start(_) => plan.zero = settled,
            Effect::Fund(_) => {
                let missing =
                    plan.total - plan.total.min(books.get(&plan.vault).copied().unwrap_or(0));
                by(books, &format!("{}/grantor", plan.token), &plan.vault, missing);
                plan.funded = true;
            }
            Effect::Open(_, who, amount) => {
                plan.grants.insert(
                    who,
                    Grant { amount: *amount, entitled: *amount, to: who, ..Grant::default() },
                );
                plan.granted += amount;
            }
            Effect::Pay(_, who) => {
                let grant = &plan.grants[who];
                let mut due = vested(plan, grant.amount, now).min(grant.entitled) - grant.paid;
                if plan.governed {
                    if self.epoch.0 < epoch {
                        self.epoch = (epoch, 0);
                    }
                    due = due.min(most - self.epoch.1);
                    self.epoch.1 += due;
                }
                by(books, &plan.vault, &format!("{}/{}", plan.token, grant.to), due);
                plan.paid += due;
                plan.grants.get_mut(who).unwrap().paid += due;
            }
            Effect::End(_, who) => {
                let so_far = vested(plan, plan.grants[who].amount, now);
                let grant = plan.grants.get_mut(who).unwrap();
                (grant.entitled, grant.ended) = (so_far.max(grant.paid), true);
                plan.lost += grant.amount - grant.entitled;
            }
            Effect::Reassign(_, who, to) => plan.grants.get_mut(who).unwrap().to = to,
            Effect::TopUp(_, who) => {
                let arrived = books[&plan.vault] - (plan.total - plan.paid);
                let grant = plan.grants.get_mut(who).unwrap();
                (grant.amount, grant.entitled) = (grant.amount + arrived, grant.entitled + arrived);
                (plan.total, plan.granted, plan.funded) =
                    (plan.total + arrived, plan.granted + arrived, true);
            }
            Effect::Forfeit(_) => {
                let over =
                    plan.zero.is_some_and(|zero| now - zero >= plan.end + 180 * DAY) && plan.funded;
                let due = plan.lost + if over { plan.total - plan.granted } else { 0 } - plan.sunk;
                by(books, &plan.vault, &burned, due);
                plan.sunk += due;
            }
            Effect::CloseGrant(_, who) => {
                let grant = plan.grants.remove(who).unwrap();
                plan.lost += grant.entitled - grant.paid;
                *self.promised.entry(format!("{}/{}", plan.token, grant.to)).or_default() +=
                    if plan.silent { 0 } else { grant.entitled };
            }
            _ => {
                let rest = books.get(&plan.vault).copied().unwrap_or(0);
                by(books, &plan.vault.clone(), &burned, rest);
                plan.closed = true;
            }
        }
    }
}
