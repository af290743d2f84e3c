//! Values as bytes: numbers in groups of seven bits, texts with their length, a shared text once a record, in packs a hash as well
//! ([`apart`](super::apart)).
//!
//! Knows nothing of what the values mean. Reading never panics: bytes that are no value give `None`.

use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};

/// Bytes that are being written.
#[derive(Default)]
pub(super) struct Writer {
    bytes: Vec<u8>,
    texts: FxHashMap<Arc<str>, u32>,
    /// Whether short texts are shared as well.
    is_pack: bool,
    /// The numbers of the hashes that came before, where each is to be written once; the hashes themselves stand elsewhere.
    pub numbers: Option<FxHashMap<u32, u32>>,
    /// These hashes, in the order in which they came.
    pub new: Vec<u32>,
    /// The day from which others are counted.
    pub day: i32,
}

/// Bytes that are being read.
pub(super) struct Reader<'b> {
    rest: &'b [u8],
    texts: Vec<Arc<str>>,
    names: &'b mut Names,
    /// See [`Writer`].
    is_pack: bool,
    /// The hashes that are told by number, four bytes each.
    pub hashes: Option<&'b [u8]>,
    /// How many of them came before.
    pub came: u32,
    /// See [`Writer`].
    pub day: i32,
}

/// Short texts that many records have in common, names of rules above all: each is held once.
#[derive(Debug, Default)]
pub(super) struct Names(FxHashSet<Arc<str>>);

impl Names {
    /// Longer texts are sentences and titles.
    const LETTERS_AT_MOST: usize = 40;
    /// More of them are names of articles.
    const AT_MOST: usize = 10_000;

    fn shared(&mut self, text: &str) -> Arc<str> {
        if text.len() > Self::LETTERS_AT_MOST {
            return text.into();
        }
        if let Some(known) = self.0.get(text) {
            return Arc::clone(known);
        }
        let new: Arc<str> = text.into();
        if self.0.len() < Self::AT_MOST {
            self.0.insert(Arc::clone(&new));
        }
        new
    }
}

/// A value that can be written and read.
pub(super) trait Code: Sized {
    /// Writes the value.
    fn put(&self, out: &mut Writer);
    /// Reads a value; `None` where the bytes end or are none.
    fn take(from: &mut Reader<'_>) -> Option<Self>;
}

/// The bytes of a value.
#[cfg(test)]
pub(super) fn written(value: &impl Code) -> Vec<u8> {
    let mut out = Writer::default();
    value.put(&mut out);
    out.bytes
}

/// The value that `bytes` hold, nothing less and nothing more; it shares `names` with others.
pub(super) fn read<T: Code>(bytes: &[u8], names: &mut Names) -> Option<T> {
    let mut from = Reader::new(bytes, names);
    T::take(&mut from).filter(|_| from.rest.is_empty())
}

/// The bytes of a value in which short texts come again and again: each is written once.
#[cfg(feature = "store")]
pub(super) fn written_together(value: &impl Code) -> Vec<u8> {
    let mut out = Writer { is_pack: true, ..Writer::default() };
    value.put(&mut out);
    out.bytes
}

/// The value that [`written_together`] gave these bytes.
#[cfg(feature = "store")]
pub(super) fn read_together<T: Code>(bytes: &[u8], names: &mut Names) -> Option<T> {
    let mut from = Reader { is_pack: true, ..Reader::new(bytes, names) };
    T::take(&mut from).filter(|_| from.rest.is_empty())
}

/// The value that `bytes` begin with.
#[cfg(feature = "store")]
pub(super) fn read_some<T: Code>(bytes: &[u8], names: &mut Names) -> Option<T> {
    T::take(&mut Reader::new(bytes, names))
}

#[cfg(feature = "store")]
impl Writer {
    /// How many bytes there are.
    pub(super) fn len(&self) -> u32 {
        self.bytes.len() as u32
    }
}

impl Writer {
    pub(super) fn into_bytes(self) -> Vec<u8> {
        self.bytes
    }

    pub(super) fn byte(&mut self, byte: u8) {
        self.bytes.push(byte);
    }

    /// A text that did not come before; what `kept` gives comes again as a number.
    fn text(&mut self, text: &str, kept: impl FnOnce() -> Option<Arc<str>>) {
        let number = self.texts.len() as u32;
        self.texts.extend(kept().map(|text| (text, number)));
        self.bytes.push(0);
        (text.len() as u32).put(self);
        self.bytes.extend(text.as_bytes());
    }

    pub(super) fn slice(&mut self, bytes: &[u8]) {
        self.bytes.extend(bytes);
    }

