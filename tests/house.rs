//! House rules that a machine can check.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::fs;
use std::path::{Path, PathBuf};

/// Tables in which the order of the rows means something or follows the subject, with what it means.
const IN_AN_ORDER_OF_THEIR_OWN: [(&str, &str); 14] = [
    ("actors/groups.csv", "by subject"),
    ("actors/heads.csv", "by subject"),
    ("actors/organs.csv", "by subject"),
    ("actors/regions.csv", "by subject"),
    ("actors/roles.csv", "by rank"),
    ("document/columns.csv", "the better name first"),
    ("document/html_dates.csv", "the better name first"),
    ("events/connectives.csv", "by meaning"),
    ("events/light_verbs.csv", "verbs of any noun first"),
    ("lexicon/temporal.csv", "by class"),
    ("lexicon/temporal_classes.csv", "by subject"),
    ("lexicon/temporal_holidays.csv", "by season"),
    ("linking/phenomena.csv", "phenomena, then their verbs"),
    ("sieves.csv", "the order in which the sieves run"),
];

/// Files below a folder with one of the extensions, sorted.
fn files(folder: &str, extensions: &[&str]) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join(folder)];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|e| extensions.contains(&e.to_str().unwrap())) {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

/// The code of a file: no comments, nothing from the tests at its end.
fn code(path: &Path) -> String {
    let source = fs::read_to_string(path).unwrap();
    let own = source.split("#[cfg(test)]\nmod tests {").next().unwrap();
    own.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n")
}

fn is_test(path: &Path) -> bool {
    path.components().any(|part| part.as_os_str() == "tests") || path.ends_with("tests.rs")
}

#[test]
fn the_library_neither_prints_nor_leaves_work_undone() {
    let forbidden = ["todo!(", "unimplemented!(", "dbg!(", "println!(", "print!("];
    let front = ["cli", "main.rs"];
    let mut wrong = Vec::new();
    for path in files("src", &["rs"]).iter().filter(|path| !is_test(path)) {
        let printer = path.components().any(|part| front.contains(&part.as_os_str().to_str().unwrap()));
        let code = code(path);
        let found = forbidden.iter().filter(|word| code.contains(**word));
        wrong.extend(
            found
                .filter(|word| !(printer && word.contains("print")))
                .map(|word| format!("{}: {word}", path.display())),
        );
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// A map with a random seed has another order in every run; `FxHashMap` has none, and its order is written nowhere.
#[test]
fn no_map_has_a_random_seed() {
    let mut wrong = Vec::new();
    for path in files("src", &["rs"]) {
        let code = code(&path);
        let random = ["collections::HashMap", "collections::HashSet", "RandomState", "DefaultHasher"];
        let listed = code.lines().filter(|line| line.contains("std::collections::{"));
        let named = listed.filter(|line| line.contains("HashMap") || line.contains("HashSet")).count();
        if named > 0 || random.iter().any(|word| code.contains(word)) {
            wrong.push(path.display().to_string());
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn no_test_is_switched_off() {
    let attributes = [concat!("#[", "ignore"), concat!("#[", "should_panic")];
    for path in [files("src", &["rs"]), files("tests", &["rs"])].concat() {
        let source = fs::read_to_string(&path).unwrap();
        assert!(attributes.iter().all(|a| !source.contains(a)), "{}", path.display());
    }
}

/// True when the sources below a layer's folder (or in its file) declare this function, type or module.
fn declares(layer: &str, name: &str) -> bool {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let folder = if root.join(layer).is_dir() { files(&format!("src/{layer}"), &["rs"]) } else { Vec::new() };
    let heads = ["fn", "struct", "enum", "trait", "type", "mod"].map(|kind| format!("{kind} {name}"));
    folder.into_iter().chain([root.join(format!("{layer}.rs"))]).filter(|path| path.exists()).any(|path| {
        let code = code(&path);
        let ends = |at: usize| !code[at..].starts_with(|c: char| c.is_alphanumeric() || c == '_');
        heads.iter().any(|head| code.match_indices(head.as_str()).any(|(at, _)| ends(at + head.len())))
    })
}

#[test]
fn the_map_names_what_exists() {
    let map = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/architecture.md")).unwrap();
    let named: Vec<&str> = map
        .split('`')
        .skip(1)
        .step_by(2)
        .map(|code| code.split('(').next().unwrap())
        .filter(|code| code.contains("::"))
        .collect();
    assert!(named.len() > 30, "the names were not found");
    let layers = ["actors", "document", "events", "graph", "linking", "output", "pipeline", "store"];
    let layers = [&layers[..], &["rule", "temporal", "text", "timeline"]].concat();
    let mut wrong = Vec::new();
    for name in named {
        let parts: Vec<&str> = name.split("::").collect();
        let Some(layer) = layers.iter().find(|layer| **layer == parts[0]) else { continue };
        let unknown = parts[1..].iter().filter(|part| !declares(layer, part));
        wrong.extend(unknown.map(|part| format!("{name}: {part}")));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(declares("text", "lex") && !declares("text", "le"));
}

#[test]
fn tables_are_sorted_without_repetition() {
    let mut wrong = Vec::new();
    for path in files("data", &["csv", "tsv"]) {
        let name = path.to_str().unwrap().replace('\\', "/");
        let table = fs::read_to_string(&path).unwrap();
        let rows: Vec<&str> = table.lines().skip(1).filter(|line| !line.starts_with('#')).collect();
        let free = IN_AN_ORDER_OF_THEIR_OWN.iter().any(|(table, _)| name.ends_with(table));
        let key = |row: &str| row.split([',', '\t']).next().unwrap().to_owned();
        if !free {
            let pairs = rows.windows(2).filter(|pair| key(pair[0]) > key(pair[1]));
            wrong.extend(pairs.map(|pair| format!("{name}: {} stands before {}", pair[0], pair[1])));
        }
        let mut sorted = rows.clone();
        sorted.sort_unstable();
        let twice = sorted.windows(2).filter(|pair| pair[0] == pair[1]);
        wrong.extend(twice.map(|pair| format!("{name}: {} is there twice", pair[0])));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_table_has_a_line_about_its_source() {
    let readme = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("data/README.md")).unwrap();
    for path in files("data", &["csv", "tsv"]) {
        let name = path.file_name().unwrap().to_str().unwrap();
        assert!(readme.contains(name), "data/README.md says nothing of {}", path.display());
    }
}

/// Names of the functions of a file that are longer than `most` lines.
fn long_functions(source: &str, most: usize) -> Vec<String> {
    let lines: Vec<&str> = source.lines().collect();
    let mut found = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        let indent = &line[..line.len() - line.trim_start().len()];
        let line = line.replacen("pub(super) ", "pub ", 1).replacen("pub(crate) ", "pub ", 1);
        let head = line.split('(').next().unwrap();
        let is_head =
            head.split_whitespace().any(|word| word == "fn") && !line.trim_start().starts_with("//");
        if !is_head || line.ends_with(';') || line.ends_with('}') {
            continue;
        }
        let close = format!("{indent}}}");
        let length = lines[at..].iter().position(|line| *line == close).map_or(0, |end| end + 1);
        if length > most {
            found.push(format!("{} ({length} lines)", head.trim()));
        }
    }
    found
}

#[test]
fn functions_and_files_stay_short() {
    let mut wrong = Vec::new();
    for path in [files("src", &["rs"]), files("tests", &["rs"])].concat() {
        let source = fs::read_to_string(&path).unwrap();
        let lines = source.lines().count();
        if lines > 500 {
            wrong.push(format!("{}: {lines} lines", path.display()));
        }
        wrong.extend(long_functions(&source, 60).iter().map(|found| format!("{}: {found}", path.display())));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_check_of_lengths_sees_a_long_function() {
    for visible in ["", "pub ", "pub(super) "] {
        let body = "        a;\n".repeat(60);
        let long = format!("fn short() {{\n}}\n    {visible}fn long(a: u8) {{\n{body}    }}\n");
        assert_eq!(long_functions(&long, 60).len(), 1, "{visible}");
    }
}
