//! Links that let somebody choose a password. Each works once; only the digest of its secret is kept.

use std::fmt;

use sqlx::FromRow as _;
use talkspace_model::{Timestamp, UserId};

use crate::{AuditEntry, Db, DbError, UserRow, account_change::end_sessions, audit, row::Columns as _};

/// A link to be made.
pub struct NewPasswordLink {
    /// SHA-256 of the link's secret, hexadecimal.
    pub token_hash: String,
    pub user: UserId,
    pub created: Timestamp,
    pub expires: Timestamp,
}

/// Access to the links; made by [`Db::password_links`].
#[derive(Debug)]
pub struct PasswordLinks<'a>(pub(crate) &'a Db);

impl PasswordLinks<'_> {
    /// Takes the place of the links that the person had before.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn put(&self, link: &NewPasswordLink) -> Result<(), DbError> {
        let mut tx = self.0.begin().await?;
        let old = sqlx::query("DELETE FROM password_links WHERE user_id = $1").bind(link.user.as_str().to_owned());
        old.execute(&mut *tx).await?;
        let insert = sqlx::query(
            "INSERT INTO password_links (token_hash, user_id, created_at, expires_at) VALUES ($1, $2, $3, $4)",
        );
        let insert = insert.bind(link.token_hash.clone()).bind(link.user.as_str().to_owned());
        insert.bind(link.created.0).bind(link.expires.0).execute(&mut *tx).await?;
        tx.commit().await?;
        Ok(())
    }

    /// Whose password a link sets, if it still counts.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn find(&self, token_hash: &str, now: Timestamp) -> Result<Option<UserRow>, DbError> {
        let query = sqlx::query(
            "SELECT users.* FROM password_links l JOIN users ON users.id = l.user_id \
             WHERE l.token_hash = $1 AND l.expires_at > $2 AND users.disabled_at IS NULL",
        );
        let row = query.bind(token_hash.to_owned()).bind(now.0).fetch_optional(&self.0.reader).await?;
        Ok(row.as_ref().map(UserRow::from_row).transpose()?)
    }

    /// Spends a link: the password is the new one, and every session of the account ends. Gives back the sessions, by the
    /// digests of their tokens; nothing, when the link has been spent meanwhile.
    ///
    /// # Errors
    /// When the database fails; the link still counts then.
    pub async fn spend(
        &self,
        token_hash: &str,
        password_hash: &str,
        entry: &AuditEntry,
    ) -> Result<Option<Vec<String>>, DbError> {
        let mut tx = self.0.begin().await?;
        let spent = sqlx::query("DELETE FROM password_links WHERE token_hash = $1 RETURNING user_id");
        let Some(row) = spent.bind(token_hash.to_owned()).fetch_optional(&mut *tx).await? else { return Ok(None) };
        let user = row.text("user_id")?;
        let update = sqlx::query("UPDATE users SET password_hash = $1, password_due = 0 WHERE id = $2");
        update.bind(password_hash.to_owned()).bind(user.clone()).execute(&mut *tx).await?;
        let ended = end_sessions(&mut tx, &user).await?;
        audit::append(&mut tx, entry).await?;
        tx.commit().await?;
        Ok(Some(ended))
    }

    /// Deletes what nobody can use any more.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn delete_expired(&self, now: Timestamp) -> Result<u64, DbError> {
        let delete = sqlx::query("DELETE FROM password_links WHERE expires_at <= $1");
        Ok(delete.bind(now.0).execute(&self.0.writer).await?.rows_affected())
    }
}

impl fmt::Debug for NewPasswordLink {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("NewPasswordLink")
            .field("user", &self.user)
            .field("expires", &self.expires)
            .finish_non_exhaustive()
    }
}
