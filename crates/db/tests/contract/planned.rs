//! Planned meetings: their dates, whom they concern, and the runs that belong to them.

use talkspace_db::{NewPlan, ScheduleRow};
use talkspace_model::schedule::{Change, CivilTime, Ends, PlannedDate, Repeat, Schedule};

use crate::support::*;

fn schedule() -> Schedule {
    let (first, time) = ("2026-11-23".parse().unwrap(), CivilTime::new(9, 30).unwrap());
    let repeat = Repeat::Daily { ends: Ends::After { count: 3 } };
    let changes = [("2026-11-24".parse().unwrap(), Change::Cancelled)].into();
    Schedule { first, time, zone: "Asia/Kolkata".into(), minutes: 60, repeat, changes }
}

/// From and to in seconds; the day only names it.
fn date(day: &str, start: i64, end: i64) -> PlannedDate {
    PlannedDate { day: day.parse().unwrap(), start: at(start), end: at(end) }
}

fn plan(meeting: &MeetingId, host: &UserId, sequence: u32, dates: Vec<PlannedDate>, invitees: &[&str]) -> NewPlan {
    let audited = AuditEntry {
        id: id(),
        at: at(0),
        action: "meeting.schedule",
        user: Some(host.clone()),
        address: None,
        subject: None,
        detail: Some(meeting.as_str().to_owned()),
    };
    NewPlan {
        made: None,
        row: ScheduleRow {
            meeting: meeting.clone(),
            schedule: schedule(),
            description: "Chapter 4\0".into(),
            sequence,
            changed: at(0),
            cancelled: None,
        },
        dates,
        invitees: invitees.iter().map(|address| email(address)).collect(),
        title: "Optics".into(),
        settings: MeetingSettings::default(),
        passcode: None,
        audited,
    }
}

async fn planned_of(db: &Db, meeting: &MeetingId, opens: i64) -> Option<(i64, i64)> {
    let run = run_of(db, meeting, opens).await;
    write(db, &[Write::OccurrenceEnded { occurrence: run.clone(), at: at(opens + 1) }]).await.unwrap();
    let planned = db.occurrences().planned(&run).await.unwrap();
    planned.map(|(start, end)| ((start.0 - at(0).0) / 1000, (end.0 - at(0).0) / 1000))
}

