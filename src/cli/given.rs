//! The files that flags and arguments name beside the articles: rules, actors, decisions, timelines.
//!
//! Knows how to tell that one of them cannot be read. Does not know what stands in them.

use std::io;
use std::path::Path;

use dateline::{Error, ErrorKind};

/// The bytes of a file.
///
/// # Errors
/// The file is missing or may not be read.
pub fn bytes(path: &Path) -> Result<Vec<u8>, Error> {
    std::fs::read(path).map_err(|error| told(&error).in_file(path.display().to_string()))
}

/// The text of a file.
///
/// # Errors
/// The file is missing, may not be read or is not in UTF-8.
pub fn text(path: &Path) -> Result<String, Error> {
    String::from_utf8(bytes(path)?).map_err(|error| {
        let before = error.as_bytes().get(..error.utf8_error().valid_up_to()).unwrap_or_default();
        let line = 1 + before.iter().filter(|byte| **byte == b'\n').count() as u64;
        Error::new(ErrorKind::Data, "this holds bytes that are not UTF-8")
            .in_file(path.display().to_string())
            .at_line(line)
            .with_remedy("convert the file to UTF-8, for example with iconv")
    })
}

fn told(error: &io::Error) -> Error {
    let (message, remedy) = match error.kind() {
        io::ErrorKind::NotFound => ("there is no such file".to_owned(), "check the path"),
        io::ErrorKind::PermissionDenied => {
            ("this may not be read".to_owned(), "check the permissions of the file")
        }
        _ => (format!("this cannot be read: {error}"), "check that it is a file, and the disk"),
    };
    Error::new(ErrorKind::Io, message).with_remedy(remedy)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_wrong_with_a_file_is_told_with_its_remedy() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("rules.toml");
        assert!(text(&path).unwrap_err().to_string().ends_with("there is no such file (check the path)"));
        assert!(text(folder.path()).unwrap_err().to_string().contains("check that it is a file"));
        std::fs::write(&path, b"a\nb\xff\n").unwrap();
        assert_eq!(text(&path).unwrap_err().line(), Some(2));
        std::fs::write(&path, "a\n").unwrap();
        assert_eq!(text(&path).unwrap(), "a\n");
    }
}
