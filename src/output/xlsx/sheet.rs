//! One sheet of a workbook: a frozen head with a filter, texts, numbers, days, links.

use chrono::NaiveDate;

use super::super::escape::markup;

const XML: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
const RELATIONSHIPS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// Most characters of a cell, in units of UTF-16.
const MOST: usize = 32_000;
/// Most links of a sheet.
const MOST_LINKS: usize = 65_000;

/// What a cell holds.
pub(super) enum Cell {
    /// Text, never a formula.
    Text(String),
    /// A number.
    Number(f64),
    /// Days since 30 December 1899, as Excel counts from March 1900 on.
    Day(i64),
    /// Text that leads to an address.
    Link(String, String),
}

impl Cell {
    /// Text.
    pub fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    /// A day where Excel knows it, else its text.
    pub fn day(day: Option<NaiveDate>) -> Self {
        let zero = NaiveDate::from_ymd_opt(1899, 12, 30).unwrap_or_default();
        match day.map(|day| (day, day.signed_duration_since(zero).num_days())) {
            None => Self::Text(String::new()),
            Some((_, number)) if (61..2_958_466).contains(&number) => Self::Day(number),
            Some((day, _)) => Self::Text(day.to_string()),
        }
    }

    /// Text with a link where there is an address.
    pub fn link(text: &str, url: Option<&str>) -> Self {
        match url {
            Some(url) => Self::Link(text.to_owned(), url.to_owned()),
            None => Self::text(text),
        }
    }
}

/// A sheet that grows by rows.
pub(super) struct Sheet {
    xml: String,
    links: String,
    relations: String,
    linked: usize,
    columns: usize,
    rows: usize,
}

impl Sheet {
    /// A sheet with titles and widths of columns.
    pub fn new(columns: &[(&str, u32)]) -> Self {
        let mut xml = format!(
            "{XML}<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" xmlns:r=\"{RELATIONSHIPS}\">\
             <sheetViews><sheetView workbookViewId=\"0\"><pane ySplit=\"1\" topLeftCell=\"A2\" activePane=\"bottomLeft\" \
             state=\"frozen\"/></sheetView></sheetViews><cols>"
        );
        for (number, (_, width)) in (1..).zip(columns) {
            xml.push_str(&format!(
                "<col min=\"{number}\" max=\"{number}\" width=\"{width}\" customWidth=\"1\"/>"
            ));
        }
        xml.push_str("</cols><sheetData>");
        let mut sheet = Self {
            xml,
            links: String::new(),
            relations: String::new(),
            linked: 0,
            columns: columns.len(),
            rows: 0,
        };
        let titles: Vec<Cell> = columns.iter().map(|(title, _)| Cell::text(*title)).collect();
        sheet.styled_row(&titles, 1);
        sheet
    }

    /// One row more.
    pub fn row(&mut self, cells: &[Cell]) {
        self.styled_row(cells, 0);
    }

    fn styled_row(&mut self, cells: &[Cell], style: u8) {
        self.rows += 1;
        self.xml.push_str(&format!("<row r=\"{}\">", self.rows));
        for (column, cell) in cells.iter().enumerate() {
            let place = format!("{}{}", letters(column), self.rows);
            match cell {
                Cell::Text(text) if text.is_empty() => {}
                Cell::Text(text) => self.inline(&place, style, text),
                Cell::Number(number) => self.xml.push_str(&format!("<c r=\"{place}\"><v>{number}</v></c>")),
                Cell::Day(day) => self.xml.push_str(&format!("<c r=\"{place}\" s=\"2\"><v>{day}</v></c>")),
                Cell::Link(text, url) => self.link(&place, text, url),
            }
        }
        self.xml.push_str("</row>");
    }

    fn inline(&mut self, place: &str, style: u8, text: &str) {
        let mut units = 0;
        let fits = |c: &char| {
            units += c.len_utf16();
            units <= MOST
        };
        let text: String = text.chars().take_while(fits).collect();
        let text = markup(&text);
        self.xml.push_str(&format!(
            "<c r=\"{place}\" s=\"{style}\" t=\"inlineStr\"><is><t xml:space=\"preserve\">{text}</t></is></c>"
        ));
    }

    /// A link: the cell names a relation, and the relation the address.
    fn link(&mut self, place: &str, text: &str, url: &str) {
        self.inline(place, 3, text);
        if self.linked < MOST_LINKS && url.len() < 2000 {
            self.linked += 1;
            self.links.push_str(&format!("<hyperlink ref=\"{place}\" r:id=\"rId{}\"/>", self.linked));
            self.relations.push_str(&format!(
                "<Relationship Id=\"rId{}\" Type=\"{RELATIONSHIPS}/hyperlink\" Target=\"{}\" TargetMode=\"External\"/>",
                self.linked,
                markup(url)
            ));
        }
    }

    /// The sheet and its relations, both as XML.
    pub fn finish(mut self) -> (String, String) {
        let last = format!("{}{}", letters(self.columns.saturating_sub(1)), self.rows);
        self.xml.push_str(&format!("</sheetData><autoFilter ref=\"A1:{last}\"/>"));
        if !self.links.is_empty() {
            self.xml.push_str(&format!("<hyperlinks>{}</hyperlinks>", self.links));
        }
        self.xml.push_str("</worksheet>");
        let relations = format!(
            "{XML}<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">{}</Relationships>",
            self.relations
        );
        (self.xml, relations)
    }
}

/// `A` for 0, `Z` for 25, `AA` for 26.
fn letters(column: usize) -> String {
    let last = char::from(b'A' + u8::try_from(column % 26).unwrap_or(0));
    if column < 26 { last.to_string() } else { letters(column / 26 - 1) + &last.to_string() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_counted_in_letters() {
        assert_eq!([0, 25, 26, 701, 702].map(letters), ["A", "Z", "AA", "ZZ", "AAA"]);
    }

    #[test]
    fn days_that_excel_does_not_know_are_texts() {
        let kind = |day: &str| match Cell::day(day.parse().ok()) {
            Cell::Day(number) => number.to_string(),
            Cell::Text(text) => text,
            _ => "other".to_owned(),
        };
        assert_eq!((kind("1900-03-01").as_str(), kind("2022-07-13").as_str()), ("61", "44755"));
        assert_eq!(
            (kind("1848-02-24").as_str(), kind("-0043-03-15").as_str()),
            ("1848-02-24", "-0043-03-15")
        );
    }
}
