//! Mentions of a run that are too many for memory: from some number on they lie in a temporary file until their rows are
//! made.
//!
//! Knows where mentions lie. Does not know what they say.

use std::fs::File;
use std::io::{self, BufWriter, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use super::bytes::{Names, read};
use super::packed::pack_mention;
use super::pool::Packed;
use super::record::Record;
use crate::linking::Mention;
use crate::timeline::{Memory, Shelf};
use crate::{Error, ErrorKind};

/// So many mentions are held in memory before a file is made: about half a gigabyte, some 15,000 articles.
pub const HELD: usize = 200_000;

/// A shelf that begins in memory and goes on in a temporary file.
///
/// The file has no name and nobody else can read it: nothing is left of it, however the program ends.
/// Which mentions lie where decides nothing: the rows are the same.
#[derive(Debug)]
pub struct Spill {
    folder: PathBuf,
    most: usize,
    held: Memory,
    count: usize,
    file: Option<Temporary>,
}

impl Spill {
    /// A shelf that holds up to `most` mentions (mostly [`HELD`]) in memory and puts more of them in a file in `folder`.
    pub fn new(folder: &Path, most: usize) -> Self {
        Self { folder: folder.to_owned(), most, held: Memory::default(), count: 0, file: None }
    }

    /// Moves all that is held to a file.
    fn overflow(&mut self) -> Result<(), Error> {
        let mut file = Temporary::create(&self.folder)?;
        let held = std::mem::take(&mut self.held);
        held.into_mentions().try_for_each(|m| file.put(&m))?;
        self.file = Some(file);
        Ok(())
    }
}

impl Shelf for Spill {
    type Error = Error;
    type Pool = Packed;

    fn put(&mut self, mention: Mention) -> Result<(), Error> {
        self.count += 1;
        if self.file.is_none() && self.count > self.most {
            self.overflow()?;
        }
        match &mut self.file {
            Some(file) => file.put(&mention),
            None => {
                let Ok(()) = self.held.put(mention);
                Ok(())
            }
        }
    }

    fn take(&mut self, numbers: &[u32], found: &mut Vec<Mention>) -> Result<(), Error> {
        match &mut self.file {
            Some(file) => numbers.iter().try_for_each(|number| {
                found.push(file.get(*number)?);
                Ok(())
            }),
            None => {
                let Ok(()) = self.held.take(numbers, found);
                Ok(())
            }
        }
    }

    fn keeps(&self) -> bool {
        self.file.is_some()
    }
}

/// A file of mentions, one after another.
#[derive(Debug)]
struct Temporary {
    folder: PathBuf,
    file: BufWriter<File>,
    /// Where each mention ends.
    ends: Vec<u64>,
    buffer: Vec<u8>,
    names: Names,
    /// Whether all is written out, so that it can be read.
    flushed: bool,
}

impl Temporary {
    fn create(folder: &Path) -> Result<Self, Error> {
        let file = tempfile::tempfile_in(folder).map_err(|error| failed(folder, &error))?;
        Ok(Self {
            folder: folder.to_owned(),
            file: BufWriter::with_capacity(1 << 20, file),
            ends: Vec::new(),
            buffer: Vec::new(),
            names: Names::default(),
            flushed: false,
        })
    }

    fn put(&mut self, mention: &Mention) -> Result<(), Error> {
        let bytes = pack_mention(mention);
        self.flushed = false;
        self.file.write_all(&bytes).map_err(|error| failed(&self.folder, &error))?;
        self.ends.push(self.ends.last().copied().unwrap_or(0) + bytes.len() as u64);
        Ok(())
    }

    fn get(&mut self, number: u32) -> Result<Mention, Error> {
        if !self.flushed {
            self.file.flush().map_err(|error| failed(&self.folder, &error))?;
            self.flushed = true;
        }
        let end_of = |at: u32| self.ends.get(at as usize).copied().unwrap_or(0);
        let (start, end) = (number.checked_sub(1).map_or(0, end_of), end_of(number));
        self.buffer.resize(end.saturating_sub(start) as usize, 0);
        let file = self.file.get_mut();
        let bytes = file.seek(SeekFrom::Start(start)).and_then(|_| file.read_exact(&mut self.buffer));
        bytes.map_err(|error| failed(&self.folder, &error))?;
        let record: Option<Record> = read(&self.buffer, &mut self.names);
        record.and_then(|record| record.mentions().next()).ok_or_else(|| {
            failed(&self.folder, &io::Error::new(io::ErrorKind::InvalidData, "a mention in it is damaged"))
        })
    }
}

fn failed(folder: &Path, error: &io::Error) -> Error {
    Error::new(ErrorKind::Io, format!("the temporary file cannot be used: {error}"))
        .in_file(folder.display().to_string())
        .with_remedy("--spill names a folder with more room")
}
