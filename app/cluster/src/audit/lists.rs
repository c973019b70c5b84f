//! The airdrops' lists.

use groundswell_sdk::{
    Address,
    distributor_program::state::{Distributor, Sink},
    math::{phase::Phase, window},
    pda,
};

use super::{check::Checks, words};
use crate::view::Seen;

/// Checks of a list that is there.
const OF_A_LIST: [&str; 5] =
    ["list.terms", "list.sum", "list.vaults", "list.window", "list.claims"];

impl Checks<'_> {
    /// Of every airdrop of the charter.
    pub fn lists(&mut self) {
        let launch = self.terms();
        let airdrops = (0u8..).zip(launch.tranches()).filter(|(_, tranche)| tranche.is_airdrop());
        for (number, tranche) in airdrops {
            let (name, at) = (words::tranche(launch, number), tranche.destination);
            let lists = self.evidence.view.lists.iter().zip(&self.evidence.pages);
            let found = lists.into_iter().find(|(list, _)| list.tranche == number);
            let Some((list, pages)) = found else {
                self.no_list(&name, at);
                continue;
            };
            let list = &list.list;
            self.judge("list.exists", &name, at, "a list", "a list", true);
            if !self.is_sealed() {
                for id in OF_A_LIST {
                    self.skip(id, &name, at, "it is a draft: nothing is promised yet");
                }
                continue;
            }
            self.list_terms(&name, list);
            let (expected, sum) = (self.base(tranche.amount), self.base(list.value.sum));
            self.judge("list.sum", &name, at, expected, sum, list.value.sum == tranche.amount);
            self.list_vaults(&name, list);
            let mut findings = Vec::new();
            launch.airdrop_findings(&list.value, &mut |finding| findings.push(finding));
            for finding in findings {
                let show = words::duration;
                self.finding("list.window", &name, at, finding, show);
            }
            let claimed = pages.iter().map(|page| u128::from(page.value.claimed)).sum();
            self.list_claims(&name, list, claimed);
        }
    }

    fn no_list(&mut self, name: &str, at: Address) {
        let launch = self.terms();
        let now = self.evidence.view.now;
        let reason = match self.phase() {
            Phase::Draft => Some("it is a draft: the list may still be made"),
            // A list that has ended can be closed.
            _ if now >= launch.airdrops_end_at => {
                Some("the first list has ended: it may be closed")
            }
            Phase::Failed if !self.is_sealed() => Some("the draft was called off"),
            _ => None,
        };
        match reason {
            Some(reason) => self.skip("list.exists", name, at, reason),
            None => self.judge("list.exists", name, at, "a list", "no list", false),
        }
    }

    fn list_terms(&mut self, name: &str, list: &Seen<Distributor>) {
        let (launch, value) = (self.terms(), &list.value);
        let mandate = launch.mandate;
        let sink = match Sink::from_u8(value.sink) {
            Some(Sink::Burn) => "burned".to_owned(),
            Some(Sink::Buyback) => format!("to mandate {}", value.sink_address),
            _ => format!("to {}", value.sink_address),
        };
        let known = match Sink::from_u8(value.sink) {
            Some(Sink::Burn) => value.sink_address == Address::default(),
            Some(Sink::Buyback) => value.sink_address == mandate,
            _ => false,
        };
        let expected =
            format!("token {}, the rest burned or to mandate {mandate}", launch.base_mint);
        let found = format!("token {}, the rest {sink}", value.mint);
        let holds = value.mint == launch.base_mint && known;
        self.judge("list.terms", name, list.at, expected, found, holds);
    }

    fn list_vaults(&mut self, name: &str, list: &Seen<Distributor>) {
        let Seen { at, value } = list;
        if value.has_ended(self.evidence.view.now) {
            let reason = "it has ended: its vaults are emptied into its sink";
            return self.skip("list.vaults", name, *at, reason);
        }
        let count = value.vault_count().unwrap_or(0);
        let theirs = (0..count)
            .all(|number| value.vault(number).ok() == Some(&pda::distributor_vault(at, number)));
        let sums: u128 = value.vault_sums.iter().copied().map(u128::from).sum();
        let expected = format!("{count} vaults of its own that owe {}", self.base(value.sum));
        let open = value.opened_vaults.count_ones();
        let whose = if theirs { "of its own" } else { "not all its own" };
        let found = format!("{open} vaults {whose} that owe {}", self.base(sums));
        let holds = theirs && open == u32::from(count) && sums == u128::from(value.sum);
        self.judge("list.vaults", name, *at, expected, found, holds);
    }

    fn list_claims(&mut self, name: &str, list: &Seen<Distributor>, claimed: u128) {
        let Seen { at, value } = list;
        let now = self.evidence.view.now;
        let steps = if value.is_active.get() { window::unlocked(value.steps(), now) } else { 0 };
        let most = window::share(value.steps(), steps, value.sum);
        let expected = most.map_or("a share".to_owned(), |it| format!("at most {}", self.base(it)));
        let holds = most.is_some_and(|most| claimed <= u128::from(most));
        let found = self.base(claimed);
        self.judge("list.claims", name, *at, expected, found, holds);
    }
}
