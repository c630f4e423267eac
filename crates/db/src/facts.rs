//! The facts of a run: appended to, never changed, each bound to the one before it.

use sqlx::{Any, Transaction, any::AnyRow};
use talkspace_ledger::chain::{Event, Fact, Hash, Linked};
use talkspace_model::{AttendanceId, Note, OccurrenceId, Timestamp};

use crate::{
    Db, DbError,
    attendances::{self, Measured},
    row::{Columns as _, unreadable},
};

/// Access to the facts; made by [`Db::facts`].
#[derive(Debug)]
pub struct Facts<'a>(pub(crate) &'a Db);

impl Facts<'_> {
    /// All facts of a run, in their order. None for a run from before facts were kept.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn of_run(&self, run: &OccurrenceId) -> Result<Vec<Linked>, DbError> {
        let query = sqlx::query("SELECT * FROM facts WHERE occurrence_id = $1 ORDER BY ordinal");
        let rows = query.bind(run.as_str().to_owned()).fetch_all(&self.0.reader).await?;
        rows.iter().map(linked).collect::<Result<_, sqlx::Error>>().map_err(DbError::from)
    }

    /// What happened in a run, in order: the facts without those that only measure. There are some of these for each person
    /// and minute, and their sums stand with the stays.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn happenings(&self, run: &OccurrenceId) -> Result<Vec<Fact>, DbError> {
        let query = sqlx::query(
            "SELECT ordinal, at, kind, stay, detail FROM facts WHERE occurrence_id = $1 \
             AND kind NOT IN ('spoke', 'poor_connection') ORDER BY ordinal",
        );
        let rows = query.bind(run.as_str().to_owned()).fetch_all(&self.0.reader).await?;
        rows.iter().map(fact).collect::<Result<_, sqlx::Error>>().map_err(DbError::from)
    }
}

fn linked(row: &AnyRow) -> Result<Linked, sqlx::Error> {
    Ok(Linked { fact: fact(row)?, hash: hash(row)? })
}

fn fact(row: &AnyRow) -> Result<Fact, sqlx::Error> {
    let event = Event::parse(&row.text("kind")?, &row.text("detail")?);
    Ok(Fact {
        ordinal: row.count("ordinal")?,
        at: row.time("at")?,
        stay: AttendanceId::new(row.text("stay")?),
        event: event.ok_or_else(|| unreadable("kind", "not a fact"))?,
    })
}

fn hash(row: &AnyRow) -> Result<Hash, sqlx::Error> {
    Hash::parse(&row.text("hash")?).ok_or_else(|| unreadable("hash", "not a hash"))
}

/// Appends a fact at the end of its run's chain, unless it is there already; whether it was not.
pub(crate) async fn append(
    tx: &mut Transaction<'static, Any>,
    run: &OccurrenceId,
    (stay, at, event): (&AttendanceId, Timestamp, Event),
) -> Result<bool, DbError> {
    let query = sqlx::query("SELECT ordinal, hash FROM facts WHERE occurrence_id = $1 ORDER BY ordinal DESC LIMIT 1");
    let last = query.bind(run.as_str().to_owned()).fetch_optional(&mut **tx).await?;
    let (before, ordinal) = match &last {
        Some(row) => (hash(row)?, row.count("ordinal")? + 1),
        None => (Hash::genesis(run), 1),
    };
    let fact = Fact { ordinal, at, stay: stay.clone(), event };
    let insert = sqlx::query(
        "INSERT INTO facts (occurrence_id, ordinal, at, kind, stay, detail, hash) VALUES ($1, $2, $3, $4, $5, $6, $7) \
         ON CONFLICT (stay, kind, at, detail) DO NOTHING",
    );
    let insert = insert
        .bind(run.as_str().to_owned())
        .bind(i64::from(ordinal))
        .bind(at.0)
        .bind(fact.event.kind())
        .bind(stay.as_str().to_owned())
        .bind(fact.event.detail())
        .bind(before.link(&fact).to_string());
    Ok(insert.execute(&mut **tx).await?.rows_affected() > 0)
}

/// Appends what was noted of a stay, and adds up what was measured.
pub(crate) async fn note(
    tx: &mut Transaction<'static, Any>,
    stay: &AttendanceId,
    at: Timestamp,
    note: Note,
) -> Result<(), DbError> {
    if !append_to_stay(tx, stay, at, Event::Noted(note)).await? {
        return Ok(());
    }
    match note {
        Note::Spoke { span } => attendances::add_up(tx, stay, Measured::Spoke, span).await,
        Note::PoorConnection { span } => attendances::add_up(tx, stay, Measured::Poor, span).await,
        Note::HandRaised | Note::HandLowered | Note::ShareStarted | Note::ShareStopped => Ok(()),
    }
}

/// The same as [`append`] for a fact of which only the stay is known. A stay that is not there has nothing to tell.
pub(crate) async fn append_to_stay(
    tx: &mut Transaction<'static, Any>,
    stay: &AttendanceId,
    at: Timestamp,
    event: Event,
) -> Result<bool, DbError> {
    let query = sqlx::query_as::<_, (String,)>("SELECT occurrence_id FROM attendances WHERE id = $1");
    let run = query.bind(stay.as_str().to_owned()).fetch_optional(&mut **tx).await?;
    match run {
        Some((run,)) => append(tx, &OccurrenceId::new(run), (stay, at, event)).await,
        None => Ok(false),
    }
}
