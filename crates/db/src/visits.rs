//! What somebody was to a run that they were in.

use std::fmt;

use sqlx::any::AnyRow;
use talkspace_model::{LeaveReason, MeetingCode, MeetingSettings, OccurrenceId, Role};

use crate::{
    Db, DbError, Stay,
    row::{Columns as _, unreadable},
};

/// All that decides what somebody may read of a run afterwards.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VisitRow {
    pub settings: MeetingSettings,
    /// The roles they came in with, and the one that hosts gave them.
    pub roles: Vec<Role>,
    /// How the last stay ended; `None` while it goes on.
    pub ended: Option<LeaveReason>,
    pub blocked: bool,
}

/// One stay of somebody in a run.
#[derive(Clone, PartialEq, Eq)]
pub struct NamedStayRow {
    /// `None` for what was written before identities were noted.
    pub identity: Option<String>,
    pub name: String,
    pub stay: Stay,
}

/// Access to visits; made by [`Db::visits`].
#[derive(Debug)]
pub struct Visits<'a>(pub(crate) &'a Db);

impl Visits<'_> {
    /// The newest run of a meeting that somebody was in.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn newest_run(&self, code: &MeetingCode, who: &str) -> Result<Option<OccurrenceId>, DbError> {
        let query = sqlx::query_as::<_, (String,)>(
            "SELECT o.id FROM attendances a JOIN occurrences o ON o.id = a.occurrence_id \
             JOIN meetings m ON m.id = o.meeting_id WHERE m.code = $1 AND a.identity = $2 \
             ORDER BY o.started_at DESC, o.id DESC LIMIT 1",
        );
        let row = query.bind(code.as_str().to_owned()).bind(who.to_owned()).fetch_optional(&self.0.reader).await?;
        Ok(row.map(|(id,)| OccurrenceId::new(id)))
    }

    /// All stays in a run, in the order of joining.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn everybody(&self, run: &OccurrenceId) -> Result<Vec<NamedStayRow>, DbError> {
        let query = sqlx::query("SELECT * FROM attendances WHERE occurrence_id = $1 ORDER BY joined_at, id");
        let rows = query.bind(run.as_str().to_owned()).fetch_all(&self.0.reader).await?;
        let read = |row: &AnyRow| {
            let stay =
                Stay { role: row.role("role")?, joined: row.time("joined_at")?, left: row.maybe_time("left_at")? };
            Ok(NamedStayRow { identity: row.maybe_text("identity")?, name: row.text("name")?, stay })
        };
        rows.iter().map(read).collect::<Result<_, sqlx::Error>>().map_err(DbError::from)
    }

    /// `None` for somebody who was not there. `who` is an identity, as in [`crate::StandingRow`].
    ///
    /// # Errors
    /// When the database fails.
    pub async fn of(&self, run: &OccurrenceId, who: &str) -> Result<Option<VisitRow>, DbError> {
        let query = sqlx::query(
            "SELECT m.settings, a.role, a.reason, s.role AS given, \
             CAST(CASE WHEN b.identity IS NULL THEN 0 ELSE 1 END AS BIGINT) AS blocked FROM attendances a \
             JOIN occurrences o ON o.id = a.occurrence_id JOIN meetings m ON m.id = o.meeting_id \
             LEFT JOIN standings s ON s.occurrence_id = o.id AND s.identity = a.identity \
             LEFT JOIN meeting_blocks b ON b.meeting_id = m.id AND b.identity = a.identity \
             WHERE a.occurrence_id = $1 AND a.identity = $2 ORDER BY a.joined_at, a.id",
        );
        let rows = query.bind(run.as_str().to_owned()).bind(who.to_owned()).fetch_all(&self.0.reader).await?;
        let Some(last) = rows.last() else { return Ok(None) };
        let settings = serde_json::from_str(&last.text("settings")?).map_err(|error| unreadable("settings", error))?;
        let given = last.maybe_text("given")?.as_deref().and_then(Role::parse);
        let came = rows.iter().map(|row| row.role("role")).collect::<Result<Vec<_>, _>>()?;
        Ok(Some(VisitRow {
            settings,
            roles: came.into_iter().chain(given).collect(),
            ended: last.maybe_text("reason")?.as_deref().and_then(LeaveReason::parse),
            blocked: last.flag("blocked")?,
        }))
    }
}

impl fmt::Debug for NamedStayRow {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("NamedStayRow").field("stay", &self.stay).finish_non_exhaustive()
    }
}
