//! Writes as many articles as wanted as JSON lines, the same ones every time: `cargo run --release --example scale -- 100000 > news.jsonl`.

mod vary;

use std::io::{BufWriter, Write, stdout};
use std::path::Path;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let wanted: usize = std::env::args().nth(1).ok_or("how many articles?")?.parse()?;
    let maker = vary::Maker::new(Path::new(env!("CARGO_MANIFEST_DIR")));
    let mut out = BufWriter::new(stdout().lock());
    for number in 0..wanted {
        writeln!(out, "{}", maker.line(number))?;
    }
    Ok(out.flush()?)
}
