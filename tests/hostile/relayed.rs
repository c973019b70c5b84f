//! Every call, sent by a program of the attacker's
//! ├── with everything it needs ................. ends as if it was sent directly
//! ├── together with its twin ................... ends as one after the other
//! ├── without a signature ...................... refused by the runtime
//! ├── with one that is not passed on ........... refused by the program
//! ├── signed by the program for itself ......... pays rent or takes a grant, and is nobody else
//! ├── with what may not be written ............. refused by the runtime
//! ├── with one account in two places ........... ends as if it was sent directly
//! ├── twice in one instruction ................. refused, but for what may be done twice
//! ├── again, with lamports for what it closed .. refused: nothing comes back to life
//! └── from as deep as the runtime goes ......... what calls another program is refused

use groundswell_tests::{
    hostile::{Script, actor, program},
    tokens::{TOKEN, TOKEN_2022},
};
use solana_address::Address;
use solana_instruction::{AccountMeta, Instruction};
use std::collections::BTreeSet;

use crate::{
    calls::{Case, expected, only, outcomes, word},
    control::Control,
    lists::{ALIASED, DEEPEST, INSTEAD, TWICE},
};

/// So many programs may call one another.
const DEPTH: usize = 5;

/// All of it with one call.
pub fn cases(control: &Control) -> Vec<Case> {
    let mut cases = vec![alike(control, "relayed", "", &control.call), both(control)];
    for at in addresses(control, |meta| meta.is_signer) {
        cases.push(unsigned(control, &at));
        cases.push(held_back(control, &at));
        cases.push(instead(control, &at));
    }
    let writes = addresses(control, |meta| meta.is_writable);
    cases.extend(writes.iter().map(|at| read_only(control, at)));
    cases.extend(aliases(control));
    let twice = script(&control.call).then(&control.call);
    cases.push(control.case("twice", "", word(control.sent(&control.outer(&twice)))));
    cases.extend(revived(control));
    cases.extend(deep(control));
    cases.extend(token_programs(control));
    cases
}

fn script(call: &Instruction) -> Script {
    Script::of(std::slice::from_ref(call))
}

fn addresses(control: &Control, which: impl Fn(&AccountMeta) -> bool) -> BTreeSet<Address> {
    let metas = control.call.accounts.iter().filter(|meta| which(meta));
    metas.map(|meta| meta.pubkey).collect()
}

fn slot(control: &Control, address: &Address) -> String {
    let at = control.call.accounts.iter().position(|meta| meta.pubkey == *address);
    format!(" / {}", control.slots[at.unwrap()])
}

/// Whether a call ends the same, relayed and sent directly.
fn alike(control: &Control, attack: &'static str, rest: &str, call: &Instruction) -> Case {
    let direct = control.sent(call);
    let relayed = control.sent(&control.outer(&script(call)));
    let outcome = match (direct, relayed) {
        (Ok(one), Ok(other)) if control.changed(&one, &other).is_empty() => "ends alike".to_owned(),
        (Err(one), Err(other)) if one == other => "refused alike".to_owned(),
        (one, other) => format!("{}, relayed {}", word(one), word(other)),
    };
    control.case(attack, rest, outcome)
}

/// The call and its twin in one instruction, and one after the other.
fn both(control: &Control) -> Case {
    let one = control.sent(&control.call).unwrap();
    let apart = control.sent_to(&one, &control.twin).unwrap();
    let together = control.sent(&control.outer(&script(&control.call).then(&control.twin)));
    let outcome = match together {
        Ok(together) if control.changed(&apart, &together).is_empty() => "ends alike".to_owned(),
        together => word(together),
    };
    control.case("with its twin", "", outcome)
}

fn unsigned(control: &Control, at: &Address) -> Case {
    let mut signing = addresses(control, |meta| meta.is_signer);
    signing.remove(at);
    let signing: Vec<Address> = signing.into_iter().collect();
    let outcome = word(control.sent(&script(&control.call).signed_by(&signing)));
    control.case("unsigned", &slot(control, at), outcome)
}

fn held_back(control: &Control, at: &Address) -> Case {
    let mut call = control.call.clone();
    let theirs = call.accounts.iter_mut().filter(|meta| meta.pubkey == *at);
    theirs.for_each(|meta| meta.is_signer = false);
    let outcome = word(control.sent(&control.outer(&script(&call))));
    control.case("held back", &slot(control, at), outcome)
}

/// The attacker's own address signs where somebody else should.
fn instead(control: &Control, at: &Address) -> Case {
    let mut call = control.call.clone();
    let theirs = call.accounts.iter_mut().filter(|meta| meta.is_signer && meta.pubkey == *at);
    theirs.for_each(|meta| meta.pubkey = actor().0);
    let outcome = word(control.sent(&control.outer(&script(&call))));
    control.case("signed by the program", &slot(control, at), outcome)
}

fn read_only(control: &Control, at: &Address) -> Case {
    let mut outer = control.outer(&script(&control.call));
    let theirs = outer.accounts.iter_mut().filter(|meta| meta.pubkey == *at);
    theirs.for_each(|meta| meta.is_writable = false);
    control.case("read only", &slot(control, at), word(control.sent(&outer)))
}

