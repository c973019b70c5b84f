//! The mandate of a launch: made before the charter is sealed, funded by the sweep, it buys for a
//! year or more from holders who offer.

mod outcome;

pub use outcome::{BuybackOutcome, CycleOutcome, CycleResult, Tendered};
