//! A cluster over JSON-RPC.

use std::{thread, time::Duration};

use groundswell_sdk::Address;
use solana_account::Account;
use solana_account_decoder_client_types::{UiAccount, UiAccountEncoding};
use solana_clock::Clock;
use solana_commitment_config::CommitmentConfig;
use solana_hash::Hash;
use solana_rpc_client::rpc_client::RpcClient;
use solana_rpc_client_api::{
    client_error::{Error, ErrorKind},
    config::{
        RpcAccountInfoConfig, RpcProgramAccountsConfig, RpcSendTransactionConfig,
        RpcSimulateTransactionAccountsConfig, RpcSimulateTransactionConfig,
    },
    filter::{Memcmp, RpcFilterType},
    request::RpcError,
};
use solana_signature::Signature;
use solana_transaction::Transaction;

use crate::chain::{Blockhash, Chain, ChainError, Filter, Simulated, Status};

/// So many accounts are asked for at once, as clusters allow.
const ACCOUNTS_PER_REQUEST: usize = 100;
/// Between two questions about one transaction, unless told otherwise.
const PAUSE: Duration = Duration::from_millis(500);
/// A request takes no longer.
const PATIENCE: Duration = Duration::from_secs(60);
/// Where a cluster keeps its clock.
const CLOCK: Address = Address::from_str_const("SysvarC1ock11111111111111111111111111111111");

/// A cluster over JSON-RPC, read at one commitment.
pub struct Rpc {
    client: RpcClient,
    commitment: CommitmentConfig,
    place: String,
    pause: Duration,
}

impl Rpc {
    /// The cluster at `url`; asks nothing yet.
    pub fn new(url: &str, commitment: CommitmentConfig) -> Rpc {
        Rpc {
            client: RpcClient::new_with_timeout_and_commitment(url, PATIENCE, commitment),
            commitment,
            place: shown(url),
            pause: PAUSE,
        }
    }

    /// With another pause between two questions about one transaction: a ledger on this machine can
    /// be asked more often than a cluster that many share.
    pub fn with_pause(self, pause: Duration) -> Rpc {
        Rpc { pause, ..self }
    }

    fn failed(&self, error: Error) -> ChainError {
        let place = self.place.clone();
        match error.kind() {
            ErrorKind::RpcError(RpcError::RpcResponseError { code, message, .. }) => {
                ChainError::Refused { place, why: format!("{message} (code {code})") }
            }
            ErrorKind::RpcError(RpcError::RpcRequestError(why) | RpcError::ForUser(why)) => {
                ChainError::Refused { place, why: why.clone() }
            }
            // Its own words name the address, which may hold a key of the provider's customer.
            ErrorKind::Reqwest(error) => match error.status() {
                // Whoever is not let in stays outside; a server in trouble may have passed it on.
                Some(status) if status.is_client_error() && status.as_u16() != 429 => {
                    ChainError::Refused { place, why: format!("HTTP {status}") }
                }
                Some(status) => ChainError::Unreachable { place, why: format!("HTTP {status}") },
                None => {
                    let why = "no connection, or no answer in time".into();
                    ChainError::Unreachable { place, why }
                }
            },
            kind => ChainError::Unreachable { place, why: kind.to_string() },
        }
    }

    fn nonsense(&self, what: &str) -> ChainError {
        ChainError::Refused { place: self.place.clone(), why: format!("{what} that is none") }
    }

    fn account_of(&self, account: &UiAccount) -> Result<Account, ChainError> {
        account.decode().ok_or_else(|| self.nonsense("an account"))
    }

    fn encoding(&self) -> RpcAccountInfoConfig {
        RpcAccountInfoConfig {
            encoding: Some(UiAccountEncoding::Base64),
            commitment: Some(self.commitment),
            ..RpcAccountInfoConfig::default()
        }
    }
}

impl Chain for Rpc {
    fn place(&self) -> String {
        self.place.clone()
    }

