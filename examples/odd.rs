//! Writes a text that nobody writes, so that its cost can be counted: `cargo run --example odd -- dates 100000`; without
//! arguments, the names of the pieces.

#[path = "../tests/robust/odd.rs"]
mod odd;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [name, bytes] = arguments.as_slice() else {
        odd::PIECES.iter().for_each(|(name, _)| println!("{name}"));
        return Ok(());
    };
    let (_, piece) = odd::PIECES.iter().find(|(known, _)| known == name).ok_or("there is no such piece")?;
    print!("{}", odd::text(piece, bytes.parse()?));
    Ok(())
}
