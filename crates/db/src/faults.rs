//! Trouble made on purpose, for the tests of this crate and of its users.

use std::fmt;

use sqlx::{Connection as _, Executor as _, SqliteConnection};

use crate::Db;

/// The right to write to an SQLite file, held as by another program until it is released or dropped.
pub struct Lock(SqliteConnection);

/// # Panics
/// When the file is not there, or locked already.
pub async fn lock(url: &str) -> Lock {
    let mut connection = SqliteConnection::connect(url).await.expect("the file is there");
    connection.execute("BEGIN IMMEDIATE").await.expect("nobody else writes");
    Lock(connection)
}

impl Lock {
    /// # Panics
    /// When the file cannot be closed.
    pub async fn release(self) {
        self.0.close().await.expect("closes");
    }
}

/// Lets the writer's present connection find no room for another page, as if the disk were full.
///
/// # Panics
/// When the database is not an SQLite file that can be written to.
pub async fn fill_up(db: &Db) {
    sqlx::query("PRAGMA max_page_count = 1").execute(&db.writer).await.expect("is SQLite");
}

impl fmt::Debug for Lock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Lock")
    }
}
