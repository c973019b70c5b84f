//! One bit for each leaf and step
//! ├── a claim sets its own bits .... those of its neighbours, also across bytes, stay
//! ├── other pages .................. stay
//! ├── bits the page lacks .......... refuses: PageIncomplete, from the first missing bit on
//! └── a claim costs no rent ........ 1,024 bytes for 8,192 leaves and a step

use groundswell_sdk::math::bitmap::{Bitmap, PAGE_LEAVES};
use groundswell_tests::{DistributorError, List, Stage, list::*, stage::address};
use rand::{Rng, SeedableRng, seq::SliceRandom};
use rand_chacha::ChaCha8Rng;
use std::collections::BTreeSet;

const SHARES: [u16; 12] =
    [1_000, 2_000, 3_000, 4_000, 5_000, 6_000, 7_000, 8_000, 8_500, 9_000, 9_500, 10_000];
const DAY: i64 = 86_400;

/// Every set bit of page `number`, counted from its first.
fn set_bits(list: &List, stage: &mut Stage, number: u32) -> BTreeSet<usize> {
    let bits = list.bits(stage, number);
    (0..bits.len() * 8).filter(|bit| bits[bit / 8] >> (bit % 8) & 1 == 1).collect()
}

#[test]
fn attack_58_a_claim_sets_its_own_bits_only() {
    for steps in 1..=12usize {
        let mut random = ChaCha8Rng::seed_from_u64(steps as u64);
        let list = List::over(crowd(26)).with_steps(&SHARES[12 - steps..]);
        let mut stage = list.open_lite();
        let mut order: Vec<u32> = (0..26).collect();
        order.shuffle(&mut random);
        let mut model = BTreeSet::new();

        for index in order {
            let unlocked = random.random_range(1..=steps);
            stage.warp(STARTS + (unlocked as i64 - 1) * DAY);
            list.claim(&mut stage, index).succeeds();
            model.extend((0..unlocked).map(|step| index as usize * steps + step));
            assert_eq!(set_bits(&list, &mut stage, 0), model, "{steps} steps, leaf {index}");
        }

        // What the clients' reading of the page says of each leaf.
        let bits = Bitmap::new(list.bits(&mut stage, 0), steps as u8);
        for index in 0..26u32 {
            let mine = |bit: &&usize| *bit / steps == index as usize;
            let count = model.iter().filter(mine).count();
            assert_eq!(bits.count(index), Some(count as u8));
        }
    }
}

#[test]
fn attack_58_neighbours_at_the_edges_of_bytes_and_pages() {
    let list = List::over(crowd(PAGE_LEAVES + 9));
    let mut stage = list.open_lite();
    let edges =
        [0, 7, 8, 63, 64, 65, PAGE_LEAVES - 1, PAGE_LEAVES, PAGE_LEAVES + 7, PAGE_LEAVES + 8];
    let (mut first, mut second) = (BTreeSet::new(), BTreeSet::new());

    for index in edges {
        list.claim(&mut stage, index).succeeds();

        let slot = (index % PAGE_LEAVES) as usize;
        if index < PAGE_LEAVES {
            first.insert(slot)
        } else {
            second.insert(slot)
        };
        assert_eq!(set_bits(&list, &mut stage, 0), first);
        assert_eq!(set_bits(&list, &mut stage, 1), second);
    }

    let before = stage.ledger.account(&list.keys.page(0));
    list.claim(&mut stage, PAGE_LEAVES + 1).succeeds();
    assert_eq!(stage.ledger.account(&list.keys.page(0)), before);
}

#[test]
fn attack_58_refuses_bits_that_a_page_lacks() {
    let list = List::over(crowd(PAGE_LEAVES)).with_steps(&SHARES);
    let mut stage = list.lite();
    list.create(&mut stage).succeeds();
    list.open_vault(&mut stage, 0).succeeds();
    list.open_page(&mut stage, 0).succeeds();
    list.fund(&mut stage, 0).succeeds();
    // (10,240 - 128) x 8 bits = 6,741 leaves of 12 bits, and 4 bits of the next.
    let incomplete = || DistributorError::PageIncomplete;

    stage.warp(STARTS + 3 * DAY);
    list.claim(&mut stage, 6_741).succeeds();
    list.claim(&mut stage, 6_742).fails_with(incomplete());
    stage.warp(STARTS + 4 * DAY);
    list.claim(&mut stage, 6_741).fails_with(incomplete());
    list.claim_many(&mut stage, &[6_741]).fails_with(incomplete());
    list.claim(&mut stage, 6_740).succeeds();
    list.claim(&mut stage, PAGE_LEAVES - 1).fails_with(incomplete());

    list.extend_page(&mut stage, 0).succeeds();
    for index in [6_741, 6_742, PAGE_LEAVES - 1] {
        list.claim(&mut stage, index).succeeds();
        let (wallet, amount) = list.entries[index as usize];
        assert_eq!(list.balance(&mut stage, &wallet), amount / 2);
    }
}

#[test]
fn attack_66_a_claim_costs_its_caller_the_fee_and_nothing_else() {
    let list = List::of(&[("alice", 600), ("bob", 400)]).with_steps(&[5_000, 10_000]);
    let mut stage = list.open_lite();
    let payer = address("payer");
    stage.run(&[list.open_account(&address("alice")), list.open_account(&address("bob"))], &[]);
    let held = [list.keys.distributor, list.keys.page(0), list.keys.vault(0)];
    let rent = held.map(|address| stage.lamports(&address));

    for now in [STARTS, STARTS + DAY] {
        stage.warp(now);
        let before = stage.lamports(&payer);
        list.claim_only(&mut stage, 0).succeeds();
        list.claim_many(&mut stage, &[1]).succeeds();
        // 5,000 lamports for one signature each.
        assert_eq!(before - stage.lamports(&payer), 2 * 5_000);
    }

    assert_eq!(held.map(|address| stage.lamports(&address)), rent);
}

#[test]
fn attack_66_rent_of_a_list_is_what_its_pages_take() {
    let list = List::over(crowd(100));
    let mut stage = list.open_lite();

    let page = stage.ledger.account(&list.keys.page(0)).unwrap();

    // One step: 1,024 bytes of bits, a header of 120, a type of 8, and 128 the runtime adds.
    assert_eq!(page.data.len(), 1_152);
    assert_eq!(page.lamports, (128 + 1_152) * 6_960);
    // 1,087 lamports for each leaf of a full page; an account for each would be 897,840 at least.
    assert_eq!(page.lamports / u64::from(PAGE_LEAVES), 1_087);
}
