//! The media server over real sockets, with str0m clients.

#![expect(clippy::unwrap_used, reason = "a test fails where it cannot go on")]

mod support;

use std::{
    io::{Read, Write},
    net::{TcpStream, UdpSocket},
    time::Duration,
};

use support::{Client, EVERYTHING, Got, Kind, Voice, Wire, World};
use talkspace_model::{Layer, MediaCommand, MediaEvent, PublishState, SeatId, SlotCounts, View, Wanted};

const SLOTS: SlotCounts = SlotCounts { audio: 2, video: 2, screen: 1 };
const ONE_PICTURE: SlotCounts = SlotCounts { audio: 2, video: 1, screen: 0 };
const NOTHING: PublishState =
    PublishState { microphone: false, camera: false, screen: false, paused: false, drawing: false };

/// Each slot's stream, whoever fills it: no number twice, none left out, time and picture ids running on.
fn assert_continuous(got: &[Got], slot: usize, kind: Kind) {
    let mut stream: Vec<&Got> = got.iter().filter(|got| got.slot == slot && got.kind == kind).collect();
    assert!(stream.len() > 10, "only {} packets in {kind:?} slot {slot}", stream.len());
    stream.sort_by_key(|got| got.seq);
    for pair in stream.windows(2) {
        let [before, after] = pair else { unreachable!("windows of two") };
        assert_eq!(after.seq, before.seq + 1, "a gap or a double");
        let step = after.timestamp.wrapping_sub(before.timestamp);
        assert!((1..900_000).contains(&step), "time jumped by {step}");
        if let (Some(before), Some(after)) = (before.picture, after.picture) {
            assert_eq!(after.0, (before.0 + 1) & 0x7fff, "picture id");
            assert_eq!(after.1, before.1.wrapping_add(1), "tl0picidx");
        }
    }
}

fn has(world: &mut World, receiver: u32, from: u32, kind: Kind, count: usize) -> bool {
    world.client(receiver).from(from, kind).len() >= count
}

#[test]
fn everybody_gets_everybody_elses_sound_and_picture() {
    let mut world = World::new(SLOTS);
    for seat in [1, 2, 3] {
        world.join(seat, EVERYTHING);
    }
    for (receiver, from) in [(1, 2), (1, 3), (2, 1), (2, 3), (3, 1), (3, 2)] {
        for kind in [Kind::Audio, Kind::Picture] {
            world.until("media flows", |world| has(world, receiver, from, kind, 30));
        }
    }
    for receiver in [1, 2, 3] {
        let got = world.client(receiver).got.clone();
        assert!(got.iter().all(|got| got.csrc == [got.from] && got.from != receiver));
        assert!(got.iter().filter(|got| got.kind == Kind::Audio).all(|got| got.level == Some(Voice::Quiet.level())));
        for slot in [0, 1] {
            assert_continuous(&got, slot, Kind::Picture);
            assert_continuous(&got, slot, Kind::Audio);
        }
    }
}

#[test]
fn what_is_switched_off_goes_to_nobody_whatever_arrives() {
    let mut world = World::new(SLOTS);
    world.join(1, EVERYTHING);
    world.join(2, NOTHING);
    world.until("media flows", |world| has(world, 2, 1, Kind::Picture, 20) && has(world, 2, 1, Kind::Audio, 20));
    world.publish(1, PublishState { microphone: false, ..EVERYTHING });
    world.until("the voice slot is emptied", |world| world.assigned(2, "a0").is_some_and(|a| a.seat.is_none()));
    world.run_for(Duration::from_millis(50));
    world.client(2).got.clear();
    world.run_for(Duration::from_millis(400));
    assert_eq!(world.client(2).from(1, Kind::Audio).len(), 0);
    assert!(has(&mut world, 2, 1, Kind::Picture, 8));

    world.publish(1, NOTHING);
    world.until("the picture slot is emptied", |world| world.assigned(2, "v0").is_some_and(|a| a.seat.is_none()));
    world.run_for(Duration::from_millis(50));
    world.client(2).got.clear();
    world.run_for(Duration::from_millis(400));
    assert_eq!(world.client(2).got.len(), 0);

    world.publish(1, EVERYTHING);
    world.until("media is back", |world| has(world, 2, 1, Kind::Picture, 20) && has(world, 2, 1, Kind::Audio, 20));
    let got = world.client(2).got.clone();
    assert!(got.iter().find(|got| got.kind == Kind::Picture).unwrap().keyframe);
    assert_continuous(&got, 0, Kind::Picture);
    assert_continuous(&got, 0, Kind::Audio);
}

