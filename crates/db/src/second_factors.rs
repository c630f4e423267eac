//! Second factors: the secret that an account shares with a telephone, and the codes for when that is lost.

use std::fmt;

use sqlx::{Any, Transaction};
use talkspace_model::{AccountRole, Timestamp, UserId};

use crate::{AuditEntry, Db, DbError, audit, row::Columns as _};

/// The second factor of an account.
#[derive(Clone, PartialEq, Eq)]
pub struct SecondFactorRow {
    /// Base32 (RFC 4648).
    pub secret: String,
    /// It is asked for at each sign-in. Otherwise it is still being set up.
    pub confirmed: bool,
}

/// Access to them; made by [`Db::second_factors`].
#[derive(Debug)]
pub struct SecondFactors<'a>(pub(crate) &'a Db);

impl SecondFactors<'_> {
    /// # Errors
    /// When the database fails.
    pub async fn of(&self, user: &UserId) -> Result<Option<SecondFactorRow>, DbError> {
        let query = sqlx::query("SELECT secret, confirmed_at FROM second_factors WHERE user_id = $1");
        let row = query.bind(user.as_str().to_owned()).fetch_optional(&self.0.reader).await?;
        let Some(row) = row else { return Ok(None) };
        let confirmed = row.maybe_time("confirmed_at")?.is_some();
        Ok(Some(SecondFactorRow { secret: row.text("secret")?, confirmed }))
    }

    /// Begins to set one up, in place of one that was begun before; whether it did: one that counts already stays.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn begin(&self, user: &UserId, secret: &str) -> Result<bool, DbError> {
        let insert = sqlx::query(
            "INSERT INTO second_factors (user_id, secret) VALUES ($1, $2) ON CONFLICT (user_id) DO UPDATE \
             SET secret = excluded.secret WHERE second_factors.confirmed_at IS NULL",
        );
        let insert = insert.bind(user.as_str().to_owned()).bind(secret.to_owned());
        Ok(insert.execute(&self.0.writer).await?.rows_affected() == 1)
    }

    /// From now on it is asked for, and these recovery codes (by their digests) count; whether it was being set up.
    ///
    /// # Errors
    /// When the database fails; nothing is changed then.
    pub async fn confirm(
        &self,
        user: &UserId,
        (at, step): (Timestamp, i64),
        codes: &[String],
        entry: &AuditEntry,
    ) -> Result<bool, DbError> {
        let mut tx = self.0.begin().await?;
        let update = sqlx::query(
            "UPDATE second_factors SET confirmed_at = $1, last_step = $2 WHERE user_id = $3 AND confirmed_at IS NULL",
        );
        let update = update.bind(at.0).bind(step).bind(user.as_str().to_owned());
        if update.execute(&mut *tx).await?.rows_affected() == 0 {
            return Ok(false);
        }
        put_codes(&mut tx, user, codes).await?;
        audit::append(&mut tx, entry).await?;
        tx.commit().await?;
        Ok(true)
    }

    /// Takes the code of a time step; whether it is newer than all that were taken.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn take_step(&self, user: &UserId, step: i64) -> Result<bool, DbError> {
        let update = sqlx::query(
            "UPDATE second_factors SET last_step = $1 WHERE user_id = $2 AND confirmed_at IS NOT NULL \
             AND last_step < $3",
        );
        let update = update.bind(step).bind(user.as_str().to_owned()).bind(step);
        Ok(update.execute(&self.0.writer).await?.rows_affected() == 1)
    }

    /// Takes a recovery code by its digest; whether there was such a one.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn spend_code(&self, user: &UserId, code_hash: &str) -> Result<bool, DbError> {
        let delete = sqlx::query("DELETE FROM recovery_codes WHERE user_id = $1 AND code_hash = $2");
        let delete = delete.bind(user.as_str().to_owned()).bind(code_hash.to_owned());
        Ok(delete.execute(&self.0.writer).await?.rows_affected() == 1)
    }

    /// How many recovery codes are left.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn codes_left(&self, user: &UserId) -> Result<u32, DbError> {
        let query = sqlx::query("SELECT CAST(COUNT(*) AS BIGINT) AS many FROM recovery_codes WHERE user_id = $1");
        Ok(query.bind(user.as_str().to_owned()).fetch_one(&self.0.reader).await?.count("many")?)
    }

    /// Other recovery codes in place of all that are left.
    ///
    /// # Errors
    /// When the database fails; the old ones count then.
    pub async fn replace_codes(&self, user: &UserId, codes: &[String], entry: &AuditEntry) -> Result<(), DbError> {
        let mut tx = self.0.begin().await?;
        put_codes(&mut tx, user, codes).await?;
        audit::append(&mut tx, entry).await?;
        tx.commit().await?;
        Ok(())
    }

    /// Whoever has at least this role and no second factor has to sign in anew.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn end_sessions_without(&self, least: AccountRole) -> Result<(), DbError> {
        let delete = sqlx::query(
            "DELETE FROM auth_sessions WHERE user_id IN (SELECT u.id FROM users u \
             WHERE (u.role = 'administrator' OR (u.role = 'organiser' AND $1 <> 'administrator') OR $1 = 'member') \
             AND NOT EXISTS (SELECT 1 FROM second_factors f WHERE f.user_id = u.id AND f.confirmed_at IS NOT NULL))",
        );
        delete.bind(least.as_str()).execute(&self.0.writer).await?;
        Ok(())
    }

    /// The password is enough from now on; whether it was not before.
    ///
    /// # Errors
    /// When the database fails; nothing is changed then.
    pub async fn remove(&self, user: &UserId, entry: &AuditEntry) -> Result<bool, DbError> {
        let mut tx = self.0.begin().await?;
        let was_there = take_away(&mut tx, user).await?;
        if was_there {
            audit::append(&mut tx, entry).await?;
        }
        tx.commit().await?;
        Ok(was_there)
    }
}

/// Removes the factor with its recovery codes; whether there was one that counted.
pub(crate) async fn take_away(tx: &mut Transaction<'static, Any>, user: &UserId) -> Result<bool, DbError> {
    let codes = sqlx::query("DELETE FROM recovery_codes WHERE user_id = $1");
    codes.bind(user.as_str().to_owned()).execute(&mut **tx).await?;
    let factor = sqlx::query("DELETE FROM second_factors WHERE user_id = $1 RETURNING confirmed_at");
    let row = factor.bind(user.as_str().to_owned()).fetch_optional(&mut **tx).await?;
    Ok(row.map(|row| row.maybe_time("confirmed_at")).transpose()?.flatten().is_some())
}

async fn put_codes(tx: &mut Transaction<'static, Any>, user: &UserId, codes: &[String]) -> Result<(), DbError> {
    let delete = sqlx::query("DELETE FROM recovery_codes WHERE user_id = $1");
    delete.bind(user.as_str().to_owned()).execute(&mut **tx).await?;
    for code in codes {
        let insert = sqlx::query("INSERT INTO recovery_codes (user_id, code_hash) VALUES ($1, $2)");
        insert.bind(user.as_str().to_owned()).bind(code.clone()).execute(&mut **tx).await?;
    }
    Ok(())
}

impl fmt::Debug for SecondFactorRow {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SecondFactorRow").field("confirmed", &self.confirmed).finish_non_exhaustive()
    }
}
