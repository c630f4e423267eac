//! Peer connections, the slots on them, and what one is told to stop sending.

use talkspace_call::{Draft, Effect, Input, LeftBecause, Notice, PeerNumber, PeerState, Phase, SocketNumber};
use talkspace_model::{MediaSource, MessageId, Millis, PublishState, SlotAssignment};
use talkspace_signal::{ClientMessage, ServerMessage, StopCause};

use crate::world::{MUTED, ON, World, put};

#[test]
fn slots_are_put_on_the_page_before_they_are_reported_ready() {
    let mut world = World::joined();
    world.news();
    world.says(ServerMessage::Slots { slots: vec![put(0, 2, 1), put(1, 3, 1)] });
    world.says(ServerMessage::Slots { slots: vec![put(0, 3, 2)] });
    let socket = SocketNumber(1);
    let ready = |assigned: SlotAssignment| Effect::Send {
        socket,
        message: ClientMessage::SlotReady { slot: assigned.slot, turn: assigned.turn },
    };
    let emptied = SlotAssignment { seat: None, ..put(1, 3, 1) };
    assert_eq!(
        world.news(),
        vec![
            Effect::AssignSlot(put(0, 2, 1)),
            Effect::AssignSlot(put(1, 3, 1)),
            ready(put(0, 2, 1)),
            ready(put(1, 3, 1)),
            Effect::AssignSlot(emptied),
            Effect::AssignSlot(put(0, 3, 2)),
            ready(put(0, 3, 2)),
        ]
    );
}

#[test]
fn dead_media_on_a_living_socket_is_replaced_and_old_slots_are_emptied() {
    let mut world = World::joined();
    world.says(ServerMessage::Slots { slots: vec![put(0, 2, 1)] });
    world.passes(Millis(3000));
    world.news();
    world.media_path = false;
    world.passes(Millis(5100));
    let emptied = SlotAssignment { seat: None, ..put(0, 2, 1) };
    let news = world.news();
    assert!(news.contains(&Effect::AssignSlot(emptied)), "{news:?}");
    assert!(news.contains(&Effect::MakeOffer { peer: PeerNumber(2) }), "{news:?}");
    let offer = ClientMessage::Offer { sdp: "offer 2".into() };
    assert!(news.contains(&Effect::Send { socket: SocketNumber(1), message: offer }), "{news:?}");
    world.media_path = true;
    world.passes(Millis(30_000));
    assert_eq!(world.call.phase(), Phase::Joined);
}

#[test]
fn a_blocked_media_path_is_tried_ever_more_rarely_and_chat_goes_on() {
    let mut world = World::joined();
    world.passes(Millis(3000));
    world.media_path = false;
    let peer = world.peer().expect("joined");
    world.does(Input::PeerState { peer, state: PeerState::Failed });
    world.passes(Millis::from_mins(20));
    let peer = world.peer().map_or(0, |peer| peer.0);
    assert!((10..40).contains(&peer), "{peer} peer connections in 20 minutes");
    assert_eq!(world.call.phase(), Phase::Reconnecting);
    world.news();
    world.does(Input::SendChat {
        id: MessageId::new("x"),
        draft: Draft { text: "no sound here".into(), ..Draft::default() },
    });
    assert!(matches!(world.sent()[..], [ClientMessage::Chat { .. }]));
    world.breaks(1006);
    world.passes(Millis(1000));
    assert_ne!(world.call.phase(), Phase::Left(LeftBecause::GaveUp), "the link was lost only now");
}

#[test]
fn slots_of_the_old_peer_connection_are_not_taken_for_the_new_one() {
    let mut world = World::joined();
    world.passes(Millis(3000));
    world.hold_answers = true;
    let peer = world.peer().expect("joined");
    world.does(Input::PeerState { peer, state: PeerState::Failed });
    world.says(ServerMessage::Slots { slots: vec![put(0, 2, 9)] });
    assert_eq!(world.call.slots().iter().count(), 0);
    world.says(ServerMessage::Answer { sdp: "answer 2".into() });
    world.says(ServerMessage::Slots { slots: vec![put(0, 2, 1)] });
    assert_eq!(world.call.slots().iter().collect::<Vec<_>>(), vec![put(0, 2, 1)]);
}

#[test]
fn who_is_muted_by_a_host_stops_at_once_and_says_so() {
    let mut world = World::joined();
    world.news();
    let cause = StopCause::Host { by: "Hema".into() };
    world.says(ServerMessage::Stop { source: MediaSource::Microphone, n: 4, cause: cause.clone() });
    let muted = PublishState { microphone: false, ..ON };
    let socket = world.socket().expect("is open");
    let notice = Notice::Stopped { source: MediaSource::Microphone, cause };
    assert_eq!(
        world.news(),
        [
            Effect::SetPublish(muted),
            Effect::Send { socket, message: ClientMessage::Publish { publish: muted, stop: 4 } },
            Effect::Notify(notice),
        ],
        "silent before anything else"
    );
    world.does(Input::Publish(ON));
    assert_eq!(world.sent(), [ClientMessage::Publish { publish: ON, stop: 4 }]);
    world.breaks(1006);
    world.passes(Millis(2000));
    assert!(
        world.sent().iter().any(|message| matches!(message, ClientMessage::Resume { stop: 4, .. })),
        "the number goes along to another socket"
    );
}

#[test]
fn a_stop_is_answered_even_when_nothing_was_on() {
    let mut world = World::joined();
    world.does(Input::Publish(MUTED));
    world.news();
    world.says(ServerMessage::Stop { source: MediaSource::Microphone, n: 1, cause: StopCause::Entry });
    assert_eq!(world.sent(), [ClientMessage::Publish { publish: MUTED, stop: 1 }]);
}

#[test]
fn another_seat_counts_its_stops_anew() {
    let mut world = World::joined();
    world.says(ServerMessage::Stop { source: MediaSource::Camera, n: 9, cause: StopCause::Rule });
    world.news();
    world.server_restarts();
    world.passes(Millis(3000));
    let sent = world.sent();
    let publish = |message: &&ClientMessage| matches!(message, ClientMessage::Publish { stop: 1.., .. });
    assert!(sent.iter().any(|message| matches!(message, ClientMessage::Join { .. })), "{sent:?}");
    assert_eq!(sent.iter().find(publish), None);
}
