//! The meeting page `/m/{code}`: before joining, waiting, inside, afterwards.

pub mod state;
