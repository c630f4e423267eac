//! Meetings and history over a real database.

mod support;

use support::{Stage, visitor};
use talkspace_db::{NewUser, Write};
use talkspace_model::{
    ApiError, AttendanceId, EntryRefusal, Field, LeaveReason, MeetingCode, MeetingSummary, Millis, OccurrenceId,
    Problem, Role, SlotCounts, UserId, ViewerUser, limits, limits::Limits,
};
use talkspace_server::{history::History, http::Visitor, meetings::Meetings, random};

fn meetings(stage: &Stage) -> Meetings {
    Meetings::new(stage.db.clone(), stage.clock(), Limits::default(), SlotCounts::default())
}

async fn user(stage: &Stage, name: &str) -> ViewerUser {
    let email = format!("{name}@example.org");
    let new = NewUser {
        id: UserId::new(random::id()),
        email: email.parse().expect("an address"),
        name: name.into(),
        password_hash: String::new(),
        is_admin: false,
        created: stage.clock().now(),
    };
    stage.db.users().insert(&new).await.expect("inserts");
    ViewerUser { id: new.id, name: name.into(), email, is_admin: false }
}

async fn meeting(meetings: &Meetings, host: &ViewerUser) -> MeetingSummary {
    meetings.create(&host.id, " Physics \n").await.expect("is made")
}

fn unused() -> MeetingCode {
    "abcd-efgh-jkmn".parse().expect("a code")
}

#[tokio::test]
async fn making_and_listing() {
    let stage = Stage::set().await;
    let (meetings, asha) = (meetings(&stage), user(&stage, "asha").await);
    let first = meeting(&meetings, &asha).await;
    assert_eq!((first.title.as_str(), first.created, first.live), ("Physics", stage.clock().now(), false));
    stage.pass(Millis(1));
    let second = meeting(&meetings, &asha).await;
    assert_ne!(first.code, second.code);
    assert_eq!(meetings.of_host(&asha.id, 9).await, Ok(vec![second, first]));
    for (title, problem) in [("", Problem::Empty), (&*"x".repeat(121), Problem::TooLong { max: 120 })] {
        let refused = meetings.create(&asha.id, title).await.expect_err("is refused");
        let ApiError::Invalid(error) = refused else { panic!("{refused:?}") };
        assert_eq!((error.field, error.problem), (Field::Title, problem));
    }
}

#[tokio::test]
async fn in_front_of_the_door() {
    let stage = Stage::set().await;
    let (meetings, asha, ravi) = (meetings(&stage), user(&stage, "asha").await, user(&stage, "ravi").await);
    let code = meeting(&meetings, &asha).await.code;
    let door = async |viewer: Option<&ViewerUser>| {
        let door = meetings.door(&code, viewer, &visitor(1)).await.expect("is there");
        (door.is_host, door.must_ask, door.name)
    };
    assert_eq!(door(Some(&asha)).await, (true, false, Some("asha".into())));
    assert_eq!(door(Some(&ravi)).await, (false, false, Some("ravi".into())));
    assert_eq!(door(None).await, (false, true, None));
    assert_eq!(meetings.door(&unused(), None, &visitor(1)).await, Err(ApiError::NotFound));
}

#[tokio::test]
async fn who_comes_in_as_what() {
    let stage = Stage::set().await;
    let (meetings, asha, ravi) = (meetings(&stage), user(&stage, "asha").await, user(&stage, "ravi").await);
    let code = meeting(&meetings, &asha).await.code;
    let guest = Visitor { guest: Some("device".into()), ..visitor(1) };

    let host = meetings.enter(&code, Some(&asha), &visitor(1), "").await.unwrap().expect("comes in");
    assert_eq!((host.role, host.must_ask, host.name.as_str()), (Role::Host, false, "asha"));
    let known = meetings.enter(&code, Some(&ravi), &visitor(1), " Ravi  K ").await.unwrap().expect("comes in");
    assert_eq!((known.role, known.must_ask, known.name.as_str()), (Role::Participant, false, "Ravi K"));
    assert_eq!((known.user, known.guest_key), (Some(ravi.id), None));
    let stranger = meetings.enter(&code, None, &guest, "asha").await.unwrap().expect("comes in");
    assert_eq!((stranger.role, stranger.must_ask, stranger.user), (Role::Participant, true, None));
    assert_eq!(stranger.guest_key, Some(random::digest("device")));

    let nameless = meetings.enter(&code, None, &guest, " \u{200b}").await.unwrap();
    assert_eq!(nameless, Err(EntryRefusal::BadName(Problem::Empty)));
    let long = meetings.enter(&code, Some(&asha), &visitor(1), &"x".repeat(65)).await.unwrap();
    assert_eq!(long, Err(EntryRefusal::BadName(Problem::TooLong { max: 64 })));
    let nowhere = meetings.enter(&unused(), Some(&asha), &visitor(1), "").await.unwrap();
    assert_eq!(nowhere, Err(EntryRefusal::NoSuchMeeting));
}

