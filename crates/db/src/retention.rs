//! What is not kept any longer, removed a little at a time. A run that goes on is never touched.

use talkspace_model::{Kept, OccurrenceId, Timestamp};

use crate::{Db, DbError};

/// Runs looked at together.
const RUNS: i64 = 20;

/// Access to what has been kept long enough; made by [`Db::expired`].
#[derive(Debug)]
pub struct Expired<'a>(pub(crate) &'a Db);

impl Expired<'_> {
    /// Removes some of what is older than `before`, about `limit` rows at the most; returns how many it was. None means
    /// that nothing is left to remove. Files lose only their entitlement here: their bytes go with the next sweep.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn remove(&self, kept: Kept, before: Timestamp, now: Timestamp, limit: u32) -> Result<u64, DbError> {
        let limit = i64::from(limit);
        match kept {
            Kept::Chat => {
                let delete = "DELETE FROM messages WHERE occurrence_id = $1 AND ordinal IN \
                              (SELECT ordinal FROM messages WHERE occurrence_id = $2 ORDER BY ordinal LIMIT $3)";
                self.of_runs(self.runs_with_chat(before).await?, delete, limit).await
            }
            Kept::Attendance => {
                let delete = "DELETE FROM attendances WHERE occurrence_id = $1 AND id IN \
                              (SELECT id FROM attendances WHERE occurrence_id = $2 ORDER BY id LIMIT $3)";
                self.of_runs(self.runs_with_attendances(before).await?, delete, limit).await
            }
            Kept::Files => {
                let update = sqlx::query(
                    "UPDATE files SET removed_at = $1 WHERE id IN (SELECT f.id FROM files f \
                     JOIN occurrences o ON o.id = f.occurrence_id \
                     WHERE f.removed_at IS NULL AND o.ended_at < $2 LIMIT $3)",
                );
                let update = update.bind(now.0).bind(before.0).bind(limit);
                Ok(update.execute(&self.0.writer).await?.rows_affected())
            }
            Kept::Audit => {
                let delete =
                    sqlx::query("DELETE FROM audit_log WHERE id IN (SELECT id FROM audit_log WHERE at < $1 LIMIT $2)");
                Ok(delete.bind(before.0).bind(limit).execute(&self.0.writer).await?.rows_affected())
            }
        }
    }

    async fn of_runs(&self, runs: Vec<OccurrenceId>, delete: &'static str, limit: i64) -> Result<u64, DbError> {
        let mut removed = 0;
        for run in runs {
            let left = limit.saturating_sub_unsigned(removed);
            if left <= 0 {
                break;
            }
            let delete = sqlx::query(delete).bind(run.as_str().to_owned()).bind(run.as_str().to_owned()).bind(left);
            removed += delete.execute(&self.0.writer).await?.rows_affected();
        }
        Ok(removed)
    }

    async fn runs_with_chat(&self, before: Timestamp) -> Result<Vec<OccurrenceId>, DbError> {
        let query = "SELECT o.id FROM occurrences o WHERE o.ended_at < $1 \
                     AND EXISTS (SELECT 1 FROM messages m WHERE m.occurrence_id = o.id) LIMIT $2";
        self.runs(query, before).await
    }

    async fn runs_with_attendances(&self, before: Timestamp) -> Result<Vec<OccurrenceId>, DbError> {
        let query = "SELECT o.id FROM occurrences o WHERE o.ended_at < $1 \
                     AND EXISTS (SELECT 1 FROM attendances a WHERE a.occurrence_id = o.id) LIMIT $2";
        self.runs(query, before).await
    }

    async fn runs(&self, query: &'static str, before: Timestamp) -> Result<Vec<OccurrenceId>, DbError> {
        let rows = sqlx::query_as::<_, (String,)>(query).bind(before.0).bind(RUNS).fetch_all(&self.0.reader).await?;
        Ok(rows.into_iter().map(|(id,)| OccurrenceId::new(id)).collect())
    }
}
