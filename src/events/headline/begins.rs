//! Which actor is named from which token on.

use crate::actors::Cast;

/// No mention begins at a token.
const NONE: u32 = u32::MAX;

/// For each token the widest resolved mention that begins there, by place in the cast.
pub(super) struct Begins(Vec<u32>);

impl Begins {
    /// Of mentions that end at the same token the last one counts. Complexity: linear.
    pub(super) fn new(cast: &Cast, tokens: usize) -> Self {
        let mut begins = vec![NONE; tokens];
        for (at, mention) in (0..).zip(&cast.mentions).filter(|(_, m)| !m.actors.is_empty()) {
            let Some(slot) = begins.get_mut(mention.first as usize) else { continue };
            let known = cast.mentions.get(*slot as usize);
            if known.is_none_or(|known| known.end <= mention.end) {
                *slot = at;
            }
        }
        Self(begins)
    }

    /// The place of the mention that begins at `token`.
    pub(super) fn at(&self, token: u32) -> Option<usize> {
        self.0.get(token as usize).filter(|at| **at != NONE).map(|at| *at as usize)
    }
}
