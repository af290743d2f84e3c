//! What the user is told on standard error: errors, warnings, the summary, and progress when work takes long.

use std::io::{self, IsTerminal};
use std::time::{Duration, Instant};

use dateline::Error;
use dateline::document::{NoticeKind, Progress, ReadReport, Reader};
use indicatif::{HumanDuration, ProgressBar, ProgressStyle};

/// Messages of one sort beyond this number are only counted.
const MOST: usize = 20;

/// How often the progress line moves while nothing can be counted.
const TICK: Duration = Duration::from_millis(200);

/// How long work may take before its progress is shown.
const PATIENCE: Duration = Duration::from_secs(2);

/// Prints an error, a warning or a note.
pub fn print(sort: &str, error: &Error) {
    eprintln!("dateline: {sort}: {error}");
}

/// Prints a note.
pub fn note(text: &str) {
    eprintln!("dateline: note: {text}");
}

/// Tells what happens, not more than a person reads.
pub struct Messages {
    errors: usize,
    warnings: usize,
    notes: usize,
    doubts: u64,
    /// Whether doubts are told, or only counted because the result tells them.
    telling: bool,
    begun: Instant,
    bar: Option<ProgressBar>,
}

impl Messages {
    /// Nothing told yet.
    pub fn new() -> Self {
        let (begun, bar) = (Instant::now(), None);
        Self { errors: 0, warnings: 0, notes: 0, doubts: 0, telling: true, begun, bar }
    }

    /// The same, where the result tells every doubt.
    pub fn counting() -> Self {
        Self { telling: false, ..Self::new() }
    }

    /// An article or file that was lost.
    pub fn error(&mut self, error: &Error) {
        self.errors += 1;
        let count = self.errors;
        self.tell("error", count, error);
    }

    /// Something in the text of an article that a person should look at.
    pub fn doubt(&mut self, doubt: &Error) {
        self.doubts += 1;
        if self.telling {
            self.notes += 1;
            let count = self.notes;
            self.tell("note", count, doubt);
        }
    }

    /// Something that was asked for and cannot be done.
    pub fn warning(&mut self, error: &Error) {
        self.warnings += 1;
        let count = self.warnings;
        self.tell("warning", count, error);
    }

    /// What the reader noticed.
    pub fn notices(&mut self, reader: &mut Reader) {
        let notices: Vec<_> = reader.notices().collect();
        for notice in notices {
            let (sort, count) = match notice.kind {
                NoticeKind::Flaw => ("warning", &mut self.warnings),
                NoticeKind::Remark => ("note", &mut self.notes),
            };
            *count += 1;
            let count = *count;
            self.tell(sort, count, &notice.error);
        }
    }

    fn tell(&self, sort: &str, count: usize, error: &Error) {
        if count <= MOST {
            self.quietly(|| print(sort, error));
        }
    }

    /// Runs `print` without the progress line getting into its way.
    fn quietly(&self, print: impl FnOnce()) {
        match &self.bar {
            Some(bar) => bar.suspend(print),
            None => print(),
        }
    }

    /// Shows how far the work is: on a terminal only, and only when it takes long.
    pub fn progress(&mut self, reader: &Reader) {
        if self.bar.is_none() && self.begun.elapsed() > PATIENCE && io::stderr().is_terminal() {
            let style = ProgressStyle::with_template("{spinner} {elapsed} {msg}").ok();
            self.bar = style.map(|style| ProgressBar::new_spinner().with_style(style));
        }
        if let Some(bar) = &self.bar {
            bar.set_message(far(reader.report().articles, reader.progress(), self.begun.elapsed()));
            bar.tick();
        }
    }

    /// Shows what is done after the reading, where progress is shown.
    pub fn working(&self, on: &str) {
        if let Some(bar) = &self.bar {
            bar.set_message(on.to_owned());
            bar.enable_steady_tick(TICK);
        }
    }

    /// The summary at the end.
    pub fn summary(&self, report: &ReadReport, result: &str) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
        for (sort, count) in [("errors", self.errors), ("warnings", self.warnings), ("notes", self.notes)] {
            if count > MOST {
                eprintln!("dateline: {} more {sort} like these", count - MOST);
            }
        }
        let mut parts = vec![counted(report.articles, "article", "read")];
        if self.doubts > 0 {
            parts.push(counted(self.doubts, "date", "in doubt"));
        }
        let others = [
            (report.undated, "without a date of publication"),
            (report.flawed, "not read in full"),
            (report.failed, "failed"),
            (report.skipped, "left out"),
        ];
        parts.extend(
            others.iter().filter(|(count, _)| *count > 0).map(|(count, what)| format!("{count} {what}")),
        );
        eprintln!("dateline: {}{result}", parts.join(", "));
    }
}

/// `1200 articles, 400 a second, file 1 of 3, about 2 minutes left`.
fn far(articles: u64, progress: Progress, elapsed: Duration) -> String {
    let seconds = elapsed.as_secs_f64().max(0.001);
    let rate = articles as f64 / seconds;
    let mut told =
        format!("{articles} articles, {rate:.0} a second, file {} of {}", progress.begun, progress.files);
    let Progress { read, bytes, .. } = progress;
    if (1..bytes).contains(&read) {
        let left = seconds / read as f64 * (bytes - read) as f64;
        told += &format!(", about {} left", HumanDuration(Duration::from_secs_f64(left)));
    }
    told
}

/// `1 article read`, `2 articles read`.
pub fn counted(count: u64, what: &str, how: &str) -> String {
    let plural = if count == 1 { "" } else { "s" };
    format!("{count} {what}{plural}{}{how}", if how.is_empty() { "" } else { " " })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn progress_tells_the_rate_and_the_time_left() {
        let progress = Progress { begun: 1, files: 3, read: 250, bytes: 1000 };
        let told = far(1200, progress, Duration::from_secs(40));
        assert_eq!(told, "1200 articles, 30 a second, file 1 of 3, about 2 minutes left");
        // What comes from a pipe has no known end.
        let told = far(5, Progress { begun: 1, files: 1, ..Progress::default() }, Duration::from_secs(1));
        assert_eq!(told, "5 articles, 5 a second, file 1 of 1");
    }
}
