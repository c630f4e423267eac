//! The record of a meeting: who sees what of it, what can be taken along, and what that is worth.

use std::time::Duration;

use talkspace_db::{Db, Write};
use talkspace_ledger::{Changed, Contents, Verdict, verify};
use talkspace_model::{
    AttendanceId, LeaveReason, MeetingCode, MeetingId, Millis, Note, OccurrenceId, Role, SeatId, Timestamp, UserId,
};
use talkspace_room::Identity;

use super::*;

const BEGAN: i64 = 1_795_341_900_000;

/// A meeting of Asha's that ran once: Ravi came twice and with a second device, a guest came late. Zoya was not there.
struct Lesson {
    stage: Stage,
    db: Db,
    meeting: MeetingId,
    run: OccurrenceId,
    asha: String,
    ravi: String,
    zoya: String,
}

fn at(minutes: i64) -> Timestamp {
    Timestamp(BEGAN) + Millis::from_mins(minutes)
}

impl Lesson {
    async fn held() -> Self {
        let stage = Stage::set().await;
        let asha = stage.member().await;
        let mut others = Vec::new();
        for name in ["Ravi", "Zoya"] {
            let form = registration(name, &format!("{}@example.org", name.to_lowercase()));
            others.push(stage.post("/register", "", &form).await.cookie());
        }
        let made = stage.post("/meetings", &asha, "").await;
        let code: MeetingCode = made.location().strip_prefix("/home?new=").unwrap().parse().unwrap();
        let db = stage.app.db.clone();
        let meeting = db.meetings().by_code(&code).await.unwrap().unwrap().id;
        let run = OccurrenceId::new("0190-run");
        let (zoya, ravi) = (others.pop().unwrap(), others.pop().unwrap());
        let lesson = Self { stage, db, meeting, run, asha, ravi, zoya };
        lesson.hold().await;
        lesson
    }

    async fn hold(&self) {
        let asha = self.user("asha").await;
        let ravi = self.user("ravi").await;
        let open = |id: &str, who: (Identity, Option<UserId>, &str), role, minutes| Write::AttendanceOpened {
            id: AttendanceId::new(id),
            occurrence: self.run.clone(),
            seat: SeatId(1),
            identity: who.0.as_str().to_owned(),
            user: who.1,
            name: who.2.to_owned(),
            role,
            at: at(minutes),
        };
        let close = |id: &str, minutes| Write::AttendanceClosed {
            id: AttendanceId::new(id),
            at: at(minutes),
            reason: LeaveReason::Left,
        };
        let note = |id: &str, note, minutes| Write::Noted { id: AttendanceId::new(id), note, at: at(minutes) };
        let of = |user: &UserId, name| (Identity::user(user), Some(user.clone()), name);
        let (run, meeting) = (self.run.clone(), self.meeting.clone());
        let facts = [
            Write::OccurrenceOpened { id: run.clone(), meeting, at: at(0) },
            open("a", of(&asha, "Asha Patil"), Role::Host, 0),
            open("r1", of(&ravi, "Ravi"), Role::Participant, 0),
            note("r1", Note::HandRaised, 5),
            note("a", Note::Spoke { span: Millis::from_mins(9) }, 9),
            close("r1", 10),
            open("r2", of(&ravi, "Ravi"), Role::Participant, 20),
            open("r3", of(&ravi, "Ravi (phone)"), Role::Participant, 25),
            note("r2", Note::Spoke { span: Millis::from_mins(3) }, 26),
            open("g", (Identity::guest("x"), None, "=cmd|' /C calc'!A0"), Role::Participant, 30),
            close("r3", 40),
            Write::Peak { occurrence: run.clone(), people: 4 },
            Write::OccurrenceEnded { occurrence: run, at: at(50) },
        ];
        self.db.write(&facts, Duration::from_secs(5)).await.unwrap();
    }

    async fn user(&self, name: &str) -> UserId {
        self.db.users().by_email(&format!("{name}@example.org").parse().unwrap()).await.unwrap().unwrap().id
    }

    fn path(&self, rest: &str) -> String {
        format!("/meetings/{}{rest}", self.meeting)
    }

    async fn get(&self, rest: &str, cookie: &str) -> Answer {
        self.stage.get(&self.path(rest), cookie).await
    }
}

/// The rows of a table, its last one, the signature's, left out.
fn rows(csv: &str) -> Vec<Vec<String>> {
    let text = csv.strip_prefix('\u{feff}').expect("a byte order mark, for spreadsheets");
    let lines: Vec<&str> = text.strip_suffix("\r\n").expect("ends as lines do").split("\r\n").collect();
    let field = |field: &str| field.trim_matches('"').replace("\"\"", "\"");
    lines[..lines.len() - 1].iter().map(|line| line.split(',').map(field).collect()).collect()
}