/// What is written in one slot, in every other one as well.
fn aliases(control: &Control) -> Vec<Case> {
    let metas = &control.call.accounts;
    let mut cases = vec![];
    for (from, one) in metas.iter().enumerate().filter(|(_, meta)| meta.is_writable) {
        let others = metas.iter().enumerate().filter(|(_, meta)| meta.pubkey != one.pubkey);
        for (to, _) in others {
            let mut call = control.call.clone();
            call.accounts[to].pubkey = one.pubkey;
            // Who has no key cannot sign: the slot is named, and nothing more.
            call.accounts[to].is_signer &= one.is_signer;
            let rest = format!(" / {} as {}", control.slots[from], control.slots[to]);
            cases.push(alike(control, "aliased", &rest, &call));
        }
    }
    cases
}

/// The call, lamports for whatever it closed, and the call again: at once, and later.
fn revived(control: &Control) -> Vec<Case> {
    let gifts = control.gifts(&control.sent(&control.call).unwrap());
    if gifts.is_empty() {
        return vec![];
    }
    let revived = gifts.iter().fold(script(&control.call), Script::then);
    let given = control.sent(&control.outer(&revived)).unwrap();
    for gift in &gifts {
        let account = given.get_account(&gift.accounts[1].pubkey).unwrap();
        assert!(account.data.is_empty() && account.owner == Address::default());
    }
    let again = control.sent(&control.outer(&revived.then(&control.call)));
    let later = control.sent_to(&given, &control.call);
    [again, later].map(|result| control.case("revived", "", word(result))).into()
}

fn deep(control: &Control) -> Vec<Case> {
    let nested = |programs: usize| {
        let script = (1..programs).fold(script(&control.call), |script, _| script.nested());
        word(control.sent(&control.outer(&script)))
    };
    vec![
        control.case("one to spare", "", nested(DEPTH - 2)),
        control.case("deepest", "", nested(DEPTH - 1)),
        control.case("too deep", "", nested(DEPTH)),
    ]
}

/// The attacker's program in every slot of a token program.
fn token_programs(control: &Control) -> Vec<Case> {
    let places = control.call.accounts.iter().enumerate();
    let places = places.filter(|(_, meta)| [TOKEN, TOKEN_2022].contains(&meta.pubkey));
    let posing = |(at, _): (usize, &AccountMeta)| {
        let mut call = control.call.clone();
        call.accounts[at].pubkey = program();
        let name = format!(" / {}", control.slots[at]);
        control.case("token program", &name, word(control.sent(&call)))
    };
    places.map(posing).collect()
}

#[test]
fn attack_17_what_a_program_relays_ends_as_if_it_was_sent_directly() {
    assert_eq!(only("relayed"), ["ends alike"]);
}

#[test]
fn attack_01_two_of_a_kind_in_one_instruction_do_not_mix() {
    assert_eq!(only("with its twin"), ["ends alike"]);
}

#[test]
fn attack_03_no_program_signs_for_who_did_not() {
    assert_eq!(only("unsigned"), ["hostile: PrivilegeEscalation"]);
}

#[test]
fn attack_03_a_signature_that_is_not_passed_on_does_not_count() {
    assert_eq!(only("held back"), ["MissingRequiredSignature"]);
}

#[test]
fn attack_27_a_program_that_signs_itself_pays_rent_or_takes_a_grant_and_is_nobody_else() {
    assert_eq!(outcomes("signed by the program"), expected(INSTEAD));
}

#[test]
fn attack_17_what_the_transaction_does_not_let_be_written_is_not() {
    assert_eq!(only("read only"), ["hostile: PrivilegeEscalation"]);
}

#[test]
fn attack_10_one_account_in_two_places_ends_as_if_it_was_sent_directly() {
    assert_eq!(only("aliased"), ["ends alike", "refused alike"]);
    assert_eq!(outcomes("aliased")["ends alike"], ALIASED);
}

#[test]
fn attack_57_twice_in_one_instruction_is_refused_where_it_would_pay_twice() {
    assert_eq!(outcomes("twice"), expected(TWICE));
}

#[test]
fn attack_23_lamports_in_the_same_instruction_revive_nothing() {
    let twice = expected(TWICE);
    let revived = outcomes("revived");

    assert!(!revived.contains_key("succeeds"));
    for (error, names) in &revived {
        let missing: Vec<_> = names.iter().filter(|name| !twice[error].contains(name)).collect();
        assert!(missing.is_empty(), "{error}: {missing:?}");
    }
}

#[test]
fn at_the_deepest_only_what_calls_no_other_program_succeeds() {
    assert_eq!(only("one to spare"), ["succeeds"]);
    assert_eq!(outcomes("deepest")["succeeds"], DEEPEST);
    assert_eq!(only("deepest"), ["CallDepth", "succeeds"]);
    assert_eq!(only("too deep"), ["hostile: CallDepth"]);
}
