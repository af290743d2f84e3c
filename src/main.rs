//! The command line.

mod cli;

use std::process::ExitCode;

/// Records of articles are many small allocations; the system's allocator takes a fifth of the whole time for them.
#[cfg(feature = "mimalloc")]
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    cli::run()
}