    /// A number of which all bits say something. Where each is written once: 0 for the next new one, else one more than the number
    /// that it has.
    pub(super) fn hash(&mut self, hash: u32) {
        let Some(numbers) = &mut self.numbers else { return self.bytes.extend(hash.to_le_bytes()) };
        let next = numbers.len() as u32 + 1;
        match numbers.get(&hash).copied() {
            Some(number) => number.put(self),
            None => {
                numbers.insert(hash, next);
                self.bytes.push(0);
                self.new.push(hash);
            }
        }
    }

    pub(super) fn hashes(&mut self, hashes: &[u32]) {
        (hashes.len() as u32).put(self);
        hashes.iter().for_each(|hash| self.hash(*hash));
    }
}

impl<'b> Reader<'b> {
    pub(super) fn new(bytes: &'b [u8], names: &'b mut Names) -> Self {
        Self { rest: bytes, texts: Vec::new(), names, is_pack: false, hashes: None, came: 0, day: 0 }
    }

    /// See [`Writer::hash`].
    pub(super) fn hash(&mut self) -> Option<u32> {
        let Some(hashes) = self.hashes else {
            return Some(u32::from_le_bytes(*self.slice(4)?.first_chunk()?));
        };
        let number = u32::take(self)?.checked_sub(1).unwrap_or(self.came);
        self.came += u32::from(number == self.came);
        let hash = hashes.get(4 * number as usize..)?.first_chunk()?;
        Some(u32::from_le_bytes(*hash))
    }

    pub(super) fn hashes<C: FromIterator<u32>>(&mut self) -> Option<C> {
        (0..u32::take(self)?).map(|_| self.hash()).collect()
    }
    pub(super) fn byte(&mut self) -> Option<u8> {
        let (first, rest) = self.rest.split_first()?;
        self.rest = rest;
        Some(*first)
    }

    /// How many bytes are left.
    #[cfg(feature = "store")]
    pub(super) fn left(&self) -> usize {
        self.rest.len()
    }

    pub(super) fn slice(&mut self, length: usize) -> Option<&'b [u8]> {
        let (slice, rest) = self.rest.split_at_checked(length)?;
        self.rest = rest;
        Some(slice)
    }
}

/// A struct as the sequence of its fields; what is left out is read as nothing.
macro_rules! fields {
    ($name:ident { $($field:ident),* $(,)? } $(without $($left_out:ident),* ;)?) => {
        impl Code for $name {
            fn put(&self, out: &mut Writer) {
                let Self { $($field,)* $($($left_out: _),*)? } = self;
                $($field.put(out);)*
            }

            fn take(from: &mut Reader<'_>) -> Option<Self> {
                Some(Self { $($field: Code::take(from)?,)* $($($left_out: Default::default()),*)? })
            }
        }
    };
}

/// A choice as the number of its case.
macro_rules! cases {
    ($name:ident { $($case:ident = $number:literal),* $(,)? }) => {
        impl Code for $name {
            fn put(&self, out: &mut Writer) {
                out.byte(match self { $(Self::$case => $number),* });
            }

            fn take(from: &mut Reader<'_>) -> Option<Self> {
                match from.byte()? {
                    $($number => Some(Self::$case),)*
                    _ => None,
                }
            }
        }
    };
}

pub(super) use {cases, fields};

impl Code for u32 {
    fn put(&self, out: &mut Writer) {
        let mut rest = *self;
        while rest >= 0x80 {
            out.byte(rest as u8 | 0x80);
            rest >>= 7;
        }
        out.byte(rest as u8);
    }

    fn take(from: &mut Reader<'_>) -> Option<Self> {
        let mut number = 0u64;
        for shift in (0..35).step_by(7) {
            let byte = from.byte()?;
            number |= u64::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return Self::try_from(number).ok();
            }
        }
        None
    }
}

/// The sign in the lowest bit.
impl Code for i32 {
    fn put(&self, out: &mut Writer) {
        ((*self << 1) ^ (*self >> 31)).cast_unsigned().put(out);
    }

    fn take(from: &mut Reader<'_>) -> Option<Self> {
        u32::take(from).map(|number| (number >> 1).cast_signed() ^ -(number & 1).cast_signed())
    }
}

/// A number in groups of seven bits.
pub(super) fn put_number(mut rest: u64, out: &mut Writer) {
    while rest >= 0x80 {
        out.byte(rest as u8 | 0x80);
        rest >>= 7;
    }
    out.byte(rest as u8);
}

/// What [`put_number`] wrote.
pub(super) fn take_number(from: &mut Reader<'_>) -> Option<u64> {
    let mut number = 0u64;
    for shift in (0..64).step_by(7) {
        let byte = from.byte()?;
        number |= u64::from(byte & 0x7f).checked_shl(shift)?;
        if byte < 0x80 {
            return Some(number);
        }
    }
    None
}

