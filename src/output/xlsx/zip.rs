//! A zip archive in memory (PKWARE APPNOTE 6.3): deflated files without time stamps.

use std::io::{self, Write};

use flate2::write::DeflateEncoder;
use flate2::{Compression, Crc};

/// 1 January 1980, the first day that the format knows.
const DAY: u16 = 0x21;

/// An archive that grows by files.
#[derive(Default)]
pub(super) struct Zip {
    bytes: Vec<u8>,
    directory: Vec<u8>,
    files: u16,
}

impl Zip {
    /// One file more.
    ///
    /// # Errors
    /// The file, or the archive so far, has more than 4 GB.
    pub fn add(&mut self, name: &str, content: &[u8]) -> io::Result<()> {
        let mut crc = Crc::new();
        crc.update(content);
        let mut encoder = DeflateEncoder::new(Vec::new(), Compression::default());
        encoder.write_all(content)?;
        let packed = encoder.finish()?;
        let offset = size(self.bytes.len())?;
        let mut about = Vec::new();
        for word in [20, 0x800, 8, 0, DAY] {
            about.extend_from_slice(&word.to_le_bytes());
        }
        for word in [crc.sum(), size(packed.len())?, size(content.len())?] {
            about.extend_from_slice(&word.to_le_bytes());
        }
        about.extend_from_slice(&u16::try_from(name.len()).map_err(io::Error::other)?.to_le_bytes());
        about.extend_from_slice(&[0; 2]);
        self.bytes.extend_from_slice(b"PK\x03\x04");
        self.bytes.extend_from_slice(&about);
        self.bytes.extend_from_slice(name.as_bytes());
        self.bytes.extend_from_slice(&packed);
        self.directory.extend_from_slice(b"PK\x01\x02\x14\x00");
        self.directory.extend_from_slice(&about);
        self.directory.extend_from_slice(&[0; 10]);
        self.directory.extend_from_slice(&offset.to_le_bytes());
        self.directory.extend_from_slice(name.as_bytes());
        self.files += 1;
        Ok(())
    }

    /// The archive.
    ///
    /// # Errors
    /// It has more than 4 GB.
    pub fn finish(mut self) -> io::Result<Vec<u8>> {
        let start = size(self.bytes.len())?;
        let length = size(self.directory.len())?;
        self.bytes.append(&mut self.directory);
        self.bytes.extend_from_slice(b"PK\x05\x06\x00\x00\x00\x00");
        self.bytes.extend_from_slice(&self.files.to_le_bytes());
        self.bytes.extend_from_slice(&self.files.to_le_bytes());
        self.bytes.extend_from_slice(&length.to_le_bytes());
        self.bytes.extend_from_slice(&start.to_le_bytes());
        self.bytes.extend_from_slice(&[0; 2]);
        Ok(self.bytes)
    }
}

fn size(length: usize) -> io::Result<u32> {
    u32::try_from(length).map_err(|_| io::Error::other("a workbook holds no more than 4 GB"))
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use flate2::read::DeflateDecoder;

    use super::*;

    #[test]
    fn a_file_comes_out_as_it_went_in() {
        let mut zip = Zip::default();
        zip.add("a.txt", b"Oslo Oslo Oslo Oslo").expect("memory");
        let bytes = zip.finish().expect("small");
        let packed = u32::from_le_bytes(bytes[18..22].try_into().expect("four bytes")) as usize;
        let mut text = String::new();
        DeflateDecoder::new(&bytes[35..35 + packed]).read_to_string(&mut text).expect("text");
        assert_eq!(text, "Oslo Oslo Oslo Oslo");
        assert_eq!(&bytes[bytes.len() - 22..][..4], b"PK\x05\x06");
    }
}