contract! {
    async fn a_plan_is_kept_and_replaced_whole(db: Db) {
        let asha = user(&db, "asha").await;
        let meeting = meeting(&db, &asha, 'n', 0).await;
        assert_eq!(db.schedules().of(&meeting).await.unwrap(), None);
        let dates = vec![date("2026-11-23", 100, 200), date("2026-11-25", 300, 400)];
        let first = plan(&meeting, &asha, 0, dates.clone(), &["ravi@example.org", "meera@example.org"]);
        db.schedules().put(&first).await.unwrap();
        let row = db.schedules().of(&meeting).await.unwrap().unwrap();
        assert_eq!((&row.schedule, row.description.as_str(), row.sequence), (&schedule(), "Chapter 4\u{fffd}", 0));
        assert_eq!(db.schedules().dates(&meeting).await.unwrap(), dates);
        assert_eq!(db.schedules().invitees(&meeting).await.unwrap(), [email("meera@example.org"), email("ravi@example.org")]);
        assert_eq!(db.meetings().by_id(&meeting).await.unwrap().unwrap().title, "Optics");

        let second = plan(&meeting, &asha, 1, vec![date("2026-11-25", 300, 500)], &["ravi@example.org"]);
        db.schedules().put(&second).await.unwrap();
        assert_eq!(db.schedules().of(&meeting).await.unwrap().unwrap().sequence, 1);
        assert_eq!(db.schedules().dates(&meeting).await.unwrap(), [date("2026-11-25", 300, 500)]);
        assert_eq!(db.schedules().invitees(&meeting).await.unwrap(), [email("ravi@example.org")]);
        assert_eq!(db.audit().actions_of(&asha).await.unwrap(), ["meeting.schedule", "meeting.schedule"]);
        assert_eq!(db.schedules().all().await.unwrap().len(), 1);
    }

    async fn a_plan_and_its_new_meeting_are_stored_together_or_not_at_all(db: Db) {
        let asha = user(&db, "asha").await;
        meeting(&db, &asha, 'n', 0).await;
        let made = |last| NewMeeting {
            id: MeetingId::new(id()),
            code: code(last),
            title: "Optics".into(),
            host: asha.clone(),
            settings: MeetingSettings::default(),
            created: at(0),
        };
        let taken = made('n');
        let with = |made: NewMeeting| {
            let dates = vec![date("2026-11-23", 100, 200)];
            NewPlan { made: Some(made), ..plan(&MeetingId::new("later"), &asha, 0, dates, &[]) }
        };
        let refused = with(taken);
        assert!(matches!(db.schedules().put(&refused).await, Err(DbError::CodeTaken)));
        assert_eq!(db.audit().actions_of(&asha).await.unwrap(), Vec::<String>::new());
        let mut free = with(made('p'));
        free.row.meeting = free.made.as_ref().unwrap().id.clone();
        db.schedules().put(&free).await.unwrap();
        assert_eq!(db.meetings().by_code(&code('p')).await.unwrap().unwrap().id, free.row.meeting);
    }

    async fn what_is_to_come_is_for_hosts_and_those_invited(db: Db) {
        let (asha, ravi) = (user(&db, "asha").await, user(&db, "ravi").await);
        let (one, two) = (meeting(&db, &asha, 'n', 0).await, meeting(&db, &ravi, 'p', 0).await);
        let own = plan(&one, &asha, 0, vec![date("2026-11-23", 100, 200), date("2026-11-25", 500, 600)], &["ravi@example.org"]);
        db.schedules().put(&own).await.unwrap();
        db.schedules().put(&plan(&two, &ravi, 0, vec![date("2026-11-23", 300, 400)], &[])).await.unwrap();
        let upcoming = async |user: &UserId, email: &str, now| {
            let rows = db.schedules().upcoming((user, email), at(now), 9).await.unwrap();
            rows.into_iter().map(|row| (row.meeting.id, row.host_name, row.date.start)).collect::<Vec<_>>()
        };
        let (mine, theirs) = ((one.clone(), "asha".to_owned()), (two.clone(), "ravi".to_owned()));
        let at = |(id, name): &(MeetingId, String), start| (id.clone(), name.clone(), at(start));
        let all = [at(&mine, 100), at(&theirs, 300), at(&mine, 500)];
        assert_eq!(upcoming(&ravi, "ravi@example.org", 0).await, all);
        assert_eq!(upcoming(&ravi, "ravi@example.org", 199).await, all, "it goes on");
        assert_eq!(upcoming(&ravi, "ravi@example.org", 200).await, all[1..], "it is over");
        assert_eq!(upcoming(&asha, "asha@example.org", 0).await, [all[0].clone(), all[2].clone()]);
        assert_eq!(db.schedules().next(&one, crate::support::at(250)).await.unwrap(), Some(date("2026-11-25", 500, 600)));
        assert_eq!(db.schedules().next(&one, crate::support::at(600)).await.unwrap(), None);
    }

    /// From an hour before it begins until it ends; where two are near, the nearer beginning counts.
    async fn a_run_belongs_to_the_nearest_date(db: Db) {
        let asha = user(&db, "asha").await;
        let meeting = meeting(&db, &asha, 'n', 0).await;
        let hour = 3600;
        let dates = vec![date("2026-11-23", 2 * hour, 3 * hour), date("2026-11-25", 4 * hour, 5 * hour)];
        db.schedules().put(&plan(&meeting, &asha, 0, dates, &[])).await.unwrap();
        let (first, second) = (Some((2 * hour, 3 * hour)), Some((4 * hour, 5 * hour)));
        for (opens, planned) in [
            (hour - 1, None),
            (hour, first),
            (2 * hour + 10, first),
            (3 * hour - 1, first),
            (3 * hour + 1, second),
            (5 * hour - 10, second),
            (5 * hour, None),
        ] {
            assert_eq!(planned_of(&db, &meeting, opens).await, planned, "opens at {opens}");
        }
    }

    async fn what_was_planned_for_a_run_stays_when_the_plan_changes(db: Db) {
        let asha = user(&db, "asha").await;
        let meeting = meeting(&db, &asha, 'n', 0).await;
        db.schedules().put(&plan(&meeting, &asha, 0, vec![date("2026-11-23", 100, 200)], &[])).await.unwrap();
        let run = OccurrenceId::new(id());
        let begun = Write::OccurrenceOpened { id: run.clone(), meeting: meeting.clone(), at: at(90) };
        write(&db, std::slice::from_ref(&begun)).await.unwrap();
        db.schedules().put(&plan(&meeting, &asha, 1, vec![date("2026-11-23", 150, 250)], &[])).await.unwrap();
        write(&db, &[begun]).await.unwrap();
        assert_eq!(db.occurrences().planned(&run).await.unwrap(), Some((at(100), at(200))));
    }

    async fn a_personal_room_is_made_once(db: Db) {
        let asha = user(&db, "asha").await;
        let room = |last| NewMeeting {
            id: MeetingId::new(id()),
            code: code(last),
            title: "Room".into(),
            host: asha.clone(),
            settings: MeetingSettings::default(),
            created: at(0),
        };
        assert!(db.meetings().personal_of(&asha).await.unwrap().is_none());
        let first = db.meetings().personal(&room('n')).await.unwrap();
        let again = db.meetings().personal(&room('p')).await.unwrap();
        assert_eq!((first.id, first.code), (again.id, again.code));
        assert!(db.meetings().by_code(&code('p')).await.unwrap().is_none(), "no second one is left over");
        assert!(db.meetings().of_host(&asha, 9).await.unwrap().is_empty(), "it stands by itself");
    }
}

