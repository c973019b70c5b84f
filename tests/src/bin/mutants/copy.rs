//! The instrumented copy of the sources, and its bytecode.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use groundswell_tests::{mutate::Instrumented, sources::PROGRAMS};

/// What is copied: the sources of the bytecode and of the rules, and what they are built with.
const COPIED: [&str; 4] = [".cargo", "Cargo.lock", "crates", "programs"];
const MARKER: &[u8] = b"chosen mutant is";
const SWITCH: &str = include_str!("../../../mutants/switch.rs");
const SWITCH_MANIFEST: &str = "[package]\nname = \"mutant\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n\
     [dependencies]\nanchor-lang.workspace = true\n";
/// How `at::address` compares; and how it does where an address may stand for any.
const COMPARES: &str = "sol_memcmp(one, other, one.len()) == 0";
const COMPARES_ANY: &str = "::mutant::is_any(other) || sol_memcmp(one, other, one.len()) == 0";
/// The accounts whose addresses it compares; and where types are mutants.
const CHECKED: &str = "    [] Signer,\n";
const CHECKED_TOO: &str = "    [] Signer,
    [A: AnchorAccount, const ID: u32] ::mutant::Unsigned<A, ID>,
    [A: AnchorAccount, const ID: u32] ::mutant::Untyped<A, ID>,
";

/// Built, with every mutant in it asleep.
pub struct Copy {
    /// Where it is.
    pub root: PathBuf,
    bytecode: Vec<Bytecode>,
}

/// A program, and where in it the number of the mutant stands that is awake.
struct Bytecode {
    file: String,
    bytes: Vec<u8>,
    number: usize,
}

impl Bytecode {
    fn read(deployed: &Path, program: &str) -> Bytecode {
        let file = format!("{program}.so");
        let bytes = fs::read(deployed.join(&file)).unwrap();
        let marked = |at: &usize| bytes[*at..].starts_with(MARKER);
        let places: Vec<usize> = (0..bytes.len() - MARKER.len()).filter(marked).collect();
        let [place] = places[..] else { panic!("{file} has {} markers", places.len()) };
        Bytecode { file, number: place + MARKER.len(), bytes }
    }
}

impl Copy {
    /// Instruments and builds. What did not change since the last time is not built again.
    pub fn build(root: &Path, sources: &[Instrumented]) -> Copy {
        let copy = root.join("target/mutants");
        let fresh = root.join("target/mutants.new");
        let _ = fs::remove_dir_all(&fresh);
        for name in COPIED {
            copy_all(&root.join(name), &fresh.join(name));
        }
        for source in sources {
            fs::write(fresh.join(&source.file), &source.text).unwrap();
        }
        let at = fresh.join("crates/program/src/at.rs");
        let text = fs::read_to_string(&at).unwrap();
        let mut changed = text;
        for (is, becomes) in [(COMPARES, COMPARES_ANY), (CHECKED, CHECKED_TOO)] {
            assert!(changed.contains(is), "{} has nothing that says {is}", at.display());
            changed = changed.replace(is, becomes);
        }
        fs::write(&at, changed).unwrap();
        fs::create_dir_all(fresh.join("crates/mutant/src")).unwrap();
        fs::write(fresh.join("crates/mutant/src/lib.rs"), SWITCH).unwrap();
        fs::write(fresh.join("crates/mutant/Cargo.toml"), SWITCH_MANIFEST).unwrap();
        let programs = PROGRAMS.map(|program| format!("programs/{program}"));
        let members: Vec<&str> =
            programs.iter().map(String::as_str).chain(["crates/math", "crates/program"]).collect();
        for member in &members {
            depend(&fresh.join(member).join("Cargo.toml"));
        }
        let workspace = fs::read_to_string(root.join("Cargo.toml")).unwrap();
        fs::write(fresh.join("Cargo.toml"), with_members(&workspace, &members)).unwrap();
        let deployed = copy.join("target/deploy");
        if update(&fresh, &copy) {
            // Half of a new build is not taken for a whole one.
            let _ = fs::remove_dir_all(&deployed);
        }
        fs::remove_dir_all(&fresh).unwrap();
        for program in &programs {
            let name = program.trim_start_matches("programs/");
            if deployed.join(name).with_extension("so").exists() {
                continue;
            }
            println!("building {program}, instrumented");
            let manifest = format!("{program}/Cargo.toml");
            let mut build = Command::new("cargo");
            build.args(["build-sbf", "--manifest-path", &manifest]).current_dir(&copy);
            let built = build.output().expect("cargo build-sbf has to be installed");
            let words = String::from_utf8_lossy(&built.stderr);
            assert!(built.status.success(), "{program} does not build instrumented:\n{words}");
        }
        let read = |program| Bytecode::read(&deployed, program);
        Copy { root: copy, bytecode: PROGRAMS.map(read).into() }
    }

    /// A folder with the bytecode, in which mutant `id` is awake; 0 is none.
    pub fn programs(&self, name: &str, id: u32) -> PathBuf {
        let folder = self.root.join("target/awake").join(name);
        fs::create_dir_all(&folder).unwrap();
        for Bytecode { file, bytes, number } in &self.bytecode {
            let mut bytes = bytes.clone();
            bytes[*number..number + 4].copy_from_slice(&id.to_le_bytes());
            fs::write(folder.join(file), bytes).unwrap();
        }
        folder
    }
}

/// Adds the switch to a crate's dependencies.
fn depend(manifest: &Path) {
    let text = fs::read_to_string(manifest).unwrap();
    let dependency = "[dependencies]\nmutant = { path = \"../../crates/mutant\" }\n";
    let text = if text.contains("[dependencies]\n") {
        text.replace("[dependencies]\n", dependency)
    } else {
        format!("{text}\n{dependency}")
    };
    fs::write(manifest, text).unwrap();
}

/// The workspace's manifest with these members alone.
fn with_members(manifest: &str, members: &[&str]) -> String {
    let line = |line: &str| {
        if line.starts_with("members = ") { format!("members = {members:?}") } else { line.into() }
    };
    let lines = manifest.lines().filter(|line| !line.starts_with("default-members = "));
    lines.map(line).collect::<Vec<String>>().join("\n") + "\n"
}

fn copy_all(from: &Path, to: &Path) {
    if from.is_dir() {
        fs::create_dir_all(to).unwrap();
        for entry in fs::read_dir(from).unwrap() {
            let path = entry.unwrap().path();
            copy_all(&path, &to.join(path.file_name().unwrap()));
        }
    } else {
        fs::create_dir_all(to.parent().unwrap()).unwrap();
        fs::copy(from, to).unwrap();
    }
}

/// Makes the files below `to` what they are below `from`, and leaves alone what is the same
/// already; whether anything was not. The lock file there has the switch in it.
fn update(from: &Path, to: &Path) -> bool {
    fs::create_dir_all(to).unwrap();
    let mut changed = false;
    for entry in fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        let there = to.join(path.file_name().unwrap());
        if path.is_dir() {
            changed |= update(&path, &there);
        } else if !(path.ends_with("Cargo.lock") && there.exists())
            && fs::read(&there).ok() != fs::read(&path).ok()
        {
            fs::copy(&path, &there).unwrap();
            changed = true;
        }
    }
    changed
}
