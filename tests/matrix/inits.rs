//! What the addresses of accounts that instructions make are derived from.

use groundswell_sdk::{
    Address,
    buyback_program::state::{Mandate, Offer, Receipt, Tender},
    distributor_program::state::{Distributor, Page},
    program::state::{Contribution, Launch},
    vesting_program::state::{Disclosure, Governor, Grant, Plan},
};

use crate::controls_buyback::TICK;

/// The seeds of an account that a control makes; `of` gives the address in a slot.
pub fn seeds(
    program: &str,
    instruction: &str,
    slot: &str,
    of: &dyn Fn(&str) -> Address,
) -> Vec<Vec<u8>> {
    let key = |slot: &str| of(slot).to_bytes().to_vec();
    let seed = |seed: &[u8]| seed.to_vec();
    // Every control makes its number 1 of what it makes, in cycle, vault and page 0.
    let first = 1u64.to_le_bytes().to_vec();
    let zero = 0u32.to_le_bytes().to_vec();
    match (program, instruction, slot) {
        ("launch", "create", _) => vec![seed(Launch::SEED), key("creator"), first],
        ("launch", "contribute", _) => {
            vec![seed(Contribution::SEED), key("launch"), key("contributor")]
        }
        ("launch", "seal", "base_vault") => vec![seed(Launch::BASE_VAULT_SEED), key("launch")],
        ("launch", "seal", "quote_vault") => vec![seed(Launch::QUOTE_VAULT_SEED), key("launch")],
        ("launch", "seal", _) => vec![seed(Launch::LIQUIDITY_VAULT_SEED), key("launch")],
        ("distributor", "create", _) => {
            vec![seed(Distributor::SEED), key("mint"), key("creator"), first]
        }
        ("distributor", "open_vault", _) => {
            vec![seed(Distributor::VAULT_SEED), key("distributor"), vec![0]]
        }
        ("distributor", "open_page", _) => vec![seed(Page::SEED), key("distributor"), zero],
        ("vesting", "create_governor", _) => {
            vec![seed(Governor::SEED), key("mint"), key("creator"), first]
        }
        ("vesting", "create_plan", "plan") => {
            vec![seed(Plan::SEED), key("mint"), key("grantor"), first]
        }
        ("vesting", "create_plan", _) => vec![seed(Plan::VAULT_SEED), key("plan")],
        ("vesting", "open_grant" | "create_grant", _) => {
            vec![seed(Grant::SEED), key("plan"), key("recipient")]
        }
        ("vesting", "post_disclosure", _) => vec![seed(Disclosure::SEED), key("grant")],
        ("buyback", "create_mandate", "mandate") => {
            vec![seed(Mandate::SEED), key("base_mint"), key("creator"), first]
        }
        ("buyback", "create_mandate", "base_vault") => {
            vec![seed(Mandate::BASE_VAULT_SEED), key("mandate")]
        }
        ("buyback", "create_mandate", _) => vec![seed(Mandate::QUOTE_VAULT_SEED), key("mandate")],
        ("buyback", "open_cycle", "tender") => vec![seed(Tender::SEED), key("mandate"), zero],
        ("buyback", "open_cycle", _) => vec![seed(Receipt::SEED), key("mandate"), zero],
        ("buyback", "make_offer", _) => {
            vec![seed(Offer::SEED), key("tender"), key("owner"), vec![TICK]]
        }
        _ => panic!("no seeds for {slot} of {program}::{instruction}"),
    }
}
