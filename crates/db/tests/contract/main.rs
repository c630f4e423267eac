//! One suite for every engine: SQLite always, PostgreSQL wherever there is one or one can be had (see `postgres.rs`).

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

#[macro_use]
mod support;

mod accounts;
mod facts;
mod file;
mod history;
mod keeping;
mod messages;
mod planned;
mod postgres;
mod runs;
mod shared_files;
