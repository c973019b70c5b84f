//! `groundswell new NAME`: a launch file to start from.

use std::{fs, path::Path, process::ExitCode};

use anyhow::{Context, bail};
use jiff::{Timestamp, ToSpan};

use crate::{args, output};

/// The file, with words in capitals between angle brackets where something is filled in.
const TEMPLATE: &str = include_str!("new/launch.toml");
/// Days from today to the opening: time to read, argue and change the terms.
const LEAD_DAYS: i64 = 14;
/// Days the sale of the template lasts.
const SALE_DAYS: i64 = 4;
/// What wallets show of a symbol at most.
const SYMBOL_CHARS: usize = 10;

/// Writes `NAME/launch.toml`; refuses to replace one.
pub fn run(args: &args::New) -> anyhow::Result<ExitCode> {
    let name = token_name(&args.name)?;
    let path = args.name.join("launch.toml");
    if path.exists() {
        bail!("{} exists: choose another name, or remove it first", path.display());
    }
    fs::create_dir_all(&args.name)
        .with_context(|| format!("cannot make the folder {}", args.name.display()))?;
    output::write_new_file(&path, &fill(name, Timestamp::now())?)?;

    let path = path.display();
    output::print(&format!(
        "wrote {path}\n\nnext:\n  groundswell check {path}\n  groundswell rehearse {path}\n"
    ))?;
    Ok(ExitCode::SUCCESS)
}

/// The last part of the path, if it can name a folder and a token everywhere.
fn token_name(path: &Path) -> anyhow::Result<&str> {
    let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
    let is_fit = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
    let starts_well = name.starts_with(|c: char| c.is_ascii_alphanumeric());
    if starts_well && name.len() <= 32 && name.chars().all(is_fit) {
        return Ok(name);
    }
    bail!(
        "\"{}\" names no token: expected 1 to 32 letters, digits, - and _, beginning with a letter \
         or digit",
        path.display()
    )
}

fn fill(name: &str, now: Timestamp) -> anyhow::Result<String> {
    let day = |days: i64| {
        let date = now.checked_add((days * 24).hours()).context("this machine's clock is off")?;
        anyhow::Ok(date.strftime("%Y-%m-%d").to_string())
    };
    let letters = name.chars().filter(char::is_ascii_alphanumeric).take(SYMBOL_CHARS);
    let symbol = letters.collect::<String>().to_uppercase();
    Ok(TEMPLATE
        .replace("<NAME>", name)
        .replace("<SYMBOL>", &symbol)
        .replace("<OPENS>", &day(LEAD_DAYS)?)
        .replace("<CLOSES>", &day(LEAD_DAYS.saturating_add(SALE_DAYS))?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_template_is_filled_whatever_the_day() {
        for now in ["2026-12-20T23:59:59Z", "2028-02-15T00:00:00Z"] {
            let text = fill("sea-wall_2", now.parse().unwrap()).unwrap();
            assert!(
                text.contains("name = \"sea-wall_2\"") && text.contains("symbol = \"SEAWALL2\"")
            );
            assert!(!text.contains('<'), "{text}");
        }
        let text = fill("x", "2026-12-20T23:59:59Z".parse().unwrap()).unwrap();
        assert!(text.contains("opens_at = 2027-01-03T15:00:00Z"), "{text}");
    }

    #[test]
    fn a_name_must_do_as_a_folder_and_as_a_token() {
        for name in ["harbor", "a", "Sea-Wall_2", "/tmp/there/harbor", "harbor/"] {
            assert!(token_name(Path::new(name)).is_ok(), "{name}");
        }
        for name in ["", ".", "..", "/", "-x", "_x", "a b", "é", "x\"y", &"x".repeat(33)] {
            assert!(token_name(Path::new(name)).is_err(), "{name}");
        }
    }
}
