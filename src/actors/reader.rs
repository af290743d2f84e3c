//! The way through this layer: finds, mentions, what points back, the cast.
//!
//! Knows what comes after what, and which names turn out to be one.

use crate::error::Error;
use crate::image::{self, built, stored};
use crate::temporal::Timex;
use crate::text::{Lexicon, Text};

use super::anaphora::Resolver;
use super::directory::{Directory, How, Sense};
use super::rules::Rules;
use super::scene::{Draft, Scene};
use super::spot::{self, What};
use super::{Actor, ActorKind, ActorMention, Cast, UserActors, load};

/// Finds who is named in texts. Loaded once; reading changes nothing in it.
#[derive(Clone, Debug)]
pub struct ActorReader {
    directory: Directory,
    rules: Rules,
}

stored! { ActorReader { directory } and { rules: Rules::default() } }

impl ActorReader {
    /// The reader with the tables that come with the program; their words are added to `lexicon`.
    ///
    /// # Errors
    /// A table that does not check, with file and line. The shipped tables do.
    pub fn builtin(lexicon: &mut Lexicon) -> Result<Self, Error> {
        Self::new(&[], lexicon)
    }

    /// The same with the user's own actors, who are meant first where a name stands for them and for others.
    ///
    /// # Errors
    /// A row that does not check, with file, line and remedy.
    pub fn new(own: &[UserActors], lexicon: &mut Lexicon) -> Result<Self, Error> {
        match built!("actors.image").filter(|_| own.is_empty() && lexicon.is_builtin()) {
            Some(image) => image::read(image),
            None => Ok(Self { directory: load::directory(own, lexicon)?, rules: Rules::default() }),
        }
    }

    /// Who is mentioned in a text, and where. Time expressions are left alone. Datelines name nobody.
    ///
    /// Never fails. Complexity: linear in the number of tokens; what points back looks at two sentences.
    pub fn read(&self, text: &Text, timexes: &[Timex]) -> Cast {
        let blocked = blocked(text, timexes);
        let mut items = Vec::new();
        let mut bounds = Vec::with_capacity(text.sentences.len());
        for sentence in &text.sentences {
            let start = items.len();
            if !sentence.dateline {
                spot::sentence(text, &self.directory, &blocked, sentence, &mut items);
            }
            bounds.push(start..items.len());
        }
        let mut scene = Scene::new(text, &self.directory, &self.rules, &items);
        weigh(&mut scene);
        for (number, range) in bounds.into_iter().enumerate() {
            scene.sentence = number as u32;
            scene.read(range);
        }
        let order = text_order(&scene.drafts);
        Resolver::new(&mut scene, &order).run();
        finish(scene, &order)
    }
}

/// The token ranges of time expressions, in order.
fn blocked(text: &Text, timexes: &[Timex]) -> Vec<(u32, u32)> {
    let mut at = 0;
    let mut ranges: Vec<(u32, u32)> = timexes
        .iter()
        .map(|timex| {
            let first =
                at + text.tokens.get(at..).unwrap_or(&[]).partition_point(|t| t.span.end <= timex.span.start);
            let end = first
                + text.tokens.get(first..).unwrap_or(&[]).partition_point(|t| t.span.start < timex.span.end);
            at = first;
            (first as u32, end as u32)
        })
        .collect();
    ranges.sort_unstable();
    ranges
}

/// Counts how often each state shows in unmistakable cities and regions, and in its own adjective.
fn weigh(scene: &mut Scene) {
    for item in scene.items {
        let What::Known(_) = item.what else { continue };
        let mut named = scene.senses(*item).iter().filter_map(|sense| match sense {
            Sense::Entity(number, how @ (How::City | How::Adjective | How::Name)) => Some((*number, *how)),
            _ => None,
        });
        let (Some((number, how)), None) = (named.next(), named.next()) else { continue };
        let Some(entity) = scene.directory.entity(number) else { continue };
        match (entity.kind, entity.state) {
            (ActorKind::Place | ActorKind::Territory, Some(state)) => {
                *scene.weights.entry(state).or_default() += 1;
            }
            (ActorKind::State, None) if how == How::Adjective => {
                *scene.adjectives.entry(number).or_default() += 1;
            }
            _ => {}
        }
    }
}

