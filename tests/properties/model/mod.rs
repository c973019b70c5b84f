//! The reference model: what should be where and who is owed what, as plain sums of what succeeded,
//! by the rules of `docs/design.md`. It reads terms, calls nothing of the programs or of the crate
//! that decides for them, and has integers that do not overflow.

mod books;
mod plan;
mod sale;
mod tender;

pub use books::{Books, gift};
pub use plan::Plan;
pub use sale::Sale;
pub use tender::Buyback;

/// What wallets and steps go by.
pub type Name = &'static str;

/// What a step is about, as far as its kind needs it.
#[derive(Clone, Debug, Default)]
pub struct About {
    pub who: Name,
    pub to: Name,
    pub place: String,
    pub amount: u128,
    pub tick: usize,
    pub plan: usize,
    pub cycle: u32,
    pub price: u16,
    pub leaves: Vec<usize>,
}

/// One launch with its list, plans and mandate.
#[derive(Clone)]
pub struct Model {
    pub sale: Sale,
    pub plans: Vec<Plan>,
    /// The governor's epoch, what it let out in it, and the most that it lets out; its length.
    pub epoch: (i64, u128, u128, i64),
    pub buyback: Buyback,
}

impl Model {
    /// Books a step that succeeded. Steps that move no token units and promise none are not known.
    pub fn apply(&mut self, books: &mut Books, name: Name, about: &About, now: i64) {
        let known = self.sale.apply(books, name, about, now)
            || self.apply_to_plan(books, name, about, now)
            || self.apply_to_buyback(books, name, about);
        let (from, to) = (gift(&about.place), &about.place);
        match name {
            _ if known => return,
            "donate quote" => books.issue(&from, about.amount),
            "donate base" => books.pay(&self.sale.b(about.who), &from, about.amount),
            "fund list" => return books.pay("m/grantor", to, about.amount),
            "empty list" => return books.empty(to, "m/burned"),
            _ => return,
        }
        books.pay(&from, to, about.amount);
    }
}
