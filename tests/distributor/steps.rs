//! What a leaf is paid when
//! ├── before the first step ........ refuses: NotUnlocked
//! ├── from each step's second on ... pays what it adds, rounded down in total
//! │   └── between two steps ........ refuses: AlreadyClaimed
//! ├── several steps late ........... pays them together, the same in all
//! ├── a share that rounds to nothing refuses: NotUnlocked, and marks nothing
//! ├── until the last second ........ pays
//! └── at the end ................... refuses: Ended

use groundswell_tests::{DistributorError, List, Stage, list::*, stage::address};

const DAY: i64 = 86_400;

#[test]
fn pays_each_step_from_its_first_second() {
    let list = List::of(&[("alice", 1_001), ("bob", 10)]).with_steps(&[3_333, 6_667, 10_000]);
    let mut stage = list.open();
    let unlocked = [333, 667, 1_001]; // floor(1,001 x share)

    stage.warp(STARTS - 1);
    list.claim(&mut stage, 0).fails_with(DistributorError::NotUnlocked);
    list.claim_many(&mut stage, &[0]).fails_with(DistributorError::NotUnlocked);
    stage.run(&[list.open_account(&address("alice"))], &[]);
    for (step, in_all) in (0..).zip(unlocked) {
        let at = STARTS + step * DAY;
        if step > 0 {
            stage.warp(at - 1);
            list.claim_only(&mut stage, 0).fails_with(DistributorError::AlreadyClaimed);
        }
        stage.warp(at);
        list.claim_only(&mut stage, 0).succeeds();
        assert_eq!(list.held(&mut stage, "alice"), in_all);
        stage.warp(at + 1);
        list.claim_only(&mut stage, 0).fails_with(DistributorError::AlreadyClaimed);
    }

    assert_eq!(list.vault(&mut stage, 0), 10);
}

#[test]
fn attack_57_whatever_was_claimed_when_all_is_paid_once() {
    // Every set of steps at which one claims: the total is always the amount.
    let shares = [1, 2_500, 3_333, 10_000];
    let list = List::over(crowd(8)).with_steps(&shares);
    let mut stage = list.open_lite();
    for (wallet, _) in &list.entries {
        stage.run(&[list.open_account(wallet)], &[]);
    }

    for step in 0..shares.len() {
        stage.warp(STARTS + step as i64 * DAY);
        // Leaf i claims at step s < 3 if its bit s is set; all claim at the last.
        for (index, (wallet, amount)) in (0u32..).zip(&list.entries) {
            let last = step + 1 == shares.len();
            if !last && index >> step & 1 == 0 {
                continue;
            }
            let unlocked = u64::from(shares[step]) * amount / 10_000;
            let mut again = DistributorError::NotUnlocked;
            if unlocked > list.balance(&mut stage, wallet) {
                list.claim_only(&mut stage, index).succeeds();
                again = DistributorError::AlreadyClaimed;
            }
            assert_eq!(list.balance(&mut stage, wallet), unlocked);
            list.claim_only(&mut stage, index).fails_with(again);
        }
    }

    assert_eq!(list.vault(&mut stage, 0), 0);
}

#[test]
fn twelve_steps_pay_what_one_would() {
    let shares = [1, 9, 99, 999, 1_000, 2_222, 3_333, 4_444, 5_555, 6_666, 9_999, 10_000];
    let list = List::of(&[("alice", 12_347), ("bob", u64::MAX / 2)]).with_steps(&shares);
    let mut stage = list.open_lite();

    for (step, share) in (0..).zip(shares) {
        stage.warp(STARTS + step * DAY);
        list.claim(&mut stage, 1).succeeds();
        let unlocked = u128::from(share) * u128::from(u64::MAX / 2) / 10_000;
        assert_eq!(u128::from(list.held(&mut stage, "bob")), unlocked);
    }
    list.claim(&mut stage, 0).succeeds();

    assert_eq!(list.held(&mut stage, "alice"), 12_347);
    assert_eq!(list.vault(&mut stage, 0), 0);
    assert_eq!(list.page(&mut stage, 0).claimed, list.args.sum);
}

#[test]
fn a_share_that_rounds_to_nothing_is_not_used_up() {
    let list = List::of(&[("alice", 1), ("bob", 10_000)]).with_steps(&[9_999, 10_000]);
    let mut stage = list.open();

    list.claim(&mut stage, 0).fails_with(DistributorError::NotUnlocked);
    assert!(list.bits(&mut stage, 0).iter().all(|byte| *byte == 0));
    list.claim(&mut stage, 1).succeeds();
    assert_eq!(list.held(&mut stage, "bob"), 9_999);

    stage.warp(STARTS + DAY);
    list.claim(&mut stage, 0).succeeds();
    list.claim(&mut stage, 1).succeeds();
    assert_eq!((list.held(&mut stage, "alice"), list.held(&mut stage, "bob")), (1, 10_000));
}

#[test]
fn pays_until_the_last_second() {
    let list = List::of(&[("alice", 600), ("bob", 400)]).with_steps(&[5_000, 10_000]);
    let open = |list: &List| -> Stage {
        let mut stage = list.open();
        list.claim(&mut stage, 0).succeeds();
        stage.run(&[list.open_account(&address("bob"))], &[]);
        stage
    };

    let mut stage = open(&list);
    stage.warp(ENDS - 1);
    list.claim(&mut stage, 0).succeeds();
    list.claim_many(&mut stage, &[1]).succeeds();
    assert_eq!(list.vault(&mut stage, 0), 0);

    let mut stage = open(&list);
    for now in [ENDS, ENDS + 1, i64::MAX] {
        stage.warp(now);
        list.claim(&mut stage, 0).fails_with(DistributorError::Ended);
        list.claim_only(&mut stage, 1).fails_with(DistributorError::Ended);
        list.claim_many(&mut stage, &[0, 1]).fails_with(DistributorError::Ended);
    }
}

#[test]
fn attack_72_a_clock_that_runs_backwards_pays_nothing_twice() {
    let list = List::of(&[("alice", 600), ("bob", 400)]).with_steps(&[5_000, 10_000]);
    let mut stage = list.open();
    stage.warp(STARTS + DAY);
    list.claim(&mut stage, 0).succeeds();

    stage.warp(STARTS);
    list.claim(&mut stage, 0).fails_with(DistributorError::AlreadyClaimed);
    stage.warp(STARTS - 1);
    list.claim(&mut stage, 0).fails_with(DistributorError::NotUnlocked);
    stage.warp(STARTS + DAY);
    list.claim(&mut stage, 0).fails_with(DistributorError::AlreadyClaimed);

    assert_eq!(list.held(&mut stage, "alice"), 600);
}
