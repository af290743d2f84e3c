//! Bytes from files and streams: gzip undone, bombs refused.
//!
//! Knows compression and limits. Does not know formats.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::Path;

use flate2::bufread::MultiGzDecoder;

use crate::{Error, ErrorKind};

/// The longest single article, in bytes: offsets must fit 32 bits.
pub(super) const LONGEST_ARTICLE: usize = 1 << 30;

/// Unpacked size from which the compression ratio is watched, in bytes.
const WATCHED_FROM: u64 = 64 << 20;

/// The highest plausible ratio; text reaches 10, repeated text 300, a bomb 1,000.
const HIGHEST_RATIO: u64 = 500;

/// The bytes of a file, unpacked where they are gzipped.
///
/// # Errors
/// The file is missing or may not be read.
pub(super) fn file(path: &Path) -> Result<Box<dyn BufRead + Send>, Error> {
    File::open(path).and_then(stream).map_err(|error| io_error(&error))
}

/// The bytes of a stream, unpacked where they are gzipped.
pub(super) fn stream(input: impl Read + Send + 'static) -> io::Result<Box<dyn BufRead + Send>> {
    const BUFFER: usize = 256 << 10;
    let mut input = BufReader::with_capacity(BUFFER, input);
    let packed = input.fill_buf()?.starts_with(&[0x1f, 0x8b]);
    if !packed {
        return Ok(Box::new(input));
    }
    let unpacked = Unpacked { inner: MultiGzDecoder::new(Counted { inner: input, count: 0 }), out: 0 };
    Ok(Box::new(BufReader::with_capacity(BUFFER, unpacked)))
}

/// Everything that is left of a stream.
///
/// # Errors
/// The stream breaks, or is longer than an article may be.
pub(super) fn whole(mut input: impl BufRead) -> Result<Vec<u8>, Error> {
    let mut bytes = Vec::new();
    let limit = LONGEST_ARTICLE as u64 + 1;
    input.by_ref().take(limit).read_to_end(&mut bytes).map_err(|error| io_error(&error))?;
    if bytes.len() > LONGEST_ARTICLE {
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

/// Counts the bytes that are taken.
struct Counted<R> {
    inner: R,
    count: u64,
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(buffer)?;
        self.count += read as u64;
        Ok(read)
    }
}

impl<R: BufRead> BufRead for Counted<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        self.inner.fill_buf()
    }

    fn consume(&mut self, amount: usize) {
        self.count += amount as u64;
        self.inner.consume(amount);
    }
}

/// Unpacks, and stops when the ratio is that of a bomb.
struct Unpacked<R> {
    inner: MultiGzDecoder<Counted<R>>,
    out: u64,
}

impl<R: BufRead> Read for Unpacked<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(buffer)?;
        self.out += read as u64;
        let taken = self.inner.get_ref().count.max(1);
        if self.out > WATCHED_FROM && self.out / taken > HIGHEST_RATIO {
            let message = format!("{} bytes became more than {}, as in a bomb", taken, self.out);
            return Err(io::Error::new(io::ErrorKind::InvalidData, message));
        }
        Ok(read)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use flate2::{Compression, write::GzEncoder};
    use std::io::{Cursor, Write};

    fn gzip(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
        encoder.write_all(bytes).expect("memory");
        encoder.finish().expect("memory")
    }

    #[test]
    fn gzip_is_undone_and_plain_bytes_are_kept() {
        let two_members = [gzip(b"Oslo "), gzip(b"and Bergen")].concat();
        for bytes in [b"Oslo and Bergen".to_vec(), two_members] {
            let read = whole(stream(Cursor::new(bytes)).expect("stream")).expect("whole");
            assert_eq!(read, b"Oslo and Bergen");
        }
    }

    #[test]
    fn broken_and_bomb_like_archives_are_refused() {
        let mut cut = gzip(&b"Oslo and Bergen ".repeat(99));
        cut.truncate(cut.len() / 2);
        let bomb = gzip(&vec![b' '; 80 << 20]);
        for bytes in [cut, bomb] {
            let read = whole(stream(Cursor::new(bytes)).expect("stream"));
            assert_eq!(read.map(|_| ()).map_err(|e| e.kind()), Err(ErrorKind::Data));
        }
    }
}
