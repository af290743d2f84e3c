//! Web archives (WARC 1.0 and 1.1): the pages that a crawler was given, and texts made of them (WET).
//!
//! Knows records and as much of HTTP as stands in them. The day of the crawl is not the day of publication and is not
//! used. Does not know pages.

use std::io::{self, BufRead, Read};

use flate2::read::MultiGzDecoder;

use super::open::io_error;
use super::unpack::is_gzip;
use crate::{Error, ErrorKind};

/// The longest line of a header, in bytes.
const LONGEST_LINE: u64 = 64 << 10;

/// The longest page, in bytes.
const LONGEST_PAGE: u64 = 64 << 20;

/// The pages of a web archive.
pub(super) struct Pages {
    input: Box<dyn BufRead + Send>,
    /// Records begun, from 1.
    pub count: u64,
    /// Records that hold no page: requests, images, errors of servers.
    pub others: u64,
    ended: bool,
}

/// A page.
pub(super) struct Page {
    /// Its address.
    pub url: String,
    /// True for HTML, false for plain text.
    pub html: bool,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// Named values of a record or an answer.
#[derive(Default)]
struct Fields(Vec<(String, String)>);

impl Fields {
    fn get(&self, name: &str) -> &str {
        let found = self.0.iter().find(|(known, _)| known.eq_ignore_ascii_case(name));
        found.map_or("", |(_, value)| value.as_str())
    }

    /// The kind of content without its parameters.
    fn content_type(&self) -> String {
        self.get("Content-Type").split(';').next().unwrap_or("").trim().to_ascii_lowercase()
    }
}

impl Pages {
    pub fn new(input: Box<dyn BufRead + Send>) -> Self {
        Self { input, count: 0, others: 0, ended: false }
    }

    /// The next page, or the error of its record. After an error of the archive itself nothing more comes.
    pub fn next(&mut self) -> Option<Result<Page, Error>> {
        while !self.ended {
            let record = match self.record() {
                Ok(Some(record)) => record,
                Ok(None) => break,
                Err(error) => {
                    self.ended = true;
                    return Some(Err(error));
                }
            };
            match record.page() {
                Ok(Some(page)) => return Some(Ok(page)),
                Ok(None) => self.others += 1,
                Err(error) => return Some(Err(error)),
            }
        }
        self.ended = true;
        None
    }

