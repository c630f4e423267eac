//! Planning over a real database and the rules of real time zones.

mod support;

use support::{Stage, visitor};
use talkspace_db::NewUser;
use talkspace_model::{
    ApiError, Field, FieldError, MeetingId, Millis, Problem, RegistrationPolicy, SlotCounts, Timestamp, UserId,
    ViewerUser, WaitingRoom,
    limits::Limits,
    schedule::{CivilDate, Repeat},
};
use talkspace_server::{
    accounts::{passwords::Passwords, rules::Rules},
    meetings::{Meetings, PasscodeChange},
    random,
    schedules::{Draft, Refusal, Schedules, zones::Zone},
};

/// 2023-11-14, 22:13 UTC, the support's clock, is 03:43 on the 15th in Kolkata.
fn draft() -> Draft {
    Draft {
        title: "Physics".into(),
        date: "2023-11-15".into(),
        starts_at: "09:30".into(),
        zone: "Asia/Kolkata".into(),
        duration: "60".into(),
        repeats: "weekly".into(),
        days: vec!["wednesday".into(), "friday".into()],
        ends: "after".into(),
        times: "4".into(),
        waiting_room: "everyone".into(),
        invitees: "ravi@example.org".into(),
        description: "Bring your book.".into(),
        ..Draft::default()
    }
}

struct Desk {
    stage: Stage,
    meetings: Meetings,
    schedules: Schedules,
    asha: ViewerUser,
    ravi: ViewerUser,
    meera: ViewerUser,
}

impl Desk {
    async fn set() -> Self {
        let stage = Stage::set().await;
        let (db, clock) = (stage.db.clone(), stage.clock());
        let (limits, slots) = (Limits::default(), SlotCounts::default());
        Self {
            meetings: Meetings::new(
                db.clone(),
                clock.clone(),
                limits.clone(),
                slots,
                Passwords::start(),
                Rules::usual(RegistrationPolicy::Open),
            ),
            schedules: Schedules::new(db, clock, limits),
            asha: user(&stage, "asha").await,
            ravi: user(&stage, "ravi").await,
            meera: user(&stage, "meera").await,
            stage,
        }
    }

    async fn planned(&self) -> MeetingId {
        self.schedules.create(&self.meetings, &self.asha, draft()).await.expect("is planned").setup.id
    }
}

async fn user(stage: &Stage, name: &str) -> ViewerUser {
    let email = format!("{name}@example.org");
    let new = NewUser {
        id: UserId::new(random::id()),
        email: email.parse().expect("an address"),
        name: name.into(),
        password_hash: String::new(),
        role: talkspace_model::AccountRole::Organiser,
        created: stage.clock().now(),
    };
    stage.db.users().insert(&new).await.expect("inserts");
    ViewerUser { id: new.id, name: name.into(), email, role: talkspace_model::AccountRole::Organiser }
}

fn day(text: &str) -> CivilDate {
    text.parse().expect("a day")
}

fn moment(date: &str, time: &str) -> Timestamp {
    Zone::of("Asia/Kolkata").moment(day(date), time.parse().expect("a time"))
}

fn only(refusal: Refusal) -> FieldError {
    let Refusal::Invalid(errors) = refusal else { panic!("{refusal:?}") };
    let [error] = errors.as_slice() else { panic!("{errors:?}") };
    error.clone()
}

#[tokio::test]
async fn a_series_is_planned_and_seen_by_whom_it_concerns() {
    let desk = Desk::set().await;
    let plan = desk.schedules.create(&desk.meetings, &desk.asha, draft()).await.expect("is planned");
    let days: Vec<String> = plan.dates.iter().map(|date| date.day.to_string()).collect();
    assert_eq!(days, ["2023-11-15", "2023-11-17", "2023-11-22", "2023-11-24"]);
    assert_eq!(plan.dates[0].start, moment("2023-11-15", "09:30"));
    assert_eq!(plan.setup.settings.waiting_room, WaitingRoom::Everyone);
    assert_eq!(desk.stage.db.audit().actions_of(&desk.asha.id).await.unwrap(), ["meeting.schedule"]);

    for (who, hosted, count) in [(&desk.asha, true, 4), (&desk.ravi, false, 4), (&desk.meera, false, 0)] {
        let upcoming = desk.schedules.upcoming(who).await.unwrap();
        assert_eq!(upcoming.len(), count, "{}", who.name);
        assert!(upcoming.iter().all(|date| date.hosted == hosted && date.repeats && date.host_name == "asha"));
    }
    let seen = async |who| desk.schedules.seen(&desk.meetings, &plan.setup.id, who).await.map(|plan| plan.hosted);
    assert_eq!(seen(&desk.asha).await, Ok(true));
    assert_eq!(seen(&desk.ravi).await, Ok(false));
    assert_eq!(seen(&desk.meera).await, Err(Refusal::NotFound));
    let door = desk.meetings.door(plan.code(), None, &visitor(1)).await.unwrap();
    assert_eq!(door.starts, Some(moment("2023-11-15", "09:30")));
}

