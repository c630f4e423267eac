//! What a person's history is made from.

use std::fmt;

use sqlx::{FromRow, any::AnyRow};
use talkspace_model::{MeetingCode, MeetingId, Millis, OccurrenceId, Role, Timestamp, UserId};

use crate::{Db, DbError, row::Columns as _};

/// One stay of the person in one occurrence; for an occurrence that the person hosted and did not enter, one row
/// without a stay.
#[derive(Clone, PartialEq, Eq)]
pub struct StayRow {
    pub occurrence: OccurrenceId,
    pub started: Timestamp,
    pub ended: Option<Timestamp>,
    pub meeting: MeetingId,
    pub code: MeetingCode,
    pub title: String,
    pub host_name: String,
    /// The meeting is the person's own.
    pub hosted: bool,
    pub stay: Option<Stay>,
    /// How long the person spoke during the stay.
    pub spoke: Millis,
    /// How long all people together spoke in the occurrence.
    pub all_spoke: Millis,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stay {
    pub role: Role,
    pub joined: Timestamp,
    /// `None` while the person is inside.
    pub left: Option<Timestamp>,
}

/// Access to the history; made by [`Db::history`].
#[derive(Debug)]
pub struct History<'a>(pub(crate) &'a Db);

impl History<'_> {
    /// The stays of `user` in every occurrence that the user attended or hosted: newest occurrence first, stays in the
    /// order of joining. An occurrence that nobody ever entered is left out.
    ///
    /// All at once, because sums and searches want all of it: a person's history is a few thousand rows at the most.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn all(&self, user: &UserId) -> Result<Vec<StayRow>, DbError> {
        let (mut rows, away) = tokio::try_join!(self.attended(user), self.away(user))?;
        rows.extend(away);
        rows.sort_by(|one, other| {
            let place = |row: &StayRow| row.stay.map(|stay| stay.joined);
            let runs = (other.started, &other.occurrence).cmp(&(one.started, &one.occurrence));
            runs.then_with(|| place(one).cmp(&place(other)))
        });
        Ok(rows)
    }

    /// The user's own stays.
    async fn attended(&self, user: &UserId) -> Result<Vec<StayRow>, DbError> {
        let query = sqlx::query_as(
            "SELECT o.id AS occurrence_id, o.started_at, o.ended_at, m.id AS meeting_id, m.code, m.title, \
             CAST(CASE WHEN m.host_id = $1 THEN 1 ELSE 0 END AS BIGINT) AS hosted, h.name AS host_name, \
             a.role, a.joined_at, a.left_at, a.spoke_ms, o.spoke_ms AS all_spoke_ms FROM attendances a \
             JOIN occurrences o ON o.id = a.occurrence_id JOIN meetings m ON m.id = o.meeting_id \
             JOIN users h ON h.id = m.host_id WHERE a.user_id = $2",
        );
        let id = || user.as_str().to_owned();
        Ok(query.bind(id()).bind(id()).fetch_all(&self.0.reader).await?)
    }

    /// The user's meetings that others were in and the user was not.
    async fn away(&self, user: &UserId) -> Result<Vec<StayRow>, DbError> {
        let query = sqlx::query_as(
            "SELECT o.id AS occurrence_id, o.started_at, o.ended_at, m.id AS meeting_id, m.code, m.title, \
             CAST(1 AS BIGINT) AS hosted, h.name AS host_name, CAST(NULL AS TEXT) AS role, \
             CAST(NULL AS BIGINT) AS joined_at, CAST(NULL AS BIGINT) AS left_at, CAST(0 AS BIGINT) AS spoke_ms, \
             o.spoke_ms AS all_spoke_ms FROM meetings m JOIN occurrences o ON o.meeting_id = m.id \
             JOIN users h ON h.id = m.host_id WHERE m.host_id = $1 \
             AND EXISTS (SELECT 1 FROM attendances a WHERE a.occurrence_id = o.id) \
             AND NOT EXISTS (SELECT 1 FROM attendances a WHERE a.user_id = $2 AND a.occurrence_id = o.id)",
        );
        let id = || user.as_str().to_owned();
        Ok(query.bind(id()).bind(id()).fetch_all(&self.0.reader).await?)
    }
}

impl<'r> FromRow<'r, AnyRow> for StayRow {
    fn from_row(row: &'r AnyRow) -> Result<Self, sqlx::Error> {
        Ok(Self {
            occurrence: OccurrenceId::new(row.text("occurrence_id")?),
            started: row.time("started_at")?,
            ended: row.maybe_time("ended_at")?,
            meeting: MeetingId::new(row.text("meeting_id")?),
            code: row.parsed("code")?,
            title: row.text("title")?,
            host_name: row.text("host_name")?,
            hosted: row.flag("hosted")?,
            stay: stay(row)?,
            spoke: Millis(row.number("spoke_ms")?),
            all_spoke: Millis(row.number("all_spoke_ms")?),
        })
    }
}

fn stay(row: &AnyRow) -> Result<Option<Stay>, sqlx::Error> {
    let Some(joined) = row.maybe_time("joined_at")? else { return Ok(None) };
    Ok(Some(Stay { role: row.role("role")?, joined, left: row.maybe_time("left_at")? }))
}

impl fmt::Debug for StayRow {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("StayRow")
            .field("occurrence", &self.occurrence)
            .field("hosted", &self.hosted)
            .field("stay", &self.stay)
            .finish_non_exhaustive()
    }
}