#[tokio::test]
async fn the_host_sees_everybody_once() {
    let lesson = Lesson::held().await;
    let page = lesson.get("", &lesson.asha).await;
    assert_eq!(page.status, StatusCode::OK);
    page.has("Record of Asha Patil’s meeting").has("3 people were there").has("at most 3 at once");
    assert_eq!(page.text.matches("<tr data-attendee").count(), 3, "a person is one line");
    page.has("data-attendee=\"Ravi (phone)\"").has("data-duration=\"2400\"").has("data-percent=\"80\"");
    page.has("data-attendee=\"=cmd|' /C calc'!A0\"").has("Ravi raised a hand").has("attendance.csv?run=0190-run");
    let most = lesson.get("?run=0190-run&at_least=75", &lesson.asha).await;
    assert_eq!(most.text.matches("<tr data-attendee").count(), 2);
    most.has("2 of 3 were there for at least 75 %.");
    let history = lesson.stage.get("/history", &lesson.ravi).await;
    history.has(&format!("href=\"{}\"", lesson.path("?run=0190-run")));
    lesson.stage.get("/home", &lesson.asha).await.has(&format!("href=\"{}\"", lesson.path("")));
}

#[tokio::test]
async fn who_was_there_sees_their_own_line_and_nobody_elses() {
    let lesson = Lesson::held().await;
    let page = lesson.get("?run=0190-run", &lesson.ravi).await;
    assert_eq!(page.status, StatusCode::OK);
    assert_eq!(page.text.matches("<tr data-attendee").count(), 1);
    page.has("data-attendee=\"Ravi (phone)\"").has("You see your own attendance.").lacks("attendance.csv");
    for export in ["/attendance.csv", "/attendance.csv?run=0190-run", "/attendance.csv?view=roll", "/record.json"] {
        let answer = lesson.get(export, &lesson.ravi).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{export}");
        answer.lacks("Asha Patil’s").lacks("talkspace-signature");
    }
    let roll = lesson.get("?view=roll", &lesson.ravi).await;
    assert_eq!(roll.text.matches("<tr data-attendee").count(), 1);
}

#[tokio::test]
async fn to_everybody_else_there_is_no_such_record() {
    let lesson = Lesson::held().await;
    let nowhere = lesson.stage.get("/meetings/0190-nowhere", &lesson.zoya).await;
    let told = |answer: &Answer| answer.text.split("<main").nth(1).unwrap().split("</main>").next().unwrap().to_owned();
    for rest in ["", "?run=0190-run", "?view=roll", "/attendance.csv", "/record.json?run=0190-run"] {
        let answer = lesson.get(rest, &lesson.zoya).await;
        assert_eq!((answer.status, told(&answer)), (StatusCode::NOT_FOUND, told(&nowhere)), "{rest}");
        let guest = lesson.get(rest, "").await;
        assert_eq!(guest.status, StatusCode::SEE_OTHER, "{rest}");
        assert!(guest.location().starts_with("/login?next=/meetings/"), "{}", guest.location());
    }
    assert_eq!(lesson.get("?run=another", &lesson.asha).await.status, StatusCode::NOT_FOUND);
    let unsaid = lesson.stage.post("/meetings", &lesson.zoya, "").await;
    let code: MeetingCode = unsaid.location().strip_prefix("/home?new=").unwrap().parse().unwrap();
    let empty = lesson.db.meetings().by_code(&code).await.unwrap().unwrap().id;
    lesson.stage.get(&format!("/meetings/{empty}"), &lesson.zoya).await.has("Nobody has been in this meeting yet");
    assert_eq!(lesson.stage.get(&format!("/meetings/{empty}/attendance.csv"), &lesson.zoya).await.status, 404);
}

#[tokio::test]
async fn a_co_host_sees_the_run_that_they_steered() {
    let lesson = Lesson::held().await;
    let who = Identity::user(&lesson.user("ravi").await).as_str().to_owned();
    let standing =
        Write::Standing { occurrence: lesson.run.clone(), identity: who, admitted: true, role: Some(Role::CoHost) };
    lesson.db.write(&[standing], Duration::from_secs(5)).await.unwrap();
    let page = lesson.get("", &lesson.ravi).await;
    assert_eq!(page.text.matches("<tr data-attendee").count(), 3);
    assert_eq!(lesson.get("/attendance.csv", &lesson.ravi).await.status, StatusCode::OK);
}

