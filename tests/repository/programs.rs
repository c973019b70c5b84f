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

#[test]
fn bytecode_says_how_to_report_a_weakness() {
    for program in groundswell_programs::ALL {
        let found = solana_security_txt::find_and_parse(program.bytecode).unwrap();
        assert_eq!(found.name, format!("groundswell {}", program.name));
        assert_eq!(found.policy, "SECURITY.md in that repository");
        assert_eq!(found.source_release.as_deref(), Some(env!("CARGO_PKG_VERSION")));
    }
}
