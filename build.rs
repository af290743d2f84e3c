//! Reads the word tables once, when the program is built, and leaves the finished lexicon for `src/text/builtin.rs`.
//!
//! The code that reads them is the program's own text layer.

#[path = "src/error.rs"]
#[allow(dead_code, reason = "only what loading needs is used")]
mod error;
#[path = "src/text/mod.rs"]
#[allow(dead_code, unused_imports, reason = "only what loading needs is used")]
mod text;

use std::path::Path;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    println!("cargo::rerun-if-changed=data/lexicon");
    println!("cargo::rustc-cfg=lexicon_image");
    let folder = std::env::var("OUT_DIR")?;
    std::fs::write(Path::new(&folder).join("lexicon.image"), text::Lexicon::from_tables()?.image())?;
    Ok(())
}
