//! Clears away what has been kept long enough.

use std::time::Duration;

use talkspace_db::{AuditEntry, Db, DbError};
use talkspace_model::{Kept, Retention, Timestamp};
use tokio::time;

use crate::random;

/// Rows removed at once. More holds the writer longer, for which live rooms wait; fewer makes a long clearing longer.
const BATCH: u32 = 200;
/// Between two batches, for others to write.
const PAUSE: Duration = Duration::from_millis(20);

/// Removes everything that the rules do not keep any longer, and notes in the audit log how much that was.
///
/// # Errors
/// When the database fails; what is left goes the next time.
pub(crate) async fn clear(db: &Db, usual: Retention, now: Timestamp) -> Result<(), DbError> {
    let rules = db.settings().retention(usual).await?;
    let mut removed = Vec::new();
    for kept in Kept::ALL {
        let Some(before) = rules.of(kept).before(now) else { continue };
        let count = clear_kind(db, kept, before, now).await?;
        if count > 0 {
            removed.push(format!("{} {count}", kept.setting()));
        }
    }
    if removed.is_empty() {
        return Ok(());
    }
    let detail = removed.join(", ");
    tracing::info!(removed = detail, "what has been kept long enough was removed");
    let entry = AuditEntry {
        id: random::id(),
        at: now,
        action: "retention.clear",
        user: None,
        subject: None,
        address: None,
        detail: Some(detail),
    };
    db.audit().append(&entry).await
}

async fn clear_kind(db: &Db, kept: Kept, before: Timestamp, now: Timestamp) -> Result<u64, DbError> {
    let mut removed = 0;
    loop {
        match db.expired().remove(kept, before, now, BATCH).await? {
            0 => return Ok(removed),
            some => removed += some,
        }
        time::sleep(PAUSE).await;
    }
}
