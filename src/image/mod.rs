//! What is known before any text is read, as bytes: written when the program is built, taken when it starts.
//!
//! Reading the tables takes longer than reading a dozen articles, so `build.rs` does it once, with the layers' own
//! code. Numbers are little-endian; what has several is preceded by their count; all strings lie together at the
//! front. Long tables are used where they lie. The bytes live only between a build and the program made by it, so
//! they carry no version: `build.rs` and the program are compiled of the same sources, unless these change while one build
//! runs (a rebase), which the next build makes good. What is needed before the first image is taken, or is too short for
//! one, the compiler cuts itself ([`constant`]). Knows no type of any layer: each says for its own what stands in an image.

pub(crate) mod constant;
mod flat;
mod named;

use std::borrow::Cow;
use std::hash::Hash;
use std::sync::Arc;

use rustc_hash::{FxBuildHasher, FxHashMap, FxHashSet};

use crate::error::{Error, ErrorKind};

pub(crate) use flat::{Flat, Records, pack, unpack};
pub(crate) use named::named;

/// The bytes that `build.rs` made of a layer, by file name; `None` in `build.rs` itself.
macro_rules! built {
    ($file:literal) => {{
        #[cfg(images)]
        let built: Option<&'static [u8]> = Some(include_bytes!(concat!(env!("OUT_DIR"), "/", $file)));
        #[cfg(not(images))]
        let built: Option<&'static [u8]> = None;
        built
    }};
}
pub(crate) use built;

/// An image while it is written.
#[derive(Default)]
pub(crate) struct Writer {
    numbers: Vec<u8>,
    text: String,
}

/// What is left of an image while it is taken.
pub(crate) struct Source {
    numbers: &'static [u8],
    text: &'static str,
}

/// What can stand in an image.
pub(crate) trait Stored: Sized {
    /// Appends the value.
    fn put(&self, image: &mut Writer);

    /// The value at the front; `None` where there is no such value.
    fn take(source: &mut Source) -> Option<Self>;
}

/// The image of a value.
pub(crate) fn write<T: Stored>(value: &T) -> Vec<u8> {
    let mut image = Writer::default();
    value.put(&mut image);
    let mut bytes = Vec::with_capacity(8 + image.text.len() + image.numbers.len());
    bytes.extend((image.text.len() as u64).to_le_bytes());
    bytes.extend(image.text.as_bytes());
    bytes.extend(image.numbers);
    bytes
}

/// The value of which these bytes are the image. Complexity: linear in what is not used where it lies.
///
/// # Errors
/// The bytes are no image of such a value.
pub(crate) fn read<T: Stored>(image: &'static [u8]) -> Result<T, Error> {
    let value = || {
        let (length, rest) = image.split_first_chunk()?;
        let length = usize::try_from(u64::from_le_bytes(*length)).ok()?;
        let (text, numbers) = rest.split_at_checked(length)?;
        let mut source = Source { numbers, text: std::str::from_utf8(text).ok()? };
        T::take(&mut source).filter(|_| source.numbers.is_empty())
    };
    let remedy = "build the program again from unchanged sources";
    value().ok_or_else(|| Error::new(ErrorKind::Rule, "a built table is damaged").with_remedy(remedy))
}

impl Writer {
    /// Appends a list of items of `N` bytes.
    fn list<const N: usize>(&mut self, list: &[[u8; N]]) {
        (list.len() as u32).put(self);
        self.numbers.extend(list.as_flattened());
    }
}

impl Source {
    /// A list of items of `N` bytes.
    #[inline]
    fn list<const N: usize>(&mut self) -> Option<&'static [[u8; N]]> {
        let count = u32::take(self)? as usize;
        let (items, rest) = self.numbers.split_at_checked(count.checked_mul(N)?)?;
        self.numbers = rest;
        Some(items.as_chunks().0)
    }
}

macro_rules! numbers {
    ($($number:ty)+) => { $(
        impl Stored for $number {
            fn put(&self, image: &mut Writer) {
                image.numbers.extend(self.to_le_bytes());
            }

            #[inline]
            fn take(source: &mut Source) -> Option<Self> {
                let (number, rest) = source.numbers.split_first_chunk()?;
                source.numbers = rest;
                Some(Self::from_le_bytes(*number))
            }
        }
    )+ };
}

numbers! { u8 u16 u32 u64 u128 i8 i16 i32 i64 }

impl Stored for usize {
    fn put(&self, image: &mut Writer) {
        (*self as u32).put(image);
    }

    #[inline]
    fn take(source: &mut Source) -> Option<Self> {
        u32::take(source).map(|number| number as Self)
    }
}

impl Stored for bool {
    fn put(&self, image: &mut Writer) {
        u8::from(*self).put(image);
    }