#[tokio::test]
async fn trying_codes_out() {
    let stage = Stage::set().await;
    let (meetings, asha) = (meetings(&stage), user(&stage, "asha").await);
    let code = meeting(&meetings, &asha).await.code;
    for _ in 0..30 {
        assert!(meetings.door(&code, None, &visitor(1)).await.is_ok(), "hits are free");
    }
    for _ in 0..10 {
        assert_eq!(meetings.door(&unused(), None, &visitor(1)).await, Err(ApiError::NotFound));
    }
    let refused = meetings.enter(&unused(), Some(&asha), &visitor(1), "").await.unwrap();
    assert_eq!(refused, Err(EntryRefusal::TooManyTries { retry_after_secs: 6 }));
    assert!(
        meetings.door(&code, None, &visitor(1)).await.is_ok(),
        "whoever has a code is not kept out by those who have none"
    );
    assert_eq!(meetings.door(&unused(), None, &visitor(2)).await, Err(ApiError::NotFound), "others are not concerned");
    stage.pass(Millis::from_secs(6));
    assert_eq!(meetings.door(&unused(), None, &visitor(1)).await, Err(ApiError::NotFound));
}

#[tokio::test]
async fn history_merges_rejoins_and_survives_a_crash() {
    let stage = Stage::set().await;
    let (meetings, asha, ravi) = (meetings(&stage), user(&stage, "asha").await, user(&stage, "ravi").await);
    let meeting = meeting(&meetings, &asha).await;
    let start = stage.clock().now();
    let at = |seconds| start + Millis::from_secs(seconds);
    let run = OccurrenceId::new(random::id());
    stage.db.occurrences().resume_or_open(&meeting.id, &run, start, limits::EMPTY_ROOM_LINGER).await.unwrap();
    let opened = |id: &str, seconds| Write::AttendanceOpened {
        id: AttendanceId::new(id),
        occurrence: run.clone(),
        user: Some(ravi.id.clone()),
        name: "Ravi".into(),
        role: Role::Participant,
        at: at(seconds),
    };
    let left = Write::AttendanceClosed { id: AttendanceId::new("one"), at: at(60), reason: LeaveReason::Left };
    let seen = Write::Seen { occurrence: run.clone(), at: at(120), attendances: vec![AttendanceId::new("two")] };
    stage
        .db
        .write(&[opened("one", 10), left, opened("two", 100), seen], std::time::Duration::from_secs(5))
        .await
        .unwrap();

    let history = History::new(stage.db.clone(), stage.clock());
    stage.pass(Millis::from_secs(150));
    let page = history.page(&ravi.id, None).await.unwrap();
    let [entry] = &page.entries[..] else { panic!("{page:?}") };
    assert_eq!((entry.left, entry.present, entry.joins), (None, Millis::from_secs(100), 2), "still inside");
    assert_eq!((entry.host_name.as_str(), entry.title.as_str()), ("asha", "Physics"));

    stage.pass(Millis::from_secs(900));
    stage.db.occurrences().close_stale(stage.clock().now(), limits::EMPTY_ROOM_LINGER).await.unwrap();
    let page = history.page(&ravi.id, None).await.unwrap();
    let entry = &page.entries[0];
    assert_eq!((entry.joined, entry.left), (at(10), Some(at(120))));
    assert_eq!((entry.present, page.next_before), (Millis::from_secs(70), None));
    let hosted = history.page(&asha.id, None).await.unwrap();
    assert_eq!((hosted.entries[0].role, hosted.entries[0].joins), (Role::Host, 0), "the host sees it, too");
}