#[tokio::test]
async fn a_table_opens_in_a_spreadsheet_and_is_signed() {
    let lesson = Lesson::held().await;
    let csv = lesson.get("/attendance.csv?run=0190-run", &format!("{}; zone=Asia/Kolkata", lesson.asha)).await;
    assert_eq!(csv.headers[header::CONTENT_TYPE], "text/csv; charset=utf-8");
    assert_eq!(csv.headers[header::CONTENT_DISPOSITION], "attachment; filename=\"attendance.csv\"");
    let rows = rows(&csv.text);
    assert_eq!(rows[0][..6], ["Name", "Role", "Joined", "Left", "Time zone", "Present (min)"].map(str::to_owned));
    let ravi = rows.iter().find(|row| row[0] == "Ravi (phone)").unwrap();
    let told =
        ["Ravi (phone)", "Participant", "2026-11-22 15:35:00", "2026-11-22 16:25:00", "UTC+05:30", "40.0", "80.0"];
    assert_eq!(ravi[..7], told.map(str::to_owned));
    assert_eq!(ravi[9..14], ["1", "3.0", "25.0", "1", "0"].map(str::to_owned), "back once, spoke, share, hand, screen");
    assert!(rows.iter().any(|row| row[0] == "'=cmd|' /C calc'!A0"), "no name becomes a formula");
    let Verdict::Genuine { key, contents } = verify(csv.text.as_bytes()) else { panic!("it is genuine") };
    assert_eq!((key, contents), (lesson.stage.app.records.public_key(), Contents::Table { rows: 3 }));
    let forged = csv.text.replace("80.0", "90.0");
    assert_eq!(verify(forged.as_bytes()), Verdict::Changed(Changed::Somewhere));
    lesson.get("/attendance.csv", &lesson.asha).await.has("2026-11-22 10:05:00").has("UTC+00:00");
}

#[tokio::test]
async fn the_whole_record_can_be_recomputed_and_is_signed() {
    let lesson = Lesson::held().await;
    let json = lesson.get("/record.json?run=0190-run", &lesson.asha).await;
    assert_eq!(json.status, StatusCode::OK);
    let Verdict::Genuine { key, contents } = verify(json.text.as_bytes()) else { panic!("it is genuine") };
    assert_eq!(key, lesson.stage.app.records.public_key());
    assert!(matches!(contents, Contents::Record { people: 3, facts: 13, .. }), "{contents:?}");
    let forged = json.text.replacen("Ravi", "Zoya", 1);
    assert!(matches!(verify(forged.as_bytes()), Verdict::Changed(Changed::Fact(_))));
    let asha = lesson.user("asha").await;
    let actions = lesson.db.audit().actions_of(&asha).await.unwrap();
    assert!(actions.iter().any(|action| action == "record.export_json"), "{actions:?}");
}

#[tokio::test]
async fn the_roll_lists_people_by_dates() {
    let lesson = Lesson::held().await;
    let second = OccurrenceId::new("0191-run");
    let asha = lesson.user("asha").await;
    let opened = Write::AttendanceOpened {
        id: AttendanceId::new("a2"),
        occurrence: second.clone(),
        seat: SeatId(1),
        identity: Identity::user(&asha).as_str().to_owned(),
        user: Some(asha),
        name: "Asha P.".into(),
        role: Role::Host,
        at: at(1000),
    };
    let facts = [
        Write::OccurrenceOpened { id: second.clone(), meeting: lesson.meeting.clone(), at: at(1000) },
        opened,
        Write::OccurrenceEnded { occurrence: second, at: at(1060) },
    ];
    lesson.db.write(&facts, Duration::from_secs(5)).await.unwrap();
    let page = lesson.get("?view=roll&at_least=90", &lesson.asha).await;
    page.has("data-attendee=\"Asha P.\"").has("2 of 2").has("0 of 2").has("absent").has("(too short)");
    let csv = lesson.get("/attendance.csv?view=roll&at_least=90", &lesson.asha).await;
    let rows = rows(&csv.text);
    assert_eq!(rows[0], ["Name", "Attended", "Time zone", "2026-11-22 10:05:00", "2026-11-23 02:45:00"]);
    assert!(rows.contains(&["Asha P.", "2", "UTC", "100.0", "100.0"].map(str::to_owned).to_vec()), "{rows:?}");
    assert!(rows.contains(&["Ravi (phone)", "0", "UTC", "80.0", ""].map(str::to_owned).to_vec()), "{rows:?}");
    let verdict = verify(csv.text.as_bytes());
    assert!(matches!(verdict, Verdict::Genuine { contents: Contents::Table { rows: 3 }, .. }), "{verdict:?}");
}

#[tokio::test]
async fn anybody_may_check_an_export() {
    let lesson = Lesson::held().await;
    let page = lesson.stage.get("/verify", "").await;
    assert_eq!(page.status, StatusCode::OK);
    page.has("Check a record").has(&lesson.stage.app.records.public_key().to_string()).has("/pkg/record.js");
}
