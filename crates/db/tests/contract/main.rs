//! One suite for every engine: SQLite always, PostgreSQL when `TALKSPACE_TEST_POSTGRES` holds the URL of a server on
//! which schemas may be made.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

#[macro_use]
mod support;

mod accounts;
mod facts;
mod file;
mod history;
mod messages;
mod planned;
mod runs;
mod shared_files;
