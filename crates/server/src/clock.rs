//! The one place that reads the machine's clock.

use std::time::{SystemTime, UNIX_EPOCH};

use talkspace_model::Timestamp;

/// The time now by the machine's clock; the epoch itself on a machine whose clock stands before it.
#[expect(clippy::disallowed_methods, reason = "the one driver that asks the machine what time it is")]
pub fn now() -> Timestamp {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    Timestamp(i64::try_from(since.as_millis()).unwrap_or(i64::MAX))
}
