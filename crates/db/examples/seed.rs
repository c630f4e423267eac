//! Fills an SQLite file with what a large college has after years, the same every time: `seed FILE DIGEST`.
//!
//! 10,000 accounts, 50,000 meetings that ran once each, 1,000,000 stays. The account `user 0` is signed in with the session
//! of that digest, administers the server and has twenty-five times as many meetings behind it as others, as somebody has
//! who taught every working day for three years: 1,500 attended and 1,000 hosted. The first of those is a lesson of sixty
//! people that was held forty times more, and once with a lot of talk.

#![allow(clippy::print_stdout, reason = "a tool for the command line")]

use std::{env, error::Error, time::Duration};

use sqlx::{Any, AnyPool, Transaction};
use talkspace_db::{Db, DbError, MessageRow, MessageTo, Write};
use talkspace_model::{
    AttendanceId, LeaveReason, MeetingId, MessageId, Millis, Note, OccurrenceId, Role, SeatId, Timestamp, UserId,
};

const USERS: i64 = 10_000;
const MEETINGS: i64 = 50_000;
const STAYS: i64 = 20;
/// What the first account has hosted.
const HOSTED: i64 = 1_000;
/// Every so many-th meeting the first account attends.
const ATTENDS_EVERY: i64 = 33;
/// Runs of the first meeting besides its own, and who came to each.
const LESSONS: i64 = 40;
const CLASS: i64 = 60;
/// What each of them wrote in the run that is remembered word for word.
const SAID: i64 = 20;
/// Lines of the audit log.
const ENTRIES: i64 = 200_000;
const HOUR: i64 = 3_600_000;
/// The newest meeting is this old.
const NOW: i64 = 1_790_000_000_000;
/// Values of one statement; SQLite takes 32,766.
const ROWS: usize = 3_000;

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = env::args().skip(1);
    let (Some(file), Some(digest)) = (arguments.next(), arguments.next()) else {
        return Err("say: seed FILE DIGEST".into());
    };
    let url = Db::sqlite_url(file.as_ref());
    let db = Db::open(&url).await?;
    db.migrate().await?;
    db.close().await;
    let pool = AnyPool::connect(&url).await?;
    let mut tx = pool.begin().await?;
    accounts(&mut tx, &digest).await?;
    for first in (0..MEETINGS).step_by(ROWS) {
        meetings(&mut tx, first..(first + 3_000).min(MEETINGS)).await?;
    }
    for first in (0..MEETINGS * STAYS).step_by(ROWS) {
        stays(&mut tx, first..(first + 3_000).min(MEETINGS * STAYS)).await?;
    }
    lessons(&mut tx).await?;
    audit(&mut tx).await?;
    tx.commit().await?;
    sqlx::query("ANALYZE").execute(&pool).await?;
    pool.close().await;
    let db = Db::open(&url).await?;
    remembered(&db).await?;
    db.close().await;
    println!("{USERS} accounts, {MEETINGS} meetings, {} stays", MEETINGS * STAYS);
    Ok(())
}

type Tx = Transaction<'static, Any>;

/// Runs a statement with the rows written into it. They are numbers and words of our own.
async fn insert(tx: &mut Tx, into: &str, rows: impl Iterator<Item = String>) -> Result<(), sqlx::Error> {
    let rows: Vec<String> = rows.collect();
    let statement = format!("INSERT INTO {into} VALUES {}", rows.join(","));
    sqlx::raw_sql(sqlx::AssertSqlSafe(statement)).execute(&mut **tx).await?;
    Ok(())
}

async fn accounts(tx: &mut Tx, digest: &str) -> Result<(), sqlx::Error> {
    let rows = (0..USERS).map(|n| {
        let role = if n == 0 { "administrator" } else { "organiser" };
        format!("('{}','user{n}@example.org','Person {n}','','{role}',{NOW},'person {n} user{n}@example.org')", user(n))
    });
    insert(tx, "users (id, email, name, password_hash, role, created_at, sought)", rows).await?;
    let far = NOW * 2;
    let session = format!("('{digest}','{}',{NOW},{far},{far})", user(0));
    insert(tx, "auth_sessions (token_hash, user_id, created_at, last_used_at, expires_at)", [session].into_iter()).await
}

async fn meetings(tx: &mut Tx, numbers: std::ops::Range<i64>) -> Result<(), sqlx::Error> {
    let host = |n: i64| if n % (MEETINGS / HOSTED) == 0 { 0 } else { n % USERS };
    let rows = numbers.clone().map(|n| {
        let subject = ["Physics", "Chemistry", "Maths", "History", "Office hours"][usize::try_from(n % 5).unwrap_or(0)];
        format!("('{}','{}','{subject} {n}','{}','{{}}',{})", meeting(n), code(n), user(host(n)), began(n))
    });
    insert(tx, "meetings (id, code, title, host_id, settings, created_at)", rows).await?;
    let rows = numbers.map(|n| {
        let (start, end) = (began(n), began(n) + HOUR);
        format!("('{}','{}',{start},{end},{end},{STAYS})", run(n), meeting(n))
    });
    insert(tx, "occurrences (id, meeting_id, started_at, last_seen_at, ended_at, peak)", rows).await
}

