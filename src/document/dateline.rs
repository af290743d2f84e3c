//! The dateline at the start of an agency story: `UN, July 13. /TASS/.`, `SEOUL (Reuters) -`,
//! `MOSCOW, Jan. 3 (AP) --`, `WASHINGTON —`.
//!
//! Knows the shapes of datelines and the names of agencies. Does not know places: what stands in the place's
//! position and looks like one is recorded as written.

use chrono::NaiveDate;

use super::Dateline;
use super::day::{Found, day_at, is_weekday, month_number};
use super::lists::{NO_PLACE, PLACE_PARTICLES};
use crate::text::Span;

/// The longest dateline looked for, in bytes.
const LONGEST: usize = 160;

/// A dateline and the day in it, where it has a year.
pub(super) struct Prefix {
    pub dateline: Dateline,
    pub day: Option<NaiveDate>,
}

/// The dateline that begins at byte `start`, if one does.
///
/// `dateline := [place ["," region]] [[","] date] [agency] [close]`, a dash between place and date or agency where a dash
/// closes, and
/// `agency := "(" name ")" | "/" name "/"` and `close := "-" | "--" | "–" | "—" | ":" | "."`.
pub(super) fn prefix(text: &str, start: usize) -> Option<Prefix> {
    let mut scan = Scan { text, at: start, limit: text.len().min(start + LONGEST) };
    let mut parts = Parts { place: scan.place(), ..Parts::default() };
    parts.region = parts.place.and_then(|_| scan.region());
    scan.behind_dash(&mut parts);
    scan.dates_and_agency(&mut parts);
    parts.close = scan.close();
    if parts.agency.is_none() && parts.close == Close::Dash {
        parts.agency = scan.bare_agency();
    }
    parts.is_dateline(text, scan.rest()).then(|| parts.into_prefix(text, start, scan.at))
}

/// What ends a dateline.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Close {
    #[default]
    Nothing,
    Stop,
    Dash,
    Colon,
}

/// The parts of a dateline, as ranges of the text.
#[derive(Default)]
struct Parts {
    place: Option<(usize, usize)>,
    region: Option<(usize, usize)>,
    date: Option<(usize, Found)>,
    agency: Option<(usize, usize)>,
    /// The agency stands between strokes.
    strokes: bool,
    close: Close,
}

impl Parts {
    /// Decides by what is there; the fewer parts, the more the rest must look like a dateline.
    fn is_dateline(&self, text: &str, rest: &str) -> bool {
        if rest.trim_start().is_empty() {
            return false;
        }
        let place = self.place.map_or("", |place| of(text, place));
        let capitals = !place.is_empty() && !place.chars().any(char::is_lowercase);
        let agency = self.agency.map(|agency| of(text, agency));
        let known = agency.is_some_and(is_agency);
        let prose_follows = rest.trim_start().starts_with(|c: char| !c.is_lowercase());
        let has_year = self.date.is_some_and(|(_, found)| found.day.is_ok());
        match (self.place, self.date, agency) {
            (_, _, Some(_)) if self.strokes => true,
            (None, None, Some(_)) => known && (self.close == Close::Dash || prose_follows),
            (None, Some(_), Some(_)) => known || self.close == Close::Dash,
            (Some(_), Some(_), Some(_)) => capitals || known || self.close == Close::Dash,
            (Some(_), None, Some(_)) if self.close == Close::Dash => capitals || known,
            (Some(_), None, Some(_)) => known && prose_follows,
            (Some(_), Some(_), None) if capitals => self.close != Close::Nothing,
            (Some(_), Some(_), None) => self.close == Close::Dash || (has_year && self.close == Close::Stop),
            (Some(_), None, None) => {
                capitals && matches!(self.close, Close::Dash | Close::Colon) && may_be_place(place)
            }
            (None, _, None) => false,
        }
    }

