//! Between a command and a cluster: who signs, what is sent, and how the answer is written.

mod answer;

use std::fmt::Write;

use anyhow::{Context, Result, bail};
use groundswell_cluster::{
    Chain, Refusal, Rpc,
    config::{Config, Overrides},
    send::{Call, Mode, Price, SendError, Sender, Sent},
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

pub use answer::sol;
use answer::{about, answer, words};

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
