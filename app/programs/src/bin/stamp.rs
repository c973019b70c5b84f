//! Takes freshly built programs from `target/deploy` into this release, each with the hash of
//! its sources. Run by `just programs`.

use std::{fs, io, path::Path};

fn main() -> io::Result<()> {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let root = here.join("../..");
    for program in groundswell_programs::ALL {
        let name = program.name;
        let built = root.join(format!("target/deploy/{name}.so"));
        let bytes = fs::copy(&built, here.join(format!("{name}.so")))?;
        let source = groundswell_programs::source_hash(&root, name)?;
        fs::write(here.join(format!("{name}.source")), source)?;
        println!("{name}: {bytes} bytes");
    }
    Ok(())
}
