//! Stays of people in occurrences.

use sqlx::{Any, Transaction};
use talkspace_ledger::chain::Event;
use talkspace_model::{AttendanceId, LeaveReason, Millis, OccurrenceId, Role, SeatId, Timestamp, UserId};

use crate::{DbError, facts, row::storable};

/// What is measured in spans of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Measured {
    Spoke,
    Poor,
}

pub(crate) struct Opened<'a> {
    pub(crate) id: &'a AttendanceId,
    pub(crate) occurrence: &'a OccurrenceId,
    pub(crate) seat: SeatId,
    pub(crate) identity: &'a str,
    pub(crate) user: Option<&'a UserId>,
    pub(crate) name: &'a str,
    pub(crate) role: Role,
    pub(crate) at: Timestamp,
}

/// An account that was deleted in between leaves a stay without one, not a batch that can never be written.
pub(crate) async fn open(tx: &mut Transaction<'static, Any>, stay: Opened<'_>) -> Result<(), DbError> {
    let insert = sqlx::query(
        "INSERT INTO attendances (id, occurrence_id, user_id, name, role, joined_at, last_seen_at, identity) \
         VALUES ($1, $2, (SELECT id FROM users WHERE id = $3), $4, $5, $6, $7, $8) ON CONFLICT (id) DO NOTHING",
    );
    let insert = insert
        .bind(stay.id.as_str().to_owned())
        .bind(stay.occurrence.as_str().to_owned())
        .bind(stay.user.map(|user| user.as_str().to_owned()))
        .bind(storable(stay.name))
        .bind(stay.role.as_str())
        .bind(stay.at.0)
        .bind(stay.at.0)
        .bind(stay.identity.to_owned());
    if insert.execute(&mut **tx).await?.rows_affected() > 0 {
        let (person, name) = (stay.identity.to_owned(), storable(stay.name));
        let joined = Event::Joined { person, name, role: stay.role };
        facts::append(tx, stay.occurrence, (stay.id, stay.at, joined)).await?;
    }
    let taken = sqlx::query("UPDATE occurrences SET next_seat = $1 WHERE id = $2 AND next_seat < $3");
    let next = i64::from(stay.seat.0) + 1;
    taken.bind(next).bind(stay.occurrence.as_str().to_owned()).bind(next).execute(&mut **tx).await?;
    Ok(())
}

/// The columns of [`Open`].
type OpenRow = (String, String, i64, i64);

macro_rules! open {
    () => {
        "SELECT id, occurrence_id, joined_at, last_seen_at FROM attendances WHERE left_at IS NULL"
    };
}

/// One stay that is open.
struct Open {
    id: AttendanceId,
    run: OccurrenceId,
    joined: Timestamp,
    seen: Timestamp,
}

/// Closes a stay that is open; the first reason counts. Nobody leaves before they came, whatever the clock said.
pub(crate) async fn close(
    tx: &mut Transaction<'static, Any>,
    id: &AttendanceId,
    at: Timestamp,
    reason: LeaveReason,
) -> Result<(), DbError> {
    let query = sqlx::query_as::<_, OpenRow>(concat!(open!(), " AND id = $1"));
    let open = query.bind(id.as_str().to_owned()).fetch_optional(&mut **tx).await?;
    close_all(tx, open.into_iter().collect(), |_| at, reason).await
}

/// Closes stays and notes that their people left.
async fn close_all(
    tx: &mut Transaction<'static, Any>,
    open: Vec<OpenRow>,
    at: impl Fn(&Open) -> Timestamp,
    reason: LeaveReason,
) -> Result<(), DbError> {
    for (id, run, joined, seen) in open {
        let (joined, seen) = (Timestamp(joined), Timestamp(seen));
        let open = Open { id: AttendanceId::new(id), run: OccurrenceId::new(run), joined, seen };
        let left = at(&open).max(open.joined);
        let update = sqlx::query("UPDATE attendances SET left_at = $1, reason = $2 WHERE id = $3");
        update.bind(left.0).bind(reason.as_str()).bind(open.id.as_str().to_owned()).execute(&mut **tx).await?;
        facts::append(tx, &open.run, (&open.id, left, Event::Left { reason })).await?;
    }
    Ok(())
}

/// Adds to what was measured of a stay and of its run.
pub(crate) async fn add_up(
    tx: &mut Transaction<'static, Any>,
    id: &AttendanceId,
    what: Measured,
    span: Millis,
) -> Result<(), DbError> {
    let (of_stay, of_run) = match what {
        Measured::Spoke => (
            "UPDATE attendances SET spoke_ms = spoke_ms + $1 WHERE id = $2",
            "UPDATE occurrences SET spoke_ms = spoke_ms + $1 WHERE id = (SELECT occurrence_id FROM attendances WHERE id = $2)",
        ),
        Measured::Poor => (
            "UPDATE attendances SET poor_ms = poor_ms + $1 WHERE id = $2",
            "UPDATE occurrences SET poor_ms = poor_ms + $1 WHERE id = (SELECT occurrence_id FROM attendances WHERE id = $2)",
        ),
    };
    for update in [of_stay, of_run] {
        sqlx::query(update).bind(span.0).bind(id.as_str().to_owned()).execute(&mut **tx).await?;
    }
    Ok(())
}

pub(crate) async fn see(tx: &mut Transaction<'static, Any>, id: &AttendanceId, at: Timestamp) -> Result<(), DbError> {
    let update =
        sqlx::query("UPDATE attendances SET last_seen_at = $1 WHERE id = $2 AND left_at IS NULL AND last_seen_at < $3");
    update.bind(at.0).bind(id.as_str().to_owned()).bind(at.0).execute(&mut **tx).await?;
    Ok(())
}

/// A name that somebody has already is no news.
pub(crate) async fn rename(
    tx: &mut Transaction<'static, Any>,
    id: &AttendanceId,
    name: &str,
    at: Timestamp,
) -> Result<(), DbError> {
    let name = storable(name);
    let update = sqlx::query("UPDATE attendances SET name = $1 WHERE id = $2 AND name <> $3");
    let update = update.bind(name.clone()).bind(id.as_str().to_owned()).bind(name.clone());
    if update.execute(&mut **tx).await?.rows_affected() > 0 {
        facts::append_to_stay(tx, id, at, Event::Renamed { name }).await?;
    }
    Ok(())
}

/// Closes what is open in an occurrence that ends.
pub(crate) async fn close_open_of(
    tx: &mut Transaction<'static, Any>,
    occurrence: &OccurrenceId,
    at: Timestamp,
) -> Result<(), DbError> {
    let query = sqlx::query_as::<_, OpenRow>(concat!(open!(), " AND occurrence_id = $1 ORDER BY joined_at, id"));
    let open = query.bind(occurrence.as_str().to_owned()).fetch_all(&mut **tx).await?;
    close_all(tx, open, |_| at, LeaveReason::Ended).await
}

/// Closes every open stay at the moment it was last seen: the server was stopped while they were in.
pub(crate) async fn close_all_open(tx: &mut Transaction<'static, Any>) -> Result<(), DbError> {
    let query = sqlx::query_as::<_, OpenRow>(concat!(open!(), " ORDER BY last_seen_at, id"));
    let open = query.fetch_all(&mut **tx).await?;
    close_all(tx, open, |stay| stay.seen, LeaveReason::ServerStopped).await
}
