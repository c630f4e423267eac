//! When meetings are planned, and who is invited.

use std::fmt;

use sqlx::{Any, FromRow, Transaction, any::AnyRow};
use talkspace_model::{
    Email, MeetingId, MeetingSettings, Millis, OccurrenceId, Timestamp, UserId,
    schedule::{PlannedDate, Schedule},
};

use crate::{
    AuditEntry, Db, DbError, MeetingRow, NewMeeting, UserRow, audit, meetings,
    row::{Columns as _, storable, unreadable},
};

/// A run belongs to a date when it opens at most so long before the date begins. Longer would take a talk among colleagues
/// for the lesson; shorter would leave out the teacher who comes early.
pub const EARLY: Millis = Millis::from_mins(60);

/// How a meeting is planned.
#[derive(Clone, PartialEq, Eq)]
pub struct ScheduleRow {
    pub meeting: MeetingId,
    pub schedule: Schedule,
    pub description: String,
    /// Of the last change; the first plan has 0.
    pub sequence: u32,
    pub changed: Timestamp,
    pub cancelled: Option<Timestamp>,
}

/// A plan to be stored in place of the one before, with all that changes with it.
pub struct NewPlan {
    /// The meeting itself, when it is made with the plan.
    pub made: Option<NewMeeting>,
    pub row: ScheduleRow,
    /// What follows from the schedule.
    pub dates: Vec<PlannedDate>,
    pub invitees: Vec<Email>,
    pub title: String,
    pub settings: MeetingSettings,
    /// PHC string to store or, inside, none; `None` leaves the passcode as it is.
    pub passcode: Option<Option<String>>,
    pub audited: AuditEntry,
}

/// A date that is to come, with its meeting.
#[derive(Clone, PartialEq, Eq)]
pub struct UpcomingRow {
    pub meeting: MeetingRow,
    pub host_name: String,
    pub date: PlannedDate,
    pub schedule: Schedule,
}

/// Access to the plans; made by [`Db::schedules`].
#[derive(Debug)]
pub struct Schedules<'a>(pub(crate) &'a Db);