#[tokio::test]
async fn one_date_is_moved_and_another_cancelled() {
    let desk = Desk::set().await;
    let id = desk.planned().await;
    let moved =
        Draft { date: "2023-11-18".into(), starts_at: "11:00".into(), duration: "30".into(), ..Draft::default() };
    let one = (&id, day("2023-11-17"));
    let plan = desk.schedules.change_date(&desk.meetings, one, &desk.asha, moved).await.expect("is moved");
    let date = plan.date(day("2023-11-17")).expect("takes place");
    assert_eq!((date.start, date.end), (moment("2023-11-18", "11:00"), moment("2023-11-18", "11:30")));

    let gone = (&id, Some(day("2023-11-22")));
    let plan = desk.schedules.cancel(&desk.meetings, gone, &desk.asha).await.expect("is cancelled");
    assert_eq!((plan.dates.len(), plan.row.sequence, plan.row.cancelled), (3, 2, None));
    assert_eq!(
        desk.schedules.cancel(&desk.meetings, gone, &desk.asha).await,
        Err(Refusal::NotFound),
        "is gone already"
    );

    let later = Draft { times: "5".into(), ..draft() };
    let plan = desk.schedules.change(&desk.meetings, &id, &desk.asha, later).await.expect("is changed");
    assert_eq!(plan.date(day("2023-11-17")).map(|date| date.start), Some(date.start), "stays moved");
    assert_eq!((plan.dates.len(), plan.date(day("2023-11-22"))), (4, None), "stays cancelled");
    let actions = desk.stage.db.audit().actions_of(&desk.asha.id).await.unwrap();
    assert_eq!(actions, ["meeting.schedule", "meeting.reschedule", "meeting.cancel", "meeting.reschedule"]);
}

#[tokio::test]
async fn a_cancelled_series_is_gone_and_can_be_planned_again() {
    let desk = Desk::set().await;
    let id = desk.planned().await;
    let plan = desk.schedules.cancel(&desk.meetings, (&id, None), &desk.asha).await.expect("is cancelled");
    assert!(plan.dates.is_empty() && plan.row.cancelled.is_some());
    assert_eq!(desk.schedules.upcoming(&desk.ravi).await, Ok(vec![]));
    let once = Draft { repeats: "none".into(), ..draft() };
    let again = desk.schedules.change(&desk.meetings, &id, &desk.asha, once).await.expect("is planned again");
    assert_eq!((again.dates.len(), again.row.cancelled, again.row.sequence), (1, None, 2));
    let gone = (&id, Some(day("2023-11-15")));
    let last = desk.schedules.cancel(&desk.meetings, gone, &desk.asha).await.expect("is cancelled");
    assert!(last.row.cancelled.is_some(), "with its only date the plan is cancelled");
}

#[tokio::test]
async fn nobody_else_plans_somebodys_meeting() {
    let desk = Desk::set().await;
    let id = desk.planned().await;
    for who in [&desk.ravi, &desk.meera] {
        let one = (&id, day("2023-11-15"));
        assert_eq!(desk.schedules.change(&desk.meetings, &id, who, draft()).await, Err(Refusal::NotFound));
        assert_eq!(desk.schedules.change_date(&desk.meetings, one, who, draft()).await, Err(Refusal::NotFound));
        assert_eq!(desk.schedules.cancel(&desk.meetings, (&id, None), who).await, Err(Refusal::NotFound));
    }
    let plan = desk.schedules.own(&desk.meetings, &id, &desk.asha).await.expect("is there");
    assert_eq!((plan.row.sequence, plan.dates.len()), (0, 4));
    assert_eq!(desk.meetings.own(&id, &desk.ravi.id).await, Err(ApiError::NotFound));
}

