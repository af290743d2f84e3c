//! Files of every kind: what they are, how they are packed and encoded, and the articles in them.
//!
//! Knows formats, encodings and archives, and opens files. What stands in an article's opening, header and name is found by the
//! modules around it, which know no files.

mod decode;
mod feed;
mod html;
mod json;
mod kind;
mod markdown;
mod object;
mod open;
mod page_text;
#[cfg(feature = "parquet")]
mod parquet;
mod reader;
mod report;
mod source;
mod table;
mod tar;
mod unpack;
mod warc;

pub use reader::{ReadOptions, Reader};
pub use report::{Notice, NoticeKind, Progress, ReadReport};
pub use source::Input;