impl Schedules<'_> {
    /// Stores a plan, the meeting's own data and the entry of the audit log, all or nothing.
    ///
    /// # Errors
    /// [`DbError::CodeTaken`] for a meeting to be made; when the database fails, or there is no such meeting.
    pub async fn put(&self, plan: &NewPlan) -> Result<(), DbError> {
        let mut tx = self.0.begin().await?;
        let meeting = &plan.row.meeting;
        if let Some(made) = &plan.made {
            meetings::insert(&mut tx, made).await?;
        }
        meetings::configure(&mut tx, meeting, &plan.title, &plan.settings).await?;
        if let Some(hash) = &plan.passcode {
            meetings::set_passcode(&mut tx, meeting, hash.as_deref()).await?;
        }
        put_row(&mut tx, &plan.row).await?;
        put_dates(&mut tx, meeting, &plan.dates).await?;
        put_invitees(&mut tx, meeting, &plan.invitees).await?;
        audit::append(&mut tx, &plan.audited).await?;
        tx.commit().await?;
        Ok(())
    }

    /// # Errors
    /// When the database fails.
    pub async fn of(&self, meeting: &MeetingId) -> Result<Option<ScheduleRow>, DbError> {
        let query = sqlx::query_as("SELECT * FROM schedules WHERE meeting_id = $1").bind(meeting.as_str().to_owned());
        Ok(query.fetch_optional(&self.0.reader).await?)
    }

    /// Every plan that is not cancelled.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn all(&self) -> Result<Vec<ScheduleRow>, DbError> {
        let query = sqlx::query_as("SELECT * FROM schedules WHERE cancelled_at IS NULL ORDER BY meeting_id");
        Ok(query.fetch_all(&self.0.reader).await?)
    }

    /// Lays down anew what moments a plan's dates are. For when the rules of time zones have changed.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn put_dates(&self, meeting: &MeetingId, dates: &[PlannedDate]) -> Result<(), DbError> {
        let mut tx = self.0.begin().await?;
        put_dates(&mut tx, meeting, dates).await?;
        tx.commit().await?;
        Ok(())
    }

    /// All dates of a meeting that take place, in order.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn dates(&self, meeting: &MeetingId) -> Result<Vec<PlannedDate>, DbError> {
        let query = sqlx::query("SELECT * FROM planned_dates WHERE meeting_id = $1 ORDER BY start_at, day");
        let rows = query.bind(meeting.as_str().to_owned()).fetch_all(&self.0.reader).await?;
        rows.iter().map(|row| Ok(planned(row)?)).collect()
    }

    /// In alphabetical order.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn invitees(&self, meeting: &MeetingId) -> Result<Vec<Email>, DbError> {
        let query = sqlx::query("SELECT email FROM invitees WHERE meeting_id = $1 ORDER BY email");
        let rows = query.bind(meeting.as_str().to_owned()).fetch_all(&self.0.reader).await?;
        rows.iter().map(|row| Ok(row.parsed("email")?)).collect()
    }

    /// Whose meeting it is.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn host_of(&self, meeting: &MeetingId) -> Result<Option<UserRow>, DbError> {
        let query = sqlx::query_as("SELECT u.* FROM meetings m JOIN users u ON u.id = m.host_id WHERE m.id = $1");
        Ok(query.bind(meeting.as_str().to_owned()).fetch_optional(&self.0.reader).await?)
    }

    /// The next dates that end after `now`, of meetings that somebody hosts or is invited to by address; those that begin
    /// first come first.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn upcoming(
        &self,
        (user, email): (&UserId, &str),
        now: Timestamp,
        limit: u32,
    ) -> Result<Vec<UpcomingRow>, DbError> {
        let query = sqlx::query_as(
            "SELECT m.*, (SELECT CAST(COUNT(*) AS BIGINT) FROM occurrences o \
             JOIN attendances a ON a.occurrence_id = o.id AND a.left_at IS NULL \
             WHERE o.meeting_id = m.id AND o.ended_at IS NULL) AS inside, \
             h.name AS host_name, s.plan, p.day, p.start_at, p.end_at \
             FROM planned_dates p JOIN meetings m ON m.id = p.meeting_id JOIN users h ON h.id = m.host_id \
             JOIN schedules s ON s.meeting_id = m.id \
             WHERE p.end_at > $1 AND (m.host_id = $2 OR EXISTS \
             (SELECT 1 FROM invitees i WHERE i.meeting_id = m.id AND i.email = $3)) \
             ORDER BY p.start_at, m.id, p.day LIMIT $4",
        );
        let query = query.bind(now.0).bind(user.as_str().to_owned()).bind(email.to_owned()).bind(i64::from(limit));
        Ok(query.fetch_all(&self.0.reader).await?)
    }

    /// When the meeting's next date begins, or the one that is going on began.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn next(&self, meeting: &MeetingId, now: Timestamp) -> Result<Option<PlannedDate>, DbError> {
        let query = sqlx::query(
            "SELECT * FROM planned_dates WHERE meeting_id = $1 AND end_at > $2 ORDER BY start_at, day LIMIT 1",
        );
        let row = query.bind(meeting.as_str().to_owned()).bind(now.0).fetch_optional(&self.0.reader).await?;
        Ok(row.map(|row| planned(&row)).transpose()?)
    }
}

/// Writes beside a run that opens now to which date it belongs: the one that begins nearest, among those that have not
/// ended and begin within [`EARLY`]. Without such a date nothing is written.
pub(crate) async fn note_run(
    tx: &mut Transaction<'static, Any>,
    meeting: &MeetingId,
    run: &OccurrenceId,
    now: Timestamp,
) -> Result<(), DbError> {
    let query = sqlx::query(
        "SELECT * FROM planned_dates WHERE meeting_id = $1 AND start_at <= $2 AND end_at > $3 \
         ORDER BY CASE WHEN start_at > $4 THEN start_at - $5 ELSE $6 - start_at END, start_at DESC LIMIT 1",
    );
    let query = query.bind(meeting.as_str().to_owned()).bind((now + EARLY).0).bind(now.0);
    let row = query.bind(now.0).bind(now.0).bind(now.0).fetch_optional(&mut **tx).await?;
    let Some(PlannedDate { start, end, .. }) = row.map(|row| planned(&row)).transpose()? else { return Ok(()) };
    let update = sqlx::query("UPDATE occurrences SET planned_start_at = $1, planned_end_at = $2 WHERE id = $3");
    update.bind(start.0).bind(end.0).bind(run.as_str().to_owned()).execute(&mut **tx).await?;
    Ok(())
}

