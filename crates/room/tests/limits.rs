//! What one person may take of a room, and what a crowd at the door may do to it.

mod support;

use support::*;
use talkspace_model::{MediaCommand, MediaEvent, SeatId};
use talkspace_room::Effect;
use talkspace_signal::{ClientMessage, RefusalReason, RequestKind, ServerMessage, WaitReason};

#[test]
fn offers_are_limited_in_speed() {
    let mut world = World::new();
    let offer = || ClientMessage::Offer { sdp: "again".into() };
    world.sits(1, &HOST, 1);
    for _ in 0..2 {
        assert_eq!(world.says(1, offer()), [connects(1, "again")], "the join was the first of three");
    }
    assert_eq!(world.says(1, offer()), [refused(1, RequestKind::Offer, RefusalReason::TooFast)]);
    world.reconnect(2, &HOST);
    let refusal = [refused(2, RequestKind::Resume, RefusalReason::TooFast)];
    assert_eq!(world.says(2, resume(1, Some("new"))), refusal, "another socket is no way round");
    assert_eq!(world.says(2, resume(1, None)).len(), 4, "without an offer the seat comes back");
    world.answered(1);
    world.answered(1);
    world.after(1_000);
    assert_eq!(world.says(2, offer()), [connects(1, "again")]);
}

#[test]
fn a_browser_that_tries_again_and_again_after_an_outage_is_not_held_back() {
    let mut world = World::new();
    world.sits(1, &HOST, 1);
    world.after(60_000);
    for (connection, pause) in [(2, 0), (3, 250), (4, 500), (5, 1_000), (6, 2_000), (7, 2_000)] {
        world.after(pause);
        world.is_gone(connection - 1);
        world.reconnect(connection, &HOST);
        assert_eq!(world.says(connection, resume(1, Some("new"))), [connects(1, "new")], "socket {connection}");
        world.answered(1);
    }
}

#[test]
fn a_socket_whose_offers_are_bad_is_held_back_too() {
    let mut world = World::new();
    world.connect(1, &HOST);
    for seat in 1..=3 {
        assert_eq!(world.says(1, join(1)), [connects(seat, "offer 1")]);
        world.media(MediaEvent::OfferRefused { seat: SeatId(seat) });
    }
    assert_eq!(world.says(1, join(1)), [refused(1, RequestKind::Join, RefusalReason::TooFast)]);
}

#[test]
fn one_person_gets_only_so_many_seats() {
    let mut world = World::new();
    for (connection, seat) in (1..=20).zip(1..) {
        world.sits(connection, &HOST, seat);
    }
    let full = |connection| [refused(connection, RequestKind::Join, RefusalReason::RoomFull)];
    assert_eq!(world.joins(21, &HOST), full(21));
    assert_eq!(world.joins(22, &ASHA), [connects(21, "offer 22")], "the others have theirs");
    world.is_gone(1);
    world.is_gone(2);
    let effects = world.joins(23, &HOST);
    assert_eq!(effects.last(), Some(&connects(22, "offer 23")));
    assert!(effects.contains(&disconnects(1)) && effects.contains(&disconnects(2)), "lost ones make way: {effects:?}");
    assert_eq!(world.resumes(24, &HOST, 1), [refused(24, RequestKind::Resume, RefusalReason::Token)]);
}

#[test]
fn one_person_gets_only_so_many_places_to_wait() {
    let mut world = World::new();
    world.sits(1, &HOST, 1);
    for (connection, before) in (2..=11).zip(0..) {
        assert_eq!(world.joins(connection, &GUEST), [waiting_behind(connection, WaitReason::Knocking, before)]);
    }
    assert_eq!(world.joins(12, &GUEST), [refused(12, RequestKind::Join, RefusalReason::RoomFull)]);
    assert_eq!(
        world.joins(13, &GUEST.named("Gopal")),
        [waiting_behind(13, WaitReason::Knocking, 10)],
        "the others have theirs"
    );
}

