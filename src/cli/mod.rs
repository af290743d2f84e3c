//! The commands: what the user typed becomes calls of the library; results go to standard output, all else to
//! standard error.
//!
//! Knows flags, threads, files and exit codes. Decides nothing about articles.

mod annotate;
mod args;
mod batch;
mod check;
mod check_rules;
mod choices;
mod crew;
mod diff;
mod explain;
mod formats;
mod given;
mod graph;
mod messages;
mod output;
mod page;
mod store;
mod stream;
mod timeline;
mod why;

use std::fs;
use std::io::{self, Write};
use std::path::Path;
use std::process::ExitCode;

use clap::{CommandFactory, Parser};
use dateline::{Error, ErrorKind};

use args::{Arguments, Command};

/// Everything went well.
const OK: u8 = 0;
/// Some articles could not be read, or not in full.
const SOME_FAILED: u8 = 1;

/// Reads the arguments, runs the command, and says how it went.
pub fn run() -> ExitCode {
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(usage) => {
            // Nothing can be done when even the message cannot be written.
            let _ = usage.print();
            return ExitCode::from(u8::try_from(usage.exit_code()).unwrap_or(SOME_FAILED));
        }
    };
    let result = match arguments.command {
        Command::Timeline(arguments) => timeline::run(&arguments),
        Command::Graph(arguments) => graph::run(&arguments),
        Command::Annotate(arguments) => annotate::run(&arguments),
        Command::Explain(arguments) => explain::run(&arguments),
        Command::Diff(arguments) => diff::run(&arguments),
        Command::Store(command) => store::run(&command),
        Command::Check(arguments) => check::run(&arguments),
        Command::CheckRules(arguments) => check_rules::run(&arguments),
        Command::Completions { shell } => completions(shell),
        Command::Man { folder } => manual(&folder),
    };
    match result {
        Ok(code) => ExitCode::from(code),
        Err(error) => {
            messages::print("error", &error);
            ExitCode::from(code_of(error.kind()))
        }
    }
}

/// The exit code of an error that ends the run.
fn code_of(kind: ErrorKind) -> u8 {
    match kind {
        ErrorKind::Usage => 2,
        ErrorKind::Data | ErrorKind::Rule => 65,
        ErrorKind::Io => 74,
    }
}

fn completions(shell: clap_complete::Shell) -> Result<u8, Error> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Arguments::command(), "dateline", &mut script);
    match io::stdout().write_all(&script) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(output::unwritten(&error)),
        _ => Ok(OK),
    }
}

fn manual(folder: &Path) -> Result<u8, Error> {
    let written =
        fs::create_dir_all(folder).and_then(|()| clap_mangen::generate_to(Arguments::command(), folder));
    written.map_err(|error| {
        Error::new(ErrorKind::Io, format!("the manual cannot be written: {error}"))
            .in_file(folder.display().to_string())
    })?;
    Ok(OK)
}
