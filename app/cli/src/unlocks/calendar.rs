//! Days and months of the UTC calendar.

use jiff::{Timestamp, ToSpan, civil::Date, tz::TimeZone};

/// Last year that a moment may be in: later is a mistake in the units.
const LAST_YEAR: i16 = 2199;

/// One month of a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Month {
    /// Its first day.
    first: Date,
    /// First second of it (unix seconds).
    pub from: i64,
    /// Last second of it (unix seconds).
    pub to: i64,
}

impl Month {
    /// `2027-03`.
    pub fn name(&self) -> String {
        self.first.strftime("%Y-%m").to_string()
    }

    fn of(first: Date) -> Option<Month> {
        let from = start_of(first)?;
        let to = start_of(first.checked_add(1.month()).ok()?)?.checked_sub(1)?;
        Some(Month { first, from, to })
    }
}

/// The months from the one with `from` to the one with `to` (unix seconds).
pub fn months(from: i64, to: i64) -> Vec<Month> {
    let first = Timestamp::from_second(from).ok();
    let first = first.map(|moment| moment.to_zoned(TimeZone::UTC).date().first_of_month());
    let after = |date: &Date| date.checked_add(1.month()).ok();
    let all = std::iter::successors(first, after).map_while(Month::of);
    all.take_while(|month| month.from <= to).collect()
}

/// The day of a moment: `2027-03-01`.
pub fn day(seconds: i64) -> String {
    let moment = Timestamp::from_second(seconds);
    moment.map_or_else(|_| seconds.to_string(), |moment| moment.strftime("%Y-%m-%d").to_string())
}

/// A moment to the second: `2027-03-01T15:00:00Z`.
pub fn moment(seconds: i64) -> String {
    Timestamp::from_second(seconds).map_or_else(|_| seconds.to_string(), |m| m.to_string())
}

/// Reads `2027-03-01` (its first second), `2027-03-01T15:00:00Z`, or unix seconds.
pub fn parse(text: &str) -> Option<i64> {
    let seconds = match text.parse::<i64>() {
        Ok(seconds) => seconds,
        Err(_) => match text.parse::<Timestamp>() {
            Ok(moment) if moment.subsec_nanosecond() == 0 => moment.as_second(),
            Ok(_) => return None,
            // A date alone; one with a time but no offset is nobody's moment.
            Err(_) => start_of(Some(text).filter(|t| t.len() == 10)?.parse::<Date>().ok()?)?,
        },
    };
    let last = start_of(Date::new(LAST_YEAR, 12, 31).ok()?)?;
    (0..=last).contains(&seconds).then_some(seconds)
}

fn start_of(date: Date) -> Option<i64> {
    Some(date.to_zoned(TimeZone::UTC).ok()?.timestamp().as_second())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_are_dates_timestamps_or_unix_seconds() {
        for (text, seconds) in [
            ("2027-03-01", 1_803_859_200),
            ("2027-03-01T15:00:00Z", 1_803_913_200),
            ("2027-03-01T15:00:00+02:00", 1_803_906_000),
            ("1803859200", 1_803_859_200),
            ("0", 0),
        ] {
            assert_eq!(parse(text), Some(seconds), "{text}");
        }
        assert_eq!(
            (day(1_803_859_199), day(1_803_859_200)),
            ("2027-02-28".to_owned(), "2027-03-01".to_owned())
        );
        assert_eq!(moment(1_803_913_200), "2027-03-01T15:00:00Z");
        for text in [
            "",
            "soon",
            "2027-03",
            "2027-02-30",
            "2027-03-01T15:00:00",
            "2027-03-01T15:00:00.5Z",
            "-1",
            "7999999999999",
            "2500-01-01",
        ] {
            assert_eq!(parse(text), None, "{text}");
        }
    }

    #[test]
    fn months_meet_without_gaps() {
        // From the last second of a year to the first of a February in a leap year's turn.
        let [from, to] = ["2027-12-31T23:59:59Z", "2028-03-01"].map(|text| parse(text).unwrap());
        let months = months(from, to);
        let names: Vec<_> = months.iter().map(Month::name).collect();
        assert_eq!(names, ["2027-12", "2028-01", "2028-02", "2028-03"]);
        assert!(months.windows(2).all(|pair| pair[0].to + 1 == pair[1].from));
        assert_eq!(months[2].to - months[2].from + 1, 29 * 86_400);
        assert!(super::months(to, from).is_empty());
    }
}
