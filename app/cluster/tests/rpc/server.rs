//! The embedded ledger behind the JSON-RPC that clusters speak: as much of it as `Rpc` uses.

use std::{
    io::{BufRead, BufReader, Read, Write},
    net::{TcpListener, TcpStream},
    thread,
};

use base64::{Engine, engine::general_purpose::STANDARD};
use groundswell_cluster::{Chain, Embedded, chain::Filter};
use groundswell_sdk::Address;
use serde_json::{Value, json};
use solana_account::Account;
use solana_signature::Signature;
use solana_transaction::Transaction;

/// Serves the ledger that `make` makes, for as long as the process lives; returns its URL.
pub fn serve(make: impl FnOnce() -> Embedded + Send + 'static) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    thread::spawn(move || {
        let ledger = make();
        for stream in listener.incoming() {
            // A client that goes away in the middle is no concern of the next.
            let _ = answer(&ledger, stream.unwrap());
        }
    });
    url
}

fn answer(ledger: &Embedded, mut stream: TcpStream) -> std::io::Result<()> {
    let mut reader = BufReader::new(stream.try_clone()?);
    let mut length = 0;
    loop {
        let mut line = String::new();
        reader.read_line(&mut line)?;
        let line = line.trim_end().to_ascii_lowercase();
        if let Some(number) = line.strip_prefix("content-length:") {
            length = number.trim().parse().unwrap();
        }
        if line.is_empty() {
            break;
        }
    }
    let mut body = vec![0; length];
    reader.read_exact(&mut body)?;
    let request: Value = serde_json::from_slice(&body)?;
    let mut reply = json!({ "jsonrpc": "2.0", "id": request["id"] });
    match result(ledger, request["method"].as_str().unwrap(), &request["params"]) {
        Ok(result) => reply["result"] = result,
        Err(message) => reply["error"] = json!({ "code": -32002, "message": message }),
    }
    let text = reply.to_string();
    write!(
        stream,
        "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\nconnection: close\r\n\
         content-length: {}\r\n\r\n{text}",
        text.len()
    )
}

fn result(ledger: &Embedded, method: &str, params: &Value) -> Result<Value, String> {
    let said = |error: groundswell_cluster::ChainError| error.to_string();
    let with = |value: Value| json!({ "context": { "slot": 1 }, "value": value });
    Ok(match method {
        "getGenesisHash" => json!(ledger.genesis().map_err(said)?.to_string()),
        "getBlockHeight" => {
            // Blocks pass while somebody asks.
            ledger.wait();
            json!(ledger.height().map_err(said)?)
        }
        "getMinimumBalanceForRentExemption" => json!(ledger.rent_of(number(&params[0]))),
        "getLatestBlockhash" => {
            let it = ledger.blockhash().map_err(said)?;
            let (hash, last) = (it.hash.to_string(), it.last_height);
            with(json!({ "blockhash": hash, "lastValidBlockHeight": last }))
        }
        "getMultipleAccounts" => {
            let found = addresses(&params[0]).into_iter().map(|at| shown(ledger.get(&at).as_ref()));
            with(found.collect())
        }
        "getProgramAccounts" => {
            let filters: Vec<_> =
                params[1]["filters"].as_array().unwrap().iter().map(filter).collect();
            let found = ledger.program_accounts(&address(&params[0]), &filters).map_err(said)?;
            let keyed = found.iter().map(|(at, account)| {
                json!({ "pubkey": at.to_string(), "account": shown(Some(account)) })
            });
            keyed.collect()
        }
        "simulateTransaction" => {
            let watched = addresses(&params[1]["accounts"]["addresses"]);
            let done = ledger.simulate(&transaction(&params[0]), &watched).map_err(said)?;
            let after: Vec<_> = done.after.iter().map(|it| shown(it.as_ref())).collect();
            with(json!({
                "err": serde_json::to_value(&done.error).unwrap(),
                "logs": done.logs,
                "unitsConsumed": done.units,
                "accounts": (!after.is_empty()).then_some(after),
            }))
        }
        "sendTransaction" => {
            let transaction = transaction(&params[0]);
            ledger.send(&transaction).map_err(said)?;
            json!(transaction.signatures[0].to_string())
        }
        "getSignatureStatuses" => {
            let signature: Signature = params[0][0].as_str().unwrap().parse().unwrap();
            let status = ledger.status(&signature).map_err(said)?.map(|status| {
                let error = serde_json::to_value(&status.error).unwrap();
                let kind = if status.error.is_some() { "Err" } else { "Ok" };
                json!({
                    "slot": 1,
                    "confirmations": null,
                    "err": error,
                    "status": { kind: error },
                    "confirmationStatus": "finalized",
                })
            });
            with(json!([status]))
        }
        other => return Err(format!("no method {other}")),
    })
}

fn shown(account: Option<&Account>) -> Value {
    account.map_or(Value::Null, |account| {
        json!({
            "data": [STANDARD.encode(&account.data), "base64"],
            "executable": account.executable,
            "lamports": account.lamports,
            "owner": account.owner.to_string(),
            "rentEpoch": account.rent_epoch,
            "space": account.data.len(),
        })
    })
}

fn filter(value: &Value) -> Filter {
    match value.get("memcmp") {
        None => Filter::Size(number(&value["dataSize"])),
        Some(memcmp) => Filter::address(number(&memcmp["offset"]), &address(&memcmp["bytes"])),
    }
}

fn transaction(value: &Value) -> Transaction {
    bincode::deserialize(&STANDARD.decode(value.as_str().unwrap()).unwrap()).unwrap()
}

fn address(value: &Value) -> Address {
    value.as_str().unwrap().parse().unwrap()
}

fn addresses(value: &Value) -> Vec<Address> {
    value.as_array().map(|all| all.iter().map(address).collect()).unwrap_or_default()
}

fn number(value: &Value) -> usize {
    usize::try_from(value.as_u64().unwrap()).unwrap()
}
