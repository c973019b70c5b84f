//! attack_24: lamports at an address before its account is made
//! ├── distributor, vault, page .... are made all the same, and hold what they should
//! └── the gift .................... goes with the rent, to who paid the rest

use groundswell_sdk::Address;
use groundswell_tests::{List, Stage, list::*, stage::address};

fn list() -> List {
    List::of(&[("alice", 600), ("bob", 400)])
}

/// Too little for any account, what a token account needs, and far more than anything does.
const GIFTS: [u64; 3] = [1, 2_039_280, 10_000_000_000];

/// What an account of so many bytes costs, or the gift where that is more.
fn holds(stage: &mut Stage, at: &Address, gift: u64) {
    let account = stage.ledger.account(at).unwrap();
    let rent = (128 + account.data.len() as u64) * 6_960;
    assert_eq!(account.lamports, rent.max(gift));
}

#[test]
fn attack_24_a_gift_does_not_keep_a_list_from_being_made() {
    for gift in GIFTS {
        let list = list();
        let mut stage = list.lite();
        let keys = list.keys;
        for at in [keys.distributor, keys.vault(0), keys.page(0)] {
            stage.ledger.airdrop(&at, gift);
        }

        list.activated(&mut stage);

        for at in [keys.distributor, keys.vault(0), keys.page(0)] {
            holds(&mut stage, &at, gift);
        }
        stage.warp(STARTS);
        list.claim(&mut stage, 0).succeeds();
        assert_eq!((list.held(&mut stage, "alice"), list.vault(&mut stage, 0)), (600, 400));
        let stored = list.stored(&mut stage);
        assert_eq!((stored.vault_sums[0], stored.open_pages), (1_000, 1));
    }
}

#[test]
fn attack_24_the_same_on_a_bank() {
    let list = list();
    let mut stage = list.stage();
    for at in [list.keys.distributor, list.keys.vault(0), list.keys.page(0)] {
        stage.ledger.airdrop(&at, 1);
    }

    list.activated(&mut stage);

    stage.warp(STARTS);
    list.claim(&mut stage, 0).succeeds();
}

#[test]
fn attack_24_the_gift_leaves_with_the_rent() {
    let list = list();
    let mut stage = list.lite();
    let gift = 10_000_000_000;
    let keys = list.keys;
    stage.endow("host");
    let host = address("host");
    let (sponsor_before, host_before) = (stage.lamports(&keys.rent_payer), stage.lamports(&host));
    for at in [keys.distributor, keys.vault(0), keys.page(0)] {
        stage.ledger.airdrop(&at, gift);
    }
    list.create(&mut stage).succeeds();
    let open = keys.open_vault(host, 0, list.tree.root(), &[]);
    stage.call(open, "OpenVault", &["host"]).succeeds();
    stage.call(keys.open_page(host, 0), "OpenPage", &["host"]).succeeds();

    stage.warp(ENDS);
    let burn = groundswell_sdk::distributor_program::state::Sink::Burn;
    let clawback = keys.clawback(0, host, burn, Default::default());
    stage.call(clawback, "Clawback", &[]).succeeds();
    stage.call(keys.close_page(0, host), "ClosePage", &[]).succeeds();
    list.close(&mut stage).succeeds();

    assert_eq!(stage.lamports(&keys.rent_payer), sponsor_before + gift);
    assert_eq!(stage.lamports(&host), host_before + 2 * gift);
}

#[test]
fn attack_24_a_page_that_grows() {
    let shares = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 10_000];
    for gift in GIFTS {
        let list = list().with_steps(&shares);
        let mut stage = list.lite();
        stage.ledger.airdrop(&list.keys.page(0), gift);

        list.activated(&mut stage);

        holds(&mut stage, &list.keys.page(0), gift);
        stage.warp(STARTS + 11 * 86_400);
        list.claim(&mut stage, 1).succeeds();
    }
}
