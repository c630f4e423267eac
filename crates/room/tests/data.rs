//! What the room and the media server tell each other about data: what is looked at, and the meeting's limit.

mod support;

use support::*;
use talkspace_model::{
    DataLimit, MediaCommand, MediaEvent, MeetingSettings, SeatId, SettingsChange, Spending, View, Wanted,
};
use talkspace_room::{Effect, RoomSetup};
use talkspace_signal::{ClientMessage, RefusalReason, RequestKind, ServerMessage};

fn limit(megabytes: u32) -> Option<DataLimit> {
    DataLimit::try_from(megabytes).ok()
}

fn configure(data_limit: Option<DataLimit>) -> ClientMessage {
    ClientMessage::Configure { change: SettingsChange::DataLimit { data_limit } }
}

#[test]
fn a_limit_reaches_the_media_server_when_a_host_sets_it_and_only_then() {
    let mut world = World::new();
    world.sits(1, &HOST, 1);
    world.sits(2, &ASHA, 2);
    let told = Effect::Media(MediaCommand::Limit { limit: limit(200) });
    assert!(world.says(1, configure(limit(200))).contains(&told));
    assert_eq!(world.says(1, configure(limit(200))), [], "nothing changes twice");
    assert_eq!(
        world.says(2, configure(None)),
        [refused(2, RequestKind::Configure, RefusalReason::NotAllowed)],
        "who takes part only does not set it"
    );
    assert!(world.says(1, configure(None)).contains(&Effect::Media(MediaCommand::Limit { limit: None })));
}

#[test]
fn a_run_of_a_limited_meeting_begins_with_its_limit() {
    let settings = MeetingSettings { data_limit: limit(100), ..MeetingSettings::default() };
    let mut world = World::with(RoomSetup { settings, ..setup() });
    assert_eq!(world.effects(), [Effect::Media(MediaCommand::Limit { limit: limit(100) })]);
}

#[test]
fn only_the_receiver_hears_what_was_spent() {
    let mut world = World::new();
    world.sits(1, &HOST, 1);
    world.sits(2, &ASHA, 2);
    let spending = Spending { bytes: 5, off: vec![SeatId(1)], ..Spending::default() };
    let event = MediaEvent::Spending { seat: SeatId(2), spending: spending.clone() };
    assert_eq!(world.media(event.clone()), [send(2, ServerMessage::Spending { spending })]);
    world.is_gone(2);
    assert_eq!(world.media(event), [], "nobody is there to be told");
}

#[test]
fn a_view_of_too_many_screens_is_refused() {
    let mut world = World::new();
    world.sits(1, &HOST, 1);
    let screens = |count| View { screens: Some((0..count).map(SeatId).collect()), ..View::default() };
    assert_eq!(
        world.says(1, ClientMessage::View { view: screens(1001) }),
        [refused(1, RequestKind::View, RefusalReason::TooLong)]
    );
    assert_eq!(world.says(1, ClientMessage::View { view: screens(1000) }).len(), 1);
}

#[test]
fn what_is_looked_at_is_told_to_whose_pictures_they_are_and_after_coming_back() {
    let mut world = World::new();
    world.sits(1, &HOST, 1);
    world.sits(2, &ASHA, 2);
    let wanted = Wanted { camera: None, screen: true };
    let event = MediaEvent::Wanted { seat: SeatId(1), wanted };
    assert_eq!(world.media(event.clone()), [send(1, ServerMessage::Wanted { wanted })]);
    assert_eq!(world.media(event), [], "no news");
    world.is_gone(1);
    let effects = world.resumes(3, &HOST, 1);
    let Effect::Send { message: ServerMessage::Joined { snapshot, .. }, .. } = &effects[1] else { panic!() };
    assert_eq!(snapshot.wanted, wanted);
    let lost = world.media(MediaEvent::Disconnected { seat: SeatId(1) });
    assert_eq!(lost, [send(3, ServerMessage::Wanted { wanted: Wanted::ALL })], "the next connection begins with all");
}