/// All eight bytes.
impl Code for u64 {
    fn put(&self, out: &mut Writer) {
        out.bytes.extend(self.to_le_bytes());
    }

    fn take(from: &mut Reader<'_>) -> Option<Self> {
        from.slice(8)?.try_into().ok().map(Self::from_le_bytes)
    }
}

impl Code for f32 {
    fn put(&self, out: &mut Writer) {
        out.bytes.extend(self.to_le_bytes());
    }

    fn take(from: &mut Reader<'_>) -> Option<Self> {
        from.slice(4)?.try_into().ok().map(Self::from_le_bytes)
    }
}

impl Code for bool {
    fn put(&self, out: &mut Writer) {
        out.byte(u8::from(*self));
    }

    fn take(from: &mut Reader<'_>) -> Option<Self> {
        Some(from.byte()? == 1)
    }
}

/// The letters of a text, with their number before them.
fn letters<'b>(from: &mut Reader<'b>) -> Option<&'b str> {
    let length = u32::take(from)? as usize;
    std::str::from_utf8(from.slice(length)?).ok()
}

/// Longer texts than so many bytes come once: headlines.
const COMMON: usize = 32;

/// In a pack a short text that comes again is a number.
impl Code for String {
    fn put(&self, out: &mut Writer) {
        if !out.is_pack {
            (self.len() as u32).put(out);
            return out.slice(self.as_bytes());
        }
        let is_common = self.len() <= COMMON;
        match out.texts.get(self.as_str()).filter(|_| is_common).copied() {
            Some(number) => (number + 1).put(out),
            None => out.text(self, || is_common.then(|| self.as_str().into())),
        }
    }

    fn take(from: &mut Reader<'_>) -> Option<Self> {
        if !from.is_pack {
            return letters(from).map(str::to_owned);
        }
        if let Some(before) = u32::take(from)?.checked_sub(1) {
            return from.texts.get(before as usize).map(|text| (**text).to_owned());
        }
        let text = letters(from)?;
        from.texts.extend((text.len() <= COMMON).then(|| Arc::from(text)));
        Some(text.to_owned())
    }
}

impl<A: Code, B: Code> Code for (A, B) {
    fn put(&self, out: &mut Writer) {
        self.0.put(out);
        self.1.put(out);
    }

    fn take(from: &mut Reader<'_>) -> Option<Self> {
        Some((A::take(from)?, B::take(from)?))
    }
}

impl<T: Code> Code for Box<T> {
    fn put(&self, out: &mut Writer) {
        (**self).put(out);
    }

    fn take(from: &mut Reader<'_>) -> Option<Self> {
        T::take(from).map(Box::new)
    }
}

/// A text that comes again is a number; the values that are read share it as the written ones did.
impl Code for Arc<str> {
    fn put(&self, out: &mut Writer) {
        match out.texts.get(self).copied() {
            Some(number) => (number + 1).put(out),
            None => out.text(self, || Some(Arc::clone(self))),
        }
    }

    fn take(from: &mut Reader<'_>) -> Option<Self> {
        match u32::take(from)? {
            0 => {
                let text = letters(from)?;
                let text = from.names.shared(text);
                from.texts.push(Arc::clone(&text));
                Some(text)
            }
            known => from.texts.get(known as usize - 1).cloned(),
        }
    }
}

impl<T: Code> Code for Option<T> {
    fn put(&self, out: &mut Writer) {
        self.is_some().put(out);
        if let Some(value) = self {
            value.put(out);
        }
    }

    fn take(from: &mut Reader<'_>) -> Option<Self> {
        if bool::take(from)? { T::take(from).map(Some) } else { Some(None) }
    }
}

/// The bytes of a list that belongs to somebody else.
pub(super) fn put_all(values: &[impl Code], out: &mut Writer) {
    (values.len() as u32).put(out);
    values.iter().for_each(|value| value.put(out));
}

impl<T: Code> Code for Vec<T> {
    fn put(&self, out: &mut Writer) {
        put_all(self, out);
    }

    fn take(from: &mut Reader<'_>) -> Option<Self> {
        (0..u32::take(from)?).map(|_| T::take(from)).collect()
    }
}

impl Code for Arc<[u32]> {
    fn put(&self, out: &mut Writer) {
        (self.len() as u32).put(out);
        self.iter().for_each(|number| number.put(out));
    }

    fn take(from: &mut Reader<'_>) -> Option<Self> {
        Vec::take(from).map(Self::from)
    }
}
