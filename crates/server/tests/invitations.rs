//! Calendar files and letters, read by other libraries than those that wrote them.

mod support;

use std::{collections::BTreeMap, path::Path, time::Duration};

use calcard::icalendar::ICalendar;
use mail_parser::{MessageParser, MimeHeaders as _};
use support::Stage;
use talkspace_db::{NewMeeting, NewUser, ScheduleRow};
use talkspace_model::{
    Email, MeetingId, MeetingSettings, Millis, Timestamp, UserId,
    schedule::{Change, CivilDate, CivilTime, Ends, Repeat, Schedule, Weekday},
};
use talkspace_server::{
    mail::{Letter, Mail},
    meetings::MeetingSetup,
    random,
    schedules::{
        Plan, dates,
        ics::{self, Head, Method},
    },
};
use tokio::{
    io::{AsyncBufReadExt as _, AsyncWriteExt as _, BufReader},
    net::TcpListener,
};

const LINK: &str = "https://talk.example/m/abcd-efgh-jkmn";

fn day(text: &str) -> CivilDate {
    text.parse().expect("a day")
}

fn plan(schedule: Schedule) -> Plan {
    let id = MeetingId::new("0199-meeting");
    Plan {
        dates: dates(&schedule),
        row: ScheduleRow {
            meeting: id.clone(),
            schedule,
            description: "Bring your book;\nand a pen, please \\o/".into(),
            sequence: 3,
            changed: Timestamp(1_700_000_000_000),
            cancelled: None,
        },
        setup: MeetingSetup {
            id,
            code: "abcd-efgh-jkmn".parse().expect("a code"),
            title: "भौतिकी: Optics, waves; and \"light\" in a title that is longer than one line may be".into(),
            settings: MeetingSettings::default(),
            has_passcode: false,
        },
        invitees: vec!["ravi@example.org".parse().expect("an address")],
        hosted: true,
        host_name: "Asha \"A\" Patil".into(),
        host_email: "asha@example.org".parse().expect("an address"),
        gone: Vec::new(),
    }
}

fn schedule(zone: &str, first: &str, repeat: Repeat) -> Schedule {
    let time = CivilTime::new(9, 30).expect("a time");
    Schedule { first: day(first), time, zone: zone.into(), minutes: 60, repeat, changes: BTreeMap::new() }.settled()
}

fn weekly(count: u32) -> Repeat {
    Repeat::Weekly { days: [Weekday::Monday, Weekday::Thursday].into(), ends: Ends::After { count } }
}

fn written(plan: &Plan, method: Method) -> String {
    let attendee = plan.invitees.first();
    let (host_name, host_email) = (plan.host_name.as_str(), plan.host_email.as_str());
    ics::write(plan, method, Head { site: "talk.example", link: LINK, host_name, host_email, attendee })
}

/// When the events of a file begin, in milliseconds and in order, as calcard counts them.
fn expanded(file: &str) -> Vec<i64> {
    let calendar = ICalendar::parse(file).unwrap_or_else(|error| panic!("{error:?} in {file}"));
    let all = calendar.expand_dates(calcard::common::timezone::Tz::UTC, 1000);
    assert!(all.errors.is_empty(), "{:?} in {file}", all.errors);
    let mut starts: Vec<i64> = all.events.iter().map(|event| event.start.timestamp_millis()).collect();
    starts.sort_unstable();
    starts
}

fn starts(plan: &Plan) -> Vec<i64> {
    plan.dates.iter().map(|date| date.start.0).collect()
}

#[test]
fn another_library_counts_the_same_dates_over_changes_of_the_clocks() {
    for zone in ["Europe/Berlin", "America/New_York", "Asia/Kolkata", "Australia/Sydney", "UTC"] {
        for repeat in [
            Repeat::Once,
            weekly(60),
            Repeat::Daily { ends: Ends::Until { day: day("2027-04-30") } },
            Repeat::Daily { ends: Ends::Never },
        ] {
            let plan = plan(schedule(zone, "2026-10-12", repeat));
            assert_eq!(expanded(&written(&plan, Method::Publish)), starts(&plan), "{zone}");
        }
    }
}

