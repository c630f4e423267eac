//! One suite for every engine: SQLite always, PostgreSQL when `TALKSPACE_TEST_POSTGRES` holds the URL of a server on
//! which schemas may be made.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::{future::Future, str::FromStr, time::Duration};

use sqlx::{Connection as _, Executor as _, PgConnection};
use talkspace_db::{
    AuditEntry, Db, DbError, MessageRow, MessageTo, NewMeeting, NewSession, NewUser, Outcome, Stay, Write,
};
use talkspace_model::{
    AttendanceId, Email, LeaveReason, MeetingCode, MeetingId, MeetingSettings, MessageId, Millis, OccurrenceId, Role,
    SeatId, Timestamp, UserId, WaitingRoom,
};

const LINGER: Millis = Millis::from_mins(5);
const PATIENCE: Duration = Duration::from_secs(5);

/// Runs a test on a fresh SQLite file.
async fn on_sqlite<F: Future>(test: impl FnOnce(Db) -> F) {
    let dir = tempfile::tempdir().expect("a directory");
    let db = Db::open(&Db::sqlite_url(&dir.path().join("test # 50%.db"))).await.expect("opens");
    db.migrate().await.expect("migrates");
    test(db.clone()).await;
    db.close().await;
}

/// Runs a test in a fresh PostgreSQL schema, if there is a server to test with.
async fn on_postgres<F: Future>(test: impl FnOnce(Db) -> F) {
    let Ok(url) = std::env::var("TALKSPACE_TEST_POSTGRES") else { return };
    let schema = format!("test_{}", id().replace('-', ""));
    let mut admin = PgConnection::connect(&url).await.expect("connects");
    admin.execute(sqlx::raw_sql(sqlx::AssertSqlSafe(format!("CREATE SCHEMA {schema}")))).await.expect("a schema");
    let mark = if url.contains('?') { '&' } else { '?' };
    let db = Db::open(&format!("{url}{mark}options[search_path]={schema}")).await.expect("opens");
    db.migrate().await.expect("migrates");
    test(db.clone()).await;
    db.close().await;
    admin.execute(sqlx::raw_sql(sqlx::AssertSqlSafe(format!("DROP SCHEMA {schema} CASCADE")))).await.expect("drops");
}

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

#[expect(clippy::disallowed_methods, reason = "a test makes its own identifiers")]
fn id() -> String {
    uuid::Uuid::now_v7().to_string()
}

fn at(seconds: i64) -> Timestamp {
    Timestamp(1_700_000_000_000 + seconds * 1000)
}

fn email(text: &str) -> Email {
    Email::from_str(text).expect("an address")
}

fn code(last: char) -> MeetingCode {
    format!("abcd-efgh-jkm{last}").parse().expect("a code")
}

async fn user(db: &Db, name: &str) -> UserId {
    let id = UserId::new(id());
    let user = NewUser {
        id: id.clone(),
        email: email(&format!("{name}@example.org")),
        name: name.into(),
        password_hash: "$argon2id$…".into(),
        is_admin: false,
        created: at(0),
    };
    db.users().insert(&user).await.expect("inserts");
    id
}

