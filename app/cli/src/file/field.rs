//! One value of a launch file, and what it may be read as.

use std::{fmt::Display, path::PathBuf, str::FromStr};

use groundswell_sdk::Address;
use jiff::Timestamp;
use toml::{Spanned, de::DeValue};

use crate::{
    duration,
    money::{self, Decimal},
    price::Measure,
    source::Source,
};

/// Most characters of a value that a message repeats.
const SHOWN_CHARS: usize = 40;

/// One value.
pub struct Field<'a> {
    source: &'a Source<'a>,
    name: String,
    value: &'a Spanned<DeValue<'a>>,
}

impl<'a> Field<'a> {
    /// The value of the key `name`.
    pub fn new(source: &'a Source<'a>, name: String, value: &'a Spanned<DeValue<'a>>) -> Self {
        Field { source, name, value }
    }

    /// A name or the like: not empty, at most `max_bytes` long, on one line.
    pub fn text(&self, max_bytes: usize) -> anyhow::Result<String> {
        let text = self.string("a text in quotes")?;
        let fits = !text.trim().is_empty() && text.len() <= max_bytes;
        if fits && !text.chars().any(char::is_control) {
            return Ok(text.to_owned());
        }
        Err(self.expected(format!("one line of 1 to {max_bytes} bytes")))
    }

    /// One of a few words.
    pub fn choice<T: Copy>(&self, choices: &[(&str, T)]) -> anyhow::Result<T> {
        let text = self.value.get_ref().as_str().unwrap_or_default();
        match choices.iter().find(|(word, _)| *word == text) {
            Some((_, choice)) => Ok(*choice),
            None => {
                let words: Vec<_> = choices.iter().map(|(word, _)| format!("\"{word}\"")).collect();
                Err(self.expected(format!("one of {}", words.join(", "))))
            }
        }
    }

    /// Yes or no.
    pub fn flag(&self) -> anyhow::Result<bool> {
        match self.value.get_ref() {
            DeValue::Boolean(flag) => Ok(*flag),
            _ => Err(self.expected("true or false, without quotes")),
        }
    }

    /// An address.
    pub fn address(&self) -> anyhow::Result<Address> {
        let expected = "a Solana address (32 bytes in base58) in quotes";
        self.string(expected)?.parse().map_err(|_| self.expected(expected))
    }

    /// A path.
    pub fn path(&self) -> anyhow::Result<PathBuf> {
        match self.string("a path in quotes")? {
            "" => Err(self.expected("a path in quotes")),
            path => Ok(PathBuf::from(path)),
        }
    }

    /// A text that `T` reads, and whose error says what was expected.
    pub fn parsed<T: FromStr<Err = String>>(&self) -> anyhow::Result<T> {
        self.string("a text in quotes")?.parse().map_err(|error| self.is(error))
    }

    /// A number without decimals, from `least` to `most`.
    pub fn whole_number<T>(&self, least: T, most: T) -> anyhow::Result<T>
    where
        T: TryFrom<u64> + PartialOrd + Display + Into<u64> + Copy,
    {
        let number = self.number().and_then(|n| n.units(0).ok()).and_then(|n| T::try_from(n).ok());
        number.filter(|number| (least..=most).contains(number)).ok_or_else(|| {
            let (least, most) = (money::grouped(least.into(), 0), money::grouped(most.into(), 0));
            self.expected(format!("a whole number from {least} to {most}"))
        })
    }

    /// An amount of a token with this many decimals, in base units.
    pub fn amount(&self, decimals: u8) -> anyhow::Result<u64> {
        let text = self.number_text().unwrap_or_default();
        money::parse_units(text, decimals).map_err(|error| self.is(error))
    }

    /// As [`Self::amount`], above zero.
    pub fn positive_amount(&self, decimals: u8) -> anyhow::Result<u64> {
        match self.amount(decimals)? {
            0 => Err(self.expected("an amount above zero")),
            amount => Ok(amount),
        }
    }

