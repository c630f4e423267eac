//! What is noted of those who stay: hands, shares, how long they spoke, and how long the connection was poor.

mod support;

use support::*;
use talkspace_model::{LeaveReason, MediaEvent, Millis, Note, PublishState, SeatId, Timestamp};
use talkspace_room::{Effect, Fact};
use talkspace_signal::{ClientMessage, Quality};

/// The host in seat 1 and Asha in seat 2; it is 80 ms past the beginning.
fn meeting() -> World {
    let mut world = World::new();
    world.sits(1, &HOST, 1);
    world.sits(2, &ASHA, 2);
    world
}

fn notes(effects: Vec<Effect>) -> Vec<Effect> {
    effects.into_iter().filter(|effect| matches!(effect, Effect::Record(Fact::Noted { .. }))).collect()
}

fn spoke(connection: u8, span: i64, at: i64) -> Effect {
    noted(connection, Note::Spoke { span: Millis(span) }, at)
}

fn speak<const N: usize>(world: &mut World, seats: [u32; N]) {
    world.media(MediaEvent::Speaking { seats: seats.map(SeatId).to_vec() });
}

fn publish(screen: bool, microphone: bool) -> ClientMessage {
    ClientMessage::Publish { publish: PublishState { screen, microphone, ..ON }, stop: 0 }
}

#[test]
fn a_hand_that_goes_up_and_down() {
    let mut world = meeting();
    let hand = |raised| ClientMessage::Hand { raised };
    assert_eq!(world.says(2, hand(true)), [noted(2, Note::HandRaised, 80)]);
    assert_eq!(world.says(2, hand(true)), [], "it is up already");
    world.after(1000);
    assert_eq!(world.says(2, hand(false)), [noted(2, Note::HandLowered, 1080)]);
}

#[test]
fn a_share_ends_with_the_stay_at_the_latest() {
    let mut world = meeting();
    assert_eq!(notes(world.says(2, publish(true, true))), [noted(2, Note::ShareStarted, 80)]);
    assert_eq!(notes(world.says(2, publish(false, true))), [noted(2, Note::ShareStopped, 80)]);
    world.says(2, publish(true, true));
    world.after(500);
    let effects = world.says(2, ClientMessage::Leave);
    let stopped = effects.iter().position(|effect| *effect == noted(2, Note::ShareStopped, 580));
    let closed = effects.iter().position(|effect| *effect == closed(2, 580, LeaveReason::Left));
    assert!(stopped.is_some() && stopped < closed, "{effects:?}");
}

#[test]
fn a_share_that_a_host_stops() {
    let mut world = meeting();
    world.says(2, publish(true, true));
    let stop = ClientMessage::Stop { seat: SeatId(2), source: talkspace_model::MediaSource::Screen };
    assert_eq!(notes(world.says(1, stop)), [noted(2, Note::ShareStopped, 80)]);
}

#[test]
fn what_is_spoken_is_counted_and_recorded_at_the_end() {
    let mut world = meeting();
    speak(&mut world, [1, 2]);
    world.after(2000);
    speak(&mut world, [1]);
    world.after(3000);
    speak(&mut world, []);
    world.after(5000);
    assert_eq!(notes(world.says(2, ClientMessage::Leave)), [spoke(2, 2000, 10_080)]);
    assert_eq!(notes(world.says(1, ClientMessage::EndForAll)), [spoke(1, 5000, 10_080)]);
}

#[test]
fn long_speech_is_recorded_once_a_minute() {
    let mut world = meeting();
    speak(&mut world, [1]);
    let told = notes(world.after(130_000));
    let spans: i64 = told
        .iter()
        .map(|effect| match effect {
            Effect::Record(Fact::Noted { note: Note::Spoke { span }, .. }) => span.0,
            _ => 0,
        })
        .sum();
    assert_eq!(told.len(), 2, "{told:?}");
    let last = world.says(1, ClientMessage::Leave);
    let Some(Effect::Record(Fact::Noted { note: Note::Spoke { span }, at, .. })) = notes(last).into_iter().next()
    else {
        panic!("the rest is recorded with the end of the stay")
    };
    assert_eq!((spans + span.0, at), (130_000, Timestamp(130_080)), "nothing is lost and nothing counted twice");
}

#[test]
fn whoever_is_muted_does_not_speak() {
    let mut world = meeting();
    speak(&mut world, [2]);
    world.after(1000);
    world.says(2, publish(false, false));
    world.after(9000);
    assert_eq!(notes(world.says(2, ClientMessage::Leave)), [spoke(2, 1000, 10_080)]);
}

/// The last sign of life came before the voice was heard to end: nothing is counted after it.
#[test]
fn a_lost_connection_is_counted_to_its_last_sign_of_life() {
    let mut world = meeting();
    speak(&mut world, [2]);
    world.after(4000);
    world.room.handle_disconnect(link(2), Timestamp(3080), world.now);
    let notes = notes(world.after(GRACE.0 + 1000));
    let spoken: i64 = notes
        .iter()
        .map(|effect| match effect {
            Effect::Record(Fact::Noted { note: Note::Spoke { span }, .. }) => span.0,
            _ => 0,
        })
        .sum();
    assert_eq!(spoken, 3000, "{notes:?}");
}

fn quality(quality: Quality) -> ClientMessage {
    ClientMessage::Quality { quality }
}

fn poor(connection: u8, span: i64, at: i64) -> Effect {
    noted(connection, Note::PoorConnection { span: Millis(span) }, at)
}

#[test]
fn a_poor_connection_is_counted_however_poor_it_is() {
    let mut world = meeting();
    world.says(2, quality(Quality::Lossy));
    world.after(2000);
    world.says(2, quality(Quality::Broken));
    world.after(3000);
    world.says(2, quality(Quality::Good));
    world.after(5000);
    assert_eq!(notes(world.says(2, ClientMessage::Leave)), [poor(2, 5000, 10_080)]);
    assert_eq!(notes(world.says(1, ClientMessage::Leave)), [], "good all the time");
}

/// Somebody who comes back was without a connection in between; what they said of it before holds no longer.
#[test]
fn a_connection_that_comes_back_was_poor_in_between() {
    let mut world = meeting();
    world.says(2, quality(Quality::Slow));
    world.after(1000);
    world.room.handle_disconnect(link(2), world.now, world.now);
    world.after(4000);
    world.resumes(3, &ASHA, 2);
    world.after(7000);
    assert_eq!(notes(world.says(3, ClientMessage::Leave)), [poor(2, 5000, 12_080)]);
}
