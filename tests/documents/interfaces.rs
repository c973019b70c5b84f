//! The interfaces, idl/NAME.json
//! ├── name instructions and accounts in the order in which the tests read them from the sources
//! └── ask for a signature nowhere where anybody has to be able to go on

use crate::{access, repository::read};
use groundswell_tests::sources::{self, PROGRAMS};
use serde_json::Value;

/// What anybody can send, with no signature but that of who pays rent: written by hand, so that a
/// signer more anywhere here fails.
const BY_ANYBODY: [(&str, &[&str]); 4] = [
    (
        "launch",
        &[
            "settle",
            "claim",
            "refund",
            "fund_airdrop",
            "fund_buyback",
            "fund_plan",
            "sweep",
            "close",
        ],
    ),
    (
        "distributor",
        &[
            "open_vault",
            "open_page",
            "extend_page",
            "activate",
            "claim",
            "claim_many",
            "clawback",
            "close_page",
            "close",
        ],
    ),
    (
        // Who has tokens to give signs `fund`, and who gives up a plan or a governor signs to close
        // it: where the tokens are there, or all is over, nobody does.
        "vesting",
        &[
            "fund",
            "start",
            "open_grant",
            "top_up",
            "withdraw",
            "forfeit",
            "close_grant",
            "close_plan",
            "close_governor",
        ],
    ),
    (
        "buyback",
        &[
            "start",
            "fund",
            "open_cycle",
            "clear",
            "collect",
            "sink_bought",
            "retire",
            "finish",
            "close_receipt",
            "close_mandate",
        ],
    ),
];
/// Signs for the rent that it pays; anybody's.
const PAYER: &str = "payer";

/// The instructions of a program's interface: each one's name and accounts.
fn interface(program: &str) -> Vec<(String, Vec<Value>)> {
    let idl: Value = serde_json::from_str(&read(&format!("idl/{program}.json"))).unwrap();
    let instructions = idl["instructions"].as_array().unwrap();
    let one = |it: &Value| (text(&it["name"]), it["accounts"].as_array().unwrap().clone());
    instructions.iter().map(one).collect()
}

fn text(value: &Value) -> String {
    value.as_str().unwrap().to_string()
}

fn is(account: &Value, what: &str) -> bool {
    account[what] == Value::Bool(true)
}

#[test]
fn nobodys_signature_is_needed_to_go_on() {
    for (program, expected) in BY_ANYBODY {
        let needs = |account: &&Value| {
            is(account, "signer") && !is(account, "optional") && account["name"] != PAYER
        };
        let all = interface(program);
        let open = all.iter().filter(|(_, accounts)| !accounts.iter().any(|it| needs(&it)));
        let open: Vec<&str> = open.map(|(name, _)| name.as_str()).collect();
        assert_eq!(open, expected, "idl/{program}.json");

        let all = access::instructions(program);
        let open = all.iter().filter(|it| {
            it.signatures.iter().all(|signature| signature.optional || signature.slot == PAYER)
        });
        let open: Vec<&str> = open.map(|it| it.name.as_str()).collect();
        assert_eq!(open, expected, "programs/{program}");
    }
}

#[test]
fn interfaces_are_what_the_tests_read_from_the_sources() {
    for program in PROGRAMS {
        let read = sources::instructions(program).into_iter().map(|it| (it.name, it.slots));
        let stated = interface(program).into_iter().map(|(name, accounts)| {
            (name, accounts.iter().map(|account| text(&account["name"])).collect())
        });
        assert_eq!(read.collect::<Vec<_>>(), stated.collect::<Vec<_>>(), "{program}");
    }
}
