//! Files of the chat: what is known of them. Their bytes are not here.

use std::fmt;

use sqlx::{Any, FromRow, Transaction, any::AnyRow};
use talkspace_model::{FileId, MeetingId, MessageId, OccurrenceId, PictureSize, SharedFile, Timestamp};

use crate::{
    Db, DbError, MessageTo,
    row::{Columns as _, storable},
};

/// A file that has arrived.
#[derive(Clone, PartialEq, Eq)]
pub struct NewFile {
    pub file: SharedFile,
    pub occurrence: OccurrenceId,
    /// The owner's identity, as in [`crate::StandingRow`].
    pub owner: String,
    pub media_type: &'static str,
    pub uploaded: Timestamp,
}

/// A file that was sent with a message, and who may have it.
#[derive(Clone, PartialEq, Eq)]
pub struct SentFile {
    pub name: String,
    pub media_type: String,
    pub meeting: MeetingId,
    pub occurrence: OccurrenceId,
    /// The identity of whoever sent it.
    pub sender: String,
    pub to: MessageTo,
}

/// What somebody has on the server already in one run.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct FileUse {
    pub files: u64,
    pub bytes: u64,
}

/// Access to the files; made by [`Db::files`].
#[derive(Debug)]
pub struct Files<'a>(pub(crate) &'a Db);

impl Files<'_> {
    /// # Errors
    /// When the database fails, or there is no such run.
    pub async fn insert(&self, new: &NewFile) -> Result<(), DbError> {
        let insert = sqlx::query(
            "INSERT INTO files (id, occurrence_id, owner, name, bytes, media_type, width, height, uploaded_at) \
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        );
        let side = |side: fn(PictureSize) -> u32| new.file.picture.map(|picture| i64::from(side(picture)));
        let insert = insert
            .bind(new.file.id.as_str().to_owned())
            .bind(new.occurrence.as_str().to_owned())
            .bind(new.owner.clone())
            .bind(storable(&new.file.name))
            .bind(i64::try_from(new.file.bytes).unwrap_or(i64::MAX))
            .bind(new.media_type)
            .bind(side(|picture| picture.width))
            .bind(side(|picture| picture.height))
            .bind(new.uploaded.0);
        insert.execute(&self.0.writer).await?;
        Ok(())
    }

    /// A file whose message was sent and not taken back.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn sent(&self, id: &FileId) -> Result<Option<SentFile>, DbError> {
        let query = sqlx::query_as(
            "SELECT f.name, f.media_type, f.occurrence_id, o.meeting_id, m.sender, m.audience, m.recipient, \
             m.recipient_seat, m.recipient_name FROM files f \
             JOIN messages m ON m.file_id = f.id AND m.occurrence_id = f.occurrence_id \
             JOIN occurrences o ON o.id = f.occurrence_id \
             WHERE f.id = $1 AND f.removed_at IS NULL AND m.deleted_at IS NULL",
        );
        Ok(query.bind(id.as_str().to_owned()).fetch_optional(&self.0.reader).await?)
    }

    /// # Errors
    /// When the database fails.
    pub async fn used(&self, run: &OccurrenceId, owner: &str) -> Result<FileUse, DbError> {
        let query = sqlx::query_as::<_, (i64, i64)>(
            "SELECT CAST(COUNT(*) AS BIGINT), CAST(COALESCE(SUM(bytes), 0) AS BIGINT) FROM files \
             WHERE occurrence_id = $1 AND owner = $2 AND removed_at IS NULL",
        );
        let query = query.bind(run.as_str().to_owned()).bind(owner.to_owned());
        let (files, bytes) = query.fetch_one(&self.0.reader).await?;
        Ok(FileUse { files: u64::try_from(files).unwrap_or(0), bytes: u64::try_from(bytes).unwrap_or(0) })
    }

    /// Files whose bytes may go: taken back, or uploaded before `unsent_before` and never sent.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn superfluous(&self, unsent_before: Timestamp, limit: u32) -> Result<Vec<FileId>, DbError> {
        let query = sqlx::query_as::<_, (String,)>(
            "SELECT id FROM files WHERE removed_at IS NOT NULL OR (uploaded_at < $1 \
             AND NOT EXISTS (SELECT 1 FROM messages m WHERE m.file_id = files.id)) LIMIT $2",
        );
        let rows = query.bind(unsent_before.0).bind(i64::from(limit)).fetch_all(&self.0.reader).await?;
        Ok(rows.into_iter().map(|(id,)| FileId::new(id)).collect())
    }

    /// Whether there is an entry for this file, sent or not.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn is_known(&self, id: &FileId) -> Result<bool, DbError> {
        let query = sqlx::query("SELECT 1 FROM files WHERE id = $1").bind(id.as_str().to_owned());
        Ok(query.fetch_optional(&self.0.reader).await?.is_some())
    }

    /// # Errors
    /// When the database fails.
    pub async fn forget(&self, id: &FileId) -> Result<(), DbError> {
        sqlx::query("DELETE FROM files WHERE id = $1").bind(id.as_str().to_owned()).execute(&self.0.writer).await?;
        Ok(())
    }
}

/// The file of a message that was taken back may go.
pub(crate) async fn remove_of(
    tx: &mut Transaction<'static, Any>,
    run: &OccurrenceId,
    message: &MessageId,
    at: Timestamp,
) -> Result<(), DbError> {
    let update = sqlx::query(
        "UPDATE files SET removed_at = $1 WHERE removed_at IS NULL AND id = \
         (SELECT file_id FROM messages WHERE occurrence_id = $2 AND id = $3)",
    );
    let update = update.bind(at.0).bind(run.as_str().to_owned()).bind(message.as_str().to_owned());
    update.execute(&mut **tx).await?;
    Ok(())
}

/// The columns of `files` as messages carry them.
pub(crate) fn read(row: &AnyRow) -> Result<SharedFile, sqlx::Error> {
    let picture = row.maybe_count("width")?.zip(row.maybe_count("height")?);
    let picture = picture.map(|(width, height)| PictureSize { width, height });
    Ok(SharedFile {
        id: FileId::new(row.text("file_id")?),
        name: row.text("name")?,
        bytes: row.bytes("bytes")?,
        picture,
    })
}

impl<'r> FromRow<'r, AnyRow> for SentFile {
    fn from_row(row: &'r AnyRow) -> Result<Self, sqlx::Error> {
        Ok(Self {
            name: row.text("name")?,
            media_type: row.text("media_type")?,
            meeting: MeetingId::new(row.text("meeting_id")?),
            occurrence: OccurrenceId::new(row.text("occurrence_id")?),
            sender: row.maybe_text("sender")?.unwrap_or_default(),
            to: MessageTo::read(row)?,
        })
    }
}

impl fmt::Debug for NewFile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("NewFile").field("file", &self.file).finish_non_exhaustive()
    }
}

impl fmt::Debug for SentFile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SentFile").field("occurrence", &self.occurrence).field("to", &self.to).finish_non_exhaustive()
    }
}