#[tokio::test]
async fn a_plan_that_is_refused_leaves_nothing_behind() {
    let desk = Desk::set().await;
    let over = Draft { date: "2023-11-14".into(), repeats: "none".into(), ..draft() };
    let refused = desk.schedules.create(&desk.meetings, &desk.asha, over).await.expect_err("is over");
    assert_eq!(only(refused), FieldError::new(Field::Date, Problem::Over));
    let short = Draft { passcode: Some(PasscodeChange::Set("abc".into())), ..draft() };
    let refused = desk.schedules.create(&desk.meetings, &desk.asha, short).await.expect_err("is too short");
    assert_eq!(only(refused), FieldError::new(Field::Passcode, Problem::TooShort { min: 4 }));
    assert_eq!(desk.meetings.of_host(&desk.asha.id, 9).await, Ok(vec![]));
    let id = desk.planned().await;
    let past =
        Draft { date: "2023-11-01".into(), starts_at: "09:30".into(), duration: "60".into(), ..Draft::default() };
    let one = (&id, day("2023-11-17"));
    let refused = desk.schedules.change_date(&desk.meetings, one, &desk.asha, past).await.expect_err("is over");
    assert_eq!(only(refused), FieldError::new(Field::Date, Problem::Over));
}

#[tokio::test]
async fn a_passcode_and_a_plan_come_together() {
    let desk = Desk::set().await;
    let locked = Draft { passcode: Some(PasscodeChange::Set("blue door".into())), ..draft() };
    let plan = desk.schedules.create(&desk.meetings, &desk.asha, locked).await.expect("is planned");
    assert!(plan.setup.has_passcode);
    let kept = desk.schedules.change(&desk.meetings, &plan.setup.id, &desk.asha, draft()).await.expect("is changed");
    assert!(kept.setup.has_passcode, "an empty field leaves it");
}

#[tokio::test]
async fn what_is_over_is_not_to_come() {
    let desk = Desk::set().await;
    desk.planned().await;
    let daily = Draft { repeats: "daily".into(), ends: "never".into(), title: "Stand-up".into(), ..draft() };
    let plan = desk.schedules.create(&desk.meetings, &desk.asha, daily).await.expect("is planned");
    assert!(matches!(plan.row.schedule.repeat, Repeat::Daily { .. }));
    let titles = async || {
        let dates = desk.schedules.upcoming(&desk.asha).await.unwrap();
        dates.into_iter().map(|date| date.meeting.title).collect::<Vec<_>>()
    };
    assert_eq!(titles().await.iter().filter(|title| *title == "Stand-up").count(), 4, "a daily one hides nothing");
    assert_eq!(titles().await.iter().filter(|title| *title == "Physics").count(), 4);
    desk.stage.pass(Millis::from_mins(8 * 24 * 60));
    assert_eq!(titles().await.iter().filter(|title| *title == "Physics").count(), 1);
}

/// Half past nine stays half past nine, whatever happens to the clocks.
#[tokio::test]
async fn a_series_keeps_its_local_time_over_a_year() {
    let desk = Desk::set().await;
    for zone in ["Europe/Berlin", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe", "America/Santiago"] {
        let yearly = Draft { zone: zone.into(), repeats: "daily".into(), ends: "never".into(), ..draft() };
        let plan = desk.schedules.create(&desk.meetings, &desk.asha, yearly).await.expect("is planned");
        assert_eq!(plan.dates.len(), 366);
        let place = Zone::of(zone);
        for date in &plan.dates {
            let (on, time) = place.shown(date.start);
            assert_eq!((on, time.to_string().as_str()), (date.day, "09:30"), "{zone}");
        }
    }
}

#[tokio::test]
async fn everybody_has_one_room_of_their_own() {
    let desk = Desk::set().await;
    let room = desk.meetings.personal(&desk.asha, "Asha's room").await.unwrap();
    desk.stage.pass(Millis::from_mins(60));
    assert_eq!(desk.meetings.personal(&desk.asha, "another title").await, Ok(room.clone()));
    let other = desk.meetings.personal(&desk.ravi, "Ravi's room").await.unwrap();
    assert_ne!(room.code, other.code);
    assert_eq!(desk.meetings.of_host(&desk.asha.id, 9).await, Ok(vec![]));
    assert!(desk.meetings.own(&room.id, &desk.asha.id).await.is_ok(), "it has the settings of every meeting");
}
