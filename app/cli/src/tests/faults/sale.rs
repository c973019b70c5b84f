//! Faults in the sale and in the buyback.

use super::*;

#[test]
fn a_mandate_that_buys_something_else_or_does_not_burn_it() {
    let elsewhere = stranger().to_bytes().to_vec();
    let cases: [(&str, usize, Vec<u8>); 5] = [
        ("mandate.terms", offset_of!(Mandate, base_mint), elsewhere.clone()),
        ("mandate.burn", offset_of!(Mandate, sink), vec![1]),
        ("mandate.remainder", offset_of!(Mandate, remainder_owner), elsewhere.clone()),
        ("mandate.books", offset_of!(Mandate, funded), u64::MAX.to_le_bytes().to_vec()),
        ("mandate.price", offset_of!(Mandate, reference_base), 1u64.to_le_bytes().to_vec()),
    ];
    for (id, offset, bytes) in cases {
        let planted = |settled: &Settled| {
            field(&settled.ledger, &settled.view().launch.value.mandate, offset, &bytes);
        };
        of_settled(planted, &[(id, "the mandate")]);
    }
}

#[test]
fn a_tender_that_spent_more_than_its_budget() {
    let settled = bought_back();
    let receipt = settled.view().mandate.unwrap().receipts[0];
    let above = (receipt.value.budget + 1).to_le_bytes();
    field(&settled.ledger, &receipt.at, offset_of!(Receipt, most_paid), &above);
    fails(&settled.ledger, settled.launch, &[("receipt.budget", "the tender of cycle 0")]);
}

#[test]
fn a_contribution_that_is_larger_than_the_books() {
    let (_given, ledger) = open_sale(250_000);
    let launch = launched();
    let at = groundswell_sdk::pda::contribution(&launch, &key(100).pubkey());
    add(&ledger, &at, DISCRIMINATOR + offset_of!(Contribution, amount), 1);
    fails(&ledger, launch, &[("sale.deposits", "contributions")]);
}

#[test]
fn a_ladder_that_the_contributions_do_not_make() {
    let (_given, ledger) = open_sale(250_000);
    let launch = launched();
    let demand = DISCRIMINATOR + offset_of!(Launch, demand);
    add(&ledger, &launch, demand, 1);
    add(&ledger, &launch, demand + 8, -1);
    fails(&ledger, launch, &[("sale.demand", "the ladder")]);
}

#[test]
fn books_that_do_not_add_up() {
    let planted = |settled: &Settled| {
        let offset = DISCRIMINATOR + offset_of!(Launch, base_held);
        add(&settled.ledger, &settled.launch, offset, -1);
    };
    of_settled(planted, &[("sale.books", "the supply in the launch's vault")]);
}
