//! The `lockwright` command: arguments in, exit code out.

/// Reading a page takes thousands of small allocations, which the system's allocator makes slower.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> std::process::ExitCode {
    lockwright::cli::run(std::env::args_os()).into()
}
