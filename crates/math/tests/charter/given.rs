//! A valid charter with defaults, so that a test names only what it is about.

use groundswell_math::charter::{Bound, Charter, Finding, Kind, Lock, Tranche};

pub const DAY: u32 = 86_400;

/// A charter to change.
#[derive(Clone)]
pub struct Given {
    pub supply: u64,
    pub tranches: Vec<Tranche>,
    pub highest_price: u64,
    pub max_opening_fdv: u64,
    pub unsold_to_airdrop: bool,
}

/// A valid charter of a million tokens, one tranche of each kind in the order of their numbers;
/// insiders pay the sale's price of 400,000 for 400,000 tokens, so it opens at a million.
pub fn given() -> Given {
    let amounts = [400_000, 50_000, 20_000, 30_000, 50_000, 100_000, 300_000, 50_000];
    let lock = Lock { cliff_seconds: 90 * DAY, linear_seconds: 90 * DAY };
    let tranche = |(kind, amount)| Tranche { kind, amount, price: 400_000, lock };
    Given {
        supply: 1_000_000,
        tranches: Kind::ALL.into_iter().zip(amounts).map(tranche).collect(),
        highest_price: 400_000,
        max_opening_fdv: 1_000_000,
        unsold_to_airdrop: true,
    }
}

impl Given {
    /// The tranche of this kind gets `amount`, at the treasury's expense.
    pub fn amount(mut self, kind: Kind, amount: u64) -> Given {
        let freed = std::mem::replace(&mut self.of(kind).amount, amount);
        let treasury = &mut self.of(Kind::Treasury).amount;
        *treasury = (*treasury + freed).checked_sub(amount).expect("the treasury pays for it");
        self
    }

    pub fn tranche(mut self, kind: Kind, change: impl Fn(&mut Tranche)) -> Given {
        change(self.of(kind));
        self
    }

    /// Price and lock of the VC tranche.
    pub fn vc(self, price: u64, cliff_days: u32, linear_days: u32) -> Given {
        let (cliff_seconds, linear_seconds) = (cliff_days * DAY, linear_days * DAY);
        let lock = Lock { cliff_seconds, linear_seconds };
        self.tranche(Kind::Vc, |t| *t = Tranche { price, lock, ..*t })
    }

    pub fn of(&mut self, kind: Kind) -> &mut Tranche {
        self.tranches.iter_mut().find(|t| t.kind == kind).expect("one of each kind")
    }

    pub fn findings(&self) -> Vec<Finding> {
        let charter = Charter {
            supply: self.supply,
            tranches: &self.tranches,
            highest_price: self.highest_price,
            max_opening_fdv: self.max_opening_fdv,
            unsold_to_airdrop: self.unsold_to_airdrop,
        };
        let mut findings = vec![];
        charter.findings(&mut |finding| findings.push(finding));
        findings
    }

    /// The bounds that do not hold: which, of which tranche, by how much.
    pub fn broken(&self) -> Vec<(Bound, u8, u128)> {
        let broken = self.findings().into_iter().filter(|f| !f.holds());
        broken.map(|f| (f.bound, f.index, f.distance())).collect()
    }
}
