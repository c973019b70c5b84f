//! launch
//! ├── undisturbed ................... a sealed launch, and a journal that only its owner can read
//! ├── killed before or after any send, and started again ... ends as the undisturbed one did
//! ├── killed at every send of one launch ................... likewise
//! ├── run again when it is sealed ... sends nothing
//! ├── with a file that was changed .. refuses to go on
//! ├── with too little SOL ........... refuses before anything is sent
//! └── --dry-run, --sign-only ........ send nothing

use groundswell_cluster::{
    Chain, Embedded, Interrupted, interrupted::Fault, send::Mode, view::LaunchView,
};
use groundswell_math::phase::Phase;
use groundswell_sdk::{Address, pda::LaunchAddresses};
use solana_account::Account;
use solana_signer::Signer;

use super::given::{Given, SOL, creator, desk, mint};
use crate::{args, commands::launch::launch};

const SUPPLY: u64 = 1_000_000_000_000_000;
const SYSVARS: Address = Address::from_str_const("Sysvar1111111111111111111111111111111111111");

fn run(given: &Given, chain: &dyn Chain) -> anyhow::Result<()> {
    launch(&desk(chain, creator(), Mode::Send), &given.plan(), &given.args())
}

/// Everything but the ledger's own books: the creator, and whatever a program made.
fn state(ledger: &Embedded) -> Vec<(Address, Account)> {
    let of_programs = |account: &Account| {
        ![SYSVARS, Address::default()].contains(&account.owner) && !account.executable
    };
    let all = ledger.everything().into_iter();
    all.filter(|(at, account)| *at == creator().pubkey() || of_programs(account)).collect()
}

/// The ledger after an undisturbed launch, and how many transactions that takes.
fn undisturbed() -> (Vec<(Address, Account)>, usize) {
    let given = Given::new();
    let ledger = given.ledger();
    let counted = Interrupted::new(&ledger, usize::MAX, Fault::Dropped);
    run(&given, &counted).unwrap();
    (state(&ledger), counted.sends())
}

#[test]
fn an_undisturbed_launch_is_sealed() {
    let given = Given::new();
    let ledger = given.ledger();

    run(&given, &ledger).unwrap();

    let at = LaunchAddresses::of(&creator().pubkey(), 0);
    let view = LaunchView::read(&ledger, &at.launch).unwrap();
    assert!(view.phase() == Phase::Sealed);
    assert_eq!(view.launch.value.tranches().len(), 8);
    let base = view.base_mint.unwrap();
    assert_eq!((base.at, base.value.supply), (mint().pubkey(), SUPPLY));
    assert_eq!((base.value.authority, base.value.freeze_authority), (None, None));
    let vault = view.base_vault.unwrap();
    assert_eq!((vault.at, vault.value), (at.base_vault, SUPPLY));
    assert_eq!(view.lists.len(), 1);
    assert_eq!(view.lists[0].list.value.sum, 100_000_000_000_000);
    let totals: Vec<_> = view.plans.iter().map(|plan| plan.plan.value.total / 1_000_000).collect();
    assert_eq!(totals, [80_000_000, 30_000_000, 80_000_000, 120_000_000]);
    assert!(view.stream.is_some() && view.governor.is_some() && view.mandate.is_some());
    let metadata = ledger.get(&mint().pubkey()).unwrap().data;
    let holds = |text: &[u8]| metadata.windows(text.len()).any(|part| part == text);
    assert!(holds(b"Harbor") && holds(b"HRBR") && holds(b"https://example.com/h.json"));
}

#[test]
fn killed_at_any_send_and_started_again_it_ends_the_same() {
    let (expected, sends) = undisturbed();
    assert_eq!(sends, 21, "mint, list, vault, page, governor, six accounts, ten of the charter");
    for at in 0..sends {
        for fault in [Fault::KilledBefore, Fault::KilledAfter] {
            let given = Given::new();
            let ledger = given.ledger();
            let killed = Interrupted::new(&ledger, at, fault);
            assert!(run(&given, &killed).is_err() && killed.is_dead());

            let again = Interrupted::new(&ledger, usize::MAX, Fault::Dropped);
            run(&given, &again).unwrap();

            let done = at + usize::from(fault == Fault::KilledAfter);
            assert_eq!(again.sends(), sends - done, "{fault:?} {at}: nothing is sent twice");
            // Also to the last lamport of the creator: every step was paid for once.
            assert!(state(&ledger) == expected, "{fault:?} {at}");
        }
    }
}

