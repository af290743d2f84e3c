//! Identifiers that are unique within a run.

use std::hash::{Hash, Hasher};

use rustc_hash::{FxHashMap, FxHasher};

/// The ids given out, as hashes.
#[derive(Clone, Debug, Default)]
pub struct Ids {
    seen: FxHashMap<u64, ()>,
}

impl Ids {
    /// Takes `id`; where it is taken already, the new name, which depends on the text and not on the order of
    /// the inputs that follow.
    pub fn unique(&mut self, id: &str, text: &str) -> Option<String> {
        if self.take(id) {
            return None;
        }
        let digits = hash(text) & 0xffff;
        let renamed = format!("{id}~{digits:04x}");
        let mut candidate = renamed.clone();
        let mut copies = 1;
        while !self.take(&candidate) {
            copies += 1;
            candidate = format!("{renamed}.{copies}");
        }
        Some(candidate)
    }

    fn take(&mut self, id: &str) -> bool {
        self.seen.insert(hash(id), ()).is_none()
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
    }
}
