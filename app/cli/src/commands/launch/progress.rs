//! What a launch says of itself: each step, what it costs, what is left.

use std::{cell::Cell, path::Path};

use anyhow::Result;
use groundswell_cluster::{
    send::{Mode, Tried},
    steps::{Event, Journal, Run, Step},
};
use serde_json::{Value, json};

use super::cost;
use crate::{
    args::Output,
    desk::{Desk, sol},
    launching::Launching,
    output, table,
};

/// The story of one run.
pub struct Progress<'a> {
    desk: &'a Desk<'a>,
    launching: &'a Launching,
    journal: &'a Path,
    /// Steps that are not done, and what they cost (lamports).
    left: Cell<(usize, u64)>,
    expected: Vec<Cell<u64>>,
}

impl<'a> Progress<'a> {
    /// Nothing is told yet.
    pub fn new(desk: &'a Desk<'a>, launching: &'a Launching, journal: &'a Path) -> Self {
        let expected = launching.steps.iter().map(|_| Cell::new(0)).collect();
        Progress { desk, launching, journal, left: Cell::new((0, 0)), expected }
    }

    /// What there is to do.
    pub fn plan(&self, done: &[bool], estimate: &[Option<Tried>]) -> Result<()> {
        let left = done.iter().filter(|done| !**done).count();
        self.left.set((left, cost(estimate)));
        for (cell, tried) in self.expected.iter().zip(estimate) {
            cell.set(tried.as_ref().map_or(0, |tried| tried.lamports));
        }
        if self.desk.output == Output::Json {
            return Ok(());
        }
        let all = self.launching.steps.len();
        let done = all.saturating_sub(left);
        output::print(&table::facts([
            ("cluster", self.desk.chain.place()),
            ("launch", self.launching.keys.at.launch.to_string()),
            ("token", self.launching.keys.base_mint.to_string()),
            ("creator", self.launching.keys.creator.to_string()),
            ("journal", self.journal.display().to_string()),
            ("steps", format!("{all}, of which {done} are done")),
            ("cost", format!("{} for the {left} that are left", sol(cost(estimate)))),
        ]))?;
        output::print("\n")
    }

    /// What happens.
    pub fn tell(&self, event: &Event) {
        if self.desk.output == Output::Json {
            return;
        }
        let text = match event {
            Event::Found { step, went_through: true } => {
                format!("The last run stopped while `{step}` was on its way: it went through.\n")
            }
            Event::Found { step, .. } => {
                format!("The last run stopped while `{step}` was on its way: it never arrived.\n")
            }
            Event::Sending { .. } => return,
            Event::Done { number, lamports, .. } => self.line(*number, *lamports),
        };
        // A step is done whether or not somebody can read of it.
        let _ = output::print(&text);
    }

    fn line(&self, number: usize, lamports: u64) -> String {
        let (steps, rest) = self.left.get();
        let expected = self.expected.get(number).map_or(0, Cell::get);
        let (steps, rest) = (steps.saturating_sub(1), rest.saturating_sub(expected));
        self.left.set((steps, rest));
        let words = self.launching.steps.get(number).map_or_else(String::new, title);
        format!(
            "{:>3} of {}  {words:<62}  {:>15}   {steps} left, {}\n",
            number.saturating_add(1),
            self.launching.steps.len(),
            sol(lamports),
            sol(rest)
        )
    }

    /// What would be sent: nothing is.
    pub fn only_shown(&self, estimate: &[Option<Tried>]) -> Result<()> {
        let open = || self.launching.steps.iter().zip(estimate);
        let is_wanted = self.desk.sender.mode() == Mode::SignOnly;
        if self.desk.output == Output::Json {
            let step = |(step, tried): (&Step, &Option<Tried>)| {
                let tried = tried.as_ref()?;
                let mut answer = json!({
                    "step": title(step),
                    "units": tried.units,
                    "lamports": tried.lamports.to_string(),
                });
                if is_wanted {
                    answer["transaction"] = tried.unsigned.clone().into();
                }
                Some(answer)
            };
            let steps: Vec<Value> = open().filter_map(step).collect();
            return self.print_json(json!({ "is_sent": false, "steps": steps }));
        }
        let mut rows = table::ruled(["step", "compute units", "cost"]);
        for (step, tried) in open() {
            if let Some(tried) = tried {
                rows.add_row([title(step), tried.units.to_string(), sol(tried.lamports)]);
            }
        }
        let mut text = format!("Nothing was sent. These are the steps that are left:\n{rows}\n");
        if is_wanted {
            text.push_str(
                "\nTheir unsigned transactions, in this order. The mint's own key, which the \
                 journal holds, signs the first one too. Blockhashes are good for about a minute: \
                 whoever signs may set another.\n",
            );
            for (step, tried) in open() {
                if let Some(tried) = tried {
                    text.push_str(&format!("\n{}\n{}\n", title(step), tried.unsigned));
                }
            }
        }
        output::print(&text)
    }

    /// The launch is sealed.
    pub fn finish(&self, journal: &Journal) -> Result<()> {
        let launch = self.launching.keys.at.launch;
        if self.desk.output == Output::Json {
            let entry = |entry: &groundswell_cluster::steps::Entry| {
                json!({
                    "step": entry.step,
                    "signature": entry.signature,
                    "lamports": entry.lamports.to_string(),
                })
            };
            let steps: Vec<Value> = journal.done().iter().map(entry).collect();
            return self.print_json(json!({ "is_sent": true, "is_sealed": true, "steps": steps }));
        }
        output::print(&format!(
            "\nSealed: nobody can change its terms any more. All of it cost {}.\n\
             Look at it with `groundswell status {launch}`.\n",
            sol(Run::spent(journal))
        ))
    }

    /// There is nothing left to do.
    pub fn was_done(&self, journal: &Journal) -> Result<()> {
        if self.desk.output == Output::Text {
            let launch = self.launching.keys.at.launch;
            output::print(&format!("The launch at {launch} was sealed before.\n"))?;
        }
        self.finish(journal)
    }

    fn print_json(&self, mut answer: Value) -> Result<()> {
        answer["launch"] = self.launching.keys.at.launch.to_string().into();
        answer["mint"] = self.launching.keys.base_mint.to_string().into();
        answer["creator"] = self.launching.keys.creator.to_string().into();
        output::print(&format!("{answer:#}\n"))
    }
}

/// `open_vault, vault 1 of the list of the airdrop, number 1`.
fn title(step: &Step) -> String {
    format!("{}, {}", step.name, step.whose)
}
