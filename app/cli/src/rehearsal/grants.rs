//! The vesting plans of a launch, its governor and its treasury's stream.

mod outcome;

pub use outcome::{
    Fate, GovernorOutcome, GrantOutcome, PlanOutcome, StreamOutcome, VestingOutcome,
};