#[test]
fn a_slot_passes_on_only_when_its_receiver_is_ready_and_with_a_keyframe() {
    let mut world = World::new(ONE_PICTURE);
    world.join(1, EVERYTHING);
    world.join(2, EVERYTHING);
    world.join(3, NOTHING);
    world.until("the first comer is shown", |world| has(world, 3, 1, Kind::Picture, 20));
    assert_eq!(world.client(3).from(2, Kind::Picture).len(), 0);

    world.client(3).answers_slots = false;
    world.client(2).voice = Voice::Talking;
    let speaking = MediaEvent::Speaking { seats: vec![SeatId(2)] };
    world.until("the second speaks", |world| world.events.contains(&speaking));
    world.until("the slot passes on", |world| world.assigned(3, "v0").is_some_and(|a| a.seat == Some(SeatId(2))));
    let passed = world.assigned(3, "v0").unwrap();
    assert_eq!(passed.turn, 2);
    world.run_for(Duration::from_millis(100));
    let before = world.client(3).got.len();
    world.run_for(Duration::from_millis(300));
    let pictures = |got: &[Got]| got.iter().filter(|got| got.kind == Kind::Picture).count();
    assert_eq!(pictures(&world.client(3).got[before..]), 0, "neither the old nor the new picture");

    world.send(MediaCommand::SlotReady { seat: SeatId(3), slot: passed.slot, turn: passed.turn - 1 });
    world.run_for(Duration::from_millis(200));
    assert_eq!(world.client(3).from(2, Kind::Picture).len(), 0, "an answer to the former turn");

    world.send(MediaCommand::SlotReady { seat: SeatId(3), slot: passed.slot, turn: passed.turn });
    world.until("the new picture flows", |world| has(world, 3, 2, Kind::Picture, 20));
    let got = world.client(3).got.clone();
    assert!(got.iter().find(|got| got.from == 2 && got.kind == Kind::Picture).unwrap().keyframe);
    assert_continuous(&got, 0, Kind::Picture);
}

#[test]
fn the_layer_follows_the_size_shown_and_what_arrives() {
    let mut world = World::new(SLOTS);
    world.join(1, EVERYTHING);
    world.join(2, NOTHING);
    let flows = |world: &mut World, layer: char| {
        let got = world.client(2).from(1, Kind::Picture);
        got.len() > 10 && got[got.len() - 10..].iter().all(|got| got.layer == layer)
    };
    world.until("half without a word on the size", |world| flows(world, 'h'));
    for (height, layer) in [(700, 'f'), (120, 'q'), (360, 'h'), (1080, 'f')] {
        world.show(2, 1, height);
        world.until("the layer for the size", |world| flows(world, layer));
    }
    world.client(1).layers = vec!['q', 'h'];
    world.until("the next lower layer", |world| flows(world, 'h'));
    world.client(1).layers = vec!['q', 'h', 'f'];
    world.client(1).send_keyframe();
    world.until("the layer that has returned", |world| flows(world, 'f'));
    assert_continuous(&world.client(2).got.clone(), 0, Kind::Picture);
}

#[test]
fn what_is_not_on_the_page_is_not_sent_and_comes_back_with_a_keyframe() {
    let mut world = World::new(SLOTS);
    world.join(1, EVERYTHING);
    world.join(2, NOTHING);
    world.until("media flows", |world| has(world, 2, 1, Kind::Picture, 20));
    world.send(MediaCommand::SetView { seat: SeatId(2), view: View::default() });
    world.run_for(Duration::from_millis(100));
    world.client(2).got.clear();
    world.run_for(Duration::from_millis(400));
    assert_eq!(world.client(2).from(1, Kind::Picture).len(), 0);
    assert!(has(&mut world, 2, 1, Kind::Audio, 10), "sound goes on");

    world.show(2, 1, 360);
    world.until("the picture is back", |world| has(world, 2, 1, Kind::Picture, 20));
    let got = world.client(2).got.clone();
    assert!(got.iter().find(|got| got.kind == Kind::Picture).unwrap().keyframe);
    assert_continuous(&got, 0, Kind::Picture);
}

