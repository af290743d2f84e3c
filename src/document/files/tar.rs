//! Tar archives: their files one after another, none of them written to disk.
//!
//! Knows the headers of ustar, GNU and pax as far as names and sizes go. Does not know what the files hold.

use std::io::{self, BufRead, Read};

use super::open::{self, io_error};
use crate::{Error, ErrorKind};

/// Bytes of a block; headers are one, files are filled up to whole ones.
const BLOCK: u64 = 512;

/// The longest name that is kept, in bytes.
const LONGEST_NAME: u64 = 64 << 10;

/// The files of an archive.
pub(super) struct Files {
    input: Box<dyn BufRead + Send>,
    /// Bytes of the last file that were not read, and of its filling.
    left: u64,
    ended: bool,
}

/// A file in an archive.
pub(super) struct File {
    /// Its path there.
    pub name: String,
    size: u64,
}

impl Files {
    pub fn new(input: Box<dyn BufRead + Send>) -> Self {
        Self { input, left: 0, ended: false }
    }

    /// The next file, or what is wrong with the archive, after which nothing more comes.
    pub fn next(&mut self) -> Option<Result<File, Error>> {
        if self.ended {
            return None;
        }
        let file = self.advance().transpose();
        self.ended = !matches!(file, Some(Ok(_)));
        file
    }

    /// The bytes of the file that came last.
    ///
    /// # Errors
    /// The archive breaks off, or the file is longer than an article may be.
    pub fn bytes(&mut self, file: &File) -> Result<Vec<u8>, Error> {
        let bytes = open::whole((&mut self.input).take(file.size))?;
        self.left -= bytes.len() as u64;
        if (bytes.len() as u64) < file.size { Err(cut()) } else { Ok(bytes) }
    }

    fn advance(&mut self) -> Result<Option<File>, Error> {
        let (mut long, mut size_said) = (None, None);
        loop {
            self.skip(self.left)?;
            self.left = 0;
            let Some(header) = self.header()? else { return Ok(None) };
            let size = size_said.take().unwrap_or(header.size);
            self.left = size.checked_add(BLOCK - 1).ok_or_else(broken)? / BLOCK * BLOCK;
            match header.kind {
                b'L' => long = Some(text(&self.small(size)?)),
                b'x' => {
                    let said = self.small(size)?;
                    long = pax(&said, "path").or(long);
                    size_said = pax(&said, "size").and_then(|size| size.parse().ok());
                }
                b'0' | b'7' | 0 => {
                    return Ok(Some(File { name: long.take().unwrap_or(header.name), size }));
                }
                // Folders, links and devices hold no article; their names do not count for the next file.
                b'g' => {}
                _ => long = None,
            }
        }
    }

    /// The next header; none at the end, which is a block of zeros.
    fn header(&mut self) -> Result<Option<Header>, Error> {
        let mut block = [0; BLOCK as usize];
        match self.input.read_exact(&mut block) {
            Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => return Err(cut()),
            Err(error) => return Err(io_error(&error)),
            Ok(()) if block.iter().all(|byte| *byte == 0) => return Ok(None),
            Ok(()) => {}
        }
        Header::read(&block).map(Some).ok_or_else(broken)
    }

    /// The bytes of a name or of pax records.
    fn small(&mut self, size: u64) -> Result<Vec<u8>, Error> {
        if size > LONGEST_NAME {
            return Err(broken());
        }
        let bytes = open::whole((&mut self.input).take(size))?;
        self.left -= bytes.len() as u64;
        Ok(bytes)
    }

    fn skip(&mut self, bytes: u64) -> Result<(), Error> {
        let skipped = io::copy(&mut (&mut self.input).take(bytes), &mut io::sink());
        let skipped = skipped.map_err(|error| io_error(&error))?;
        if skipped < bytes { Err(cut()) } else { Ok(()) }
    }
}

struct Header {
    name: String,
    size: u64,
    kind: u8,
}

