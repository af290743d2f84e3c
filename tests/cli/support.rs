//! A folder of files made for one test, and the program run in it.

use std::fs;
use std::io::Write;
use std::path::PathBuf;

use assert_cmd::Command;
use flate2::Compression;
use flate2::write::GzEncoder;
use serde_json::Value;
use tempfile::TempDir;

/// A rule file of a user's, with its case.
pub const RULES: &str = "\
stage = 1
words = [[\"fortnights\", \"units\", \"5\"]]
[[rule]]
id = \"my.eve-of-poll\"
pattern = \"'the' 'eve' 'of' 'poll'\"
value = \"shift(now, -1000, days)\"
[[case]]
rule = \"my.eve-of-poll\"
dct = 2016-11-07
value = \"2016-11-06\"
text = [\"He spoke on [the eve of poll].\"]
";

/// An article of our own with a header, a dateline and three dated events.
pub const STORY: &str = "\
Title: Harbour treaty signed
Date: 2021-05-05
Source: Coast Daily

OSLO, May 5 (NPA) - Norway and Iceland signed a treaty on fishing on Tuesday.

Iceland recognized the new border on April 12. Denmark rejected the treaty on May 3, its foreign minister said.
";

/// A folder that is gone after the test.
pub struct Folder {
    folder: TempDir,
}

impl Folder {
    pub fn new() -> Self {
        Self { folder: TempDir::new().expect("a folder") }
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Writes a file, making its folders.
    pub fn file(&self, name: &str, content: impl AsRef<[u8]>) -> PathBuf {
        let path = self.path(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("folders");
        fs::write(&path, content).expect("a file");
        path
    }

    /// Runs the program in the folder.
    pub fn run(&self, arguments: &[&str]) -> Run {
        self.feed(arguments, "")
    }

    /// Runs the program in the folder with something on standard input.
    pub fn feed(&self, arguments: &[&str], stdin: impl Into<Vec<u8>>) -> Run {
        let mut command = Command::cargo_bin("dateline").expect("the program");
        let output = command
            .current_dir(self.folder.path())
            .args(arguments)
            .write_stdin(stdin)
            .output()
            .expect("a run");
        Run {
            code: output.status.code().expect("an exit code"),
            out: String::from_utf8(output.stdout).expect("UTF-8"),
            err: String::from_utf8(output.stderr).expect("UTF-8"),
        }
    }
}

/// What a run gave.
#[derive(Debug)]
pub struct Run {
    pub code: i32,
    pub out: String,
    pub err: String,
}

impl Run {
    /// The objects of JSON lines.
    pub fn lines(&self) -> Vec<Value> {
        self.out.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect()
    }

    /// One string of each object that is not told to be no row.
    pub fn strings(&self, key: &str) -> Vec<String> {
        let rows = self.lines().into_iter().filter(|line| line["listed"] != false);
        rows.map(|line| line[key].as_str().unwrap_or("null").to_owned()).collect()
    }

    /// The rows of a CSV with its header, each as text.
    pub fn rows(&self) -> Vec<Vec<String>> {
        let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(self.out.as_bytes());
        reader.records().map(|row| row.expect("a row").iter().map(str::to_owned).collect()).collect()
    }
}

pub fn gzip(bytes: impl AsRef<[u8]>) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes.as_ref()).expect("memory");
    encoder.finish().expect("memory")
}
