//! Addresses that accounts are to have once their owners have shown, by a link, that they read mail there. Each link works
//! once; only the digest of its secret is kept.

use std::fmt;

use sqlx::FromRow as _;
use talkspace_model::{Email, Timestamp, UserId};

use crate::{AuditEntry, Db, DbError, UserRow, audit, error::unique, row::Columns as _, users::sought};

/// A link to be made.
pub struct NewEmailChange {
    /// SHA-256 of the link's secret, hexadecimal.
    pub token_hash: String,
    pub user: UserId,
    pub email: Email,
    pub created: Timestamp,
    pub expires: Timestamp,
}

/// Access to the links; made by [`Db::email_changes`].
#[derive(Debug)]
pub struct EmailChanges<'a>(pub(crate) &'a Db);

impl EmailChanges<'_> {
    /// Takes the place of the link that the person had before.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn put(&self, change: &NewEmailChange) -> Result<(), DbError> {
        let mut tx = self.0.begin().await?;
        let old = sqlx::query("DELETE FROM email_changes WHERE user_id = $1").bind(change.user.as_str().to_owned());
        old.execute(&mut *tx).await?;
        let insert = sqlx::query(
            "INSERT INTO email_changes (token_hash, user_id, email, created_at, expires_at) \
             VALUES ($1, $2, $3, $4, $5)",
        );
        let insert = insert.bind(change.token_hash.clone()).bind(change.user.as_str().to_owned());
        let insert = insert.bind(change.email.as_str().to_owned()).bind(change.created.0).bind(change.expires.0);
        insert.execute(&mut *tx).await?;
        tx.commit().await?;
        Ok(())
    }

    /// The address that a link gives its account, if it still counts.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn find(&self, token_hash: &str, now: Timestamp) -> Result<Option<Email>, DbError> {
        let query = sqlx::query(
            "SELECT c.email AS new_email FROM email_changes c JOIN users ON users.id = c.user_id \
             WHERE c.token_hash = $1 AND c.expires_at > $2 AND users.disabled_at IS NULL",
        );
        let row = query.bind(token_hash.to_owned()).bind(now.0).fetch_optional(&self.0.reader).await?;
        Ok(row.map(|row| row.parsed("new_email")).transpose()?)
    }

    /// Spends a link: its account has the new address, and links that went to the old one count no more. Gives back the
    /// account as it was, and the address; nothing for a link that does not count.
    ///
    /// # Errors
    /// [`DbError::EmailTaken`] when another account has the address by now, or the database fails; nothing is changed then.
    pub async fn spend(
        &self,
        token_hash: &str,
        now: Timestamp,
        entry: impl FnOnce(&UserRow) -> AuditEntry,
    ) -> Result<Option<(UserRow, Email)>, DbError> {
        let mut tx = self.0.begin().await?;
        let query = sqlx::query(
            "SELECT users.*, c.email AS new_email FROM email_changes c JOIN users ON users.id = c.user_id \
             WHERE c.token_hash = $1 AND c.expires_at > $2 AND users.disabled_at IS NULL",
        );
        let found = query.bind(token_hash.to_owned()).bind(now.0).fetch_optional(&mut *tx).await?;
        let Some(row) = found else { return Ok(None) };
        let (user, email): (UserRow, Email) = (UserRow::from_row(&row)?, row.parsed("new_email")?);
        let update = sqlx::query("UPDATE users SET email = $1, sought = $2 WHERE id = $3");
        let update = update.bind(email.as_str().to_owned()).bind(sought(&user.name, &email));
        let update = update.bind(user.id.as_str().to_owned()).execute(&mut *tx).await;
        update.map_err(|error| unique(error, DbError::EmailTaken))?;
        for statement in
            ["DELETE FROM email_changes WHERE user_id = $1", "DELETE FROM password_links WHERE user_id = $1"]
        {
            sqlx::query(statement).bind(user.id.as_str().to_owned()).execute(&mut *tx).await?;
        }
        audit::append(&mut tx, &entry(&user)).await?;
        tx.commit().await?;
        Ok(Some((user, email)))
    }

    /// Deletes what nobody can use any more.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn delete_expired(&self, now: Timestamp) -> Result<u64, DbError> {
        let delete = sqlx::query("DELETE FROM email_changes WHERE expires_at <= $1");
        Ok(delete.bind(now.0).execute(&self.0.writer).await?.rows_affected())
    }
}

impl fmt::Debug for NewEmailChange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("NewEmailChange")
            .field("user", &self.user)
            .field("expires", &self.expires)
            .finish_non_exhaustive()
    }
}
