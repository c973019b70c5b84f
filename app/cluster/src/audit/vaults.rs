//! Every vault: who can touch it, and whether it holds what the books say that somebody is owed.
//! More may be there, for anyone can send tokens anywhere; less never.

use groundswell_sdk::{
    Address,
    math::owed::{self, Money},
};

use super::{check::Checks, words};
use crate::view::{ListView, PlanView, Seen, TokenView, token};

/// A vault, and what has to be in it.
struct Vault {
    name: String,
    at: Address,
    mint: Address,
    program: Address,
    owner: Address,
    decimals: u8,
    /// Base units of its mint; or why nothing can be said.
    owed: Result<u128, &'static str>,
}

/// The classic token program.
const TOKEN: Address = spl_token_interface::ID;

impl Checks<'_> {
    /// All of them.
    pub fn vaults(&mut self) {
        let at = self.evidence.view.launch.at;
        if !self.is_sealed() {
            for id in ["vault.authority", "vault.balance"] {
                self.skip(id, "the vaults", at, "they are made when the charter is sealed");
            }
            return;
        }
        let mut vaults = self.of_launch();
        for (list, pages) in self.evidence.view.lists.iter().zip(&self.evidence.pages) {
            let claimed = |vault: &Address| {
                let pages = pages.iter().filter(|page| page.value.vault == *vault);
                pages.map(|page| u128::from(page.value.claimed)).sum()
            };
            vaults.extend(self.of_list(list, &claimed));
        }
        for plan in self.evidence.view.plans.iter().chain(&self.evidence.view.stream) {
            vaults.push(self.of_plan(plan));
        }
        vaults.extend(self.of_mandate());
        for vault in vaults {
            self.vault(&vault);
        }
    }

    fn vault(&mut self, vault: &Vault) {
        let Vault { name, at, .. } = vault;
        let account = self.evidence.accounts.get(at).and_then(token);
        let Some(account) = account else {
            let expected = format!("a token account of {}", vault.owner);
            self.judge("vault.authority", name, *at, expected, "none", false);
            return self.skip("vault.balance", name, *at, "there is no such account");
        };
        let expected = TokenView {
            program: vault.program,
            mint: vault.mint,
            owner: vault.owner,
            amount: account.amount,
            delegate: None,
            is_frozen: false,
            close_authority: None,
        };
        let holds = expected == account;
        let found =
            if holds { format!("only {}", vault.owner) } else { faults(&expected, &account) };
        self.judge("vault.authority", name, *at, format!("only {}", vault.owner), found, holds);
        let show = |units: u128| words::amount(units, vault.decimals);
        match vault.owed {
            Ok(owed) => {
                let (expected, found) = (format!("at least {}", show(owed)), account.amount.into());
                self.judge("vault.balance", name, *at, expected, show(found), found >= owed);
            }
            Err(reason) => self.skip("vault.balance", name, *at, reason),
        }
    }

    fn of_launch(&self) -> Vec<Vault> {
        let (launch, view) = (self.terms(), &self.evidence.view);
        let owner = view.launch.at;
        let quote = |name: &str, at: Address, owed: u128| Vault {
            name: name.to_owned(),
            at,
            mint: launch.quote_mint,
            program: TOKEN,
            owner,
            decimals: launch.quote_decimals,
            owed: Ok(owed),
        };
        let [to_pool, ..] = launch.proceeds_paid.map(u128::from);
        let mut vaults = vec![
            Vault {
                name: "the launch's supply".to_owned(),
                at: launch.base_vault,
                mint: launch.base_mint,
                program: launch.base_token_program,
                owner,
                decimals: launch.base_decimals,
                owed: Ok(launch.base_held.into()),
            },
            quote("the pool's share", launch.liquidity_vault, to_pool),
        ];
        if !launch.is_paid_out.get() {
            vaults.push(quote("contributions", launch.quote_vault, self.quote_owed()));
        }
        vaults
    }

    /// What the quote vault still has to pay (quote units).
    fn quote_owed(&self) -> u128 {
        let launch = self.terms();
        let amounts = self.evidence.contributions.iter().map(|it| it.value.amount.get());
        let money = Money {
            deposited: launch.deposited,
            waiting: amounts.map(u128::from).sum(),
            accepted: launch.accepted,
            moved: launch.proceeds_paid.map(u128::from).iter().sum(),
        };
        owed::contributions(self.phase(), &money)
    }

    fn of_list(&self, list: &ListView, claimed: &dyn Fn(&Address) -> u128) -> Vec<Vault> {
        let ListView { tranche, list: Seen { at, value }, .. } = list;
        let funded = self.terms().funded_tranches & bit(*tranche) != 0;
        let count = value.vault_count().unwrap_or(0);
        let open = |number: &u8| value.opened_vaults & low_bit(*number) != 0;
        let vault = |number: u8| {
            let place = usize::from(number);
            let vault = value.vaults.get(place).copied().unwrap_or_default();
            let sum = value.vault_sums.get(place).copied().unwrap_or(0);
            let is_full = funded || value.funded_vaults & low_bit(number) != 0;
            let owed = match value.has_ended(self.evidence.view.now) {
                true => Err("the list has ended: what is left goes to its sink"),
                false => Ok(owed::list(sum, claimed(&vault), is_full)),
            };
            Vault {
                name: format!("{}, vault {number}", words::tranche(self.terms(), *tranche)),
                at: vault,
                mint: self.terms().base_mint,
                program: self.terms().base_token_program,
                owner: *at,
                decimals: self.terms().base_decimals,
                owed,
            }
        };
        (0..count).filter(open).map(vault).collect()
    }

    fn of_plan(&self, view: &PlanView) -> Vault {
        let Seen { at, value } = view.plan;
        let launch = self.terms();
        let name = |it| words::tranche(launch, it);
        let books = owed::Plan {
            total: value.total,
            withdrawn: value.withdrawn,
            sunk: value.sunk,
            is_funded: value.is_funded.get() || view.tranche.is_none(),
            was_sent: view.tranche.is_some_and(|it| launch.funded_tranches & bit(it) != 0),
        };
        let owed = owed::plan(&books).map(u128::from);
        let owed = owed.ok_or("its books are wrong: see plan.grants");
        let (mint, program, decimals) = match view.tranche {
            Some(_) => (launch.base_mint, launch.base_token_program, launch.base_decimals),
            None => (launch.quote_mint, TOKEN, launch.quote_decimals),
        };
        Vault {
            name: view.tranche.map_or_else(|| "the treasury's stream".to_owned(), name),
            at: value.vault,
            mint,
            program,
            owner: at,
            decimals,
            owed,
        }
    }

    fn of_mandate(&self) -> Vec<Vault> {
        let Some(view) = &self.evidence.view.mandate else { return vec![] };
        let (launch, Seen { at, value }) = (self.terms(), &view.mandate);
        let offered = self.evidence.offers.iter().map(|offer| u128::from(offer.value.amount));
        let owed = owed::mandate(offered.sum(), value.bought, value.sunk);
        vec![
            Vault {
                name: "the mandate's money".to_owned(),
                at: value.quote_vault,
                mint: launch.quote_mint,
                program: TOKEN,
                owner: *at,
                decimals: launch.quote_decimals,
                owed: Ok(value.held.into()),
            },
            Vault {
                name: "offered to the mandate, or bought".to_owned(),
                at: value.base_vault,
                mint: launch.base_mint,
                program: launch.base_token_program,
                owner: *at,
                decimals: launch.base_decimals,
                owed: owed.ok_or("its books are wrong: see mandate.books"),
            },
        ]
    }
}

/// The bit of a tranche.
pub(super) fn bit(tranche: u8) -> u64 {
    1u64.checked_shl(tranche.into()).unwrap_or(0)
}

/// The bit of a list's vault.
fn low_bit(vault: u8) -> u16 {
    1u16.checked_shl(vault.into()).unwrap_or(0)
}

/// In what an account differs from what it has to be.
fn faults(expected: &TokenView, found: &TokenView) -> String {
    let mut faults = Vec::new();
    for (what, is_same, at) in [
        ("belongs to program", expected.program == found.program, found.program),
        ("holds token", expected.mint == found.mint, found.mint),
        ("is owned by", expected.owner == found.owner, found.owner),
    ] {
        if !is_same {
            faults.push(format!("{what} {at}"));
        }
    }
    for (what, key) in [("spent by", found.delegate), ("closed by", found.close_authority)] {
        faults.extend(key.map(|key| format!("can be {what} {key}")));
    }
    if found.is_frozen {
        faults.push("is frozen".to_owned());
    }
    faults.join(", ")
}
