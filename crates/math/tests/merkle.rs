//! Merkle-sum lists: every entry has one proof, at one place, for one amount of one list, and
//! the root says how much the list is worth.
//!
//! ```text
//! merkle
//! ├── one ..... a leaf verifies at its place; changed anywhere it does not; nothing beyond
//! ├── shapes .. odd counts, duplicated entries, other lengths of proofs, other owners
//! ├── nodes ... inner nodes verify at their height and position, and are no leaves
//! ├── many .... a proof of several leaves: every subset of small lists, some of larger ones
//! └── lists ... sums, claimants listed twice, 100,000 entries, the encoding by hand
//! ```
#![cfg(feature = "std")]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on should stop right there")]

#[path = "merkle/given.rs"]
mod given;
#[path = "merkle/lists.rs"]
mod lists;
#[path = "merkle/many.rs"]
mod many;
#[path = "merkle/nodes.rs"]
mod nodes;
#[path = "merkle/one.rs"]
mod one;
#[path = "merkle/shapes.rs"]
mod shapes;
