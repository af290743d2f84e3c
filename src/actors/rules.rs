//! The local rules of this layer by name; each has its cases in `tests/corpus/actors.toml`.

use crate::rule::RuleId;

macro_rules! rules {
    ($($(#[$doc:meta])* $field:ident = $id:literal,)+) => {
        /// The rule names, made once and shared by every mention.
        #[derive(Clone, Debug)]
        pub(super) struct Rules { $($(#[$doc])* pub $field: RuleId,)+ }

        impl Default for Rules {
            fn default() -> Self {
                Self { $($field: RuleId::from($id),)+ }
            }
        }

        #[cfg(test)]
        /// The ids of all rules, in the order of the list.
        pub(super) const IDS: &[&str] = &[$($id),+];
    };
}

rules! {
    /// `North Korea`, `Crimea`
    state_name = "actor.state-name",
    /// `Russian`
    demonym = "actor.demonym",
    /// `Russians`
    people_of_state = "actor.people-of-state",
    /// `Moscow said`, `Pyongyang's support`, `the Kremlin`
    capital = "actor.capital-as-government",
    /// `in Moscow`
    place = "actor.place-name",
    /// `UN Security Council`, `Boeing`
    organisation = "actor.organisation-name",
    /// `DPR`, `EU`
    abbreviation = "actor.abbreviation",
    /// `the Donbass republics`
    group = "actor.group-of-states",
    /// `the Donetsk and Lugansk People's Republics`, `the Russian and North Korean leaders`
    shared_head = "actor.shared-head",
    /// `Russian President Vladimir Putin`
    role_name = "actor.role-name",
    /// `Mr Smith`, `Gen. Ivanov`
    title_name = "actor.title-name",
    /// `Jane Doe said`, later `Doe`
    person = "actor.person-name",
    /// `the Russian leader`, `Ukraine's foreign minister`
    role = "actor.owner-role",
    /// `Ukraine's Foreign Ministry`, `the Embassy of North Korea in Moscow`
    organ = "actor.owner-organ",
    /// `Russian troops`, `protesters`
    people = "actor.people",
    /// `Harvest Party`, `Acme Inc.`
    suffix = "actor.name-with-suffix",
    /// A capitalised name of which no more is known.
    unknown = "actor.unknown-name",
    /// `the republic`, `these regions`
    anaphor = "actor.noun-anaphor",
    /// `he`, `it`, `they`
    pronoun = "actor.pronoun",
}
