//! How people say their calls were.

use std::fmt;

use talkspace_model::{OccurrenceId, Timestamp, UserId};

use crate::{
    Db, DbError,
    row::{Columns as _, storable},
};

/// What somebody says of one run.
#[derive(Clone, PartialEq, Eq)]
pub struct FeedbackRow {
    pub occurrence: OccurrenceId,
    /// As in [`crate::StandingRow`].
    pub identity: String,
    pub user: Option<UserId>,
    /// 1 to 5.
    pub stars: u32,
    pub words: String,
    pub given: Timestamp,
}

/// Access to what people say; made by [`Db::feedback`].
#[derive(Debug)]
pub struct Feedback<'a>(pub(crate) &'a Db);

impl Feedback<'_> {
    /// Takes the place of what the same person said of the run before.
    ///
    /// # Errors
    /// When the database fails, or there is no such run.
    pub async fn put(&self, row: &FeedbackRow) -> Result<(), DbError> {
        let upsert = sqlx::query(
            "INSERT INTO feedback (occurrence_id, identity, user_id, stars, words, given_at) \
             VALUES ($1, $2, (SELECT id FROM users WHERE id = $3), $4, $5, $6) \
             ON CONFLICT (occurrence_id, identity) \
             DO UPDATE SET stars = excluded.stars, words = excluded.words, given_at = excluded.given_at",
        );
        let upsert = upsert
            .bind(row.occurrence.as_str().to_owned())
            .bind(row.identity.clone())
            .bind(row.user.as_ref().map(|user| user.as_str().to_owned()))
            .bind(i64::from(row.stars))
            .bind(storable(&row.words))
            .bind(row.given.0);
        upsert.execute(&self.0.writer).await?;
        Ok(())
    }

    /// Everything that was said of a run, oldest first.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn of_run(&self, run: &OccurrenceId) -> Result<Vec<FeedbackRow>, DbError> {
        let query = sqlx::query("SELECT * FROM feedback WHERE occurrence_id = $1 ORDER BY given_at, identity");
        let rows = query.bind(run.as_str().to_owned()).fetch_all(&self.0.reader).await?;
        let read = |row: &sqlx::any::AnyRow| {
            Ok(FeedbackRow {
                occurrence: run.clone(),
                identity: row.text("identity")?,
                user: row.maybe_user("user_id")?,
                stars: row.count("stars")?,
                words: row.text("words")?,
                given: row.time("given_at")?,
            })
        };
        rows.iter().map(read).collect::<Result<_, sqlx::Error>>().map_err(DbError::from)
    }
}

impl fmt::Debug for FeedbackRow {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("FeedbackRow")
            .field("occurrence", &self.occurrence)
            .field("stars", &self.stars)
            .finish_non_exhaustive()
    }
}
