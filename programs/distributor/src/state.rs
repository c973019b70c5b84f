//! What the program stores: one account per list, and one per page of it.

mod distributor;
mod page;

pub use distributor::{CONTENT_BYTES, Distributor, MAX_VAULTS, Sink, most_vault_levels};
pub use page::{Page, mark};
