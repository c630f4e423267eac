//! All runs of all meetings, as the administrator looks at them.

use std::fmt;

use sqlx::{FromRow, any::AnyRow};
use talkspace_model::{MeetingCode, MeetingId, Millis, OccurrenceId, Timestamp};

use crate::{
    Db, DbError,
    row::{Columns as _, escape_like},
};

/// One run.
#[derive(Clone, PartialEq, Eq)]
pub struct ListedRun {
    pub id: OccurrenceId,
    pub meeting: MeetingId,
    pub code: MeetingCode,
    pub title: String,
    pub host_name: String,
    pub started: Timestamp,
    pub ended: Option<Timestamp>,
    /// Different people who came.
    pub people: u32,
    /// What people said of it in the mean, in tenths of a star.
    pub stars: Option<u32>,
    /// How long all people together were there.
    pub present: Millis,
    /// For how much of that their connections were poor or lost.
    pub poor: Millis,
}

/// Which runs are wanted.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RunFilter {
    /// Part of the title, the code, or the host's name or address; empty for any.
    pub words: String,
    /// Only where connections were poor for at least this long altogether.
    pub poor: Millis,
}

/// Access to the list; made by [`Db::runs`].
#[derive(Debug)]
pub struct Runs<'a>(pub(crate) &'a Db);

impl Runs<'_> {
    /// The runs before a place (beginning and id of the last one seen), newest first; at most `limit`.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn page(
        &self,
        filter: &RunFilter,
        before: Option<(Timestamp, &OccurrenceId)>,
        limit: u32,
    ) -> Result<Vec<ListedRun>, DbError> {
        let query = sqlx::query_as(
            "SELECT o.id, o.started_at, o.ended_at, m.id AS meeting_id, m.code, m.title, u.name AS host_name, \
             (SELECT CAST(COUNT(DISTINCT COALESCE(a.identity, a.id)) AS BIGINT) FROM attendances a \
              WHERE a.occurrence_id = o.id) AS people, \
             (SELECT CAST(AVG(f.stars) * 10 AS BIGINT) FROM feedback f WHERE f.occurrence_id = o.id) AS stars, \
             (SELECT CAST(SUM(COALESCE(a.left_at, a.last_seen_at) - a.joined_at) AS BIGINT) FROM attendances a \
              WHERE a.occurrence_id = o.id) AS present_ms, o.poor_ms \
             FROM occurrences o JOIN meetings m ON m.id = o.meeting_id JOIN users u ON u.id = m.host_id \
             WHERE o.started_at <= $1 AND (o.started_at < $1 OR o.id < $2) \
             AND ($3 = '' OR LOWER(m.title) LIKE $4 ESCAPE '!' OR m.code LIKE $4 ESCAPE '!' \
              OR u.sought LIKE $4 ESCAPE '!') AND o.poor_ms >= $6 \
             ORDER BY o.started_at DESC, o.id DESC LIMIT $5",
        );
        let words = filter.words.trim().to_lowercase();
        let (at, id) = before.map_or((Timestamp(i64::MAX), ""), |(at, id)| (at, id.as_str()));
        let query = query.bind(at.0).bind(id.to_owned()).bind(words.clone());
        let query = query.bind(format!("%{}%", escape_like(&words))).bind(i64::from(limit)).bind(filter.poor.0);
        Ok(query.fetch_all(&self.0.reader).await?)
    }
}

impl<'r> FromRow<'r, AnyRow> for ListedRun {
    fn from_row(row: &'r AnyRow) -> Result<Self, sqlx::Error> {
        Ok(Self {
            id: OccurrenceId::new(row.text("id")?),
            meeting: MeetingId::new(row.text("meeting_id")?),
            code: row.parsed("code")?,
            title: row.text("title")?,
            host_name: row.text("host_name")?,
            started: row.time("started_at")?,
            ended: row.maybe_time("ended_at")?,
            people: row.count("people")?,
            stars: row.maybe_count("stars")?,
            present: Millis(row.maybe_number("present_ms")?.unwrap_or_default()),
            poor: Millis(row.number("poor_ms")?),
        })
    }
}

impl fmt::Debug for ListedRun {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ListedRun").field("id", &self.id).field("started", &self.started).finish_non_exhaustive()
    }
}
