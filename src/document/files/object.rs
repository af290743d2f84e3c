//! The article in an object of JSON, or in a row that can be written as one.
//!
//! Knows keys, usual and mapped ones, and objects within objects. Does not know where an object begins.

use std::borrow::Cow;

use serde_json::{Map, Value};

use crate::document::columns::{Columns, Field};
use crate::document::draft::Draft;
use crate::{Error, ErrorKind};

/// The article in an object.
pub(super) fn draft(object: &Map<String, Value>, columns: &Columns, line: u64) -> Result<Draft, Error> {
    let text = find(object, columns, Field::Text).ok_or_else(|| no_text(object, columns))?;
    let Value::String(text) = text else {
        return Err(Error::new(ErrorKind::Data, "the text of this article is no string"));
    };
    let get = |field| find(object, columns, field).and_then(plain);
    Ok(Draft { line, ..Draft::of_record(text.clone(), get) })
}

fn no_text(object: &Map<String, Value>, columns: &Columns) -> Error {
    let has_key = |key: &String| columns.usual(key).is_some_and(|(_, field)| field == Field::Text);
    if columns.mapped(Field::Text).is_none() && object.keys().any(has_key) {
        return Error::new(ErrorKind::Data, "there is no text in this article");
    }
    let keys: Vec<&str> = object.keys().take(12).map(String::as_str).collect();
    let message = match columns.mapped(Field::Text) {
        Some(key) => format!("this article has no key `{key}`"),
        None => "this article has no text".to_owned(),
    };
    let remedy = format!("its keys are {}; name the right one with --map text=KEY", keys.join(", "));
    Error::new(ErrorKind::Data, message).with_remedy(remedy)
}

/// The value of a field: under the mapped key, else under the best of the usual names.
pub(super) fn find<'v>(object: &'v Map<String, Value>, columns: &Columns, field: Field) -> Option<&'v Value> {
    if let Some(key) = columns.mapped(field) {
        return object.get(key).or_else(|| descend(object, key));
    }
    let usable = |value: &Value| !value.is_null() && value.as_str() != Some("");
    object
        .iter()
        .filter(|(_, value)| usable(value))
        .filter_map(|(key, value)| {
            columns.usual(key).filter(|(_, f)| *f == field).map(|(rank, _)| (rank, value))
        })
        .min_by_key(|(rank, _)| *rank)
        .map(|(_, value)| value)
}

/// `article.body` leads into `{"article": {"body": ...}}`.
fn descend<'v>(object: &'v Map<String, Value>, path: &str) -> Option<&'v Value> {
    let (first, rest) = path.split_once('.')?;
    let inner = object.get(first)?.as_object()?;
    inner.get(rest).or_else(|| descend(inner, rest))
}

/// A string, a number, or the name of an object such as `{"id": "...", "name": "Coast Daily"}`.
fn plain(value: &Value) -> Option<Cow<'_, str>> {
    match value {
        Value::String(text) => Some(text.trim()).filter(|text| !text.is_empty()).map(Cow::Borrowed),
        Value::Number(number) => {
            let fraction = number.as_f64().filter(|_| number.is_f64());
            Some(fraction.map_or_else(|| number.to_string(), |fraction| format!("{fraction:.0}")).into())
        }
        Value::Object(object) => {
            ["name", "title", "$date", "@value"].iter().find_map(|key| plain(object.get(*key)?))
        }
        _ => None,
    }
}