#[test]
fn killed_at_every_send_it_still_ends_the_same() {
    let (expected, sends) = undisturbed();
    let given = Given::new();
    let ledger = given.ledger();

    for _ in 0..sends {
        let killed = Interrupted::new(&ledger, 0, Fault::KilledAfter);
        assert!(run(&given, &killed).is_err());
        assert_eq!(killed.sends(), 1);
    }
    run(&given, &ledger).unwrap();

    assert!(state(&ledger) == expected);
}

#[test]
fn a_sealed_launch_is_left_alone() {
    let given = Given::new();
    let ledger = given.ledger();
    run(&given, &ledger).unwrap();
    let before = state(&ledger);

    let again = Interrupted::new(&ledger, usize::MAX, Fault::Dropped);
    run(&given, &again).unwrap();

    assert_eq!(again.sends(), 0);
    assert!(state(&ledger) == before);
}

#[cfg(unix)]
#[test]
fn only_the_owner_can_read_the_journal() {
    use std::os::unix::fs::PermissionsExt;
    let given = Given::new();
    let ledger = given.ledger();
    // The key is saved before the first transaction leaves.
    assert!(run(&given, &Interrupted::new(&ledger, 0, Fault::KilledBefore)).is_err());

    let mode = std::fs::metadata(given.journal()).unwrap().permissions().mode();

    assert_eq!(mode & 0o777, 0o600);
}

#[test]
fn a_file_that_was_changed_is_refused() {
    let given = Given::new();
    let ledger = given.ledger();
    assert!(run(&given, &Interrupted::new(&ledger, 3, Fault::KilledAfter)).is_err());
    let text = std::fs::read_to_string(given.path("launch.toml")).unwrap();
    given.write("launch.toml", &text.replace("min_raise = 1_200_000", "min_raise = 1_100_000"));
    let before = state(&ledger);

    let said = format!("{:#}", run(&given, &ledger).unwrap_err());

    assert!(said.contains("is of another launch"), "{said}");
    assert!(said.contains("change it back"), "{said}");
    assert!(state(&ledger) == before);
}

#[test]
fn another_creator_is_refused() {
    let given = Given::new();
    let ledger = given.ledger();
    assert!(run(&given, &Interrupted::new(&ledger, 0, Fault::KilledBefore)).is_err());

    let other = desk(&ledger, super::given::key(77), Mode::Send);
    let said = launch(&other, &given.plan(), &given.args()).unwrap_err().to_string();

    assert!(said.contains("is of another creator"), "{said}");
}

#[test]
fn what_cannot_be_paid_to_the_end_is_not_begun() {
    let given = Given::new();
    let ledger = given.ledger();
    ledger.endow(&creator().pubkey(), SOL / 100).unwrap();
    let chain = Interrupted::new(&ledger, usize::MAX, Fault::Dropped);

    let said = run(&given, &chain).unwrap_err().to_string();

    assert!(said.starts_with("the remaining steps cost 0."), "{said}");
    assert!(said.contains(" has 0.01 SOL: send it at least 0."), "{said}");
    assert_eq!(chain.sends(), 0);
}

#[test]
fn without_a_quote_mint_or_a_list_it_says_what_is_missing() {
    let given = Given::new();
    let ledger = given.ledger();
    let text = std::fs::read_to_string(given.path("launch.toml")).unwrap();
    for (line, words) in [
        ("list = \"airdrop.csv\"\n", "names no list, expected `list = \"airdrop.csv\"`"),
        ("grants = \"kols.csv\"\n", "names no grants, expected `grants = \"grants.csv\"`"),
        ("mint = ", "[quote] has no `mint`, expected the address of the token"),
    ] {
        let kept: String = match line {
            "mint = " => text
                .lines()
                .filter(|it| !it.starts_with(line))
                .map(|it| format!("{it}\n"))
                .collect(),
            _ => text.replace(line, ""),
        };
        given.write("launch.toml", &kept);
        let said = run(&given, &ledger).unwrap_err().to_string();
        assert!(said.contains(words), "{said}");
    }
}

#[test]
fn a_dry_run_and_an_unsigned_one_send_nothing() {
    let given = Given::new();
    let ledger = given.ledger();
    let before = state(&ledger);
    for mode in [Mode::DryRun, Mode::SignOnly] {
        let args = args::Launch { ..given.args() };
        launch(&desk(&ledger, creator(), mode), &given.plan(), &args).unwrap();
    }
    assert!(state(&ledger) == before);
}