#[test]
fn moved_and_cancelled_dates_are_where_they_belong() {
    let mut schedule = schedule("Europe/Berlin", "2026-10-12", weekly(8));
    let moved = Change::Moved { day: day("2026-10-28"), time: CivilTime::new(15, 0).expect("a time"), minutes: 30 };
    schedule.changes = [(day("2026-10-19"), Change::Cancelled), (day("2026-10-26"), moved)].into();
    let plan = plan(schedule);
    assert_eq!(plan.dates.len(), 7);
    let file = written(&plan, Method::Request);
    assert_eq!(expanded(&file), starts(&plan));
    assert!(file.contains("RECURRENCE-ID;TZID=Europe/Berlin:20261026T093000"), "{file}");
    assert!(file.contains("EXDATE;TZID=Europe/Berlin:20261019T093000"), "{file}");
}

#[test]
fn a_file_says_what_calendars_need() {
    let plan = plan(schedule("Europe/Berlin", "2026-10-12", weekly(8)));
    let file = written(&plan, Method::Request);
    assert!(file.ends_with("END:VCALENDAR\r\n") && !file.replace("\r\n", "").contains(['\r', '\n']));
    assert!(file.split("\r\n").all(|line| line.len() <= 75));
    let unfolded = file.replace("\r\n ", "");
    for line in [
        "METHOD:REQUEST",
        "UID:0199-meeting@talk.example",
        "SEQUENCE:3",
        "DTSTAMP:20231114T221320Z",
        "DTSTART;TZID=Europe/Berlin:20261012T093000",
        "DURATION:PT60M",
        "RRULE:FREQ=WEEKLY;COUNT=8;BYDAY=MO,TH",
        "ORGANIZER;CN=\"Asha A Patil\":mailto:asha@example.org",
        "DESCRIPTION:Bring your book\\;\\nand a pen\\, please \\\\o/\\n\\nhttps://talk.example/m/abcd-efgh-jkmn",
        "BEGIN:VTIMEZONE",
        "TZOFFSETTO:+0200",
        "TZOFFSETTO:+0100",
        "STATUS:CONFIRMED",
    ] {
        assert!(unfolded.lines().any(|own| own == line), "{line} in {unfolded}");
    }
    let whole = written(&plan, Method::Cancel(None));
    assert!(whole.contains("METHOD:CANCEL") && whole.contains("STATUS:CANCELLED") && !whole.contains("RECURRENCE-ID"));
    let one = written(&plan, Method::Cancel(Some(day("2026-10-15"))));
    assert!(one.contains("RECURRENCE-ID;TZID=Europe/Berlin:20261015T093000") && !one.contains("RRULE"), "{one}");
}

fn letter(subject: &str) -> Letter {
    let plan = plan(schedule("Asia/Kolkata", "2026-10-12", weekly(3)));
    Letter {
        to: "ravi@example.org".parse().expect("an address"),
        reply: Some((plan.host_name.clone(), plan.host_email.clone())),
        subject: subject.into(),
        text: "नमस्ते\n".into(),
        html: "<p>नमस्ते</p>".into(),
        calendar: Some((written(&plan, Method::Request), Method::Request.as_str())),
    }
}

struct Desk {
    stage: Stage,
    meeting: MeetingId,
    host: UserId,
    data: tempfile::TempDir,
}

