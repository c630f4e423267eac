//! Chat.

use std::{collections::BTreeMap, fmt};

use sqlx::{Any, FromRow, Transaction, any::AnyRow};
use talkspace_model::{MessageId, OccurrenceId, SeatId, SharedFile, Timestamp, UserId};

use crate::{
    Db, DbError, Outcome, files,
    row::{Columns as _, storable, unreadable},
};

/// A stored chat message.
#[derive(Clone, PartialEq, Eq)]
pub struct MessageRow {
    pub id: MessageId,
    /// The sender's seat in the run of the room in which it was sent.
    pub seat: SeatId,
    pub user: Option<UserId>,
    /// The sender's identity, one of [`crate::StandingRow`]; empty for what was stored before that was noted.
    pub sender: String,
    pub name: String,
    pub text: String,
    pub to: MessageTo,
    pub sent: Timestamp,
    pub reply: Option<MessageId>,
    /// What came with it. Of what is written only its id counts.
    pub file: Option<SharedFile>,
    /// Taken back; the text is empty.
    pub deleted: bool,
    /// Who reacted how: identity and word. Not written with the message.
    pub reactions: Vec<(String, String)>,
}

/// Whom a message was written to.
#[derive(Clone, PartialEq, Eq)]
pub enum MessageTo {
    Everyone,
    /// Hosts and co-hosts.
    Hosts,
    /// One person (by identity), with the seat and the name they had.
    Person {
        recipient: String,
        seat: SeatId,
        name: String,
    },
}

/// [`MessageTo`] as columns.
struct ToColumns<'a> {
    audience: &'static str,
    recipient: Option<&'a str>,
    seat: Option<SeatId>,
    name: Option<&'a str>,
}

