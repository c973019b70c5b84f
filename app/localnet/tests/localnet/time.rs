//! time on the ledger
//! ├── stands still until it is told to run .. while blocks are made
//! ├── runs as fast as it is told, never faster
//! ├── can be set, forward and back
//! └── can be travelled through by surfpool's own call
//!     └── again and again, without lower slots

use std::time::Instant;

use serde_json::{Value, json};
use solana_rpc_client::rpc_client::RpcClient;
use solana_rpc_client_api::request::RpcRequest;

use crate::given::{NOW, client, clock, ledger, until};

#[test]
fn stands_still_while_blocks_are_made() {
    let ledger = ledger();
    let client = client(&ledger);

    let (before, first) = clock(&client);
    until("there are more blocks", || (clock(&client).1 > first + 3).then_some(()));

    assert_eq!((before, clock(&client).0), (NOW, NOW));
    let slot = client.get_slot().unwrap();
    assert_eq!(client.get_block_time(slot).unwrap(), NOW);
}

#[test]
fn runs_as_fast_as_it_is_told() {
    const SPEED: f64 = 1_000.0;
    let ledger = ledger();
    let client = client(&ledger);

    let started = Instant::now();
    ledger.clock().run(SPEED).unwrap();
    let passed = until("some minutes have passed", || {
        let passed = clock(&client).0 - NOW;
        (passed > 1_500).then_some(passed)
    });

    assert!(passed as f64 <= started.elapsed().as_secs_f64() * SPEED, "{passed}");
    ledger.clock().hold();
    let (held, slot) = clock(&client);
    until("there are more blocks", || (clock(&client).1 > slot + 3).then_some(()));
    // What had passed when it was told to hold was still counted.
    let (then, slot) = clock(&client);
    assert!(then - held < 1_000, "{}", then - held);
    until("there are more blocks", || (clock(&client).1 > slot + 3).then_some(()));
    assert_eq!(clock(&client).0, then);
}

#[test]
fn can_be_set_forward_and_back() {
    let ledger = ledger();
    let client = client(&ledger);

    for now in [NOW + 1_000_000, NOW, NOW - 1_000_000] {
        ledger.clock().set(now).unwrap();
        assert_eq!((clock(&client).0, ledger.clock().now()), (now, now));
    }

    let said = ledger.clock().set(-1).unwrap_err().to_string();
    assert!(said.contains("expected unix seconds after 1970"), "{said}");
    for speed in [-1.0, 1e9, f64::NAN] {
        let said = ledger.clock().run(speed).unwrap_err().to_string();
        assert!(said.contains("is out of range"), "{said}");
    }
}

#[test]
fn can_be_travelled_through_without_lower_slots() {
    let ledger = ledger();
    let client = client(&ledger);

    let mut slot = client.get_slot().unwrap();
    for jump in [600, 86_400, 1, 4 * 365 * 86_400, 60] {
        let target = clock(&client).0 + jump;
        travel(&client, target);
        assert_eq!(clock(&client).0, target);
        let after = client.get_slot().unwrap();
        assert!(after > slot, "slot {after} after {slot}");
        slot = until("there is a block", || client.get_slot().ok().filter(|now| *now > after + 1));
        assert_eq!(clock(&client).0, target);
    }
}

fn travel(client: &RpcClient, to: i64) {
    let call = RpcRequest::Custom { method: "surfnet_timeTravel" };
    let _: Value = client.send(call, json!([{ "absoluteTimestamp": to * 1_000 }])).unwrap();
}
