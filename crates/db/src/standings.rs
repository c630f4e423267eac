//! What hosts have made of people: let in, given a role, blocked.

use std::fmt;

use sqlx::{Any, Transaction};
use talkspace_model::{MeetingId, OccurrenceId, Role, Timestamp};

use crate::{
    Db, DbError,
    row::{Columns as _, storable},
};

/// Somebody's standing in a run.
#[derive(Clone, PartialEq, Eq)]
pub struct StandingRow {
    pub identity: String,
    pub admitted: bool,
    pub role: Option<Role>,
}

/// Access to standings and blocks; made by [`Db::standings`].
#[derive(Debug)]
pub struct Standings<'a>(pub(crate) &'a Db);

impl Standings<'_> {
    /// # Errors
    /// When the database fails.
    pub async fn of_run(&self, run: &OccurrenceId) -> Result<Vec<StandingRow>, DbError> {
        let query = sqlx::query("SELECT identity, admitted, role FROM standings WHERE occurrence_id = $1");
        let rows = query.bind(run.as_str().to_owned()).fetch_all(&self.0.reader).await?;
        let standing = |row: &sqlx::any::AnyRow| {
            let role = row.maybe_text("role")?.as_deref().and_then(Role::parse);
            Ok(StandingRow { identity: row.text("identity")?, admitted: row.flag("admitted")?, role })
        };
        rows.iter().map(standing).collect::<Result<_, sqlx::Error>>().map_err(DbError::from)
    }

    /// The identities that may not come into a meeting.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn blocked(&self, meeting: &MeetingId) -> Result<Vec<String>, DbError> {
        let query = sqlx::query_as::<_, (String,)>("SELECT identity FROM meeting_blocks WHERE meeting_id = $1");
        let rows = query.bind(meeting.as_str().to_owned()).fetch_all(&self.0.reader).await?;
        Ok(rows.into_iter().map(|(identity,)| identity).collect())
    }
}

/// A run that is not there (its meeting was deleted meanwhile) leaves nothing to write.
pub(crate) async fn keep(
    tx: &mut Transaction<'static, Any>,
    run: &OccurrenceId,
    identity: &str,
    admitted: bool,
    role: Option<Role>,
) -> Result<(), DbError> {
    let upsert = sqlx::query(
        "INSERT INTO standings (occurrence_id, identity, admitted, role) SELECT id, CAST($1 AS TEXT), CAST($2 AS BIGINT), \
         CAST($3 AS TEXT) FROM occurrences \
         WHERE id = $4 ON CONFLICT (occurrence_id, identity) DO UPDATE SET admitted = excluded.admitted, role = excluded.role",
    );
    let upsert = upsert.bind(identity.to_owned()).bind(i64::from(admitted)).bind(role.map(Role::as_str));
    upsert.bind(run.as_str().to_owned()).execute(&mut **tx).await?;
    Ok(())
}

pub(crate) async fn block(
    tx: &mut Transaction<'static, Any>,
    meeting: &MeetingId,
    identity: &str,
    name: &str,
    at: Timestamp,
) -> Result<(), DbError> {
    let insert = sqlx::query(
        "INSERT INTO meeting_blocks (meeting_id, identity, name, blocked_at) SELECT id, CAST($1 AS TEXT), CAST($2 AS TEXT), \
         CAST($3 AS BIGINT) FROM meetings \
         WHERE id = $4 ON CONFLICT (meeting_id, identity) DO NOTHING",
    );
    let insert = insert.bind(identity.to_owned()).bind(storable(name)).bind(at.0);
    insert.bind(meeting.as_str().to_owned()).execute(&mut **tx).await?;
    Ok(())
}

pub(crate) async fn lock(tx: &mut Transaction<'static, Any>, run: &OccurrenceId, locked: bool) -> Result<(), DbError> {
    let update = sqlx::query("UPDATE occurrences SET locked = $1 WHERE id = $2");
    update.bind(i64::from(locked)).bind(run.as_str().to_owned()).execute(&mut **tx).await?;
    Ok(())
}

impl fmt::Debug for StandingRow {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("StandingRow")
            .field("admitted", &self.admitted)
            .field("role", &self.role)
            .finish_non_exhaustive()
    }
}
