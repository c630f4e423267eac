//! The live runs of meetings.

use sqlx::{Any, Transaction};
use talkspace_model::{AttendanceId, MeetingId, Millis, OccurrenceId, SeatId, Timestamp};

use crate::{Db, DbError, attendances, row::Columns as _, schedules};

/// An open run of a meeting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OccurrenceRow {
    pub id: OccurrenceId,
    pub started: Timestamp,
    /// It was open already: people were in it a moment ago, before a restart for instance.
    pub resumed: bool,
    /// Nobody new comes in.
    pub locked: bool,
    /// The first number of a seat that is not known to have been given out.
    pub next_seat: SeatId,
}

/// Access to the occurrences; made by [`Db::occurrences`].
#[derive(Debug)]
pub struct Occurrences<'a>(pub(crate) &'a Db);

impl Occurrences<'_> {
    /// Continues the meeting's open run if it was last seen within `linger` before `now`; otherwise ends that one at the
    /// moment it was last seen and opens a new one under `new_id`.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn resume_or_open(
        &self,
        meeting: &MeetingId,
        new_id: &OccurrenceId,
        now: Timestamp,
        linger: Millis,
    ) -> Result<OccurrenceRow, DbError> {
        let mut tx = self.0.begin().await?;
        let row = match continue_run(&mut tx, meeting, now, linger).await? {
            Some(row) => row,
            None => {
                open(&mut tx, meeting, new_id, now).await?;
                OccurrenceRow { id: new_id.clone(), started: now, resumed: false, locked: false, next_seat: SeatId(1) }
            }
        };
        tx.commit().await?;
        Ok(row)
    }

    /// Continues the meeting's open run if it was last seen within `linger` before `now`; otherwise ends that one at the
    /// moment it was last seen. A new run is opened by `Write::OccurrenceOpened`, when it begins.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn resume(
        &self,
        meeting: &MeetingId,
        now: Timestamp,
        linger: Millis,
    ) -> Result<Option<OccurrenceRow>, DbError> {
        let mut tx = self.0.begin().await?;
        let row = continue_run(&mut tx, meeting, now, linger).await?;
        tx.commit().await?;
        Ok(row)
    }

    /// When a run was to begin and end, if it belongs to a date that was planned.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn planned(&self, id: &OccurrenceId) -> Result<Option<(Timestamp, Timestamp)>, DbError> {
        let query = sqlx::query("SELECT planned_start_at, planned_end_at FROM occurrences WHERE id = $1");
        let Some(row) = query.bind(id.as_str().to_owned()).fetch_optional(&self.0.reader).await? else {
            return Ok(None);
        };
        Ok(row.maybe_time("planned_start_at")?.zip(row.maybe_time("planned_end_at")?))
    }

    /// Call once when the server starts, before anybody enters. No seat survives a restart, so every open stay is closed
    /// at the moment it was last seen; runs that nobody can resume any more are ended the same way.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn close_stale(&self, now: Timestamp, linger: Millis) -> Result<(), DbError> {
        let mut tx = self.0.begin().await?;
        attendances::close_all_open(&mut tx).await?;
        end_abandoned(&mut tx, now - linger).await?;
        tx.commit().await?;
        Ok(())
    }

    /// Call now and then: ends the runs that were kept open over a restart and that nobody resumed. `linger` must be longer
    /// than a live room outlives its last person, so that its run is not ended under it.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn end_abandoned(&self, now: Timestamp, linger: Millis) -> Result<u64, DbError> {
        let mut tx = self.0.begin().await?;
        let ended = end_abandoned(&mut tx, now - linger).await?;
        tx.commit().await?;
        Ok(ended)
    }
}

async fn continue_run(
    tx: &mut Transaction<'static, Any>,
    meeting: &MeetingId,
    now: Timestamp,
    linger: Millis,
) -> Result<Option<OccurrenceRow>, DbError> {
    let Some((row, last_seen)) = open_run(tx, meeting).await? else { return Ok(None) };
    if last_seen >= now - linger {
        see(tx, &row.id, now).await?;
        return Ok(Some(row));
    }
    end(tx, &row.id, last_seen).await?;
    Ok(None)
}

/// Opens a run under `id`; one that the meeting has open already ends at the moment it was last seen. Opening it a second
/// time changes nothing.
pub(crate) async fn begin(
    tx: &mut Transaction<'static, Any>,
    meeting: &MeetingId,
    id: &OccurrenceId,
    at: Timestamp,
) -> Result<(), DbError> {
    if let Some((row, last_seen)) = open_run(tx, meeting).await? {
        if row.id == *id {
            return Ok(());
        }
        end(tx, &row.id, last_seen).await?;
    }
    open(tx, meeting, id, at).await
}

