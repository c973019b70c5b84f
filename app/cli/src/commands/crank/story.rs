//! What `crank` says of itself: what is due, what was done, what it waits for.

use std::fmt::Write;

use anyhow::Result;
use groundswell_cluster::{
    crank::{Crank, Event, Moment, Task},
    send::{Call, Mode, Tried},
};
use indicatif::ProgressBar;
use serde_json::{Value, json};

use crate::{
    args::Output,
    desk::{Desk, sol},
    output, progress, table,
    unlocks::calendar::moment as date,
};

/// The story of one run.
pub struct Story {
    output: Output,
    bar: ProgressBar,
    steps: Vec<Value>,
    by_another: Vec<String>,
    fees: u64,
}

impl Story {
    /// Nothing is told yet.
    pub fn new(output: Output) -> Story {
        let bar = ProgressBar::hidden();
        Story { output, bar, steps: vec![], by_another: vec![], fees: 0 }
    }

    /// What happens.
    pub fn tell(&mut self, event: &Event) {
        match event {
            Event::Due(count) => {
                self.bar.finish_and_clear();
                self.bar = progress::bar("Steps are taken", *count);
            }
            Event::Done { tasks, confirmed } => {
                self.fees = self.fees.saturating_add(confirmed.fee);
                let signature = confirmed.signature.to_string();
                let step = |task: &Task| json!({ "step": task.name, "about": task.whose, "signature": signature });
                self.steps.extend(tasks.iter().map(step));
                self.bar.inc(tasks.len() as u64);
                let titles: String =
                    tasks.iter().map(|task| format!("{}\n", task.title())).collect();
                self.note(&titles);
            }
            Event::ByAnother(step) => {
                self.by_another.push((*step).to_owned());
                self.note(&format!("{step}: somebody else did it\n"));
            }
        }
    }

    /// A remark for people.
    pub fn note(&self, words: &str) {
        if self.output == Output::Text {
            // A step is done whether or not somebody can read of it.
            self.bar.suspend(|| {
                let _ = output::print(words);
            });
        }
    }

    /// What is waited for.
    pub fn waits(&mut self, moment: &Moment) {
        self.bar.finish_and_clear();
        self.note(&format!("Waits: {}.\n", words(moment)));
    }

    /// The end of it. `false` if something is due that the ledger refuses.
    pub fn finish(self, crank: &Crank, was_stopped: bool) -> Result<bool> {
        self.bar.finish_and_clear();
        let held = crank.held_up();
        if self.output == Output::Json {
            let refused =
                held.iter().map(|it| json!({ "step": it.step, "why": it.refusal.to_string() }));
            let answer = json!({
                "is_sent": !self.steps.is_empty(),
                "was_stopped": was_stopped,
                "steps": self.steps,
                "by_another": self.by_another,
                "refused": refused.collect::<Vec<_>>(),
                "fees": self.fees.to_string(),
                "next": crank.next_moment().map(next),
            });
            output::print(&format!("{answer:#}\n"))?;
            return Ok(held.is_empty());
        }
        let mut text = String::new();
        // Writing to a string cannot fail.
        let _ = match (self.steps.len(), was_stopped) {
            (0, false) => writeln!(text, "Nothing was due."),
            (count, false) => writeln!(text, "{count} steps, {} in fees.", sol(self.fees)),
            (count, true) => writeln!(
                text,
                "Stopped after {count} steps. Run the same command to go on: nothing is done twice."
            ),
        };
        for it in &held {
            let _ = writeln!(text, "Due, and refused: {}\n  {}", it.step, it.refusal);
        }
        if let Some(moment) = crank.next_moment().filter(|_| !was_stopped) {
            let _ = writeln!(text, "Next: {}.", words(moment));
        }
        output::print(&text)?;
        Ok(held.is_empty())
    }
}

/// What would be sent: nothing is.
pub fn preview(desk: &Desk, steps: &[(Call, Tried)], moment: Option<&Moment>) -> Result<()> {
    let is_wanted = desk.sender.mode() == Mode::SignOnly;
    if desk.output == Output::Json {
        let step = |(call, tried): &(Call, Tried)| {
            json!({
                "step": call.step,
                "units": tried.units,
                "lamports": tried.lamports.to_string(),
                "transaction": is_wanted.then_some(&tried.unsigned),
            })
        };
        let steps: Vec<Value> = steps.iter().map(step).collect();
        let answer = json!({ "is_sent": false, "steps": steps, "next": moment.map(next) });
        return output::print(&format!("{answer:#}\n"));
    }
    let mut text = String::new();
    if steps.is_empty() {
        text.push_str("Nothing is due.\n");
    } else {
        let mut rows = table::ruled(["transaction", "compute units", "cost"]);
        for (call, tried) in steps {
            let cost = sol(tried.lamports);
            rows.add_row([call.step.to_string(), tried.units.to_string(), cost]);
        }
        let _ = writeln!(
            text,
            "Nothing was sent. This is due now; what is due after it shows once it is sent:\n{rows}"
        );
        for (call, tried) in steps.iter().filter(|_| is_wanted) {
            let _ = writeln!(text, "\n{}\n{}", call.step, tried.unsigned);
        }
    }
    if let Some(moment) = moment {
        let _ = writeln!(text, "Next: {}.", words(moment));
    }
    output::print(&text)
}

fn next(moment: &Moment) -> Value {
    json!({ "at": moment.at, "what": moment.what })
}

/// `2027-03-05T15:00:00Z, the sale closes`.
fn words(moment: &Moment) -> String {
    match moment.at {
        i64::MIN => moment.what.clone(),
        at => format!("{}, {}", date(at), moment.what),
    }
}
