//! What is wrong with the tables of actors: names that mean two, words that stand twice, rows that reach nothing.
//!
//! Knows the tables as they are written. Cities are left out: many share a name, and texts decide between them.

use std::collections::{BTreeMap, BTreeSet};

use super::load;
use super::table::Table;
use crate::temporal::{Finding, FindingKind};

/// Tables with the columns that hold their names or words. Within a group a word must not stand twice.
const GROUPS: [&[(Table, &[usize])]; 7] = [
    &[(load::STATES, &[0, 5]), (load::ORGANISATIONS, &[0, 5]), (load::COMPANIES, &[0, 5])],
    &[(load::STATES, &[6])],
    &[(load::ROLES, &[1])],
    &[(load::PEOPLE, &[0]), (load::ANAPHORS, &[0])],
    &[(load::ORGANS, &[1])],
    &[(load::TITLES, &[0])],
    &[(load::SUFFIXES, &[0])],
];

/// Checks the tables of actors; gives what is wrong in the order of the tables. Complexity: linear in their size.
pub fn check() -> Vec<Finding> {
    let mut findings = Vec::new();
    for group in GROUPS {
        repeated(group, &mut findings);
    }
    spellings(&mut findings);
    findings
}

/// A name of two actors contradicts, a name that one actor has twice is shadowed.
fn repeated(group: &[(Table, &[usize])], findings: &mut Vec<Finding>) {
    let mut seen: BTreeMap<String, (&str, u64, &str)> = BTreeMap::new();
    for (table, columns) in group {
        for (line, row) in rows(*table) {
            let cells = columns.iter().filter_map(|c| Some((*c, *row.get(*c)?)));
            let mut own = BTreeSet::new();
            for word in cells.flat_map(|(_, cell)| cell.split('|')).filter(|w| !w.is_empty()) {
                let entry = row.first().copied().unwrap_or_default();
                let before = seen.get(word).copied();
                let (kind, message) = match before {
                    _ if !own.insert(word) => {
                        (FindingKind::Shadowed, format!("`{word}` stands twice in this row"))
                    }
                    Some((file, at, other)) => {
                        (FindingKind::Contradicting, format!("`{word}` also means `{other}` ({file}:{at})"))
                    }
                    None => {
                        seen.insert(word.to_owned(), (table.file, line, entry));
                        continue;
                    }
                };
                findings.push(finding(table.file, line, entry, kind, message));
            }
        }
    }
}

/// A spelling of a city that the table of cities does not have reaches nothing.
fn spellings(findings: &mut Vec<Finding>) {
    let cities: BTreeSet<&str> = rows(load::CITIES).filter_map(|(_, row)| row.first().copied()).collect();
    for (line, row) in rows(load::SPELLINGS) {
        let listed = row.first().copied().unwrap_or_default();
        if !cities.contains(listed) {
            let message = format!("no city is listed as `{listed}`");
            findings.push(finding(load::SPELLINGS.file, line, listed, FindingKind::Dead, message));
        }
    }
}

fn rows(table: Table) -> impl Iterator<Item = (u64, Vec<&'static str>)> {
    table.text.lines().enumerate().skip(1).map(|(at, line)| (at as u64 + 1, line.split(',').collect()))
}

fn finding(file: &str, line: u64, rule: &str, kind: FindingKind, message: String) -> Finding {
    Finding { file: file.to_owned(), line, rule: rule.to_owned(), column: 1, kind, message }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shipped_tables_have_no_faults() {
        let told: Vec<String> =
            check().iter().map(|f| format!("{}:{} {}", f.file, f.line, f.message)).collect();
        assert!(told.is_empty(), "{}", told.join("\n"));
    }

    #[test]
    fn what_stands_twice_is_told() {
        let table = Table { file: "t.csv", text: "name,words\nAda,ada|a\nBob,b|a|b\n" };
        let mut findings = Vec::new();
        repeated(&[(table, &[0, 1])], &mut findings);
        let told: Vec<(u64, FindingKind)> = findings.iter().map(|f| (f.line, f.kind)).collect();
        assert_eq!(told, [(3, FindingKind::Contradicting), (3, FindingKind::Shadowed)]);
    }
}
