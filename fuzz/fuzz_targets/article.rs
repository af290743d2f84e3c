//! Bytes as up to four articles through the whole path: read, linked, written; the first byte tells in which format.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    if let Some((first, rest)) = bytes.split_first() {
        dateline_fuzz::whole_path(*first, &dateline_fuzz::articles(rest));
    }
});
