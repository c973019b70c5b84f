//! Where in a launch file each key stands.

use std::collections::BTreeMap;

use toml::de::{DeTable, DeValue};

use crate::source::Source;

/// Lines by key: `sale.target`, `tranche[2].amount`, `sale.levels[0]`.
#[derive(Debug, Default)]
pub struct Places {
    lines: BTreeMap<String, usize>,
}

impl Places {
    /// The places of everything in `document`.
    pub fn of(source: &Source, document: &DeTable) -> Self {
        let mut places = Places::default();
        places.add_table(source, "", document);
        places
    }

    /// The line of a key; of what holds it, if it is not in the file.
    pub fn line(&self, key: &str) -> Option<usize> {
        let holder = || key.rsplit_once('.').and_then(|(holder, _)| self.line(holder));
        self.lines.get(key).copied().or_else(holder)
    }

    fn add_table(&mut self, source: &Source, prefix: &str, table: &DeTable) {
        for (name, value) in table {
            let key = format!("{prefix}{}", name.get_ref());
            self.lines.insert(key.clone(), source.line(&name.span()));
            self.add_value(source, &key, value.get_ref());
        }
    }

    fn add_value(&mut self, source: &Source, key: &str, value: &DeValue) {
        match value {
            DeValue::Table(table) => self.add_table(source, &format!("{key}."), table),
            DeValue::Array(array) => {
                for (index, element) in array.iter().enumerate() {
                    let key = format!("{key}[{index}]");
                    self.lines.insert(key.clone(), source.line(&element.span()));
                    self.add_value(source, &key, element.get_ref());
                }
            }
            _ => {}
        }
    }
}
