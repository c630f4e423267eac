//! What one hears of the room and tells it.

use talkspace_call::{Effect, Input, Notice};
use talkspace_model::SeatId;
use talkspace_signal::{ClientMessage, Mark, Quality, RoomSettings, SeatInfo, ServerMessage, Spot};

use crate::world::{World, seat, settings};

#[test]
fn people_come_go_and_speak() {
    let mut world = World::joined();
    world.says(ServerMessage::Speaking { seats: vec![SeatId(4), SeatId(2)] });
    world.says(ServerMessage::Seats { seats: vec![seat(4, "Dev")] });
    world.says(ServerMessage::SeatLeft { seat: SeatId(3) });
    let people: Vec<_> = world.call.roster().iter().map(|seat| (seat.info.seat.0, seat.speaking)).collect();
    assert_eq!(people, vec![(1, false), (2, true), (4, true)]);
}

#[test]
fn the_settings_are_known_and_changes_told() {
    let mut world = World::joined();
    world.news();
    let after = RoomSettings { title: "Algebra II".into(), locked: true, ..settings() };
    world.says(ServerMessage::Settings { settings: after.clone(), by: "Hema".into() });
    let changed = Notice::SettingsChanged { before: settings(), after: after.clone(), by: "Hema".into() };
    assert_eq!(world.news(), [Effect::Notify(changed)]);
    assert_eq!((world.call.title(), world.call.settings()), ("Algebra II", Some(&after)));
}

#[test]
fn the_quality_is_told_when_it_changes() {
    let mut world = World::joined();
    world.news();
    world.does(Input::Quality(Quality::Good));
    world.does(Input::Quality(Quality::Lossy));
    world.does(Input::Quality(Quality::Lossy));
    assert_eq!(world.sent(), [ClientMessage::Quality { quality: Quality::Lossy }]);
}

#[test]
fn what_is_drawn_during_an_outage_is_lost_for_it_would_be_old() {
    let pointer = Mark::Pointer { at: Spot::new(1, 2) };
    let draw = Input::Mark { seat: SeatId(2), mark: pointer.clone() };
    let mut world = World::joined();
    world.does(draw.clone());
    assert!(world.sent().contains(&ClientMessage::Mark { seat: SeatId(2), mark: pointer.clone() }));
    world.says(ServerMessage::Mark { from: SeatId(2), seat: SeatId(1), mark: pointer.clone() });
    assert!(world.news().contains(&Effect::Mark { from: SeatId(2), seat: SeatId(1), mark: pointer }));
    world.network = false;
    world.breaks(1006);
    world.does(draw);
    world.network = true;
    world.news();
    world.does(Input::Online);
    assert!(!world.sent().iter().any(|message| matches!(message, ClientMessage::Mark { .. })));
}

#[test]
fn whoever_comes_into_the_spotlight_is_told() {
    let mut world = World::joined();
    let me = world.call.me().expect("joined");
    let mine = world.call.roster().get(me).expect("in the room").info.clone();
    for on in [true, false] {
        world.news();
        world.says(ServerMessage::Seats { seats: vec![SeatInfo { spotlight: on, ..mine.clone() }] });
        assert!(world.news().contains(&Effect::Notify(Notice::Spotlit { on })));
    }
}
