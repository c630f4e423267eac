//! Lists for whoever looks after the server, a page at a time.

use talkspace_db::Db;
pub use talkspace_db::{
    AccountChange, AuditFilter, AuditRow, DirectoryFilter, DirectoryPlace, DirectoryRow, ListedRun, RunFilter,
};
use talkspace_model::{ApiError, OccurrenceId, Timestamp, UserId};

use crate::accounts::api_unavailable;

/// Lines on a page.
const PAGE: u32 = 50;
/// Entries of the audit log that one file holds; older ones are in the next, with an earlier end.
pub const EXPORT_MAX: u32 = 50_000;

/// The service.
#[derive(Debug)]
pub struct Console {
    db: Db,
}

/// Some lines of a list, and whether there are more.
#[derive(Debug, Clone)]
pub struct Lines<T> {
    pub rows: Vec<T>,
    pub more: bool,
}

impl<T> Lines<T> {
    /// One line more than a page holds was asked for.
    fn of(mut rows: Vec<T>) -> Self {
        let more = rows.len() > PAGE as usize;
        rows.truncate(PAGE as usize);
        Self { rows, more }
    }
}

impl Console {
    pub(crate) fn new(db: Db) -> Self {
        Self { db }
    }

    /// The accounts after a place, by name.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn users(
        &self,
        filter: &DirectoryFilter,
        after: Option<&DirectoryPlace>,
    ) -> Result<Lines<DirectoryRow>, ApiError> {
        let rows = self.db.directory().page(filter, after, PAGE + 1).await;
        rows.map(Lines::of).map_err(api_unavailable)
    }

    /// How many accounts a filter leaves.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn count(&self, filter: &DirectoryFilter) -> Result<u32, ApiError> {
        self.db.directory().count(filter).await.map_err(api_unavailable)
    }

    /// # Errors
    /// [`ApiError::NotFound`]; when the database fails.
    pub async fn user(&self, id: &UserId) -> Result<DirectoryRow, ApiError> {
        self.db.directory().one(id).await.map_err(api_unavailable)?.ok_or(ApiError::NotFound)
    }

    /// The runs of all meetings before a place, newest first.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn runs(
        &self,
        filter: &RunFilter,
        before: Option<(Timestamp, &OccurrenceId)>,
    ) -> Result<Lines<ListedRun>, ApiError> {
        let rows = self.db.runs().page(filter, before, PAGE + 1).await;
        rows.map(Lines::of).map_err(api_unavailable)
    }

    /// The entries of the audit log before a place, newest first.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn audit(
        &self,
        filter: &AuditFilter,
        before: Option<(Timestamp, &str)>,
    ) -> Result<Lines<AuditRow>, ApiError> {
        let rows = self.db.audit().page(filter, before, PAGE + 1).await;
        rows.map(Lines::of).map_err(api_unavailable)
    }

    /// The newest [`EXPORT_MAX`] entries that a filter leaves.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn whole_audit(&self, filter: &AuditFilter) -> Result<Vec<AuditRow>, ApiError> {
        self.db.audit().page(filter, None, EXPORT_MAX).await.map_err(api_unavailable)
    }
}
