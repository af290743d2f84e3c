//! Records of the library as objects of Python: a struct becomes an instance of its dataclass, a list a tuple.
//!
//! Knows which dataclass belongs to which struct. The fields are those of the JSON that the command line writes, but for
//! those that are no names in Python. The outermost object of a record is there before its fields: see [`Classes::fill`].

use std::cell::RefCell;
use std::collections::HashMap;
use std::fmt::Display;

use pyo3::IntoPyObjectExt;
use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::{PyDict, PyString, PyTuple};
use serde::Serialize;
use serde::ser::{self, Impossible};

/// The structs that the library writes, and the dataclass of each.
const CLASSES: [(&str, &str); 17] = [
    ("Article", "Extraction"),
    ("Bounds", "Bounds"),
    ("Clash", "Clash"),
    ("Conflict", "Disagreement"),
    ("Event", "EventMention"),
    ("Kin", "Related"),
    ("Link", "Tlink"),
    ("Member", "Member"),
    ("Participant", "Participant"),
    ("Range", "Range"),
    ("Row", "Event"),
    ("Source", "Claim"),
    ("Telling", "Mention"),
    ("Time", "Timex"),
    ("Told", "Told"),
    ("Warning", "Diagnostic"),
    ("When", "EventDate"),
];

/// The name of a field in Python.
fn attribute(field: &'static str) -> &'static str {
    match field {
        "class" => "class_",
        "from" => "from_",
        "relType" => "rel_type",
        other => other,
    }
}

/// The dataclasses: looked up once.
struct Known {
    new: Py<PyAny>,
    classes: HashMap<&'static str, Class>,
}

/// A dataclass and its fields, each with the string of Python that names it.
struct Class {
    class: Py<PyAny>,
    fields: Vec<(String, Py<PyString>)>,
}

impl Class {
    fn load(class: Bound<'_, PyAny>) -> PyResult<Self> {
        let names = class.getattr("__dataclass_fields__")?.cast_into::<PyDict>()?.keys();
        let field = |name: Bound<'_, PyAny>| {
            let name = name.cast_into::<PyString>()?;
            Ok((name.to_str()?.to_owned(), name.unbind()))
        };
        let fields = names.iter().map(field).collect::<PyResult<_>>()?;
        Ok(Self { class: class.unbind(), fields })
    }

    /// The name of a field in Python, which is mostly the field at this place.
    fn name<'py>(&self, py: Python<'py>, place: usize, field: &'static str) -> Bound<'py, PyString> {
        let field = attribute(field);
        match self.fields.get(place) {
            Some((known, name)) if known == field => name.bind(py).clone(),
            _ => PyString::intern(py, field),
        }
    }
}

impl Known {
    fn load(py: Python<'_>) -> PyResult<Self> {
        let module = py.import("dateline._types")?;
        let class = |(name, class): &(&'static str, &str)| Ok((*name, Class::load(module.getattr(*class)?)?));
        let classes = CLASSES.iter().map(class).collect::<PyResult<_>>()?;
        let new = py.import("builtins")?.getattr("object")?.getattr("__new__")?.unbind();
        Ok(Self { new, classes })
    }
}

/// Makes objects of records.
pub struct Classes<'py> {
    py: Python<'py>,
    known: &'static Known,
    /// For the outermost record: where its fields go instead of into a new object, and which one is wanted.
    into: RefCell<Option<(Bound<'py, PyDict>, Option<String>)>>,
}

impl<'py> Classes<'py> {
    /// Puts the fields of a record, or the one that is wanted, where the object keeps them that stands for it.
    ///
    /// # Errors
    /// A struct has no dataclass in the package.
    pub fn fill(into: &Bound<'py, PyDict>, wanted: Option<&str>, record: &impl Serialize) -> PyResult<()> {
        static KNOWN: PyOnceLock<Known> = PyOnceLock::new();
        let py = into.py();
        let known = KNOWN.get_or_try_init(py, || Known::load(py))?;
        let into = RefCell::new(Some((into.clone(), wanted.map(str::to_owned))));
        record.serialize(&Self { py, known, into }).map_err(|Failed(error)| error)?;
        Ok(())
    }

    fn object_of<T: IntoPyObjectExt<'py>>(&self, value: T) -> Result<Bound<'py, PyAny>, Failed> {
        Ok(value.into_bound_py_any(self.py)?)
    }
}

/// An exception of Python, as serde wants errors.
#[derive(Debug)]
pub struct Failed(PyErr);

impl Display for Failed {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

impl std::error::Error for Failed {}

impl ser::Error for Failed {
    fn custom<T: Display>(message: T) -> Self {
        Self(PyTypeError::new_err(message.to_string()))
    }
}

impl From<PyErr> for Failed {
    fn from(error: PyErr) -> Self {
        Self(error)
    }
}

/// The items of a tuple that is being made.
pub struct Items<'c, 'py> {
    classes: &'c Classes<'py>,
    items: Vec<Bound<'py, PyAny>>,
}

impl<'py> Items<'_, 'py> {
    fn add(&mut self, value: &(impl Serialize + ?Sized)) -> Result<(), Failed> {
        self.items.push(value.serialize(self.classes)?);
        Ok(())
    }

    fn tuple(self) -> Result<Bound<'py, PyAny>, Failed> {
        Ok(PyTuple::new(self.classes.py, self.items)?.into_any())
    }
}

