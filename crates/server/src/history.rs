//! A person's own history.

use talkspace_db::{Db, StayRow};
use talkspace_ledger::{Run, Stay};
use talkspace_model::{ApiError, HistoryPage, Timestamp, UserId};

use crate::{accounts::api_unavailable, clock::Clock};

/// Entries on a page.
const PAGE: u32 = 50;

/// The history service.
#[derive(Debug)]
pub struct History {
    db: Db,
    clock: Clock,
}

impl History {
    pub fn new(db: Db, clock: Clock) -> Self {
        Self { db, clock }
    }

    /// What `user` hosted or attended and what began before `before`, newest first.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn page(&self, user: &UserId, before: Option<Timestamp>) -> Result<HistoryPage, ApiError> {
        let before = before.unwrap_or(Timestamp(i64::MAX));
        let (rows, next_before) = self.db.history().page(user, before, PAGE).await.map_err(api_unavailable)?;
        let now = self.clock.now();
        let entries = runs(rows).into_iter().map(|run| talkspace_ledger::entry(run, now)).collect();
        Ok(HistoryPage { entries, next_before })
    }
}

/// Gathers the rows of each occurrence; they come side by side.
fn runs(rows: Vec<StayRow>) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    for row in rows {
        let stay = row.stay.map(|stay| Stay { role: stay.role, joined: stay.joined, left: stay.left });
        match runs.last_mut() {
            Some(run) if run.occurrence == row.occurrence => run.stays.extend(stay),
            Some(_) | None => runs.push(run(row, stay)),
        }
    }
    runs
}

fn run(row: StayRow, stay: Option<Stay>) -> Run {
    Run {
        occurrence: row.occurrence,
        meeting: row.meeting,
        code: row.code,
        title: row.title,
        host_name: row.host_name,
        hosted: row.hosted,
        started: row.started,
        ended: row.ended,
        stays: stay.into_iter().collect(),
    }
}
