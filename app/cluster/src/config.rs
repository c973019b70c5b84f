//! Where to send and who signs: the settings of the Solana command line, and what overrides them.

use std::path::{Path, PathBuf};

use serde::Deserialize;
use solana_commitment_config::CommitmentConfig;
use solana_keypair::{Keypair, read_keypair_file};

/// The names that clusters have, short ones included.
const MONIKERS: [(&str, &str, &str); 4] = [
    ("localhost", "l", "http://localhost:8899"),
    ("devnet", "d", "https://api.devnet.solana.com"),
    ("testnet", "t", "https://api.testnet.solana.com"),
    ("mainnet-beta", "m", "https://api.mainnet-beta.solana.com"),
];
/// What the Solana command line does where it has no settings.
/// Nothing happens on a cluster that nobody named: without settings it is a ledger on this machine.
const DEFAULT_URL: &str = "localhost";
const DEFAULT_KEY: &str = "~/.config/solana/id.json";
const DEFAULT_COMMITMENT: &str = "confirmed";

/// What stands before the settings of the Solana command line.
#[derive(Clone, Copy, Debug, Default)]
pub struct Overrides<'a> {
    /// Settings to use instead of `~/.config/solana/cli/config.yml`.
    pub config: Option<&'a Path>,
    /// A URL or a moniker.
    pub url: Option<&'a str>,
    /// A file with a key.
    pub keypair: Option<&'a Path>,
    /// `processed`, `confirmed` or `finalized`.
    pub commitment: Option<&'a str>,
}

/// Where to send and who signs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Config {
    /// Of the cluster.
    pub url: String,
    /// File of the key that signs and pays.
    pub keypair: PathBuf,
    /// How sure is sure.
    pub commitment: CommitmentConfig,
}

/// What is wrong with the settings.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    /// A settings file that cannot be read.
    #[error("cannot read the settings {}: {why}\nMake them with `solana config set`, or name others with --config", path.display())]
    Settings {
        /// Which.
        path: PathBuf,
        /// Why not.
        why: String,
    },
    /// Neither a URL nor a moniker.
    #[error(
        "\"{0}\" is no cluster, expected localhost, devnet, testnet, mainnet-beta or a URL such as http://127.0.0.1:8899"
    )]
    Url(String),
    /// No commitment.
    #[error("\"{0}\" is no commitment, expected processed, confirmed or finalized")]
    Commitment(String),
    /// A key that is no file.
    #[error(
        "\"{0}\" is no file of a key, and other signers are not supported here\nName a file with --keypair, or make the transaction with --sign-only and sign it elsewhere"
    )]
    Signer(String),
    /// A file without a key.
    #[error("cannot read a key from {}: {why}\nMake one with `solana-keygen new -o FILE`, and name it with --keypair", path.display())]
    Key {
        /// Which.
        path: PathBuf,
        /// Why not.
        why: String,
    },
}

/// `config.yml`, as far as it matters here.
#[derive(Default, Deserialize)]
struct Settings {
    json_rpc_url: Option<String>,
    keypair_path: Option<String>,
    commitment: Option<String>,
}

impl Config {
    /// What the settings say, but for what stands before them. Settings that are not there say
    /// nothing, unless they were named.
    pub fn load(before: Overrides) -> Result<Config, ConfigError> {
        let settings = Settings::load(before.config)?;
        let set = |text: Option<String>, default: &str| {
            text.filter(|text| !text.is_empty()).unwrap_or_else(|| default.to_owned())
        };
        let url = before.url.map(str::to_owned);
        let url = url.unwrap_or_else(|| set(settings.json_rpc_url, DEFAULT_URL));
        let commitment = before.commitment.map(str::to_owned);
        let commitment = commitment.unwrap_or_else(|| set(settings.commitment, DEFAULT_COMMITMENT));
        let keypair = match before.keypair {
            Some(path) => path.to_owned(),
            None => at_home(&set(settings.keypair_path, DEFAULT_KEY)),
        };
        Ok(Config { url: url_of(&url)?, keypair, commitment: commitment_of(&commitment)? })
    }

    /// The key that signs and pays.
    pub fn key(&self) -> Result<Keypair, ConfigError> {
        read_key(&self.keypair)
    }
}

impl Settings {
    fn load(named: Option<&Path>) -> Result<Settings, ConfigError> {
        let path = match named {
            Some(path) => path.to_owned(),
            None => at_home("~/.config/solana/cli/config.yml"),
        };
        if named.is_none() && !path.exists() {
            return Ok(Settings::default());
        }
        let wrong = |why: String| ConfigError::Settings { path: path.clone(), why };
        let text = std::fs::read_to_string(&path).map_err(|error| wrong(error.to_string()))?;
        yaml_serde::from_str(&text).map_err(|error| wrong(error.to_string()))
    }
}

