//! Databases to test with, and what to put into them.

pub(crate) use std::{future::Future, str::FromStr, time::Duration};

use sqlx::{Connection as _, Executor as _, PgConnection};
pub(crate) use talkspace_db::{
    AccountChange, AuditEntry, AuditFilter, Changed, Db, DbError, DirectoryFilter, MessageRow, MessageTo,
    NewAccountInvitation, NewEmailChange, NewMeeting, NewPasswordLink, NewSession, NewUser, Outcome, RunFilter, Stay,
    UserRow, Write,
};
pub(crate) use talkspace_model::{
    AttendanceId, Email, LeaveReason, MeetingCode, MeetingId, MeetingSettings, MessageId, Millis, OccurrenceId, Role,
    SeatId, Timestamp, UserId, WaitingRoom,
};

pub(crate) const LINGER: Millis = Millis::from_mins(5);
pub(crate) const PATIENCE: Duration = Duration::from_secs(5);

macro_rules! contract {
    ($($(#[$doc:meta])* async fn $name:ident($db:ident: Db) $body:block)*) => {$(
        mod $name {
            use super::*;

            $(#[$doc])*
            async fn run($db: Db) $body

            #[tokio::test]
            async fn sqlite() {
                on_sqlite(run).await;
            }

            #[tokio::test]
            async fn postgres() {
                on_postgres(run).await;
            }
        }
    )*};
}

/// Runs a test on a fresh SQLite file.
pub(crate) async fn on_sqlite<F: Future>(test: impl FnOnce(Db) -> F) {
    let dir = tempfile::tempdir().expect("a directory");
    let db = Db::open(&Db::sqlite_url(&dir.path().join("test # 50%.db"))).await.expect("opens");
    db.migrate().await.expect("migrates");
    test(db.clone()).await;
    db.close().await;
}

/// Runs a test in a fresh PostgreSQL schema, if there is a server to test with.
pub(crate) async fn on_postgres<F: Future>(test: impl FnOnce(Db) -> F) {
    let Some(url) = crate::postgres::URL.as_deref() else { return };
    let schema = format!("test_{}", id().replace('-', ""));
    let mut admin = PgConnection::connect(url).await.expect("connects");
    admin.execute(sqlx::raw_sql(sqlx::AssertSqlSafe(format!("CREATE SCHEMA {schema}")))).await.expect("a schema");
    let mark = if url.contains('?') { '&' } else { '?' };
    let db = Db::open(&format!("{url}{mark}options[search_path]={schema}")).await.expect("opens");
    db.migrate().await.expect("migrates");
    test(db.clone()).await;
    db.close().await;
    admin.execute(sqlx::raw_sql(sqlx::AssertSqlSafe(format!("DROP SCHEMA {schema} CASCADE")))).await.expect("drops");
}

#[expect(clippy::disallowed_methods, reason = "a test makes its own identifiers")]
pub(crate) fn id() -> String {
    uuid::Uuid::now_v7().to_string()
}

pub(crate) fn at(seconds: i64) -> Timestamp {
    Timestamp(1_700_000_000_000 + seconds * 1000)
}

pub(crate) fn email(text: &str) -> Email {
    Email::from_str(text).expect("an address")
}

pub(crate) fn code(last: char) -> MeetingCode {
    format!("abcd-efgh-jkm{last}").parse().expect("a code")
}

pub(crate) async fn user(db: &Db, name: &str) -> UserId {
    let id = UserId::new(id());
    let user = NewUser {
        id: id.clone(),
        email: email(&format!("{name}@example.org")),
        name: name.into(),
        password_hash: "$argon2id$…".into(),
        role: talkspace_model::AccountRole::Organiser,
        created: at(0),
    };
    db.users().insert(&user).await.expect("inserts");
    id
}

pub(crate) async fn meeting(db: &Db, host: &UserId, last: char, created: i64) -> MeetingId {
    let id = MeetingId::new(id());
    let meeting = NewMeeting {
        id: id.clone(),
        code: code(last),
        title: format!("Meeting {last}"),
        host: host.clone(),
        settings: MeetingSettings { waiting_room: WaitingRoom::Everyone, ..MeetingSettings::default() },
        created: at(created),
    };
    db.meetings().insert(&meeting).await.expect("inserts");
    id
}

pub(crate) async fn run_of(db: &Db, meeting: &MeetingId, seconds: i64) -> OccurrenceId {
    let new = OccurrenceId::new(id());
    db.occurrences().resume_or_open(meeting, &new, at(seconds), LINGER).await.expect("opens").id
}

pub(crate) fn opened(occurrence: &OccurrenceId, user: Option<&UserId>, seconds: i64) -> (AttendanceId, Write) {
    let id = AttendanceId::new(id());
    let write = Write::AttendanceOpened {
        id: id.clone(),
        seat: SeatId(1),
        occurrence: occurrence.clone(),
        identity: user.map_or("guest x".into(), |user| format!("user {user}")),
        user: user.cloned(),
        name: "Asha".into(),
        role: Role::Participant,
        at: at(seconds),
    };
    (id, write)
}

pub(crate) fn closed(id: &AttendanceId, seconds: i64) -> Write {
    Write::AttendanceClosed { id: id.clone(), at: at(seconds), reason: LeaveReason::Left }
}

pub(crate) fn message(id: &str, occurrence: &OccurrenceId, user: Option<&UserId>, text: &str) -> Write {
    Write::MessageStored {
        occurrence: occurrence.clone(),
        message: MessageRow {
            id: MessageId::new(id),
            seat: SeatId(u32::MAX),
            user: user.cloned(),
            sender: "user asha".into(),
            name: "Asha".into(),
            text: text.into(),
            to: MessageTo::Everyone,
            sent: at(1),
            reply: None,
            file: None,
            deleted: false,
            reactions: Vec::new(),
        },
    }
}

/// The outcomes are for the tests that ask for them.
pub(crate) async fn write(db: &Db, writes: &[Write]) -> Result<Vec<Outcome>, DbError> {
    db.write(writes, PATIENCE).await
}

pub(crate) async fn stays(db: &Db, user: &UserId) -> Vec<Stay> {
    let rows = db.history().all(user).await.expect("reads");
    rows.into_iter().filter_map(|row| row.stay).collect()
}

pub(crate) fn new_session(token_hash: &str, user: &UserId, expires: Timestamp) -> NewSession {
    NewSession {
        token_hash: token_hash.into(),
        user: user.clone(),
        created: at(0),
        expires,
        device: "Firefox".into(),
        address: "192.0.2.7".into(),
    }
}
