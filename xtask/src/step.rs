//! Progress on the terminal: each step's name when it begins and its seconds when it ends.

use std::time::Instant;

use anyhow::Result;

/// Runs one step and says how long it took.
pub(crate) fn step<T>(name: &str, work: impl FnOnce() -> Result<T>) -> Result<T> {
    eprintln!("▸ {name}");
    let began = now();
    let result = work();
    let seconds = began.elapsed().as_secs_f32();
    let verdict = if result.is_ok() { "✓" } else { "✗" };
    eprintln!("{verdict} {name}  {seconds:.1} s");
    result
}

#[expect(clippy::disallowed_methods, reason = "progress on a terminal is measured by the machine's clock")]
fn now() -> Instant {
    Instant::now()
}
