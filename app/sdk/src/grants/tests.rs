//! grants
//! ├── columns ........ by name, in any order and case; a list's CSV is one of grants too
//! ├── rows ........... become the list's dataset; the price and the disclosure are the plan's
//! ├── what is none ... the line, what was found, what to do
//! ├── wallet bounds .. both sides of each kind's
//! └── plan.json ...... reads back; says what cannot be

use groundswell_math::window::Step;
use sha2::{Digest, Sha256};
use solana_address::Address;

use super::*;
use crate::list::{List, Part};

/// A wallet that is the same on every run.
fn wallet(number: u32) -> Address {
    Address::new_from_array(Sha256::digest(number.to_le_bytes()).into())
}

/// Reads a CSV in which A, B and C stand for wallets.
fn read_with(csv: &str, reading: Reading) -> Result<Grants, GrantsError> {
    let named = ["A", "B", "C"].iter().zip(0..).fold(csv.to_owned(), |csv, (name, number)| {
        csv.replace(&format!("<{name}>"), &wallet(number).to_string())
    });
    Grants::read(named.as_bytes(), reading)
}

fn read(csv: &str) -> Result<Grants, GrantsError> {
    read_with(csv, Reading::default())
}

fn message(error: GrantsError) -> String {
    error.to_string().replace(&wallet(0).to_string(), "<A>")
}

#[test]
fn columns_are_found_by_name() {
    let plain = read("recipient,amount,price,disclosure\n<A>,5,700,yes\n<B>,6,700,yes\n").unwrap();
    assert_eq!(plain.dataset().entries(), [(wallet(0).to_bytes(), 5), (wallet(1).to_bytes(), 6)]);
    assert_eq!((plain.largest(), plain.price(), plain.needs_disclosure()), (6, 700, true));
    for csv in [
        "disclosure,price,amount,recipient\nyes,700,5,<A>\nYES,7_00,6,<B>\n",
        "\u{feff}Recipient , Amount,PRICE,Disclosure\r\n\r\n# who\r\n <A>, 5,700,yes\r\n\"<B>\",6,700,Yes",
        "address,amount,price,disclosure\n<A>,5,700,yes\n<B>,6,+700,yes\n",
    ] {
        assert_eq!(read(csv).unwrap(), plain, "{csv:?}");
    }
}

#[test]
fn what_is_left_out_is_a_gift_without_disclosure() {
    let bare = read("recipient,amount\n<A>,5\n").unwrap();
    assert_eq!((bare.price(), bare.needs_disclosure()), (0, false));
    for csv in [
        "recipient,amount,price,disclosure\n<A>,5,,\n",
        "recipient,amount,price,disclosure\n<A>,5,0,no\n",
        "recipient,amount,price\n<A>,5,0.0\n",
    ] {
        let reading = Reading { quote_decimals: 6, ..Reading::default() };
        assert_eq!(read_with(csv, reading).unwrap(), bare, "{csv:?}");
    }
}

#[test]
fn amounts_and_prices_are_base_units_or_whole_tokens() {
    let reading = Reading { decimals: 3, quote_decimals: 2, bound: None };
    let tokens = read_with("recipient,amount,price\n<A>,1.5,2_000.25\n", reading).unwrap();
    assert_eq!((tokens.largest(), tokens.price()), (1_500, 200_025));
    assert_eq!(tokens, read("recipient,amount,price\n<A>,1500,200025\n").unwrap());
}

#[test]
fn a_canonical_csv_makes_the_same_list() {
    let grants = read("recipient,amount\n<A>,5\n<B>,6\n<C>,1\n").unwrap();
    let list = List::new(wallet(9), grants.dataset().clone()).unwrap();
    let mut csv = Vec::new();
    Part::Csv.write(&list, &mut csv).unwrap();
    assert_eq!(Grants::read(csv.as_slice(), Reading::default()).unwrap(), grants);
}

