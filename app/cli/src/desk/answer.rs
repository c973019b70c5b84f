//! What came of a transaction, in words and in JSON.

use std::fmt::Write;

use groundswell_cluster::send::{Change, Preview, Sent};
use serde_json::{Value, json};

use crate::{money, table};

/// Decimals of SOL.
const SOL: u8 = 9;

/// What a transaction was about, for machines.
pub fn about(facts: Vec<(&'static str, String)>) -> Value {
    let named = facts.into_iter().map(|(name, value)| (name.to_owned(), value.into()));
    Value::Object(named.collect())
}

/// What came of a transaction, for people.
pub fn words(sent: &Sent) -> String {
    match sent {
        Sent::Confirmed(done) => table::facts([
            ("signature", done.signature.to_string()),
            ("fee", format!("{} ({} compute units)", sol(done.fee), done.units)),
        ]),
        Sent::Preview(preview) => changes(preview),
        Sent::Unsigned(text) => format!(
            "Nothing was sent. The unsigned transaction, whose blockhash is good for about a \
             minute:\n{text}\n"
        ),
    }
}

/// What came of a transaction, for machines.
pub fn answer(sent: &Sent) -> Value {
    match sent {
        Sent::Confirmed(done) => json!({
            "is_sent": true,
            "signature": done.signature.to_string(),
            "units": done.units,
            "fee": done.fee.to_string(),
        }),
        Sent::Preview(preview) => {
            let change = |change: &Change| {
                json!({
                    "account": change.at.to_string(),
                    "is_made": change.before.is_none(),
                    "is_closed": change.after.is_none(),
                    "lamports": change.lamports().to_string(),
                    "tokens": change.tokens().map(|units| units.to_string()),
                })
            };
            json!({
                "is_sent": false,
                "units": preview.units,
                "fee": preview.fee.to_string(),
                "changes": preview.changes.iter().map(change).collect::<Vec<_>>(),
            })
        }
        Sent::Unsigned(text) => json!({ "is_sent": false, "transaction": text }),
    }
}

fn changes(preview: &Preview) -> String {
    let mut rows = table::ruled(["account", "", "SOL", "token units"]);
    for change in &preview.changes {
        let what = match (&change.before, &change.after) {
            (None, _) => "made",
            (_, None) => "closed",
            _ => "changed",
        };
        let signed = |units: i128| if units > 0 { format!("+{units}") } else { units.to_string() };
        let lamports = change.lamports();
        let sign = if lamports < 0 { "-" } else { "+" };
        let lamports = match lamports {
            0 => String::new(),
            _ => format!("{sign}{}", money::plain(lamports.unsigned_abs(), SOL)),
        };
        let tokens = change.tokens().filter(|units| *units != 0).map_or(String::new(), signed);
        rows.add_row([change.at.to_string(), what.to_owned(), lamports, tokens]);
    }
    let mut text = String::new();
    // Writing to a string cannot fail.
    let _ = writeln!(
        text,
        "Nothing was sent. It would use {} compute units, cost {} in fees and change:\n{rows}",
        preview.units,
        sol(preview.fee)
    );
    text
}

/// Lamports, for people.
pub fn sol(lamports: u64) -> String {
    format!("{} SOL", money::plain(lamports, SOL))
}
