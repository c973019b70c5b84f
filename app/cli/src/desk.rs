//! Between a command and a cluster: who signs, what is sent, and how the answer is written.

use std::fmt::Write;

use anyhow::{Context, Result, bail};
use groundswell_cluster::{
    Chain, Refusal, Rpc,
    config::{Config, Overrides},
    send::{Call, Mode, Preview, Price, SendError, Sender, Sent},
    steps::StepError,
};
use groundswell_sdk::Address;
use serde_json::{Value, json};
use solana_keypair::Keypair;
use solana_signer::Signer;

use crate::{
    args::{Cluster, Output, Sending},
    money, output, table,
};

/// Decimals of SOL.
const SOL: u8 = 9;

/// Who signs and pays.
pub enum Who {
    /// This key.
    Key(Box<Keypair>),
    /// Somebody else, later.
    Elsewhere(Address),
}

/// A ledger, who sends to it, and how answers are written.
pub struct Desk<'a> {
    /// The ledger.
    pub chain: &'a dyn Chain,
    /// Sends to it.
    pub sender: Sender<'a>,
    /// Who signs and pays.
    pub who: Who,
    /// How answers are written.
    pub output: Output,
}

/// What the command line and the settings of the Solana command line say.
pub fn config(cluster: &Cluster) -> Result<Config> {
    Ok(Config::load(Overrides {
        config: cluster.config.as_deref(),
        url: cluster.url.as_deref(),
        keypair: cluster.keypair.as_deref(),
        commitment: cluster.commitment.as_deref(),
    })?)
}

/// Runs `work` at a desk of the cluster that is meant.
pub fn at<T>(
    cluster: &Cluster,
    sending: &Sending,
    work: impl FnOnce(&Desk) -> Result<T>,
) -> Result<T> {
    let config = config(cluster)?;
    let rpc = Rpc::new(&config.url, config.commitment);
    let mode = match (sending.dry_run, sending.sign_only) {
        (true, _) => Mode::DryRun,
        (_, true) => Mode::SignOnly,
        _ => Mode::Send,
    };
    let who = match sending.signer {
        Some(_) if mode == Mode::Send => {
            bail!("--signer is somebody whose key is elsewhere, expected --sign-only or --dry-run")
        }
        Some(address) => Who::Elsewhere(address),
        None => Who::Key(Box::new(config.key()?)),
    };
    let price = Price { unit_price: sending.compute_unit_price };
    let sender = Sender::new(&rpc, price, mode);
    work(&Desk { chain: &rpc, sender, who, output: cluster.output })
}

impl Desk<'_> {
    /// Whose transactions these are.
    pub fn address(&self) -> Address {
        match &self.who {
            Who::Key(key) => key.pubkey(),
            Who::Elsewhere(address) => *address,
        }
    }

    /// Does with a transaction what the mode says, signed by whoever sits here and `others`.
    pub fn carry_out(&self, call: &Call, others: &[&dyn Signer]) -> Result<Sent> {
        let mut signers: Vec<&dyn Signer> = vec![];
        if let Who::Key(key) = &self.who {
            signers.push(key.as_ref());
        }
        signers.extend(others);
        Ok(self.sender.run(call, &self.address(), &signers)?)
    }

    /// Carries transactions out, one after the other, and prints what they are about and what came
    /// of each. Where nothing is sent, each is tried on a copy of the ledger on which those before
    /// it have happened.
    pub fn sequence(&self, calls: &[Call], facts: Vec<(&'static str, String)>) -> Result<()> {
        if let [call] = calls {
            return self.finish(call, &[], facts);
        }
        if self.sender.mode() == Mode::Send {
            for (number, call) in calls.iter().enumerate() {
                let about = [vec![("step", call.step.to_string())], facts.clone()].concat();
                let about = if number == 0 { about } else { about.into_iter().take(1).collect() };
                self.finish(call, &[], about)?;
            }
            return Ok(());
        }
        let tried = self.sender.try_on_copy(calls, &self.address())?;
        let is_wanted = self.sender.mode() == Mode::SignOnly;
        if self.output == Output::Json {
            let steps = calls.iter().zip(&tried).map(|(call, tried)| {
                json!({
                    "step": call.step,
                    "units": tried.units,
                    "lamports": tried.lamports.to_string(),
                    "transaction": is_wanted.then_some(&tried.unsigned),
                })
            });
            let steps: Vec<Value> = steps.collect();
            let answer = json!({ "is_sent": false, "about": about(facts), "steps": steps });
            return output::print(&format!("{answer:#}\n"));
        }
        let mut text = table::facts(facts);
        text.push_str("Nothing was sent. One after the other these would be:\n");
        for (call, tried) in calls.iter().zip(&tried) {
            let cost = sol(tried.lamports);
            // Writing to a string cannot fail.
            let _ = writeln!(text, "{}: {cost}, {} compute units", call.step, tried.units);
            if is_wanted {
                let _ = writeln!(text, "{}", tried.unsigned);
            }
        }
        output::print(&text)
    }

    /// A sentence, as answers are written here.
    pub fn say(&self, words: &str) -> String {
        match self.output {
            Output::Text => words.to_owned(),
            Output::Json => {
                let answer = json!({ "is_sent": false, "note": words.trim_end() });
                format!("{answer:#}\n")
            }
        }
    }

    /// Carries a transaction out, and prints what it was about and what came of it.
    pub fn finish(
        &self,
        call: &Call,
        others: &[&dyn Signer],
        facts: Vec<(&'static str, String)>,
    ) -> Result<()> {
        let sent = self.carry_out(call, others)?;
        match self.output {
            Output::Text => output::print(&format!("{}{}", table::facts(facts), words(&sent))),
            Output::Json => {
                let mut answer = answer(&sent);
                answer["about"] = about(facts);
                output::print(&format!("{answer:#}\n"))
            }
        }
    }
}

fn about(facts: Vec<(&'static str, String)>) -> Value {
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
            let change = |change: &groundswell_cluster::send::Change| {
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

/// Whether an error is a program's answer, rather than that nothing could be asked.
pub fn is_refusal(error: &anyhow::Error) -> bool {
    let of_send = |error: &SendError| matches!(error, SendError::Refused(_));
    let of_step = |error: &StepError| matches!(error, StepError::Send(error) if of_send(error));
    error.is::<Refusal>()
        || error.downcast_ref().is_some_and(of_send)
        || error.downcast_ref().is_some_and(of_step)
}

/// Base units of an amount in whole tokens.
pub fn units(text: &str, decimals: u8) -> Result<u64> {
    let units = money::parse_units(text, decimals);
    units.map_err(anyhow::Error::msg).with_context(|| format!("the amount is \"{text}\""))
}
