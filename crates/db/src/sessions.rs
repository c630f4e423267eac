//! Signed-in browsers.

use std::fmt;

use sqlx::{FromRow, any::AnyRow};
use talkspace_model::{Timestamp, UserId};

use crate::{
    Db, DbError, UserRow,
    row::{Columns as _, storable},
};

/// A session to be made.
pub struct NewSession {
    /// SHA-256 of the cookie's token, hexadecimal.
    pub token_hash: String,
    pub user: UserId,
    pub created: Timestamp,
    /// The end, however much the session is used.
    pub expires: Timestamp,
    /// What the browser calls itself.
    pub device: String,
    /// Whence it was begun.
    pub address: String,
}

/// A session in its owner's list.
#[derive(Clone, PartialEq, Eq)]
pub struct OwnSession {
    /// SHA-256 of its token, which is its name for its owner.
    pub token_hash: String,
    pub created: Timestamp,
    pub last_used: Timestamp,
    pub device: String,
    pub address: String,
}

/// A stored session.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SessionRow {
    pub created: Timestamp,
    pub last_used: Timestamp,
    pub expires: Timestamp,
}

/// Access to the sessions; made by [`Db::sessions`].
#[derive(Debug)]
pub struct Sessions<'a>(pub(crate) &'a Db);

impl Sessions<'_> {
    /// # Errors
    /// When the database fails.
    pub async fn insert(&self, session: &NewSession) -> Result<(), DbError> {
        let insert = sqlx::query(
            "INSERT INTO auth_sessions (token_hash, user_id, created_at, last_used_at, expires_at, device, address) \
             VALUES ($1, $2, $3, $4, $5, $6, $7)",
        );
        let insert = insert
            .bind(session.token_hash.clone())
            .bind(session.user.as_str().to_owned())
            .bind(session.created.0)
            .bind(session.created.0)
            .bind(session.expires.0)
            .bind(storable(&session.device))
            .bind(session.address.clone());
        insert.execute(&self.0.writer).await?;
        Ok(())
    }

    /// The session and whose it is, expired or not.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn find(&self, token_hash: &str) -> Result<Option<(SessionRow, UserRow)>, DbError> {
        let query = sqlx::query(
            "SELECT users.*, s.created_at AS session_created_at, s.last_used_at, s.expires_at \
             FROM auth_sessions s JOIN users ON users.id = s.user_id WHERE s.token_hash = $1",
        );
        let row = query.bind(token_hash.to_owned()).fetch_optional(&self.0.reader).await?;
        let Some(row) = row else { return Ok(None) };
        let session = SessionRow {
            created: row.time("session_created_at")?,
            last_used: row.time("last_used_at")?,
            expires: row.time("expires_at")?,
        };
        Ok(Some((session, UserRow::from_row(&row)?)))
    }

    /// # Errors
    /// When the database fails.
    pub async fn touch(&self, token_hash: &str, now: Timestamp) -> Result<(), DbError> {
        let update = sqlx::query("UPDATE auth_sessions SET last_used_at = $1 WHERE token_hash = $2");
        update.bind(now.0).bind(token_hash.to_owned()).execute(&self.0.writer).await?;
        Ok(())
    }

    /// # Errors
    /// When the database fails.
    pub async fn delete(&self, token_hash: &str) -> Result<(), DbError> {
        let delete = sqlx::query("DELETE FROM auth_sessions WHERE token_hash = $1");
        delete.bind(token_hash.to_owned()).execute(&self.0.writer).await?;
        Ok(())
    }

    /// The sessions of an account, the one used last first.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn of_user(&self, user: &UserId) -> Result<Vec<OwnSession>, DbError> {
        let query =
            sqlx::query_as("SELECT * FROM auth_sessions WHERE user_id = $1 ORDER BY last_used_at DESC, token_hash");
        Ok(query.bind(user.as_str().to_owned()).fetch_all(&self.0.reader).await?)
    }

    /// Deletes a session, if it is this account's; whether it was.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn delete_own(&self, user: &UserId, token_hash: &str) -> Result<bool, DbError> {
        let delete = sqlx::query("DELETE FROM auth_sessions WHERE user_id = $1 AND token_hash = $2");
        let delete = delete.bind(user.as_str().to_owned()).bind(token_hash.to_owned());
        Ok(delete.execute(&self.0.writer).await?.rows_affected() == 1)
    }

    /// Signs everybody out.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn end_all(&self) -> Result<(), DbError> {
        sqlx::query("DELETE FROM auth_sessions").execute(&self.0.writer).await?;
        Ok(())
    }

    /// Deletes what expired at `now` or was last used before `idle_since`; returns how many.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn delete_expired(&self, now: Timestamp, idle_since: Timestamp) -> Result<u64, DbError> {
        let delete = sqlx::query("DELETE FROM auth_sessions WHERE expires_at <= $1 OR last_used_at < $2");
        Ok(delete.bind(now.0).bind(idle_since.0).execute(&self.0.writer).await?.rows_affected())
    }
}

impl<'r> FromRow<'r, AnyRow> for OwnSession {
    fn from_row(row: &'r AnyRow) -> Result<Self, sqlx::Error> {
        Ok(Self {
            token_hash: row.text("token_hash")?,
            created: row.time("created_at")?,
            last_used: row.time("last_used_at")?,
            device: row.text("device")?,
            address: row.text("address")?,
        })
    }
}

impl fmt::Debug for OwnSession {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("OwnSession").field("created", &self.created).finish_non_exhaustive()
    }
}

impl fmt::Debug for NewSession {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("NewSession").field("user", &self.user).field("expires", &self.expires).finish_non_exhaustive()
    }
}
