//! Meetings: code, title, host and settings, however often they run.

use std::fmt;

use sqlx::{Any, FromRow, Transaction, any::AnyRow};
use talkspace_model::{MeetingCode, MeetingId, MeetingSettings, Timestamp, UserId};

use crate::{
    Db, DbError,
    error::unique,
    row::{Columns as _, storable, unreadable},
};

/// A meeting to be made.
pub struct NewMeeting {
    pub id: MeetingId,
    pub code: MeetingCode,
    pub title: String,
    pub host: UserId,
    pub settings: MeetingSettings,
    pub created: Timestamp,
}

/// A stored meeting.
#[derive(Clone, PartialEq, Eq)]
pub struct MeetingRow {
    pub id: MeetingId,
    pub code: MeetingCode,
    pub title: String,
    pub host: UserId,
    pub settings: MeetingSettings,
    /// PHC string.
    pub passcode_hash: Option<String>,
    pub created: Timestamp,
    /// Somebody is in it now.
    pub live: bool,
}

/// Access to the meetings; made by [`Db::meetings`].
#[derive(Debug)]
pub struct Meetings<'a>(pub(crate) &'a Db);

/// A meeting's columns, and whether a stay in it is open.
macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT m.*, (SELECT CAST(COUNT(*) AS BIGINT) FROM occurrences o \
             JOIN attendances a ON a.occurrence_id = o.id AND a.left_at IS NULL \
             WHERE o.meeting_id = m.id AND o.ended_at IS NULL) AS inside FROM meetings m ",
            $rest
        )
    };
}

const SET_PASSCODE: &str = "UPDATE meetings SET passcode_hash = $1 WHERE id = $2";

impl Meetings<'_> {
    /// # Errors
    /// [`DbError::CodeTaken`] when the code is another meeting's.
    pub async fn insert(&self, meeting: &NewMeeting) -> Result<(), DbError> {
        let mut tx = self.0.begin().await?;
        insert(&mut tx, meeting).await?;
        tx.commit().await?;
        Ok(())
    }

    /// A meeting whose host has deleted the account is none that anybody could enter.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn by_code(&self, code: &MeetingCode) -> Result<Option<MeetingRow>, DbError> {
        let query = sqlx::query_as(select!(
            "WHERE m.code = $1 \
             AND NOT EXISTS (SELECT 1 FROM users h WHERE h.id = m.host_id AND h.deleted_at IS NOT NULL)"
        ))
        .bind(code.as_str().to_owned());
        Ok(query.fetch_optional(&self.0.reader).await?)
    }

    /// # Errors
    /// When the database fails.
    pub async fn by_id(&self, id: &MeetingId) -> Result<Option<MeetingRow>, DbError> {
        let query = sqlx::query_as(select!("WHERE m.id = $1")).bind(id.as_str().to_owned());
        Ok(query.fetch_optional(&self.0.reader).await?)
    }

    /// # Errors
    /// When the database fails.
    pub async fn configure(&self, id: &MeetingId, title: &str, settings: &MeetingSettings) -> Result<(), DbError> {
        let mut tx = self.0.begin().await?;
        configure(&mut tx, id, title, settings).await?;
        tx.commit().await?;
        Ok(())
    }

    /// [`Meetings::configure`] and [`Meetings::set_passcode`], both or neither.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn configure_with_passcode(
        &self,
        id: &MeetingId,
        title: &str,
        settings: &MeetingSettings,
        hash: Option<&str>,
    ) -> Result<(), DbError> {
        let mut tx = self.0.begin().await?;
        configure(&mut tx, id, title, settings).await?;
        set_passcode(&mut tx, id, hash).await?;
        tx.commit().await?;
        Ok(())
    }

    /// `hash`: PHC string; `None` takes the passcode away.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn set_passcode(&self, id: &MeetingId, hash: Option<&str>) -> Result<(), DbError> {
        let update = sqlx::query(SET_PASSCODE).bind(hash.map(str::to_owned)).bind(id.as_str().to_owned());
        update.execute(&self.0.writer).await?;
        Ok(())
    }

    /// Makes `meeting` the personal room of its host, unless they have one. The answer is the room they have now.
    ///
    /// # Errors
    /// [`DbError::CodeTaken`] when the code is another meeting's.
    pub async fn personal(&self, meeting: &NewMeeting) -> Result<MeetingRow, DbError> {
        if let Some(own) = self.personal_of(&meeting.host).await? {
            return Ok(own);
        }
        let mut tx = self.0.begin().await?;
        let known = sqlx::query("SELECT meeting_id FROM personal_rooms WHERE user_id = $1");
        let known = known.bind(meeting.host.as_str().to_owned()).fetch_optional(&mut *tx).await?;
        if known.is_none() {
            insert(&mut tx, meeting).await?;
            let own = sqlx::query("INSERT INTO personal_rooms (user_id, meeting_id) VALUES ($1, $2)");
            let own = own.bind(meeting.host.as_str().to_owned()).bind(meeting.id.as_str().to_owned());
            own.execute(&mut *tx).await?;
        }
        tx.commit().await?;
        self.personal_of(&meeting.host).await?.ok_or(DbError::Busy)
    }

    /// The room of one's own, if it has been made.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn personal_of(&self, user: &UserId) -> Result<Option<MeetingRow>, DbError> {
        let query = sqlx::query_as(select!("JOIN personal_rooms p ON p.meeting_id = m.id WHERE p.user_id = $1"));
        Ok(query.bind(user.as_str().to_owned()).fetch_optional(&self.0.reader).await?)
    }

    /// The meetings that `host` made, newest first, without the personal room.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn of_host(&self, host: &UserId, limit: u32) -> Result<Vec<MeetingRow>, DbError> {
        let query = sqlx::query_as(select!(
            "WHERE m.host_id = $1 AND NOT EXISTS (SELECT 1 FROM personal_rooms p WHERE p.meeting_id = m.id) \
             ORDER BY m.created_at DESC, m.id DESC LIMIT $2"
        ));
        Ok(query.bind(host.as_str().to_owned()).bind(i64::from(limit)).fetch_all(&self.0.reader).await?)
    }
}

