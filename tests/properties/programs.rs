//! The released bytecode is what the sources give.

use std::path::Path;

#[test]
fn bytecode_and_sources_have_not_parted() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    for program in groundswell_programs::ALL {
        let now = groundswell_programs::source_hash(&root, program.name).unwrap();
        assert_eq!(
            program.source, now,
            "the sources of program {0} have changed since app/programs/{0}.so was built: \
             run `just programs` and commit the result",
            program.name
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
