//! A database of its own and a clock that a test sets.

#![allow(dead_code, reason = "each test file uses a part of it")]

use std::sync::{
    Arc,
    atomic::{AtomicI64, Ordering},
};

use talkspace_db::{Db, faults};
use talkspace_model::{Millis, Timestamp};
use talkspace_server::{clock::Clock, http::Visitor};
use tempfile::TempDir;

pub(crate) struct Stage {
    pub(crate) db: Db,
    url: String,
    now: Arc<AtomicI64>,
    _dir: TempDir,
}

impl Stage {
    pub(crate) async fn set() -> Self {
        let dir = tempfile::tempdir().expect("a directory");
        let url = Db::sqlite_url(&dir.path().join("talkspace.db"));
        let db = Db::open(&url).await.expect("opens");
        db.migrate().await.expect("migrates");
        Self { db, url, now: Arc::new(AtomicI64::new(1_700_000_000_000)), _dir: dir }
    }

    pub(crate) fn clock(&self) -> Clock {
        let now = self.now.clone();
        Clock::from_fn(move || Timestamp(now.load(Ordering::SeqCst)))
    }

    /// Holds the right to write, as another program may.
    pub(crate) async fn lock(&self) -> faults::Lock {
        faults::lock(&self.url).await
    }

    pub(crate) fn pass(&self, span: Millis) {
        self.now.fetch_add(span.0, Ordering::SeqCst);
    }
}

/// Somebody without cookies at 192.0.2.`host`.
pub(crate) fn visitor(host: u8) -> Visitor {
    Visitor { address: [192, 0, 2, host].into(), session: None, guest: None, device: String::new() }
}
