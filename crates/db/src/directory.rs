//! All accounts, as the administrator looks at them.

use sqlx::{FromRow, any::AnyRow};
use talkspace_model::{AccountRole, Timestamp, UserId};

use crate::{
    Db, DbError,
    row::{Columns as _, escape_like},
};

/// Which accounts are looked for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DirectoryFilter {
    /// Part of the name or the address.
    pub words: String,
    pub role: Option<AccountRole>,
    /// Only those that are disabled, or only those that are not.
    pub disabled: Option<bool>,
}

/// One line of the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DirectoryRow {
    pub id: UserId,
    pub name: String,
    pub email: String,
    pub role: AccountRole,
    pub created: Timestamp,
    pub disabled: Option<Timestamp>,
    /// Somebody has signed in with it, or chosen a password.
    pub has_password: bool,
    pub password_due: bool,
    /// A second factor is asked for, too.
    pub second_factor: bool,
    /// When the account was last used, as far as sessions tell.
    pub seen: Option<Timestamp>,
    /// Where the line stands in the list.
    pub place: DirectoryPlace,
}

/// A place in the list: the last line of a page, after which the next one begins.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DirectoryPlace {
    pub sought: String,
    pub id: UserId,
}

/// Access to the list; made by [`Db::directory`].
#[derive(Debug)]
pub struct Directory<'a>(pub(crate) &'a Db);

/// What a filter leaves, as conditions that both engines read; `$1` to `$5` are bound by [`bound`].
macro_rules! filtered {
    ($select:literal, $rest:literal) => {
        concat!(
            $select,
            " FROM users u WHERE u.deleted_at IS NULL AND ($1 = '' OR u.sought LIKE $2 ESCAPE '!') AND ($3 = '' OR u.role = $3) \
             AND ($4 = 0 OR ($4 = 1 AND u.disabled_at IS NOT NULL) OR ($4 = 2 AND u.disabled_at IS NULL)) ",
            $rest
        )
    };
}

impl Directory<'_> {
    /// The accounts after a place, by name; at most `limit`.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn page(
        &self,
        filter: &DirectoryFilter,
        after: Option<&DirectoryPlace>,
        limit: u32,
    ) -> Result<Vec<DirectoryRow>, DbError> {
        let query = sqlx::query_as(filtered!(
            "SELECT u.*, (SELECT CAST(MAX(s.last_used_at) AS BIGINT) FROM auth_sessions s WHERE s.user_id = u.id) AS seen_at, \
             (SELECT CAST(COUNT(f.confirmed_at) AS BIGINT) FROM second_factors f WHERE f.user_id = u.id) AS second_factor",
            "AND (u.sought > $5 OR (u.sought = $5 AND u.id > $6)) ORDER BY u.sought, u.id LIMIT $7"
        ));
        let words = filter.words.trim().to_lowercase();
        let (sought, id) = after.map(|place| (place.sought.clone(), place.id.as_str().to_owned())).unwrap_or_default();
        let query = query
            .bind(words.clone())
            .bind(format!("%{}%", escape_like(&words)))
            .bind(filter.role.map_or("", AccountRole::as_str))
            .bind(disabled(filter))
            .bind(sought)
            .bind(id)
            .bind(i64::from(limit));
        Ok(query.fetch_all(&self.0.reader).await?)
    }

    /// One account.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn one(&self, id: &UserId) -> Result<Option<DirectoryRow>, DbError> {
        let query = sqlx::query_as(
            "SELECT u.*, (SELECT CAST(MAX(s.last_used_at) AS BIGINT) FROM auth_sessions s WHERE s.user_id = u.id) \
             AS seen_at, (SELECT CAST(COUNT(f.confirmed_at) AS BIGINT) FROM second_factors f WHERE f.user_id = u.id) \
             AS second_factor FROM users u WHERE u.id = $1 AND u.deleted_at IS NULL",
        );
        Ok(query.bind(id.as_str().to_owned()).fetch_optional(&self.0.reader).await?)
    }

    /// How many accounts a filter leaves.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn count(&self, filter: &DirectoryFilter) -> Result<u32, DbError> {
        let query = sqlx::query(filtered!("SELECT CAST(COUNT(*) AS BIGINT) AS people", ""));
        let words = filter.words.trim().to_lowercase();
        let query = query
            .bind(words.clone())
            .bind(format!("%{}%", escape_like(&words)))
            .bind(filter.role.map_or("", AccountRole::as_str))
            .bind(disabled(filter));
        Ok(query.fetch_one(&self.0.reader).await?.count("people")?)
    }
}

fn disabled(filter: &DirectoryFilter) -> i64 {
    match filter.disabled {
        None => 0,
        Some(true) => 1,
        Some(false) => 2,
    }
}

impl<'r> FromRow<'r, AnyRow> for DirectoryRow {
    fn from_row(row: &'r AnyRow) -> Result<Self, sqlx::Error> {
        let id = UserId::new(row.text("id")?);
        Ok(Self {
            place: DirectoryPlace { sought: row.text("sought")?, id: id.clone() },
            id,
            name: row.text("name")?,
            email: row.text("email")?,
            role: row.parsed("role")?,
            created: row.time("created_at")?,
            disabled: row.maybe_time("disabled_at")?,
            has_password: !row.text("password_hash")?.is_empty(),
            password_due: row.flag("password_due")?,
            second_factor: row.flag("second_factor")?,
            seen: row.maybe_time("seen_at")?,
        })
    }
}