#[test]
fn what_is_no_list_of_grants_is_refused_with_what_to_do() {
    let header = "expected a header with the columns `recipient` and `amount`, and `price` and \
                  `disclosure` if wanted";
    let max = u64::MAX;
    for (csv, expected) in [
        (String::new(), format!("line 1: the file is empty, {header}")),
        ("\n# nothing\n".to_owned(), format!("line 1: the file is empty, {header}")),
        (
            "\nrecipient,amount,prices\n<A>,5,6\n".to_owned(),
            format!("line 2: the header names `prices`, {header}"),
        ),
        ("recipient\n<A>\n".to_owned(), format!("line 1: the header lacks `amount`, {header}")),
        ("amount\n5\n".to_owned(), format!("line 1: the header lacks `recipient`, {header}")),
        (
            "recipient,amount,address\n<A>,5,<A>\n".to_owned(),
            "line 1: the header names `recipient` twice: leave one out".to_owned(),
        ),
        (
            "#\nrecipient,amount\n\n".to_owned(),
            "line 2: nothing below the header, expected at least one line: a recipient and an \
             amount"
                .to_owned(),
        ),
        (
            "recipient,amount\n<A>,5,6\n".to_owned(),
            "line 2: found 3 columns, expected 2 as in the header".to_owned(),
        ),
        (
            "recipient,amount,price\n<A>\n".to_owned(),
            "line 2: found 1 column, expected 3 as in the header".to_owned(),
        ),
        (
            "recipient,amount\n\"<A>,5\n".to_owned(),
            "line 2: a quote is opened and never closed, expected `\"` in pairs or none".to_owned(),
        ),
        (
            format!("recipient,amount\n{}\n", "5".repeat(70_000)),
            "line 2: the line has more than 65536 bytes, expected one row per line".to_owned(),
        ),
        (
            "recipient,amount\n<A>,5\nalice,5\n".to_owned(),
            "line 3: `recipient` is \"alice\", expected a Solana address (32 bytes in base58)"
                .to_owned(),
        ),
        (
            "recipient,amount\n<A>,0\n".to_owned(),
            "line 2: `amount` is \"0\", expected a number above zero: leave the line out if there \
             is nothing to claim"
                .to_owned(),
        ),
        (
            "recipient,amount\n<A>,1.5\n".to_owned(),
            "line 2: `amount` is \"1.5\", expected base units, which have no decimals: to read \
             whole tokens, say how many decimals the token has"
                .to_owned(),
        ),
        (
            "recipient,amount,price\n<A>,5,1.5\n".to_owned(),
            "line 2: `price` is \"1.5\", expected base units of the quote token, which have no \
             decimals: to read whole quote tokens, say how many decimals that token has"
                .to_owned(),
        ),
        (
            "recipient,amount,price\n<A>,5,-1\n".to_owned(),
            "line 2: `price` is \"-1\", expected a number that is not negative".to_owned(),
        ),
        (
            "recipient,amount,price\n<A>,5,cheap\n".to_owned(),
            "line 2: `price` is \"cheap\", expected a plain number such as 1500 or 1_500"
                .to_owned(),
        ),
        (
            "recipient,amount,disclosure\n<A>,5,maybe\n".to_owned(),
            "line 2: `disclosure` is \"maybe\", expected yes, no or nothing".to_owned(),
        ),
        (
            "recipient,amount\n<A>,5\n\n<B>,6\n<A>,7\n".to_owned(),
            "line 5: <A> stands on line 2 already: a wallet has one grant of a plan, so write one \
             line with the sum"
                .to_owned(),
        ),
        (
            "recipient,amount,price\n# low\n<A>,5,700\n<B>,6,700\n<C>,6,800\n".to_owned(),
            "line 5: `price` is 800 and on line 3 700, in quote base units: a plan has one price, \
             so split them into tranches, with a plan for each"
                .to_owned(),
        ),
        (
            "recipient,amount,disclosure\n<A>,5,\n<B>,6,yes\n".to_owned(),
            "line 3: `disclosure` is yes and on line 2 no: a plan asks it of all or of none, so \
             split them into tranches, with a plan for each"
                .to_owned(),
        ),
        (
            format!("recipient,amount\n<A>,{max}\n<B>,1\n"),
            format!(
                "line 3: `amount` brings the sum of all above {max}, the most that 64 bits hold"
            ),
        ),
    ] {
        assert_eq!(message(read(&csv).unwrap_err()), expected, "{csv:?}");
    }
    let error = Grants::read(&b"recipient,amount\n\xff,1\n"[..], Reading::default()).unwrap_err();
    assert_eq!(message(error), "line 2: expected UTF-8 text: save the file as CSV in UTF-8");
}