impl MessageTo {
    fn columns(&self) -> ToColumns<'_> {
        let nobody = ToColumns { audience: "everyone", recipient: None, seat: None, name: None };
        match self {
            MessageTo::Everyone => nobody,
            MessageTo::Hosts => ToColumns { audience: "hosts", ..nobody },
            MessageTo::Person { recipient, seat, name } => {
                ToColumns { audience: "person", recipient: Some(recipient), seat: Some(*seat), name: Some(name) }
            }
        }
    }

    /// As it comes back from the database.
    fn storable(&self) -> Self {
        match self.clone() {
            MessageTo::Person { recipient, seat, name } => MessageTo::Person { recipient, seat, name: storable(&name) },
            other @ (MessageTo::Everyone | MessageTo::Hosts) => other,
        }
    }

    pub(crate) fn read(row: &AnyRow) -> Result<Self, sqlx::Error> {
        match row.text("audience")?.as_str() {
            "everyone" => Ok(MessageTo::Everyone),
            "hosts" => Ok(MessageTo::Hosts),
            "person" => Ok(MessageTo::Person {
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
        let rows = query.fetch_all(&self.0.reader).await?;
        self.complete(occurrence, rows).await
    }

    /// # Errors
    /// When the database fails.
    pub async fn by_id(&self, occurrence: &OccurrenceId, id: &MessageId) -> Result<Option<MessageRow>, DbError> {
        let query = sqlx::query_as("SELECT * FROM messages WHERE occurrence_id = $1 AND id = $2");
        let query = query.bind(occurrence.as_str().to_owned()).bind(id.as_str().to_owned());
        let row: Option<MessageRow> = query.fetch_optional(&self.0.reader).await?;
        Ok(self.complete(occurrence, row.into_iter().collect()).await?.pop())
    }

    /// Up to `limit` messages that were stored before the one named and that this person may read, the newest of them,
    /// oldest first. `steers`: they read what is written to the hosts.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn before(
        &self,
        occurrence: &OccurrenceId,
        before: &MessageId,
        (reader, steers): (&str, bool),
        limit: u32,
    ) -> Result<Vec<MessageRow>, DbError> {
        let query = sqlx::query_as(
            "SELECT * FROM messages WHERE occurrence_id = $1 \
             AND ordinal < (SELECT ordinal FROM messages WHERE occurrence_id = $2 AND id = $3) \
             AND (audience = 'everyone' OR sender = $4 OR recipient = $5 OR (audience = 'hosts' AND 1 = $6)) \
             ORDER BY ordinal DESC LIMIT $7",
        );
        let query = query
            .bind(occurrence.as_str().to_owned())
            .bind(occurrence.as_str().to_owned())
            .bind(before.as_str().to_owned())
            .bind(reader.to_owned())
            .bind(reader.to_owned())
            .bind(i64::from(steers))
            .bind(i64::from(limit));
        let mut rows: Vec<MessageRow> = query.fetch_all(&self.0.reader).await?;
        rows.reverse();
        self.complete(occurrence, rows).await
    }

    /// The newest `limit` messages that this person may read, oldest first. `steers` as in [`Messages::before`].
    ///
    /// # Errors
    /// When the database fails.
    pub async fn newest(
        &self,
        occurrence: &OccurrenceId,
        (reader, steers): (&str, bool),
        limit: u32,
    ) -> Result<Vec<MessageRow>, DbError> {
        let query = sqlx::query_as(
            "SELECT * FROM messages WHERE occurrence_id = $1 \
             AND (audience = 'everyone' OR sender = $2 OR recipient = $3 OR (audience = 'hosts' AND 1 = $4)) \
             ORDER BY ordinal DESC LIMIT $5",
        );
        let query = query.bind(occurrence.as_str().to_owned()).bind(reader.to_owned()).bind(reader.to_owned());
        let query = query.bind(i64::from(steers)).bind(i64::from(limit));
        let mut rows: Vec<MessageRow> = query.fetch_all(&self.0.reader).await?;
        rows.reverse();
        self.complete(occurrence, rows).await
    }

    /// The newest `limit` messages with a file that this person may read and nobody took back, oldest first. `steers` as
    /// in [`Messages::before`].
    ///
    /// # Errors
    /// When the database fails.
    pub async fn with_files(
        &self,
        occurrence: &OccurrenceId,
        (reader, steers): (&str, bool),
        limit: u32,
    ) -> Result<Vec<MessageRow>, DbError> {
        let query = sqlx::query_as(
            "SELECT * FROM messages WHERE occurrence_id = $1 AND file_id IS NOT NULL AND deleted_at IS NULL \
             AND (audience = 'everyone' OR sender = $2 OR recipient = $3 OR (audience = 'hosts' AND 1 = $4)) \
             ORDER BY ordinal DESC LIMIT $5",
        );
        let query = query.bind(occurrence.as_str().to_owned()).bind(reader.to_owned()).bind(reader.to_owned());
        let query = query.bind(i64::from(steers)).bind(i64::from(limit));
        let mut rows: Vec<MessageRow> = query.fetch_all(&self.0.reader).await?;
        rows.reverse();
        self.complete(occurrence, rows).await
    }

    /// Adds reactions and files. The rows are in the order of storing: what lies between the first and the last holds all
    /// of theirs.
    async fn complete(&self, occurrence: &OccurrenceId, mut rows: Vec<MessageRow>) -> Result<Vec<MessageRow>, DbError> {
        let ends = rows.first().zip(rows.last()).map(|(first, last)| (first.id.clone(), last.id.clone()));
        let Some((first, last)) = ends else { return Ok(rows) };
        let query = sqlx::query_as(
            "SELECT message_id, identity, reaction FROM message_reactions \
             WHERE occurrence_id = $1 AND message_id IN (SELECT id FROM messages WHERE occurrence_id = $2 \
             AND ordinal >= (SELECT ordinal FROM messages WHERE occurrence_id = $3 AND id = $4) \
             AND ordinal <= (SELECT ordinal FROM messages WHERE occurrence_id = $5 AND id = $6))",
        );
        let run = || occurrence.as_str().to_owned();
        let query = query.bind(run()).bind(run()).bind(run()).bind(first.as_str().to_owned());
        let query = query.bind(run()).bind(last.as_str().to_owned());
        let found: Vec<(String, String, String)> = query.fetch_all(&self.0.reader).await?;
        let mut by_message: BTreeMap<String, Vec<(String, String)>> = BTreeMap::new();
        for (message, identity, reaction) in found {
            by_message.entry(message).or_default().push((identity, reaction));
        }
        let mut files = self.files(occurrence, &first, &last).await?;
        for row in &mut rows {
            row.reactions = by_message.remove(row.id.as_str()).unwrap_or_default();
            row.file = files.remove(row.id.as_str());
        }
        Ok(rows)
    }

    /// What came with the messages from `first` to `last` and was not taken back, by message.
    async fn files(
        &self,
        occurrence: &OccurrenceId,
        first: &MessageId,
        last: &MessageId,
    ) -> Result<BTreeMap<String, SharedFile>, DbError> {
        let query = sqlx::query(
            "SELECT m.id AS message_id, m.file_id, f.name, f.bytes, f.width, f.height FROM messages m \
             JOIN files f ON f.id = m.file_id \
             WHERE m.occurrence_id = $1 AND m.deleted_at IS NULL AND f.removed_at IS NULL \
             AND m.ordinal >= (SELECT ordinal FROM messages WHERE occurrence_id = $2 AND id = $3) \
             AND m.ordinal <= (SELECT ordinal FROM messages WHERE occurrence_id = $4 AND id = $5)",
        );
        let run = || occurrence.as_str().to_owned();
        let query = query.bind(run()).bind(run()).bind(first.as_str().to_owned());
        let rows = query.bind(run()).bind(last.as_str().to_owned()).fetch_all(&self.0.reader).await?;
        let file = |row: &AnyRow| Ok((row.text("message_id")?, files::read(row)?));
        rows.iter().map(file).collect::<Result<_, sqlx::Error>>().map_err(DbError::from)
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
         audience, sender, recipient, recipient_seat, recipient_name, reply_to, file_id) VALUES ($1, $2, \
         (SELECT CAST(COALESCE(MAX(ordinal), 0) + 1 AS BIGINT) FROM messages WHERE occurrence_id = $3), \
         $4, (SELECT id FROM users WHERE id = $5), $6, $7, $8, $9, $10, $11, $12, $13, $14, $15) \
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
        .bind(message.sender.clone())
        .bind(to.recipient.map(str::to_owned))
        .bind(to.seat.map(|seat| i64::from(seat.0)))
        .bind(to.name.map(storable))
        .bind(message.reply.as_ref().map(|reply| reply.as_str().to_owned()))
        .bind(message.file.as_ref().map(|file| file.id.as_str().to_owned()));
    if insert.execute(&mut **tx).await?.rows_affected() > 0 || is_stored(tx, occurrence, message).await? {
        Ok(Outcome::Written)
    } else {
        Ok(Outcome::IdTaken)
    }
}

/// The text goes, and what came with it, and who reacted; that there was a message stays.
pub(crate) async fn delete(
    tx: &mut Transaction<'static, Any>,
    occurrence: &OccurrenceId,
    id: &MessageId,
    at: Timestamp,
) -> Result<(), DbError> {
    let update = sqlx::query(
        "UPDATE messages SET text = '', deleted_at = $1 WHERE occurrence_id = $2 AND id = $3 AND deleted_at IS NULL",
    );
    files::remove_of(tx, occurrence, id, at).await?;
    let (run, message) = (occurrence.as_str().to_owned(), id.as_str().to_owned());
    update.bind(at.0).bind(run.clone()).bind(message.clone()).execute(&mut **tx).await?;
    let delete = sqlx::query("DELETE FROM message_reactions WHERE occurrence_id = $1 AND message_id = $2");
    delete.bind(run).bind(message).execute(&mut **tx).await?;
    Ok(())
}

/// Notes that somebody reacts to a message, or no longer does. To a message that is not there nobody does.
pub(crate) async fn react(
    tx: &mut Transaction<'static, Any>,
    occurrence: &OccurrenceId,
    id: &MessageId,
    (identity, reaction, on): (&str, &str, bool),
) -> Result<(), DbError> {
    let query = if on {
        sqlx::query(
            "INSERT INTO message_reactions (occurrence_id, message_id, identity, reaction) \
             SELECT occurrence_id, id, $3, $4 FROM messages WHERE occurrence_id = $1 AND id = $2 \
             ON CONFLICT (occurrence_id, message_id, identity, reaction) DO NOTHING",
        )
    } else {
        sqlx::query(
            "DELETE FROM message_reactions \
             WHERE occurrence_id = $1 AND message_id = $2 AND identity = $3 AND reaction = $4",
        )
    };
    let query = query.bind(occurrence.as_str().to_owned()).bind(id.as_str().to_owned());
    query.bind(identity.to_owned()).bind(reaction.to_owned()).execute(&mut **tx).await?;
    Ok(())
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
            sender: row.maybe_text("sender")?.unwrap_or_default(),
            name: row.text("name")?,
            text: row.text("text")?,
            to: MessageTo::read(row)?,
            sent: row.time("sent_at")?,
            reply: row.maybe_text("reply_to")?.map(MessageId::new),
            file: None,
            deleted: row.maybe_time("deleted_at")?.is_some(),
            reactions: Vec::new(),
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
