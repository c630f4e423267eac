//! Chat.

use std::fmt;

use sqlx::{Any, FromRow, Transaction, any::AnyRow};
use talkspace_model::{MessageId, OccurrenceId, SeatId, Timestamp, UserId};

use crate::{
    Db, DbError, Outcome,
    row::{Columns as _, storable},
};

/// A stored chat message.
#[derive(Clone, PartialEq, Eq)]
pub struct MessageRow {
    pub id: MessageId,
    /// The sender's seat in the run of the room in which it was sent.
    pub seat: SeatId,
    pub user: Option<UserId>,
    pub name: String,
    pub text: String,
    pub sent: Timestamp,
}

/// Access to the messages; made by [`Db::messages`].
#[derive(Debug)]
pub struct Messages<'a>(pub(crate) &'a Db);

impl Messages<'_> {
    /// The newest `limit` messages, oldest first, in the order in which they were stored.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn tail(&self, occurrence: &OccurrenceId, limit: u32) -> Result<Vec<MessageRow>, DbError> {
        let query = sqlx::query_as("SELECT * FROM messages WHERE occurrence_id = $1 ORDER BY ordinal DESC LIMIT $2");
        let query = query.bind(occurrence.as_str().to_owned()).bind(i64::from(limit));
        let mut rows: Vec<MessageRow> = query.fetch_all(&self.0.reader).await?;
        rows.reverse();
        Ok(rows)
    }
}

pub(crate) struct Stored<'a> {
    pub(crate) id: &'a MessageId,
    pub(crate) occurrence: &'a OccurrenceId,
    pub(crate) seat: SeatId,
    pub(crate) user: Option<&'a UserId>,
    pub(crate) name: &'a str,
    pub(crate) text: &'a str,
    pub(crate) sent: Timestamp,
}

/// Stores a message once. Its id is the sender's choice, so another message of the occurrence may have it already; that
/// one stays as it is.
pub(crate) async fn store(tx: &mut Transaction<'static, Any>, message: Stored<'_>) -> Result<Outcome, DbError> {
    let insert = sqlx::query(
        "INSERT INTO messages (occurrence_id, id, ordinal, seat, user_id, name, text, sent_at) VALUES ($1, $2, \
         (SELECT CAST(COALESCE(MAX(ordinal), 0) + 1 AS BIGINT) FROM messages WHERE occurrence_id = $3), \
         $4, (SELECT id FROM users WHERE id = $5), $6, $7, $8) ON CONFLICT (occurrence_id, id) DO NOTHING",
    );
    let insert = insert
        .bind(message.occurrence.as_str().to_owned())
        .bind(message.id.as_str().to_owned())
        .bind(message.occurrence.as_str().to_owned())
        .bind(i64::from(message.seat.0))
        .bind(message.user.map(|user| user.as_str().to_owned()))
        .bind(storable(message.name))
        .bind(storable(message.text))
        .bind(message.sent.0);
    if insert.execute(&mut **tx).await?.rows_affected() > 0 || is_stored(tx, &message).await? {
        Ok(Outcome::Written)
    } else {
        Ok(Outcome::IdTaken)
    }
}

/// Whether this very message is stored. The account does not count, for it may have been deleted since; the name does,
/// for after a restart somebody else may sit on the seat.
async fn is_stored(tx: &mut Transaction<'static, Any>, message: &Stored<'_>) -> Result<bool, DbError> {
    let query = sqlx::query(
        "SELECT id FROM messages WHERE occurrence_id = $1 AND id = $2 AND seat = $3 AND name = $4 AND text = $5",
    );
    let query = query
        .bind(message.occurrence.as_str().to_owned())
        .bind(message.id.as_str().to_owned())
        .bind(i64::from(message.seat.0))
        .bind(storable(message.name))
        .bind(storable(message.text));
    Ok(query.fetch_optional(&mut **tx).await?.is_some())
}

impl<'r> FromRow<'r, AnyRow> for MessageRow {
    fn from_row(row: &'r AnyRow) -> Result<Self, sqlx::Error> {
        Ok(Self {
            id: MessageId::new(row.text("id")?),
            seat: SeatId(row.count("seat")?),
            user: row.maybe_user("user_id")?,
            name: row.text("name")?,
            text: row.text("text")?,
            sent: row.time("sent_at")?,
        })
    }
}

impl fmt::Debug for MessageRow {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("MessageRow").field("id", &self.id).field("seat", &self.seat).finish_non_exhaustive()
    }
}
