//! buyback offer, buyback crank
//! ├── an offer ........... decodes; its accounts are the program's; least it pays in words: 0
//! ├── a price ............ off a tick, above the ceiling: refused with the nearest ones: 1
//! ├── outside a tender ... refused with the time, but for --force: 1
//! ├── steps .............. those of the moment, in their order; plans behind an opening
//! └── nothing due ........ before the settlement: 1

use groundswell_sdk::{
    Address, buyback_program,
    pda::{self, LaunchAddresses},
};
use serde_json::Value;
use sha2::{Digest, Sha256};

use super::{DAY, OPENS, keys};
use crate::{
    Desk,
    list::{CREATOR, MINT, wallet},
};

const TOKEN: &str = "TokenkegQfeZyiNwAJbNbGKPFXCWuBvf9Ss623VQ5DA";
const TOKEN_2022: &str = "TokenzQdBNbLqP5VEhdkAS6EPFLC1PHnBqCXEpPxuEb";

/// Bytes from base64, by the definition.
fn bytes(text: &Value) -> Vec<u8> {
    const DIGITS: &str = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let digits = text.as_str().unwrap().trim_end_matches('=').chars();
    let bits: String = digits.map(|digit| format!("{:06b}", DIGITS.find(digit).unwrap())).collect();
    let byte = |bits: &[u8]| u8::from_str_radix(std::str::from_utf8(bits).unwrap(), 2).unwrap();
    bits.as_bytes().chunks_exact(8).map(byte).collect()
}

/// What an Anchor program knows an instruction by.
fn discriminator(name: &str) -> [u8; 8] {
    *Sha256::digest(format!("global:{name}")).first_chunk().unwrap()
}

/// The accounts of an instruction: name, address, and whether it signs and is written to.
fn accounts(call: &Value) -> Vec<(String, String, &'static str)> {
    let account = |account: &Value| {
        let uses = match (&account["signer"], &account["writable"]) {
            (Value::Bool(true), Value::Bool(true)) => "signs, writes",
            (Value::Bool(true), _) => "signs",
            (_, Value::Bool(true)) => "writes",
            _ => "",
        };
        let text = |key: &str| account[key].as_str().unwrap().to_owned();
        (text("name"), text("address"), uses)
    };
    call["accounts"].as_array().unwrap().iter().map(account).collect()
}