/// Draft numbers by place in the text, outer mentions before inner ones.
fn text_order(drafts: &[Draft]) -> Vec<u32> {
    let mut order: Vec<u32> = (0..drafts.len() as u32).collect();
    order.sort_by_key(|number| {
        let mention =
            drafts.get(*number as usize).map(|d| (d.mention.first, std::cmp::Reverse(d.mention.end)));
        (mention, *number)
    });
    order
}

/// Joins names that turned out to be one, drops actors without mention and numbers the rest by first mention.
fn finish(mut scene: Scene, order: &[u32]) -> Cast {
    let same = joined(&scene);
    let mut numbers: Vec<Option<u32>> = vec![None; scene.actors.len()];
    let mut cast = Cast { actors: Vec::new(), mentions: Vec::with_capacity(order.len()) };
    for number in order {
        let Some(draft) = scene.drafts.get_mut(*number as usize) else { continue };
        let mut mention = std::mem::take(&mut draft.mention);
        for actor in &mut mention.actors {
            let kept = same.get(*actor as usize).copied().unwrap_or(*actor);
            *actor = renumber(&mut numbers, kept, &scene.actors, &mut cast.actors);
        }
        if mention.actors.len() > 1 {
            mention.actors = without_repetition(&mention.actors);
        }
        over_full_stop(scene.text, &mut mention);
        cast.mentions.push(mention);
    }
    cast
}

/// The full stop of an abbreviation inside a sentence is part of the name: `Acme Inc. said`.
fn over_full_stop(text: &Text, mention: &mut ActorMention) {
    let glued = |t: u32| text.tokens.get(t as usize).is_some_and(|t| !t.spaced);
    let stop = mention.end;
    if text.word(stop) == "." && glued(stop) && text.after(stop).is_some() && !glued(stop + 1) {
        mention.end += 1;
        mention.span = text.span(mention.first, mention.end);
    }
}

fn without_repetition(actors: &[u32]) -> Vec<u32> {
    let mut kept = Vec::with_capacity(actors.len());
    for actor in actors {
        if !kept.contains(actor) {
            kept.push(*actor);
        }
    }
    kept
}

fn renumber(numbers: &mut [Option<u32>], actor: u32, from: &[Actor], to: &mut Vec<Actor>) -> u32 {
    let Some(slot) = numbers.get_mut(actor as usize) else { return 0 };
    *slot.get_or_insert_with(|| {
        to.push(from.get(actor as usize).cloned().unwrap_or_default());
        to.len() as u32 - 1
    })
}

/// For each actor the one it is joined to: a last name that stood before the full name, an abbreviation before its
/// explanation.
fn joined(scene: &Scene) -> Vec<u32> {
    let one = |(number, actor): (usize, &Actor)| {
        let number = number as u32;
        let open = matches!(
            actor.kind,
            ActorKind::Unknown | ActorKind::Person | ActorKind::Organisation | ActorKind::Place
        ) && actor.id.is_none()
            && scene.fact(number).is_some_and(|facts| facts.entity.is_none());
        if !open || actor.name.contains(' ') {
            return number;
        }
        let learned = scene.learned.get(actor.name.as_str());
        let last = |person: &&u32| scene.name(**person).ends_with(actor.name.as_str());
        let named = scene.surnames.get(actor.name.as_str()).filter(last);
        let named = named.filter(|_| actor.kind != ActorKind::Organisation);
        learned.or(named).copied().unwrap_or(number)
    };
    scene.actors.iter().enumerate().map(one).collect()
}
