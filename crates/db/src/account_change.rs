//! What an administrator decides about an account. In one transaction with the sessions that end by it and the entry in the
//! audit log.

use std::fmt;

use sqlx::{Any, Transaction};
use talkspace_model::{AccountRole, Timestamp, UserId};

use crate::{AuditEntry, Db, DbError, audit, row::Columns as _};

/// One decision.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AccountChange {
    Role(AccountRole),
    /// Nobody can sign in with the account from then on; `None` lets the person in again.
    Disabled(Option<Timestamp>),
    /// The person has to choose a new password.
    NewPassword,
    SignOut,
}

/// What became of a decision.
#[derive(Clone, PartialEq, Eq)]
pub enum Changed {
    /// The sessions that ended with it, by the digests of their tokens.
    Done(Vec<String>),
    /// Without this account nobody could look after the server.
    LastAdministrator,
    /// There is no such account.
    Nobody,
}

impl AccountChange {
    /// Whether somebody who administers the server does so no longer.
    fn takes_an_administrator(self) -> bool {
        match self {
            AccountChange::Role(role) => !role.may_administer(),
            AccountChange::Disabled(since) => since.is_some(),
            AccountChange::NewPassword | AccountChange::SignOut => false,
        }
    }

    /// Whether the person has to sign in again. More rights are no reason for it.
    fn ends_sessions(self, before: AccountRole) -> bool {
        match self {
            AccountChange::Role(role) => role < before,
            AccountChange::Disabled(since) => since.is_some(),
            AccountChange::NewPassword | AccountChange::SignOut => true,
        }
    }
}

pub(crate) async fn change(
    db: &Db,
    user: &UserId,
    change: AccountChange,
    entry: &AuditEntry,
) -> Result<Changed, DbError> {
    let mut tx = db.begin().await?;
    let id = user.as_str().to_owned();
    // Two administrators who take the right from each other at once wait for each other here.
    sqlx::query("UPDATE users SET role = role WHERE role = 'administrator'").execute(&mut *tx).await?;
    let row = sqlx::query("SELECT role FROM users WHERE id = $1 AND deleted_at IS NULL").bind(id.clone());
    let Some(row) = row.fetch_optional(&mut *tx).await? else { return Ok(Changed::Nobody) };
    let before: AccountRole = row.parsed("role")?;
    if before.may_administer() && change.takes_an_administrator() && !another_administrator(&mut tx, &id).await? {
        return Ok(Changed::LastAdministrator);
    }
    let update = match change {
        AccountChange::Role(role) => {
            Some(sqlx::query("UPDATE users SET role = $1 WHERE id = $2").bind(role.as_str()).bind(id.clone()))
        }
        AccountChange::Disabled(since) => {
            let update = sqlx::query("UPDATE users SET disabled_at = $1 WHERE id = $2");
            Some(update.bind(since.map(|since| since.0)).bind(id.clone()))
        }
        AccountChange::NewPassword => {
            Some(sqlx::query("UPDATE users SET password_due = 1 WHERE id = $1").bind(id.clone()))
        }
        AccountChange::SignOut => None,
    };
    if let Some(update) = update {
        update.execute(&mut *tx).await?;
    }
    let ended = if change.ends_sessions(before) { end_sessions(&mut tx, &id).await? } else { Vec::new() };
    audit::append(&mut tx, entry).await?;
    tx.commit().await?;
    Ok(Changed::Done(ended))
}

/// Whether somebody else could look after the server.
async fn another_administrator(tx: &mut Transaction<'static, Any>, id: &str) -> Result<bool, DbError> {
    let others = "SELECT id FROM users WHERE role = 'administrator' AND disabled_at IS NULL AND id <> $1 LIMIT 1";
    Ok(sqlx::query(others).bind(id.to_owned()).fetch_optional(&mut **tx).await?.is_some())
}

/// With the sessions go the links by which somebody could begin one, or take the account along to another address.
pub(crate) async fn end_sessions(tx: &mut Transaction<'static, Any>, id: &str) -> Result<Vec<String>, DbError> {
    for statement in ["DELETE FROM password_links WHERE user_id = $1", "DELETE FROM email_changes WHERE user_id = $1"] {
        sqlx::query(statement).bind(id.to_owned()).execute(&mut **tx).await?;
    }
    let ended = "DELETE FROM auth_sessions WHERE user_id = $1 RETURNING token_hash";
    let ended = sqlx::query_as::<_, (String,)>(ended).bind(id.to_owned()).fetch_all(&mut **tx).await?;
    Ok(ended.into_iter().map(|(hash,)| hash).collect())
}

impl fmt::Debug for Changed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Changed::Done(sessions) => write!(f, "Done({} sessions)", sessions.len()),
            Changed::LastAdministrator => f.write_str("LastAdministrator"),
            Changed::Nobody => f.write_str("Nobody"),
        }
    }
}