    fn accounts(&self, addresses: &[Address]) -> Result<Vec<Option<Account>>, ChainError> {
        let mut found = Vec::with_capacity(addresses.len());
        for some in addresses.chunks(ACCOUNTS_PER_REQUEST) {
            let asked = self.client.get_multiple_accounts_with_commitment(some, self.commitment);
            found.extend(asked.map_err(|error| self.failed(error))?.value);
        }
        Ok(found)
    }

    fn program_accounts(
        &self,
        program: &Address,
        filters: &[Filter],
    ) -> Result<Vec<(Address, Account)>, ChainError> {
        let filter = |filter: &Filter| match filter {
            Filter::Size(size) => RpcFilterType::DataSize(*size as u64),
            Filter::Bytes { at, bytes } => {
                RpcFilterType::Memcmp(Memcmp::new_base58_encoded(*at, bytes))
            }
        };
        let config = RpcProgramAccountsConfig {
            filters: Some(filters.iter().map(filter).collect()),
            account_config: self.encoding(),
            ..RpcProgramAccountsConfig::default()
        };
        let asked = self.client.get_program_ui_accounts_with_config(program, config);
        let found = asked.map_err(|error| self.failed(error))?;
        let account = |(at, account): &(Address, UiAccount)| Ok((*at, self.account_of(account)?));
        let mut found: Vec<_> = found.iter().map(account).collect::<Result<_, ChainError>>()?;
        found.sort_unstable_by_key(|(at, _)| *at);
        Ok(found)
    }

    fn genesis(&self) -> Result<Hash, ChainError> {
        self.client.get_genesis_hash().map_err(|error| self.failed(error))
    }

    fn clock(&self) -> Result<Clock, ChainError> {
        let account = self.account(&CLOCK)?.ok_or_else(|| self.nonsense("a clock"))?;
        bincode::deserialize(&account.data).map_err(|_| self.nonsense("a clock"))
    }

    fn rent(&self, bytes: usize) -> Result<u64, ChainError> {
        let asked = self.client.get_minimum_balance_for_rent_exemption(bytes);
        asked.map_err(|error| self.failed(error))
    }

    fn blockhash(&self) -> Result<Blockhash, ChainError> {
        let asked = self.client.get_latest_blockhash_with_commitment(self.commitment);
        let (hash, last_height) = asked.map_err(|error| self.failed(error))?;
        Ok(Blockhash { hash, last_height })
    }

    fn height(&self) -> Result<u64, ChainError> {
        let asked = self.client.get_block_height_with_commitment(self.commitment);
        asked.map_err(|error| self.failed(error))
    }

    fn simulate(
        &self,
        transaction: &Transaction,
        watched: &[Address],
    ) -> Result<Simulated, ChainError> {
        let accounts = RpcSimulateTransactionAccountsConfig {
            encoding: Some(UiAccountEncoding::Base64),
            addresses: watched.iter().map(Address::to_string).collect(),
        };
        let config = RpcSimulateTransactionConfig {
            replace_recent_blockhash: true,
            commitment: Some(self.commitment),
            accounts: Some(accounts).filter(|_| !watched.is_empty()),
            ..RpcSimulateTransactionConfig::default()
        };
        let asked = self.client.simulate_transaction_with_config(transaction, config);
        let done = asked.map_err(|error| self.failed(error))?.value;
        let after = done.accounts.unwrap_or_default();
        let account = |account: &Option<UiAccount>| {
            let account = account.as_ref().map(|account| self.account_of(account)).transpose()?;
            Ok(account.filter(|account| account.lamports > 0))
        };
        Ok(Simulated {
            error: done.err.map(Into::into),
            logs: done.logs.unwrap_or_default(),
            units: done.units_consumed.unwrap_or(0),
            after: after.iter().map(account).collect::<Result<_, ChainError>>()?,
        })
    }

