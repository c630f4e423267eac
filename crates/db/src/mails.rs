//! Letters that wait to be sent, and what became of them.

use std::fmt;

use sqlx::{FromRow, any::AnyRow};
use talkspace_model::{Email, MeetingId, Timestamp, UserId};

use crate::{
    Db, DbError,
    row::{Columns as _, storable},
};

/// A letter to be sent.
#[derive(Clone, PartialEq, Eq)]
pub struct NewMail {
    /// UUID version 7.
    pub id: String,
    pub meeting: MeetingId,
    /// Whose letter it is.
    pub host: UserId,
    pub recipient: Email,
    /// The whole message (RFC 5322).
    pub message: String,
    pub queued: Timestamp,
}

/// A letter whose turn it is.
#[derive(Clone, PartialEq, Eq)]
pub struct MailRow {
    pub id: String,
    pub recipient: Email,
    pub message: String,
    /// How often sending it has failed.
    pub tries: u32,
}

/// The newest letter of a meeting to somebody, where it is not sent yet.
#[derive(Clone, PartialEq, Eq)]
pub struct Undelivered {
    pub recipient: Email,
    /// It has failed before.
    pub failed: bool,
    /// It will not be tried again.
    pub given_up: bool,
}

/// Access to the letters; made by [`Db::mails`].
#[derive(Debug)]
pub struct Mails<'a>(pub(crate) &'a Db);

impl Mails<'_> {
    /// Stores letters to be sent at once, all or none.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn queue(&self, mails: &[NewMail]) -> Result<(), DbError> {
        let mut tx = self.0.begin().await?;
        for mail in mails {
            let insert = sqlx::query(
                "INSERT INTO mails (id, meeting_id, host_id, recipient, message, queued_at, next_try_at) \
                 VALUES ($1, $2, $3, $4, $5, $6, $7)",
            );
            let insert = insert
                .bind(mail.id.clone())
                .bind(mail.meeting.as_str().to_owned())
                .bind(mail.host.as_str().to_owned())
                .bind(mail.recipient.as_str().to_owned())
                .bind(storable(&mail.message))
                .bind(mail.queued.0)
                .bind(mail.queued.0);
            insert.execute(&mut *tx).await?;
        }
        tx.commit().await?;
        Ok(())
    }

    /// The letters whose turn it is, in the order in which they came.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn due(&self, now: Timestamp, limit: u32) -> Result<Vec<MailRow>, DbError> {
        let query = sqlx::query_as("SELECT * FROM mails WHERE next_try_at <= $1 ORDER BY queued_at, id LIMIT $2");
        Ok(query.bind(now.0).bind(i64::from(limit)).fetch_all(&self.0.reader).await?)
    }

    /// A letter is sent; its text is not needed any more.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn sent(&self, id: &str, at: Timestamp) -> Result<(), DbError> {
        let update = sqlx::query(
            "UPDATE mails SET sent_at = $1, next_try_at = NULL, problem = NULL, message = '' WHERE id = $2",
        );
        update.bind(at.0).bind(id.to_owned()).execute(&self.0.writer).await?;
        Ok(())
    }

    /// Sending failed; it is tried again then, or never.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn failed(&self, id: &str, problem: &str, again: Option<Timestamp>) -> Result<(), DbError> {
        let update = sqlx::query("UPDATE mails SET tries = tries + 1, problem = $1, next_try_at = $2 WHERE id = $3");
        let update = update.bind(storable(problem)).bind(again.map(|at| at.0)).bind(id.to_owned());
        update.execute(&self.0.writer).await?;
        Ok(())
    }

    /// How many letters of `host` have come since then.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn count_since(&self, host: &UserId, since: Timestamp) -> Result<u32, DbError> {
        let query =
            sqlx::query("SELECT CAST(COUNT(*) AS BIGINT) AS mails FROM mails WHERE host_id = $1 AND queued_at > $2");
        let row = query.bind(host.as_str().to_owned()).bind(since.0).fetch_one(&self.0.reader).await?;
        Ok(row.count("mails")?)
    }

    /// To whom the newest letter of a meeting is not sent, in alphabetical order.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn undelivered(&self, meeting: &MeetingId) -> Result<Vec<Undelivered>, DbError> {
        let query = sqlx::query_as(
            "SELECT a.recipient, a.tries, a.next_try_at FROM mails a WHERE a.meeting_id = $1 AND a.sent_at IS NULL \
             AND NOT EXISTS (SELECT 1 FROM mails b WHERE b.meeting_id = a.meeting_id AND b.recipient = a.recipient \
             AND b.id > a.id) ORDER BY a.recipient",
        );
        Ok(query.bind(meeting.as_str().to_owned()).fetch_all(&self.0.reader).await?)
    }
}

impl<'r> FromRow<'r, AnyRow> for MailRow {
    fn from_row(row: &'r AnyRow) -> Result<Self, sqlx::Error> {
        Ok(Self {
            id: row.text("id")?,
            recipient: row.parsed("recipient")?,
            message: row.text("message")?,
            tries: row.count("tries")?,
        })
    }
}

impl<'r> FromRow<'r, AnyRow> for Undelivered {
    fn from_row(row: &'r AnyRow) -> Result<Self, sqlx::Error> {
        Ok(Self {
            recipient: row.parsed("recipient")?,
            failed: row.count("tries")? > 0,
            given_up: row.maybe_time("next_try_at")?.is_none(),
        })
    }
}

impl fmt::Debug for NewMail {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("NewMail").field("id", &self.id).finish_non_exhaustive()
    }
}

impl fmt::Debug for MailRow {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("MailRow").field("id", &self.id).field("tries", &self.tries).finish_non_exhaustive()
    }
}

impl fmt::Debug for Undelivered {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Undelivered").field("given_up", &self.given_up).finish_non_exhaustive()
    }
}