    fn into_prefix(self, text: &str, start: usize, end: usize) -> Prefix {
        let words = |range: Option<(usize, usize)>| range.map(|range| of(text, range).to_owned());
        let (place, agency) = match self.place {
            Some(place) if self.agency.is_none() && is_agency(of(text, place)) => (None, self.place),
            place => (place, self.agency),
        };
        let dateline = Dateline {
            span: Span::new(start, end),
            place: words(place),
            region: words(self.region),
            date: self.date.map(|(at, found)| Span::new(at, found.end)),
            agency: words(agency),
        };
        Prefix { dateline, day: self.date.and_then(|(_, found)| found.day.ok()) }
    }
}

fn of(text: &str, (start, end): (usize, usize)) -> &str {
    text.get(start..end).unwrap_or("")
}

/// True for the name of a news agency.
fn is_agency(name: &str) -> bool {
    let name = name.trim();
    include_str!("../../data/document/agencies.csv").lines().skip(1).any(|known| known == name)
}

/// False for words in capitals that open a story and are no place: `BREAKING`, `NATO`.
fn may_be_place(words: &str) -> bool {
    let first = words.split([' ', '/']).next().unwrap_or("");
    let letters = words.chars().filter(|c| c.is_alphabetic()).count();
    letters >= 4
        && !include_str!("../../data/document/not_places.csv").lines().skip(1).any(|word| word == first)
}

/// A place in a text from which the parts of a dateline are read one after another.
struct Scan<'t> {
    text: &'t str,
    at: usize,
    limit: usize,
}

impl<'t> Scan<'t> {
    fn rest(&self) -> &'t str {
        self.text.get(self.at..).unwrap_or("")
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    fn skip(&mut self, set: &[char]) {
        while let Some(c) = self.peek().filter(|c| set.contains(c) && self.at < self.limit) {
            self.at += c.len_utf8();
        }
    }

    /// One to five capitalised words, strokes between them allowed: `NEW YORK`, `Rio de Janeiro`, `LONDON/PARIS`.
    fn place(&mut self) -> Option<(usize, usize)> {
        self.capitalized(5)
    }

    /// `, France`, `, Calif.`
    fn region(&mut self) -> Option<(usize, usize)> {
        let before = self.at;
        self.skip(&[' ']);
        if self.peek() == Some(',') {
            self.skip(&[',', ' ']);
            if let Some(region) = self.capitalized(4) {
                return Some(region);
            }
        }
        self.at = before;
        None
    }

    fn capitalized(&mut self, most: usize) -> Option<(usize, usize)> {
        let (start, mut end) = (self.at, self.at);
        for count in 0..=most {
            let word = self.word(count > 0);
            if word.is_empty() {
                break;
            }
            if count == most {
                self.at = start;
                return None;
            }
            self.at += word.len();
            end = self.at;
            match self.peek() {
                Some(' ' | '/') if self.at < self.limit => self.at += 1,
                _ => break,
            }
        }
        self.at = end;
        let small_words_only = of(self.text, (start, end)).chars().all(|c| !c.is_uppercase());
        (end > start && !small_words_only).then_some((start, end))
    }

