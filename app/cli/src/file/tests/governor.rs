//! What all plans share
//! ├── a governor: how much in an epoch, and only where there are insiders
//! └── the treasury's stream: to whom, over how long

use super::*;
use crate::plan::{GovernorPlan, TreasuryPlan};

const PRO_RATA: &str = include_str!("../../../../../examples/pro-rata.toml");
const DAY: u32 = 86_400;

#[test]
fn a_governor_and_a_stream_say_how_much_how_fast() {
    let with = |sections: &str| {
        let text = edited(PRO_RATA, "[rehearsal]", &format!("{sections}\n[rehearsal]"));
        read_text(text.as_bytes(), &[]).map(|(plan, _)| plan).map_err(|error| error.to_string())
    };
    let plan = with(&format!(
        "[governor]\nshare = \"0.25%\"\nepoch = \"30d\"\n[treasury]\nrecipient = \"{ALICE}\"\n\
         over = \"400d\""
    ));
    let plan = plan.unwrap();
    assert_eq!(plan.governor, GovernorPlan { share_bps: 25, epoch_seconds: 30 * DAY });
    assert_eq!(plan.governor.limit(plan.supply), 62_500_000_000);
    let recipient = Some(ALICE.parse().unwrap());
    assert_eq!(plan.treasury, TreasuryPlan { recipient, over: 400 * DAY });
    let plan = with("[governor]\n[treasury]\n").unwrap();
    assert_eq!((plan.governor, plan.treasury), (GovernorPlan::default(), TreasuryPlan::default()));

    let line = 2 + PRO_RATA.lines().position(|line| line == "[rehearsal]").unwrap();
    let time = "expected a length of time in quotes, of days, hours, minutes and seconds, such as \
                \"7d\", \"1d 12h\", \"90m\" or \"30s\"";
    for (section, message) in [
        (
            "[governor]\nshare = 1",
            "`governor.share` is 1, expected a share from \"0%\" to \"100%\", in quotes, with at \
             most 2 decimals"
                .to_owned(),
        ),
        ("[governor]\nepoch = 7", format!("`governor.epoch` is 7, {time}")),
        (
            "[governor]\nepochs = 7",
            "unknown key `epochs` in [governor]: did you mean `epoch`?".to_owned(),
        ),
        (
            "[treasury]\nrecipient = \"me\"",
            "`treasury.recipient` is \"me\", expected a Solana address (32 bytes in base58) in \
             quotes"
                .to_owned(),
        ),
        (
            &format!("[treasury]\nrecipient = \"{NOBODY}\""),
            "`treasury.recipient` is the address of nobody, expected a wallet".to_owned(),
        ),
        ("[treasury]\nover = \"2y\"", format!("`treasury.over` is \"2y\", {time}")),
    ] {
        assert_eq!(with(section).unwrap_err(), format!("launch.toml:{line}: {message}"));
    }
    let misspelt = with("[govenor]").unwrap_err();
    let suggestion = "unknown section `govenor`: did you mean `governor`?";
    assert_eq!(misspelt, format!("launch.toml:{}: {suggestion}", line - 1));
}

#[test]
fn a_governor_needs_insiders() {
    let (head, tail) = PRO_RATA.split_once("# Grants vest").unwrap();
    let (_, tail) = tail.split_once("# How the contributors").unwrap();
    let text = format!("{head}[governor]\nshare = \"1%\"\n\n# {tail}");
    let refused = read_text(text.as_bytes(), &[]).map(|_| ()).unwrap_err().to_string();
    let line = 1 + text.lines().position(|line| line == "[governor]").unwrap();
    let why = "[governor] has no meaning without a tranche of kind kol, vc or team: remove it";
    assert_eq!(refused, format!("launch.toml:{line}: {why}"));
}
