//! A table of a launch file: which keys it may have, and which it must.

use std::ops::Range;

use toml::{
    Spanned,
    de::{DeTable, DeValue},
};

use super::{SECTIONS, field::Field, suggestion::suggestion};
use crate::source::Source;

/// The keys of a section, each with an example of what it may be.
pub type Keys = &'static [(&'static str, &'static str)];

/// One table.
pub struct Section<'a> {
    source: &'a Source<'a>,
    name: &'static str,
    keys: Keys,
    table: &'a DeTable<'a>,
    span: Range<usize>,
}

impl<'a> Section<'a> {
    /// The whole file.
    pub fn root(source: &'a Source<'a>, table: &'a DeTable<'a>) -> anyhow::Result<Self> {
        Section { source, name: "", keys: SECTIONS, table, span: 0..0 }.checked()
    }

    /// Refuses a key that has no meaning here.
    fn checked(self) -> anyhow::Result<Self> {
        for name in self.table.keys() {
            let key: &str = name.get_ref();
            if !self.keys.iter().any(|(known, _)| *known == key) {
                return Err(self.unknown(key, &name.span()));
            }
        }
        Ok(self)
    }

    fn unknown(&self, key: &str, span: &Range<usize>) -> anyhow::Error {
        let known: Vec<&str> = self.keys.iter().map(|(known, _)| *known).collect();
        let what = if self.name.is_empty() { "section" } else { "key" };
        let expected = match suggestion(key, &known) {
            Some(close) => format!("did you mean `{close}`?"),
            None => format!("expected one of {}", known.join(", ")),
        };
        let place =
            if self.name.is_empty() { String::new() } else { format!(" in {}", self.title()) };
        self.source.error(span, format!("unknown {what} `{key}`{place}: {expected}"))
    }

    /// The section `name` of the file.
    pub fn section(&self, name: &'static str, keys: Keys) -> anyhow::Result<Section<'a>> {
        let found = self.optional_section(name, keys)?;
        found.ok_or_else(|| self.source.error(&self.span, format!("section [{name}] is missing")))
    }

    /// The section `name`, if it is there. A dot leads into a section of a section.
    pub fn optional_section(
        &self,
        name: &'static str,
        keys: Keys,
    ) -> anyhow::Result<Option<Section<'a>>> {
        let key = name.rsplit_once('.').map_or(name, |(_, last)| last);
        let Some(value) = self.table.get(key) else { return Ok(None) };
        match value.get_ref() {
            DeValue::Table(table) => Ok(Some(self.inner(name, keys, table, value.span())?)),
            _ => {
                let span = self.key_span(key);
                Err(self.source.error(&span, format!("expected one section [{name}]")))
            }
        }
    }

    /// All sections `[[name]]`.
    pub fn sections(&self, name: &'static str, keys: Keys) -> anyhow::Result<Vec<Section<'a>>> {
        let expected = || format!("expected sections [[{name}]], one for each");
        let Some(value) = self.table.get(name) else {
            return Err(self.source.error(&self.span, format!("section [[{name}]] is missing")));
        };
        let DeValue::Array(array) = value.get_ref() else {
            return Err(self.source.error(&self.key_span(name), expected()));
        };
        let tables = array.iter().map(|element| match element.get_ref() {
            DeValue::Table(table) => self.inner(name, keys, table, element.span()),
            _ => Err(self.source.error(&element.span(), expected())),
        });
        tables.collect()
    }

    /// The tables in the list `key`, if it is there; `name` is what messages call them.
    pub fn tables(
        &self,
        key: &str,
        name: &'static str,
        keys: Keys,
    ) -> anyhow::Result<Option<Vec<Section<'a>>>> {
        let Some(field) = self.optional(key) else { return Ok(None) };
        let expected = || field.error("is no list of tables, expected [{ .. }, { .. }]");
        let value: Option<&'a Spanned<DeValue<'a>>> = self.table.get(key);
        let Some(DeValue::Array(array)) = value.map(Spanned::get_ref) else {
            return Err(expected());
        };
        let tables = array.iter().map(|element| match element.get_ref() {
            DeValue::Table(table) => self.inner(name, keys, table, element.span()),
            _ => Err(expected()),
        });
        tables.collect::<Result<_, _>>().map(Some)
    }

    fn inner(
        &self,
        name: &'static str,
        keys: Keys,
        table: &'a DeTable<'a>,
        span: Range<usize>,
    ) -> anyhow::Result<Section<'a>> {
        Section { source: self.source, name, keys, table, span }.checked()
    }

    /// The value of `key`, if it is there.
    pub fn optional(&self, key: &str) -> Option<Field<'a>> {
        let value: &'a Spanned<DeValue<'a>> = self.table.get(key)?;
        Some(Field::new(self.source, format!("{}.{key}", self.name), value))
    }

    /// The value of `key`.
    pub fn required(&self, key: &str) -> anyhow::Result<Field<'a>> {
        self.optional(key).ok_or_else(|| {
            let example = self.keys.iter().find(|(known, _)| *known == key);
            let example = example.map_or("..", |(_, example)| *example);
            let title = self.title();
            self.error(format!("{title} lacks `{key}`, expected e.g. `{key} = {example}`"))
        })
    }

    /// Refuses `keys`, which mean nothing under the circumstances: `why` ends the sentence.
    pub fn refuse(&self, keys: &[&str], why: &str) -> anyhow::Result<()> {
        match keys.iter().find_map(|key| self.optional(key)) {
            Some(field) => Err(field.error(format!("has no meaning {why}: remove it"))),
            None => Ok(()),
        }
    }

    /// A refusal of the section.
    pub fn error(&self, what: impl std::fmt::Display) -> anyhow::Error {
        self.source.error(&self.span, what)
    }

    fn title(&self) -> String {
        match self.name {
            "tranche" => "[[tranche]]".to_owned(),
            name if name.starts_with("tranche.") => format!("`{name}`"),
            name => format!("[{name}]"),
        }
    }

    fn key_span(&self, key: &str) -> Range<usize> {
        self.table.get_key_value(key).map_or(0..0, |(name, _)| name.span())
    }
}
