//! How plans stand, as tables for the terminal.

use std::fmt::Write;

use comfy_table::{CellAlignment, Table};
use groundswell_sdk::grants::kind_name;

use super::{Plan, SHOWN, Status};
use crate::{
    commands::vest::{Next, months, token},
    duration::duration,
    money,
    report::units::count,
    table,
    unlocks::calendar,
};

impl Status<'_> {
    /// For people.
    pub(super) fn describe(&self) -> String {
        if let (Some(recipient), []) = (&self.args.recipient, self.plans) {
            let plans = count(self.args.dirs.len(), "plan");
            return format!("{recipient} has no grant of {plans}: nothing vests for it.\n");
        }
        let start = calendar::moment(self.unlocks.starts_at);
        let start = match self.args.start {
            Some(_) => start,
            None => format!("{start}, which is now: --start says when the clock really starts"),
        };
        let mut rows = vec![("start", start), ("at", calendar::moment(self.at))];
        if let Some(recipient) = &self.args.recipient {
            rows.insert(0, ("recipient", recipient.to_string()));
        }
        rows.push(("amounts", token(self.decimals()).symbol.to_owned()));
        if let Some(governor) = self.unlocks.governor {
            let (limit, epoch) = (self.amount(governor.limit()), governor.epoch_seconds());
            rows.push(("governor", format!("{limit} per {}", duration(epoch))));
        }
        let mut text = table::facts(rows);
        // Writing to a string cannot fail.
        let _ = write!(text, "\n{}\n", self.plans_table());
        if self.args.recipient.is_none() {
            let _ = write!(text, "\nlargest grants\n{}\n", self.grants_table());
            let more = self.grants().len().saturating_sub(SHOWN);
            if more > 0 {
                let _ = writeln!(text, "and {} more", money::group(&more.to_string()));
            }
        }
        let _ = write!(text, "\nwhat unlocks when\n{}\n", self.months_table());
        text.push_str(&self.notes());
        text
    }

    fn notes(&self) -> String {
        let mut text = String::from("\n");
        if let Some(governor) = self.unlocks.governor {
            let ends = self.unlocks.samples(&[self.unlocks.out_at()]);
            let waiting: u128 = ends.iter().map(|sample| sample.waiting()).sum();
            let day = calendar::day(self.unlocks.out_at());
            let _ = match waiting {
                0 => writeln!(
                    text,
                    "everything may be out on {day}, if everyone withdraws as soon as they can"
                ),
                _ => writeln!(
                    text,
                    "{} still wait on {day}: {} per {} is too little",
                    self.amount(waiting),
                    self.amount(governor.limit()),
                    duration(governor.epoch_seconds())
                ),
            };
        }
        text.push_str("worked out from the terms: what was withdrawn or cancelled is on chain\n");
        if let Some(path) = &self.args.chart {
            let _ = writeln!(text, "wrote {}", path.display());
        }
        text
    }

    fn plans_table(&self) -> Table {
        let header = ["plan", "kind", "total", "vested", "locked", "next unlock", "fully vested"];
        let mut table = table::ruled(header);
        align(&mut table, 2..5);
        for plan in self.plans {
            let facts = &plan.folder.facts;
            let vested = self.vested(plan, plan.total);
            table.add_row([
                plan.folder.label.clone(),
                kind_name(facts.kind).to_owned(),
                self.amount(plan.total),
                self.amount(vested),
                self.amount(plan.total - vested),
                self.next_words(plan),
                calendar::day(self.unlocks.starts_at.saturating_add(facts.schedule.rule().end())),
            ]);
        }
        table
    }

    fn next_words(&self, plan: &Plan) -> String {
        let day = |elapsed: i64| calendar::day(self.unlocks.starts_at.saturating_add(elapsed));
        match self.next(plan) {
            Next::Nothing => "-".to_owned(),
            Next::Step(at, adds) => format!("{} on {}", self.amount(adds), day(at)),
            Next::Evenly(at) if at == self.elapsed() => "evenly, now".to_owned(),
            Next::Evenly(at) => format!("evenly from {}", day(at)),
        }
    }

    fn grants_table(&self) -> Table {
        let mut table = table::ruled(["plan", "recipient", "amount", "vested", "locked"]);
        align(&mut table, 2..5);
        for (plan, recipient, amount) in self.grants().into_iter().take(SHOWN) {
            let vested = self.vested(plan, amount);
            table.add_row([
                plan.folder.label.clone(),
                recipient.to_string(),
                self.amount(amount),
                self.amount(vested),
                self.amount(amount - vested),
            ]);
        }
        table
    }

    fn months_table(&self) -> Table {
        let labels = self.unlocks.parts.iter().map(|part| part.label.as_str());
        let mut header = vec!["month"];
        header.extend(labels);
        header.push("vested in all");
        if self.unlocks.governor.is_some() {
            header.extend(["may be out", "waiting", "waiting at most"]);
        }
        let mut table = table::ruled([""]);
        table.set_header(&header);
        align(&mut table, 1..header.len());
        for row in months::rows(&self.unlocks) {
            let mut cells = vec![row.month.name()];
            cells.extend(row.unlocks.iter().map(|units| self.amount(*units)));
            cells.push(self.amount(row.end.sum()));
            if let Some(ceiling) = row.end.ceiling {
                let waiting = [row.end.waiting(), row.most_waiting].map(|units| match units {
                    0 => "-".to_owned(),
                    units => self.amount(units),
                });
                cells.push(self.amount(ceiling));
                cells.extend(waiting);
            }
            table.add_row(cells);
        }
        table
    }
}

/// Sets these columns flush right.
fn align(table: &mut Table, columns: std::ops::Range<usize>) {
    for column in columns {
        if let Some(column) = table.column_mut(column) {
            column.set_cell_alignment(CellAlignment::Right);
        }
    }
}
