//! Steps about lists, plans and tenders.

use groundswell_sdk::vesting_program::state::Sink;
use groundswell_tests::{given::*, stage::address};
use solana_instruction::Instruction;

use crate::{
    model::{Effect, Name},
    run::{LISTERS, Run, WALLETS},
};

impl Run {
    pub fn list(
        &mut self,
        side: usize,
        name: Name,
    ) -> Option<(Vec<Instruction>, Vec<Name>, Effect)> {
        let leaf = self.draw(0, 2) as usize;
        let leaf = self.aim.leaf.unwrap_or(leaf);
        let (payer, list) = (address("payer"), &self.sides[side].list);
        let keys = &list.keys;
        let (instruction, effect) = match name {
            "fund airdrop" => {
                (self.world.keys.fund_airdrop(1, keys.distributor, 1), Effect::FundAirdrop)
            }
            "activate" => (keys.activate(0), Effect::Activate),
            "claim leaf" => {
                let (wallet, amount) = list.entries[leaf];
                let claim = keys.claim(&wallet, leaf as u32, amount, &list.proof(leaf as u32));
                (claim, Effect::ListClaim(vec![leaf]))
            }
            "claim leaves" => {
                let leaf = |n: u32| (address(LISTERS[n as usize]), n, list.entries[n as usize].1);
                let proof = list.tree.proof_of_many(&[0, 1].into()).unwrap();
                (keys.claim_many(&[leaf(0), leaf(1)], &proof), Effect::ListClaim(vec![0, 1]))
            }
            "clawback" => {
                let back = keys.clawback(
                    0,
                    payer,
                    groundswell_sdk::distributor_program::state::Sink::Burn,
                    Default::default(),
                );
                (back, Effect::Clawback)
            }
            "close page" => (keys.close_page(0, payer), Effect::ClosePage),
            "close list" => (keys.close(), Effect::CloseList),
            _ => return None,
        };
        Some((vec![instruction], vec![], effect))
    }

    pub fn plan(
        &mut self,
        side: usize,
        name: Name,
    ) -> Option<(Vec<Instruction>, Vec<Name>, Effect)> {
        let n = self.draw(0, 5 + u64::from(side == 0)) as usize;
        let n = match name {
            "open grant" => n % 2,
            "create grant" => {
                if side == 0 {
                    self.pick(&[2, 3, 5])
                } else {
                    self.pick(&[2, 3])
                }
            }
            "fund plan" => n % 4,
            "open stream" | "top up" => 4,
            "disclose" | "mark missed" | "reassign" | "fund plan alone" if side == 0 => 5,
            "disclose" | "mark missed" | "reassign" | "fund plan alone" => return None,
            _ => n,
        };
        let who = match n {
            0 => self.pick(&["kol 0", "kol 1", "kol 2", "kol 3", "kol 4"]),
            1 => self.pick(&["vc 0", "vc 1"]),
            4 => "treasurer",
            5 => self.pick(&["ann", "ben"]),
            _ => self.pick(&["team 0", "team 1", "team 2"]),
        };
        let likely = self.aim.grant.or_else(|| self.likely_grant(side, name));
        let (n, who) = likely.unwrap_or((n, who));
        let digits = self.draw(2, 6) as u32;
        let amount = self.draw(0, 10u64.pow(digits));
        let (grantor, host) = (address("grantor"), address("host"));
        let model = &self.sides[side].model.plans[n];
        let to = model.grants.get(who).map_or(who, |grant| grant.to);
        let silent = model.silent;
        let given = &self.sides[side].plans[n];
        let (keys, at) = (&given.keys, self.sides[side].grants[&(n, who)]);
        let none = Default::default();
        let (instruction, signers, effect) = match name {
            "start plan" => (keys.start(), vec![], Effect::Start(n)),
            "fund plan" => {
                let tranche = [2, 3, 4, 6][n];
                (
                    self.world.keys.fund_plan(tranche, keys.plan),
                    vec![],
                    Effect::FundPlan(n, tranche),
                )
            }
            "count plan" => (keys.fund(None), vec![], Effect::Fund(n)),
            "fund plan alone" => {
                let from = keys.account_of(&grantor).0;
                (keys.fund(Some((grantor, from))), vec!["grantor"], Effect::Fund(n))
            }
            "open grant" => {
                let index = given.entries.iter().position(|entry| entry.0 == address(who))?;
                let amount = given.entries[index].1;
                let proof = given.tree().proof(0, index as u32)?;
                let open = keys.open_grant(host, address(who), index as u32, amount, &proof);
                (open, vec!["host"], Effect::Open(n, who, amount.into()))
            }
            "create grant" => (
                keys.create_grant(host, address(who), amount),
                vec!["host", "grantor"],
                Effect::Open(n, who, amount.into()),
            ),
            "withdraw grant" => (keys.withdraw(at, &address(to)), vec![], Effect::Pay(n, who)),
            "cancel grant" => (keys.cancel(grantor, at), vec!["grantor"], Effect::End(n, who)),
            "mark missed" => {
                (keys.mark_missed(address("attester"), at), vec!["attester"], Effect::End(n, who))
            }
            "reassign" => {
                let new = if to == "cem" { who } else { "cem" };
                (
                    keys.reassign(address(to), address(new), at),
                    vec![to, new],
                    Effect::Reassign(n, who, new),
                )
            }
            "disclose" => (
                keys.post_disclosure(host, address(to), at, [5; 32], "https://example.org"),
                vec!["host", to],
                Effect::Nothing,
            ),
            "forfeit" => (keys.forfeit(Sink::Burn, none), vec![], Effect::Forfeit(n)),
            "open stream" => {
                (keys.open_stream(host, address(who)), vec!["host"], Effect::Open(n, who, 0))
            }
            "top up" => (keys.top_up(at), vec![], Effect::TopUp(n, who)),
            "close grant" => {
                let disclosed = silent
                    && self
                        .world
                        .stage
                        .ledger
                        .account(&groundswell_sdk::pda::disclosure(&at))
                        .is_some();
                (
                    keys.close_grant(at, host, disclosed.then_some(host)),
                    vec![],
                    Effect::CloseGrant(n, who),
                )
            }
            "close plan" => (keys.close_plan(None), vec![], Effect::ClosePlan(n)),
            "give up" => (keys.close_plan(Some(grantor)), vec!["grantor"], Effect::ClosePlan(n)),
            "close governor" => {
                (self.world.governor_keys().close_governor(), vec!["grantor"], Effect::Nothing)
            }
            _ => return None,
        };
        Some((vec![instruction], signers, effect))
    }

