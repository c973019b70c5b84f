//! Writes `idl/NAME.json`, the interface of each program, from its sources. Run by `just idl`.
//!
//! Anchor's macros print the interface from a unit test that they add, and print with `std`. The
//! programs are `no_std`, so the test is built from a copy below cargo's target folder, which
//! lacks that one line: the sources that are released stay what their hash says.

use std::{
    collections::BTreeMap,
    env,
    error::Error,
    fs, io,
    path::{Path, PathBuf},
    process::Command,
};

use serde_json::{Map, Value, json};

type Result<T> = std::result::Result<T, Box<dyn Error>>;

/// What the copy has of the repository.
const COPIED: [&str; 4] = ["Cargo.toml", "Cargo.lock", "crates", "programs"];
/// Members of the workspace that the programs do not need.
const NOT_COPIED: [&str; 2] = ["app/", "tests"];

fn main() -> Result<()> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").canonicalize()?;
    let target = env::var_os("CARGO_TARGET_DIR").map_or(root.join("target"), PathBuf::from);
    let copy = target.join("idl");
    fs::create_dir_all(&copy)?;
    for part in COPIED {
        copy_into(&root.join(part), &copy.join(part))?;
    }
    keep_members(&copy.join("Cargo.toml"))?;
    fs::create_dir_all(root.join("idl"))?;
    for program in groundswell_programs::ALL {
        let folder = copy.join("programs").join(program.name);
        with_std(&folder.join("src/lib.rs"))?;
        let idl = assemble(&print(&folder, &target)?)?;
        let text = serde_json::to_string_pretty(&sorted(idl))? + "\n";
        fs::write(root.join(format!("idl/{}.json", program.name)), text)?;
        println!("{}: idl/{0}.json", program.name);
    }
    Ok(())
}

fn copy_into(from: &Path, to: &Path) -> io::Result<()> {
    if from.is_dir() {
        fs::create_dir_all(to)?;
        for entry in fs::read_dir(from)? {
            let entry = entry?;
            copy_into(&entry.path(), &to.join(entry.file_name()))?;
        }
        return Ok(());
    }
    // What has not changed is not written, so that cargo does not build it again.
    let text = fs::read(from)?;
    if fs::read(to).is_ok_and(|there| there == text) { Ok(()) } else { fs::write(to, text) }
}

fn keep_members(manifest: &Path) -> Result<()> {
    let mut workspace: toml::Table = fs::read_to_string(manifest)?.parse()?;
    let members = workspace.get_mut("workspace").and_then(|table| table.get_mut("members"));
    let members = members.and_then(toml::Value::as_array_mut).ok_or("no members")?;
    members.retain(|member| {
        let path = member.as_str().unwrap_or_default();
        !NOT_COPIED.iter().any(|prefix| path.starts_with(prefix))
    });
    Ok(fs::write(manifest, workspace.to_string())?)
}

fn with_std(lib: &Path) -> Result<()> {
    let text = fs::read_to_string(lib)?;
    Ok(fs::write(lib, text.replacen("#![no_std]\n", "", 1))?)
}

/// What the test of the program in `folder` prints.
fn print(folder: &Path, target: &Path) -> Result<String> {
    let output = Command::new(env::var_os("CARGO").unwrap_or("cargo".into()))
        .args(["test", "--quiet", "--lib", "__anchor_private_print_idl", "--features", "idl-build"])
        .args(["--", "--show-output", "--test-threads=1"])
        .current_dir(folder)
        .env("CARGO_TARGET_DIR", target)
        .env("ANCHOR_IDL_BUILD_NO_DOCS", "FALSE")
        .env("ANCHOR_IDL_BUILD_RESOLUTION", "TRUE")
        .env("ANCHOR_IDL_BUILD_SKIP_LINT", "FALSE")
        .env("ANCHOR_IDL_BUILD_PROGRAM_PATH", folder)
        .output()?;
    if !output.status.success() {
        return Err(String::from_utf8_lossy(&output.stderr).into());
    }
    Ok(String::from_utf8(output.stdout)?)
}

/// Joins the blocks of a test's output into one interface.
fn assemble(output: &str) -> Result<Value> {
    let mut idl = Map::new();
    let (mut errors, mut events, mut constants) = (vec![], vec![], vec![]);
    let mut types: BTreeMap<String, Value> = BTreeMap::new();
    let mut address = String::new();
    for (kind, text) in blocks(output) {
        if kind == "address" {
            address = text.trim().trim_matches('"').to_string();
            continue;
        }
        let mut block: Value = serde_json::from_str(&text)?;
        let mut named = |list: Value| {
            for of in list.as_array().cloned().unwrap_or_default() {
                types.insert(of["name"].as_str().unwrap_or_default().to_string(), of);
            }
        };
        match kind.as_str() {
            "errors" => errors.extend(block.as_array().cloned().unwrap_or_default()),
            "const" => constants.push(block),
            "event" => {
                named(block["types"].take());
                events.push(block["event"].take());
            }
            "program" => {
                named(block["types"].take());
                idl = block.as_object().cloned().ok_or("a program without fields")?;
            }
            other => return Err(format!("a block of an unknown kind: {other}").into()),
        }
    }
    idl.insert("address".into(), json!(address));
    events.sort_by_key(|event| event["name"].to_string());
    for (field, list) in [("errors", errors), ("events", events), ("constants", constants)] {
        if !list.is_empty() {
            idl.insert(field.into(), list.into());
        }
    }
    idl.insert("types".into(), types.into_values().collect());
    Ok(idl.into())
}

/// Kind and text of each block between `--- IDL begin KIND ---` and `--- IDL end KIND ---`.
fn blocks(output: &str) -> Vec<(String, String)> {
    let mut found = vec![];
    let mut open: Option<(String, String)> = None;
    for line in output.lines() {
        if let Some(kind) = line.strip_prefix("--- IDL begin ") {
            open = Some((kind.trim_end_matches(" ---").to_string(), String::new()));
        } else if line.starts_with("--- IDL end") {
            found.extend(open.take());
        } else if let Some((_, text)) = &mut open {
            text.push_str(line);
            text.push('\n');
        }
    }
    found
}

/// Fields in alphabetical order, and names without the modules they are in: what is written does
/// not depend on how the JSON library was built.
fn sorted(value: Value) -> Value {
    match value {
        Value::Object(fields) => {
            let fields: BTreeMap<String, Value> = fields.into_iter().collect();
            fields.into_iter().map(|(name, value)| (name, sorted(value))).collect()
        }
        Value::Array(items) => items.into_iter().map(sorted).collect(),
        Value::String(text) => Value::String(last_segment(&text).to_string()),
        other => other,
    }
}

/// `Launch` of `launch::state::Launch`; other texts as they are.
fn last_segment(text: &str) -> &str {
    let path = |part: &str| part.chars().all(|c| c.is_ascii_alphanumeric() || c == '_' || c == ':');
    if text.contains("::") && path(text) { text.rsplit("::").next().unwrap_or(text) } else { text }
}