#[test]
fn publishers_hear_what_is_looked_at() {
    let mut world = World::new(SLOTS);
    world.join(1, EVERYTHING);
    let told = |world: &World, wanted: Wanted| {
        let news = world.events.iter().rev().find_map(|event| match event {
            MediaEvent::Wanted { seat: SeatId(1), wanted } => Some(*wanted),
            _ => None,
        });
        news == Some(wanted)
    };
    let camera = |camera| Wanted { camera, screen: false };
    world.until("nobody is there to look", |world| told(world, camera(None)));
    world.join(2, NOTHING);
    world.until("somebody comes", |world| told(world, Wanted { camera: Some(Layer::Half), screen: true }));
    world.show(2, 1, 700);
    world.until("a large tile", |world| told(world, Wanted::ALL));
    world.show(2, 1, 100);
    world.until("a small tile", |world| told(world, Wanted { camera: Some(Layer::Quarter), screen: true }));
    world.send(MediaCommand::SetView { seat: SeatId(2), view: View { screens: Some(vec![]), ..View::default() } });
    world.until("no tile", |world| told(world, camera(None)));
    world.show(2, 1, 360);
    let all_screens = Wanted { camera: Some(Layer::Half), screen: true };
    world.until("a tile again", |world| told(world, all_screens));
}

#[test]
fn a_receivers_keyframe_wishes_reach_the_publisher_but_not_all_of_them() {
    let mut world = World::new(SLOTS);
    world.join(1, EVERYTHING);
    world.join(2, NOTHING);
    world.until("media flows", |world| has(world, 2, 1, Kind::Picture, 20));
    world.run_for(Duration::from_millis(600));
    let before = world.client(1).keyframe_requests;
    for _ in 0..50 {
        world.client(2).ask_keyframe(0);
        world.run_for(Duration::from_millis(20));
    }
    let asked = world.client(1).keyframe_requests - before;
    assert!((1..=4).contains(&asked), "{asked} requests in a second");
}

#[test]
fn losses_on_the_publishers_way_are_repaired() {
    let mut world = World::new(SLOTS);
    world.join(1, EVERYTHING);
    world.join(2, NOTHING);
    world.until("media flows", |world| has(world, 2, 1, Kind::Picture, 20));
    world.client(1).loses_each = Some(40);
    world.client(2).got.clear();
    world.until("more media", |world| has(world, 2, 1, Kind::Picture, 100));
    world.client(1).loses_each = None;
    world.run_for(Duration::from_millis(500));
    let got = world.client(2).got.clone();
    let pictures: Vec<u64> = got.iter().filter(|got| got.kind == Kind::Picture).map(|got| got.seq).collect();
    assert!(pictures.windows(2).any(|pair| pair[1] < pair[0]), "something came late");
    assert_continuous(&got, 0, Kind::Picture);
}

#[test]
fn offers_that_are_none_of_ours_are_refused_quickly() {
    let world_slots = SLOTS;
    let mut world = World::new(world_slots);
    let (_, good) = Client::new(9, world_slots, Wire::udp(), support::now());
    let without = |word: &str| good.lines().filter(|line| !line.contains(word)).collect::<Vec<_>>().join("\r\n");
    let bad = [
        String::new(),
        "garbage".to_owned(),
        "v=0\r\n".repeat(10_000),
        "\u{0}".repeat(1000),
        "m=".repeat(100_000),
        without("ice-ufrag"),
        without("fingerprint"),
        without("a=mid"),
        good.replace("a=recvonly", "a=sendonly"),
        good[..good.len() / 2].replace("a=fingerprint", "a=x"),
        format!("{good}{}", good.split_at(good.find("m=").unwrap()).1.repeat(50)),
    ];
    for (offer, seat) in bad.into_iter().zip(100..) {
        let start = support::now();
        let refused = MediaEvent::OfferRefused { seat: SeatId(seat) };
        let what = format!("offer {seat} refused");
        world.send(MediaCommand::Connect { seat: SeatId(seat), offer, publish: EVERYTHING });
        world.until(&what, |world| world.events.contains(&refused));
        assert!(start.elapsed() < Duration::from_secs(2), "{what} after {:?}", start.elapsed());
    }
    world.join(1, EVERYTHING);
}

