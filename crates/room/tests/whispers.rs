//! Messages that are not for everybody.

mod support;

use support::*;
use talkspace_model::{MessageId, SeatId};
use talkspace_room::{ConnectionId, Effect, Fact, ResumedRun};
use talkspace_signal::{Audience, ClientMessage, RefusalReason, ServerMessage};

/// The host in seat 1, Asha in seat 2, a co-host in seat 3, a guest in seat 4; each on the connection of that number.
fn world() -> World {
    let mut world = World::new();
    for (number, person) in [(1, &HOST), (2, &ASHA), (3, &COHOST)] {
        world.sits(number, person, number.into());
    }
    world.joins(4, &GUEST);
    // Hosts admit whom they have been told of.
    world.after(250);
    world.says(1, ClientMessage::AdmitAll);
    world.answered(4);
    world.after(40);
    world
}

/// Whom a message reaches once it is stored, and what the room recorded of it.
fn reaches(world: &mut World, from: u8, to: Audience) -> (Vec<ConnectionId>, Fact) {
    let recorded = world.says(from, whisper("m", "hello", to));
    let [Effect::Record(fact)] = &recorded[..] else { panic!("{recorded:?}") };
    let told = world.stored("m", true);
    let [Effect::Broadcast { to, message: ServerMessage::Chat { .. } }] = &told[..] else { panic!("{told:?}") };
    (to.clone(), fact.clone())
}

fn refused(effects: &[Effect]) -> Option<RefusalReason> {
    match effects {
        [Effect::Send { message: ServerMessage::Refused { reason, id, .. }, .. }] => {
            assert_eq!(*id, Some(MessageId::new("m")), "the page must know which message it was");
            Some(*reason)
        }
        _ => None,
    }
}

#[test]
fn a_message_reaches_whom_it_is_for_and_its_sender() {
    let links = |numbers: &[u8]| -> Vec<ConnectionId> { numbers.iter().map(|number| link(*number)).collect() };
    for (to, expected) in [
        (Audience::Everyone, links(&[1, 2, 3, 4])),
        (Audience::Hosts, links(&[1, 2, 3])),
        (Audience::Person(SeatId(4)), links(&[2, 4])),
    ] {
        assert_eq!(reaches(&mut world(), 2, to).0, expected, "{to:?}");
    }
}

#[test]
fn one_writes_to_others_who_are_there() {
    let mut world = world();
    let to = |seat| whisper("m", "hello", Audience::Person(SeatId(seat)));
    assert_eq!(refused(&world.says(2, to(2))), Some(RefusalReason::NotAllowed), "to oneself");
    assert_eq!(refused(&world.says(2, to(9))), Some(RefusalReason::NoSuchPerson));
    world.joins(5, &GUEST.named("Gopal"));
    assert_eq!(refused(&world.says(2, to(5))), Some(RefusalReason::NoSuchPerson), "who waits outside");
    world.says(4, ClientMessage::Leave);
    assert_eq!(refused(&world.says(2, to(4))), Some(RefusalReason::NoSuchPerson), "who has left");
}

#[test]
fn whoever_is_there_again_finds_what_was_written_to_them() {
    let mut before = world();
    let (_, Fact::Message { said, .. }) = reaches(&mut before, 2, Audience::Person(SeatId(4))) else {
        panic!("a message is recorded as one");
    };
    // The server starts anew, and the guest's old seat goes to somebody else.
    let mut world = World::resumed(ResumedRun {
        started: before.now,
        peak: 4,
        next_seat: SeatId(4),
        chat: vec![said],
        admitted: [GUEST.identity(), GUEST.named("Gopal").identity()].into(),
        grants: [].into(),
        locked: false,
    });
    let mut found = |number: u8, person: &Person| {
        world.joins(number, person);
        let joined = world.answered(u32::from(number) + 3);
        let snapshot = joined.into_iter().find_map(|effect| match effect {
            Effect::Send { message: ServerMessage::Joined { snapshot, .. }, .. } => Some(snapshot),
            _ => None,
        });
        snapshot.expect("is let in").chat.len()
    };
    assert_eq!(found(1, &GUEST.named("Gopal")), 0, "the number of the seat says nothing");
    assert_eq!(found(2, &GUEST), 1);
    assert_eq!(found(3, &ASHA), 1);
    assert_eq!(found(4, &HOST), 0, "not even the host reads it");
}
