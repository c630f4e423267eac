//! Invitations to open an account: to one address, or a link for so many people. Only the digests of their secrets are kept.

use std::fmt;

use sqlx::{FromRow, any::AnyRow};
use talkspace_model::{AccountRole, Email, Timestamp};

use crate::{AuditEntry, Db, DbError, NewUser, audit, row::Columns as _, users};

/// An invitation to be made.
pub struct NewAccountInvitation {
    pub id: String,
    /// SHA-256 of the link's secret, hexadecimal.
    pub token_hash: String,
    pub role: AccountRole,
    /// The only address that it counts for; any without one.
    pub email: Option<Email>,
    /// For so many people.
    pub uses: u32,
    pub created: Timestamp,
    pub expires: Timestamp,
}

/// An invitation that still counts.
#[derive(Clone, PartialEq, Eq)]
pub struct AccountInvitationRow {
    pub id: String,
    /// What whoever accepts it may do.
    pub role: AccountRole,
    pub email: Option<Email>,
    pub uses_left: u32,
    pub created: Timestamp,
    pub expires: Timestamp,
}

/// Access to them; made by [`Db::account_invitations`].
#[derive(Debug)]
pub struct AccountInvitations<'a>(pub(crate) &'a Db);

impl AccountInvitations<'_> {
    /// Each takes the place of one that its address had before; `entries` tell of them.
    ///
    /// # Errors
    /// When the database fails; nothing is changed then.
    pub async fn put(&self, invitations: &[NewAccountInvitation], entries: &[AuditEntry]) -> Result<(), DbError> {
        let mut tx = self.0.begin().await?;
        for invitation in invitations {
            let email = invitation.email.as_ref().map(|email| email.as_str().to_owned());
            let old = sqlx::query("DELETE FROM account_invitations WHERE email = $1").bind(email.clone());
            old.execute(&mut *tx).await?;
            let insert = sqlx::query(
                "INSERT INTO account_invitations (id, token_hash, role, email, uses_left, created_at, expires_at) \
                 VALUES ($1, $2, $3, $4, $5, $6, $7)",
            );
            let insert = insert.bind(invitation.id.clone()).bind(invitation.token_hash.clone());
            let insert = insert.bind(invitation.role.as_str()).bind(email).bind(i64::from(invitation.uses));
            insert.bind(invitation.created.0).bind(invitation.expires.0).execute(&mut *tx).await?;
        }
        for entry in entries {
            audit::append(&mut tx, entry).await?;
        }
        tx.commit().await?;
        Ok(())
    }

    /// Those that still count, the newest first; at most `limit`.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn list(&self, now: Timestamp, limit: u32) -> Result<Vec<AccountInvitationRow>, DbError> {
        let query = sqlx::query_as(
            "SELECT * FROM account_invitations WHERE expires_at > $1 AND uses_left > 0 \
             ORDER BY created_at DESC, id DESC LIMIT $2",
        );
        Ok(query.bind(now.0).bind(i64::from(limit)).fetch_all(&self.0.reader).await?)
    }

    /// The one that a link belongs to, if it still counts.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn find(&self, token_hash: &str, now: Timestamp) -> Result<Option<AccountInvitationRow>, DbError> {
        let query = sqlx::query_as(
            "SELECT * FROM account_invitations WHERE token_hash = $1 AND expires_at > $2 AND uses_left > 0",
        );
        Ok(query.bind(token_hash.to_owned()).bind(now.0).fetch_optional(&self.0.reader).await?)
    }

    /// Makes the account of somebody who accepts; whether the invitation still counted.
    ///
    /// # Errors
    /// [`DbError::EmailTaken`] when the address has an account, or the database fails; the invitation is not used then.
    pub async fn accept(&self, token_hash: &str, user: &NewUser, entry: &AuditEntry) -> Result<bool, DbError> {
        let mut tx = self.0.begin().await?;
        let update = sqlx::query(
            "UPDATE account_invitations SET uses_left = uses_left - 1 \
             WHERE token_hash = $1 AND expires_at > $2 AND uses_left > 0",
        );
        let update = update.bind(token_hash.to_owned()).bind(user.created.0);
        if update.execute(&mut *tx).await?.rows_affected() == 0 {
            return Ok(false);
        }
        users::insert(&mut tx, user).await?;
        audit::append(&mut tx, entry).await?;
        tx.commit().await?;
        Ok(true)
    }

    /// It counts no more; whether it did.
    ///
    /// # Errors
    /// When the database fails; it still counts then.
    pub async fn withdraw(&self, id: &str, entry: &AuditEntry) -> Result<bool, DbError> {
        let mut tx = self.0.begin().await?;
        let delete = sqlx::query("DELETE FROM account_invitations WHERE id = $1").bind(id.to_owned());
        let was_there = delete.execute(&mut *tx).await?.rows_affected() == 1;
        if was_there {
            audit::append(&mut tx, entry).await?;
        }
        tx.commit().await?;
        Ok(was_there)
    }

    /// Removes those that count no more.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn delete_expired(&self, now: Timestamp) -> Result<u64, DbError> {
        let delete = sqlx::query("DELETE FROM account_invitations WHERE expires_at <= $1 OR uses_left <= 0");
        Ok(delete.bind(now.0).execute(&self.0.writer).await?.rows_affected())
    }
}

impl<'r> FromRow<'r, AnyRow> for AccountInvitationRow {
    fn from_row(row: &'r AnyRow) -> Result<Self, sqlx::Error> {
        Ok(Self {
            id: row.text("id")?,
            role: row.parsed("role")?,
            email: row.maybe_text("email")?.and_then(|email| email.parse().ok()),
            uses_left: row.count("uses_left")?,
            created: row.time("created_at")?,
            expires: row.time("expires_at")?,
        })
    }
}

impl fmt::Debug for AccountInvitationRow {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AccountInvitationRow").field("id", &self.id).field("role", &self.role).finish_non_exhaustive()
    }
}

impl fmt::Debug for NewAccountInvitation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("NewAccountInvitation").field("id", &self.id).field("role", &self.role).finish_non_exhaustive()
    }
}