pub(crate) async fn insert(tx: &mut Transaction<'static, Any>, meeting: &NewMeeting) -> Result<(), DbError> {
    let insert = sqlx::query(
        "INSERT INTO meetings (id, code, title, host_id, settings, created_at) VALUES ($1, $2, $3, $4, $5, $6)",
    );
    let insert = insert
        .bind(meeting.id.as_str().to_owned())
        .bind(meeting.code.as_str().to_owned())
        .bind(storable(&meeting.title))
        .bind(meeting.host.as_str().to_owned())
        .bind(to_json(&meeting.settings))
        .bind(meeting.created.0);
    insert.execute(&mut **tx).await.map_err(|error| unique(error, DbError::CodeTaken))?;
    Ok(())
}

/// `hash` as in [`Meetings::set_passcode`].
pub(crate) async fn set_passcode(
    tx: &mut Transaction<'static, Any>,
    id: &MeetingId,
    hash: Option<&str>,
) -> Result<(), DbError> {
    let update = sqlx::query(SET_PASSCODE).bind(hash.map(str::to_owned)).bind(id.as_str().to_owned());
    update.execute(&mut **tx).await?;
    Ok(())
}

/// A meeting that was deleted meanwhile has nothing to change.
pub(crate) async fn configure(
    tx: &mut Transaction<'static, Any>,
    id: &MeetingId,
    title: &str,
    settings: &MeetingSettings,
) -> Result<(), DbError> {
    let update = sqlx::query("UPDATE meetings SET title = $1, settings = $2 WHERE id = $3");
    let update = update.bind(storable(title)).bind(to_json(settings)).bind(id.as_str().to_owned());
    update.execute(&mut **tx).await?;
    Ok(())
}

fn to_json(settings: &MeetingSettings) -> String {
    serde_json::to_string(settings).expect("settings are plain data with text keys, which JSON always holds")
}

impl<'r> FromRow<'r, AnyRow> for MeetingRow {
    fn from_row(row: &'r AnyRow) -> Result<Self, sqlx::Error> {
        let settings = serde_json::from_str(&row.text("settings")?).map_err(|error| unreadable("settings", error))?;
        Ok(Self {
            id: MeetingId::new(row.text("id")?),
            code: row.parsed("code")?,
            title: row.text("title")?,
            host: UserId::new(row.text("host_id")?),
            settings,
            passcode_hash: row.maybe_text("passcode_hash")?,
            created: row.time("created_at")?,
            live: row.flag("inside")?,
        })
    }
}

impl fmt::Debug for MeetingRow {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("MeetingRow").field("id", &self.id).field("live", &self.live).finish_non_exhaustive()
    }
}

impl fmt::Debug for NewMeeting {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("NewMeeting").field("id", &self.id).finish_non_exhaustive()
    }
}
