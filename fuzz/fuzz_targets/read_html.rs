//! Bytes as files of these names; the first byte tells which.

#![no_main]

const NAMES: &[&str] = &["a.html", "a.htm"];

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    if let Some((first, rest)) = bytes.split_first() {
        dateline_fuzz::read(NAMES[usize::from(*first) % NAMES.len()], rest);
    }
});
