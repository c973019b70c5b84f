//! Takes freshly built programs from cargo's target folder into this release, each with the hash of
//! its sources. Run by `just programs`.

use std::{
    env, fs, io,
    path::{Path, PathBuf},
};

fn main() -> io::Result<()> {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let root = here.join("../..");
    let target = env::var_os("CARGO_TARGET_DIR").map_or(root.join("target"), PathBuf::from);
    for program in groundswell_programs::ALL {
        let name = program.name;
        let built = target.join(format!("deploy/{name}.so"));
        let bytes = fs::copy(&built, here.join(format!("{name}.so")))?;
        let source = groundswell_programs::source_hash(&root, name)?;
        fs::write(here.join(format!("{name}.source")), source)?;
        println!("{name}: {bytes} bytes");
    }
    Ok(())
}
