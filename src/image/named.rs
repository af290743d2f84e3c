//! The members of closed sets by the names that tables and formats write.
//!
//! Knows how a set and its names are joined. Each layer says its own.

/// Gives each variant of an enum its name; the variants stand in the order in which they are declared.
macro_rules! named {
    ($kind:ty { $($variant:ident = $name:literal),+ $(,)? }) => {
        impl $kind {
            /// In the order of their numbers.
            pub(crate) const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The name that tables and formats write.
            pub fn name(self) -> &'static str {
                match self {
                    $(Self::$variant => $name),+
                }
            }

            /// What has that name.
            #[allow(dead_code, reason = "some sets are only written")]
            pub(crate) fn named(name: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|one| one.name() == name)
            }
        }
    };
}
pub(crate) use named;

#[cfg(test)]
mod tests {
    #[derive(Clone, Copy, Debug, PartialEq)]
    enum Tide {
        Ebb,
        Flood,
    }

    named! { Tide { Ebb = "ebb", Flood = "flood" } }

    #[test]
    fn a_name_leads_back() {
        assert!(Tide::ALL.iter().all(|tide| Tide::named(tide.name()) == Some(*tide)));
        assert_eq!((Tide::ALL[1] as usize, Tide::named("neap")), (1, None));
    }
}