impl Desk {
    async fn set() -> Self {
        let stage = Stage::set().await;
        let (host, meeting) = (UserId::new(random::id()), MeetingId::new(random::id()));
        let user = NewUser {
            id: host.clone(),
            email: "asha@example.org".parse().expect("an address"),
            name: "Asha".into(),
            password_hash: String::new(),
            role: talkspace_model::AccountRole::Organiser,
            created: Timestamp(0),
        };
        stage.db.users().insert(&user).await.expect("inserts");
        let new = NewMeeting {
            id: meeting.clone(),
            code: "abcd-efgh-jkmn".parse().expect("a code"),
            title: "Physics".into(),
            host: host.clone(),
            settings: MeetingSettings::default(),
            created: Timestamp(0),
        };
        stage.db.meetings().insert(&new).await.expect("inserts");
        Self { stage, meeting, host, data: tempfile::tempdir().expect("a folder") }
    }

    fn mail(&self, smtp_url: Option<&str>) -> Mail {
        let from = "TalkSpace <talk@talk.example>".parse().expect("an address");
        Mail::new(self.stage.db.clone(), self.stage.clock(), smtp_url, from, self.data.path()).expect("is set up")
    }

    async fn queue(&self, mail: &Mail, subject: &str) {
        mail.queue(&self.meeting, &self.host, &[letter(subject)]).await.expect("is kept");
    }
}

/// Waits for a condition, never for time.
async fn until<T>(what: &str, mut check: impl AsyncFnMut() -> Option<T>) -> T {
    let waiting = async {
        loop {
            if let Some(found) = check().await {
                return found;
            }
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    };
    tokio::time::timeout(Duration::from_secs(30), waiting).await.unwrap_or_else(|_| panic!("{what}"))
}

fn files(folder: &Path) -> Vec<String> {
    let Ok(found) = std::fs::read_dir(folder) else { return Vec::new() };
    let whole = found
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.extension().is_some_and(|end| end == "eml"));
    whole.filter_map(|path| std::fs::read_to_string(path).ok()).collect()
}

#[tokio::test]
async fn without_a_mail_server_letters_are_files() {
    let desk = Desk::set().await;
    let mail = desk.mail(None);
    assert!(mail.is_filed());
    let task = mail.start();
    let evil = "Physics\r\nBcc: everybody@example.org\r\n\r\nHello, भौतिकी";
    desk.queue(&mail, evil).await;
    let folder = desk.data.path().join("mail");
    let found = until("a file comes", async || files(&folder).pop()).await;
    task.abort();
    let message = MessageParser::default().parse(&found).expect("is a letter");
    assert_eq!(message.subject(), Some("PhysicsBcc: everybody@example.orgHello, भौतिकी"));
    assert!(message.bcc().is_none() && message.cc().is_none());
    let addresses = |list: Option<&mail_parser::Address<'_>>| {
        let list = list.expect("is there");
        list.iter().filter_map(|one| one.address().map(str::to_owned)).collect::<Vec<_>>()
    };
    assert_eq!(addresses(message.to()), ["ravi@example.org"]);
    assert_eq!(addresses(message.from()), ["talk@talk.example"]);
    assert_eq!(addresses(message.reply_to()), ["asha@example.org"]);
    assert_eq!(message.body_text(0).as_deref().map(str::trim), Some("नमस्ते"));
    assert!(message.body_html(0).is_some_and(|html| html.contains("<p>नमस्ते</p>")));
    let calendars: Vec<_> = message.parts.iter().filter(|part| part.is_content_type("text", "calendar")).collect();
    assert_eq!(calendars.len(), 2, "one to be read, one to be kept");
    for part in &calendars {
        let kind = part.content_type().expect("has one");
        assert_eq!(kind.attribute("method"), Some("REQUEST"));
        let text = part.text_contents().expect("is text");
        assert_eq!(expanded(text).len(), 3);
    }
    assert!(calendars.iter().any(|part| part.attachment_name() == Some("invitation.ics")));
    assert!(found.lines().all(|line| line.len() <= 998 && line.is_ascii()));
}