    /// A capitalised word that begins no date; inside a name also `of`, `de`, `la`.
    fn word(&self, inside: bool) -> &'t str {
        let rest = self.rest();
        let part = |c: char| c.is_alphabetic() || matches!(c, '\'' | '’' | '.');
        let hyphen = |at: usize| rest.get(at + 1..).is_some_and(|r| r.starts_with(char::is_alphabetic));
        let length = rest.char_indices().find(|(at, c)| !(part(*c) || (*c == '-' && *at > 0 && hyphen(*at))));
        let word = rest.get(..length.map_or(rest.len(), |(at, _)| at)).unwrap_or("");
        let word = if is_initials(word) { word } else { word.trim_end_matches('.') };
        let small = inside && PLACE_PARTICLES.contains(&word);
        let bare = word.trim_end_matches('.');
        let begins_date =
            is_weekday(bare) || (month_number(bare).is_some() && day_at(self.text, self.at).is_some());
        let fits = small || word.starts_with(char::is_uppercase);
        if fits && !begins_date && !NO_PLACE.contains(&word) && self.at + word.len() <= self.limit {
            word
        } else {
            ""
        }
    }

    /// `LISBON, Portugal - April 4, 2023 -`, `LISBON--(BUSINESS WIRE)--`: press releases set the day or the agency between dashes.
    fn behind_dash(&mut self, parts: &mut Parts) {
        let before = self.at;
        if parts.place.is_none() || self.close() != Close::Dash {
            self.at = before;
            return;
        }
        self.skip(&[' ']);
        let at = self.at;
        let date = day_at(self.text, at).filter(|found| found.day.is_ok()).map(|found| (at, found));
        let agency = if date.is_none() { self.agency(parts) } else { None };
        let end = date.map_or(self.at, |(_, found)| found.end);
        self.at = end;
        if (date.is_some() || agency.is_some()) && self.close() == Close::Dash {
            (parts.date, parts.agency, self.at) = (date, agency, end);
        } else {
            (parts.strokes, self.at) = (false, before);
        }
    }

    fn dates_and_agency(&mut self, parts: &mut Parts) {
        for _ in 0..3 {
            let before = self.at;
            self.skip(&[' ', ',', '.', '\u{a0}']);
            let comma = of(self.text, (before, self.at)).contains(',');
            let date = day_at(self.text, self.at)
                .filter(|_| parts.date.is_none() && (comma || parts.place.is_none()));
            if let Some(found) = date {
                parts.date = Some((self.at, found));
                self.at = found.end;
            } else if let Some(agency) = self.agency(parts).filter(|_| parts.agency.is_none()) {
                parts.agency = Some(agency);
            } else {
                self.at = before;
                return;
            }
        }
    }

    /// `(Reuters)`, `/TASS/`.
    fn agency(&mut self, parts: &mut Parts) -> Option<(usize, usize)> {
        let open = self.peek().filter(|c| matches!(c, '(' | '/'))?;
        let close = if open == '(' { ')' } else { '/' };
        let inner = self.text.get(self.at + 1..)?;
        let length = inner.char_indices().take(40).find(|(_, c)| *c == close || matches!(c, '\n' | '.'))?.0;
        let name = inner.get(..length)?;
        inner.get(length..)?.starts_with(close).then_some(())?;
        let trimmed = name.trim();
        let words = trimmed.split(' ').count();
        (!trimmed.is_empty() && words <= 4 && !trimmed.contains(|c: char| c.is_ascii_digit()))
            .then_some(())?;
        let start = self.at + 1 + (name.len() - name.trim_start().len());
        self.at += 1 + length + 1;
        parts.strokes = open == '/';
        Some((start, start + trimmed.len()))
    }

    /// `- RIA Novosti.`: the agency behind the dash.
    fn bare_agency(&mut self) -> Option<(usize, usize)> {
        let before = self.at;
        self.skip(&[' ']);
        let length = self.rest().char_indices().take(30).find(|(_, c)| matches!(c, '.' | '-' | ','))?.0;
        let range = (self.at, self.at + length);
        if !is_agency(of(self.text, range)) {
            self.at = before;
            return None;
        }
        self.at = range.1 + 1;
        Some((range.0, range.0 + of(self.text, range).trim_end().len()))
    }

    fn close(&mut self) -> Close {
        let before = self.at;
        self.skip(&[' ', '\u{a0}']);
        let spaced = self.at > before;
        let dashes =
            self.rest().chars().take_while(|c| matches!(c, '-' | '–' | '—' | '―')).map(char::len_utf8);
        let (count, length) = dashes.fold((0, 0), |(count, length), size| (count + 1, length + size));
        let close = match self.peek() {
            Some(':') => Close::Colon,
            Some('.') => Close::Stop,
            Some('-')
                if count == 1
                    && !spaced
                    && !self.text.get(self.at + 1..).is_some_and(|r| r.starts_with(' ')) =>
            {
                Close::Nothing
            }
            _ if (1..=3).contains(&count) => Close::Dash,
            _ => Close::Nothing,
        };
        self.at = match close {
            Close::Nothing => before,
            Close::Dash => self.at + length,
            Close::Colon | Close::Stop => self.at + 1,
        };
        close
    }
}