#[test]
fn a_second_connection_replaces_the_first() {
    let mut world = World::new(SLOTS);
    world.join(1, EVERYTHING);
    world.join(2, NOTHING);
    world.until("media flows", |world| has(world, 2, 1, Kind::Picture, 20));
    let turn = world.assigned(2, "v0").unwrap().turn;

    world.join(2, NOTHING);
    world.until("media flows again", |world| has(world, 2, 1, Kind::Picture, 20) && has(world, 2, 1, Kind::Audio, 20));
    assert_eq!(world.assigned(2, "v0").unwrap().turn, turn + 1, "announced anew");
    world.join(1, EVERYTHING);
    world.client(2).got.clear();
    world.until("media flows from the new one", |world| has(world, 2, 1, Kind::Picture, 20));
    assert_eq!(world.events.iter().filter(|event| matches!(event, MediaEvent::Disconnected { .. })).count(), 0);
}

#[test]
fn whoever_goes_leaves_no_trace() {
    let mut world = World::new(SLOTS);
    world.join(1, EVERYTHING);
    world.join(2, NOTHING);
    world.until("media flows", |world| has(world, 2, 1, Kind::Picture, 20));
    world.client(1).close();
    world.until("the end is noticed", |world| {
        world.events.contains(&MediaEvent::Disconnected { seat: SeatId(1) })
            && world.assigned(2, "v0").is_some_and(|a| a.seat.is_none())
    });
    world.join(1, EVERYTHING);
    world.client(2).got.clear();
    world.until("media is back", |world| has(world, 2, 1, Kind::Picture, 20));
    world.send(MediaCommand::Disconnect { seat: SeatId(1) });
    world.until("the slots are emptied", |world| {
        ["v0", "a0"].iter().all(|slot| world.assigned(2, slot).is_some_and(|a| a.seat.is_none()))
    });
}

#[test]
fn malformed_datagrams_harm_nobody() {
    let mut world = World::new(SLOTS);
    world.join(1, EVERYTHING);
    world.join(2, NOTHING);
    world.until("media flows", |world| has(world, 2, 1, Kind::Picture, 20));
    let (stranger, server) = (UdpSocket::bind("127.0.0.1:0").unwrap(), world.address());
    let mut noise = 1_u64;
    for round in 0..3000_usize {
        let size = round % 300;
        let datagram: Vec<u8> = (0..size)
            .map(|at| {
                noise = noise.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                let first = [0, 1, 20, 22, 63, 128, 144, 191, 255][round % 9];
                if at == 0 { first } else { noise.to_be_bytes()[0] }
            })
            .collect();
        stranger.send_to(&datagram, server).unwrap();
        // The same from an address that the server knows.
        world.client(1).wire.send(server, &datagram);
    }
    world.client(2).got.clear();
    world.until("media still flows", |world| has(world, 2, 1, Kind::Picture, 30) && has(world, 2, 1, Kind::Audio, 30));
}

/// A STUN binding request that names the user under a wrong signature (RFC 8489 section 14.5).
fn forged_binding_request(ufrag: &str) -> Vec<u8> {
    let user = format!("{ufrag}:strange");
    let mut attributes = vec![0, 6, 0, u8::try_from(user.len()).unwrap()];
    attributes.extend(user.as_bytes());
    attributes.resize(attributes.len().next_multiple_of(4), 0);
    let (priority, signature) = ([0, 0x24, 0, 4, 0, 0, 0, 1], [0, 8, 0, 20]);
    attributes.extend(priority);
    attributes.extend(signature);
    attributes.extend([7; 20]);
    let mut request = vec![0, 1, 0, u8::try_from(attributes.len()).unwrap(), 0x21, 0x12, 0xa4, 0x42];
    request.extend([7; 12]);
    request.extend(attributes);
    request
}

