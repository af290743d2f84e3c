//! Gzip and Zstandard undone, bombs refused.
//!
//! Knows compression and its limits. Does not know formats.

use std::io::{self, BufRead, BufReader, Read};

use flate2::bufread::MultiGzDecoder;
use ruzstd::decoding::errors::{FrameDecoderError, ReadFrameHeaderError};
use ruzstd::decoding::{BlockDecodingStrategy, FrameDecoder};

/// Unpacked size from which the compression ratio is watched, in bytes.
const WATCHED_FROM: u64 = 64 << 20;

/// The highest plausible ratio; text reaches 10, repeated text 300, a bomb 1,000.
const HIGHEST_RATIO: u64 = 500;

const BUFFER: usize = 256 << 10;

/// The bytes of a stream, unpacked where they are packed.
pub(super) fn unpacked(input: impl Read + Send + 'static) -> io::Result<Box<dyn BufRead + Send>> {
    let mut input = BufReader::with_capacity(BUFFER, input);
    let head = input.fill_buf()?;
    let (gzip, zstd) = (is_gzip(head), head.starts_with(&[0x28, 0xb5, 0x2f, 0xfd]));
    let input = Counted { inner: input, count: 0 };
    Ok(match (gzip, zstd) {
        (true, _) => Box::new(BufReader::with_capacity(
            BUFFER,
            Watched { inner: MultiGzDecoder::new(input), taken: |gzip| gzip.get_ref().count, out: 0 },
        )),
        (_, true) => {
            let frames = Frames { input, decoder: FrameDecoder::new(), begun: false };
            let watched = Watched { inner: frames, taken: |frames| frames.input.count, out: 0 };
            Box::new(BufReader::with_capacity(BUFFER, watched))
        }
        _ => Box::new(input.inner),
    })
}

/// True for bytes that begin a Gzip stream.
pub(super) fn is_gzip(head: &[u8]) -> bool {
    head.starts_with(&[0x1f, 0x8b])
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
struct Watched<R> {
    inner: R,
    /// How many packed bytes were taken.
    taken: fn(&R) -> u64,
    out: u64,
}

impl<R: Read> Read for Watched<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(buffer)?;
        self.out += read as u64;
        let taken = (self.taken)(&self.inner).max(1);
        if self.out > WATCHED_FROM && self.out / taken > HIGHEST_RATIO {
            let message = format!("{} bytes became more than {}, as in a bomb", taken, self.out);
            return Err(io::Error::new(io::ErrorKind::InvalidData, message));
        }
        Ok(read)
    }
}

/// The frames of a Zstandard stream, one after another; frames that hold no data are passed over.
struct Frames<R> {
    input: Counted<R>,
    decoder: FrameDecoder,
    begun: bool,
}

impl<R: BufRead> Frames<R> {
    /// Begins the next frame; false at the end of the stream.
    fn begin(&mut self) -> io::Result<bool> {
        while !self.input.fill_buf()?.is_empty() {
            match self.decoder.init(&mut self.input) {
                Ok(()) => return Ok(true),
                Err(FrameDecoderError::ReadFrameHeaderError(ReadFrameHeaderError::SkipFrame {
                    length,
                    ..
                })) => {
                    io::copy(&mut self.input.by_ref().take(u64::from(length)), &mut io::sink())?;
                }
                Err(error) => return Err(broken(&error)),
            }
        }
        Ok(false)
    }

    /// Compares the sum of a frame that has one.
    fn check(&self) -> io::Result<()> {
        let sums = self.decoder.get_checksum_from_data().zip(self.decoder.get_calculated_checksum());
        match sums {
            Some((written, counted)) if written != counted => Err(broken(&"the sum of a frame is wrong")),
            _ => Ok(()),
        }
    }
}

impl<R: BufRead> Read for Frames<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        loop {
            if !self.begun && !self.begin()? {
                return Ok(0);
            }
            self.begun = true;
            while self.decoder.can_collect() == 0 && !self.decoder.is_finished() {
                let block = self.decoder.decode_blocks(&mut self.input, BlockDecodingStrategy::UptoBlocks(1));
                block.map_err(|error| broken(&error))?;
            }
            match self.decoder.read(buffer)? {
                0 if !buffer.is_empty() => {
                    self.check()?;
                    self.begun = false;
                }
                read => return Ok(read),
            }
        }
    }
}

fn broken(error: &dyn std::fmt::Display) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, error.to_string())
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Write};

    use flate2::{Compression, write::GzEncoder};
    use ruzstd::encoding::{CompressionLevel, compress_to_vec};

    use super::*;

    fn gzip(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
        encoder.write_all(bytes).expect("memory");
        encoder.finish().expect("memory")
    }

    fn zstd(bytes: &[u8]) -> Vec<u8> {
        compress_to_vec(bytes, CompressionLevel::Fastest)
    }

    fn read(bytes: Vec<u8>) -> io::Result<Vec<u8>> {
        let mut all = Vec::new();
        unpacked(Cursor::new(bytes))?.read_to_end(&mut all).map(|_| all)
    }

    #[test]
    fn members_and_frames_are_joined_and_plain_bytes_kept() {
        let skippable = [&[0x50, 0x2a, 0x4d, 0x18, 3, 0, 0, 0][..], b"abc"].concat();
        let plain = b"Oslo and Bergen".to_vec();
        for bytes in [
            plain.clone(),
            [gzip(b"Oslo "), gzip(b"and Bergen")].concat(),
            [zstd(b"Oslo "), skippable, zstd(b"and Bergen")].concat(),
        ] {
            assert_eq!(read(bytes).expect("whole"), plain);
        }
        let long = b"The ministers met in Oslo. ".repeat(20_000);
        assert!(read(zstd(&long)).expect("whole") == long);
    }

    #[test]
    fn broken_and_bomb_like_data_are_refused() {
        let text = b"Oslo and Bergen, 1999; ".repeat(99);
        let cut = |mut bytes: Vec<u8>| {
            bytes.truncate(bytes.len() / 2);
            bytes
        };
        // Members and frames that are joined unpack as one stream, and are packed once.
        let blank = vec![b' '; 1 << 20];
        for bytes in [cut(gzip(&text)), gzip(&blank).repeat(80), cut(zstd(&text)), zstd(&blank).repeat(80)] {
            assert!(read(bytes).is_err());
        }
        let mut altered = zstd(&text);
        let last = altered.len() - 1;
        altered[last] ^= 1;
        assert!(read(altered).is_err(), "the sum was not compared");
    }
}