    /// An amount, or a share of `whole` (`"40%"`), which must be a whole number of base units.
    pub fn amount_or_share(&self, whole: u64, decimals: u8) -> anyhow::Result<u64> {
        if !self.value.get_ref().as_str().is_some_and(|text| text.trim_end().ends_with('%')) {
            return self.amount(decimals);
        }
        let product = u128::from(whole).saturating_mul(u128::from(self.share()?));
        let (amount, rest) = (product / 10_000, product % 10_000);
        match u64::try_from(amount) {
            Ok(amount) if rest == 0 => Ok(amount),
            _ => Err(self.expected("a share that is a whole number of the token's smallest units")),
        }
    }

    /// A share in bps: `"40%"`, `"12.25%"`.
    pub fn share(&self) -> anyhow::Result<u16> {
        let expected = "a share from \"0%\" to \"100%\", in quotes, with at most 2 decimals";
        let text = self.string(expected)?;
        let number = text.trim_end().strip_suffix('%').map(str::trim_end);
        let bps = number.and_then(|number| money::parse_units(number, 2).ok());
        let bps = bps.filter(|bps| *bps <= 10_000).and_then(|bps| u16::try_from(bps).ok());
        bps.ok_or_else(|| self.expected(expected))
    }

    /// A price per token, as R of the whole sale, rounded down.
    pub fn price(&self, measure: &Measure) -> anyhow::Result<u64> {
        let text = self.number_text().unwrap_or_default();
        let price = Decimal::parse(text).and_then(|price| measure.whole_sale(&price));
        price.map_err(|error| self.is(error))
    }

    /// A moment, in unix seconds.
    pub fn moment(&self) -> anyhow::Result<i64> {
        let text = match self.value.get_ref() {
            DeValue::String(text) => text,
            _ => self.source.excerpt(self.value.span()),
        };
        let moment = text.parse::<Timestamp>().ok().filter(|t| t.subsec_nanosecond() == 0);
        moment.map(Timestamp::as_second).ok_or_else(|| {
            self.expected("a date and time with its offset, such as 2027-03-01T15:00:00Z")
        })
    }

    /// A length of time in seconds: `"6h"`, `"1d 12h"`.
    pub fn duration(&self) -> anyhow::Result<u32> {
        let expected = "a length of time in quotes, of days, hours, minutes and seconds, \
                        such as \"7d\", \"1d 12h\", \"90m\" or \"30s\"";
        duration::parse(self.string(expected)?).ok_or_else(|| self.expected(expected))
    }

    /// The elements of a list.
    pub fn list(&self) -> anyhow::Result<Vec<Field<'a>>> {
        let DeValue::Array(array) = self.value.get_ref() else {
            return Err(self.expected("a list in [ ]"));
        };
        let field =
            |element| Field { source: self.source, name: self.name.clone(), value: element };
        Ok(array.iter().map(field).collect())
    }

    /// A refusal that begins with the key's name.
    pub fn error(&self, what: impl Display) -> anyhow::Error {
        self.source.error(&self.value.span(), format!("`{}` {what}", self.name))
    }

    fn expected(&self, what: impl Display) -> anyhow::Error {
        self.is(format!("expected {what}"))
    }

    /// A refusal that repeats what was found.
    fn is(&self, complaint: impl Display) -> anyhow::Error {
        let found = self.source.excerpt(self.value.span());
        let mut shown: String = found.chars().take(SHOWN_CHARS).collect();
        if shown.len() < found.len() {
            shown.push_str("..");
        }
        self.error(format!("is {shown}, {complaint}"))
    }

    fn string(&self, expected: &str) -> anyhow::Result<&'a str> {
        self.value.get_ref().as_str().ok_or_else(|| self.expected(expected))
    }

    fn number(&self) -> Option<Decimal> {
        Decimal::parse(self.number_text()?).ok()
    }

    /// The text of a number, or of a string that may hold one.
    fn number_text(&self) -> Option<&'a str> {
        match self.value.get_ref() {
            DeValue::String(text) => Some(text),
            DeValue::Integer(_) | DeValue::Float(_) => Some(self.source.excerpt(self.value.span())),
            _ => None,
        }
    }
}
