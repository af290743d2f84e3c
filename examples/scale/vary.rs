//! Articles without end, made of the project's own: names of states, cities and people, surnames and years are replaced, by the
//! number of the article alone. The articles of one round keep one set of replacements, so that what two of them tell together
//! stays one event.

use std::collections::HashMap;
use std::path::Path;

use chrono::{Datelike, NaiveDate};
use dateline::Document;
use dateline::document::{Input, ReadOptions, Reader};

/// The folders of the project's own articles.
const FOLDERS: [&str; 2] = ["examples/articles", "tests/articles"];

/// Makes articles.
pub struct Maker {
    templates: Vec<Document>,
    /// Names of one kind in the order of their table, and the place of each.
    kinds: [Names; 3],
}

/// Names that take each other's place.
struct Names {
    all: Vec<&'static str>,
    places: HashMap<&'static str, usize>,
}

impl Names {
    /// The names of one word in the first column, of rows that `fit`.
    fn of(table: &'static str, fit: impl Fn(&str) -> bool) -> Self {
        let rows = table.lines().skip(1).filter(|row| fit(row));
        let names = rows.filter_map(|row| row.split(',').next());
        let plain = |name: &&str| name.len() > 3 && name.chars().all(char::is_alphabetic);
        let all: Vec<&str> = names.filter(plain).collect();
        let places = all.iter().enumerate().map(|(place, name)| (*name, place)).collect();
        Self { all, places }
    }

    /// What stands for `name` in a round: each name another one.
    fn other(&self, name: &str, round: usize) -> Option<&'static str> {
        let place = self.places.get(name)?;
        self.all.get((place + 7 * round) % self.all.len()).copied()
    }
}

impl Maker {
    /// A maker from the articles below the project's folder.
    pub fn new(project: &Path) -> Self {
        let inputs = FOLDERS.map(|folder| Input::Path(project.join(folder)));
        let reader = Reader::new(inputs.into(), ReadOptions::default());
        let templates = reader.filter_map(Result::ok).filter(|d| d.published.is_some()).collect();
        let state = |row: &str| row.split(',').nth(2) == Some("state");
        let kinds = [
            Names::of(include_str!("../../data/actors/states.csv"), state),
            Names::of(include_str!("../../data/actors/cities.csv"), |_| true),
            Names::of(include_str!("../../data/actors/given_names.csv"), |_| true),
        ];
        Self { templates, kinds }
    }

    /// The article of this number, as a line of JSON.
    pub fn line(&self, number: usize) -> String {
        let round = number / self.templates.len();
        let template = &self.templates[number % self.templates.len()];
        let shift = years(round);
        let day = template.published.unwrap_or_default();
        let day =
            day.with_year(day.year() + shift).or_else(|| day.with_day(28)?.with_year(day.year() + shift));
        serde_json::json!({
            "id": format!("{}-{round}", template.id),
            "date": day.as_ref().map(NaiveDate::to_string),
            "source": template.publisher.as_deref().unwrap_or("Coast Daily"),
            "title": template.title.as_deref().map(|title| self.vary(title, round)),
            "text": self.vary(&template.text, round),
        })
        .to_string()
    }

    /// A text with the names and years of a round.
    fn vary(&self, text: &str, round: usize) -> String {
        let mut out = String::with_capacity(text.len() + 64);
        let mut rest = text;
        let mut after_given = false;
        while !rest.is_empty() {
            let length = rest.find(|c: char| !c.is_alphanumeric()).unwrap_or(rest.len());
            let (word, tail) = rest.split_at(length);
            let gap = tail.find(char::is_alphanumeric).unwrap_or(tail.len());
            let new = self.word(word, round, after_given);
            out.push_str(&new);
            out.push_str(&tail[..gap]);
            after_given = self.kinds[2].places.contains_key(word) && &tail[..gap] == " ";
            rest = &tail[gap..];
        }
        out
    }

    fn word(&self, word: &str, round: usize, after_given: bool) -> String {
        if round == 0 {
            return word.to_owned();
        }
        if let Some(other) = self.kinds.iter().find_map(|names| names.other(word, round)) {
            return other.to_owned();
        }
        if after_given && word.starts_with(char::is_uppercase) {
            return surname(word, round);
        }
        match word.parse::<i32>() {
            Ok(year) if word.len() == 4 && (1900..=2030).contains(&year) => (year + years(round)).to_string(),
            _ => word.to_owned(),
        }
    }
}

/// By how many years the dates of a round are moved: at most forty back, twenty on.
fn years(round: usize) -> i32 {
    ((round * 17 % 60) as i32) - if round == 0 { 0 } else { 40 }
}

/// A name made of syllables.
fn surname(word: &str, round: usize) -> String {
    const SYLLABLES: [&str; 16] = [
        "ba", "ber", "dan", "do", "el", "fa", "gor", "ha", "kel", "lo", "mar", "nik", "ro", "sel", "ti", "vo",
    ];
    let mix = |hash: u32, byte: u8| hash.wrapping_mul(31).wrapping_add(u32::from(byte));
    let mut hash = word.bytes().fold(round as u32 + 1, mix);
    let mut name = String::new();
    for _ in 0..3 {
        name.push_str(SYLLABLES[hash as usize % SYLLABLES.len()]);
        hash /= SYLLABLES.len() as u32;
    }
    name[..1].to_uppercase() + &name[1..]
}