    /// Mostly a grant that exists, or a plan that has none left.
    fn likely_grant(&mut self, side: usize, name: Name) -> Option<(usize, Name)> {
        let plans = self.sides[side].model.plans.iter().enumerate();
        let grants =
            plans.clone().flat_map(|(n, plan)| plan.grants.keys().map(move |who| (n, *who)));
        let likely: Vec<(usize, Name)> = match name {
            "withdraw grant" | "cancel grant" | "close grant" => grants.collect(),
            "disclose" | "mark missed" | "reassign" => grants.filter(|(n, _)| *n == 5).collect(),
            "close plan" => {
                let empty =
                    plans.filter(|(_, plan)| plan.funded && !plan.closed && plan.grants.is_empty());
                empty.map(|(n, _)| (n, "kol 0")).collect()
            }
            "forfeit" => {
                let lost = plans.filter(|(_, plan)| {
                    plan.funded && plan.lost + plan.total > plan.sunk + plan.granted
                });
                lost.map(|(n, _)| (n, "kol 0")).collect()
            }
            _ => return None,
        };
        (!likely.is_empty() && self.chance(0.85)).then(|| self.pick(&likely))
    }

    /// Mostly a cycle that has what it takes.
    fn likely_cycle(&mut self, side: usize, name: Name) -> Option<u32> {
        let tenders = self.sides[side].model.tenders.iter();
        let likely: Vec<u32> = match name {
            "clear" => tenders.filter(|(_, t)| !t.cleared).map(|(cycle, _)| *cycle).collect(),
            "sink" => tenders.filter(|(_, t)| t.bought > t.sunk).map(|(cycle, _)| *cycle).collect(),
            _ => return None,
        };
        (!likely.is_empty() && self.chance(0.85)).then(|| self.pick(&likely))
    }

    pub fn tender(
        &mut self,
        side: usize,
        name: Name,
    ) -> Option<(Vec<Instruction>, Vec<Name>, Effect)> {
        let (host, keys) = (address("host"), self.sides[side].mandate.clone());
        let since = self.world.now - GRACE_ENDS;
        let present = u32::try_from(since / (30 * DAY)).unwrap_or(0);
        let made: Vec<u32> = self.sides[side].model.tenders.keys().copied().collect();
        let cycle = if made.is_empty() { present } else { self.pick(&made) };
        let likely = self.aim.cycle.or_else(|| self.likely_cycle(side, name));
        let cycle = likely.unwrap_or(cycle);
        let open: Vec<(u32, Name, u16)> = {
            let all = self.sides[side].model.tenders.iter();
            all.flat_map(|(c, t)| t.offers.keys().map(|(who, price)| (*c, *who, *price))).collect()
        };
        let (instruction, signers, effect) = match name {
            "price" => (keys.start(), vec![], Effect::Price),
            "fund buyback" => (self.world.keys.fund_buyback(7), vec![], Effect::FundBuyback),
            "count" => (keys.fund(), vec![], Effect::Count),
            "open cycle" => {
                (keys.open_cycle(host, present), vec!["host"], Effect::OpenCycle(present))
            }
            "offer" => {
                let who = self.pick(&WALLETS);
                let digits = self.draw(1, 5) as u32;
                let (price, amount) =
                    (self.draw(0, 20) as u16 * 500, self.draw(0, 10u64.pow(digits)));
                let from = keys.base_account(&address(who)).0;
                let offer =
                    keys.make_offer(address(who), address(who), from, present, price, amount);
                (offer, vec![who], Effect::Offer(who, present, price, amount.into()))
            }
            "take back" => {
                let (cycle, who, price) = *open.get(self.draw(0, open.len() as u64) as usize)?;
                let amount = self.sides[side].model.tenders[&cycle].offers[&(who, price)] as u64;
                let amount = if self.chance(0.5) { amount } else { self.draw(0, amount + 2) };
                let to = keys.base_account(&address(who)).0;
                let back =
                    keys.withdraw_offer(address(who), address(who), to, (cycle, price), amount);
                (back, vec![who], Effect::TakeBack(who, cycle, price, amount.into()))
            }
            "clear" => (keys.clear(host, cycle), vec![], Effect::Clear(cycle)),
            "collect" => {
                let (cycle, who, price) = *open.get(self.draw(0, open.len() as u64) as usize)?;
                let collect = keys.collect(address(who), host, &address(who), cycle, price);
                (collect, vec![], Effect::Collect(who, cycle, price))
            }
            "sink" => (keys.sink_bought(cycle), vec![], Effect::Sink(cycle)),
            "retire" => (keys.retire(), vec![], Effect::Retire),
            "finish" => (keys.finish(), vec![], Effect::Finish),
            "close receipt" => (keys.close_receipt(host, cycle), vec![], Effect::CloseReceipt),
            "close mandate" => (keys.close_mandate(), vec![], Effect::CloseMandate),
            _ => return None,
        };
        Some((vec![instruction], signers, effect))
    }
}