    #[inline]
    fn take(source: &mut Source) -> Option<Self> {
        u8::take(source).map(|number| number != 0)
    }
}

impl Stored for &'static str {
    fn put(&self, image: &mut Writer) {
        put_text(self, image);
    }

    #[inline]
    fn take(source: &mut Source) -> Option<Self> {
        let (start, length) = <(u32, u16)>::take(source)?;
        source.text.get(start as usize..start as usize + usize::from(length))
    }
}

/// Appends a text of less than 65,536 bytes; the same again costs nothing where it ended the texts before.
fn put_text(text: &str, image: &mut Writer) {
    let start = image.text.len() - if image.text.ends_with(text) { text.len() } else { 0 };
    image.text.truncate(start);
    image.text.push_str(text);
    (start as u32, text.len() as u16).put(image);
}

macro_rules! texts {
    ($($text:ty)+) => { $(
        impl Stored for $text {
            fn put(&self, image: &mut Writer) {
                put_text(self, image);
            }

            fn take(source: &mut Source) -> Option<Self> {
                <&'static str>::take(source).map(Into::into)
            }
        }
    )+ };
}

texts! { String Box<str> Arc<str> }

/// A text of any length, used where it lies.
impl Stored for Cow<'static, str> {
    fn put(&self, image: &mut Writer) {
        (image.text.len() as u32, self.len() as u32).put(image);
        image.text.push_str(self);
    }

    fn take(source: &mut Source) -> Option<Self> {
        let (start, length) = <(u32, u32)>::take(source)?;
        source.text.get(start as usize..start as usize + length as usize).map(Self::Borrowed)
    }
}

impl<T: Stored> Stored for Option<T> {
    fn put(&self, image: &mut Writer) {
        self.is_some().put(image);
        self.iter().for_each(|value| value.put(image));
    }

    fn take(source: &mut Source) -> Option<Self> {
        if bool::take(source)? { T::take(source).map(Some) } else { Some(None) }
    }
}

impl<T: Stored, const N: usize> Stored for [T; N] {
    fn put(&self, image: &mut Writer) {
        self.iter().for_each(|value| value.put(image));
    }

    fn take(source: &mut Source) -> Option<Self> {
        let values: Vec<T> = (0..N).map(|_| T::take(source)).collect::<Option<_>>()?;
        values.try_into().ok()
    }
}

impl<T: Stored> Stored for Vec<T> {
    fn put(&self, image: &mut Writer) {
        self.len().put(image);
        self.iter().for_each(|value| value.put(image));
    }

    fn take(source: &mut Source) -> Option<Self> {
        let count = usize::take(source)?;
        // No value takes less than a byte, so that a damaged count asks for no more than there is.
        let mut values = Self::with_capacity(count.min(source.numbers.len()));
        for _ in 0..count {
            values.push(T::take(source)?);
        }
        Some(values)
    }
}

impl<T: Stored> Stored for Box<[T]> {
    fn put(&self, image: &mut Writer) {
        self.len().put(image);
        self.iter().for_each(|value| value.put(image));
    }

    fn take(source: &mut Source) -> Option<Self> {
        Vec::take(source).map(Into::into)
    }
}

impl<A: Stored, B: Stored> Stored for (A, B) {
    fn put(&self, image: &mut Writer) {
        self.0.put(image);
        self.1.put(image);
    }

    #[inline]
    fn take(source: &mut Source) -> Option<Self> {
        Some((A::take(source)?, B::take(source)?))
    }
}

impl<A: Stored, B: Stored, C: Stored> Stored for (A, B, C) {
    fn put(&self, image: &mut Writer) {
        self.0.put(image);
        self.1.put(image);
        self.2.put(image);
    }

    fn take(source: &mut Source) -> Option<Self> {
        Some((A::take(source)?, B::take(source)?, C::take(source)?))
    }
}

/// In the order of the keys, so that a build gives the same bytes each time.
impl<K: Stored + Ord + Hash, V: Stored> Stored for FxHashMap<K, V> {
    fn put(&self, image: &mut Writer) {
        let mut entries: Vec<(&K, &V)> = self.iter().collect();
        entries.sort_unstable_by_key(|(key, _)| *key);
        entries.len().put(image);
        for (key, value) in entries {
            key.put(image);
            value.put(image);
        }
    }

    fn take(source: &mut Source) -> Option<Self> {
        let count = usize::take(source)?;
        let mut map = Self::with_capacity_and_hasher(count.min(source.numbers.len()), FxBuildHasher);
        for _ in 0..count {
            map.insert(K::take(source)?, V::take(source)?);
        }
        Some(map)
    }
}

