//! The released bytecode, and that of the attacker, is what the sources give.

use groundswell_programs::{ALL, Program, carried, source_hash};
use groundswell_tests::hostile::HOSTILE;
use std::path::Path;

#[test]
fn bytecode_and_sources_have_not_parted() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    for Program { name, source, .. } in ALL.iter().chain([&HOSTILE]) {
        let now = source_hash(&root, name).unwrap();
        assert_eq!(
            *source,
            now,
            "the sources of program {name} have changed since {}/{name}.so was built: \
             run `just programs` and commit the result",
            carried(name)
        );
    }
}
