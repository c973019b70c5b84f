//! Steps of lists and plans.

use groundswell_sdk::{
    distributor_program::state::Sink as ListSink, pda, vesting_program::state::Sink,
};
use groundswell_tests::stage::address;

use crate::{
    model::{About, Name},
    run::{LISTERS, Made, Run},
};

/// The wallets that the plans with lists give to.
pub const GRANTED: [&[Name]; 2] =
    [&["kol 0", "kol 1", "kol 2", "kol 3", "kol 4"], &["vc 0", "vc 1"]];
/// Which tranche goes to which plan.
pub const TRANCHES: [u8; 4] = [2, 3, 4, 6];
/// The standalone plan.
pub const DUTIES: usize = 5;

impl Run {
    /// A step of the list.
    pub fn list(&mut self, side: usize, name: Name) -> Option<Made> {
        let drawn = self.draw(0, 2) as usize;
        let unpaid =
            |leaf: &usize| self.books.of(&self.sides[side].model.sale.b(LISTERS[*leaf])) == 0;
        let likely = (0..2).find(unpaid).filter(|_| drawn == 0);
        let leaf = self.aim.leaf.or(likely).unwrap_or(drawn);
        let (elsewhere, more) = self.untrue();
        let (payer, list) = (address("payer"), &self.sides[side].list);
        let keys = &list.keys;
        let mut about = About::default();
        let instruction = match name {
            "activate" => keys.activate(0),
            "claim leaf" => {
                about.leaves = vec![leaf];
                let (wallet, amount) = list.entries[leaf];
                let (at, amount) = (leaf as u32 + elsewhere, amount + more);
                keys.claim(&wallet, at, amount, &list.proof(leaf as u32))
            }
            "claim leaves" => {
                about.leaves = vec![0, 1];
                let leaf = |n: u32| (address(LISTERS[n as usize]), n, list.entries[n as usize].1);
                let proof = list.tree.proof_of_many(&[0, 1].into()).unwrap();
                let (wallet, at, amount) = leaf(1);
                keys.claim_many(&[leaf(0), (wallet, at + elsewhere, amount + more)], &proof)
            }
            "clawback" => keys.clawback(0, payer, ListSink::Burn, Default::default()),
            "close page" => keys.close_page(0, payer),
            "close list" => keys.close(),
            _ => return None,
        };
        Some((vec![instruction], vec![], about))
    }

    /// A step of a plan.
    pub fn plan(&mut self, side: usize, name: Name) -> Option<Made> {
        let duties = ["disclose", "mark missed", "reassign", "fund plan alone"].contains(&name);
        if duties && side != 0 {
            return None;
        }
        let any = self.draw(0, 5 + u64::from(side == 0)) as usize;
        let n = match name {
            _ if duties => DUTIES,
            "open grant" => any % 2,
            "create grant" if side == 0 => self.pick(&[DUTIES, 2, 3]),
            "create grant" => self.pick(&[2, 3]),
            "fund plan" => any % 4,
            "open stream" | "top up" => 4,
            _ => any,
        };
        let who = match n {
            4 => "treasurer",
            DUTIES => self.pick(&["ann", "ben"]),
            2 | 3 => self.pick(&["team 0", "team 1", "team 2"]),
            _ => self.pick(GRANTED[n]),
        };
        let likely = self.aim.grant.or_else(|| self.likely_grant(side, name));
        let (n, who) = likely.unwrap_or((n, who));
        let digits = self.draw(2, 5) as u32;
        let amount = self.draw(1, 10u64.pow(digits));
        let (elsewhere, more) = self.untrue();
        let (grantor, host) = (address("grantor"), address("host"));
        let model = &self.sides[side].model.plans[n];
        let to = model.grants.get(who).map_or(who, |grant| grant.to);
        let given = &self.sides[side].plans[n];
        let (keys, at) = (&given.keys, self.sides[side].grants[&(n, who)]);
        let mut about = About { who, plan: n, ..About::default() };
        let (instruction, signers) = match name {
            "start plan" => (keys.start(), vec![]),
            "fund plan" => (self.sides[side].keys.fund_plan(*TRANCHES.get(n)?, keys.plan), vec![]),
            "count plan" => (keys.fund(None), vec![]),
            "fund plan alone" => {
                let from = keys.account_of(&grantor).0;
                (keys.fund(Some((grantor, from))), vec!["grantor"])
            }
            "open grant" => {
                let index = given.entries.iter().position(|entry| entry.0 == address(who))?;
                let amount = given.entries[index].1;
                about.amount = amount.into();
                let proof = given.tree().proof(0, index as u32)?;
                let (at, amount) = (index as u32 + elsewhere, amount + more);
                (keys.open_grant(host, address(who), at, amount, &proof), vec!["host"])
            }
            "create grant" => {
                about.amount = amount.into();
                (keys.create_grant(host, address(who), amount), vec!["host", "grantor"])
            }
            "withdraw grant" => (keys.withdraw(at, &address(to)), vec![]),
            "cancel grant" => (keys.cancel(grantor, at), vec!["grantor"]),
            "mark missed" => (keys.mark_missed(address("attester"), at), vec!["attester"]),
            "reassign" => {
                about.to = if to == "cem" { who } else { "cem" };
                (keys.reassign(address(to), address(about.to), at), vec![to, about.to])
            }
            "disclose" => {
                let post =
                    keys.post_disclosure(host, address(to), at, [5; 32], "https://example.org");
                (post, vec!["host", to])
            }
            "forfeit" => (keys.forfeit(Sink::Burn, Default::default()), vec![]),
            "open stream" => (keys.open_stream(host, address(who)), vec!["host"]),
            "top up" => (keys.top_up(at), vec![]),
            "close grant" => {
                let said = self.world.stage.ledger.account(&pda::disclosure(&at));
                let said = said.is_some_and(|account| !account.data.is_empty());
                (keys.close_grant(at, host, said.then_some(host)), vec![])
            }
            "close plan" => (keys.close_plan(None), vec![]),
            "give up" => (keys.close_plan(Some(grantor)), vec!["grantor"]),
            "close governor" => {
                self.enter(side);
                (self.world.governor_keys().close_governor(None), vec![])
            }
            _ => return None,
        };
        Some((vec![instruction], signers, about))
    }

    /// What a claimed leaf says too much: seldom of its place, seldom of its amount, never where
    /// nothing is drawn.
    fn untrue(&mut self) -> (u32, u64) {
        let (how, by) = (self.draw(0, 100), self.draw(1, 4));
        match how {
            88..94 => (by as u32, 0),
            94.. => (0, by),
            _ => (0, 0),
        }
    }

    /// Mostly a plan or grant that the step can be about, as far as the model tells.
    fn likely_grant(&mut self, side: usize, name: Name) -> Option<(usize, Name)> {
        let likely = self.grants_for(side, name)?;
        (!likely.is_empty() && self.chance(90)).then(|| self.pick(&likely))
    }
}