impl<K: Stored + Ord + Hash> Stored for FxHashSet<K> {
    fn put(&self, image: &mut Writer) {
        let mut keys: Vec<&K> = self.iter().collect();
        keys.sort_unstable();
        keys.len().put(image);
        keys.into_iter().for_each(|key| key.put(image));
    }

    fn take(source: &mut Source) -> Option<Self> {
        let count = usize::take(source)?;
        (0..count).map(|_| K::take(source)).collect()
    }
}

/// Says that a struct stands in an image with these fields, one after the other, and what the others are when it is
/// taken. Fields without names are numbers.
macro_rules! stored {
    ($name:ty { $($field:tt),+ $(,)? } $(and { $($other:ident: $value:expr),+ })?) => {
        impl $crate::image::Stored for $name {
            fn put(&self, image: &mut $crate::image::Writer) {
                $( $crate::image::Stored::put(&self.$field, image); )+
            }

            #[inline]
            fn take(source: &mut $crate::image::Source) -> Option<Self> {
                Some(Self { $($field: $crate::image::Stored::take(source)?,)+ $($($other: $value),+)? })
            }
        }
    };
}
pub(crate) use stored;

/// Says that an enum stands in an image as its number in a list, with what it holds; names in braces and brackets are
/// arbitrary for what has no names.
macro_rules! stored_enum {
    ($name:ty { $($variant:ident $(( $($held:ident),+ ))? $({ $($field:ident),+ })? ),+ $(,)? }) => {
        impl $crate::image::Stored for $name {
            fn put(&self, image: &mut $crate::image::Writer) {
                #[allow(non_camel_case_types, clippy::upper_case_acronyms, reason = "named like the variants")]
                #[repr(u8)]
                enum Ordinal { $($variant),+ }
                match self {
                    $( Self::$variant $(( $($held),+ ))? $({ $($field),+ })? => {
                        $crate::image::Stored::put(&(Ordinal::$variant as u8), image);
                        $( $( $crate::image::Stored::put($held, image); )+ )?
                        $( $( $crate::image::Stored::put($field, image); )+ )?
                    } )+
                }
            }

            #[inline]
            fn take(source: &mut $crate::image::Source) -> Option<Self> {
                #[allow(non_upper_case_globals, reason = "named like the variants")]
                mod number {
                    #[repr(u8)]
                    enum Ordinal { $($variant),+ }
                    $( pub const $variant: u8 = Ordinal::$variant as u8; )+
                }
                let number: u8 = $crate::image::Stored::take(source)?;
                Some(match number {
                    $( number::$variant => {
                        $( $( let $held = $crate::image::Stored::take(source)?; )+ )?
                        $( $( let $field = $crate::image::Stored::take(source)?; )+ )?
                        Self::$variant $(( $($held),+ ))? $({ $($field),+ })?
                    } )+
                    _ => return None,
                })
            }
        }
    };
}
pub(crate) use stored_enum;

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Clone, Debug, PartialEq)]
    enum Shape {
        Dot,
        Line(u32, Option<bool>),
        Named { name: String, sides: Vec<u16> },
    }

    stored_enum! { Shape { Dot, Line(length, dashed), Named { name, sides } } }

    #[derive(Debug, PartialEq)]
    struct Drawing {
        shapes: Box<[Shape]>,
        places: FxHashMap<u32, (i64, &'static str)>,
        sizes: [u8; 3],
        flat: Flat<2>,
    }

    stored! { Drawing { shapes, places, sizes, flat } }

    fn drawing() -> Drawing {
        let mut flat = Flat::default();
        *flat.at_mut(3).expect("grows") = 7u16.to_le_bytes();
        let named = Shape::Named { name: "kite".into(), sides: vec![1, 1, 2, 2] };
        Drawing {
            shapes: [Shape::Dot, Shape::Line(9, Some(true)), named].into(),
            places: [(3, (-1, "left")), (1, (2, "left")), (2, (0, ""))].into_iter().collect(),
            sizes: [1, 2, 3],
            flat,
        }
    }

    #[test]
    fn what_was_written_is_read() {
        let image: &'static [u8] = write(&drawing()).leak();
        let read: Drawing = read(image).expect("reads");
        assert_eq!(read, drawing());
        assert_eq!((read.flat.number(3), read.flat.number(4)), (7, 0));
        assert!(read.flat.is_built() && !drawing().flat.is_built());
        assert_eq!(write(&read), image);
    }

    #[test]
    fn a_damaged_image_is_an_error() {
        let image: &'static [u8] = write(&drawing()).leak();
        for length in 0..image.len() {
            assert!(read::<Drawing>(&image[..length]).is_err(), "{length} of {} bytes", image.len());
        }
        let longer: &'static [u8] = [image, &[0]].concat().leak();
        assert!(read::<Drawing>(longer).is_err());
    }
}
