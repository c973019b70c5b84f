//! How far the demo has come when the ledger is handed over.

use clap::ValueEnum;

/// A moment in the life of a launch. Each has all that comes before it behind it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, ValueEnum)]
pub enum Phase {
    /// An hour before the sale opens: the charter is sealed
    Before,
    /// In the middle of the sale: half of the crowd has contributed
    Sale,
    /// The sale has closed, and nobody has settled it
    Ended,
    /// Settled, and everything is funded: contributions and the airdrop can be claimed
    Settled,
    /// A day after the first insiders' unlock; contributions were claimed
    Vesting,
    /// In the first tender of the buyback; contributions were claimed
    Buyback,
}

impl Phase {
    /// Its name on the command line and in localnet.json.
    pub fn name(self) -> &'static str {
        match self {
            Phase::Before => "before",
            Phase::Sale => "sale",
            Phase::Ended => "ended",
            Phase::Settled => "settled",
            Phase::Vesting => "vesting",
            Phase::Buyback => "buyback",
        }
    }
}