async fn stays(tx: &mut Tx, numbers: std::ops::Range<i64>) -> Result<(), sqlx::Error> {
    let rows = numbers.map(|n| {
        let (at, seat) = (n / STAYS, n % STAYS);
        let is_first = seat == 0 && at % ATTENDS_EVERY == 0;
        // A prime step spreads people over meetings without two stays of one person side by side.
        let who = if is_first { 0 } else { 1 + (n * 7_919) % (USERS - 1) };
        let role = if is_first { "host" } else { "participant" };
        let (joined, left) = (began(at) + seat * 1000, began(at) + HOUR - seat * 60_000);
        let user = user(who);
        format!(
            "('{:08x}-stay','{}','{user}','user {user}','Person {who}','{role}',{joined},{left},{left},'left')",
            n,
            run(at)
        )
    });
    let into =
        "attendances (id, occurrence_id, user_id, identity, name, role, joined_at, last_seen_at, left_at, reason)";
    insert(tx, into, rows).await
}

/// Weekly, before everything else.
async fn lessons(tx: &mut Tx) -> Result<(), sqlx::Error> {
    let began = |lesson: i64| began(MEETINGS) - lesson * 168 * HOUR;
    let rows = (0..LESSONS).map(|lesson| {
        let (start, end) = (began(lesson), began(lesson) + HOUR);
        format!("('lesson-{lesson}','{}',{start},{end},{end},{CLASS})", meeting(0))
    });
    insert(tx, "occurrences (id, meeting_id, started_at, last_seen_at, ended_at, peak)", rows).await?;
    let rows = (0..LESSONS * CLASS).map(|n| {
        let (lesson, who) = (n / CLASS, n % CLASS);
        let (joined, left) = (began(lesson) + who * 1000, began(lesson) + HOUR - who * 30_000);
        let user = user(who);
        format!(
            "('lesson-{lesson}-{who}','lesson-{lesson}','{user}','user {user}','Person {who}','participant',{joined},\
             {left},{left},'left')"
        )
    });
    let into =
        "attendances (id, occurrence_id, user_id, identity, name, role, joined_at, last_seen_at, left_at, reason)";
    insert(tx, into, rows).await
}

/// The first of those lessons, written down as a server does: with facts that are bound together, and messages.
async fn remembered(db: &Db) -> Result<(), DbError> {
    let (id, start) = (OccurrenceId::new("lesson-remembered"), Timestamp(began(MEETINGS) - (LESSONS + 1) * 168 * HOUR));
    let at = |seconds: i64| start + Millis::from_secs(seconds);
    let mut writes = vec![Write::OccurrenceOpened { id: id.clone(), meeting: MeetingId::new(meeting(0)), at: start }];
    for who in 0..CLASS {
        let stay = AttendanceId::new(format!("remembered-{who}"));
        let (seat, identity) = (SeatId(u32::try_from(who).unwrap_or(0) + 1), format!("user {}", user(who)));
        let account = Some(UserId::new(user(who)));
        writes.push(Write::AttendanceOpened {
            id: stay.clone(),
            occurrence: id.clone(),
            seat,
            identity: identity.clone(),
            user: account.clone(),
            name: format!("Person {who}"),
            role: if who == 0 { Role::Host } else { Role::Participant },
            at: at(who),
        });
        for turn in 0..SAID {
            let sent = at(100 + turn * 150 + who);
            let note = if turn % 2 == 0 { Note::HandRaised } else { Note::HandLowered };
            writes.push(Write::Noted { id: stay.clone(), note, at: sent });
            writes.push(Write::Noted { id: stay.clone(), note: Note::Spoke { span: Millis(1500) }, at: sent });
            let message = MessageRow {
                id: MessageId::new(format!("{turn:04}-{who:04}")),
                seat,
                user: account.clone(),
                sender: identity.clone(),
                name: format!("Person {who}"),
                text: "Where does the field come from if nothing moves?".to_owned(),
                to: MessageTo::Everyone,
                sent,
                reply: None,
                file: None,
                deleted: false,
                reactions: Vec::new(),
            };
            writes.push(Write::MessageStored { occurrence: id.clone(), message });
        }
        writes.push(Write::AttendanceClosed { id: stay, at: at(3500 + who), reason: LeaveReason::Left });
    }
    writes.push(Write::OccurrenceEnded { occurrence: id, at: at(3600) });
    db.write(&writes, Duration::from_secs(60)).await?;
    Ok(())
}

async fn audit(tx: &mut Tx) -> Result<(), sqlx::Error> {
    for first in (0..ENTRIES).step_by(ROWS) {
        let rows = (first..(first + 3_000).min(ENTRIES))
            .map(|n| format!("('{n:08x}',{},'account.sign_in','{}','192.0.2.7')", NOW - n * 60_000, user(n % USERS)));
        insert(tx, "audit_log (id, at, action, user_id, address)", rows).await?;
    }
    Ok(())
}

fn user(n: i64) -> String {
    format!("{n:08x}-user")
}

fn meeting(n: i64) -> String {
    format!("{n:08x}-meeting")
}

fn run(n: i64) -> String {
    format!("{n:08x}-run")
}

/// The newest first; two an hour.
fn began(n: i64) -> i64 {
    NOW - (n + 4) * HOUR / 2
}

/// Twelve letters, of those that codes are made of.
fn code(n: i64) -> String {
    const LETTERS: &[u8; 24] = b"abcdefghjkmnpqrstuvwxyzz";
    let letter = |place: u32| {
        let digit = (n / 23_i64.pow(place.min(6))) % 23;
        char::from(LETTERS[usize::try_from(digit).unwrap_or(0)])
    };
    let text: String = (0..12).map(letter).collect();
    format!("{}-{}-{}", &text[..4], &text[4..8], &text[8..])
}
