//! `groundswell`: launch a token the community way. All it does is in the library.

use std::process::ExitCode;

fn main() -> ExitCode {
    groundswell::main()
}
