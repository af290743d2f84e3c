//! Where results go: standard output, or a file that appears when it is complete.

use std::fmt::Display;
use std::fs::{self, File};
use std::io::{self, BufWriter, StdoutLock, Write};
use std::path::{Path, PathBuf};

use dateline::{Error, ErrorKind};

/// Standard output or a file.
pub struct Output {
    sink: Sink,
    /// The reader of our standard output has gone: no reason to complain.
    closed: bool,
}

enum Sink {
    Stdout(BufWriter<StdoutLock<'static>>),
    /// A device or pipe, written to directly.
    Direct(BufWriter<File>),
    /// A file under a temporary name.
    File {
        file: BufWriter<File>,
        temporary: PathBuf,
        target: PathBuf,
    },
}

impl Output {
    /// Opens `target`, or standard output for none and for `-`.
    ///
    /// # Errors
    /// The file cannot be made.
    pub fn open(target: Option<&Path>) -> Result<Self, Error> {
        let sink = match target.filter(|path| path.as_os_str() != "-") {
            None => Sink::Stdout(BufWriter::new(io::stdout().lock())),
            Some(path) => Sink::file(path).map_err(|error| failed(path, &error))?,
        };
        Ok(Self { sink, closed: false })
    }

    /// Completes the output: only now the file gets its name. `result` is that of the writing, which is given back; `None`
    /// when the other end of the pipe was closed, which is no error.
    ///
    /// # Errors
    /// The writing failed, or the file cannot be completed.
    pub fn finish<T>(mut self, result: Result<T, Error>) -> Result<Option<T>, Error> {
        let written =
            result.and_then(|value| self.flush().map(|()| value).map_err(|error| unwritten(&error)));
        if self.closed {
            return Ok(None);
        }
        let value = written?;
        if let Sink::File { temporary, target, .. } = &self.sink {
            fs::rename(temporary, target).map_err(|error| failed(target, &error))?;
        }
        Ok(Some(value))
    }
}

impl Sink {
    fn file(path: &Path) -> io::Result<Self> {
        let target = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
        let special = fs::metadata(&target).is_ok_and(|about| !about.is_file() && !about.is_dir());
        if special {
            return Ok(Self::Direct(BufWriter::new(File::options().write(true).open(&target)?)));
        }
        let name = target.file_name().ok_or(io::ErrorKind::IsADirectory)?.to_string_lossy();
        let temporary = target.with_file_name(format!(".{name}.{}.part", std::process::id()));
        if target.is_dir() {
            return Err(io::ErrorKind::IsADirectory.into());
        }
        let file = BufWriter::new(File::create(&temporary)?);
        Ok(Self::File { file, temporary, target })
    }

    fn writer(&mut self) -> &mut dyn Write {
        match self {
            Self::Stdout(out) => out,
            Self::Direct(file) | Self::File { file, .. } => file,
        }
    }
}

impl Write for Output {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let result = self.sink.writer().write(bytes);
        self.closed |= result.as_ref().is_err_and(|error| error.kind() == io::ErrorKind::BrokenPipe);
        result
    }

    fn flush(&mut self) -> io::Result<()> {
        let result = self.sink.writer().flush();
        self.closed |= result.as_ref().is_err_and(|error| error.kind() == io::ErrorKind::BrokenPipe);
        result
    }
}

impl Drop for Output {
    /// A file that was not completed leaves nothing behind.
    fn drop(&mut self) {
        if let Sink::File { temporary, .. } = &self.sink {
            // After `finish` the temporary name is gone already.
            let _ = fs::remove_file(temporary);
        }
    }
}

/// The error of an output that does not take what is written.
pub fn unwritten(error: &dyn Display) -> Error {
    Error::new(ErrorKind::Io, format!("the output cannot be written: {error}"))
}

fn failed(path: &Path, error: &io::Error) -> Error {
    Error::new(ErrorKind::Io, format!("this file cannot be written: {error}"))
        .in_file(path.display().to_string())
        .with_remedy("check the folder, its permissions and the disk")
}
