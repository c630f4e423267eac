//! The audit log: appended to, never changed.

use std::fmt;

use sqlx::{Any, Transaction};
use talkspace_model::{Timestamp, UserId};

use crate::{Db, DbError, row::storable};

/// Something that happened. Never a secret: `detail` is for the likes of a meeting's id.
#[derive(Clone, PartialEq, Eq)]
pub struct AuditEntry {
    /// UUID version 7.
    pub id: String,
    pub at: Timestamp,
    /// Dotted, `account.sign_in` for instance.
    pub action: &'static str,
    pub user: Option<UserId>,
    /// Client address.
    pub address: Option<String>,
    pub detail: Option<String>,
}

/// Access to the audit log; made by [`Db::audit`].
#[derive(Debug)]
pub struct Audit<'a>(pub(crate) &'a Db);

impl Audit<'_> {
    /// # Errors
    /// When the database fails.
    pub async fn append(&self, entry: &AuditEntry) -> Result<(), DbError> {
        let mut tx = self.0.begin().await?;
        append(&mut tx, entry).await?;
        tx.commit().await?;
        Ok(())
    }

    /// The actions of one account, oldest first.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn actions_of(&self, user: &UserId) -> Result<Vec<String>, DbError> {
        let query = sqlx::query_as::<_, (String,)>("SELECT action FROM audit_log WHERE user_id = $1 ORDER BY at, id");
        let rows = query.bind(user.as_str().to_owned()).fetch_all(&self.0.reader).await?;
        Ok(rows.into_iter().map(|(action,)| action).collect())
    }
}

/// Appending an entry a second time changes nothing.
pub(crate) async fn append(tx: &mut Transaction<'static, Any>, entry: &AuditEntry) -> Result<(), DbError> {
    let insert = sqlx::query(
        "INSERT INTO audit_log (id, at, action, user_id, address, detail) VALUES ($1, $2, $3, $4, $5, $6) \
         ON CONFLICT (id) DO NOTHING",
    );
    let insert = insert
        .bind(entry.id.clone())
        .bind(entry.at.0)
        .bind(entry.action)
        .bind(entry.user.as_ref().map(|user| user.as_str().to_owned()))
        .bind(entry.address.clone())
        .bind(entry.detail.as_deref().map(storable));
    insert.execute(&mut **tx).await?;
    Ok(())
}

impl fmt::Debug for AuditEntry {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AuditEntry").field("at", &self.at).field("action", &self.action).finish_non_exhaustive()
    }
}
