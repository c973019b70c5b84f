//! What can succeed, as far as the model tells. Most of the rest is not sent, so that what is tried is
//! not mostly refused.

use groundswell_tests::{buybacks::BUYS_UNTIL, given::*};

use crate::{
    cranks::{DUTIES, GRANTED},
    model::{Name, beside},
    run::Run,
    tenders::CYCLE,
};

/// First second in which nothing is offered or taken back (seconds from a cycle's first).
const FROZEN: i64 = 3 * DAY - DAY / 4;

impl Run {
    /// Whether there is something the step can be about.
    pub fn is_promising(&self, side: usize, name: Name) -> bool {
        let (one, now) = (&self.sides[side], self.world.now);
        let (sale, model) = (&one.model.sale, &one.model);
        let (phase, inside) = (sale.phase(now), !sale.deposits.is_empty());
        let since = now - GRACE_ENDS;
        let tenders = || model.tenders.iter();
        let present = u32::try_from(since / CYCLE).ok().filter(|_| since >= 0);
        let tender = present.and_then(|cycle| model.tenders.get(&cycle));
        let trades = since % CYCLE < FROZEN && now < BUYS_UNTIL;
        match name {
            "contribute" => phase == 1,
            "withdraw" => phase == 1 && now < FREEZES && inside,
            "settle" => phase == 2,
            "claim" => phase == 3 && inside,
            "refund" => phase == 4 && inside,
            "sweep" | "close" => phase >= 3 && !one.did("close"),
            "fund airdrop" | "fund buyback" | "price" => phase == 3 && !one.did(name),
            "activate" => one.did("fund airdrop") && !one.did(name),
            "claim leaf" | "claim leaves" => {
                let unpaid = |who: &str| self.books.of(&sale.b(who)) == 0;
                one.did("activate") && !one.did("clawback") && unpaid("lister b")
            }
            "clawback" | "close page" | "close list" => now >= LISTS_END && !one.did(name),
            "open cycle" => one.did("price") && tender.is_none() && trades,
            "offer" => tender.is_some() && trades,
            "take back" => tender.is_some_and(|t| !t.offers.is_empty()) && trades,
            "clear" => tenders().any(|(cycle, t)| {
                t.spent.is_none() && now >= GRACE_ENDS + i64::from(*cycle) * CYCLE + 3 * DAY
            }),
            "collect" => tenders().any(|(_, t)| t.spent.is_some() && !t.offers.is_empty()),
            "sink" => tenders().any(|(_, t)| t.bought > t.sunk),
            "retire" => self.books.of(&sale.b("mandate sent")) > 0,
            "close receipt" => now >= BUYS_UNTIL && tenders().any(|(_, t)| t.bought == t.sunk),
            "finish" => now >= BUYS_UNTIL && self.books.of(&sale.q("mandate")) > model.owed(),
            "close mandate" => now >= BUYS_UNTIL && phase == 4,
            "mark missed" if !(OPENS + 100 * DAY..OPENS + 160 * DAY).contains(&now) => false,
            _ => self.grants_for(side, name).is_none_or(|those| !those.is_empty()),
        }
    }

    /// The plans and grants that the step can be about, as far as the model tells.
    pub fn grants_for(&self, side: usize, name: Name) -> Option<Vec<(usize, Name)>> {
        let (side, now) = (&self.sides[side], self.world.now);
        let plans =
            || {
                side.model.plans.iter().enumerate().filter(|(n, _)| {
                    !side.closed(*n) && (*n != DUTIES || side.model.sale.side == 0)
                })
            };
        let grants = || plans().flat_map(|(n, plan)| plan.grants.keys().map(move |who| (n, *who)));
        let those = |fits: &dyn Fn(usize) -> bool| -> Vec<(usize, Name)> {
            plans().filter(|(n, _)| fits(*n)).map(|(n, _)| (n, "kol 0")).collect()
        };
        let plan = |n: usize| &side.model.plans[n];
        let grant = |n: usize, who: Name| &plan(n).grants[who];
        let likely: Vec<(usize, Name)> = match name {
            "start plan" => those(&|n| plan(n).zero.is_none()),
            "fund plan" => {
                those(&|n| n < 4 && self.books.of(&plan(n).vault) < plan(n).terms.total.into())
            }
            "count plan" => those(&|n| {
                n < 4
                    && !side.funded(n)
                    && self.books.of(&plan(n).vault) >= plan(n).terms.total.into()
            }),
            "open grant" => {
                let open = |n: &usize| side.funded(*n) && !plan(*n).is_over(now);
                let all =
                    (0..2).filter(open).flat_map(|n| GRANTED[n].iter().map(move |who| (n, *who)));
                all.filter(|(n, who)| !plan(*n).grants.contains_key(who)).collect()
            }
            "withdraw grant" => grants().filter(|(n, who)| plan(*n).due(who, now) > 0).collect(),
            "cancel grant" => grants().filter(|(n, _)| *n < 4).collect(),
            "close grant" => {
                grants().filter(|(n, who)| grant(*n, who).paid == grant(*n, who).entitled).collect()
            }
            "disclose" | "mark missed" | "reassign" => {
                grants().filter(|(n, _)| *n == DUTIES).collect()
            }
            "close plan" => those(&|n| side.funded(n) && plan(n).grants.is_empty()),
            "forfeit" => those(&|n| {
                let burned = beside(&plan(n).vault, "burned");
                side.funded(n) && plan(n).forfeited(now) > self.books.moved(&plan(n).vault, &burned)
            }),
            _ => return None,
        };
        Some(likely)
    }
}
