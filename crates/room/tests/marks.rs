//! Marks on a shared screen, as timelines.

mod support;

use support::*;
use talkspace_model::{MediaSource, PublishState, Role, SeatId};
use talkspace_room::Effect;
use talkspace_signal::{ClientMessage, Mark, PIECE_POINTS, RefusalReason, RequestKind, ServerMessage, Spot};

const SHARED: PublishState =
    PublishState { microphone: true, camera: true, screen: true, paused: false, drawing: true };

/// Asha, in seat 2, shares her screen and lets the others draw on it; the host sits in seat 1 and Bala in seat 3.
fn lesson() -> World {
    let mut world = World::new();
    world.sits(1, &HOST, 1);
    world.sits(2, &ASHA, 2);
    world.sits(3, &ASHA.named("Bala"), 3);
    publishes(&mut world, SHARED);
    world
}

fn publishes(world: &mut World, publish: PublishState) {
    world.says(2, ClientMessage::Publish { publish, stop: 0 });
    world.after(40);
}

fn point(seat: u32) -> ClientMessage {
    ClientMessage::Mark { seat: SeatId(seat), mark: pointer() }
}

fn pointer() -> Mark {
    Mark::Pointer { at: Spot::new(5_000, 2_500) }
}

fn stroke(points: usize) -> ClientMessage {
    let points = vec![Spot::new(1, 2); points];
    ClientMessage::Mark { seat: SeatId(2), mark: Mark::Pen { stroke: 1, points } }
}

fn told(from: u32) -> ServerMessage {
    ServerMessage::Mark { from: SeatId(from), seat: SeatId(2), mark: pointer() }
}

fn no(to: u8, reason: RefusalReason) -> [Effect; 1] {
    [refused(to, RequestKind::Mark, reason)]
}

#[test]
fn a_mark_goes_to_everybody_but_whoever_made_it() {
    let mut world = lesson();
    assert_eq!(world.says(1, point(2)), [all([2, 3], told(1))]);
    assert_eq!(world.says(2, point(2)), [all([1, 3], told(2))], "the sharer may point too");
    world.says(1, ClientMessage::SetRole { seat: SeatId(3), role: Role::Viewer });
    assert_eq!(world.says(3, point(2)), no(3, RefusalReason::NotAllowed), "a viewer watches");
}

#[test]
fn nothing_is_drawn_where_nothing_is_shared_or_the_sharer_does_not_allow_it() {
    let mut world = lesson();
    assert_eq!(world.says(1, point(3)), no(1, RefusalReason::NotAllowed));
    assert_eq!(world.says(1, point(9)), no(1, RefusalReason::NoSuchPerson));
    publishes(&mut world, PublishState { drawing: false, ..SHARED });
    assert_eq!(world.says(1, point(2)), no(1, RefusalReason::NotAllowed));
    publishes(&mut world, SHARED);
    assert_eq!(world.says(1, point(2)).len(), 1);
    world.says(1, ClientMessage::Stop { seat: SeatId(2), source: MediaSource::Screen });
    assert_eq!(world.says(1, point(2)), no(1, RefusalReason::NotAllowed), "it ends with the share");
    world.says(2, ClientMessage::Publish { publish: PublishState { drawing: false, ..SHARED }, stop: 1 });
    assert_eq!(world.says(1, point(2)), no(1, RefusalReason::NotAllowed), "and the next one begins without");
}

#[test]
fn a_piece_of_a_stroke_has_a_point_and_not_too_many() {
    let mut world = lesson();
    assert_eq!(world.says(1, stroke(0)), no(1, RefusalReason::Empty));
    assert_eq!(world.says(1, stroke(PIECE_POINTS + 1)), no(1, RefusalReason::TooLong));
    assert_eq!(world.says(1, stroke(PIECE_POINTS)).len(), 1);
}

#[test]
fn what_comes_too_fast_is_dropped_and_nobody_is_cut() {
    let mut world = lesson();
    let effects: Vec<Effect> = (0..200).flat_map(|_| world.says(1, point(2))).collect();
    assert_eq!(effects, vec![all([2, 3], told(1)); 40]);
    world.after(400);
    let effects: Vec<Effect> = (0..200).flat_map(|_| world.says(1, point(2))).collect();
    assert_eq!(effects.len(), 10, "one each 40 ms");
}

#[test]
fn a_class_that_draws_all_at_once_is_held_back_together() {
    let mut world = World::new();
    world.sits(1, &HOST, 1);
    world.sits(2, &ASHA, 2);
    publishes(&mut world, SHARED);
    for (number, name) in (3..).zip(names::<5>()) {
        world.sits(number, &ASHA.named(name), number.into());
    }
    let effects: Vec<Effect> =
        (3..8).flat_map(|who| (0..40).flat_map(|_| world.says(who, point(2))).collect::<Vec<_>>()).collect();
    assert_eq!(effects.len(), 100, "of 200");
}
