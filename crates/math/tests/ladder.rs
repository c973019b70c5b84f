//! The ladder against its specification: what `shift`, `Clearing::compute` and
//! `Clearing::allocation` make of a sale, compared with the reference model to the unit.
//!
//! ```text
//! ladder
//! ├── reference ... equal to the model; refunds exact; dust, proceeds and tokens within bounds
//! ├── order ....... the demand depends on final totals only: order, steps, withdrawals, moves
//! ├── incentives .. more in is never less out; what splitting a deposit over wallets gains
//! ├── auction ..... one price, nobody above their bid; filled, shared and refunded by tick
//! ├── edges ....... refusals, boundaries and examples worked by hand
//! └── exhaustive .. every sale of up to four small deposits
//! ```

#[path = "ladder/auction.rs"]
mod auction;
#[path = "ladder/edges.rs"]
mod edges;
#[path = "ladder/exhaustive.rs"]
mod exhaustive;
#[path = "ladder/given.rs"]
mod given;
#[path = "ladder/incentives.rs"]
mod incentives;
mod model;
#[path = "ladder/order.rs"]
mod order;
#[path = "ladder/reference.rs"]
mod reference;
