//! An instruction that somebody else sends: what it does, its accounts, its data.

use solana_instruction::{AccountMeta, Instruction};

use serde_json::{Value, json};

use super::base64;
use crate::table;

/// One instruction, and what is said of it.
pub struct Call {
    /// What its program calls it.
    pub name: &'static str,
    /// What it does.
    pub words: String,
    /// What its program calls its accounts, in their order. Behind them follow plans.
    pub accounts: &'static [&'static str],
    /// The instruction.
    pub instruction: Instruction,
}

impl Call {
    /// For people, under a number.
    pub fn describe(&self, number: usize) -> String {
        let mut table = table::ruled(["account", "address", "signer", "writable"]);
        for (name, meta) in self.accounts() {
            let yes = |is: bool| if is { "yes" } else { "" };
            let AccountMeta { pubkey, is_signer, is_writable } = meta;
            table.add_row([name, &pubkey.to_string(), yes(*is_signer), yes(*is_writable)]);
        }
        let Call { name, words, instruction, .. } = self;
        let (program, data) = (instruction.program_id, base64::encode(&instruction.data));
        format!("\n{number}. {name}: {words}\n   program  {program}\n   data     {data}\n{table}\n")
    }

    /// For machines.
    pub fn json(&self) -> Value {
        let account = |(name, meta): (&str, &AccountMeta)| {
            json!({
                "name": name,
                "address": meta.pubkey.to_string(),
                "signer": meta.is_signer,
                "writable": meta.is_writable,
            })
        };
        json!({
            "name": self.name,
            "program": self.instruction.program_id.to_string(),
            "accounts": self.accounts().map(account).collect::<Vec<_>>(),
            "data": base64::encode(&self.instruction.data),
        })
    }

    fn accounts(&self) -> impl Iterator<Item = (&'static str, &AccountMeta)> {
        let names = self.accounts.iter().copied().chain(std::iter::repeat("plan"));
        names.zip(&self.instruction.accounts)
    }
}
