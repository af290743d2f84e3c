//! The format that the name of a file tells.

use std::collections::BTreeSet;
use std::path::Path;

use clap::ValueEnum;
use dateline::{Error, ErrorKind};

use super::args::Format;

/// Endings and their formats.
const ENDINGS: [(&str, Format); 16] = [
    ("csv", Format::Csv),
    ("jsonl", Format::Jsonl),
    ("ndjson", Format::Jsonl),
    ("json", Format::Json),
    ("dot", Format::Dot),
    ("gv", Format::Dot),
    ("htm", Format::Html),
    ("ics", Format::Ics),
    ("md", Format::Markdown),
    ("markdown", Format::Markdown),
    ("mmd", Format::Mermaid),
    ("mermaid", Format::Mermaid),
    ("mw", Format::Markwhen),
    ("jsonld", Format::Jsonld),
    ("txt", Format::Table),
    ("table", Format::Table),
];

/// The format of a file: by the format's own name before or at the end of its name (`slides.timelinejs.csv`,
/// `chart.vegalite.json`), else by its ending; CSV for a name without any, such as a pipe.
///
/// # Errors
/// The ending is that of no format.
pub fn named(path: &Path) -> Result<Format, Error> {
    let name = path.file_name().unwrap_or_default().to_string_lossy().to_lowercase();
    let parts: Vec<&str> = name.split('.').skip(1).collect();
    let Some(ending) = parts.last() else { return Ok(Format::Csv) };
    let inner = parts.len().checked_sub(2).and_then(|at| parts.get(at));
    if inner == Some(&"timelinejs") && *ending == "json" {
        return Ok(Format::TimelinejsJson);
    }
    let own = inner.into_iter().chain([ending]).find_map(|part| Format::from_str(part, false).ok());
    let usual = || ENDINGS.iter().find(|(known, _)| known == ending).map(|(_, format)| *format);
    own.or_else(usual).ok_or_else(|| {
        let usual = ENDINGS.iter().map(|(ending, _)| (*ending).to_owned());
        let own = Format::value_variants().iter().filter_map(|format| format.to_possible_value());
        let all: BTreeSet<String> = own.map(|value| value.get_name().to_owned()).chain(usual).collect();
        let endings = all.into_iter().collect::<Vec<_>>().join(", ");
        Error::new(ErrorKind::Usage, format!("`.{ending}` is the ending of no format"))
            .in_file(path.display().to_string())
            .with_remedy(format!("name the format with --format, or end the name in one of {endings}"))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_tell_formats() {
        let format = |name: &str| named(Path::new(name)).ok();
        assert_eq!(format("a.csv"), Some(Format::Csv));
        assert_eq!(format("x/a.b.JSON"), Some(Format::Json));
        assert_eq!(format("a.timelinejs.csv"), Some(Format::Timelinejs));
        assert_eq!(format("a.timelinejs.json"), Some(Format::TimelinejsJson));
        assert_eq!(format("a.vis.json"), Some(Format::Vis));
        assert_eq!(format("a.ftm"), Some(Format::Ftm));
        assert_eq!(format("/dev/stdout"), Some(Format::Csv));
        assert_eq!(format("a.docx"), None);
    }

    #[test]
    fn every_format_has_a_name_that_tells_it() {
        for format in Format::value_variants() {
            let name =
                format.to_possible_value().map(|value| value.get_name().to_owned()).unwrap_or_default();
            assert_eq!(named(Path::new(&format!("a.{name}.x"))).ok(), Some(*format), "{name}");
        }
    }
}
