//! Whether the database can be written to, for whoever watches the server.

use std::time::Duration;

use talkspace_db::Db;
use tokio::{sync::Mutex, time::Instant};

/// How long an answer counts. Less would let whoever asks, and anybody may, wear the disk; more tells old news.
const COUNTS_FOR: Duration = Duration::from_secs(5);
/// Watchers give up after some seconds, and a server that takes longer to write one page serves nobody well.
const PATIENCE: Duration = Duration::from_secs(2);

#[derive(Debug)]
pub(crate) struct Readiness {
    db: Db,
    /// Also lets one ask at a time; the others take that answer.
    last: Mutex<Option<(Instant, bool)>>,
}

impl Readiness {
    pub(crate) fn new(db: Db) -> Self {
        Self { db, last: Mutex::default() }
    }

    pub(crate) async fn can_write(&self) -> bool {
        let mut last = self.last.lock().await;
        if let Some((at, answer)) = *last
            && at.elapsed() < COUNTS_FOR
        {
            return answer;
        }
        let outcome = self.db.probe_writing(PATIENCE).await;
        if let Err(error) = &outcome {
            tracing::warn!(%error, "the database cannot be written to");
        }
        *last = Some((Instant::now(), outcome.is_ok()));
        outcome.is_ok()
    }
}
