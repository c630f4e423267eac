//! Chat.

use std::fmt;

use sqlx::{Any, FromRow, Transaction, any::AnyRow};
use talkspace_model::{MessageId, OccurrenceId, SeatId, Timestamp, UserId};

use crate::{
    Db, DbError, Outcome,
    row::{Columns as _, storable, unreadable},
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
    pub to: MessageTo,
    pub sent: Timestamp,
}

/// Whom a message was written to. Identities are those of [`crate::StandingRow`].
#[derive(Clone, PartialEq, Eq)]
pub enum MessageTo {
    Everyone,
    /// Hosts and co-hosts.
    Hosts {
        sender: String,
    },
    /// One person, with the seat and the name they had.
    Person {
        sender: String,
        recipient: String,
        seat: SeatId,
        name: String,
    },
}

/// [`MessageTo`] as columns.
struct ToColumns<'a> {
    audience: &'static str,
    sender: Option<&'a str>,
    recipient: Option<&'a str>,
    seat: Option<SeatId>,
    name: Option<&'a str>,
}

impl MessageTo {
    fn columns(&self) -> ToColumns<'_> {
        let nobody = ToColumns { audience: "everyone", sender: None, recipient: None, seat: None, name: None };
        match self {
            MessageTo::Everyone => nobody,
            MessageTo::Hosts { sender } => ToColumns { audience: "hosts", sender: Some(sender), ..nobody },
            MessageTo::Person { sender, recipient, seat, name } => ToColumns {
                audience: "person",
                sender: Some(sender),
                recipient: Some(recipient),
                seat: Some(*seat),
                name: Some(name),
            },
        }
    }

    /// As it comes back from the database.
    fn storable(&self) -> Self {
        match self.clone() {
            MessageTo::Person { sender, recipient, seat, name } => {
                MessageTo::Person { sender, recipient, seat, name: storable(&name) }
            }
            other @ (MessageTo::Everyone | MessageTo::Hosts { .. }) => other,
        }
    }

    fn read(row: &AnyRow) -> Result<Self, sqlx::Error> {
        match row.text("audience")?.as_str() {
            "everyone" => Ok(MessageTo::Everyone),
            "hosts" => Ok(MessageTo::Hosts { sender: row.text("sender")? }),
            "person" => Ok(MessageTo::Person {
                sender: row.text("sender")?,
                recipient: row.text("recipient")?,
                seat: SeatId(row.count("recipient_seat")?),
                name: row.text("recipient_name")?,
            }),
            _unknown => Err(unreadable("audience", "not an audience")),
        }
    }
}

/// Access to the messages; made by [`Db::messages`].
#[derive(Debug)]
pub struct Messages<'a>(pub(crate) &'a Db);

impl Messages<'_> {
    /// The newest `limit` messages to everybody and the newest `limit` others, oldest first, in the order in which they
    /// were stored. What few read does not push out what all read.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn tail(&self, occurrence: &OccurrenceId, limit: u32) -> Result<Vec<MessageRow>, DbError> {
        let query = sqlx::query_as(
            "SELECT * FROM messages WHERE occurrence_id = $1 AND ordinal IN ( \
             SELECT ordinal FROM (SELECT ordinal FROM messages \
             WHERE occurrence_id = $2 AND audience = 'everyone' ORDER BY ordinal DESC LIMIT $3) AS to_all UNION ALL \
             SELECT ordinal FROM (SELECT ordinal FROM messages \
             WHERE occurrence_id = $4 AND audience <> 'everyone' ORDER BY ordinal DESC LIMIT $5) AS apart) \
             ORDER BY ordinal",
        );
        let run = || occurrence.as_str().to_owned();
        let query = query.bind(run()).bind(run()).bind(i64::from(limit)).bind(run()).bind(i64::from(limit));
        Ok(query.fetch_all(&self.0.reader).await?)
    }
}

/// Stores a message once. Its id is the sender's choice, so another message of the occurrence may have it already; that
/// one stays as it is.
pub(crate) async fn store(
    tx: &mut Transaction<'static, Any>,
    occurrence: &OccurrenceId,
    message: &MessageRow,
) -> Result<Outcome, DbError> {
    let insert = sqlx::query(
        "INSERT INTO messages (occurrence_id, id, ordinal, seat, user_id, name, text, sent_at, \
         audience, sender, recipient, recipient_seat, recipient_name) VALUES ($1, $2, \
         (SELECT CAST(COALESCE(MAX(ordinal), 0) + 1 AS BIGINT) FROM messages WHERE occurrence_id = $3), \
         $4, (SELECT id FROM users WHERE id = $5), $6, $7, $8, $9, $10, $11, $12, $13) \
         ON CONFLICT (occurrence_id, id) DO NOTHING",
    );
    let to = message.to.columns();
    let insert = insert
        .bind(occurrence.as_str().to_owned())
        .bind(message.id.as_str().to_owned())
        .bind(occurrence.as_str().to_owned())
        .bind(i64::from(message.seat.0))
        .bind(message.user.as_ref().map(|user| user.as_str().to_owned()))
        .bind(storable(&message.name))
        .bind(storable(&message.text))
        .bind(message.sent.0)
        .bind(to.audience)
        .bind(to.sender.map(str::to_owned))
        .bind(to.recipient.map(str::to_owned))
        .bind(to.seat.map(|seat| i64::from(seat.0)))
        .bind(to.name.map(storable));
    if insert.execute(&mut **tx).await?.rows_affected() > 0 || is_stored(tx, occurrence, message).await? {
        Ok(Outcome::Written)
    } else {
        Ok(Outcome::IdTaken)
    }
}

/// Whether this very message is stored. The account does not count, for it may have been deleted since; the name does,
/// for after a restart somebody else may sit on the seat.
async fn is_stored(
    tx: &mut Transaction<'static, Any>,
    occurrence: &OccurrenceId,
    message: &MessageRow,
) -> Result<bool, DbError> {
    let query = sqlx::query_as("SELECT * FROM messages WHERE occurrence_id = $1 AND id = $2");
    let query = query.bind(occurrence.as_str().to_owned()).bind(message.id.as_str().to_owned());
    let stored: Option<MessageRow> = query.fetch_optional(&mut **tx).await?;
    Ok(stored.is_some_and(|stored| {
        let same_people = stored.seat == message.seat && stored.name == storable(&message.name);
        same_people && stored.to == message.to.storable() && stored.text == storable(&message.text)
    }))
}

impl<'r> FromRow<'r, AnyRow> for MessageRow {
    fn from_row(row: &'r AnyRow) -> Result<Self, sqlx::Error> {
        Ok(Self {
            id: MessageId::new(row.text("id")?),
            seat: SeatId(row.count("seat")?),
            user: row.maybe_user("user_id")?,
            name: row.text("name")?,
            text: row.text("text")?,
            to: MessageTo::read(row)?,
            sent: row.time("sent_at")?,
        })
    }
}

impl fmt::Debug for MessageTo {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.columns().audience)
    }
}

impl fmt::Debug for MessageRow {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("MessageRow").field("id", &self.id).field("seat", &self.seat).finish_non_exhaustive()
    }
}
