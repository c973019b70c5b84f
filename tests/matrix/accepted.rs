//! Mutations that are rightly accepted, each with the reason: calls that somebody could send. Those
//! that take a state which nobody can bring about are in accepted_states.rs.

use crate::accepted_states::STATES;

/// A reason, mutations, and the accounts (`control / account`) for which each of them is accepted.
/// A star stands for every control of an instruction, of a program, or at all.
pub type Entry = (&'static str, &'static [&'static str], &'static [&'static str]);

/// Accepted, and should not be: what follows from each.
const FINDINGS: &[Entry] = &[];

const ACCEPTED: &[Entry] = &[
    ("what follows the arguments is not read", &["M13 appended"], &["* / data"]),
    (
        "what follows the accounts is not read where none may follow",
        &["M12 appended", "M12 first again"],
        &[
            "vesting.* / remaining",
            "launch.create / remaining",
            "launch.add_tranche / remaining",
            "launch.remove_tranche / remaining",
            "launch.cancel* / remaining",
            "launch.contribute* / remaining",
            "launch.withdraw* / remaining",
            "launch.settle / remaining",
            "launch.claim* / remaining",
            "launch.refund / remaining",
            "launch.fund_buyback / remaining",
            "launch.fund_plan / remaining",
            "launch.sweep* / remaining",
            "launch.close* / remaining",
            "distributor.create / remaining",
            "distributor.open_vault* / remaining",
            "distributor.open_page / remaining",
            "distributor.extend_page / remaining",
            "distributor.fund / remaining",
            "distributor.activate / remaining",
            "distributor.claim* / remaining",
            "distributor.clawback* / remaining",
            "distributor.close_page / remaining",
            "distributor.close / remaining",
            "buyback.start / remaining",
            "buyback.fund / remaining",
            "buyback.make_offer* / remaining",
            "buyback.withdraw_offer* / remaining",
            "buyback.clear* / remaining",
            "buyback.collect* / remaining",
            "buyback.sink_bought* / remaining",
            "buyback.retire* / remaining",
            "buyback.finish / remaining",
            "buyback.close_receipt / remaining",
            "buyback.close_mandate / remaining",
        ],
    ),
    (
        "anyone may pay the rent of what is made, and gets it back",
        &["M6 attacker"],
        &[
            "launch.create / payer",
            "launch.contribute / payer",
            "launch.contribute co-signed / payer",
            "distributor.create / payer",
            "distributor.open_vault* / payer",
            "distributor.open_page / payer",
            "vesting.create_governor / payer",
            "vesting.create_plan* / payer",
            "vesting.open_grant / payer",
            "vesting.create_grant / payer",
            "vesting.post_disclosure / payer",
            "buyback.create_mandate* / payer",
            "buyback.open_cycle / payer",
            "buyback.make_offer / payer",
        ],
    ),
    (
        "who signs anyway may pay the rent",
        &["M8 creator"],
        &[
            "launch.create / payer",
            "distributor.create / payer",
            "vesting.create_governor / payer",
            "buyback.create_mandate* / payer",
        ],
    ),
    ("who signs anyway may pay the rent", &["M8 contributor"], &["launch.contribute / payer"]),
    (
        "who signs anyway may pay the rent",
        &["M8 co_signer", "M8 contributor"],
        &["launch.contribute co-signed / payer"],
    ),
    ("who signs anyway may pay the rent", &["M8 grantor"], &["vesting.create_plan* / payer"]),
    (
        "who signs anyway may pay the rent",
        &["M8 grantor", "M8 recipient"],
        &["vesting.create_grant / payer"],
    ),
    (
        "whose grant it is may pay the rent",
        &["M8 recipient"],
        &["vesting.open_grant / payer", "vesting.post_disclosure / payer"],
    ),
    ("who signs anyway may pay the rent", &["M8 owner"], &["buyback.make_offer / payer"]),
    (
        "nothing is made, and nobody pays; who paid at first gets the rent",
        &["M6 attacker", "M8 contributor"],
        &["launch.contribute again / payer"],
    ),
    (
        "nothing is made, and nobody pays; who paid at first gets the rent",
        &["M6 attacker", "M8 recipient"],
        &["vesting.post_disclosure again / payer"],
    ),
    (
        "nothing is made, and nobody pays; who paid at first gets the rent",
        &["M6 attacker", "M8 owner"],
        &["buyback.make_offer again / payer"],
    ),
    (
        "the new recipient is whoever both sign for",
        &["M6 attacker"],
        &["vesting.reassign / new_recipient"],
    ),
    (
        "the sale has no co-signer, and nobody looks for one",
        &["M8 contributor", "M8 payer"],
        &["launch.contribute / co_signer", "launch.contribute again / co_signer"],
    ),
    (
        "the other one, named alone, is a call of its own, by who may call it",
        &["M2"],
        &[
            "launch.add_tranche / launch",
            "launch.remove_tranche / launch",
            "launch.cancel* / launch",
            "launch.settle / launch",
            "distributor.close / distributor",
            "vesting.close_governor* / governor",
        ],
    ),
    (
        "terms that the creator signs: any mint, governor and plans",
        &["M2"],
        &["launch.create / base_mint"],
    ),
    (
        "terms that the creator signs: any mint, governor and plans",
        &["M1 none", "M2"],
        &["vesting.create_plan / governor"],
    ),
    (
        "terms that the creator signs: any mint, governor and plans",
        &["M2", "M8 remaining 0", "M8 remaining 1"],
        &["buyback.create_mandate / sink_plan", "buyback.create_mandate of token-2022 / sink_plan"],
    ),
    (
        "terms that the creator signs: any mint, governor and plans",
        &["M2", "M8 remaining 1"],
        &["buyback.create_mandate* / remaining 0"],
    ),
    (
        "terms that the creator signs: any mint, governor and plans",
        &["M2", "M8 remaining 0"],
        &["buyback.create_mandate* / remaining 1"],
    ),
    (
        "terms that the creator signs: any mint, governor and plans",
        &["M12 duplicated", "M12 last again", "M12 last dropped", "M12 swapped"],
        &["buyback.create_mandate / remaining", "buyback.create_mandate of token-2022 / remaining"],
    ),
    (
        "not looked at: nothing goes there in this state",
        &[
            "M1 fresh",
            "M2",
            "M3 elsewhere",
            "M3 in place",
            "M4 elsewhere",
            "M5 closable",
            "M5 delegated",
            "M5 frozen",
            "M5 not canonical",
            "M5 other mint",
            "M5 other owner",
        ],
        &["launch.sweep / creator_base"],
    ),
    (
        "not looked at: nothing goes there in this state",
        &[
            "M1 fresh",
            "M1 none",
            "M2",
            "M3 elsewhere",
            "M3 in place",
            "M4 elsewhere",
            "M5 closable",
            "M5 delegated",
            "M5 frozen",
            "M5 not canonical",
            "M5 other mint",
            "M5 other owner",
        ],
        &["launch.sweep of a failed sale / airdrop_vault"],
    ),
    (
        "not looked at: nothing goes there in this state",
        &[
            "M1 fresh",
            "M3 elsewhere",
            "M3 in place",
            "M4 elsewhere",
            "M5 closable",
            "M5 delegated",
            "M5 frozen",
            "M5 not canonical",
            "M5 other mint",
            "M5 other owner",
        ],
        &["launch.close / creator_quote"],
    ),
    (
        "not looked at: nothing goes there in this state",
        &["M1 fresh", "M8 mint", "M8 rent_payer", "M8 token_program", "M8 vault"],
        &["distributor.clawback that burns / sink"],
    ),
    (
        "not looked at: nothing goes there in this state",
        &["M1 fresh", "M8 token_program"],
        &["vesting.forfeit that burns / sink"],
    ),
    (
        "not looked at: nothing goes there in this state",
        &["M8 rent_payer"],
        &["vesting.close_grant without a disclosure / discloser"],
    ),
    (
        "not looked at: nothing goes there in this state",
        &["M1 fresh", "M8 base_token_program"],
        &["buyback.sink_bought that burns / sink_plan", "buyback.retire that burns / sink_plan"],
    ),
    (
        "a signer takes from any account it signs for",
        &["M5 not canonical"],
        &[
            "launch.seal* / creator_base",
            "launch.contribute* / contributor_quote",
            "distributor.fund / funder_tokens",
            "vesting.fund / funder_tokens",
            "buyback.make_offer* / owner_base",
        ],
    ),
    (
        "a signer withdraws to any account it names",
        &["M5 not canonical", "M5 other owner"],
        &["launch.withdraw* / contributor_quote", "buyback.withdraw_offer* / owner_base"],
    ),
];

/// How many entries hold for a case.
pub fn reasons(control: &str, slot: &str, mutation: &str) -> usize {
    let holds = |(_, mutations, slots): &&Entry| {
        mutations.contains(&mutation) && slots.iter().any(|entry| matches(entry, control, slot))
    };
    all().filter(holds).count()
}

/// What is listed, but is no case.
pub fn unused(cases: &[(&str, &str, &str)]) -> Vec<String> {
    let mut unused = vec![];
    for (_, mutations, slots) in all() {
        for (mutation, entry) in mutations.iter().flat_map(|m| slots.iter().map(move |s| (m, s))) {
            let is_case = |(control, slot, of): &(&str, &str, &str)| {
                of == mutation && matches(entry, control, slot)
            };
            if !cases.iter().any(is_case) {
                unused.push(format!("{entry} / {mutation}"));
            }
        }
    }
    unused
}

fn all() -> impl Iterator<Item = &'static Entry> {
    FINDINGS.iter().chain(ACCEPTED).chain(STATES)
}

fn matches(entry: &str, control: &str, slot: &str) -> bool {
    let (controls, of) = entry.split_once(" / ").unwrap();
    let Some(stem) = controls.strip_suffix('*') else { return (controls, of) == (control, slot) };
    let Some(rest) = control.strip_prefix(stem) else { return false };
    let whole = rest.is_empty() || rest.starts_with(' ');
    of == slot && (whole || stem.is_empty() || stem.ends_with('.'))
}
