//! The migrations that this program carries; `build.rs` lists the folder.

use sqlx::{
    SqlSafeStr as _,
    migrate::{Migration, MigrationType, Migrator},
};

/// Number, what it does, and the statements.
static LIST: &[(i64, &str, &str)] = include!(concat!(env!("OUT_DIR"), "/migrations.rs"));

pub(crate) fn migrator() -> Migrator {
    let migration = |(number, name, statements): &(i64, &'static str, &'static str)| {
        Migration::new(*number, (*name).into(), MigrationType::Simple, statements.into_sql_str(), false)
    };
    Migrator::with_migrations(LIST.iter().map(migration).collect())
}