async fn open_run(
    tx: &mut Transaction<'static, Any>,
    meeting: &MeetingId,
) -> Result<Option<(OccurrenceRow, Timestamp)>, DbError> {
    let query = sqlx::query(
        "SELECT id, started_at, last_seen_at, locked, next_seat FROM occurrences WHERE meeting_id = $1 AND ended_at IS NULL",
    );
    let row = query.bind(meeting.as_str().to_owned()).fetch_optional(&mut **tx).await?;
    let Some(row) = row else { return Ok(None) };
    let id = OccurrenceId::new(row.text("id")?);
    let (started, locked) = (row.time("started_at")?, row.flag("locked")?);
    let next_seat = SeatId(row.count("next_seat")?);
    Ok(Some((OccurrenceRow { id, started, resumed: true, locked, next_seat }, row.time("last_seen_at")?)))
}

async fn open(
    tx: &mut Transaction<'static, Any>,
    meeting: &MeetingId,
    id: &OccurrenceId,
    now: Timestamp,
) -> Result<(), DbError> {
    let insert = sqlx::query(
        "INSERT INTO occurrences (id, meeting_id, started_at, last_seen_at) VALUES ($1, $2, $3, $4) ON CONFLICT (id) DO NOTHING",
    );
    let insert = insert.bind(id.as_str().to_owned()).bind(meeting.as_str().to_owned()).bind(now.0).bind(now.0);
    match insert.execute(&mut **tx).await?.rows_affected() {
        0 => Ok(()),
        _ => schedules::note_run(tx, meeting, id, now).await,
    }
}

/// Moves `last_seen_at` forward, never back: clocks may be set back.
pub(crate) async fn see(tx: &mut Transaction<'static, Any>, id: &OccurrenceId, at: Timestamp) -> Result<(), DbError> {
    let update = sqlx::query("UPDATE occurrences SET last_seen_at = $1 WHERE id = $2 AND last_seen_at < $3");
    update.bind(at.0).bind(id.as_str().to_owned()).bind(at.0).execute(&mut **tx).await?;
    Ok(())
}

/// The same for the run that a stay belongs to: the time until it counts as abandoned begins when the last one leaves.
pub(crate) async fn see_run_of(
    tx: &mut Transaction<'static, Any>,
    stay: &AttendanceId,
    at: Timestamp,
) -> Result<(), DbError> {
    let update = sqlx::query(
        "UPDATE occurrences SET last_seen_at = $1 WHERE ended_at IS NULL AND last_seen_at < $2 \
         AND id = (SELECT occurrence_id FROM attendances WHERE id = $3)",
    );
    update.bind(at.0).bind(at.0).bind(stay.as_str().to_owned()).execute(&mut **tx).await?;
    Ok(())
}

/// Ends a run that is open, and whatever stay is still open in it. The first end counts.
pub(crate) async fn end(tx: &mut Transaction<'static, Any>, id: &OccurrenceId, at: Timestamp) -> Result<(), DbError> {
    attendances::close_open_of(tx, id, at).await?;
    let update = sqlx::query(
        "UPDATE occurrences SET ended_at = CASE WHEN started_at > $1 THEN started_at ELSE $2 END \
         WHERE id = $3 AND ended_at IS NULL",
    );
    update.bind(at.0).bind(at.0).bind(id.as_str().to_owned()).execute(&mut **tx).await?;
    Ok(())
}

pub(crate) async fn raise_peak(
    tx: &mut Transaction<'static, Any>,
    id: &OccurrenceId,
    people: u32,
) -> Result<(), DbError> {
    let update = sqlx::query("UPDATE occurrences SET peak = $1 WHERE id = $2 AND peak < $3");
    update.bind(i64::from(people)).bind(id.as_str().to_owned()).bind(i64::from(people)).execute(&mut **tx).await?;
    Ok(())
}

async fn end_abandoned(tx: &mut Transaction<'static, Any>, unseen_since: Timestamp) -> Result<u64, DbError> {
    let update = sqlx::query(
        "UPDATE occurrences SET ended_at = last_seen_at WHERE ended_at IS NULL AND last_seen_at < $1 \
         AND NOT EXISTS (SELECT 1 FROM attendances a WHERE a.occurrence_id = occurrences.id AND a.left_at IS NULL)",
    );
    Ok(update.bind(unseen_since.0).execute(&mut **tx).await?.rows_affected())
}
