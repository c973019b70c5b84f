//! The tender against its specification: what `shift`, `Clearing::compute` and `Clearing::fill`
//! make of the offers, compared with the reference model to the unit.
//!
//! ```text
//! tender
//! ├── grid ........ each refusal on both sides of its boundary; prices ascend up to the ceiling
//! ├── reference ... equal to the model; nothing paid beyond the budget, nothing lost
//! ├── fairness .... nobody below what they ask; cheapest first; small ones no worse than large
//! ├── incentives .. more budget, more offered, a lower price asked; splitting over wallets
//! ├── order ....... the sums depend on final offers only: order, steps, withdrawals, moves
//! ├── edges ....... refusals, boundaries and examples worked by hand
//! └── exhaustive .. every tender of up to three small offers
//! ```

#[path = "tender/edges.rs"]
mod edges;
#[path = "tender/exhaustive.rs"]
mod exhaustive;
#[path = "tender/fairness.rs"]
mod fairness;
#[path = "tender/given.rs"]
mod given;
#[path = "tender/grid.rs"]
mod grid;
#[path = "tender/incentives.rs"]
mod incentives;
#[path = "tender/order.rs"]
mod order;
#[path = "tender/reference.rs"]
mod reference;
