//! Reads the tables once, when the program is built, and leaves what the layers make of them for the program to take up.
//!
//! The code that reads them is the layers' own.

#[path = "src/actors/mod.rs"]
#[allow(dead_code, unused_imports, reason = "only what loading needs is used")]
mod actors;
#[path = "src/error.rs"]
#[allow(dead_code, reason = "only what loading needs is used")]
mod error;
#[path = "src/events/mod.rs"]
#[allow(dead_code, unused_imports, reason = "only what loading needs is used")]
mod events;
#[path = "src/image/mod.rs"]
#[allow(dead_code, unused_macros, unused_imports, reason = "only what loading needs is used")]
mod image;
#[path = "src/rule/mod.rs"]
#[allow(dead_code, unused_imports, reason = "only what loading needs is used")]
mod rule;
#[path = "src/temporal/mod.rs"]
#[allow(dead_code, unused_imports, reason = "only what loading needs is used")]
mod temporal;
#[path = "src/text/mod.rs"]
#[allow(dead_code, unused_imports, reason = "only what loading needs is used")]
mod text;

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use error::Error;

/// What decides how an article is read and what is made of it; not how it is written out.
const DECIDING: [&str; 18] = [
    "data/actors",
    "data/document",
    "data/events",
    "data/frames",
    "data/lexicon",
    "data/linking",
    "data/rules",
    "data/sieves.csv",
    "src/actors",
    "src/document",
    "src/events",
    "src/graph",
    "src/linking",
    "src/pipeline.rs",
    "src/rule",
    "src/temporal",
    "src/text",
    "src/timeline",
];

fn main() -> Result<(), Box<dyn std::error::Error>> {
    println!("cargo::rerun-if-changed=build.rs");
    for path in DECIDING {
        println!("cargo::rerun-if-changed={path}");
    }
    println!("cargo::rustc-env=DATELINE_FINGERPRINT={:016x}", fingerprint()?);
    // In a browser what travels counts, and packed the tables weigh a fifth of the images: they are read there at the start.
    if std::env::var("CARGO_CFG_TARGET_FAMILY").is_ok_and(|family| family == "wasm") {
        return Ok(());
    }
    println!("cargo::rustc-cfg=images");
    let folder = std::env::var("OUT_DIR")?;
    let mut lexicon = text::Lexicon::from_tables()?;
    let tagger = temporal::Tagger::builtin(&mut lexicon)?;
    let actors = actors::ActorReader::builtin(&mut lexicon)?;
    let events = events::EventReader::builtin(&mut lexicon)?;
    // The lexicon last: it holds the words of all.
    let images = [
        ("temporal.image", image::write(&tagger)),
        ("actors.image", image::write(&actors)),
        ("events.image", image::write(&events)),
        ("lexicon.image", image::write(&lexicon)),
    ];
    for (file, image) in images {
        fs::write(Path::new(&folder).join(file), image)?;
    }
    Ok(())
}

/// A hash (FNV-1a, of 64 bits) of the names and the bytes of the files that decide: two builds that have it in common read alike,
/// on whatever machine and for whatever target they were made.
fn fingerprint() -> io::Result<u64> {
    let mut files = Vec::new();
    DECIDING.iter().try_for_each(|path| collect(Path::new(path), &mut files))?;
    let mut hash = 0xcbf2_9ce4_8422_2325;
    for file in files {
        let name = file.to_string_lossy().replace('\\', "/");
        // The byte between them stands in no text.
        for byte in name.bytes().chain([0xff]).chain(fs::read(&file)?).chain([0xff]) {
            hash = (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
        }
    }
    Ok(hash)
}

/// The files of a folder, or the one file, in the order of their names.
fn collect(path: &Path, files: &mut Vec<PathBuf>) -> io::Result<()> {
    if path.is_file() {
        files.push(path.to_owned());
        return Ok(());
    }
    let mut entries = fs::read_dir(path)?.map(|entry| Ok(entry?.path())).collect::<io::Result<Vec<_>>>()?;
    entries.sort();
    entries.iter().try_for_each(|entry| collect(entry, files))
}
