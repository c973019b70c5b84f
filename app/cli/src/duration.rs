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

#[cfg(test)]
mod tests {
    use super::duration;

    #[test]
    fn leaves_out_what_is_zero() {
        for (seconds, text) in [(0u32, "0s"), (61, "1m 1s"), (86_400, "1d"), (129_600, "1d 12h")] {
            assert_eq!(duration(seconds), text);
        }
    }
}
