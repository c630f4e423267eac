//! What the administrator decides at run time.

use talkspace_model::{Keep, Kept, Retention};

use crate::{Db, DbError, row::storable};

/// Access to the settings; made by [`Db::settings`].
#[derive(Debug)]
pub struct Settings<'a>(pub(crate) &'a Db);

impl Settings<'_> {
    /// # Errors
    /// When the database fails.
    pub async fn get(&self, name: &str) -> Result<Option<String>, DbError> {
        let query = sqlx::query_as::<_, (String,)>("SELECT value FROM settings WHERE name = $1");
        let row = query.bind(name.to_owned()).fetch_optional(&self.0.reader).await?;
        Ok(row.map(|(value,)| value))
    }

    /// # Errors
    /// When the database fails.
    pub async fn set(&self, name: &str, value: &str) -> Result<(), DbError> {
        let upsert = sqlx::query(
            "INSERT INTO settings (name, value) VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
        );
        upsert.bind(name.to_owned()).bind(storable(value)).execute(&self.0.writer).await?;
        Ok(())
    }

    /// How long things are kept: what the administrator has decided, else what `usual` says.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn retention(&self, usual: Retention) -> Result<Retention, DbError> {
        let mut rules = usual;
        for kept in Kept::ALL {
            if let Some(days) = self.get(kept.setting()).await?.and_then(|text| text.parse().ok()) {
                rules.set(kept, Keep::from_days(days));
            }
        }
        Ok(rules)
    }

    /// # Errors
    /// When the database fails.
    pub async fn set_retention(&self, kept: Kept, keep: Keep) -> Result<(), DbError> {
        self.set(kept.setting(), &keep.days().to_string()).await
    }
}
