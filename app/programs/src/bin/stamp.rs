//! Takes freshly built programs from cargo's target folder into this release, each with the hash of
//! its sources, and the attacker of the tests into its own folder. Run by `just programs`.

use std::{
    env, fs, io,
    path::{Path, PathBuf},
};

use groundswell_programs::{HOSTILE, carried, source_hash};

fn main() -> io::Result<()> {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let root = here.join("../..");
    let target = env::var_os("CARGO_TARGET_DIR").map_or(root.join("target"), PathBuf::from);
    let names = groundswell_programs::ALL.iter().map(|program| program.name);
    for name in names.chain([HOSTILE]) {
        let built = target.join(format!("deploy/{name}.so"));
        let into = root.join(carried(name));
        let bytes = fs::copy(&built, into.join(format!("{name}.so")))?;
        fs::write(into.join(format!("{name}.source")), source_hash(&root, name)?)?;
        println!("{name}: {bytes} bytes");
    }
    Ok(())
}
