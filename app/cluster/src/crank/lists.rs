//! The airdrops' lists: counting what arrived, pages, claims, and their end.

use std::collections::BTreeSet;

use groundswell_sdk::{
    Address,
    distributor::ListKeys,
    distributor_program::state::{Distributor, Page, Sink},
    list::List,
    math::{
        bitmap::{PAGE_LEAVES, page_of},
        merkle::Node,
        phase::Phase,
        window::SINK_WAIT_SECONDS,
    },
};

use super::{Choice, Files, Opens, PageView, Scene, Task, task::instructions};
use crate::{
    send::fits,
    view::{ListView, claimed_steps},
};

/// What of them is due.
pub fn due(scene: &Scene, files: &Files, choice: &Choice, payer: &Address) -> Vec<Task> {
    let lists = scene.view.lists.iter().zip(&scene.pages);
    let due = lists.flat_map(|(list, pages)| {
        let one = One { scene, list: &list.list.value, keys: keys(list), view: list, pages };
        match one.list.has_ended(scene.view.now) {
            true => one.end(),
            false => one.pay(files, choice, payer),
        }
    });
    due.collect()
}

fn keys(list: &ListView) -> ListKeys {
    ListKeys::of(list.list.at, &list.list.value)
}

/// One list.
struct One<'a> {
    scene: &'a Scene,
    list: &'a Distributor,
    keys: ListKeys,
    view: &'a ListView,
    pages: &'a [Option<PageView>],
}

/// A leaf of which something is due: number, wallet, amount (base units).
type Leaf = (u32, Address, u64);