async fn put_row(tx: &mut Transaction<'static, Any>, row: &ScheduleRow) -> Result<(), DbError> {
    let upsert = sqlx::query(
        "INSERT INTO schedules (meeting_id, plan, description, sequence, changed_at, cancelled_at) \
         VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (meeting_id) DO UPDATE SET plan = excluded.plan, \
         description = excluded.description, sequence = excluded.sequence, changed_at = excluded.changed_at, \
         cancelled_at = excluded.cancelled_at",
    );
    let upsert = upsert
        .bind(row.meeting.as_str().to_owned())
        .bind(
            serde_json::to_string(&row.schedule).expect("a plan is plain data with text keys, which JSON always holds"),
        )
        .bind(storable(&row.description))
        .bind(i64::from(row.sequence))
        .bind(row.changed.0)
        .bind(row.cancelled.map(|at| at.0));
    upsert.execute(&mut **tx).await?;
    Ok(())
}

async fn put_dates(
    tx: &mut Transaction<'static, Any>,
    meeting: &MeetingId,
    dates: &[PlannedDate],
) -> Result<(), DbError> {
    let delete = sqlx::query("DELETE FROM planned_dates WHERE meeting_id = $1").bind(meeting.as_str().to_owned());
    delete.execute(&mut **tx).await?;
    for date in dates {
        let insert =
            sqlx::query("INSERT INTO planned_dates (meeting_id, day, start_at, end_at) VALUES ($1, $2, $3, $4)");
        let insert = insert.bind(meeting.as_str().to_owned()).bind(date.day.to_string());
        insert.bind(date.start.0).bind(date.end.0).execute(&mut **tx).await?;
    }
    Ok(())
}

async fn put_invitees(
    tx: &mut Transaction<'static, Any>,
    meeting: &MeetingId,
    invitees: &[Email],
) -> Result<(), DbError> {
    let delete = sqlx::query("DELETE FROM invitees WHERE meeting_id = $1").bind(meeting.as_str().to_owned());
    delete.execute(&mut **tx).await?;
    for email in invitees {
        let insert = sqlx::query("INSERT INTO invitees (meeting_id, email) VALUES ($1, $2) ON CONFLICT DO NOTHING");
        insert.bind(meeting.as_str().to_owned()).bind(email.as_str().to_owned()).execute(&mut **tx).await?;
    }
    Ok(())
}

fn planned(row: &AnyRow) -> Result<PlannedDate, sqlx::Error> {
    Ok(PlannedDate { day: row.parsed("day")?, start: row.time("start_at")?, end: row.time("end_at")? })
}

fn plan_of(row: &AnyRow) -> Result<Schedule, sqlx::Error> {
    serde_json::from_str(&row.text("plan")?).map_err(|error| unreadable("plan", error))
}

impl<'r> FromRow<'r, AnyRow> for ScheduleRow {
    fn from_row(row: &'r AnyRow) -> Result<Self, sqlx::Error> {
        Ok(Self {
            meeting: MeetingId::new(row.text("meeting_id")?),
            schedule: plan_of(row)?,
            description: row.text("description")?,
            sequence: row.count("sequence")?,
            changed: row.time("changed_at")?,
            cancelled: row.maybe_time("cancelled_at")?,
        })
    }
}

impl<'r> FromRow<'r, AnyRow> for UpcomingRow {
    fn from_row(row: &'r AnyRow) -> Result<Self, sqlx::Error> {
        Ok(Self {
            meeting: MeetingRow::from_row(row)?,
            host_name: row.text("host_name")?,
            date: planned(row)?,
            schedule: plan_of(row)?,
        })
    }
}

impl fmt::Debug for ScheduleRow {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ScheduleRow")
            .field("meeting", &self.meeting)
            .field("sequence", &self.sequence)
            .finish_non_exhaustive()
    }
}

impl fmt::Debug for NewPlan {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("NewPlan").field("row", &self.row).field("dates", &self.dates.len()).finish_non_exhaustive()
    }
}

impl fmt::Debug for UpcomingRow {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("UpcomingRow").field("meeting", &self.meeting).field("date", &self.date).finish_non_exhaustive()
    }
}
