//! `clientwright`: the generator as a command. `clientwright help` says what it does.

use std::process::ExitCode;

fn main() -> ExitCode {
    clientwright::cli::main()
}
