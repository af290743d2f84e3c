//! One article to a timeline, through the library: `cargo run --example timeline`.

use chrono::NaiveDate;
use dateline::timeline::Options;
use dateline::{Document, Extractor, Timeline};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let extractor = Extractor::builtin()?;
    let text = "Finland joined NATO on Tuesday. Russia threatened countermeasures on the same day.";
    let day = NaiveDate::from_ymd_opt(2023, 4, 5).ok_or("not a day")?;
    let article = Document::new("finland", text).published(day);

    let mentions = extractor.extract(&article).mentions(&article);
    for event in Timeline::build(mentions, &Options::default()).events {
        let date = event.date.map_or_else(|| "undated".to_owned(), |date| date.edtf);
        println!("{date}  {}", event.headline);
    }
    Ok(())
}