#[test]
fn a_stranger_who_names_somebody_does_not_mute_them() {
    let mut world = World::new(SLOTS);
    world.join(1, EVERYTHING);
    world.join(2, NOTHING);
    world.until("media flows", |world| has(world, 2, 1, Kind::Picture, 20));
    let request = forged_binding_request(&world.ufrag(1));
    let (stranger, server) = (UdpSocket::bind("127.0.0.1:0").unwrap(), world.address());
    // In small portions, so that the socket's buffer holds what everybody sends.
    let flood = |world: &mut World| {
        for _ in 0..500 {
            for _ in 0..30 {
                stranger.send_to(&request, server).unwrap();
            }
            world.run_for(Duration::from_millis(1));
        }
    };
    flood(&mut world);
    world.client(2).got.clear();
    flood(&mut world);
    let sounds = world.client(2).from(1, Kind::Audio).len();
    assert!(sounds >= 15, "{sounds} sounds of 25 or more in half a second");
}

#[test]
fn where_udp_is_blocked_media_takes_tcp() {
    let mut world = World::new(SLOTS);
    let server = world.address();
    world.join_over(Wire::tcp(server), 1, EVERYTHING);
    world.join(2, EVERYTHING);
    world.join_over(Wire::tcp(server), 3, NOTHING);
    for (receiver, from) in [(1, 2), (2, 1), (3, 1), (3, 2)] {
        for kind in [Kind::Audio, Kind::Picture] {
            world.until("media flows", |world| has(world, receiver, from, kind, 30));
        }
    }
    assert_continuous(&world.client(3).got.clone(), 0, Kind::Picture);

    // The stream breaks, as when a laptop changes its network; a new connection takes the old one's place.
    world.join_over(Wire::tcp(server), 1, EVERYTHING);
    world.client(3).got.clear();
    world.until("media is back", |world| has(world, 3, 1, Kind::Picture, 20));

    world.client(1).close();
    world.until("the end is noticed", |world| world.assigned(3, "v0").is_some_and(|a| a.seat.is_none()));
    let Wire::Tcp { stream, .. } = &mut world.client(1).wire else { unreachable!("it came over TCP") };
    stream.set_nonblocking(false).unwrap();
    stream.set_read_timeout(Some(Duration::from_secs(5))).unwrap();
    let mut rest = Vec::new();
    assert!(stream.read_to_end(&mut rest).is_ok(), "its stream is closed with it");
}

#[test]
fn nonsense_over_tcp_harms_nobody() {
    let mut world = World::new(SLOTS);
    let server = world.address();
    world.join_over(Wire::tcp(server), 1, EVERYTHING);
    world.join(2, NOTHING);
    world.until("media flows", |world| has(world, 2, 1, Kind::Picture, 20));
    let mut strangers: Vec<TcpStream> = (0..300).map(|_| TcpStream::connect(server).unwrap()).collect();
    for (stranger, round) in strangers.iter_mut().zip(0_u16..) {
        // Too long a frame, an unfinished one, one of each kind of datagram, one by one.
        let frame: &[u8] = match round % 4 {
            0 => b"GET / HTTP/1.1\r\n\r\n",
            1 => &[4, 0, 1],
            2 => &[0, 4, 128, 96, 0, 1],
            _ => &[0, 0, 0, 0, 0, 1, 20],
        };
        // Those that made room for others are closed already.
        let _ = stranger.write_all(frame);
    }
    world.client(2).got.clear();
    world.until("media still flows", |world| has(world, 2, 1, Kind::Picture, 30) && has(world, 2, 1, Kind::Audio, 30));
    world.join_over(Wire::tcp(server), 3, NOTHING);
    world.until("a newcomer is served", |world| has(world, 3, 1, Kind::Picture, 20));
}
