//! The word tables stay sorted and free of repetition, so that changes to them can be read.

const TABLES: [(&str, &str, char); 6] = [
    ("words.tsv", include_str!("../../../data/lexicon/words.tsv"), '\t'),
    ("extra_words.tsv", include_str!("../../../data/lexicon/extra_words.tsv"), '\t'),
    ("priors.csv", include_str!("../../../data/lexicon/priors.csv"), ','),
    ("habits.csv", include_str!("../../../data/lexicon/habits.csv"), ','),
    ("function_words.csv", include_str!("../../../data/lexicon/function_words.csv"), ','),
    ("abbreviations.csv", include_str!("../../../data/lexicon/abbreviations.csv"), ','),
];

#[test]
fn tables_are_sorted_and_unique() {
    for (name, table, separator) in TABLES {
        let words: Vec<&str> =
            table.lines().skip(1).filter_map(|line| line.split(separator).next()).collect();
        for pair in words.windows(2) {
            assert!(pair[0] < pair[1], "{name}: {} stands before {}", pair[0], pair[1]);
        }
    }
}
