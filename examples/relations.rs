//! How many of the temporal links that we state annotators state as well: `relations EVENTS.jsonl TIMEXES.jsonl`.
//!
//! Both files hold one JSON object a line with `doc_id`, `text` and `dct`; the first `events` (`m_id`, `start`, `end` in
//! characters) and `tlinks` (`source`, `target`, `rel`), the second `timexes` (`id`, `start`, `text`,
//! `functionInDocument`). Counted are our links whose two ends are annotated and joined by an annotated link.

mod gold;

use std::collections::{BTreeMap, HashMap};
use std::error::Error;

use dateline::Extractor;
use serde_json::Value;

use gold::{article, list, names, text};

/// Right and all links of each rule.
type Counts = BTreeMap<String, (u32, u32)>;

fn main() -> Result<(), Box<dyn Error>> {
    let extractor = Extractor::builtin()?;
    let mut counts = Counts::new();
    for (gold, times) in gold::documents("relations")? {
        measure(&extractor, &gold, &times, &mut counts);
    }
    let (right, all) = counts.values().fold((0, 0), |sum, count| (sum.0 + count.0, sum.1 + count.1));
    counts.insert("all".to_owned(), (right, all));
    for (rule, (right, all)) in counts {
        println!("{rule:<24}{right:>6}{all:>6}{:>8.1}", 100.0 * f64::from(right) / f64::from(all));
    }
    Ok(())
}

fn measure(extractor: &Extractor, gold: &Value, times: &Value, counts: &mut Counts) {
    let extraction = extractor.extract(&article(gold));
    let names = names(&extraction, text(gold, "text"), gold, times);
    let stated: HashMap<(&str, &str), &str> = list(gold, "tlinks")
        .map(|link| ((text(link, "source"), text(link, "target")), text(link, "rel")))
        .collect();
    for link in &extraction.tlinks {
        let (Some(from), Some(to)) = (names.get(&link.from), names.get(&link.to)) else { continue };
        let told = stated.get(&(from.as_str(), to.as_str())).copied();
        let turned = stated.get(&(to.as_str(), from.as_str())).copied();
        if told.or(turned).is_none_or(|name| name == "MEASURE") {
            continue;
        }
        let right = told == Some(link.relation.name()) || turned == Some(link.relation.inverse().name());
        let count = counts.entry(link.rule.to_string()).or_default();
        count.0 += u32::from(right);
        count.1 += 1;
    }
}