impl Header {
    /// Reads a header whose sum is right.
    fn read(block: &[u8; BLOCK as usize]) -> Option<Self> {
        let sum: u64 = block
            .iter()
            .enumerate()
            .map(|(at, byte)| if (148..156).contains(&at) { 32 } else { u64::from(*byte) })
            .sum();
        if number(block.get(148..156)?)? != sum {
            return None;
        }
        let name = text(block.get(..100)?);
        let prefix =
            if block.get(257..263)? == b"ustar\0" { text(block.get(345..500)?) } else { String::new() };
        let name = if prefix.is_empty() { name } else { format!("{prefix}/{name}") };
        Some(Self { name, size: number(block.get(124..136)?)?, kind: *block.get(156)? })
    }
}

/// True for bytes that begin an archive.
pub(super) fn is_tar(head: &[u8]) -> bool {
    head.get(257..262) == Some(b"ustar")
}

/// A number in octal, or in base 256 where it is large.
fn number(field: &[u8]) -> Option<u64> {
    let (first, rest) = field.split_first()?;
    if *first == 0x80 {
        return rest
            .iter()
            .try_fold(0u64, |number, byte| number.checked_mul(256)?.checked_add(u64::from(*byte)));
    }
    let digits = text(field);
    let digits = digits.trim();
    if digits.is_empty() { Some(0) } else { u64::from_str_radix(digits, 8).ok() }
}

/// The characters up to the first NUL.
fn text(field: &[u8]) -> String {
    let end = field.iter().position(|byte| *byte == 0).unwrap_or(field.len());
    String::from_utf8_lossy(field.get(..end).unwrap_or(field)).into_owned()
}

/// The value of a pax record, `27 path=long/name\n`.
fn pax(records: &[u8], key: &str) -> Option<String> {
    let text = String::from_utf8_lossy(records);
    let record = |line: &str| Some(line.split_once(' ')?.1.strip_prefix(key)?.strip_prefix('=')?.to_owned());
    text.lines().find_map(record)
}

fn broken() -> Error {
    Error::new(ErrorKind::Data, "the archive is damaged here; the files before were read")
        .with_remedy("check that the download is complete")
}

fn cut() -> Error {
    Error::new(ErrorKind::Data, "the archive breaks off; the files before were read")
        .with_remedy("check that the download is complete")
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use super::*;

    fn archive() -> Vec<u8> {
        let mut builder = ::tar::Builder::new(Vec::new());
        let long = format!("{}/story.txt", "folder".repeat(40));
        for (name, content) in [("a/b.txt", "It rained."), (&long, "It snowed."), ("c.txt", "")] {
            let mut header = ::tar::Header::new_gnu();
            header.set_size(content.len() as u64);
            builder.append_data(&mut header, name, content.as_bytes()).expect("memory");
        }
        builder.into_inner().expect("memory")
    }

    fn read(bytes: Vec<u8>) -> Vec<Result<(String, String), String>> {
        let mut files = Files::new(Box::new(Cursor::new(bytes)));
        let mut found = Vec::new();
        while let Some(file) = files.next() {
            let content = file.and_then(|file| Ok((files.bytes(&file)?, file.name)));
            found.push(content.map(|(b, name)| (name, text(&b))).map_err(|error| error.to_string()));
        }
        found
    }

    #[test]
    fn files_come_with_their_names_however_long() {
        let files: Vec<(String, String)> =
            read(archive()).into_iter().map(|file| file.expect("a file")).collect();
        let names: Vec<usize> = files.iter().map(|(name, _)| name.len()).collect();
        assert_eq!(names, [7, 250, 5]);
        assert_eq!(files[1].1, "It snowed.");
        assert!(is_tar(&archive()));
    }

    #[test]
    fn a_damaged_archive_gives_what_came_before() {
        let mut altered = archive();
        altered[1024] ^= 1;
        let mut short = archive();
        short.truncate(600);
        for (bytes, count) in [(altered, 2), (short, 2)] {
            let files = read(bytes);
            assert_eq!(files.len(), count);
            assert!(files.last().is_some_and(Result::is_err), "{files:?}");
        }
    }
}
