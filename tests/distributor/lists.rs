//! attack_60: what the builder of lists hashes is what the program hashes.

use groundswell_sdk::math::bitmap::page_of;
use groundswell_tests::{List, list::*};
use rand::{SeedableRng, seq::index};
use rand_chacha::ChaCha8Rng;

const LEAVES: u32 = 100_000;
/// Of every hundred leaves, one.
const CLAIMS: usize = 1_000;

#[test]
fn attack_60_one_in_a_hundred_of_a_list_of_a_hundred_thousand_is_paid() {
    let list = List::over(crowd(LEAVES)).with(|args| args.vault_levels = 2);
    let mut stage = list.open_lite();
    let mut random = ChaCha8Rng::seed_from_u64(60);
    let owed: Vec<u64> = (0..4).map(|vault| list.vault(&mut stage, vault)).collect();
    assert_eq!(owed.iter().sum::<u64>(), list.args.sum);
    let (mut paid, mut on_page) = ([0; 4], [0; 13]);

    // No two the same, in the order in which they were drawn; the first and the last are in.
    let drawn = index::sample(&mut random, LEAVES as usize, CLAIMS - 2);
    for index in drawn.into_iter().chain([0, LEAVES as usize - 1]) {
        let (wallet, amount) = list.entries[index];
        let index = index as u32;
        if list.balance(&mut stage, &wallet) > 0 {
            continue;
        }
        list.claim(&mut stage, index).succeeds();
        assert_eq!(list.balance(&mut stage, &wallet), amount);
        paid[list.keys.vault_of(index) as usize] += amount;
        on_page[page_of(index) as usize] += amount;
    }

    for vault in 0..4usize {
        assert_eq!(list.vault(&mut stage, vault as u8), owed[vault] - paid[vault]);
    }
    for (page, paid) in (0..).zip(on_page) {
        assert_eq!(list.page(&mut stage, page).claimed, paid);
    }
    let claims: u64 = (0..13).map(|page| list.page(&mut stage, page).sequence).sum();
    assert_eq!(claims, CLAIMS as u64);
}
