//! What the record of a meeting is made from.

use std::{collections::BTreeMap, fmt};

use sqlx::any::AnyRow;
use talkspace_model::{AttendanceId, LeaveReason, MeetingId, Millis, OccurrenceId, Timestamp};

use crate::{Db, DbError, Stay, row::Columns as _};

/// One run of a meeting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RunRow {
    pub id: OccurrenceId,
    pub started: Timestamp,
    pub ended: Option<Timestamp>,
    /// Most people at once.
    pub peak: u32,
    pub planned_start: Option<Timestamp>,
    pub planned_end: Option<Timestamp>,
}

/// One stay in a run, with all that is known of it.
#[derive(Clone, PartialEq, Eq)]
pub struct RecordedStay {
    pub id: AttendanceId,
    /// As in [`crate::StandingRow`]; `None` for what was written before identities were noted.
    pub identity: Option<String>,
    pub name: String,
    pub stay: Stay,
    pub seen: Timestamp,
    pub reason: Option<LeaveReason>,
    /// How long the person spoke.
    pub spoke: Millis,
    /// How long the connection was poor or lost.
    pub poor: Millis,
}

/// Access to records; made by [`Db::records`].
#[derive(Debug)]
pub struct Records<'a>(pub(crate) &'a Db);

impl Records<'_> {
    /// The newest `limit` runs of a meeting that anybody entered, newest first. Somebody who is not `None` sees those only
    /// that they were in.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn runs(&self, meeting: &MeetingId, who: Option<&str>, limit: u32) -> Result<Vec<RunRow>, DbError> {
        let query = sqlx::query(
            "SELECT o.id, o.started_at, o.ended_at, o.peak, o.planned_start_at, o.planned_end_at FROM occurrences o \
             WHERE o.meeting_id = $1 AND EXISTS (SELECT 1 FROM attendances a WHERE a.occurrence_id = o.id \
             AND (1 = $2 OR a.identity = $3)) ORDER BY o.started_at DESC, o.id DESC LIMIT $4",
        );
        let query = query.bind(meeting.as_str().to_owned()).bind(i64::from(who.is_none()));
        let query = query.bind(who.unwrap_or_default().to_owned()).bind(i64::from(limit));
        let rows = query.fetch_all(&self.0.reader).await?;
        rows.iter().map(run).collect::<Result<_, sqlx::Error>>().map_err(DbError::from)
    }

    /// All stays in a run, in the order of joining.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn stays(&self, run: &OccurrenceId) -> Result<Vec<RecordedStay>, DbError> {
        let query = sqlx::query(
            "SELECT id, identity, name, role, joined_at, left_at, last_seen_at, reason, spoke_ms, poor_ms FROM attendances \
             WHERE occurrence_id = $1 ORDER BY joined_at, id",
        );
        let rows = query.bind(run.as_str().to_owned()).fetch_all(&self.0.reader).await?;
        rows.iter().map(stay).collect::<Result<_, sqlx::Error>>().map_err(DbError::from)
    }

    /// How many messages each person wrote to everybody and left there.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn messages(&self, run: &OccurrenceId) -> Result<BTreeMap<String, u32>, DbError> {
        let query = sqlx::query(
            "SELECT sender, CAST(COUNT(*) AS BIGINT) AS many FROM messages WHERE occurrence_id = $1 \
             AND audience = 'everyone' AND deleted_at IS NULL AND sender IS NOT NULL GROUP BY sender",
        );
        let rows = query.bind(run.as_str().to_owned()).fetch_all(&self.0.reader).await?;
        let count = |row: &AnyRow| Ok((row.text("sender")?, row.count("many")?));
        rows.iter().map(count).collect::<Result<_, sqlx::Error>>().map_err(DbError::from)
    }
}

fn run(row: &AnyRow) -> Result<RunRow, sqlx::Error> {
    Ok(RunRow {
        id: OccurrenceId::new(row.text("id")?),
        started: row.time("started_at")?,
        ended: row.maybe_time("ended_at")?,
        peak: row.count("peak")?,
        planned_start: row.maybe_time("planned_start_at")?,
        planned_end: row.maybe_time("planned_end_at")?,
    })
}

fn stay(row: &AnyRow) -> Result<RecordedStay, sqlx::Error> {
    Ok(RecordedStay {
        id: AttendanceId::new(row.text("id")?),
        identity: row.maybe_text("identity")?,
        name: row.text("name")?,
        stay: Stay { role: row.role("role")?, joined: row.time("joined_at")?, left: row.maybe_time("left_at")? },
        seen: row.time("last_seen_at")?,
        reason: row.maybe_text("reason")?.as_deref().and_then(LeaveReason::parse),
        spoke: Millis(row.number("spoke_ms")?),
        poor: Millis(row.number("poor_ms")?),
    })
}

impl fmt::Debug for RecordedStay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RecordedStay").field("id", &self.id).field("stay", &self.stay).finish_non_exhaustive()
    }
}
