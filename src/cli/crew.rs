//! The threads of the program, and work that they share while its results keep their order.

use std::cell::OnceCell;
use std::collections::VecDeque;
use std::sync::mpsc::{Receiver, sync_channel};

use dateline::{Error, ErrorKind};
use rayon::prelude::*;
use rayon::{ThreadPool, ThreadPoolBuilder};

use super::args::Inputs;

/// Parts that may be worked on ahead of the results that are taken, in bytes for each thread.
const AHEAD: usize = 1 << 20;

/// What one thread works on before it takes up something else.
pub struct Portion<D> {
    pub parts: Vec<D>,
    /// The room that they take, in bytes.
    pub bytes: usize,
    /// Whether nothing follows.
    pub last: bool,
}

/// Where work comes from, and where its results go.
pub trait Desk<D, R> {
    /// The portion that follows. Not asked again after the last one.
    fn next(&mut self) -> Portion<D>;

    /// Takes the result of one part; they come in the order of the parts.
    ///
    /// # Errors
    /// It cannot be taken: nothing more will come.
    fn take(&mut self, result: R) -> Result<(), Error>;
}

/// The threads, started when there is enough for them to do.
pub struct Crew {
    threads: usize,
    pool: OnceCell<ThreadPool>,
}

impl Crew {
    /// As many as the flags say, or as the machine runs at once.
    pub fn of(inputs: &Inputs) -> Self {
        Self { threads: inputs.jobs.map_or_else(processors, usize::from), pool: OnceCell::new() }
    }

    /// The threads.
    ///
    /// # Errors
    /// They cannot be started.
    fn pool(&self) -> Result<&ThreadPool, Error> {
        if let Some(started) = self.pool.get() {
            return Ok(started);
        }
        let started = ThreadPoolBuilder::new()
            .num_threads(self.threads)
            .build()
            .map_err(|error| Error::new(ErrorKind::Io, format!("the threads cannot be started: {error}")))?;
        Ok(self.pool.get_or_init(|| started))
    }

    /// Does the work of a desk, a portion a thread at a time. This thread asks the desk, and works only where it is the only one or
    /// one portion is all there is. How much is worked on ahead of the results is bounded.
    ///
    /// # Errors
    /// The threads cannot be started, or a result cannot be taken.
    pub fn work<D: Send, R: Send>(
        &self,
        desk: &mut impl Desk<D, R>,
        each: impl Fn(D) -> R + Sync,
    ) -> Result<(), Error> {
        let first = desk.next();
        if self.threads == 1 || first.last {
            return alone(first, desk, each);
        }
        let each = &each;
        self.pool()?.in_place_scope_fifo(|scope| {
            let mut flight = Flight { portions: VecDeque::new(), bytes: 0 };
            let mut next = Some(first);
            while let Some(Portion { parts, bytes, last }) = next {
                let (done, results) = sync_channel(1);
                // Nobody listens any more where a result before could not be taken.
                scope.spawn_fifo(move |_| drop(done.send(parts.into_iter().map(each).collect())));
                flight.add(results, bytes);
                flight.land(desk, AHEAD * self.threads)?;
                next = (!last).then(|| desk.next());
            }
            flight.land(desk, 0)
        })
    }
}

/// Does all the work of a desk in this thread.
fn alone<D, R>(first: Portion<D>, desk: &mut impl Desk<D, R>, each: impl Fn(D) -> R) -> Result<(), Error> {
    let mut next = Some(first);
    while let Some(portion) = next {
        portion.parts.into_iter().try_for_each(|part| desk.take(each(part)))?;
        next = (!portion.last).then(|| desk.next());
    }
    Ok(())
}

/// The portions that are worked on or wait to be taken, first first.
struct Flight<R> {
    portions: VecDeque<(Receiver<Vec<R>>, usize)>,
    bytes: usize,
}

impl<R> Flight<R> {
    fn add(&mut self, results: Receiver<Vec<R>>, bytes: usize) {
        self.portions.push_back((results, bytes));
        self.bytes += bytes;
    }

    /// Hands over the results that are there, and waits for those of the first portions while more than `most` bytes are ahead.
    fn land<D>(&mut self, desk: &mut impl Desk<D, R>, most: usize) -> Result<(), Error> {
        while let Some((first, bytes)) = self.portions.front() {
            let results = if self.bytes > most { first.recv().ok() } else { first.try_recv().ok() };
            // Without results that were waited for, the thread has panicked, which the scope tells at its end.
            let Some(results) = results else { return Ok(()) };
            self.bytes -= bytes;
            self.portions.pop_front();
            results.into_iter().try_for_each(|result| desk.take(result))?;
        }
        Ok(())
    }
}

/// Where no threads can be started, the work is done by one.
impl dateline::linking::Crew for Crew {
    fn share<T: Send, R: Send>(&self, parts: Vec<T>, work: impl Fn(T) -> R + Sync) -> Vec<R> {
        match if self.threads == 1 || parts.len() < 2 { None } else { self.pool().ok() } {
            Some(pool) => pool.install(|| parts.into_par_iter().map(&work).collect()),
            None => parts.into_iter().map(work).collect(),
        }
    }

    fn at_once(&self) -> usize {
        16 * self.threads
    }
}

/// How many threads this machine runs at once.
fn processors() -> usize {
    std::thread::available_parallelism().map_or(1, usize::from)
}
