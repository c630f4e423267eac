//! Stays of people in occurrences.

use sqlx::{Any, Transaction};
use talkspace_model::{AttendanceId, LeaveReason, OccurrenceId, Role, SeatId, Timestamp, UserId};

use crate::{DbError, row::storable};

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
    insert.execute(&mut **tx).await?;
    let taken = sqlx::query("UPDATE occurrences SET next_seat = $1 WHERE id = $2 AND next_seat < $3");
    let next = i64::from(stay.seat.0) + 1;
    taken.bind(next).bind(stay.occurrence.as_str().to_owned()).bind(next).execute(&mut **tx).await?;
    Ok(())
}

/// Closes a stay that is open; the first reason counts.
pub(crate) async fn close(
    tx: &mut Transaction<'static, Any>,
    id: &AttendanceId,
    at: Timestamp,
    reason: LeaveReason,
) -> Result<(), DbError> {
    let update = sqlx::query(
        "UPDATE attendances SET left_at = CASE WHEN joined_at > $1 THEN joined_at ELSE $2 END, reason = $3 \
         WHERE id = $4 AND left_at IS NULL",
    );
    let update = update.bind(at.0).bind(at.0).bind(reason.as_str()).bind(id.as_str().to_owned());
    update.execute(&mut **tx).await?;
    Ok(())
}

pub(crate) async fn see(tx: &mut Transaction<'static, Any>, id: &AttendanceId, at: Timestamp) -> Result<(), DbError> {
    let update =
        sqlx::query("UPDATE attendances SET last_seen_at = $1 WHERE id = $2 AND left_at IS NULL AND last_seen_at < $3");
    update.bind(at.0).bind(id.as_str().to_owned()).bind(at.0).execute(&mut **tx).await?;
    Ok(())
}

pub(crate) async fn rename(tx: &mut Transaction<'static, Any>, id: &AttendanceId, name: &str) -> Result<(), DbError> {
    let update = sqlx::query("UPDATE attendances SET name = $1 WHERE id = $2");
    update.bind(storable(name)).bind(id.as_str().to_owned()).execute(&mut **tx).await?;
    Ok(())
}

/// Closes what is open in an occurrence that ends.
pub(crate) async fn close_open_of(
    tx: &mut Transaction<'static, Any>,
    occurrence: &OccurrenceId,
    at: Timestamp,
) -> Result<(), DbError> {
    let update = sqlx::query(
        "UPDATE attendances SET left_at = CASE WHEN joined_at > $1 THEN joined_at ELSE $2 END, reason = $3 \
         WHERE occurrence_id = $4 AND left_at IS NULL",
    );
    let reason = LeaveReason::Ended.as_str();
    update.bind(at.0).bind(at.0).bind(reason).bind(occurrence.as_str().to_owned()).execute(&mut **tx).await?;
    Ok(())
}

/// Closes every open stay at the moment it was last seen: the server was stopped while they were in.
pub(crate) async fn close_all_open(tx: &mut Transaction<'static, Any>) -> Result<(), DbError> {
    let update = sqlx::query("UPDATE attendances SET left_at = last_seen_at, reason = $1 WHERE left_at IS NULL");
    update.bind(LeaveReason::ServerStopped.as_str()).execute(&mut **tx).await?;
    Ok(())
}
