//! The mandate
//! ├── with nothing said of it: a year of months, up to nine tenths of the sale's price
//! ├── with everything said: read to the unit and the second
//! ├── what a cycle may spend and what is small follow from the sale where nothing is said
//! └── with one slip, or a destination of its tranche: refused with file, line and expectation

use super::*;
use crate::plan::BuybackPlan;

const AT: &str = "[rehearsal]";
const DAY: u32 = 86_400;

/// The auction example, which says nothing of its mandate, with a section more.
fn with(lines: &str) -> Result<Plan, String> {
    let text = edited(AUCTION, AT, &format!("[buyback]\n{lines}\n{AT}"));
    read_text(text.as_bytes(), &[]).map(|(plan, _)| plan).map_err(|error| error.to_string())
}

#[test]
fn what_is_not_said_has_a_default() {
    let (plan, _) = read_text(AUCTION.as_bytes(), &[]).unwrap();
    assert_eq!(plan.buyback, BuybackPlan::default());
    assert_eq!(with("").unwrap().buyback, BuybackPlan::default());

    let carrying = with("carries = true").unwrap().buyback;
    assert_eq!(carrying, BuybackPlan { carries: true, ..BuybackPlan::default() });
}

#[test]
fn what_is_said_is_read_to_the_unit_and_the_second() {
    let plan = with(
        "lasts = \"200d 1s\"\ncycle = \"7d\"\ntender = \"1d\"\nfreeze = \"1h 1m\"\n\
         budget = 2_500.000001\ncarries = true\nceiling = \"82.5%\"\ntick = \"2.5%\"\n\
         small = 0.000000001\naround_unlocks = \"12h\"",
    )
    .unwrap();
    let expected = BuybackPlan {
        lasts: 200 * DAY + 1,
        cycle: 7 * DAY,
        tender: DAY,
        freeze: 3_660,
        budget: Some(2_500_000_001),
        carries: true,
        ceiling_bps: 8_250,
        tick_bps: 250,
        small: Some(1),
        around_unlocks: DAY / 2,
    };
    assert_eq!(plan.buyback, expected);
    assert!(plan.buyback.takes(8_250) && !plan.buyback.takes(8_200));
    let calendar = plan.buyback.calendar(&plan);
    let last_settlement = plan.terms.closes_at + i64::from(plan.terms.settle_grace);
    assert_eq!((calendar.opens_at, calendar.cycles()), (last_settlement, 28));
    assert_eq!(calendar.ends_at - calendar.opens_at, i64::from(expected.lasts));
}

#[test]
fn what_is_not_said_follows_from_the_sale() {
    let plan = with("").unwrap();
    // A fifth of 1,260,000 USDC, over twelve cycles.
    assert_eq!(plan.buyback.per_cycle(&plan), 21_000_000_000);
    let sold = u128::from(plan.tranches[0].amount);
    let smallest = u128::from(plan.terms.wallet_min) * sold / u128::from(plan.terms.target);
    assert_eq!(u128::from(plan.buyback.small_limit(&plan)), smallest);
    // Of kinds kol, vc and team; none where nothing is said to be watched.
    assert_eq!(plan.buyback.watched(&plan).len(), 3);
    let open = with("around_unlocks = \"0d\"").unwrap();
    assert!(open.buyback.watched(&open).is_empty());
}

#[test]
fn slips_are_refused_with_file_and_line() {
    let line = 2 + AUCTION.lines().position(|line| line == AT).unwrap();
    let time = "expected a length of time in quotes, of days, hours, minutes and seconds, such as \
                \"7d\", \"1d 12h\", \"90m\" or \"30s\"";
    let share = "expected a share from \"0%\" to \"100%\", in quotes, with at most 2 decimals";
    for (slip, message) in [
        ("cycles = 12", "unknown key `cycles` in [buyback]: did you mean `cycle`?".to_owned()),
        ("lasts = 360", format!("`buyback.lasts` is 360, {time}")),
        ("freeze = \"6\"", format!("`buyback.freeze` is \"6\", {time}")),
        ("around_unlocks = 0", format!("`buyback.around_unlocks` is 0, {time}")),
        ("ceiling = \"101%\"", format!("`buyback.ceiling` is \"101%\", {share}")),
        ("tick = 5", format!("`buyback.tick` is 5, {share}")),
        ("budget = 0.0000001", "`buyback.budget` is 0.0000001, expected at most 6 decimals".into()),
        ("small = 0", "`buyback.small` is 0, expected an amount above zero".into()),
        (
            "carries = \"yes\"",
            "`buyback.carries` is \"yes\", expected true or false, without quotes".into(),
        ),
    ] {
        let refused = with(slip).unwrap_err();
        assert_eq!(refused, format!("launch.toml:{line}: {message}"));
    }
}

#[test]
fn a_buyback_tranche_has_no_destination() {
    let kind = "kind = \"buyback\"";
    let text = edited(LEVEL, kind, &format!("{kind}\ndestination = \"{ALICE}\""));
    let line = 2 + LEVEL.lines().position(|line| line == kind).unwrap();
    let refused = read_text(text.as_bytes(), &[]).map(|_| ()).unwrap_err().to_string();
    let expected = format!(
        "launch.toml:{line}: `tranche.destination` has no meaning here: the mandate's address \
         follows from the mint, the creator and the mandate's number: remove it"
    );
    assert_eq!(refused, expected);
}
