//! Files that were published as lists, against what the ledger commits to.

use groundswell_sdk::{
    Address,
    list::{Dataset, List},
};

use super::{check::Checks, words};

/// A file that is said to be the list of a tranche.
pub struct Document {
    /// The tranche, from 0.
    pub tranche: u8,
    /// Where the file is, for messages.
    pub file: String,
    /// Its rows.
    pub dataset: Dataset,
}

/// What an account commits to.
struct Committed {
    at: Address,
    tranche: u8,
    rule: &'static str,
    root: [u8; 32],
    dataset_sha256: [u8; 32],
    sum: u64,
    count: u32,
}

impl Checks<'_> {
    /// Of every list and every plan that has one.
    pub fn documents(&mut self, documents: &[Document]) {
        let committed = self.committed();
        for document in documents {
            let known = committed.iter().any(|it| it.tranche == document.tranche);
            if !known {
                let name = words::tranche(self.terms(), document.tranche);
                let found = format!("{}, but no list on the ledger", document.file);
                let at = self.evidence.view.launch.at;
                self.judge("list.document", &name, at, "a list of this tranche", found, false);
            }
        }
        for it in committed {
            let name = words::tranche(self.terms(), it.tranche);
            let number = u16::from(it.tranche).saturating_add(1);
            match documents.iter().find(|document| document.tranche == it.tranche) {
                Some(document) => self.document(&name, &it, document),
                None => {
                    let reason = format!("no file was given: --list {number}=FILE");
                    self.skip(it.rule, &name, it.at, &reason);
                }
            }
        }
    }

    fn document(&mut self, name: &str, it: &Committed, document: &Document) {
        let words = |rows: u32, sum: u64, sha256: &[u8; 32], root: &str| {
            let (sum, sha256) = (self.base(sum), words::hex(sha256));
            format!("{rows} rows of {sum}, SHA-256 {sha256}, root {root}")
        };
        let expected = words(it.count, it.sum, &it.dataset_sha256, &words::hex(&it.root));
        let found = match List::new(it.at, document.dataset.clone()) {
            Err(error) => format!("{}: {error}", document.file),
            Ok(list) => {
                let facts = list.facts();
                words(facts.count, facts.sum, &facts.dataset_sha256, &words::hex(&facts.root))
            }
        };
        self.same(it.rule, name, it.at, expected, found);
    }

    fn committed(&self) -> Vec<Committed> {
        let view = &self.evidence.view;
        let lists = view.lists.iter().map(|list| Committed {
            at: list.list.at,
            tranche: list.tranche,
            rule: "list.document",
            root: list.list.value.root,
            dataset_sha256: list.list.value.dataset_sha256,
            sum: list.list.value.sum,
            count: list.list.value.count,
        });
        let plans = view.plans.iter().filter(|plan| plan.plan.value.has_list());
        let plans = plans.filter_map(|plan| {
            Some(Committed {
                at: plan.plan.at,
                tranche: plan.tranche?,
                rule: "plan.document",
                root: plan.plan.value.root,
                dataset_sha256: plan.plan.value.dataset_sha256,
                sum: plan.plan.value.total,
                count: plan.plan.value.count,
            })
        });
        lists.chain(plans).collect()
    }
}
