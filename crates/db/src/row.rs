//! Reading columns as our own types.

use std::str::FromStr;

use sqlx::{Row as _, any::AnyRow};
use talkspace_model::{Role, Timestamp, UserId};

pub(crate) trait Columns {
    fn text(&self, column: &str) -> Result<String, sqlx::Error>;
    fn maybe_text(&self, column: &str) -> Result<Option<String>, sqlx::Error>;
    fn number(&self, column: &str) -> Result<i64, sqlx::Error>;
    fn maybe_number(&self, column: &str) -> Result<Option<i64>, sqlx::Error>;

    fn time(&self, column: &str) -> Result<Timestamp, sqlx::Error> {
        self.number(column).map(Timestamp)
    }

    fn maybe_time(&self, column: &str) -> Result<Option<Timestamp>, sqlx::Error> {
        Ok(self.maybe_number(column)?.map(Timestamp))
    }

    fn flag(&self, column: &str) -> Result<bool, sqlx::Error> {
        self.number(column).map(|number| number != 0)
    }

    fn count(&self, column: &str) -> Result<u32, sqlx::Error> {
        u32::try_from(self.number(column)?).map_err(|error| unreadable(column, error))
    }

    fn maybe_count(&self, column: &str) -> Result<Option<u32>, sqlx::Error> {
        let number = self.maybe_number(column)?;
        number.map(u32::try_from).transpose().map_err(|error| unreadable(column, error))
    }

    fn bytes(&self, column: &str) -> Result<u64, sqlx::Error> {
        u64::try_from(self.number(column)?).map_err(|error| unreadable(column, error))
    }

    fn maybe_user(&self, column: &str) -> Result<Option<UserId>, sqlx::Error> {
        Ok(self.maybe_text(column)?.map(UserId::new))
    }

    fn role(&self, column: &str) -> Result<Role, sqlx::Error> {
        Role::parse(&self.text(column)?).ok_or_else(|| unreadable(column, "not a role"))
    }

    fn parsed<T>(&self, column: &str) -> Result<T, sqlx::Error>
    where
        T: FromStr<Err: std::error::Error + Send + Sync + 'static>,
    {
        self.text(column)?.parse().map_err(|error| unreadable(column, error))
    }
}

impl Columns for AnyRow {
    fn text(&self, column: &str) -> Result<String, sqlx::Error> {
        self.try_get(column)
    }

    fn maybe_text(&self, column: &str) -> Result<Option<String>, sqlx::Error> {
        self.try_get(column)
    }

    fn number(&self, column: &str) -> Result<i64, sqlx::Error> {
        self.try_get(column)
    }

    fn maybe_number(&self, column: &str) -> Result<Option<i64>, sqlx::Error> {
        self.try_get(column)
    }
}

pub(crate) fn unreadable(column: &str, source: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> sqlx::Error {
    sqlx::Error::ColumnDecode { index: column.to_owned(), source: source.into() }
}

/// PostgreSQL stores no NUL character, and one such text would keep a whole batch from being written.
pub(crate) fn storable(text: &str) -> String {
    text.replace('\0', "\u{fffd}")
}

/// Text in which nothing stands for something else, for a LIKE with ESCAPE '!'.
pub(crate) fn escape_like(text: &str) -> String {
    text.replace('!', "!!").replace('%', "!%").replace('_', "!_")
}
