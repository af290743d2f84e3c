//! The layers are a promise: a file uses only its own layer and lower ones.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::fs;
use std::path::{Path, PathBuf};

/// From the lowest to the highest.
const LAYERS: [&str; 14] = [
    "error", "image", "text", "document", "rule", "temporal", "actors", "events", "graph", "linking",
    "timeline", "pipeline", "store", "output",
];

fn rust_files(folder: &Path, found: &mut Vec<PathBuf>) {
    let mut entries: Vec<_> = fs::read_dir(folder).unwrap().map(|e| e.unwrap().path()).collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            rust_files(&path, found);
        } else if path.extension().is_some_and(|e| e == "rs") {
            found.push(path);
        }
    }
}

fn layer_of(path: &Path) -> Option<usize> {
    let inside = path.strip_prefix("src").ok()?;
    let first = inside.components().next()?.as_os_str().to_str()?.trim_end_matches(".rs");
    LAYERS.iter().position(|l| *l == first)
}

/// The layers that a file names in `crate::layer` paths, outside comments.
fn used_layers(source: &str) -> Vec<(usize, String)> {
    let code = source.lines().filter(|line| !line.trim_start().starts_with("//"));
    code.flat_map(|line| {
        line.match_indices("crate::").filter_map(move |(at, _)| {
            let name: String =
                line[at + 7..].chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
            LAYERS.iter().position(|l| *l == name).map(|layer| (layer, line.trim().to_owned()))
        })
    })
    .collect()
}

#[test]
fn no_file_uses_a_higher_layer() {
    let mut files = Vec::new();
    rust_files(Path::new("src"), &mut files);
    let mut wrong = Vec::new();
    for file in &files {
        let Some(own) = layer_of(file) else { continue };
        for (layer, line) in used_layers(&fs::read_to_string(file).unwrap()) {
            if layer > own {
                wrong.push(format!("{}: {line}", file.display()));
            }
        }
    }
    assert!(files.len() > 20, "the sources were not found");
    assert!(wrong.is_empty(), "a lower layer uses a higher one:\n{}", wrong.join("\n"));
}

#[test]
fn the_check_sees_a_violation() {
    assert_eq!(used_layers("use crate::events::Frame;\n// use crate::graph::X;").len(), 1);
}
