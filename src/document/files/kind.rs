//! What kind of file this is, by its name first, by its content where the name says nothing.
//!
//! Knows endings of names and first bytes. Does not read what comes after.

use super::{feed, tar, warc};
use crate::document::columns::{Columns, Field};

/// The kinds of input.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Plain text.
    Text,
    /// Markdown.
    Markdown,
    /// One page of HTML.
    Html,
    /// One JSON object a line.
    JsonLines,
    /// A JSON array of objects, or a single object.
    Json,
    /// A feed, RSS or Atom.
    Feed,
    /// A tar archive of files of any kind.
    Tar,
    /// A web archive.
    Warc,
    /// A Parquet table.
    Parquet,
    /// Comma, semicolon or tab separated values.
    Table {
        /// The separator, where the name of the file tells it.
        separator: Option<u8>,
    },
}

impl Kind {
    /// The kind that a file's extension tells, `.gz` and `.zst` left out of account.
    pub fn of_name(name: &str) -> Option<Self> {
        let lower = name.to_ascii_lowercase();
        Some(match unpacked_name(&lower).rsplit_once('.')?.1 {
            "rss" | "atom" => Self::Feed,
            "tar" | "tgz" | "tzst" => Self::Tar,
            "warc" | "wet" => Self::Warc,
            "parquet" => Self::Parquet,
            "txt" | "text" => Self::Text,
            "md" | "markdown" => Self::Markdown,
            "html" | "htm" | "xhtml" => Self::Html,
            "jsonl" | "ndjson" => Self::JsonLines,
            "json" => Self::Json,
            "csv" => Self::Table { separator: None },
            "tsv" | "tab" => Self::Table { separator: Some(b'\t') },
            _ => return None,
        })
    }

    /// The kind that the first bytes show.
    pub fn of_content(head: &[u8], columns: &Columns) -> Self {
        if tar::is_tar(head) {
            return Self::Tar;
        }
        if warc::is_warc(head) {
            return Self::Warc;
        }
        if head.starts_with(b"PAR1") {
            return Self::Parquet;
        }
        let head = String::from_utf8_lossy(head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head));
        let start = head.trim_start();
        let lower: String = start.chars().take(64).flat_map(char::to_lowercase).collect();
        let first_line = start.lines().next().unwrap_or("");
        if start.starts_with('[') && start.trim_start_matches('[').trim_start().starts_with('{') {
            Self::Json
        } else if start.starts_with('{') {
            if is_json_line(first_line) { Self::JsonLines } else { Self::Json }
        } else if lower.starts_with('<') && feed::is_feed(start) {
            Self::Feed
        } else if ["<!doctype html", "<html", "<?xml", "<head", "<body", "<article"]
            .iter()
            .any(|s| lower.starts_with(s))
        {
            Self::Html
        } else if start.starts_with("---\n") || start.starts_with("+++\n") {
            Self::Markdown
        } else if is_table_header(first_line, columns) {
            Self::Table { separator: None }
        } else {
            Self::Text
        }
    }
}

/// A name without the ending of its packing.
pub(super) fn unpacked_name(name: &str) -> &str {
    let packed = |ending: &str| {
        let cut = name.len().checked_sub(ending.len())?;
        name.get(cut..).filter(|end| end.eq_ignore_ascii_case(ending)).and_then(|_| name.get(..cut))
    };
    [".gz", ".zst", ".zstd"].into_iter().find_map(packed).unwrap_or(name)
}

/// True when a line seems to hold one whole object.
fn is_json_line(line: &str) -> bool {
    let line = line.trim_end();
    line.starts_with('{') && line.ends_with('}') && line.len() > 2
}

/// True when a line names a column for the text and at least one other field.
fn is_table_header(line: &str, columns: &Columns) -> bool {
    [',', ';', '\t'].iter().any(|separator| {
        let fields: Vec<Field> =
            line.split(*separator).filter_map(|name| columns.usual(name)).map(|(_, field)| field).collect();
        fields.len() >= 2 && fields.contains(&Field::Text)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_tell() {
        assert_eq!(Kind::of_name("a/b.TXT"), Some(Kind::Text));
        assert_eq!(Kind::of_name("news.jsonl.gz"), Some(Kind::JsonLines));
        assert_eq!(Kind::of_name("news.tsv"), Some(Kind::Table { separator: Some(b'\t') }));
        assert_eq!(Kind::of_name("news.JSONL.zst"), Some(Kind::JsonLines));
        assert_eq!(Kind::of_name("crawl.warc.gz"), Some(Kind::Warc));
        assert_eq!((Kind::of_name("a.tgz"), Kind::of_name("a.tar.zst")), (Some(Kind::Tar), Some(Kind::Tar)));
        assert_eq!(Kind::of_name("photo.png"), None);
        assert_eq!(Kind::of_name("README"), None);
    }

    #[test]
    fn content_tells_where_the_name_does_not() {
        let columns = Columns::default();
        for (head, kind) in [
            ("{\"text\":\"a\"}\n{\"text\":\"b\"}", Kind::JsonLines),
            ("{\n  \"text\": \"a\"\n}", Kind::Json),
            ("[ {\"text\":\"a\"} ]", Kind::Json),
            ("<!DOCTYPE html><p>x", Kind::Html),
            ("<?xml version=\"1.0\"?>\n<rss version=\"2.0\">", Kind::Feed),
            ("<?xml version=\"1.0\"?><html>", Kind::Html),
            ("WARC/1.1\r\nWARC-Type: warcinfo", Kind::Warc),
            ("date,title,text\n2020-01-01,a,b", Kind::Table { separator: None }),
            ("The text, they said, is long.", Kind::Text),
            ("[Editor's note] It rained.", Kind::Text),
            ("", Kind::Text),
        ] {
            assert_eq!(Kind::of_content(head.as_bytes(), &columns), kind, "{head}");
        }
    }
}
