//! Bytes from files and streams, unpacked, and what goes wrong with them in words.
//!
//! Knows files and limits. Does not know formats.

use std::fs::File;
use std::io::{self, BufRead, Read};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use super::unpack::unpacked;
use crate::{Error, ErrorKind};

/// The longest file that is held whole, in bytes.
pub(super) const LONGEST_WHOLE: usize = 1 << 30;

/// The bytes of a file, unpacked where they are packed; those taken from the disk are added to `taken`.
///
/// # Errors
/// The file is missing or may not be read.
pub(super) fn file(path: &Path, taken: Arc<AtomicU64>) -> Result<Box<dyn BufRead + Send>, Error> {
    let file = File::open(path).map(|file| Tallied { file, taken });
    file.and_then(unpacked).map_err(|error| io_error(&error))
}

/// A file whose bytes are counted as they are read.
struct Tallied {
    file: File,
    taken: Arc<AtomicU64>,
}

impl Read for Tallied {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.file.read(buffer)?;
        self.taken.fetch_add(read as u64, Ordering::Relaxed);
        Ok(read)
    }
}

/// The longest record of a file, in bytes, such as a line of JSON or a page: the longest article and its escapes.
pub(super) const LONGEST_RECORD: usize = 256 << 20;

/// Everything that is left of a stream.
///
/// # Errors
/// The stream breaks, or is longer than an article may be.
pub(super) fn whole(mut input: impl BufRead) -> Result<Vec<u8>, Error> {
    let mut bytes = Vec::new();
    let limit = LONGEST_WHOLE as u64 + 1;
    input.by_ref().take(limit).read_to_end(&mut bytes).map_err(|error| io_error(&error))?;
    if bytes.len() > LONGEST_WHOLE {
        let remedy = "split it, or give the articles as JSON lines";
        return Err(Error::new(ErrorKind::Data, "this is longer than 1 GiB").with_remedy(remedy));
    }
    Ok(bytes)
}

/// The error of the operating system in our words.
pub(super) fn io_error(error: &io::Error) -> Error {
    let (kind, message, remedy) = match error.kind() {
        io::ErrorKind::NotFound => (ErrorKind::Io, "there is no such file".to_owned(), "check the path"),
        io::ErrorKind::PermissionDenied => {
            (ErrorKind::Io, "this may not be read".to_owned(), "check the permissions of the file")
        }
        io::ErrorKind::InvalidData | io::ErrorKind::InvalidInput => (
            ErrorKind::Data,
            format!("this cannot be unpacked: {error}"),
            "check that the download is complete",
        ),
        io::ErrorKind::UnexpectedEof => (
            ErrorKind::Data,
            "the compressed data break off".to_owned(),
            "check that the download is complete",
        ),
        _ => (ErrorKind::Io, format!("this cannot be read: {error}"), "check the file and the disk"),
    };
    Error::new(kind, message).with_remedy(remedy)
}
