//! Long tables: used where they lie in an image, or made while tables are read.
//!
//! Knows items of so many bytes. Does not know what they hold.

use std::borrow::Cow;

use super::{Source, Stored, Writer};

/// A long table of small items, `N` bytes each: borrowed from an image, or made while tables are read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Flat<const N: usize>(Cow<'static, [[u8; N]]>);

impl<const N: usize> Default for Flat<N> {
    fn default() -> Self {
        Self(Cow::default())
    }
}

impl<const N: usize> From<Vec<[u8; N]>> for Flat<N> {
    fn from(items: Vec<[u8; N]>) -> Self {
        Self(Cow::Owned(items))
    }
}

impl<const N: usize> std::ops::Deref for Flat<N> {
    type Target = [[u8; N]];

    #[inline]
    fn deref(&self) -> &[[u8; N]] {
        match &self.0 {
            Cow::Borrowed(items) => items,
            Cow::Owned(items) => items,
        }
    }
}

impl<const N: usize> Flat<N> {
    /// The items, to be changed: only for loading.
    pub fn to_mut(&mut self) -> &mut Vec<[u8; N]> {
        self.0.to_mut()
    }

    /// The item at a place, to be changed; the table grows by zeroes where it ends before. Only for loading.
    pub fn at_mut(&mut self, place: usize) -> Option<&mut [u8; N]> {
        let items = self.0.to_mut();
        if items.len() <= place {
            items.resize(place + 1, [0; N]);
        }
        items.get_mut(place)
    }

    /// True when the items lie in an image.
    pub fn is_built(&self) -> bool {
        matches!(self.0, Cow::Borrowed(items) if !items.is_empty())
    }
}

/// A long list of which few items are ever asked for: taken from an image one by one, or made while tables are read.
/// All items take the same number of bytes.
#[derive(Clone, Debug)]
pub(crate) enum Records<T> {
    /// Read from tables.
    Read(Vec<T>),
    /// In an image: the items, how many bytes each takes, and the texts.
    Built(&'static [u8], usize, &'static str),
}

impl<T: Stored + Copy> Records<T> {
    /// The item at a place. Complexity: constant.
    pub fn get(&self, place: usize) -> Option<T> {
        match *self {
            Self::Read(ref items) => items.get(place).copied(),
            Self::Built(bytes, size, text) => {
                let start = place.checked_mul(size)?;
                T::take(&mut Source { numbers: bytes.get(start..start.checked_add(size)?)?, text })
            }
        }
    }

    /// The items in their order.
    pub fn iter(&self) -> impl Iterator<Item = T> {
        (0..).map_while(|place| self.get(place))
    }
}

impl<T: Stored + Copy> Stored for Records<T> {
    fn put(&self, image: &mut Writer) {
        let mut items = Writer { text: std::mem::take(&mut image.text), ..Writer::default() };
        let count = self.iter().map(|item| item.put(&mut items)).count();
        image.text = items.text;
        (items.numbers.len() / count.max(1), items.numbers.len()).put(image);
        image.numbers.extend(items.numbers);
    }

    fn take(source: &mut Source) -> Option<Self> {
        let (size, length) = <(usize, usize)>::take(source)?;
        let (bytes, rest) = source.numbers.split_at_checked(length)?;
        source.numbers = rest;
        length.is_multiple_of(size).then_some(Self::Built(bytes, size.max(1), source.text))
    }
}

impl Flat<1> {
    /// The number at a place, 0 past the end.
    #[inline]
    pub fn number(&self, place: usize) -> u8 {
        self.get(place).map_or(0, |[number]| *number)
    }
}

impl Flat<2> {
    /// The number at a place, 0 past the end.
    #[inline]
    pub fn number(&self, place: usize) -> u16 {
        self.get(place).map_or(0, |bytes| u16::from_le_bytes(*bytes))
    }
}

impl Flat<4> {
    /// The number at a place, 0 past the end.
    #[inline]
    pub fn number(&self, place: usize) -> u32 {
        self.get(place).map_or(0, |bytes| u32::from_le_bytes(*bytes))
    }
}

impl<const N: usize> Stored for Flat<N> {
    fn put(&self, image: &mut Writer) {
        image.list(&self.0);
    }

    fn take(source: &mut Source) -> Option<Self> {
        source.list().map(|items| Self(Cow::Borrowed(items)))
    }
}

/// `N` numbers as `B` bytes, four each.
pub(crate) fn pack<const N: usize, const B: usize>(numbers: [u32; N]) -> [u8; B] {
    let mut bytes = [0; B];
    for (place, number) in bytes.as_chunks_mut().0.iter_mut().zip(numbers) {
        *place = number.to_le_bytes();
    }
    bytes
}

/// The `N` numbers in `B` bytes.
#[inline]
pub(crate) fn unpack<const N: usize, const B: usize>(bytes: &[u8; B]) -> [u32; N] {
    let mut numbers = [0; N];
    for (number, place) in numbers.iter_mut().zip(bytes.as_chunks().0) {
        *number = u32::from_le_bytes(*place);
    }
    numbers
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::image::{read, write};

    #[test]
    fn records_are_taken_one_by_one() {
        let told = Records::Read(vec![("left", 1u32), ("right", 2)]);
        let image: &'static [u8] = write(&told).leak();
        let built: Records<(&'static str, u32)> = read(image).expect("reads");
        assert!(matches!(built, Records::Built(..)));
        assert_eq!((built.get(1), built.get(2)), (Some(("right", 2)), None));
        assert!(built.iter().eq(told.iter()));
        assert_eq!(write(&built), image);
    }
}
