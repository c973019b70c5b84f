//! What unlocks in each month, and how much of it a governor lets out by its end.

use serde_json::{Value, json};

use crate::unlocks::{
    Sample, Unlocks,
    calendar::{Month, months},
};

/// One month.
pub struct Row {
    /// Which.
    pub month: Month,
    /// What unlocks in it, by part (base units).
    pub unlocks: Vec<u64>,
    /// How things stand at its last second.
    pub end: Sample,
    /// The most that waited for a later epoch at a moment of it (base units).
    pub most_waiting: u128,
}

/// The months in which something unlocks, or leaves later than it could without a governor.
pub fn rows(unlocks: &Unlocks) -> Vec<Row> {
    let months = months(unlocks.starts_at, unlocks.out_at());
    let ends: Vec<i64> = months.iter().map(|month| month.to).collect();
    let epochs = unlocks.epoch_ends(unlocks.starts_at, ends.last().copied().unwrap_or(0));
    let waiting = unlocks.samples(&epochs);
    let waiting: Vec<_> = waiting.iter().map(|sample| (sample.at, sample.waiting())).collect();
    let mut before = vec![0; unlocks.parts.len()];
    let mut rows = Vec::new();
    let mut waited = false;
    for (month, end) in months.into_iter().zip(unlocks.samples(&ends)) {
        let epochs = waiting.iter().filter(|(at, _)| (month.from..=month.to).contains(at));
        let most_waiting = epochs.map(|(_, units)| *units).max().unwrap_or(0).max(end.waiting());
        let adds = |(now, before): (&u64, &u64)| now.saturating_sub(*before);
        let unlocked: Vec<u64> = end.vested.iter().zip(&before).map(adds).collect();
        before.clone_from(&end.vested);
        if most_waiting > 0 || waited || unlocked.iter().any(|units| *units > 0) {
            waited = end.waiting() > 0;
            rows.push(Row { month, unlocks: unlocked, end, most_waiting });
        }
    }
    rows
}

impl Row {
    /// For machines; amounts are base units, as strings.
    pub fn json(&self) -> Value {
        let text = |units: &u64| units.to_string();
        json!({
            "month": self.month.name(),
            "until": self.month.to,
            "unlocks": self.unlocks.iter().map(text).collect::<Vec<_>>(),
            "vested": self.end.vested.iter().map(text).collect::<Vec<_>>(),
            "vested_in_all": self.end.sum().to_string(),
            "ceiling": self.end.ceiling.map(|units| units.to_string()),
            "waiting": self.end.waiting().to_string(),
            "most_waiting": self.most_waiting.to_string(),
            "bites": self.most_waiting > 0,
        })
    }
}
