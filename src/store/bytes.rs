//! Values as bytes: numbers in groups of seven bits, texts with their length, a shared text once a record.
//!
//! Knows nothing of what the values mean. Reading never panics: bytes that are no value give `None`.

use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};

/// Bytes that are being written.
#[derive(Default)]
pub(super) struct Writer {
    bytes: Vec<u8>,
    texts: FxHashMap<Arc<str>, u32>,
}

/// Bytes that are being read.
pub(super) struct Reader<'b> {
    rest: &'b [u8],
    texts: Vec<Arc<str>>,
    names: &'b mut Names,
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
pub(super) fn written(value: &impl Code) -> Vec<u8> {
    let mut out = Writer::default();
    value.put(&mut out);
    out.bytes
}

/// The value that `bytes` hold, nothing less and nothing more; it shares `names` with others.
pub(super) fn read<T: Code>(bytes: &[u8], names: &mut Names) -> Option<T> {
    let mut from = Reader { rest: bytes, texts: Vec::new(), names };
    T::take(&mut from).filter(|_| from.rest.is_empty())
}

/// The value that `bytes` begin with.
#[cfg(feature = "store")]
pub(super) fn read_some<T: Code>(bytes: &[u8], names: &mut Names) -> Option<T> {
    T::take(&mut Reader { rest: bytes, texts: Vec::new(), names })
}

#[cfg(feature = "store")]
impl Writer {
    /// How many bytes there are.
    pub(super) fn len(&self) -> u32 {
        self.bytes.len() as u32
    }

    pub(super) fn into_bytes(self) -> Vec<u8> {
        self.bytes
    }
}

impl Writer {
    pub(super) fn byte(&mut self, byte: u8) {
        self.bytes.push(byte);
    }
}

impl<'b> Reader<'b> {
    pub(super) fn byte(&mut self) -> Option<u8> {
        let (first, rest) = self.rest.split_first()?;
        self.rest = rest;
        Some(*first)
    }

    fn slice(&mut self, length: usize) -> Option<&'b [u8]> {
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

impl Code for String {
    fn put(&self, out: &mut Writer) {
        (self.len() as u32).put(out);
        out.bytes.extend(self.as_bytes());
    }

    fn take(from: &mut Reader<'_>) -> Option<Self> {
        letters(from).map(str::to_owned)
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
        if let Some(number) = out.texts.get(self) {
            (number + 1).put(out);
            return;
        }
        let number = out.texts.len() as u32;
        out.texts.insert(Arc::clone(self), number);
        0u32.put(out);
        (self.len() as u32).put(out);
        out.bytes.extend(self.as_bytes());
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

impl<T: Code> Code for Vec<T> {
    fn put(&self, out: &mut Writer) {
        (self.len() as u32).put(out);
        self.iter().for_each(|value| value.put(out));
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