    /// It was simulated before, so the cluster need not do so again.
    fn send(&self, transaction: &Transaction) -> Result<(), ChainError> {
        let config = RpcSendTransactionConfig {
            skip_preflight: true,
            preflight_commitment: Some(self.commitment.commitment),
            ..RpcSendTransactionConfig::default()
        };
        let sent = self.client.send_transaction_with_config(transaction, config);
        sent.map(|_| ()).map_err(|error| self.failed(error))
    }

    fn status(&self, signature: &Signature) -> Result<Option<Status>, ChainError> {
        let asked = self.client.get_signature_statuses_with_history(&[*signature]);
        let known = asked.map_err(|error| self.failed(error))?.value.pop().flatten();
        let sure = known.filter(|status| status.satisfies_commitment(self.commitment));
        Ok(sure.map(|status| Status { error: status.err, logs: vec![] }))
    }

    fn wait(&self) {
        thread::sleep(self.pause);
    }
}

/// A URL without what may be a secret: user, password, path and query.
fn shown(url: &str) -> String {
    let Ok(parsed) = url::Url::parse(url) else { return url.to_owned() };
    let host = parsed.host_str().unwrap_or_default();
    let port = parsed.port().map_or(String::new(), |port| format!(":{port}"));
    format!("{}://{host}{port}", parsed.scheme())
}

#[cfg(test)]
mod tests {
    use std::{
        io::{BufRead, BufReader, Read, Write},
        net::TcpListener,
    };

    use super::*;

    /// A server that answers one request, with this status and nothing else: no provider's proxy can
    /// be had here.
    fn answers(status: &str) -> ChainError {
        let server = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("http://{}/?api-key=secret", server.local_addr().unwrap());
        let answer = format!("HTTP/1.1 {status}\r\ncontent-length: 0\r\nconnection: close\r\n\r\n");
        let one = thread::spawn(move || {
            let (mut stream, _) = server.accept().unwrap();
            let mut request = BufReader::new(stream.try_clone().unwrap());
            let (mut line, mut length) = (String::new(), 0);
            while request.read_line(&mut line).unwrap() > 2 {
                let header = line.to_ascii_lowercase();
                if let Some(said) = header.strip_prefix("content-length:") {
                    length = said.trim().parse().unwrap();
                }
                line.clear();
            }
            request.read_exact(&mut vec![0; length]).unwrap();
            stream.write_all(answer.as_bytes()).unwrap();
        });
        let error = Rpc::new(&url, CommitmentConfig::confirmed()).height().unwrap_err();
        one.join().unwrap();
        error
    }

    #[test]
    fn a_server_that_lets_nobody_in_is_told_from_one_in_trouble() {
        for status in ["401 Unauthorized", "403 Forbidden", "413 Payload Too Large"] {
            let error = answers(status);
            assert!(matches!(error, ChainError::Refused { .. }), "{error}");
            let said = error.to_string();
            assert!(said.ends_with(&format!(" refused the request: HTTP {status}")), "{said}");
            assert!(!said.contains("secret"), "{said}");
        }
        for status in ["500 Internal Server Error", "503 Service Unavailable"] {
            let error = answers(status);
            assert!(matches!(error, ChainError::Unreachable { .. }), "{error}");
            assert!(error.to_string().contains(&format!(": HTTP {status}\n")), "{error}");
        }
    }

    #[test]
    fn what_may_be_a_secret_is_not_shown() {
        for (url, words) in [
            ("http://127.0.0.1:8899", "http://127.0.0.1:8899"),
            ("https://api.devnet.solana.com/", "https://api.devnet.solana.com"),
            ("https://me:secret@rpc.example.com/v1/key?api-key=1", "https://rpc.example.com"),
        ] {
            assert_eq!(shown(url), words);
        }
    }

    #[test]
    fn a_cluster_that_is_not_there_is_named() {
        // Port 9 takes nothing.
        let rpc = Rpc::new("http://127.0.0.1:9", CommitmentConfig::confirmed());
        let said = rpc.height().unwrap_err().to_string();
        let words = "http://127.0.0.1:9 did not answer: no connection, or no answer in time\n\
                     Check the connection and --url, and run it again";
        assert_eq!(said, words);
    }
}
