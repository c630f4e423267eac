//! Deleting an account.

use sqlx::{Any, Transaction};
use talkspace_model::{Timestamp, UserId};

use crate::{AuditEntry, Db, DbError, account_change::end_sessions, audit, second_factors::take_away};

/// How a deletion went.
#[derive(Clone, PartialEq, Eq)]
pub enum Deletion {
    /// The sessions that ended with the account, by the digests of their tokens.
    Done(Vec<String>),
    /// Without this account nobody could administer the server.
    LastAdministrator,
}

/// The name under which the shell of an account stands in other people's records.
const NAME: &str = "Deleted account";

pub(crate) async fn delete(db: &Db, user: &UserId, at: Timestamp, entry: &AuditEntry) -> Result<Deletion, DbError> {
    let mut tx = db.begin().await?;
    // Two administrators who go at once wait for each other here.
    sqlx::query("UPDATE users SET role = role WHERE role = 'administrator'").execute(&mut *tx).await?;
    if !empty(&mut tx, user, at).await? {
        return Ok(Deletion::LastAdministrator);
    }
    take_away(&mut tx, user).await?;
    let ended = end_sessions(&mut tx, user.as_str()).await?;
    take_back(&mut tx, user, at).await?;
    audit::append(&mut tx, entry).await?;
    tx.commit().await?;
    Ok(Deletion::Done(ended))
}

/// Nothing of the person stays with the account; nobody can sign in with it.
async fn empty(tx: &mut Transaction<'static, Any>, user: &UserId, at: Timestamp) -> Result<bool, DbError> {
    let update = sqlx::query(
        "UPDATE users SET email = $1, name = $2, password_hash = '', role = 'member', sought = '', language = NULL, theme = NULL, deleted_at = $3 \
         WHERE id = $4 AND (role <> 'administrator' OR EXISTS (SELECT 1 FROM users o \
         WHERE o.role = 'administrator' AND o.disabled_at IS NULL AND o.id <> users.id))",
    );
    let update = update.bind(format!("{user}@deleted.invalid")).bind(NAME).bind(at.0).bind(user.as_str().to_owned());
    Ok(update.execute(&mut **tx).await?.rows_affected() == 1)
}

/// What the person said goes; that somebody of this name was there stays in the records of the hosts.
async fn take_back(tx: &mut Transaction<'static, Any>, user: &UserId, at: Timestamp) -> Result<(), DbError> {
    let identity = format!("user {user}");
    let taken = sqlx::query("UPDATE messages SET text = '', deleted_at = $1 WHERE user_id = $2 AND deleted_at IS NULL");
    taken.bind(at.0).bind(user.as_str().to_owned()).execute(&mut **tx).await?;
    let files = sqlx::query("UPDATE files SET removed_at = $1 WHERE owner = $2 AND removed_at IS NULL");
    files.bind(at.0).bind(identity.clone()).execute(&mut **tx).await?;
    let reactions = sqlx::query("DELETE FROM message_reactions WHERE identity = $1");
    reactions.bind(identity).execute(&mut **tx).await?;
    for statement in [
        "DELETE FROM feedback WHERE user_id = $1",
        "UPDATE messages SET user_id = NULL WHERE user_id = $1",
        "UPDATE attendances SET user_id = NULL WHERE user_id = $1",
    ] {
        sqlx::query(statement).bind(user.as_str().to_owned()).execute(&mut **tx).await?;
    }
    Ok(())
}

impl std::fmt::Debug for Deletion {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Deletion::Done(sessions) => write!(f, "Done({} sessions)", sessions.len()),
            Deletion::LastAdministrator => f.write_str("LastAdministrator"),
        }
    }
}
