//! The audit log: appended to, never changed.

use std::fmt;

use sqlx::{Any, FromRow, Transaction, any::AnyRow};
use talkspace_model::{Timestamp, UserId};

use crate::{
    Db, DbError,
    row::{Columns as _, escape_like, storable},
};

/// Something that happened. Never a secret: `detail` is for the likes of a meeting's id.
#[derive(Clone, PartialEq, Eq)]
pub struct AuditEntry {
    /// UUID version 7.
    pub id: String,
    pub at: Timestamp,
    /// Dotted, `account.sign_in` for instance.
    pub action: &'static str,
    /// Who did it.
    pub user: Option<UserId>,
    /// Whose account it was about, where that is not who did it.
    pub subject: Option<UserId>,
    /// Client address.
    pub address: Option<String>,
    pub detail: Option<String>,
}

/// Which entries are looked for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AuditFilter {
    /// The action, or its beginning up to a dot: `account.sign_in`, `account.`
    pub action: String,
    /// Part of the name or address of who did it, or whom it was about.
    pub words: String,
    /// From then on.
    pub since: Option<Timestamp>,
    /// Before then.
    pub until: Option<Timestamp>,
}

/// A stored entry, with the names that its accounts have now.
#[derive(Clone, PartialEq, Eq)]
pub struct AuditRow {
    pub id: String,
    pub at: Timestamp,
    pub action: String,
    pub by: Option<String>,
    pub about: Option<String>,
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

    /// The entries before a place (time and id of the last one seen), newest first; at most `limit`.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn page(
        &self,
        filter: &AuditFilter,
        before: Option<(Timestamp, &str)>,
        limit: u32,
    ) -> Result<Vec<AuditRow>, DbError> {
        let query = sqlx::query_as(
            "SELECT l.*, b.name AS by_name, s.name AS about_name FROM audit_log l \
             LEFT JOIN users b ON b.id = l.user_id LEFT JOIN users s ON s.id = l.subject \
             WHERE l.at <= $1 AND (l.at < $1 OR l.id < $2) AND l.at >= $3 \
             AND ($4 = '' OR l.action LIKE $5 ESCAPE '!') \
             AND ($6 = '' OR b.sought LIKE $7 ESCAPE '!' OR s.sought LIKE $7 ESCAPE '!' OR l.address = $6) \
             ORDER BY l.at DESC, l.id DESC LIMIT $8",
        );
        let words = filter.words.trim().to_lowercase();
        // The end of time comes after every entry.
        let end = filter.until.map_or((Timestamp(i64::MAX), ""), |until| (until, ""));
        let (at, id) = before.filter(|(at, _)| *at <= end.0).unwrap_or(end);
        let query = query
            .bind(at.0)
            .bind(id.to_owned())
            .bind(filter.since.map_or(i64::MIN, |since| since.0))
            .bind(filter.action.clone())
            .bind(format!("{}%", escape_like(&filter.action)))
            .bind(words.clone())
            .bind(format!("%{}%", escape_like(&words)))
            .bind(i64::from(limit));
        Ok(query.fetch_all(&self.0.reader).await?)
    }
}

impl<'r> FromRow<'r, AnyRow> for AuditRow {
    fn from_row(row: &'r AnyRow) -> Result<Self, sqlx::Error> {
        Ok(Self {
            id: row.text("id")?,
            at: row.time("at")?,
            action: row.text("action")?,
            by: row.maybe_text("by_name")?,
            about: row.maybe_text("about_name")?,
            address: row.maybe_text("address")?,
            detail: row.maybe_text("detail")?,
        })
    }
}

/// Appending an entry a second time changes nothing.
pub(crate) async fn append(tx: &mut Transaction<'static, Any>, entry: &AuditEntry) -> Result<(), DbError> {
    let insert = sqlx::query(
        "INSERT INTO audit_log (id, at, action, user_id, address, detail, subject) \
         VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (id) DO NOTHING",
    );
    let insert = insert
        .bind(entry.id.clone())
        .bind(entry.at.0)
        .bind(entry.action)
        .bind(entry.user.as_ref().map(|user| user.as_str().to_owned()))
        .bind(entry.address.clone())
        .bind(entry.detail.as_deref().map(storable))
        .bind(entry.subject.as_ref().map(|user| user.as_str().to_owned()));
    insert.execute(&mut **tx).await?;
    Ok(())
}

impl fmt::Debug for AuditRow {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AuditRow").field("at", &self.at).field("action", &self.action).finish_non_exhaustive()
    }
}

impl fmt::Debug for AuditEntry {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AuditEntry").field("at", &self.at).field("action", &self.action).finish_non_exhaustive()
    }
}