fn expect(call: &Value, expected: &[(&str, &dyn ToString, &'static str)]) {
    let expected =
        expected.iter().map(|(name, at, uses)| ((*name).to_owned(), at.to_string(), *uses));
    assert_eq!(accounts(call), expected.collect::<Vec<_>>());
    assert_eq!(call["program"], buyback_program::ID.to_string());
}

fn mandate() -> (Address, Address, Address) {
    let [mint, creator]: [Address; 2] = [MINT, CREATOR].map(|address| address.parse().unwrap());
    (mint, creator, pda::mandate(&mint, &creator, 1))
}

fn offer(price: &str, more: &str) -> String {
    let owner = wallet(3);
    format!(
        "buyback offer level.toml --cycle 2 --price {price} --amount 25_000.5 --owner {owner} {} {more}",
        keys()
    )
}

#[test]
fn an_offer_is_the_instruction_and_what_it_means() {
    let desk = Desk::level();
    let at = OPENS + 61 * DAY;
    let answer = desk.says(&offer("65%", &format!("--at {at} --payer {}", wallet(9))));

    let (mint, _, mandate) = mandate();
    let (owner, payer) = (wallet(3), wallet(9));
    let tender = pda::tender(&mandate, 2);
    let token_2022: Address = TOKEN_2022.parse().unwrap();
    // 65 % is the 26th of prices that are 2.5 % apart.
    let offered = pda::offer(&tender, &owner, 25);
    let call = &answer["instructions"][0];
    expect(
        call,
        &[
            ("payer", &payer, "signs, writes"),
            ("owner", &owner, "signs"),
            ("mandate", &mandate, "writes"),
            ("tender", &tender, "writes"),
            ("offer", &offered, "writes"),
            ("base_mint", &mint, ""),
            ("owner_base", &pda::associated(&owner, &mint, &token_2022).0, "writes"),
            ("base_vault", &pda::mandate_base_vault(&mandate), "writes"),
            ("base_token_program", &TOKEN_2022, ""),
            ("system_program", &Address::default(), ""),
        ],
    );
    let data = bytes(&call["data"]);
    assert_eq!(data[..8], discriminator("make_offer"));
    assert_eq!(data[8..10], 6_500u16.to_le_bytes());
    assert_eq!(data[10..], 25_000_500_000u64.to_le_bytes());
    // 25,000.5 at 0.0052.
    assert_eq!(
        (&answer["pays_at_least"], &answer["is_sent"]),
        (&"130002600".into(), &false.into())
    );
    assert_eq!(answer["offer"], offered.to_string());

    let out = desk.run(&offer("65%", &format!("--at {at}"))).succeeds();
    for words in [
        "price  65 % of the sale's or more: at least 0.0052 USDC each",
        "pays   at least 130.0026 USDC if all of it is bought",
        "Until 2027-05-14T09:00:00Z it can be withdrawn, in parts too; then it stands until \
         2027-05-14T15:00:00Z.",
        "Nothing was sent: name a cluster with --url to send it.",
    ] {
        assert!(out.contains(words), "{words}\n{out}");
    }
    assert!(!out.contains("would refuse"), "{out}");

    let from = wallet(8);
    let answer = desk.says(&offer("2.5%", &format!("--at {at} --from {from}")));
    let call = &answer["instructions"][0];
    assert_eq!(accounts(call)[6], ("owner_base".to_owned(), from.to_string(), "writes"));
    assert_eq!(accounts(call)[0].1, owner.to_string(), "who offers pays, if nobody else does");
}

#[test]
fn a_price_off_the_ladder_is_refused_with_the_nearest_ones() {
    let desk = Desk::level();
    for (price, words) in [
        (
            "66%",
            "66 % is on no tick: the nearest prices are 65 % (0.0052 USDC each) and 67.5 % (0.0054 \
             USDC each)",
        ),
        ("1%", "1 % is on no tick: the nearest price is 2.5 % (0.0002 USDC each)"),
        ("0%", "0 % is on no tick: the nearest price is 2.5 % (0.0002 USDC each)"),
        (
            "72.5%",
            "72.5 % is above the ceiling of 70 %: the highest price is 70 % (0.0056 USDC each)",
        ),
    ] {
        // Nothing makes it right.
        let said = desk.run(&offer(price, "--force"));
        let expected =
            format!("refused: {words}\nNothing was sent: name a cluster with --url to send it.\n");
        assert_eq!((said.code, said.out, said.err), (1, expected, String::new()));
    }
    let said = desk.run(&offer("66%", "--json"));
    let answer: Value = serde_json::from_str(&said.out).unwrap();
    assert_eq!((said.code, answer["instructions"].as_array().unwrap().len()), (1, 0));
    desk.run(&offer("66", "")).shows_usage("expected a share such as 85% or 82.5%");
}

#[test]
fn outside_of_its_tender_an_offer_is_refused_but_for_force() {
    let desk = Desk::level();
    let opens = OPENS + 60 * DAY;
    for (at, words) in [
        (opens - 1, "the tender of cycle 2 opens on 2027-05-11T15:00:00Z"),
        (
            opens + 3 * DAY - 6 * 3_600,
            "the tender of cycle 2 has taken no offers since 2027-05-14T09:00:00Z",
        ),
        (opens + 3 * DAY, "the tender of cycle 2 closed on 2027-05-14T15:00:00Z"),
    ] {
        let said = desk.run(&offer("65%", &format!("--at {at}")));
        let refused = format!("refused: {words}; --force makes the instruction all the same\n");
        assert!(said.code == 1 && said.out.starts_with(&refused), "{}", said.out);
        let out = desk.run(&offer("65%", &format!("--at {at} --force"))).succeeds();
        assert!(out.contains(&format!("The program would refuse it now: {words}.")), "{out}");
    }
    let cycle = |number: u32| offer("65%", "").replace("--cycle 2", &format!("--cycle {number}"));
    let said = desk.run(&cycle(6));
    let dark = "refused: cycle 6 holds no tender: tranche 6 (kol) unlocks on 2027-09-01; --force";
    assert!(said.code == 1 && said.out.starts_with(dark), "{}", said.out);
    let said = desk.run(&cycle(12));
    assert!(said.out.starts_with("refused: there is no cycle 12: they are 0 to 11\n"));
}

#[test]
fn the_steps_of_the_moment_come_in_their_order() {
    let desk = Desk::level();
    let crank = |at: i64| {
        let payer = wallet(9);
        desk.says(&format!("buyback crank level.toml --at {at} --payer {payer} {}", keys()))
    };
    let names = |answer: &Value| {
        let calls = answer["instructions"].as_array().unwrap().iter();
        calls.map(|call| call["name"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    let freeze = OPENS + 3 * DAY - 6 * 3_600;
    for (at, expected) in [
        (OPENS - 1, &["start", "fund"][..]),
        (OPENS, &["start", "fund", "open_cycle"]),
        (OPENS + (freeze - OPENS) / 2 - 1, &["start", "fund", "open_cycle"]),
        (OPENS + (freeze - OPENS) / 2, &["start", "fund"]),
        (OPENS + 3 * DAY, &["start", "fund", "clear", "sink_bought"]),
        (OPENS + 30 * DAY, &["start", "fund", "clear", "sink_bought", "open_cycle"]),
        (OPENS + 180 * DAY, &["start", "fund", "clear", "sink_bought"]),
        (OPENS + 360 * DAY, &["start", "fund", "clear", "sink_bought", "finish"]),
    ] {
        assert_eq!(names(&crank(at)), expected, "{at}");
    }

    let answer = crank(OPENS + 30 * DAY);
    let (mint, creator, mandate) = mandate();
    let quote_vault = pda::mandate_quote_vault(&mandate);
    let launch = LaunchAddresses::of(&creator, 0);
    let calls = answer["instructions"].as_array().unwrap();
    expect(&calls[0], &[("mandate", &mandate, "writes"), ("launch", &launch.launch, "")]);
    let receipt = |cycle| pda::receipt(&mandate, cycle);
    expect(
        &calls[2],
        &[
            ("rent_payer", &wallet(9), "writes"),
            ("mandate", &mandate, "writes"),
            ("tender", &pda::tender(&mandate, 0), "writes"),
            ("receipt", &receipt(0), "writes"),
        ],
    );
    let plans = [6, 7, 8].map(|number| pda::plan(&mint, &creator, number));
    expect(
        &calls[4],
        &[
            ("payer", &wallet(9), "signs, writes"),
            ("mandate", &mandate, "writes"),
            ("tender", &pda::tender(&mandate, 1), "writes"),
            ("receipt", &receipt(1), "writes"),
            ("quote_vault", &quote_vault, ""),
            ("system_program", &Address::default(), ""),
            ("plan", &plans[0], ""),
            ("plan", &plans[1], ""),
            ("plan", &plans[2], ""),
        ],
    );
    assert_eq!(
        bytes(&calls[4]["data"]),
        [&discriminator("open_cycle")[..], &[1, 0, 0, 0]].concat()
    );

    let end = crank(OPENS + 360 * DAY);
    expect(
        &end["instructions"][4],
        &[
            ("mandate", &mandate, "writes"),
            ("quote_vault", &quote_vault, "writes"),
            ("remainder", &launch.liquidity_vault, "writes"),
            ("remainder_owner", &launch.launch, ""),
            ("token_program", &TOKEN, ""),
        ],
    );
}

#[test]
fn nothing_is_due_before_the_settlement() {
    let desk = Desk::level();
    let said = desk.run(&format!("buyback crank level.toml --at 2027-03-05 {}", keys()));
    assert_eq!((said.code, said.err.as_str()), (1, ""));
    let words = "Nothing is due: the sale settles on 2027-03-05T15:00:00Z at the earliest.";
    assert!(said.out.contains(words) && said.out.contains("Nothing was sent"), "{}", said.out);
    let out = desk
        .run(&format!("buyback crank level.toml --at {} {}", OPENS + 180 * DAY, keys()))
        .succeeds();
    assert!(out.contains("The next tender, of cycle 7, opens on 2027-10-08T15:00:00Z."), "{out}");
    assert!(out.contains("clear: finds the price of cycle 5;"), "{out}");
}
