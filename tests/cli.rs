//! The command line from outside: every kind of input, every row of bad input, outputs and exit codes.

#![expect(clippy::expect_used, reason = "a test that cannot be set up must stop")]

mod cli {
    pub mod actors;
    pub mod bad_input;
    pub mod check;
    pub mod consumers;
    pub mod dates;
    pub mod determinism;
    pub mod graph;
    pub mod inputs;
    pub mod outputs;
    pub mod page;
    pub mod readme;
    pub mod store;
    pub mod support;
    #[path = "../../examples/scale/vary.rs"]
    pub mod vary;
}
