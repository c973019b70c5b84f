//! What becomes of a call that is sent twice in one instruction, and which calls need no other
//! program.

/// Names of calls, by what the second one is refused with.
pub const TWICE: &[(&str, &[&str])] = &[
    ("AccountDataTooSmall", &["launch.cancel", "launch.withdraw", "launch.claim", "launch.claim of token-2022", "launch.refund", "launch.close of a failed sale", "distributor.close_page", "distributor.close", "vesting.close_grant", "vesting.close_grant without a disclosure", "vesting.close_plan", "vesting.close_plan given up", "vesting.close_plan of a launch", "vesting.close_governor", "buyback.withdraw_offer", "buyback.clear without offers", "buyback.collect", "buyback.collect of token-2022", "buyback.close_receipt", "buyback.close_mandate"]),
    ("AlreadyCancelled", &["vesting.cancel", "vesting.mark_missed"]),
    ("AlreadyClaimed", &["distributor.claim", "distributor.claim of token-2022", "distributor.claim_many"]),
    ("AlreadyCleared", &["buyback.clear"]),
    ("AlreadyDisclosed", &["vesting.post_disclosure", "vesting.post_disclosure again"]),
    ("AlreadyFunded", &["launch.fund_airdrop", "launch.fund_buyback", "launch.fund_plan", "vesting.fund", "vesting.fund by nobody"]),
    ("AlreadyOpen", &["launch.cancel of a sealed launch"]),
    ("AlreadyStarted", &["vesting.start", "buyback.start"]),
    ("NoSuchVault", &["distributor.clawback", "distributor.clawback to the next list", "distributor.clawback that burns"]),
    ("NotClosed", &["launch.settle"]),
    ("NothingArrived", &["vesting.top_up", "buyback.fund"]),
    ("NothingForfeited", &["vesting.forfeit", "vesting.forfeit that burns"]),
    ("NothingLeft", &["buyback.finish"]),
    ("NothingToClose", &["launch.close"]),
    ("NothingToSink", &["buyback.sink_bought", "buyback.sink_bought that burns", "buyback.retire", "buyback.retire that burns"]),
    ("NothingToSweep", &["launch.sweep", "launch.sweep of a failed sale"]),
    ("NothingVested", &["vesting.withdraw", "vesting.withdraw without a governor", "vesting.withdraw of token-2022"]),
    ("PageComplete", &["distributor.extend_page"]),
    ("PolicyForbids", &["vesting.reassign"]),
    ("VaultFunded", &["distributor.fund", "distributor.activate"]),
    ("succeeds", &["launch.add_tranche", "launch.remove_tranche", "launch.contribute", "launch.contribute again", "launch.contribute co-signed", "launch.withdraw in part", "buyback.make_offer", "buyback.make_offer again", "buyback.withdraw_offer in part"]),
    ("system: 0", &["launch.create", "launch.seal", "launch.seal of token-2022", "distributor.create", "distributor.open_vault", "distributor.open_vault of token-2022", "distributor.open_page", "vesting.create_governor", "vesting.create_plan", "vesting.create_plan of token-2022", "vesting.open_grant", "vesting.create_grant", "buyback.create_mandate", "buyback.create_mandate that burns", "buyback.create_mandate of token-2022", "buyback.open_cycle"]),
];

/// Calls that call no other program.
pub const DEEPEST: &[&str] = &["launch.add_tranche", "launch.remove_tranche", "launch.cancel", "launch.cancel of a sealed launch", "launch.settle", "distributor.extend_page", "distributor.activate", "distributor.close_page", "distributor.close", "vesting.fund by nobody", "vesting.start", "vesting.top_up", "vesting.cancel", "vesting.reassign", "vesting.post_disclosure again", "vesting.mark_missed", "vesting.close_grant", "vesting.close_grant without a disclosure", "vesting.close_governor", "buyback.start", "buyback.fund", "buyback.clear", "buyback.clear without offers", "buyback.close_receipt"];
