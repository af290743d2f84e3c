//! What happened while reading: counts, and remarks about what was read with a flaw or left out.
//!
//! Knows counts and remarks. Does not know how they are shown.

use crate::Error;

/// How serious a remark is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoticeKind {
    /// Something of the article was lost: its date, some characters.
    Flaw,
    /// Good to know: a guessed encoding, a renamed or skipped file.
    Remark,
}

/// A remark about an input that was not lost.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// How serious it is.
    pub kind: NoticeKind,
    /// What, where, and the remedy.
    pub error: Error,
}

/// How far the reading of files is. What comes from streams is not known before it is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Progress {
    /// Files that were begun.
    pub begun: usize,
    /// All files and streams.
    pub files: usize,
    /// Bytes of files that were read, as they lie on the disk.
    pub read: u64,
    /// Bytes of all files.
    pub bytes: u64,
}

/// Counts of a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct ReadReport {
    /// Articles read.
    pub articles: u64,
    /// Of these, articles without any date of publication.
    pub undated: u64,
    /// Of these, articles read with a flaw.
    pub flawed: u64,
    /// Articles or files that could not be read.
    pub failed: u64,
    /// Files that are no articles, and repeated inputs.
    pub skipped: u64,
}
