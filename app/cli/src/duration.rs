//! Lengths of time, as launch files have them.

/// Seconds as `1d 12h`; leaves out what is zero.
pub fn duration(seconds: impl Into<u128>) -> String {
    let mut rest = seconds.into();
    let mut parts = Vec::new();
    for (unit, length) in [('d', 86_400), ('h', 3_600), ('m', 60), ('s', 1)] {
        if rest >= length {
            parts.push(format!("{}{unit}", rest / length));
            rest %= length;
        }
    }
    if parts.is_empty() { "0s".to_owned() } else { parts.join(" ") }
}

/// Reads `6h`, `1d 12h`: days, hours, minutes and seconds, each once, the longer first. As
/// seconds.
pub fn parse(text: &str) -> Option<u32> {
    let mut rest = text.trim();
    let mut seconds: u32 = 0;
    let mut longest = u32::MAX;
    while !rest.is_empty() {
        let digits = rest.find(|c: char| !c.is_ascii_digit())?;
        let (number, behind) = rest.split_at(digits);
        let unit = behind.chars().next()?;
        let length = match unit {
            'd' => 86_400,
            'h' => 3_600,
            'm' => 60,
            's' => 1,
            _ => return None,
        };
        // Each unit once, the longer first: anything else is a slip.
        if length >= longest {
            return None;
        }
        longest = length;
        let part = number.parse::<u32>().ok()?.checked_mul(length)?;
        seconds = seconds.checked_add(part)?;
        rest = behind.get(unit.len_utf8()..)?.trim_start();
    }
    (longest != u32::MAX).then_some(seconds)
}

#[cfg(test)]
mod tests {
    use super::{duration, parse};

    #[test]
    fn leaves_out_what_is_zero() {
        for (seconds, text) in [(0u32, "0s"), (61, "1m 1s"), (86_400, "1d"), (129_600, "1d 12h")] {
            assert_eq!(duration(seconds), text);
        }
    }

    #[test]
    fn what_is_written_reads_back() {
        for seconds in [0, 61, 86_400, 129_600, u32::MAX] {
            assert_eq!(parse(&duration(seconds)), Some(seconds));
        }
    }

    #[test]
    fn lengths_of_time_add_up() {
        for (text, seconds) in [("0s", 0), ("7d", 604_800), ("1d 12h", 129_600), ("90m", 5_400)] {
            assert_eq!(parse(text), Some(seconds), "{text}");
        }
        assert_eq!(parse(" 1d2h3m4s "), Some(93_784));
    }

    #[test]
    fn slips_are_refused() {
        for text in
            ["", " ", "7", "d", "7w", "-1d", "1.5h", "1h 1d", "1d 1d", "99999d", "5 m", "7é"]
        {
            assert_eq!(parse(text), None, "{text}");
        }
    }
}
