//! Meetings and history over a real database.

mod support;

use support::{Stage, visitor};
use talkspace_db::{NewUser, Write};
use talkspace_model::{
    ApiError, AttendanceId, EntryRefusal, Field, FieldError, LeaveReason, MeetingCode, MeetingSettings, MeetingSummary,
    Millis, OccurrenceId, Problem, Role, SeatId, SlotCounts, UserId, ViewerUser, limits, limits::Limits,
};
use talkspace_room::Identity;
use talkspace_server::{
    accounts::{passwords::Passwords, rules::Rules},
    history::{Asked, Calendar, History},
    http::Visitor,
    meetings::{Meetings, PasscodeChange},
    random,
};

fn meetings(stage: &Stage) -> Meetings {
    Meetings::new(
        stage.db.clone(),
        stage.clock(),
        Limits::default(),
        SlotCounts::default(),
        Passwords::start(),
        Rules::usual(talkspace_model::RegistrationPolicy::Open),
    )
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

async fn meeting(meetings: &Meetings, host: &ViewerUser) -> MeetingSummary {
    meetings.create(host, " Physics \n").await.expect("is made")
}

/// A guest whose browser has kept its cookie.
fn device(host: u8) -> Visitor {
    Visitor { guest: Some("device".into()), ..visitor(host) }
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
        let refused = meetings.create(&asha, title).await.expect_err("is refused");
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
    let guest = device(1);

    let host = meetings.enter(&code, Some(&asha), &visitor(1), "", "").await.unwrap().expect("comes in");
    assert_eq!((host.role, host.name.as_str()), (Role::Host, "asha"));
    let known = meetings.enter(&code, Some(&ravi), &visitor(1), " Ravi  K ", "").await.unwrap().expect("comes in");
    assert_eq!((known.role, known.name.as_str()), (Role::Participant, "Ravi K"));
    assert!(known.identity == Identity::user(&ravi.id) && known.user == Some(ravi.id));
    let stranger = meetings.enter(&code, None, &guest, "asha", "").await.unwrap().expect("comes in");
    assert_eq!((stranger.role, stranger.user), (Role::Participant, None));
    assert!(stranger.identity == Identity::guest(&random::digest("device")));

    let nameless = meetings.enter(&code, None, &guest, " \u{200b}", "").await.unwrap();
    assert_eq!(nameless, Err(EntryRefusal::BadName(Problem::Empty)));
    let long = meetings.enter(&code, Some(&asha), &visitor(1), &"x".repeat(65), "").await.unwrap();
    assert_eq!(long, Err(EntryRefusal::BadName(Problem::TooLong { max: 64 })));
    let nowhere = meetings.enter(&unused(), Some(&asha), &visitor(1), "", "").await.unwrap();
    assert_eq!(nowhere, Err(EntryRefusal::NoSuchMeeting));
}

#[tokio::test]
async fn a_guest_without_a_device_gets_no_ticket() {
    let stage = Stage::set().await;
    let (meetings, asha, ravi) = (meetings(&stage), user(&stage, "asha").await, user(&stage, "ravi").await);
    let MeetingSummary { id, code, .. } = meeting(&meetings, &asha).await;
    let enter = async |viewer: Option<&ViewerUser>, passcode: &str| {
        meetings.enter(&code, viewer, &visitor(1), "Gita", passcode).await.unwrap().map(drop)
    };
    assert_eq!(enter(None, "").await, Err(EntryRefusal::NeedsCookie));
    assert_eq!(enter(Some(&asha), "").await, Ok(()), "an account is known by its session");
    assert_eq!(enter(Some(&ravi), "").await, Ok(()));
    let set = PasscodeChange::Set("blue door".into());
    meetings.configure(&id, &asha.id, "Physics", MeetingSettings::default(), set).await.expect("is changed");
    for passcode in ["blue door", "guess"] {
        assert_eq!(enter(None, passcode).await, Err(EntryRefusal::NeedsCookie), "and learns nothing of the passcode");
    }
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
    let refused = meetings.enter(&unused(), Some(&asha), &visitor(1), "", "").await.unwrap();
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
async fn a_passcode_is_asked_of_everybody_but_the_host() {
    let stage = Stage::set().await;
    let (meetings, asha, ravi) = (meetings(&stage), user(&stage, "asha").await, user(&stage, "ravi").await);
    let MeetingSummary { id, code, .. } = meeting(&meetings, &asha).await;
    let set = |passcode: &str| PasscodeChange::Set(passcode.into());
    let settings = MeetingSettings::default();
    for (passcode, problem) in [("abc", Problem::TooShort { min: 4 }), (&*"x".repeat(33), Problem::TooLong { max: 32 })]
    {
        let refused =
            meetings.configure(&id, &asha.id, "Physics", settings, set(passcode)).await.expect_err("is refused");
        let ApiError::Invalid(error) = refused else { panic!("{refused:?}") };
        assert_eq!((error.field, error.problem), (Field::Passcode, problem));
    }
    let now = meetings.configure(&id, &asha.id, "Optics", settings, set("blue door")).await.expect("is changed");
    assert_eq!((now.title.as_str(), now.has_passcode), ("Optics", true));
    let enter = async |viewer: Option<&ViewerUser>, passcode: &str| {
        meetings.enter(&code, viewer, &device(1), "Somebody", passcode).await.unwrap().map(drop)
    };
    assert_eq!(enter(Some(&asha), "").await, Ok(()), "the host");
    assert_eq!(enter(Some(&ravi), "").await, Err(EntryRefusal::WrongPasscode));
    assert_eq!(enter(None, "Blue Door").await, Err(EntryRefusal::WrongPasscode));
    assert_eq!(enter(None, "blue door").await, Ok(()));
    assert!(meetings.door(&code, None, &visitor(1)).await.unwrap().has_passcode);

    for _ in 0..98 {
        assert_eq!(enter(None, "guess").await, Err(EntryRefusal::WrongPasscode));
    }
    assert_eq!(enter(None, "blue door").await, Err(EntryRefusal::TooManyTries { retry_after_secs: 6 }));
    stage.pass(Millis::from_secs(6));
    assert_eq!(enter(None, "blue door").await, Ok(()));
    let kept = meetings.configure(&id, &asha.id, "Optics", settings, PasscodeChange::Keep).await.unwrap();
    assert!(kept.has_passcode);
    let gone = meetings.configure(&id, &asha.id, "Optics", settings, PasscodeChange::Remove).await.unwrap();
    assert!(!gone.has_passcode);

    let change = async |host: &ViewerUser, passcode: Option<&str>| {
        meetings.set_passcode(&code, &host.id, passcode.map(str::to_owned), &visitor(1)).await
    };
    assert_eq!(change(&ravi, Some("his own")).await, Err(ApiError::NotFound), "only the meeting's own host");
    assert!(matches!(change(&asha, Some("abc")).await, Err(ApiError::Invalid(_))));
    assert_eq!(change(&asha, Some("red door")).await, Ok(true));
    assert_eq!(enter(None, "blue door").await, Err(EntryRefusal::WrongPasscode));
    stage.pass(Millis::from_secs(6));
    assert_eq!(enter(None, "red door").await, Ok(()));
    assert_eq!(change(&asha, None).await, Ok(false));
    assert_eq!(enter(None, "").await, Ok(()));
    assert_eq!(enter(None, "").await, Ok(()));
}

#[tokio::test]
async fn passcodes_are_guessed_at_one_pace_over_all_meetings() {
    let stage = Stage::set().await;
    let (meetings, asha) = (meetings(&stage), user(&stage, "asha").await);
    let mut codes = Vec::new();
    for _ in 0..4 {
        let MeetingSummary { id, code, .. } = meeting(&meetings, &asha).await;
        let set = PasscodeChange::Set("blue door".into());
        meetings.configure(&id, &asha.id, "Physics", MeetingSettings::default(), set).await.expect("is changed");
        codes.push(code);
    }
    let enter = async |code: &MeetingCode, host: u8, passcode: &str| {
        meetings.enter(code, None, &device(host), "Somebody", passcode).await.unwrap().map(drop)
    };
    for n in 0..300 {
        assert_eq!(enter(&codes[n % 4], 1, "guess").await, Err(EntryRefusal::WrongPasscode), "{n}");
    }
    assert_eq!(enter(&codes[0], 1, "guess").await, Err(EntryRefusal::TooManyTries { retry_after_secs: 1 }));
    assert_eq!(enter(&codes[0], 2, "guess").await, Err(EntryRefusal::WrongPasscode), "others are not concerned");
    stage.pass(Millis::from_secs(1));
    for _ in 0..3 {
        assert_eq!(enter(&codes[0], 1, "blue door").await, Ok(()), "whoever knows it is not counted");
    }
    assert_eq!(enter(&codes[1], 1, "guess").await, Err(EntryRefusal::WrongPasscode));
    assert_eq!(enter(&codes[1], 1, "guess").await, Err(EntryRefusal::TooManyTries { retry_after_secs: 1 }));
}

#[tokio::test]
async fn one_account_sets_passcodes_at_a_pace_of_its_own() {
    let stage = Stage::set().await;
    let (meetings, asha, ravi) = (meetings(&stage), user(&stage, "asha").await, user(&stage, "ravi").await);
    let (first, second) = (meeting(&meetings, &asha).await, meeting(&meetings, &asha).await);
    let his = meeting(&meetings, &ravi).await;
    let by_code = async |meeting: &MeetingSummary, host: &ViewerUser, passcode: Option<&str>| {
        meetings.set_passcode(&meeting.code, &host.id, passcode.map(str::to_owned), &visitor(1)).await
    };
    let too_many = |seconds| {
        let problem = Problem::TooManyTries { retry_after_secs: seconds };
        ApiError::Invalid(FieldError::new(Field::Passcode, problem))
    };
    for meeting in [&first, &second, &first, &second, &first] {
        assert_eq!(by_code(meeting, &asha, Some("blue door")).await, Ok(true));
    }
    assert_eq!(by_code(&second, &asha, Some("red door")).await, Err(too_many(10)));
    let form = PasscodeChange::Set("red door".into());
    let refused = meetings.configure(&first.id, &asha.id, "Optics", MeetingSettings::default(), form).await;
    assert_eq!(refused, Err(too_many(10)), "the form counts with it");
    let own = meetings.own(&first.id, &asha.id).await.unwrap();
    assert_eq!((own.title.as_str(), own.has_passcode), ("Physics", true), "and nothing of it is stored");
    assert_eq!(by_code(&first, &asha, None).await, Ok(false), "to take it away costs nothing");
    assert_eq!(by_code(&his, &ravi, Some("blue door")).await, Ok(true), "others are not concerned");
    stage.pass(Millis::from_secs(10));
    assert_eq!(by_code(&second, &asha, Some("red door")).await, Ok(true));
    assert!(by_code(&second, &asha, Some("red door")).await.is_err());
}

#[tokio::test]
async fn one_account_makes_meetings_at_a_pace_of_its_own() {
    let stage = Stage::set().await;
    let (meetings, asha, ravi) = (meetings(&stage), user(&stage, "asha").await, user(&stage, "ravi").await);
    for _ in 0..30 {
        meeting(&meetings, &asha).await;
    }
    let problem = Problem::TooManyTries { retry_after_secs: 20 };
    let refused = Err(ApiError::Invalid(FieldError::new(Field::Form, problem)));
    assert_eq!(meetings.create(&asha, "Physics").await, refused);
    meeting(&meetings, &ravi).await;
    stage.pass(Millis::from_secs(20));
    meeting(&meetings, &asha).await;
    assert_eq!(meetings.create(&asha, "Physics").await, refused);
}

#[tokio::test]
async fn only_the_host_configures() {
    let stage = Stage::set().await;
    let (meetings, asha, ravi) = (meetings(&stage), user(&stage, "asha").await, user(&stage, "ravi").await);
    let id = meeting(&meetings, &asha).await.id;
    assert_eq!(meetings.own(&id, &ravi.id).await, Err(ApiError::NotFound));
    let settings = MeetingSettings { sign_in_required: true, ..MeetingSettings::default() };
    let refused = meetings.configure(&id, &ravi.id, "Mine", settings, PasscodeChange::Keep).await;
    assert_eq!(refused, Err(ApiError::NotFound));
    let own = meetings.own(&id, &asha.id).await.unwrap();
    assert_eq!((own.title.as_str(), own.settings), ("Physics", MeetingSettings::default()));
}

#[tokio::test]
async fn a_meeting_for_people_with_accounts() {
    let stage = Stage::set().await;
    let (meetings, asha, ravi) = (meetings(&stage), user(&stage, "asha").await, user(&stage, "ravi").await);
    let MeetingSummary { id, code, .. } = meeting(&meetings, &asha).await;
    let settings = MeetingSettings { sign_in_required: true, ..MeetingSettings::default() };
    meetings.configure(&id, &asha.id, "Physics", settings, PasscodeChange::Keep).await.unwrap();
    assert!(meetings.door(&code, None, &visitor(1)).await.unwrap().needs_account);
    let guest = meetings.enter(&code, None, &visitor(1), "Gita", "").await.unwrap();
    assert_eq!(guest.map(drop), Err(EntryRefusal::NeedsAccount));
    assert!(meetings.enter(&code, Some(&ravi), &visitor(1), "", "").await.unwrap().is_ok());
}

#[tokio::test]
async fn who_was_blocked_finds_no_such_meeting() {
    let stage = Stage::set().await;
    let (meetings, asha, ravi) = (meetings(&stage), user(&stage, "asha").await, user(&stage, "ravi").await);
    let MeetingSummary { id, code, .. } = meeting(&meetings, &asha).await;
    let guest = device(1);
    let block = |identity: Identity| Write::Blocked {
        meeting: id.clone(),
        identity: identity.as_str().into(),
        name: "Somebody".into(),
        at: stage.clock().now(),
    };
    let blocks = [Identity::user(&ravi.id), Identity::guest(&random::digest("device")), Identity::user(&asha.id)];
    stage.db.write(&blocks.map(block), std::time::Duration::from_secs(5)).await.unwrap();
    assert_eq!(meetings.door(&code, Some(&ravi), &visitor(1)).await, Err(ApiError::NotFound));
    let refused = meetings.enter(&code, Some(&ravi), &visitor(1), "", "").await.unwrap();
    assert_eq!(refused.map(drop), Err(EntryRefusal::NoSuchMeeting));
    assert_eq!(meetings.door(&code, None, &guest).await, Err(ApiError::NotFound));
    assert!(meetings.door(&code, None, &visitor(1)).await.is_ok(), "another device");
    assert!(meetings.door(&code, Some(&asha), &visitor(1)).await.is_ok(), "the host's own meeting");
}

/// A request without any filter.
fn everything() -> Asked {
    Asked::read(|_| None, Calendar::of(None))
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
        seat: SeatId(1),
        occurrence: run.clone(),
        identity: format!("user {}", ravi.id),
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
    let page = history.overview(&ravi.id, everything()).await.unwrap();
    let [entry] = &page.entries[..] else { panic!("{page:?}") };
    assert_eq!((entry.left, entry.present, entry.joins), (None, Millis::from_secs(100), 2), "still inside");
    assert_eq!((entry.host_name.as_str(), entry.title.as_str()), ("asha", "Physics"));

    stage.pass(Millis::from_secs(900));
    stage.db.occurrences().close_stale(stage.clock().now(), limits::EMPTY_ROOM_LINGER).await.unwrap();
    let page = history.overview(&ravi.id, everything()).await.unwrap();
    let entry = &page.entries[0];
    assert_eq!((entry.joined, entry.left), (at(10), Some(at(120))));
    assert_eq!((entry.present, page.next_before), (Millis::from_secs(70), None));
    let hosted = history.overview(&asha.id, everything()).await.unwrap();
    assert_eq!((hosted.entries[0].role, hosted.entries[0].joins), (Role::Host, 0), "the host sees it, too");
}