#[test]
fn whoever_knocks_again_on_another_socket_gives_the_lost_place_up() {
    let mut world = World::new();
    world.sits(1, &HOST, 1);
    for connection in 2..=201 {
        assert_eq!(world.joins(connection, &GUEST), [waiting(connection, WaitReason::Knocking)]);
        world.is_gone(connection);
    }
    assert_eq!(
        world.joins(202, &GUEST.named("Gopal")),
        [waiting(202, WaitReason::Knocking)],
        "the room to wait is free"
    );
    assert_eq!(world.resumes(203, &GUEST, 2), [refused(203, RequestKind::Resume, RefusalReason::Token)]);
}

#[test]
fn people_who_come_and_go_in_front_of_the_door_do_not_flood_the_host() {
    let mut world = World::new();
    world.sits(1, &HOST, 1);
    let told = |effects: &[Effect]| effects.iter().filter(|effect| matches!(effect, Effect::Broadcast { .. })).count();
    let mut lists = 0;
    for connection in 2..=101 {
        let knocks = world.joins(connection, &GUEST);
        let leaves = world.says(connection, ClientMessage::Leave);
        lists += told(&knocks) + told(&leaves) + told(&world.after(10));
    }
    assert!(lists <= 4, "{lists} lists in a second");
}

#[test]
fn a_crowd_is_listed_in_part_and_counted_in_full() {
    let mut world = World::new();
    world.sits(1, &HOST, 1);
    for (connection, name) in (2..).zip(names::<70>()) {
        world.joins(connection, &GUEST.named(name));
    }
    let effects = world.after(250);
    let [Effect::Broadcast { message: ServerMessage::Knocks { knocks, more }, .. }] = &effects[..] else {
        panic!("{effects:?}")
    };
    assert_eq!((knocks.len(), *more), (50, 20));
    world.says(71, ClientMessage::Leave);
    world.joins(100, &GUEST);
    assert_eq!(world.after(250).len(), 1, "another person of those who are not listed is news too");
    world.joins(101, &GUEST.named("Gopal"));
    let effects = world.says(1, ClientMessage::AdmitAll);
    let connects = |effect: &&Effect| matches!(effect, Effect::Media(MediaCommand::Connect { .. }));
    assert_eq!(effects.iter().filter(connects).count(), 70, "those who are not listed too, but not who came since");
}

#[test]
fn a_returning_host_knows_who_knocks_now() {
    let mut world = World::new();
    world.sits(1, &HOST, 1);
    world.joins(2, &GUEST);
    let effects = world.resumes(3, &HOST, 1);
    let Some(Effect::Send { message: ServerMessage::Joined { snapshot, .. }, .. }) = effects.last() else {
        panic!("{effects:?}")
    };
    assert_eq!(snapshot.knocks, [knock(2, &GUEST, 40)]);
    world.is_gone(2);
    assert!(world.after(250).contains(&all([3], knocks(vec![]))), "told, though it is as before the knock");
}

#[test]
fn offers_of_people_who_wait_are_bounded_one_by_one() {
    let mut world = World::new();
    let (large, too_large) = ("x".repeat(160 * 1024), "x".repeat(160 * 1024 + 1));
    for (connection, name) in (1..=40).zip(names::<40>()) {
        world.joins(connection, &GUEST.named(name));
    }
    let resumed = (1..=40).zip(names::<40>()).filter(|(connection, name)| {
        world.reconnect(connection + 100, &GUEST.named(name));
        let bad = [refused(connection + 100, RequestKind::Resume, RefusalReason::BadOffer)];
        assert_eq!(world.says(connection + 100, resume(*connection, Some(&too_large))), bad);
        let effects = world.says(connection + 100, resume(*connection, Some(&large)));
        effects != [refused(connection + 100, RequestKind::Resume, RefusalReason::RoomFull)]
    });
    assert_eq!(resumed.count(), 40, "few with the largest offers keep nobody else out");
    world.connect(99, &GUEST);
    let join = ClientMessage::Join { offer: too_large.clone(), publish: ON, note: None };
    assert_eq!(world.says(99, join), [refused(99, RequestKind::Join, RefusalReason::BadOffer)]);
}
