//! Accounts.

use std::fmt;

use sqlx::{Any, FromRow, Transaction, any::AnyRow};
use talkspace_model::{AccountRole, Email, Preferences, Theme, Timestamp, UserId};

use crate::{
    AuditEntry, Db, DbError, Deletion, account_change,
    account_change::{AccountChange, Changed},
    deletion,
    error::unique,
    row::{Columns as _, storable},
};

/// An account to be made.
pub struct NewUser {
    pub id: UserId,
    pub email: Email,
    pub name: String,
    /// PHC string; empty for somebody who has yet to choose a password, with which nothing fits.
    pub password_hash: String,
    pub role: AccountRole,
    pub created: Timestamp,
}

/// A stored account.
#[derive(Clone, PartialEq, Eq)]
pub struct UserRow {
    pub id: UserId,
    pub email: Email,
    pub name: String,
    /// PHC string.
    pub password_hash: String,
    pub role: AccountRole,
    pub created: Timestamp,
    /// Since when nobody can sign in with it.
    pub disabled: Option<Timestamp>,
    /// A new password is to be chosen at the next sign-in.
    pub password_due: bool,
    pub preferences: Preferences,
}

/// Access to the accounts; made by [`Db::users`].
#[derive(Debug)]
pub struct Users<'a>(pub(crate) &'a Db);

impl Users<'_> {
    /// # Errors
    /// [`DbError::EmailTaken`] when the address has an account.
    pub async fn insert(&self, user: &NewUser) -> Result<(), DbError> {
        let mut tx = self.0.begin().await?;
        insert(&mut tx, user).await?;
        tx.commit().await?;
        Ok(())
    }

    /// # Errors
    /// When the database fails.
    pub async fn by_email(&self, email: &Email) -> Result<Option<UserRow>, DbError> {
        let query = sqlx::query_as("SELECT * FROM users WHERE email = $1 AND deleted_at IS NULL")
            .bind(email.as_str().to_owned());
        Ok(query.fetch_optional(&self.0.reader).await?)
    }

    /// # Errors
    /// When the database fails.
    pub async fn by_id(&self, id: &UserId) -> Result<Option<UserRow>, DbError> {
        let query = sqlx::query_as("SELECT * FROM users WHERE id = $1").bind(id.as_str().to_owned());
        Ok(query.fetch_optional(&self.0.reader).await?)
    }

    /// Whether anybody is an administrator.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn any_admin(&self) -> Result<bool, DbError> {
        let query = sqlx::query("SELECT id FROM users WHERE role = 'administrator' LIMIT 1");
        Ok(query.fetch_optional(&self.0.reader).await?.is_some())
    }

    /// Carries out what an administrator has decided about an account, and `entry` tells of it.
    ///
    /// # Errors
    /// When the database fails; nothing is changed then.
    pub async fn change(&self, id: &UserId, change: AccountChange, entry: &AuditEntry) -> Result<Changed, DbError> {
        account_change::change(self.0, id, change, entry).await
    }

    /// # Errors
    /// When the database fails.
    pub async fn set_name(&self, id: &UserId, name: &str) -> Result<(), DbError> {
        // Under this name the account is found from now on; its address is the second part of what is sought.
        let update = sqlx::query("UPDATE users SET name = $1, sought = $2 || ' ' || email WHERE id = $3");
        let update = update.bind(storable(name)).bind(storable(&name.to_lowercase())).bind(id.as_str().to_owned());
        update.execute(&self.0.writer).await?;
        Ok(())
    }

    /// # Errors
    /// When the database fails.
    pub async fn set_preferences(&self, id: &UserId, preferences: &Preferences) -> Result<(), DbError> {
        let update = sqlx::query("UPDATE users SET language = $1, theme = $2 WHERE id = $3");
        let update = update.bind(preferences.language.clone()).bind(preferences.theme.map(Theme::as_str));
        update.bind(id.as_str().to_owned()).execute(&self.0.writer).await?;
        Ok(())
    }

    /// Deletes an account, and `entry` tells of it. The meetings that the person hosted stay in the histories of those who
    /// came, under the name of a deleted account; nobody can enter them any more. Messages and files are taken back.
    ///
    /// # Errors
    /// When the database fails; nothing is deleted then.
    pub async fn delete(&self, id: &UserId, at: Timestamp, entry: &AuditEntry) -> Result<Deletion, DbError> {
        deletion::delete(self.0, id, at, entry).await
    }

    /// # Errors
    /// When the database fails.
    pub async fn set_password_hash(&self, id: &UserId, hash: &str) -> Result<(), DbError> {
        let update = sqlx::query("UPDATE users SET password_hash = $1 WHERE id = $2");
        update.bind(hash.to_owned()).bind(id.as_str().to_owned()).execute(&self.0.writer).await?;
        Ok(())
    }
}

/// [`DbError::EmailTaken`] when the address has an account.
pub(crate) async fn insert(tx: &mut Transaction<'static, Any>, user: &NewUser) -> Result<(), DbError> {
    let insert = sqlx::query(
        "INSERT INTO users (id, email, name, password_hash, role, created_at, sought) \
         VALUES ($1, $2, $3, $4, $5, $6, $7)",
    );
    let insert = insert
        .bind(user.id.as_str().to_owned())
        .bind(user.email.as_str().to_owned())
        .bind(storable(&user.name))
        .bind(user.password_hash.clone())
        .bind(user.role.as_str())
        .bind(user.created.0)
        .bind(sought(&user.name, &user.email));
    insert.execute(&mut **tx).await.map_err(|error| unique(error, DbError::EmailTaken))?;
    Ok(())
}

/// By what an account is found in a list, and where it stands.
pub(crate) fn sought(name: &str, email: &Email) -> String {
    storable(&format!("{} {}", name.to_lowercase(), email.as_str()))
}

impl<'r> FromRow<'r, AnyRow> for UserRow {
    fn from_row(row: &'r AnyRow) -> Result<Self, sqlx::Error> {
        Ok(Self {
            id: UserId::new(row.text("id")?),
            email: row.parsed("email")?,
            name: row.text("name")?,
            password_hash: row.text("password_hash")?,
            role: row.parsed("role")?,
            created: row.time("created_at")?,
            disabled: row.maybe_time("disabled_at")?,
            password_due: row.flag("password_due")?,
            preferences: Preferences {
                language: row.maybe_text("language")?,
                theme: row.maybe_text("theme")?.as_deref().and_then(Theme::parse),
            },
        })
    }
}

impl fmt::Debug for UserRow {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("UserRow").field("id", &self.id).field("role", &self.role).finish_non_exhaustive()
    }
}

impl fmt::Debug for NewUser {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("NewUser").field("id", &self.id).field("role", &self.role).finish_non_exhaustive()
    }
}
