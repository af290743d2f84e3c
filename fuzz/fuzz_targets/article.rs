//! Bytes as up to four articles through the whole path: read, linked, written in every format.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| dateline_fuzz::whole_path(&dateline_fuzz::articles(bytes)));
