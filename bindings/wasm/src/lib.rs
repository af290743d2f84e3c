//! dateline for the browser: JSON in, JSON out, over a C ABI that WebAssembly and any other language can call.
//!
//! The module imports nothing: no clock, no network, no file, no thread. A caller
//! 1. asks for room with [`dateline_alloc`] and writes its question there, as UTF-8 JSON: `{"articles": [{"text": "...",
//!    "date": "2022-07-13", "id": "...", "title": "...", "source": "...", "url": "..."}], "published": "2022-07-13"}`, of which only
//!    the texts are needed; a timeline is wanted as `"format": "json"`, `"csv"`, `"html"` or, for a page that takes articles, `"data"`;
//! 2. calls [`dateline_timeline`] or [`dateline_annotate`], which take the room back and give an answer;
//! 3. reads the answer: four bytes whether it went well (0) or not (1), four bytes the length, both little-endian, then the
//!    UTF-8 of the JSON, or of what is wrong;
//! 4. gives the answer back with [`dateline_free`]: its length and eight.
//!
//! This file is the only one of the project with unsafe code: it turns addresses into slices and back.

mod answer;

use std::ptr;

/// Bytes before the text of an answer.
pub const HEAD: usize = 8;

/// Room for `length` bytes, zeroed; null for none.
#[unsafe(no_mangle)]
pub extern "C" fn dateline_alloc(length: usize) -> *mut u8 {
    handed_out(vec![0; length])
}

/// Takes back what [`dateline_alloc`] or an answer gave.
///
/// # Safety
/// `start` and `length` are those of one room or answer that was not taken back before; null is ignored.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn dateline_free(start: *mut u8, length: usize) {
    // SAFETY: promised by the caller.
    drop(unsafe { taken_back(start, length) });
}

/// The timeline of the articles of a question, in the form that it asks for, as the program writes it.
///
/// # Safety
/// `start` and `length` are those of a room that [`dateline_alloc`] gave and that was not taken back; this takes it back.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn dateline_timeline(start: *mut u8, length: usize) -> *mut u8 {
    // SAFETY: promised by the caller.
    answered(answer::timeline(&unsafe { taken_back(start, length) }))
}

/// Everything that was read in the articles of a question, one JSON object a line, as `dateline annotate` writes it.
///
/// # Safety
/// As [`dateline_timeline`].
#[unsafe(no_mangle)]
pub unsafe extern "C" fn dateline_annotate(start: *mut u8, length: usize) -> *mut u8 {
    // SAFETY: promised by the caller.
    answered(answer::annotations(&unsafe { taken_back(start, length) }))
}

/// The answer with its head.
fn answered(result: Result<Vec<u8>, String>) -> *mut u8 {
    let (status, text) = result.map_or_else(|wrong| (1u32, wrong.into_bytes()), |text| (0, text));
    let length = u32::try_from(text.len()).unwrap_or(u32::MAX);
    let mut bytes = Vec::with_capacity(HEAD + text.len());
    bytes.extend(status.to_le_bytes());
    bytes.extend(length.to_le_bytes());
    bytes.extend(text);
    handed_out(bytes)
}

/// The address of bytes that the caller now owns: as many as there is room for, so that the length alone frees them.
fn handed_out(bytes: Vec<u8>) -> *mut u8 {
    if bytes.is_empty() {
        return ptr::null_mut();
    }
    Box::into_raw(bytes.into_boxed_slice()).cast()
}

/// The bytes that the caller owned.
///
/// # Safety
/// They were given by [`handed_out`] with this length, and are taken back once.
unsafe fn taken_back(start: *mut u8, length: usize) -> Box<[u8]> {
    if start.is_null() {
        return Box::default();
    }
    // SAFETY: promised by the caller: this was a boxed slice of this length.
    unsafe { Box::from_raw(ptr::slice_from_raw_parts_mut(start, length)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    type Call = unsafe extern "C" fn(*mut u8, usize) -> *mut u8;

    /// Asks as a caller from outside does.
    fn ask(call: Call, question: &str) -> (u32, String) {
        let room = dateline_alloc(question.len());
        // SAFETY: the room and the answer are read and written within their lengths and given back once.
        unsafe {
            ptr::copy_nonoverlapping(question.as_ptr(), room, question.len());
            let answer = call(room, question.len());
            let number = |at: usize| u32::from_le_bytes(*answer.add(at).cast::<[u8; 4]>());
            let (status, length) = (number(0), number(4) as usize);
            let text = std::slice::from_raw_parts(answer.add(HEAD), length).to_vec();
            dateline_free(answer, HEAD + length);
            (status, String::from_utf8(text).unwrap_or_default())
        }
    }

    #[test]
    fn a_question_is_answered() {
        let question = r#"{"articles": [{"text": "Peru signed the treaty with Norway on Tuesday.", "date": "2021-05-07"}]}"#;
        let (status, told) = ask(dateline_timeline, question);
        assert!(status == 0 && told.contains("\"date\":\"2021-05-04\""), "{told}");
        let (status, told) = ask(dateline_annotate, question);
        assert!(status == 0 && told.contains("\"value\":\"2021-05-04\"") && told.ends_with('\n'), "{told}");
    }

    #[test]
    fn a_wrong_question_is_told() {
        for (question, part) in [
            ("{", "this is no question"),
            ("", "this is no question"),
            (r#"{"articles": [{"body": "x"}]}"#, "text"),
            (r#"{"articles": [], "published": "soon"}"#, "`soon` is not a day"),
        ] {
            let (status, told) = ask(dateline_timeline, question);
            assert!(status == 1 && told.contains(part), "{question}: {told}");
        }
        assert_eq!(ask(dateline_annotate, r#"{"articles": []}"#), (0, String::new()));
    }
}
