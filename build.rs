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

use std::path::Path;

use error::{Error, ErrorKind};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    for tables in ["actors", "events", "frames", "lexicon", "rules"] {
        println!("cargo::rerun-if-changed=data/{tables}");
    }
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
        std::fs::write(Path::new(&folder).join(file), image)?;
    }
    Ok(())
}