contract! {
    async fn letters_wait_until_they_are_sent(db: Db) {
        let asha = user(&db, "asha").await;
        let meeting = meeting(&db, &asha, 'n', 0).await;
        let letter = |to: &str, queued| talkspace_db::NewMail {
            id: id(),
            meeting: meeting.clone(),
            host: asha.clone(),
            recipient: email(to),
            message: format!("To: {to}"),
            queued: at(queued),
        };
        let (first, second) = (letter("ravi@example.org", 0), letter("meera@example.org", 1));
        db.mails().queue(&[first.clone(), second.clone()]).await.unwrap();
        let due = async |now| {
            let due = db.mails().due(at(now), 9).await.unwrap();
            due.into_iter().map(|mail| (mail.id, mail.tries)).collect::<Vec<_>>()
        };
        assert_eq!(due(0).await, [(first.id.clone(), 0)]);
        assert_eq!(due(1).await, [(first.id.clone(), 0), (second.id.clone(), 0)]);
        db.mails().failed(&first.id, "busy", Some(at(60))).await.unwrap();
        db.mails().sent(&second.id, at(2)).await.unwrap();
        assert_eq!(due(59).await, []);
        assert_eq!(due(60).await, [(first.id.clone(), 1)], "a restart changes nothing of that");
        let undelivered = async || {
            let found = db.mails().undelivered(&meeting).await.unwrap();
            found.into_iter().map(|mail| (mail.recipient, mail.failed, mail.given_up)).collect::<Vec<_>>()
        };
        assert_eq!(undelivered().await, [(email("ravi@example.org"), true, false)]);
        db.mails().failed(&first.id, "no such person", None).await.unwrap();
        assert_eq!((due(9999).await, undelivered().await), (vec![], vec![(email("ravi@example.org"), true, true)]));
        let third = letter("ravi@example.org", 100);
        db.mails().queue(std::slice::from_ref(&third)).await.unwrap();
        assert_eq!(undelivered().await, [(email("ravi@example.org"), false, false)], "the newest letter counts");
        db.mails().sent(&third.id, at(101)).await.unwrap();
        assert_eq!(undelivered().await, []);
        assert_eq!(db.mails().count_since(&asha, at(0)).await.unwrap(), 2);
    }
}