async fn meeting(db: &Db, host: &UserId, last: char, created: i64) -> MeetingId {
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

async fn run_of(db: &Db, meeting: &MeetingId, seconds: i64) -> OccurrenceId {
    let new = OccurrenceId::new(id());
    db.occurrences().resume_or_open(meeting, &new, at(seconds), LINGER).await.expect("opens").id
}

fn opened(occurrence: &OccurrenceId, user: Option<&UserId>, seconds: i64) -> (AttendanceId, Write) {
    let id = AttendanceId::new(id());
    let write = Write::AttendanceOpened {
        id: id.clone(),
        seat: SeatId(1),
        occurrence: occurrence.clone(),
        user: user.cloned(),
        name: "Asha".into(),
        role: Role::Participant,
        at: at(seconds),
    };
    (id, write)
}

fn closed(id: &AttendanceId, seconds: i64) -> Write {
    Write::AttendanceClosed { id: id.clone(), at: at(seconds), reason: LeaveReason::Left }
}

fn message(id: &str, occurrence: &OccurrenceId, user: Option<&UserId>, text: &str) -> Write {
    Write::MessageStored {
        occurrence: occurrence.clone(),
        message: MessageRow {
            id: MessageId::new(id),
            seat: SeatId(u32::MAX),
            user: user.cloned(),
            name: "Asha".into(),
            text: text.into(),
            to: MessageTo::Everyone,
            sent: at(1),
        },
    }
}

/// The outcomes are for the tests that ask for them.
async fn write(db: &Db, writes: &[Write]) -> Result<Vec<Outcome>, DbError> {
    db.write(writes, PATIENCE).await
}

async fn stays(db: &Db, user: &UserId) -> Vec<Stay> {
    let (rows, _) = db.history().page(user, Timestamp(i64::MAX), 50).await.expect("reads");
    rows.into_iter().filter_map(|row| row.stay).collect()
}

contract! {
    async fn migrating_twice_is_harmless(db: Db) {
        db.migrate().await.expect("migrates again");
        db.ready().await.expect("is ready");
        db.probe_writing(PATIENCE).await.expect("can be written to");
    }

    async fn accounts(db: Db) {
        assert!(!db.users().any_admin().await.unwrap());
        let asha = user(&db, "asha").await;
        let row = db.users().by_email(&email("asha@example.org")).await.unwrap().expect("is there");
        assert_eq!((row.id.clone(), row.is_admin, row.created), (asha.clone(), false, at(0)));
        assert_eq!(db.users().by_id(&asha).await.unwrap(), Some(row));
        assert_eq!(db.users().by_email(&email("nobody@example.org")).await.unwrap(), None);

        db.users().set_password_hash(&asha, "new").await.unwrap();
        assert_eq!(db.users().by_id(&asha).await.unwrap().unwrap().password_hash, "new");

        let admin = NewUser {
            id: UserId::new(id()),
            email: email("root@example.org"),
            name: "नमस्ते 🙏".into(),
            password_hash: String::new(),
            is_admin: true,
            created: at(1),
        };
        db.users().insert(&admin).await.unwrap();
        assert!(db.users().any_admin().await.unwrap());
        assert_eq!(db.users().by_id(&admin.id).await.unwrap().unwrap().name, "नमस्ते 🙏");
    }

    async fn an_address_is_taken_once(db: Db) {
        user(&db, "asha").await;
        let again = NewUser {
            id: UserId::new(id()),
            email: email("asha@example.org"),
            name: "Another".into(),
            password_hash: String::new(),
            is_admin: false,
            created: at(1),
        };
        assert!(matches!(db.users().insert(&again).await, Err(DbError::EmailTaken)));
    }

    async fn sessions(db: Db) {
        let asha = user(&db, "asha").await;
        for hash in ["one", "two", "three"] {
            let session =
                NewSession { token_hash: hash.into(), user: asha.clone(), created: at(0), expires: at(100) };
            db.sessions().insert(&session).await.unwrap();
        }
        let (session, row) = db.sessions().find("one").await.unwrap().expect("is there");
        assert_eq!((session.created, session.last_used, session.expires), (at(0), at(0), at(100)));
        assert_eq!((row.id, row.created), (asha.clone(), at(0)));
        assert_eq!(db.sessions().find("four").await.unwrap(), None);

        db.sessions().touch("one", at(50)).await.unwrap();
        assert_eq!(db.sessions().find("one").await.unwrap().unwrap().0.last_used, at(50));
        db.sessions().delete("two").await.unwrap();
        assert_eq!(db.sessions().find("two").await.unwrap(), None);

        assert_eq!(db.sessions().delete_expired(at(60), at(10)).await.unwrap(), 1, "three is idle");
        assert!(db.sessions().find("one").await.unwrap().is_some());
        assert_eq!(db.sessions().delete_expired(at(100), at(10)).await.unwrap(), 1, "one is over");

        let session = NewSession { token_hash: "five".into(), user: asha.clone(), created: at(0), expires: at(9) };
        db.sessions().insert(&session).await.unwrap();
        db.sessions().delete_all_of_user(&asha).await.unwrap();
        assert_eq!(db.sessions().find("five").await.unwrap(), None);
    }

    async fn meetings(db: Db) {
        let asha = user(&db, "asha").await;
        let first = meeting(&db, &asha, 'n', 1).await;
        let second = meeting(&db, &asha, 'p', 2).await;
        let row = db.meetings().by_code(&code('n')).await.unwrap().expect("is there");
        assert_eq!((row.id.clone(), row.host.clone(), row.live), (first.clone(), asha.clone(), false));
        assert_eq!(row.settings.waiting_room, WaitingRoom::Everyone);
        assert_eq!(db.meetings().by_id(&first).await.unwrap(), Some(row));
        assert_eq!(db.meetings().by_code(&code('q')).await.unwrap(), None);

        let ids = |rows: Vec<talkspace_db::MeetingRow>| rows.into_iter().map(|row| row.id).collect::<Vec<_>>();
        assert_eq!(ids(db.meetings().of_host(&asha, 10).await.unwrap()), [second.clone(), first]);
        assert_eq!(ids(db.meetings().of_host(&asha, 1).await.unwrap()), [second]);

        let again = NewMeeting {
            id: MeetingId::new(id()),
            code: code('n'),
            title: String::new(),
            host: asha,
            settings: MeetingSettings::default(),
            created: at(3),
        };
        assert!(matches!(db.meetings().insert(&again).await, Err(DbError::CodeTaken)));
    }

    async fn a_meeting_is_live_while_somebody_is_inside(db: Db) {
        let asha = user(&db, "asha").await;
        let meeting = meeting(&db, &asha, 'n', 0).await;
        let run = run_of(&db, &meeting, 10).await;
        let live = async || db.meetings().by_id(&meeting).await.unwrap().unwrap().live;
        assert!(!live().await);
        let (stay, opened) = opened(&run, None, 10);
        write(&db, &[opened]).await.unwrap();
        assert!(live().await);
        write(&db, &[closed(&stay, 20)]).await.unwrap();
        assert!(!live().await);
    }

    async fn an_open_run_is_resumed_within_the_linger(db: Db) {
        let asha = user(&db, "asha").await;
        let meeting = meeting(&db, &asha, 'n', 0).await;
        let first = run_of(&db, &meeting, 0).await;
        write(&db, &[Write::Seen { occurrence: first.clone(), at: at(100), attendances: vec![] }]).await.unwrap();

        let new = OccurrenceId::new(id());
        let row = db.occurrences().resume_or_open(&meeting, &new, at(400), LINGER).await.unwrap();
        assert_eq!((row.id, row.started, row.resumed), (first.clone(), at(0), true));

        let row = db.occurrences().resume_or_open(&meeting, &new, at(701), LINGER).await.unwrap();
        assert_eq!((row.id, row.started, row.resumed), (new.clone(), at(701), false));
        let again = OccurrenceId::new(id());
        let row = db.occurrences().resume_or_open(&meeting, &again, at(701), LINGER).await.unwrap();
        assert_eq!((row.id, row.resumed), (new, true), "the stale run is ended, the new one is the open one");
    }

    async fn a_run_begins_once_and_is_resumed_by_itself(db: Db) {
        let asha = user(&db, "asha").await;
        let meeting = meeting(&db, &asha, 'n', 0).await;
        assert_eq!(db.occurrences().resume(&meeting, at(0), LINGER).await.unwrap(), None, "nothing is opened by asking");

        let first = OccurrenceId::new(id());
        let begun = Write::OccurrenceOpened { id: first.clone(), meeting: meeting.clone(), at: at(10) };
        write(&db, &[begun.clone(), begun.clone()]).await.unwrap();
        let row = db.occurrences().resume(&meeting, at(20), LINGER).await.unwrap().expect("is open");
        assert_eq!((row.id, row.started), (first.clone(), at(10)));

        let second = OccurrenceId::new(id());
        let begun = Write::OccurrenceOpened { id: second.clone(), meeting: meeting.clone(), at: at(30) };
        write(&db, &[begun]).await.unwrap();
        let row = db.occurrences().resume(&meeting, at(31), LINGER).await.unwrap().expect("is open");
        assert_eq!(row.id, second, "a meeting has one open run");
    }

    async fn a_run_is_kept_from_when_the_last_one_left(db: Db) {
        let asha = user(&db, "asha").await;
        let meeting = meeting(&db, &asha, 'n', 0).await;
        let run = run_of(&db, &meeting, 0).await;
        let (stay, opened) = opened(&run, Some(&asha), 10);
        write(&db, &[opened, closed(&stay, 100)]).await.unwrap();
        assert_eq!(db.occurrences().end_abandoned(at(400), LINGER).await.unwrap(), 0);
        assert_eq!(db.occurrences().end_abandoned(at(401), LINGER).await.unwrap(), 1);
    }

    async fn an_ended_run_is_not_resumed(db: Db) {
        let asha = user(&db, "asha").await;
        let meeting = meeting(&db, &asha, 'n', 0).await;
        let first = run_of(&db, &meeting, 0).await;
        write(&db, &[Write::OccurrenceEnded { occurrence: first.clone(), at: at(5) }]).await.unwrap();
        assert_ne!(run_of(&db, &meeting, 6).await, first);
    }

    /// The server was killed: stays end when last seen; the run can be resumed for a while, then it ends when last seen.
    async fn what_a_restart_leaves(db: Db) {
        let asha = user(&db, "asha").await;
        let meeting = meeting(&db, &asha, 'n', 0).await;
        let run = run_of(&db, &meeting, 0).await;
        let (seen, seen_opened) = opened(&run, Some(&asha), 10);
        let (_, unseen_opened) = opened(&run, Some(&asha), 20);
        let (left, left_opened) = opened(&run, Some(&asha), 30);
        let seen = Write::Seen { occurrence: run.clone(), at: at(60), attendances: vec![seen] };
        write(&db, &[seen_opened, unseen_opened, left_opened, closed(&left, 40), seen]).await.unwrap();

        db.occurrences().close_stale(at(100), LINGER).await.unwrap();
        let stay = |joined, left| Stay { role: Role::Participant, joined: at(joined), left: Some(at(left)) };
        assert_eq!(stays(&db, &asha).await, [stay(10, 60), stay(20, 20), stay(30, 40)]);
        assert_eq!(run_of(&db, &meeting, 100).await, run, "young enough to be resumed");

        assert_eq!(db.occurrences().end_abandoned(at(400), LINGER).await.unwrap(), 0, "resumed at 100");
        assert_eq!(db.occurrences().end_abandoned(at(401), LINGER).await.unwrap(), 1);
        let (rows, _) = db.history().page(&asha, Timestamp(i64::MAX), 9).await.unwrap();
        assert_eq!(rows[0].ended, Some(at(100)));
        assert_ne!(run_of(&db, &meeting, 401).await, run);
    }

    async fn a_run_with_somebody_inside_is_not_abandoned(db: Db) {
        let asha = user(&db, "asha").await;
        let meeting = meeting(&db, &asha, 'n', 0).await;
        let run = run_of(&db, &meeting, 0).await;
        let (_, opened) = opened(&run, None, 0);
        write(&db, &[opened]).await.unwrap();
        assert_eq!(db.occurrences().end_abandoned(at(9999), LINGER).await.unwrap(), 0);
    }

    /// The first end counts, times never run backwards, and writing a batch twice changes nothing.
    async fn facts_are_idempotent(db: Db) {
        let asha = user(&db, "asha").await;
        let meeting = meeting(&db, &asha, 'n', 0).await;
        let run = run_of(&db, &meeting, 0).await;
        let (stay, opened) = opened(&run, Some(&asha), 10);
        let batch = [
            opened,
            Write::Renamed { id: stay.clone(), name: "Asha P".into() },
            Write::Peak { occurrence: run.clone(), people: 3 },
            closed(&stay, 5),
            closed(&stay, 99),
            Write::OccurrenceEnded { occurrence: run.clone(), at: at(50) },
            Write::OccurrenceEnded { occurrence: run.clone(), at: at(70) },
        ];
        write(&db, &batch).await.unwrap();
        write(&db, &batch).await.unwrap();
        let (rows, _) = db.history().page(&asha, Timestamp(i64::MAX), 9).await.unwrap();
        assert_eq!(rows.len(), 1);
        assert_eq!(rows[0].stay, Some(Stay { role: Role::Participant, joined: at(10), left: Some(at(10)) }));
        assert_eq!(rows[0].ended, Some(at(50)));
    }

    async fn the_end_of_a_run_closes_its_stays(db: Db) {
        let asha = user(&db, "asha").await;
        let meeting = meeting(&db, &asha, 'n', 0).await;
        let run = run_of(&db, &meeting, 0).await;
        let (_, opened) = opened(&run, Some(&asha), 10);
        write(&db, &[opened, Write::OccurrenceEnded { occurrence: run, at: at(50) }]).await.unwrap();
        assert_eq!(stays(&db, &asha).await[0].left, Some(at(50)));
    }

    async fn a_batch_is_all_or_nothing(db: Db) {
        let asha = user(&db, "asha").await;
        let meeting = meeting(&db, &asha, 'n', 0).await;
        let run = run_of(&db, &meeting, 0).await;
        let nowhere = OccurrenceId::new("nowhere");
        let result = write(&db, &[message("m1", &run, None, "kept?"), message("m2", &nowhere, None, "lost")]).await;
        assert!(matches!(result, Err(DbError::Query(_))), "{result:?}");
        assert_eq!(db.messages().tail(&run, 9).await.unwrap(), []);
    }

    async fn messages_come_back_in_the_order_of_storing(db: Db) {
        let asha = user(&db, "asha").await;
        let meeting = meeting(&db, &asha, 'n', 0).await;
        let run = run_of(&db, &meeting, 0).await;
        let texts = ["नमस्कार", "two\0", "three", ""];
        for (n, text) in texts.iter().enumerate() {
            write(&db, &[message(&format!("m{}", 9 - n), &run, Some(&asha), text)]).await.unwrap();
        }
        write(&db, &[message("m9", &run, Some(&asha), "a second time")]).await.unwrap();
        let tail = db.messages().tail(&run, 3).await.unwrap();
        let read: Vec<&str> = tail.iter().map(|row| row.text.as_str()).collect();
        assert_eq!(read, ["two\u{fffd}", "three", ""]);
        let all = db.messages().tail(&run, 100).await.unwrap();
        assert_eq!(all.len(), 4);
        assert_eq!((all[0].text.as_str(), all[0].seat, all[0].sent), ("नमस्कार", SeatId(u32::MAX), at(1)));
        assert_eq!(all[0].user, Some(asha));
    }

    /// An id is taken by its first message. The same message again is fine: its sender may not have heard of the first time.
    async fn a_message_id_is_taken_once(db: Db) {
        let asha = user(&db, "asha").await;
        let run = run_of(&db, &meeting(&db, &asha, 'n', 0).await, 0).await;
        let first = message("m1", &run, Some(&asha), "on Monday\0");
        let other = |change: fn(&mut MessageRow)| {
            let mut other = first.clone();
            if let Write::MessageStored { message, .. } = &mut other {
                change(message);
            }
            other
        };
        let other_seat = other(|message| message.seat = SeatId(7));
        let other_name = other(|message| "Ravi".clone_into(&mut message.name));
        let to_hosts = other(|message| message.to = MessageTo::Hosts { sender: "user asha".into() });
        let batch = [
            first.clone(),
            message("m1", &run, Some(&asha), "on Friday"),
            other_seat,
            other_name,
            to_hosts,
            first,
            message("m2", &run, Some(&asha), "bye"),
        ];
        use Outcome::{IdTaken, Written};
        assert_eq!(write(&db, &batch).await.unwrap(), [Written, IdTaken, IdTaken, IdTaken, IdTaken, Written, Written]);
        let texts: Vec<String> = db.messages().tail(&run, 9).await.unwrap().into_iter().map(|row| row.text).collect();
        assert_eq!(texts, ["on Monday\u{fffd}", "bye"]);
    }

    /// Who may read a message must be known for as long as the message is.
    async fn whom_a_message_was_written_to_is_kept(db: Db) {
        let asha = user(&db, "asha").await;
        let run = run_of(&db, &meeting(&db, &asha, 'n', 0).await, 0).await;
        let sender = || "user asha".to_owned();
        let name = || "Ravi\0".to_owned();
        let person = MessageTo::Person { sender: sender(), recipient: "guest 1".into(), seat: SeatId(3), name: name() };
        for (id, to) in [("m1", MessageTo::Everyone), ("m2", MessageTo::Hosts { sender: sender() }), ("m3", person)] {
            let mut written = message(id, &run, Some(&asha), "hello");
            if let Write::MessageStored { message, .. } = &mut written {
                message.to = to;
            }
            let twice = write(&db, &[written.clone(), written]).await.unwrap();
            assert_eq!(twice, [Outcome::Written, Outcome::Written], "{id}");
        }
        let read: Vec<MessageTo> = db.messages().tail(&run, 9).await.unwrap().into_iter().map(|row| row.to).collect();
        assert!(matches!(&read[..], [MessageTo::Everyone, MessageTo::Hosts { sender }, MessageTo::Person { .. }]
            if sender == "user asha"));
        let MessageTo::Person { sender, recipient, seat, name } = &read[2] else { unreachable!("checked above") };
        assert_eq!((sender.as_str(), recipient.as_str(), *seat), ("user asha", "guest 1", SeatId(3)));
        assert_eq!(name, "Ravi\u{fffd}");
    }

    /// Two senders in two meetings may happen to choose the same id.
    async fn message_ids_count_within_their_occurrence(db: Db) {
        let asha = user(&db, "asha").await;
        let one = run_of(&db, &meeting(&db, &asha, 'n', 0).await, 0).await;
        let two = run_of(&db, &meeting(&db, &asha, 'p', 0).await, 0).await;
        write(&db, &[message("m", &one, None, "one"), message("m", &two, None, "two")]).await.unwrap();
        assert_eq!(db.messages().tail(&two, 9).await.unwrap()[0].text, "two");
    }

    /// An account that is gone by the time its facts are written costs the name on them, not the batch.
    async fn facts_of_a_vanished_account(db: Db) {
        let asha = user(&db, "asha").await;
        let run = run_of(&db, &meeting(&db, &asha, 'n', 0).await, 0).await;
        let gone = UserId::new("gone");
        let (_, opened) = opened(&run, Some(&gone), 0);
        write(&db, &[opened, message("m", &run, Some(&gone), "hello")]).await.unwrap();
        assert_eq!(db.messages().tail(&run, 9).await.unwrap()[0].user, None);
    }

    async fn history_holds_what_was_attended_or_hosted(db: Db) {
        let (asha, ravi) = (user(&db, "asha").await, user(&db, "ravi").await);
        let own = meeting(&db, &asha, 'n', 0).await;
        let other = meeting(&db, &ravi, 'p', 0).await;
        // Asha hosts without coming, visits twice, and one run stays empty.
        let hosted = run_of(&db, &own, 0).await;
        let (ravi_stay, ravi_opened) = opened(&hosted, Some(&ravi), 1);
        let visited = run_of(&db, &other, 10).await;
        let (first, first_opened) = opened(&visited, Some(&asha), 11);
        let (_, second_opened) = opened(&visited, Some(&asha), 30);
        let end = Write::OccurrenceEnded { occurrence: hosted.clone(), at: at(9) };
        write(&db, &[ravi_opened, closed(&ravi_stay, 5), end]).await.unwrap();
        write(&db, &[first_opened, closed(&first, 20), second_opened]).await.unwrap();
        run_of(&db, &own, 50).await;

        let (rows, next) = db.history().page(&asha, Timestamp(i64::MAX), 9).await.unwrap();
        assert_eq!(next, None);
        let stay = |joined, left: Option<i64>| Stay { role: Role::Participant, joined: at(joined), left: left.map(at) };
        let read: Vec<_> = rows.iter().map(|row| (row.occurrence.clone(), row.hosted, row.stay)).collect();
        assert_eq!(
            read,
            [
                (visited.clone(), false, Some(stay(11, Some(20)))),
                (visited, false, Some(stay(30, None))),
                (hosted.clone(), true, None),
            ]
        );
        assert_eq!((rows[0].host_name.as_str(), rows[0].title.as_str()), ("ravi", "Meeting p"));
        assert_eq!((rows[2].started, rows[2].ended), (at(0), Some(at(9))));

        let (rows, _) = db.history().page(&ravi, Timestamp(i64::MAX), 9).await.unwrap();
        let read: Vec<_> = rows.iter().map(|row| (row.hosted, row.stay.is_some())).collect();
        assert_eq!(read, [(true, false), (false, true)]);
    }

    /// Walking the pages shows every occurrence once, also those that began in the same millisecond.
    async fn history_pages(db: Db) {
        let asha = user(&db, "asha").await;
        let mut shown = Vec::new();
        for (last, seconds) in [('a', 1), ('b', 2), ('c', 2), ('d', 2), ('e', 3), ('f', 4)] {
            let meeting = meeting(&db, &asha, last, 0).await;
            let run = run_of(&db, &meeting, seconds).await;
            let (_, opened) = opened(&run, Some(&asha), seconds);
            write(&db, &[opened]).await.unwrap();
        }
        let mut before = Some(Timestamp(i64::MAX));
        let mut pages = Vec::new();
        while let Some(start) = before {
            let (rows, next) = db.history().page(&asha, start, 2).await.unwrap();
            pages.push(rows.len());
            shown.extend(rows.into_iter().map(|row| row.started));
            before = next;
        }
        assert_eq!(shown, [at(4), at(3), at(2), at(2), at(2), at(1)]);
        assert_eq!(pages, [2, 3, 1]);
        let (rows, next) = db.history().page(&asha, at(2), 1).await.unwrap();
        assert_eq!((rows.len(), next), (1, None), "nothing lies beyond the last page");
    }

    async fn audit_log(db: Db) {
        let asha = user(&db, "asha").await;
        for (n, action) in ["account.register", "account.sign_in"].into_iter().enumerate() {
            let entry = AuditEntry {
                id: id(),
                at: at(n as i64),
                action,
                user: Some(asha.clone()),
                address: Some("192.0.2.7".into()),
                detail: None,
            };
            db.audit().append(&entry).await.unwrap();
        }
        assert_eq!(db.audit().actions_of(&asha).await.unwrap(), ["account.register", "account.sign_in"]);
    }

    async fn settings(db: Db) {
        assert_eq!(db.settings().get("registration").await.unwrap(), None);
        db.settings().set("registration", "closed").await.unwrap();
        db.settings().set("registration", "open").await.unwrap();
        assert_eq!(db.settings().get("registration").await.unwrap().as_deref(), Some("open"));
    }

    /// Many writers and readers at once: everyone gets through.
    async fn parallel_use(db: Db) {
        let asha = user(&db, "asha").await;
        let run = run_of(&db, &meeting(&db, &asha, 'n', 0).await, 0).await;
        let tasks: Vec<_> = (0..20)
            .map(|n| {
                let (db, run) = (db.clone(), run.clone());
                tokio::spawn(async move {
                    write(&db, &[Write::Peak { occurrence: run.clone(), people: n }]).await?;
                    db.messages().tail(&run, 1).await
                })
            })
            .collect();
        for task in tasks {
            task.await.expect("no panic").expect("gets through");
        }
    }
}

/// What one process committed is there for the next.
#[tokio::test]
async fn data_survives_reopening() {
    let dir = tempfile::tempdir().expect("a directory");
    let url = Db::sqlite_url(&dir.path().join("talkspace.db"));
    let db = Db::open(&url).await.expect("opens");
    db.migrate().await.expect("migrates");
    let asha = user(&db, "asha").await;
    db.close().await;
    let db = Db::open(&url).await.expect("opens again");
    db.migrate().await.expect("nothing to do");
    assert!(db.users().by_id(&asha).await.unwrap().is_some());
}

#[tokio::test]
async fn a_file_that_cannot_be_made() {
    let dir = tempfile::tempdir().expect("a directory");
    let missing = dir.path().join("missing").join("talkspace.db");
    assert!(matches!(Db::open(&Db::sqlite_url(&missing)).await, Err(DbError::Unavailable(_))));
}