/// An instance of a dataclass that is being made: its fields are set where a frozen one keeps them.
pub struct Instance<'c, 'py> {
    classes: &'c Classes<'py>,
    class: &'static Class,
    object: Bound<'py, PyAny>,
    fields: Bound<'py, PyDict>,
    /// The only field that is made; all, where there is none.
    wanted: Option<String>,
    /// How many fields have been seen.
    place: usize,
}

/// What no record of the library holds.
fn unexpected<T>(what: &str) -> Result<T, Failed> {
    Err(ser::Error::custom(format!("no record holds {what}")))
}

macro_rules! plain {
    ($($method:ident: $kind:ty),* $(,)?) => {
        $(fn $method(self, value: $kind) -> Result<Self::Ok, Failed> {
            self.object_of(value)
        })*
    };
}

impl<'c, 'py> ser::Serializer for &'c Classes<'py> {
    type Ok = Bound<'py, PyAny>;
    type Error = Failed;
    type SerializeSeq = Items<'c, 'py>;
    type SerializeTuple = Items<'c, 'py>;
    type SerializeTupleStruct = Items<'c, 'py>;
    type SerializeTupleVariant = Impossible<Self::Ok, Failed>;
    type SerializeMap = Impossible<Self::Ok, Failed>;
    type SerializeStruct = Instance<'c, 'py>;
    type SerializeStructVariant = Impossible<Self::Ok, Failed>;

    plain! {
        serialize_bool: bool, serialize_i8: i8, serialize_i16: i16, serialize_i32: i32, serialize_i64: i64,
        serialize_u8: u8, serialize_u16: u16, serialize_u32: u32, serialize_u64: u64, serialize_f32: f32,
        serialize_f64: f64, serialize_char: char, serialize_str: &str, serialize_bytes: &[u8],
    }

    fn serialize_none(self) -> Result<Self::Ok, Failed> {
        Ok(self.py.None().into_bound(self.py))
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<Self::Ok, Failed> {
        value.serialize(self)
    }

    fn serialize_unit(self) -> Result<Self::Ok, Failed> {
        self.serialize_none()
    }

    fn serialize_unit_struct(self, _: &'static str) -> Result<Self::Ok, Failed> {
        self.serialize_none()
    }

    fn serialize_unit_variant(self, _: &'static str, _: u32, name: &'static str) -> Result<Self::Ok, Failed> {
        Ok(PyString::intern(self.py, name).into_any())
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        value: &T,
    ) -> Result<Self::Ok, Failed> {
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        name: &'static str,
        _: &T,
    ) -> Result<Self::Ok, Failed> {
        unexpected(name)
    }

    fn serialize_seq(self, length: Option<usize>) -> Result<Items<'c, 'py>, Failed> {
        Ok(Items { classes: self, items: Vec::with_capacity(length.unwrap_or(0)) })
    }

    fn serialize_tuple(self, length: usize) -> Result<Items<'c, 'py>, Failed> {
        self.serialize_seq(Some(length))
    }

    fn serialize_tuple_struct(self, _: &'static str, length: usize) -> Result<Items<'c, 'py>, Failed> {
        self.serialize_seq(Some(length))
    }

    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        name: &'static str,
        _: usize,
    ) -> Result<Self::SerializeTupleVariant, Failed> {
        unexpected(name)
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Self::SerializeMap, Failed> {
        unexpected("a map")
    }

    fn serialize_struct(self, name: &'static str, _: usize) -> Result<Instance<'c, 'py>, Failed> {
        let Some(class) = self.known.classes.get(name) else { return unexpected(name) };
        let of = |object, fields, wanted| Instance { classes: self, class, object, fields, wanted, place: 0 };
        if let Some((fields, wanted)) = self.into.take() {
            return Ok(of(fields.clone().into_any(), fields, wanted));
        }
        let object = self.known.new.bind(self.py).call1((&class.class,))?;
        let fields = object.getattr(pyo3::intern!(self.py, "__dict__"))?;
        let fields = fields.cast_into::<PyDict>().map_err(PyErr::from)?;
        Ok(of(object, fields, None))
    }

    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        name: &'static str,
        _: usize,
    ) -> Result<Self::SerializeStructVariant, Failed> {
        unexpected(name)
    }
}

/// The kinds of sequences that serde tells apart, all of them tuples of Python.
macro_rules! sequences {
    ($($kind:ident by $add:ident),*) => {$(
        impl<'py> ser::$kind for Items<'_, 'py> {
            type Ok = Bound<'py, PyAny>;
            type Error = Failed;

            fn $add<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Failed> {
                self.add(value)
            }

            fn end(self) -> Result<Self::Ok, Failed> {
                self.tuple()
            }
        }
    )*};
}

sequences!(SerializeSeq by serialize_element, SerializeTuple by serialize_element, SerializeTupleStruct by serialize_field);

impl<'py> ser::SerializeStruct for Instance<'_, 'py> {
    type Ok = Bound<'py, PyAny>;
    type Error = Failed;

    fn serialize_field<T: Serialize + ?Sized>(
        &mut self,
        name: &'static str,
        value: &T,
    ) -> Result<(), Failed> {
        let place = self.place;
        self.place += 1;
        if self.wanted.as_deref().is_some_and(|wanted| wanted != attribute(name)) {
            return Ok(());
        }
        let name = self.class.name(self.classes.py, place, name);
        self.fields.set_item(name, value.serialize(self.classes)?)?;
        Ok(())
    }

    fn end(self) -> Result<Self::Ok, Failed> {
        Ok(self.object)
    }
}