/// `U.S.`, `D.C.`, `Calif.`: an abbreviation keeps its full stop.
fn is_initials(word: &str) -> bool {
    let inner = word.trim_end_matches('.');
    inner.contains('.')
        || (word.ends_with('.') && inner.len() <= 5 && inner.chars().any(char::is_lowercase))
        || inner == "ST"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn datelines_are_read_into_their_parts() {
        for (text, shown) in [
            ("UN, May 13. /NPA/. The envoy spoke.", "UN||May 13|NPA"),
            ("OSLO, January 3. /TASS/. The envoy", "OSLO||January 3|TASS"),
            ("SEOUL (Reuters) - The envoy", "SEOUL|||Reuters"),
            ("MOSCOW, Jan. 3 (AP) -- The envoy", "MOSCOW||Jan. 3|AP"),
            ("MOSCOW, Jan. 3, 2021 (AP) — The envoy", "MOSCOW||Jan. 3, 2021|AP"),
            ("PARIS, France (AFP) - The envoy", "PARIS|France||AFP"),
            ("LOS ANGELES, Calif. (KABC) -- The envoy", "LOS ANGELES|Calif.||KABC"),
            ("WASHINGTON — The envoy", "WASHINGTON|||"),
            ("ST. PETERSBURG, March 3 – The envoy", "ST. PETERSBURG||March 3|"),
            ("ISLAMABAD: The envoy", "ISLAMABAD|||"),
            ("LONDON/PARIS, July 13 (Reuters) - The", "LONDON/PARIS||July 13|Reuters"),
            ("Tokyo, July 13 (Jiji Press)--The envoy", "Tokyo||July 13|Jiji Press"),
            ("GENEVA, 12 May 2010 - The envoy", "GENEVA||12 May 2010|"),
            ("(Reuters) - The envoy", "|||Reuters"),
            ("( CNN ) -- The envoy", "|||CNN"),
            ("March 3 (UPI) -- The envoy", "||March 3|UPI"),
            ("Washington (CNN) The envoy", "Washington|||CNN"),
            ("MOSCOW, July 13 - RIA Novosti. The envoy", "MOSCOW||July 13|RIA Novosti"),
            ("TASS, July 13. The envoy", "||July 13|TASS"),
            ("Rio de Janeiro (AFP) - The envoy", "Rio de Janeiro|||AFP"),
            ("NEW YORK, Sept 5 (Reuters) - The", "NEW YORK||Sept 5|Reuters"),
            ("LISBON, Portugal - April 4, 2023 - The envoy", "LISBON|Portugal|April 4, 2023|"),
            ("NEW YORK – 4 April 2023 – The envoy", "NEW YORK||4 April 2023|"),
            ("OSLO--(NEWSWIRE)--The envoy", "OSLO|||NEWSWIRE"),
            ("KYIV, Ukraine, May 3 — The envoy", "KYIV|Ukraine|May 3|"),
        ] {
            let found = prefix(text, 0).unwrap_or_else(|| panic!("no dateline in {text}")).dateline;
            let part = |part: &Option<String>| part.clone().unwrap_or_default();
            let date = found.date.map_or("", |span| span.of(text));
            let got =
                format!("{}|{}|{date}|{}", part(&found.place), part(&found.region), part(&found.agency));
            let rest = text.get(found.span.end as usize..).unwrap_or("").trim_start();
            assert!(rest.starts_with("The"), "{text}: {rest}");
            assert_eq!(got, shown, "{text}");
        }
    }

    #[test]
    fn prose_is_no_dateline() {
        for text in [
            "",
            "The envoy (NPA) said so.",
            "NATO - the alliance - met.",
            "The fair - May 3, 2021 - was full.",
            "BREAKING: Fire in the port",
            "On July 13, 2021 - the envoy said",
            "On July 13, the envoy said.",
            "Donetsk (DPR) leader said",
            "In May 3 ships sank.",
            "Oslo and Bergen (Norway) met",
            "By Monday, May 3 - the day",
            "May 3 - the day of the vote",
            "Twenty-one ships (all Danish) - left",
            "Jon Berg, March 3. He said",
            "U.S. officials said — on Monday",
            "3 days ago",
            "É",
        ] {
            assert!(prefix(text, 0).is_none(), "{text}");
        }
    }
}