    /// The next record whole; of one that can hold no page, only its fields.
    fn record(&mut self) -> Result<Option<Record>, Error> {
        let version = loop {
            match line(&mut self.input)? {
                None => return Ok(None),
                Some(line) if line.is_empty() => {}
                Some(line) => break line,
            }
        };
        self.count += 1;
        if !version.starts_with("WARC/") {
            return Err(broken("a record does not begin with WARC/"));
        }
        let fields = fields(&mut self.input)?;
        let length: u64 = fields
            .get("Content-Length")
            .parse()
            .map_err(|_| broken("a record does not say how long it is"))?;
        let kind = fields.get("WARC-Type").to_ascii_lowercase();
        let wanted =
            matches!(kind.as_str(), "response" | "resource" | "conversion") && length <= LONGEST_PAGE;
        let mut body = Vec::new();
        let mut rest = (&mut self.input).take(length);
        let read = if wanted {
            rest.read_to_end(&mut body).map(|n| n as u64)
        } else {
            io::copy(&mut rest, &mut io::sink())
        };
        if read.map_err(|error| io_error(&error))? < length {
            return Err(broken("the last record breaks off"));
        }
        Ok(Some(Record { kind: if wanted { kind } else { String::new() }, fields, body }))
    }
}

/// What one entry of the archive holds.
struct Record {
    /// The `WARC-Type` in small letters; empty for what can be no page.
    kind: String,
    fields: Fields,
    body: Vec<u8>,
}

impl Record {
    /// The page in this record; none where it holds something else.
    fn page(self) -> Result<Option<Page>, Error> {
        let url = self.fields.get("WARC-Target-URI").trim_matches(['<', '>']).to_owned();
        let (kind, bytes) = match self.kind.as_str() {
            "resource" | "conversion" => (self.fields.content_type(), self.body),
            "response" => match answer(&self.body)? {
                Some(answer) => answer,
                None => return Ok(None),
            },
            _ => return Ok(None),
        };
        let html = matches!(kind.as_str(), "text/html" | "application/xhtml+xml");
        Ok((html || kind == "text/plain").then_some(Page { url, html, bytes }))
    }
}

/// The kind and the bytes of what a server answered; none for errors and other protocols.
fn answer(body: &[u8]) -> Result<Option<(String, Vec<u8>)>, Error> {
    let mut input = body;
    let status = line(&mut input)?.unwrap_or_default();
    if !status.starts_with("HTTP/") || status.split(' ').nth(1) != Some("200") {
        return Ok(None);
    }
    let fields = fields(&mut input)?;
    let kind = fields.content_type();
    if !kind.contains("html") && kind != "text/plain" {
        return Ok(None);
    }
    let chunked = fields.get("Transfer-Encoding").eq_ignore_ascii_case("chunked");
    let bytes = if chunked { unchunked(input) } else { input.to_vec() };
    match fields.get("Content-Encoding").trim().to_ascii_lowercase().as_str() {
        "" | "identity" => Ok(Some((kind, bytes))),
        // Crawlers often unpack the page and leave the field.
        "gzip" | "x-gzip" if is_gzip(&bytes) => Ok(Some((kind, gunzip(&bytes)?))),
        "gzip" | "x-gzip" => Ok(Some((kind, bytes))),
        other => Err(Error::new(
            ErrorKind::Data,
            format!("this page is packed with `{other}`, which is not undone"),
        )
        .with_remedy("crawl with gzip or without packing")),
    }
}

fn gunzip(bytes: &[u8]) -> Result<Vec<u8>, Error> {
    let mut page = Vec::new();
    let read = MultiGzDecoder::new(bytes).take(LONGEST_PAGE + 1).read_to_end(&mut page);
    read.map_err(|error| io_error(&error))?;
    if page.len() as u64 > LONGEST_PAGE {
        let message =
            format!("this page is longer than {} MiB when unpacked, as in a bomb", LONGEST_PAGE >> 20);
        return Err(Error::new(ErrorKind::Data, message));
    }
    Ok(page)
}

/// The chunks joined. Bytes that are no chunks after all, as crawlers leave them, are kept as they are.
fn unchunked(body: &[u8]) -> Vec<u8> {
    let (mut rest, mut page) = (body, Vec::new());
    while let Some(end) = memchr::memchr(b'\n', rest) {
        let size = String::from_utf8_lossy(rest.get(..end).unwrap_or(&[]));
        let size = size.trim().split(';').next().unwrap_or("");
        let Ok(size) = usize::from_str_radix(size, 16) else { return body.to_vec() };
        if size == 0 {
            break;
        }
        let chunk = rest.get(end + 1..).unwrap_or(&[]);
        page.extend_from_slice(chunk.get(..size).unwrap_or(chunk));
        let after = chunk.get(size..).unwrap_or(&[]);
        rest = after.strip_prefix(b"\r\n").or(after.strip_prefix(b"\n")).unwrap_or(after);
    }
    page
}

/// The lines `Name: value` up to an empty one; a line that begins with a blank goes on with the one before.
fn fields(input: &mut impl BufRead) -> Result<Fields, Error> {
    const MOST: usize = 500;
    let mut fields = Fields::default();
    while let Some(line) = line(input)?.filter(|line| !line.is_empty()) {
        if line.starts_with([' ', '\t']) {
            fields.0.iter_mut().last().into_iter().for_each(|(_, value)| value.push_str(line.trim()));
        } else if let Some((name, value)) = line.split_once(':').filter(|_| fields.0.len() < MOST) {
            fields.0.push((name.trim().to_owned(), value.trim().to_owned()));
        }
    }
    Ok(fields)
}

/// The next line without its end; none at the end of the stream.
fn line(input: &mut impl BufRead) -> Result<Option<String>, Error> {
    let mut bytes = Vec::new();
    let read = input.take(LONGEST_LINE).read_until(b'\n', &mut bytes).map_err(|error| io_error(&error))?;
    if read as u64 == LONGEST_LINE {
        return Err(broken("a line of a header has no end"));
    }
    let line = String::from_utf8_lossy(&bytes);
    Ok((read > 0).then(|| line.trim_end_matches(['\r', '\n']).to_owned()))
}

/// True for bytes that begin a web archive.
pub(super) fn is_warc(head: &[u8]) -> bool {
    head.starts_with(b"WARC/")
}

fn broken(what: &str) -> Error {
    Error::new(ErrorKind::Data, format!("the archive is damaged: {what}; the records before were read"))
        .with_remedy("check that the download is complete")
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use super::*;

    fn record(kind: &str, content_type: &str, body: &[u8]) -> Vec<u8> {
        let head = format!(
            "WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: https://example.org/{kind}\r\nContent-Type: {content_type}\r\nContent-Length: {}\r\n\r\n",
            body.len()
        );
        [head.as_bytes(), body, b"\r\n\r\n"].concat()
    }

    fn response(head: &str, body: &[u8]) -> Vec<u8> {
        let http = [format!("HTTP/1.1 {head}\r\n\r\n").as_bytes(), body].concat();
        record("response", "application/http; msgtype=response", &http)
    }

    fn read(bytes: Vec<u8>) -> (Vec<Result<String, String>>, u64) {
        let mut pages = Pages::new(Box::new(Cursor::new(bytes)));
        let mut found = Vec::new();
        while let Some(page) = pages.next() {
            found.push(
                page.map(|p| String::from_utf8_lossy(&p.bytes).into_owned()).map_err(|e| e.to_string()),
            );
        }
        (found, pages.others)
    }

    #[test]
    fn pages_are_taken_out_and_the_rest_is_counted() {
        let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        io::Write::write_all(&mut packed, b"<p>packed").expect("memory");
        let packed = packed.finish().expect("memory");
        let archive = [
            record("warcinfo", "application/warc-fields", b"software: x"),
            record("request", "application/http", b"GET / HTTP/1.1\r\n\r\n"),
            response("200 OK\r\nContent-Type: text/html; charset=utf-8", b"<p>plain"),
            response(
                "200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked",
                b"3\r\n<p>\r\n7;x=y\r\nchunked\r\n0\r\n\r\n",
            ),
            response("200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip", &packed),
            response("404 Not Found\r\nContent-Type: text/html", b"<p>gone"),
            response("200 OK\r\nContent-Type: image/png", b"\x89PNG"),
            record("conversion", "text/plain", b"a text"),
        ];
        let (pages, others) = read(archive.concat());
        let pages: Vec<String> = pages.into_iter().map(|page| page.expect("a page")).collect();
        assert_eq!(pages, ["<p>plain", "<p>chunked", "<p>packed", "a text"]);
        assert_eq!(others, 4);
    }

    #[test]
    fn one_bad_page_costs_no_other_and_a_cut_archive_is_told() {
        let brotli = response("200 OK\r\nContent-Type: text/html\r\nContent-Encoding: br", b"\x0b\x02");
        let good = response("200 OK\r\nContent-Type: text/html", b"<p>good");
        let mut archive = [brotli, good.clone(), good].concat();
        archive.truncate(archive.len() - 20);
        let (pages, _) = read(archive);
        assert_eq!(pages[1].as_deref(), Ok("<p>good"));
        assert!(pages[0].as_ref().is_err_and(|e| e.contains("br")), "{pages:?}");
        assert!(pages[2].as_ref().is_err_and(|e| e.contains("breaks off")), "{pages:?}");
        let endless = [b"WARC/1.0\r\n".to_vec(), vec![b'x'; 200_000]].concat();
        assert!(read(endless).0[0].is_err());
    }
}
