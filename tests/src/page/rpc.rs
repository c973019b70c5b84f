//! As much of Solana's JSON-RPC as the page asks for, answered by LiteSVM.

use std::collections::HashMap;

use base64::{Engine, prelude::BASE64_STANDARD};
use litesvm::LiteSVM;
use serde_json::{Value, json};
use solana_account::{Account, ReadableAccount};
use solana_instruction::error::InstructionError;
use solana_transaction::{TransactionError, versioned::VersionedTransaction};

use crate::{World, ledger::Ledger, stage::address};

/// A world that answers.
pub struct Rpc {
    world: World,
    /// What became of the transactions that were sent.
    sent: HashMap<String, Value>,
    slot: u64,
}

/// The code and the words of an answer that is none.
type Refused = (i64, String);

impl Rpc {
    /// Answers for this world.
    pub fn new(world: World) -> Rpc {
        Rpc { world, sent: HashMap::new(), slot: 1 }
    }

    /// The answer to a request, as JSON.
    pub fn answer(&mut self, body: &str) -> String {
        let request: Value = serde_json::from_str(body).unwrap_or_default();
        let method = request["method"].as_str().unwrap_or_default();
        let result = self.call(method, &request["params"]);
        let mut answer = json!({ "jsonrpc": "2.0", "id": request["id"] });
        match result {
            Ok(result) => answer["result"] = result,
            Err((code, message)) => answer["error"] = json!({ "code": code, "message": message }),
        }
        answer.to_string()
    }

    fn call(&mut self, method: &str, params: &Value) -> Result<Value, Refused> {
        match method {
            "getGenesisHash" => Ok(json!(address("genesis").to_string())),
            "getBlockHeight" => Ok(json!(self.slot)),
            "getLatestBlockhash" => {
                let blockhash = self.svm().latest_blockhash().to_string();
                let last = self.slot + 150;
                Ok(self.at_slot(json!({ "blockhash": blockhash, "lastValidBlockHeight": last })))
            }
            "getMultipleAccounts" => {
                let accounts = texts(&params[0]).map(|at| self.account(at)).collect();
                Ok(self.at_slot(Value::Array(accounts)))
            }
            "simulateTransaction" => self.simulate(params),
            "sendTransaction" => self.send(params),
            "getSignatureStatuses" => {
                let status = |signature: &str| self.sent.get(signature).cloned();
                let statuses: Vec<_> = texts(&params[0]).map(status).collect();
                Ok(self.at_slot(json!(statuses)))
            }
            "surfnet_timeTravel" => {
                let millis = params[0]["absoluteTimestamp"].as_i64();
                self.world.warp(millis.ok_or_else(|| malformed("absoluteTimestamp"))? / 1_000);
                Ok(json!({ "slot": self.slot }))
            }
            _ => Err((-32_601, format!("the method {method} is not known"))),
        }
    }

    fn svm(&mut self) -> &mut LiteSVM {
        match &mut self.world.stage.ledger {
            Ledger::Lite(svm) => svm,
            Ledger::Bank(..) => panic!("the page's ledger is LiteSVM"),
        }
    }

    fn at_slot(&self, value: Value) -> Value {
        json!({ "context": { "slot": self.slot, "apiVersion": "3.0.0" }, "value": value })
    }

    fn account(&mut self, at: &str) -> Value {
        let account = at.parse().ok().and_then(|at| self.world.ledger.account(&at));
        account.map_or(Value::Null, |account| encoded(&account))
    }

    fn simulate(&mut self, params: &Value) -> Result<Value, Refused> {
        let transaction = transaction(&params[0])?;
        let unchecked = self.svm().clone().with_sigverify(false);
        let wanted: Vec<String> =
            texts(&params[1]["accounts"]["addresses"]).map(String::from).collect();
        Ok(match unchecked.simulate_transaction(transaction) {
            Ok(done) => {
                let accounts = wanted.iter().map(|at| {
                    let after = done.post_accounts.iter().find(|(key, _)| key.to_string() == *at);
                    match after {
                        Some((_, account)) if account.lamports() > 0 => {
                            encoded(&Account::from(account.clone()))
                        }
                        Some(_) => Value::Null,
                        None => self.account(at),
                    }
                });
                let accounts: Vec<Value> = accounts.collect();
                self.at_slot(json!({ "err": null, "logs": done.meta.logs, "accounts": accounts,
                    "unitsConsumed": done.meta.compute_units_consumed }))
            }
            Err(failed) => {
                let empty: Vec<Value> = wanted.iter().map(|_| Value::Null).collect();
                self.at_slot(json!({ "err": error(&failed.err), "logs": failed.meta.logs,
                    "accounts": empty, "unitsConsumed": failed.meta.compute_units_consumed }))
            }
        })
    }

    fn send(&mut self, params: &Value) -> Result<Value, Refused> {
        let transaction = transaction(&params[0])?;
        let signature = transaction.signatures.first().map(ToString::to_string);
        let signature = signature.ok_or_else(|| malformed("a signature"))?;
        let result = self.svm().send_transaction(transaction);
        let failed = result.map(|_| Value::Null).map_err(|failed| error(&failed.err));
        let err = match failed {
            Ok(none) => none,
            Err(err) => return Err((-32_002, format!("Transaction simulation failed: {err}"))),
        };
        self.svm().expire_blockhash();
        self.slot += 1;
        let status = json!({ "slot": self.slot, "confirmations": null, "err": err,
            "status": { "Ok": null }, "confirmationStatus": "finalized" });
        self.sent.insert(signature.clone(), status);
        Ok(json!(signature))
    }
}

fn texts(list: &Value) -> impl Iterator<Item = &str> {
    list.as_array().into_iter().flatten().filter_map(Value::as_str)
}

fn malformed(what: &str) -> Refused {
    (-32_602, format!("the request lacks {what}"))
}

fn transaction(text: &Value) -> Result<VersionedTransaction, Refused> {
    let bytes = BASE64_STANDARD.decode(text.as_str().unwrap_or_default()).ok();
    let transaction = bytes.and_then(|bytes| bincode::deserialize(&bytes).ok());
    transaction.ok_or_else(|| malformed("a transaction in base64"))
}

fn encoded(account: &Account) -> Value {
    json!({ "data": [BASE64_STANDARD.encode(&account.data), "base64"], "lamports": account.lamports,
        "owner": account.owner.to_string(), "executable": account.executable,
        "rentEpoch": account.rent_epoch, "space": account.data.len() })
}

fn error(error: &TransactionError) -> Value {
    match error {
        TransactionError::InstructionError(index, InstructionError::Custom(code)) => {
            json!({ "InstructionError": [index, { "Custom": code }] })
        }
        TransactionError::InstructionError(index, other) => {
            json!({ "InstructionError": [index, format!("{other:?}")] })
        }
        other => json!(format!("{other:?}")),
    }
}
