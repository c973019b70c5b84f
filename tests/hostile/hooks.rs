//! Re-entry through a transfer hook of Token-2022
//! ├── a mint with a hook ................ is taken nowhere: see creation.rs and later.rs
//! ├── a token program of the attacker's . is called from nowhere: refused in every slot
//! └── a transfer of the attacker's own token, whose hook calls ours
//!     ├── with the sender's signature ... the runtime has taken it away
//!     ├── a call that moves Token-2022 .. ReentrancyNotAllowed
//!     └── a call that anyone may make ... does what it does for anyone, once

use groundswell_sdk::pda;
use groundswell_tests::{
    List, Stage,
    hostile::{Script, program},
    ledger::Ledger,
    stage::{address, key},
    tokens,
    verdict::changed,
};
use hostile::script::EXECUTE;
use solana_account::Account;
use solana_address::Address;
use solana_instruction::{AccountMeta, Instruction, error::InstructionError};
use spl_token_2022_interface::{extension::ExtensionType, instruction as token_2022};

use crate::{calls::only, made};

const HOOKED: &str = "hooked mint";

/// Mallory's token, whose every transfer calls the attacker's program. She has some.
fn make_hooked(stage: &mut Stage) {
    stage.invite();
    stage.endow("mallory");
    let (mint, mallory) = (address(HOOKED), address("mallory"));
    stage.run(&made::mint(ExtensionType::TransferHook, &mint, &mallory), &[HOOKED]);
    for holder in ["mallory", "bob"] {
        stage.mint_to(HOOKED, &tokens::TOKEN_2022, "mallory", holder, 10);
    }
}

/// Mallory sends bob a token; the hook makes these calls.
fn transfer(stage: &mut Stage, calls: &[Instruction]) -> Instruction {
    let (mint, mallory) = (address(HOOKED), address("mallory"));
    let [from, to] = [mallory, address("bob")]
        .map(|wallet| pda::associated(&wallet, &mint, &tokens::TOKEN_2022).0);
    let extras =
        Address::find_program_address(&[b"extra-account-metas", mint.as_ref()], &program()).0;
    let first = [from, mint, to, mallory, extras];
    let known = first.map(|at| AccountMeta::new_readonly(at, false)).to_vec();
    let script = calls.iter().fold(Script::behind(known), Script::then);
    let mut more = script.accounts()[first.len()..].to_vec();
    more.push(AccountMeta::new_readonly(address("script"), false));
    more.iter_mut().for_each(|meta| meta.is_signer = false);

    let account = |data: Vec<u8>| Account {
        lamports: 100_000_000,
        data,
        owner: program(),
        ..Account::default()
    };
    stage.ledger.set_account(address("script"), account(script.bytes().to_vec()));
    // What Token-2022 reads: a type, a length, a count, and each account with its flags.
    let listed = more.iter().flat_map(|meta| {
        [&[0][..], meta.pubkey.as_ref(), &[0, u8::from(meta.is_writable)]].concat()
    });
    let listed: Vec<u8> = listed.collect();
    let count = u32::try_from(more.len()).unwrap().to_le_bytes();
    let length = u32::try_from(listed.len() + count.len()).unwrap().to_le_bytes();
    let data = [&EXECUTE[..], &length, &count, &listed].concat();
    stage.ledger.set_account(extras, account(data));

    let program = &tokens::TOKEN_2022;
    let send = token_2022::transfer_checked(program, &from, &mint, &to, &mallory, &[], 1, 6);
    let mut send = send.unwrap();
    send.accounts.extend(more);
    send.accounts.push(AccountMeta::new_readonly(extras, false));
    send.accounts.push(AccountMeta::new_readonly(self::program(), false));
    send
}

/// Sends the transfer; if it is refused, nothing has changed.
fn hook(stage: &mut Stage, calls: &[Instruction]) -> Result<(), InstructionError> {
    let send = transfer(stage, calls);
    let keys = ["payer", "mallory"].map(key);
    let look = |stage: &Stage| match &stage.ledger {
        Ledger::Lite(svm) => svm.clone(),
        Ledger::Bank(..) => panic!("the attacker is on LiteSVM"),
    };
    let before = look(stage);
    let result = stage.ledger.send(&[send], &[&keys[0], &keys[1]]).result;
    if result.is_err() {
        assert!(changed(&before, &look(stage), &address("payer")).is_empty());
    }
    result
}

/// An open list of that program's, whose accounts to pay exist.
fn open(list: &List) -> Stage {
    let mut stage = list.open_lite();
    make_hooked(&mut stage);
    stage.run(&[list.open_account(&address("alice"))], &[]);
    stage
}

fn claim(list: &List) -> Instruction {
    let (wallet, amount) = list.entries[0];
    list.keys.claim(&wallet, 0, amount, &list.proof(0))
}

fn entries() -> List {
    List::of(&[("alice", 600), ("bob", 400)])
}

#[test]
fn attack_84_a_hook_does_for_others_what_anyone_may_do_and_only_once() {
    let list = entries();
    let stage = &mut open(&list);

    assert_eq!(hook(stage, &[claim(&list), claim(&list)]), Err(already_claimed()));
    assert_eq!(list.held(stage, "alice"), 0);
    assert_eq!(hook(stage, &[claim(&list)]), Ok(()));
    assert_eq!((list.held(stage, "alice"), list.vault(stage, 0)), (600, 400));
}

fn already_claimed() -> InstructionError {
    groundswell_tests::Refusal::error(groundswell_tests::DistributorError::AlreadyClaimed)
}

#[test]
fn attack_19_a_hook_cannot_have_us_call_the_token_program_that_called_it() {
    let list = entries().token_2022();
    let stage = &mut open(&list);

    assert_eq!(hook(stage, &[claim(&list)]), Err(InstructionError::ReentrancyNotAllowed));
    assert_eq!((list.held(stage, "alice"), list.vault(stage, 0)), (0, 1_000));

    // The same call from outside of a transfer.
    stage.hostile(Script::of(&[claim(&list)]), &[]).succeeds();
    assert_eq!(list.held(stage, "alice"), 600);
}

#[test]
fn attack_84_a_hook_has_no_signature_of_who_sends() {
    let list = entries();
    let stage = &mut list.lite();
    make_hooked(stage);
    list.make(stage);
    let mint = list.keys.mint;
    let from = list.keys.account_of(&address("mallory")).0;
    stage.mint_to("mint", &tokens::TOKEN, "creator", "mallory", 1_000);
    let fund = list.keys.fund(address("mallory"), from, 0);

    assert_eq!(
        hook(stage, std::slice::from_ref(&fund)),
        Err(InstructionError::PrivilegeEscalation)
    );
    assert_eq!(stage.balance(&from), 1_000);

    stage.call(fund, "Fund", &["mallory"]).succeeds();
    assert_eq!((stage.balance(&from), stage.supply(&mint)), (0, 3_000));
}

#[test]
fn attack_16_attack_19_the_attackers_program_is_no_token_program() {
    assert_eq!(only("token program"), ["ConstraintAddress", "IncorrectProgramId"]);
}
