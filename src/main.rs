//! The `lockwright` command: arguments in, exit code out.

fn main() -> std::process::ExitCode {
    lockwright::cli::run(std::env::args_os())
}
