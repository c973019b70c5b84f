//! The rows of a contributors CSV as a sale sees them: wallets, what each does and when, and
//! what each must own to do it.

use std::collections::HashMap;

use anyhow::{Context, bail, ensure};
use groundswell_sdk::Address;

use crate::{money::grouped, plan::ContributorRow};

/// Moments that rows are spread over: moving the ledger's clock costs more than a transaction.
const MOMENTS: i64 = 100;

/// A wallet by its label, and what its rows come to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Holder {
    /// As the CSV names it.
    pub label: Address,
    /// The most it ever has in the sale (quote units): what it must own beforehand.
    pub peak: u64,
    /// What it has in the sale after its last row (quote units).
    pub deposit: u64,
    /// The auction tick of its last bid; zero at fixed prices.
    pub tick: u8,
    /// Where it is first named.
    pub line: u64,
}

/// What one row does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// Puts quote units in, bidding at a tick.
    Contribute(u64, u8),
    /// Takes quote units out.
    Withdraw(u64),
}

/// One row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The wallet's number in [`Book::holders`].
    pub holder: usize,
    /// What it does.
    pub action: Action,
    /// Where it stands.
    pub line: u64,
}

/// All rows, in their order.
#[derive(Clone, Debug, Default)]
pub struct Book {
    /// Where the rows come from, for messages.
    pub origin: String,
    /// The wallets, in the order in which they first appear.
    pub holders: Vec<Holder>,
    /// The rows.
    pub entries: Vec<Entry>,
}

impl Book {
    /// Reads rows that come from `origin`, in a quote token with this many decimals. Refuses
    /// what no sale could book: nothing at all, a withdrawal of more than is there, sums beyond
    /// 64 bits.
    pub fn new(origin: &str, rows: &[ContributorRow], decimals: u8) -> anyhow::Result<Book> {
        ensure!(!rows.is_empty(), "{origin}: no contributors: a rehearsal needs at least one");
        let mut book = Book { origin: origin.to_string(), ..Book::default() };
        let mut places = HashMap::with_capacity(rows.len());
        for row in rows {
            let holder = *places.entry(row.wallet).or_insert_with(|| book.add(row));
            book.enter(holder, row, decimals).with_context(|| book.place(row.line, &row.wallet))?;
        }
        let minted = book.holders.iter().try_fold(0u64, |sum, h| sum.checked_add(h.peak));
        minted
            .with_context(|| format!("{origin}: the amounts add up to more than 64 bits hold"))?;
        Ok(book)
    }

    /// Names a row and its wallet in a message.
    pub fn place(&self, line: u64, label: &Address) -> String {
        format!("{}:{line}: wallet {label}", self.origin)
    }

    /// Whether any row takes money out.
    pub fn has_withdrawals(&self) -> bool {
        self.entries.iter().any(|entry| matches!(entry.action, Action::Withdraw(_)))
    }

    /// When entry `index` happens: entries are spread evenly from the first to the last second
    /// of `opens..ends` (unix seconds).
    pub fn moment(&self, index: usize, opens: i64, ends: i64) -> i64 {
        let count = i64::try_from(self.entries.len()).unwrap_or(i64::MAX);
        let index = i64::try_from(index).unwrap_or(i64::MAX);
        let steps = count.min(MOMENTS);
        let step = index * steps / count;
        opens + (ends - 1 - opens) * step / (steps - 1).max(1)
    }

    fn add(&mut self, row: &ContributorRow) -> usize {
        let (label, line) = (row.wallet, row.line);
        self.holders.push(Holder { label, peak: 0, deposit: 0, tick: 0, line });
        self.holders.len() - 1
    }

    fn enter(&mut self, number: usize, row: &ContributorRow, decimals: u8) -> anyhow::Result<()> {
        let amount = u64::try_from(row.amount.unsigned_abs()).context("more than 64 bits hold")?;
        let Some(holder) = self.holders.get_mut(number) else { bail!("a wallet has no number") };
        let action = if row.amount < 0 {
            let rest = holder.deposit.checked_sub(amount);
            holder.deposit = rest.with_context(|| {
                let [amount, held] = [amount, holder.deposit].map(|units| grouped(units, decimals));
                format!("withdraws {amount}, but by then has only {held} in the sale")
            })?;
            Action::Withdraw(amount)
        } else {
            let sum = holder.deposit.checked_add(amount);
            holder.deposit = sum.context("its amounts add up to more than 64 bits hold")?;
            holder.peak = holder.peak.max(holder.deposit);
            holder.tick = row.tick;
            Action::Contribute(amount, row.tick)
        };
        self.entries.push(Entry { holder: number, action, line: row.line });
        Ok(())
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn row(wallet: u8, amount: i128, line: u64) -> ContributorRow {
        ContributorRow { wallet: Address::new_from_array([wallet; 32]), amount, tick: 0, line }
    }

    #[test]
    fn a_wallet_must_own_the_most_it_ever_has_in_the_sale() {
        let rows = [row(1, 50, 2), row(2, 7, 3), row(1, -30, 4), row(1, 25, 5)];

        let book = Book::new("x.csv", &rows, 0).unwrap();

        let [first, second] = &book.holders[..] else { panic!("two wallets") };
        assert_eq!((first.peak, first.deposit, first.line), (50, 45, 2));
        assert_eq!((second.peak, second.deposit, second.line), (7, 7, 3));
        assert_eq!(book.entries.len(), 4);
        assert!(book.has_withdrawals());
    }

    #[test]
    fn more_than_is_there_cannot_be_withdrawn() {
        let error = Book::new("x.csv", &[row(1, 5, 2), row(1, -6, 3)], 0).unwrap_err();

        let words = format!("{error:#}");
        assert!(words.starts_with("x.csv:3: wallet "), "{words}");
        assert!(words.contains("has only 5 in"), "{words}");
    }

    #[test]
    fn sums_beyond_64_bits_are_refused_with_their_row() {
        let most = i128::from(u64::MAX);
        for rows in [vec![row(1, most + 1, 2)], vec![row(1, most, 2), row(1, 1, 2)]] {
            let words = format!("{:#}", Book::new("x.csv", &rows, 0).unwrap_err());
            assert!(words.starts_with("x.csv:2: wallet "), "{words}");
        }
        let rows = [row(1, most, 2), row(2, 1, 3)];
        assert!(Book::new("x.csv", &rows, 0).is_err());
    }

    #[test]
    fn rows_are_spread_from_the_first_second_to_the_last() {
        for count in [1, 2, 3, 99, 100, 101, 1_000] {
            let rows: Vec<_> = (0..count).map(|line| row(1, 1, line)).collect();
            let book = Book::new("x.csv", &rows, 0).unwrap();
            let moments: Vec<_> = (0..rows.len()).map(|i| book.moment(i, 1_000, 5_000)).collect();

            assert_eq!(moments[0], 1_000);
            assert!(count == 1 || moments.last() == Some(&4_999), "{count}");
            assert!(moments.is_sorted(), "{count}");
        }
    }
}
