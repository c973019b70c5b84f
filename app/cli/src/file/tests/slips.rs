//! A launch file with one slip: refused with file, line and expectation
//! ├── in sections and keys
//! ├── in numbers, shares and prices
//! └── in dates, lengths of time, words and addresses

use super::{LEVEL, edited, read_text};

/// Each edit, and how its refusal begins. Lines are those of the edited text.
fn assert_refused(text: &str, edits: &[(&str, &str, &str)]) {
    for (from, to, message) in edits {
        let edited = edited(text, from, to);
        let refused = read_text(edited.as_bytes(), &[]).map(|_| ()).unwrap_err().to_string();
        let place = to.lines().last().unwrap_or(to);
        let line = 1 + edited.lines().position(|line| line.contains(place)).unwrap();
        let expected = format!("launch.toml:{line}: {message}");
        assert!(refused.starts_with(&expected), "{to}\n  {refused}\n  {expected}");
    }
}

#[test]
fn slips_in_sections_and_keys_are_refused() {
    assert_refused(
        LEVEL,
        &[
            ("target = 3_600_000", "target = = 3", "extra `=`"),
            ("target = 3_600_000", "target = 3\ntarget = 4", "duplicate key, found `target`"),
            ("[quote]", "[quotes]", "unknown section `quotes`: did you mean `quote`?"),
            ("target =", "targt =", "unknown key `targt` in [sale]: did you mean `target`?"),
            (
                "wallets =",
                "wonders =",
                "unknown key `wonders` in [rehearsal]: expected one of contrib",
            ),
            ("[sale]", "[[sale]]", "expected one section [sale]"),
            (
                "rule = \"level\"",
                "rule = \"even\"",
                "`sale.rule` is \"even\", expected one of \"level\", \"pro",
            ),
            (
                "rule = \"level\"",
                "rule = \"level\"\nprices = [1]",
                "`sale.prices` has no meaning in a level",
            ),
            (
                "kind = \"vc\"",
                "kind = \"VC\"",
                "`tranche.kind` is \"VC\", expected one of \"community-",
            ),
            (
                "wallets = 10_000",
                "contributors = \"c.csv\"\nwallets = 2",
                "`rehearsal.wallets` has no mean",
            ),
        ],
    );
    let text = edited(LEVEL, "target = 3_600_000", "");
    let refused = read_text(text.as_bytes(), &[]).map(|_| ()).unwrap_err().to_string();
    let line = 1 + text.lines().position(|line| line == "[sale]").unwrap();
    let lacks = "[sale] lacks `target`, expected e.g. `target = 3_000_000`";
    assert_eq!(refused, format!("launch.toml:{line}: {lacks}"));
}

#[test]
fn slips_in_numbers_are_refused() {
    let number = "expected a plain decimal number such as 1500, 1_500 or 0.25";
    assert_refused(
        LEVEL,
        &[
            (
                "target = 3_600_000",
                "target = 3.1234567",
                "`sale.target` is 3.1234567, expected at most 6 decimals",
            ),
            (
                "target = 3_600_000",
                "target = 0",
                "`sale.target` is 0, expected an amount above zero",
            ),
            (
                "target = 3_600_000",
                "target = -1",
                "`sale.target` is -1, expected a number that is not negative",
            ),
            ("target = 3_600_000", "target = 3e6", &format!("`sale.target` is 3e6, {number}")),
            ("target = 3_600_000", "target = 0xff", &format!("`sale.target` is 0xff, {number}")),
            ("target = 3_600_000", "target = nan", &format!("`sale.target` is nan, {number}")),
            ("target = 3_600_000", "target = true", &format!("`sale.target` is true, {number}")),
            (
                "target = 3_600_000",
                "target = \"3,6\"",
                &format!("`sale.target` is \"3,6\", {number}"),
            ),
            (
                "target = 3_600_000",
                "target = 18446744073710",
                "`sale.target` is 18446744073710, expected at most 18,446,744,073,709.551615",
            ),
            (
                "decimals = 6",
                "decimals = 19",
                "`token.decimals` is 19, expected a whole number from 0 to 18",
            ),
            (
                "supply = 1_000_000_000",
                "supply = 0",
                "`token.supply` is 0, expected an amount above zero",
            ),
            ("    25, 50,", "    25, \"x\",", &format!("`sale.levels` is \"x\", {number}")),
            (
                "liquidity = \"40%\"",
                "liquidity = 40",
                "`proceeds.liquidity` is 40, expected a share from",
            ),
            (
                "liquidity = \"40%\"",
                "liquidity = \"40.123%\"",
                "`proceeds.liquidity` is \"40.123%\", expected a share",
            ),
            (
                "liquidity = \"40%\"",
                "liquidity = \"101%\"",
                "`proceeds.liquidity` is \"101%\", expected a share",
            ),
            (
                "price = 0.004 ",
                "price = -0.004 ",
                "`tranche.price` is -0.004, expected a number that is not",
            ),
            (
                "shape = \"pareto:0.75\"",
                "shape = \"pareto\"",
                "`rehearsal.shape` is \"pareto\", expected equal,",
            ),
        ],
    );
}

#[test]
fn slips_in_dates_and_words_are_refused() {
    let duration = "expected a length of time in quotes";
    let address = "expected a Solana address (32 bytes in base58) in quotes";
    assert_refused(
        LEVEL,
        &[
            (
                "opens_at = 2027-03-01T15:00:00Z",
                "opens_at = 2027-03-01T15:00:00",
                "`sale.opens_at` is 2027-03-01T15:00:00, expected a date and time with its offset",
            ),
            (
                "opens_at = 2027-03-01T15:00:00Z",
                "opens_at = \"soon\"",
                "`sale.opens_at` is \"soon\", expected a date",
            ),
            (
                "opens_at = 2027-03-01T15:00:00Z",
                "opens_at = 2027-03-01T15:00:00.5Z",
                "`sale.opens_at` is 2027",
            ),
            (
                "withdraw_freeze = \"12h\"",
                "withdraw_freeze = 12",
                &format!("`sale.withdraw_freeze` is 12, {duration}"),
            ),
            (
                "withdraw_freeze = \"12h\"",
                "withdraw_freeze = \"12 hours\"",
                &format!("`sale.withdraw_freeze` is \"12 hours\", {duration}"),
            ),
            (
                "kind = \"liquidity\"",
                "kind = \"liquidity\"\ndestination = \"home\"",
                &format!("`tranche.destination` is \"home\", {address}"),
            ),
            (
                "name = \"Harbor\"",
                "name = \"\"",
                "`token.name` is \"\", expected one line of 1 to 32 bytes",
            ),
            (
                "symbol = \"HRBR\"",
                "symbol = \"HARBORHARBOR\"",
                "`token.symbol` is \"HARBORHARBOR\", expected one line of 1 to 10",
            ),
            (
                "unsold = \"airdrop\"",
                "unsold = \"keep\"",
                "`sale.unsold` is \"keep\", expected one of \"burn\", \"airdrop\"",
            ),
            (
                "kind = \"liquidity\"",
                "kind = \"liquidity\"\nprice = 1",
                "`tranche.price` has no meaning here",
            ),
        ],
    );
}
