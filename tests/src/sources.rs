//! What there is to test, read from the sources of the programs.

use std::{fs, path::Path};

use crate::call::fields;

/// Every program of this release.
pub const PROGRAMS: [&str; 4] = ["launch", "distributor", "vesting", "buyback"];

/// One instruction of one program.
#[derive(Clone)]
pub struct Listed {
    /// As it is called.
    pub name: String,
    /// Its accounts in their order.
    pub slots: Vec<String>,
    /// Those that it makes.
    pub made: Vec<String>,
}

/// Every instruction of a program, in the order of its `#[program]` module.
pub fn instructions(program: &str) -> Vec<Listed> {
    let source = read(&format!("../programs/{program}/src/lib.rs"));
    let (_, module) = source.split_once("#[program]").unwrap();
    let listed = |part: &str| {
        let (name, rest) = part.split_once('(').unwrap();
        let (_, rest) = rest.split_once("Context<").unwrap();
        let accounts = rest.split_once('>').unwrap().0;
        Listed {
            name: name.into(),
            slots: fields(program, accounts),
            made: made(program, accounts),
        }
    };
    module.split("pub fn ").skip(1).map(listed).collect()
}

/// The fields of an accounts struct that carry `init` or `init_if_needed`.
fn made(program: &str, accounts: &str) -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folder = folder.join(format!("../programs/{program}/src/instructions"));
    let start = format!("pub struct {accounts} {{");
    let sources = fs::read_dir(folder).unwrap().map(|file| file.unwrap().path());
    let source = sources.map(|path| fs::read_to_string(path).unwrap());
    let source = source.into_iter().find(|source| source.contains(&start)).unwrap();
    let (_, body) = source.split_once(&start).unwrap();
    let (body, _) = body.split_once("\n}").unwrap();
    let (mut all, mut init) = (vec![], false);
    for line in body.lines().map(str::trim) {
        let attribute = line.trim_start_matches("#[account(");
        init |= attribute.starts_with("init,") || attribute.starts_with("init_if_needed,");
        let Some(field) = line.strip_prefix("pub ").and_then(|rest| rest.split_once(':')) else {
            continue;
        };
        if std::mem::take(&mut init) {
            all.push(field.0.into());
        }
    }
    all
}

fn read(path: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).unwrap()
}