/// The URL of a moniker, or the URL itself.
pub fn url_of(text: &str) -> Result<String, ConfigError> {
    let named = MONIKERS.iter().find(|(name, short, _)| text == *name || text == *short);
    if let Some((_, _, url)) = named {
        return Ok((*url).to_owned());
    }
    let parsed = url::Url::parse(text).ok();
    let is_web = parsed.is_some_and(|it| matches!(it.scheme(), "http" | "https") && it.has_host());
    if is_web { Ok(text.to_owned()) } else { Err(ConfigError::Url(text.to_owned())) }
}

/// The commitment with this name.
pub fn commitment_of(text: &str) -> Result<CommitmentConfig, ConfigError> {
    text.parse().map_err(|_| ConfigError::Commitment(text.to_owned()))
}

/// The key in a file, as `solana-keygen` writes it.
pub fn read_key(path: &Path) -> Result<Keypair, ConfigError> {
    let text = path.to_string_lossy();
    if text.contains("://") || text == "ASK" || text == "-" {
        return Err(ConfigError::Signer(text.into_owned()));
    }
    let read = read_keypair_file(path);
    read.map_err(|error| ConfigError::Key { path: path.to_owned(), why: error.to_string() })
}

/// A path that may begin with `~`.
fn at_home(path: &str) -> PathBuf {
    match (path.strip_prefix("~/"), std::env::home_dir()) {
        (Some(rest), Some(home)) => home.join(rest),
        _ => PathBuf::from(path),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn settings(text: &str) -> (tempfile::TempDir, PathBuf) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("config.yml");
        std::fs::write(&path, text).unwrap();
        (folder, path)
    }

    #[test]
    fn what_is_named_stands_before_the_settings() {
        let (_folder, path) = settings(
            "---\njson_rpc_url: https://rpc.example.com\nwebsocket_url: ''\n\
             keypair_path: /keys/id.json\naddress_labels:\n  '11111111111111111111111111111111': \
             System Program\ncommitment: finalized\n",
        );
        let config = Some(path.as_path());
        let read = Config::load(Overrides { config, ..Overrides::default() }).unwrap();
        let expected = Config {
            url: "https://rpc.example.com".to_owned(),
            keypair: PathBuf::from("/keys/id.json"),
            commitment: CommitmentConfig::finalized(),
        };
        assert_eq!(read, expected);

        let before = Overrides {
            config,
            url: Some("d"),
            keypair: Some(Path::new("other.json")),
            commitment: Some("processed"),
        };
        let expected = Config {
            url: "https://api.devnet.solana.com".to_owned(),
            keypair: PathBuf::from("other.json"),
            commitment: CommitmentConfig::processed(),
        };
        assert_eq!(Config::load(before).unwrap(), expected);
    }

    #[test]
    fn monikers_are_those_of_the_solana_command_line() {
        for (text, url) in [
            ("localhost", "http://localhost:8899"),
            ("l", "http://localhost:8899"),
            ("testnet", "https://api.testnet.solana.com"),
            ("m", "https://api.mainnet-beta.solana.com"),
            ("http://127.0.0.1:1234", "http://127.0.0.1:1234"),
        ] {
            assert_eq!(url_of(text).unwrap(), url);
        }
        for text in ["mainnet", "127.0.0.1:8899", "ftp://example.com", ""] {
            let said = url_of(text).unwrap_err().to_string();
            assert!(said.starts_with(&format!("\"{text}\" is no cluster, expected localhost, ")));
        }
    }

    #[test]
    fn what_is_wrong_is_said_with_what_to_do() {
        let (folder, path) = settings("json_rpc_url: [1\n");
        let before = Overrides { config: Some(&path), ..Overrides::default() };
        let said = Config::load(before).unwrap_err().to_string();
        assert!(said.starts_with(&format!("cannot read the settings {}: ", path.display())));
        assert!(
            said.ends_with("\nMake them with `solana config set`, or name others with --config")
        );

        let missing = folder.path().join("id.json");
        let said = read_key(&missing).unwrap_err().to_string();
        assert!(said.starts_with(&format!("cannot read a key from {}: ", missing.display())));
        let said = read_key(Path::new("usb://ledger")).unwrap_err().to_string();
        assert!(said.starts_with("\"usb://ledger\" is no file of a key"));
        let said = commitment_of("sure").unwrap_err().to_string();
        assert_eq!(said, "\"sure\" is no commitment, expected processed, confirmed or finalized");
    }
}
