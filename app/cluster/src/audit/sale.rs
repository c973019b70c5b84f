//! The sale's books: deposits, the ladder, the price, the proceeds, and the supply it took.

use groundswell_sdk::{
    math::{
        ladder::{self, Change, Clearing},
        phase::Phase,
    },
    program::state::Proceeds,
};

use super::{check::Checks, vaults::bit};

impl Checks<'_> {
    /// All of them.
    pub fn sale(&mut self) {
        let at = self.evidence.view.launch.at;
        if !self.is_sealed() {
            for id in
                ["sale.books", "sale.deposits", "sale.demand", "sale.clearing", "sale.proceeds"]
            {
                self.skip(id, "the sale", at, "it has not been sealed");
            }
            return;
        }
        self.books();
        self.deposits();
        self.demand();
        if self.phase() != Phase::Settled {
            for id in ["sale.clearing", "sale.proceeds"] {
                self.skip(id, "the sale", at, "it is not settled");
            }
            return;
        }
        self.clearing();
        self.proceeds();
    }

    /// The supply is in the vault, or left it in a way that the books name.
    fn books(&mut self) {
        let (launch, at) = (self.terms(), self.evidence.view.launch.at);
        let found = self.base(launch.base_held);
        let (id, name) = ("sale.books", "the supply in the launch's vault");
        if self.phase() == Phase::Failed {
            let expected = format!("{}, or nothing", self.base(self.divided()));
            let holds = [0, self.divided()].contains(&launch.base_held.into());
            return self.judge(id, name, at, expected, found, holds);
        }
        let funded = (0u8..).zip(launch.tranches());
        let funded = funded.filter(|(number, _)| launch.funded_tranches & bit(*number) != 0);
        let funded: u128 = funded.map(|(_, tranche)| u128::from(tranche.amount)).sum();
        let left = funded
            .saturating_add(launch.tokens_paid.into())
            .saturating_add(launch.unsold_swept.into());
        let expected = self.divided().checked_sub(left);
        let holds = expected == Some(launch.base_held.into());
        let words = expected.map_or("a sum that is not negative".to_owned(), |it| self.base(it));
        self.judge(id, name, at, words, found, holds);
    }

    /// Contributions add up to what the launch counted.
    fn deposits(&mut self) {
        let (launch, at) = (self.terms(), self.evidence.view.launch.at);
        let contributions = &self.evidence.contributions;
        let sum: u128 = contributions.iter().map(|it| u128::from(it.value.amount.get())).sum();
        let count = contributions.len() as u128;
        let wallets = u128::from(launch.contributors);
        let deposited = u128::from(launch.deposited);
        let words = |count: u128, sum: String| format!("{sum} of {count} wallets");
        // Who was paid out is not there any more.
        let is_whole = !matches!(self.phase(), Phase::Settled | Phase::Failed);
        let holds = count == wallets && if is_whole { sum == deposited } else { sum <= deposited };
        let least = if is_whole { "" } else { "at most " };
        let expected = format!("{least}{}", words(wallets, self.quote(deposited)));
        let found = words(count, self.quote(sum));
        self.judge("sale.deposits", "contributions", at, expected, found, holds);
    }

    /// The ladder is the one that the contributions make.
    fn demand(&mut self) {
        let (launch, at) = (self.terms(), self.evidence.view.launch.at);
        let contributions = &self.evidence.contributions;
        let sum: u128 = contributions.iter().map(|it| u128::from(it.value.amount.get())).sum();
        let (id, name) = ("sale.demand", "the ladder");
        let total = ladder::total(launch.demand());
        if sum != u128::from(launch.deposited) {
            let holds = total == Some(launch.deposited);
            let found = total.map_or("more than fits".to_owned(), |total| self.quote(total));
            return self.judge(id, name, at, self.quote(launch.deposited), found, holds);
        }
        let mut demand = vec![0u64; launch.ticks().len()];
        let made = launch.rule().ok().and_then(|rule| {
            contributions.iter().try_for_each(|it| {
                let change =
                    Change { tick: it.value.tick, before: 0, after: it.value.amount.get() };
                ladder::shift(rule, launch.ticks(), &mut demand, change)
            })
        });
        let other = demand.iter().zip(launch.demand()).position(|(made, held)| made != held);
        let found = match (made, other) {
            (None, _) => "contributions that fit no ladder".to_owned(),
            (Some(()), None) => "the ladder of the contributions".to_owned(),
            (Some(()), Some(step)) => format!("another demand at step {step}"),
        };
        let holds = made.is_some() && other.is_none();
        self.judge(id, name, at, "the ladder of the contributions", found, holds);
    }

    /// The price is the one that the ladder clears at.
    fn clearing(&mut self) {
        let (launch, at) = (self.terms(), self.evidence.view.launch.at);
        let rule = launch.rule().ok();
        let clearing = rule.and_then(|rule| {
            Clearing::compute(rule, launch.ticks(), launch.demand(), launch.target)
        });
        let words = |it: Option<Clearing>| match it {
            None => "no clearing".to_owned(),
            Some(it) => format!(
                "price {} for all, raise {}, tick {}, {} of {} between {} and {}",
                self.quote(it.price),
                self.quote(it.raise),
                it.tick,
                it.numerator,
                it.denominator,
                self.quote(it.lower),
                self.quote(it.upper)
            ),
        };
        let found = Some(launch.clearing());
        let (expected, words) = (words(clearing), words(found));
        self.judge("sale.clearing", "the price", at, expected, words, clearing == found);
    }

    /// What left to the pool, the buyback and the treasury is what their shares allow.
    fn proceeds(&mut self) {
        let (launch, at) = (self.terms(), self.evidence.view.launch.at);
        let raise = launch.clearing().raise;
        let (id, name) = ("sale.proceeds", "what left to pool, buyback and treasury");
        let [liquidity, buyback, treasury] = launch.proceeds_paid;
        let paid: u128 = launch.proceeds_paid.map(u128::from).iter().sum();
        let found =
            format!("{}, {}, {}", self.quote(liquidity), self.quote(buyback), self.quote(treasury));
        let most = |due: Proceeds| {
            let shares =
                [(due.liquidity, liquidity), (due.buyback, buyback), (due.treasury, treasury)];
            let [to_pool, to_buyback, to_treasury] =
                shares.map(|(due, paid)| self.quote(u128::from(due).saturating_add(paid.into())));
            format!("at most {to_pool}, {to_buyback}, {to_treasury}")
        };
        // What is due is what the shares are, less what was paid: less than nothing is an error.
        let due = launch.proceeds_due().ok();
        let certain = launch.certain_proceeds <= raise;
        let holds = due.is_some() && certain && paid <= u128::from(raise);
        let expected = due.map_or_else(|| "at most their shares".to_owned(), most);
        self.judge(id, name, at, expected, found, holds);
    }
}