#[test]
fn one_wallet_gets_no_more_than_its_kind_allows() {
    // The supply's share is rounded down: 10,000.99 and 50,004.95.
    for (kind, most, words) in [(Kind::Kol, 10_000, "1 %"), (Kind::Vc, 50_004, "5 %")] {
        let bound = WalletBound::of(kind, 1_000_099);
        assert_eq!(bound.map(|bound| bound.most), Some(most));
        let reading = Reading { bound, ..Reading::default() };
        let grant = |amount: u64| read_with(&format!("recipient,amount\n<A>,{amount}\n"), reading);
        assert_eq!(grant(most).unwrap().largest(), most);
        assert_eq!(
            message(grant(most + 1).unwrap_err()),
            format!(
                "line 2: `amount` is {} base units, above the {words} of supply that one wallet \
                 of this kind may get ({most}): lower it",
                most + 1
            )
        );
    }
    for kind in [Kind::Team, Kind::Treasury] {
        assert_eq!(WalletBound::of(kind, 1_000_000), None);
    }
    assert_eq!(WalletBound::of(Kind::Kol, u64::MAX).unwrap().most, u64::MAX / 100);
}

/// The facts of a plan of two grants.
fn facts(schedule: PlanSchedule) -> (PlanFacts, List) {
    let grants = read("recipient,amount,price,disclosure\n<A>,5,700,yes\n<B>,6,700,yes\n").unwrap();
    let plan = PlanOf {
        mint: wallet(10),
        grantor: wallet(11),
        id: u64::MAX,
        kind: Kind::Vc,
        schedule,
        decimals: 6,
    };
    let list = List::new(plan.address(), grants.dataset().clone()).unwrap();
    (PlanFacts::of(&plan, &grants, list.facts().root), list)
}

#[test]
fn plan_json_reads_back() {
    let step = |unlocks_at, share_bps| Step { unlocks_at, share_bps };
    for schedule in [
        PlanSchedule::lock(180, 360),
        PlanSchedule::Steps(vec![step(90, 2_500), step(180, 10_000)]),
    ] {
        let (facts, list) = facts(schedule);
        let mut json = Vec::new();
        facts.write(&mut json).unwrap();
        assert_eq!(PlanFacts::from_json(&json).unwrap(), facts);
        assert_eq!(facts.fault(), None);
        assert!(facts.is_of(&list.facts()));
        let text = String::from_utf8(json).unwrap();
        for part in ["\"kind\": \"vc\"", "\"id\": \"18446744073709551615\"", "\"total\": \"11\""] {
            assert!(text.contains(part), "{part}\n{text}");
        }
        for (from, to) in [("\"vc\"", "\"community-sale\""), ("\"total\"", "\"sum\"")] {
            assert!(PlanFacts::from_json(text.replace(from, to).as_bytes()).is_err(), "{to}");
        }
    }
    let lock = PlanSchedule::lock(180, 360);
    assert_eq!(lock, PlanSchedule::Linear { start: 180, cliff: 180, end: 540 });
}

#[test]
fn plan_json_that_cannot_be_is_found_out() {
    let (good, list) = facts(PlanSchedule::lock(180, 360));
    let other = wallet(12);
    let bad = |change: fn(&mut PlanFacts)| {
        let mut facts = good.clone();
        change(&mut facts);
        facts.fault()
    };
    let address = Some("`plan` is not the address of this mint, grantor and id");
    assert_eq!(bad(|facts| facts.id = 1), address);
    assert_eq!(bad(|facts| facts.plan = facts.vault), address);
    assert_eq!(bad(|facts| facts.vault = facts.plan), Some("`vault` is not the vault of the plan"));
    let largest = Some("`largest` is not between 1 and `total`");
    assert_eq!(bad(|facts| facts.largest = 0), largest);
    assert_eq!(bad(|facts| facts.largest = facts.total + 1), largest);
    let schedule = Some("`schedule` is one that the program refuses");
    assert_eq!(bad(|facts| facts.schedule = PlanSchedule::lock(180, 0)), schedule);
    assert_eq!(bad(|facts| facts.schedule = PlanSchedule::Steps(vec![])), schedule);

    let facts = list.facts();
    for other in [
        crate::list::Facts { distributor: other, ..facts },
        crate::list::Facts { root: [1; 32], ..facts },
        crate::list::Facts { sum: 12, ..facts },
        crate::list::Facts { count: 3, ..facts },
        crate::list::Facts { dataset_sha256: [1; 32], ..facts },
    ] {
        assert!(!good.is_of(&other), "{other:?}");
    }
}
