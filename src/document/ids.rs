//! Identifiers that are unique within a run.
//!
//! Knows hashes of what was given out. Does not know articles.

use std::hash::{Hash, Hasher};

use rustc_hash::{FxHashMap, FxHasher};

/// The ids given out, as hashes, each with how many copies of it were named after it.
#[derive(Clone, Debug, Default)]
pub struct Ids {
    seen: FxHashMap<u64, u32>,
}

impl Ids {
    /// Takes `id`; where it is taken already, the new name, which depends on the text and not on the order of
    /// the inputs that follow. Complexity: constant, however many articles have the same id.
    pub fn unique(&mut self, id: &str, text: &str) -> Option<String> {
        if self.take(id) {
            return None;
        }
        let digits = hash(text) & 0xffff;
        let renamed = format!("{id}~{digits:04x}");
        if self.take(&renamed) {
            return Some(renamed);
        }
        // Copies are numbered on from the last one.
        let key = hash(&renamed);
        let mut copies = self.seen.get(&key).copied().unwrap_or(0).max(1);
        loop {
            copies += 1;
            self.seen.insert(key, copies);
            let candidate = format!("{renamed}.{copies}");
            if self.take(&candidate) {
                return Some(candidate);
            }
        }
    }

    fn take(&mut self, id: &str) -> bool {
        let mut new = false;
        self.seen.entry(hash(id)).or_insert_with(|| {
            new = true;
            0
        });
        new
    }
}

fn hash(text: &str) -> u64 {
    let mut hasher = FxHasher::default();
    text.hash(&mut hasher);
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn repeated_ids_get_a_name_of_their_own() {
        let mut ids = Ids::default();
        assert_eq!(ids.unique("a", "x"), None);
        let second = ids.unique("a", "y").expect("renamed");
        let third = ids.unique("a", "y").expect("renamed");
        assert!(second.starts_with("a~") && third.starts_with(&second) && third != second);
        assert_eq!(ids.unique("b", "x"), None);
        // A name that looks like that of a copy is taken by whoever comes first.
        assert_eq!(ids.unique(&format!("{second}.3"), "z"), None);
        assert_eq!(ids.unique("a", "y"), Some(format!("{second}.4")));
    }

    #[test]
    fn many_copies_are_named_in_one_step_each() {
        let mut ids = Ids::default();
        let names: Vec<_> = (0..500).filter_map(|_| ids.unique("a", "y")).collect();
        let last = names.last().expect("renamed");
        assert!(last.ends_with(".499"), "{last}");
        // One look-up for the id, one for the name, one for the numbered name: no walk over all copies.
        assert_eq!(ids.seen.len(), 500);
        assert_eq!(ids.seen.get(&hash(names.first().expect("renamed"))), Some(&499));
    }
}
