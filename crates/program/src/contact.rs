//! What a deployed program says about itself to whoever finds a weakness in it.

/// Puts name, version and the way to report a weakness into a program's bytecode, in the format
/// that explorers show: <https://github.com/neodyme-labs/solana-security-txt>.
///
/// The words are the same wherever the program is deployed: bytecode with a deployer's own address in
/// it could not be compared with a release.
#[macro_export]
macro_rules! contact {
    ($program:literal) => {
        const WORDS: &str = concat!(
            "=======BEGIN SECURITY.TXT V1=======\0",
            "name\0groundswell ",
            $program,
            "\0project_url\0the repository this program was built from\0",
            "contacts\0other:the private vulnerability reports of that repository\0",
            "policy\0SECURITY.md in that repository\0",
            "preferred_languages\0en\0source_release\0",
            env!("CARGO_PKG_VERSION"),
            "\0auditors\0none\0=======END SECURITY.TXT V1=======\0",
        );

        /// Nothing reads it but those who search the bytecode.
        #[used]
        static CONTACT: [u8; WORDS.len()] = match WORDS.as_bytes().first_chunk() {
            Some(words) => *words,
            None => [0; WORDS.len()],
        };
    };
}