impl One<'_> {
    fn whose(&self, part: &str) -> String {
        format!("{part} of the list {}", self.keys.distributor)
    }

    fn pay(&self, files: &Files, choice: &Choice, payer: &Address) -> Vec<Task> {
        let mut tasks = self.activate();
        let file = files.list(&self.keys.distributor);
        let is_settled = self.scene.view.phase() == Phase::Settled;
        for (number, page) in (0u32..).zip(self.pages) {
            let (at, whose) = (self.keys.page(number), self.whose(&format!("page {number}")));
            match page {
                None if file.is_some() && is_settled => {
                    let open = self.keys.open_page(*payer, number);
                    tasks.push(Task::new("open_page", whose, open, at));
                }
                Some(page) if page.data.len() < Page::space(self.list.step_count) => {
                    let extend = self.keys.extend_page(number);
                    tasks.push(Task::new("extend_page", whose, extend, at));
                }
                Some(page) => {
                    if let Some(file) = file {
                        tasks.extend(self.claims(file, number, page, choice, payer));
                    }
                }
                None => {}
            }
        }
        tasks
    }

    fn activate(&self) -> Vec<Task> {
        let is_settled = self.scene.view.phase() == Phase::Settled;
        let waits = |vault: &u8| {
            let at = self.keys.vault(*vault);
            let owed = self.list.owed_by_unfunded(*vault, &at, self.scene.view.now);
            let held = self.view.vaults.iter().find(|seen| seen.at == at);
            owed.is_ok_and(|owed| held.is_some_and(|held| held.value >= owed))
        };
        let vaults = (0..self.keys.vault_count()).filter(|vault| is_settled && waits(vault));
        let activate = |vault: u8| {
            let whose = self.whose(&format!("vault {vault}"));
            Task::new("activate", whose, self.keys.activate(vault), self.keys.distributor)
        };
        vaults.map(activate).collect()
    }

    /// Pays the leaves of one page, as many at once as fit.
    fn claims(
        &self,
        file: &List,
        number: u32,
        page: &PageView,
        choice: &Choice,
        payer: &Address,
    ) -> Vec<Task> {
        let Ok(unlocked) = self.list.claimable_steps(self.scene.view.now) else { return vec![] };
        let first = number.saturating_mul(PAGE_LEAVES);
        let entries = file.dataset().entries().get(first as usize..).unwrap_or_default();
        let of_page = (first..).zip(entries).take(PAGE_LEAVES as usize);
        let due: Vec<Leaf> = of_page
            .filter(|(index, (_, amount))| {
                let claimed = claimed_steps(&page.data, self.list.step_count, *index);
                let due = claimed.map(|claimed| self.list.due(*amount, claimed, unlocked));
                due.is_some_and(|due| due.is_ok_and(|due| due > 0))
            })
            .map(|(index, (wallet, amount))| (index, Address::new_from_array(*wallet), *amount))
            .collect();
        let mut tasks = vec![];
        for some in due.chunks(choice.leaves.max(1)) {
            self.claim(file, some, payer, &mut tasks);
        }
        tasks
    }

    /// Pays these leaves by one instruction, or by two or more where no packet holds that.
    fn claim(&self, file: &List, leaves: &[Leaf], payer: &Address, tasks: &mut Vec<Task>) {
        let Some(task) = self.claim_of(file, leaves) else { return };
        let needed = instructions(std::slice::from_ref(&task), payer, &self.scene.existing);
        if leaves.len() > 1 && !fits(&super::drive::limited(needed), payer) {
            let (first, second) = leaves.split_at(leaves.len() / 2);
            self.claim(file, first, payer, tasks);
            self.claim(file, second, payer, tasks);
        } else {
            tasks.push(task);
        }
    }

    fn claim_of(&self, file: &List, leaves: &[Leaf]) -> Option<Task> {
        let tree = file.tree();
        let (name, claim) = match leaves {
            [(index, wallet, amount)] => {
                let proof: Vec<Node> = tree.proof(0, *index)?;
                ("claim", self.keys.claim(wallet, *index, *amount, &proof))
            }
            _ => {
                let rows: BTreeSet<u32> = leaves.iter().map(|(index, ..)| *index).collect();
                let named: Vec<_> = leaves
                    .iter()
                    .map(|(index, wallet, amount)| (*wallet, *index, *amount))
                    .collect();
                ("claim_many", self.keys.claim_many(&named, &tree.proof_of_many(&rows)?))
            }
        };
        let (first, last) = (leaves.first()?.0, leaves.last()?.0);
        let part = match first == last {
            true => format!("leaf {first}"),
            false => format!("leaves {first} to {last}"),
        };
        let opens = leaves.iter().map(|(_, wallet, _)| Opens {
            wallet: *wallet,
            mint: self.keys.mint,
            program: self.keys.token_program,
        });
        let witness = self.keys.page(page_of(first));
        Some(Task::new(name, self.whose(&part), claim, witness).into_accounts(opens))
    }

    /// What is left goes to the sink, and every account is closed.
    fn end(&self) -> Vec<Task> {
        let mut tasks = vec![];
        let has = |vault: &u8| Distributor::has_vault(self.list.opened_vaults, *vault);
        for vault in (0..self.keys.vault_count()).filter(has) {
            tasks.extend(self.clawback(vault));
        }
        for (number, page) in (0u32..).zip(self.pages) {
            if let Some(PageView { page, .. }) = page {
                let close = self.keys.close_page(number, page.value.rent_payer);
                let whose = self.whose(&format!("page {number}"));
                tasks.push(Task::new("close_page", whose, close, page.at));
            }
        }
        if self.list.opened_vaults == 0 && self.list.open_pages == 0 {
            let at = self.keys.distributor;
            tasks.push(Task::new("close_list", format!("the list {at}"), self.keys.close(), at));
        }
        tasks
    }

    fn clawback(&self, vault: u8) -> Option<Task> {
        let sink = Sink::from_u8(self.list.sink)?;
        let payer = *self.list.vault_payers.get(usize::from(vault))?;
        let clawback = self.keys.clawback(vault, payer, sink, self.list.sink_address);
        let whose = self.whose(&format!("vault {vault}"));
        let task = Task::new("clawback", whose, clawback, self.keys.vault(vault));
        let waited = self.list.ends_at.saturating_add(SINK_WAIT_SECONDS);
        match sink {
            Sink::Burn => Some(task),
            Sink::Buyback if takes(self.scene, &self.list.sink_address) => {
                Some(task.into_accounts([Opens {
                    wallet: self.list.sink_address,
                    mint: self.keys.mint,
                    program: self.keys.token_program,
                }]))
            }
            // A launch's lists name no next one; a mandate that is gone is waited for.
            Sink::Buyback => (self.scene.view.now >= waited).then_some(task),
            Sink::Next => None,
        }
    }
}

/// Whether the launch's mandate is at this address.
pub(super) fn takes(scene: &Scene, sink: &Address) -> bool {
    let view = &scene.view;
    let mandate = view.mandate.as_ref().map(|it| &it.mandate);
    mandate.is_some_and(|it| it.at == *sink && it.value.base_mint == view.keys.base_mint)
}
