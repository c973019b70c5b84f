//! What a launch is made of before its sale, and the steps that make it: a rehearsal and a cluster
//! take the same ones.

mod airdrop;
mod buyback;
mod gate;
mod grants;
mod mint;
mod steps;

pub use airdrop::ListDraft;
pub use buyback::MandateDraft;
pub use gate::name_allowlist;
pub use grants::{GovernorDraft, PlanDraft, stream};
pub use mint::{MintDraft, TOKEN, TOKEN_2022, mint_to, mint_with_supply, open};
pub use steps::Charter;

use groundswell_sdk::{
    Address,
    launch::LaunchKeys,
    pda::{self, LaunchAddresses},
};

use crate::plan::{MANDATE_NUMBER, Plan, STREAM_NUMBER};

/// Where everything of a launch will be, whose creator pays for all of it.
pub fn keys(plan: &Plan, creator: Address, base_mint: Address, quote_mint: Address) -> LaunchKeys {
    LaunchKeys {
        creator,
        rent_payer: creator,
        base_mint,
        base_token_program: if plan.token_2022 { TOKEN_2022 } else { TOKEN },
        quote_mint,
        treasury_stream: pda::plan(&quote_mint, &creator, STREAM_NUMBER),
        mandate: pda::mandate(&base_mint, &creator, MANDATE_NUMBER),
        at: LaunchAddresses::of(&creator, plan.terms.id),
    }
}