/// A mail server that answers `RCPT` with these codes, one after the other, and gives out what it takes.
async fn server(answers: &'static [&'static str], taken: tokio::sync::mpsc::UnboundedSender<String>) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("listens");
    let address = listener.local_addr().expect("has one");
    tokio::spawn(async move {
        let mut answers = answers.iter();
        while let Ok((socket, _)) = listener.accept().await {
            let (read, mut write) = socket.into_split();
            let mut lines = BufReader::new(read).lines();
            write.write_all(b"220 hello\r\n").await.expect("writes");
            let mut letter: Option<String> = None;
            while let Ok(Some(line)) = lines.next_line().await {
                if let Some(text) = &mut letter {
                    if line == "." {
                        taken.send(std::mem::take(text)).expect("somebody listens");
                        letter = None;
                        write.write_all(b"250 taken\r\n").await.expect("writes");
                    } else {
                        text.push_str(&line);
                        text.push('\n');
                    }
                    continue;
                }
                let answer = match line.split([' ', ':']).next().unwrap_or_default() {
                    "EHLO" => "250 hello",
                    "RCPT" => answers.next().copied().unwrap_or("250 fine"),
                    "DATA" => {
                        letter = Some(String::new());
                        "354 go on"
                    }
                    "QUIT" => "221 bye",
                    _ => "250 fine",
                };
                if write.write_all(format!("{answer}\r\n").as_bytes()).await.is_err() {
                    break;
                }
            }
        }
    });
    format!("smtp://{address}")
}

#[tokio::test]
async fn a_letter_that_is_refused_for_now_is_tried_again_after_a_restart_too() {
    let desk = Desk::set().await;
    let (sender, mut taken) = tokio::sync::mpsc::unbounded_channel();
    let url = server(&["451 come back later"], sender).await;
    let mail = desk.mail(Some(&url));
    let task = mail.start();
    desk.queue(&mail, "Physics").await;
    let undelivered = async || Some(mail.undelivered(&desk.meeting).await.unwrap()).filter(|found| !found.is_empty());
    let found = until("the failure is noted", undelivered).await;
    assert_eq!((found[0].recipient.as_str(), found[0].given_up), ("ravi@example.org", false));
    task.abort();

    desk.stage.pass(Millis::from_mins(1));
    let again = desk.mail(Some(&url));
    let task = again.start();
    let letter = taken.recv().await.expect("is taken");
    assert!(letter.contains("Subject: Physics"), "{letter}");
    let delivered = async || again.undelivered(&desk.meeting).await.unwrap().is_empty().then_some(());
    until("it counts as sent", delivered).await;
    task.abort();
}

#[tokio::test]
async fn a_letter_that_is_refused_for_good_is_given_up_and_the_next_one_goes_out() {
    let desk = Desk::set().await;
    let (sender, mut taken) = tokio::sync::mpsc::unbounded_channel();
    let mail = desk.mail(Some(&server(&["550 nobody of that name"], sender).await));
    let task = mail.start();
    desk.queue(&mail, "first").await;
    let given_up = async || {
        let found = mail.undelivered(&desk.meeting).await.unwrap();
        found.first().is_some_and(|mail| mail.given_up).then_some(())
    };
    until("it is given up", given_up).await;
    desk.queue(&mail, "second").await;
    assert!(taken.recv().await.expect("is taken").contains("Subject: second"));
    let told = async || mail.undelivered(&desk.meeting).await.unwrap().is_empty().then_some(());
    until("the newest letter is what counts", told).await;
    task.abort();
}

#[tokio::test]
async fn whoever_causes_too_many_letters_is_counted() {
    let desk = Desk::set().await;
    let mail = desk.mail(None);
    for _ in 0..3 {
        desk.queue(&mail, "Physics").await;
    }
    let now = desk.stage.clock().now();
    let count = async |since| desk.stage.db.mails().count_since(&desk.host, since).await.unwrap();
    assert_eq!((count(now - Millis(1)).await, count(now).await), (3, 0));
    let other: Email = "meera@example.org".parse().expect("an address");
    assert!(mail.undelivered(&desk.meeting).await.unwrap().iter().all(|mail| mail.recipient != other));
}
