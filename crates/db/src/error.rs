//! What can go wrong with the database.

/// Names no values: what was bound to a statement may be private.
#[derive(Debug, thiserror::Error)]
pub enum DbError {
    #[error("the database URL must begin with sqlite: or postgres:")]
    Url,
    #[error("the e-mail address has an account already")]
    EmailTaken,
    #[error("the meeting code is taken")]
    CodeTaken,
    /// It cannot be reached or is too busy; trying again later may help.
    #[error("the database is not available: {0}")]
    Unavailable(#[source] sqlx::Error),
    /// Somebody else holds the right to write for longer than the caller would wait; trying again later may help.
    #[error("the database is held by somebody else")]
    Busy,
    #[error("the tables could not be brought up to date: {0}")]
    Migration(#[source] sqlx::migrate::MigrateError),
    /// The file is not what was written into it.
    #[error("the database is damaged: {0}")]
    Damaged(String),
    /// A statement failed, or a stored value cannot be read; trying again will not help.
    #[error("the database refused: {0}")]
    Query(#[source] sqlx::Error),
}

impl DbError {
    /// Whether the same write may succeed later.
    pub fn may_pass(&self) -> bool {
        matches!(self, DbError::Unavailable(_) | DbError::Busy)
    }
}

impl From<sqlx::Error> for DbError {
    fn from(error: sqlx::Error) -> Self {
        if is_passing(&error) { DbError::Unavailable(error) } else { DbError::Query(error) }
    }
}

/// Connection trouble, a transaction that could not begin, and the engines' own "busy", "locked", "disk full", "I/O error"
/// and "shutting down". Whatever is counted as final here is thrown away by the fact writer, so doubt means passing.
fn is_passing(error: &sqlx::Error) -> bool {
    match error {
        sqlx::Error::Io(_)
        | sqlx::Error::Tls(_)
        | sqlx::Error::PoolTimedOut
        | sqlx::Error::PoolClosed
        | sqlx::Error::WorkerCrashed
        | sqlx::Error::BeginFailed
        | sqlx::Error::InvalidSavePointStatement => true,
        sqlx::Error::Database(database) => database.code().is_some_and(|code| is_passing_code(&code)),
        _ => false,
    }
}

/// SQLite's extended result codes carry the primary code in their low byte (5 busy, 6 locked, 7 no memory, 8 read-only,
/// 10 I/O error, 13 full, 14 cannot open, 15 locking protocol); PostgreSQL's SQLSTATE classes are 08 connection, 40 rollback, 53 resources, 57 operator, 58 system.
fn is_passing_code(code: &str) -> bool {
    match code.parse::<u32>() {
        Ok(number) if code.len() != 5 => matches!(number & 0xff, 5..=8 | 10 | 13..=15),
        Ok(_) | Err(_) => ["08", "40", "53", "57", "58"].iter().any(|class| code.starts_with(class)),
    }
}

/// Turns a violated UNIQUE constraint into `taken` and leaves every other error as it is.
pub(crate) fn unique(error: sqlx::Error, taken: DbError) -> DbError {
    let violated = error.as_database_error().is_some_and(sqlx::error::DatabaseError::is_unique_violation);
    if violated { taken } else { error.into() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_that_pass() {
        // SQLITE_BUSY, SQLITE_BUSY_SNAPSHOT, SQLITE_READONLY, SQLITE_IOERR_WRITE, SQLITE_FULL; admin_shutdown,
        // serialization_failure.
        for code in ["5", "517", "8", "778", "13", "57P01", "40001"] {
            assert!(is_passing_code(code), "{code}");
        }
        // SQLITE_CONSTRAINT_UNIQUE, SQLITE_ERROR, SQLITE_CORRUPT; unique_violation, undefined_table.
        for code in ["2067", "1", "11", "23505", "42P01"] {
            assert!(!is_passing_code(code), "{code}");
        }
    }

    /// What sqlx says while it believes a transaction to be open that the engine has ended long ago.
    #[test]
    fn a_transaction_that_cannot_begin_passes() {
        for error in [sqlx::Error::BeginFailed, sqlx::Error::InvalidSavePointStatement] {
            assert!(DbError::from(error).may_pass());
        }
    }
}
