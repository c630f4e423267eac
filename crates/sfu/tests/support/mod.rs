//! Clients made of str0m over loopback, and a room with a media server to join.

mod client;
mod media;
mod wire;

use std::{
    collections::BTreeMap,
    net::{IpAddr, Ipv4Addr, SocketAddr},
    sync::mpsc::{self, Receiver},
    time::{Duration, Instant},
};

pub(crate) use client::{Client, Got, Kind};
pub(crate) use media::Voice;
use talkspace_model::{
    MediaCommand, MediaEvent, PublishState, SeatId, SlotAssignment, SlotCounts, SlotId, TileView, View,
};
use talkspace_sfu::{Config, RoomMedia, Sfu};
pub(crate) use wire::Wire;

pub(crate) const EVERYTHING: PublishState =
    PublishState { microphone: true, camera: true, screen: false, paused: false, drawing: false };

/// A running media server with one room, and the clients in it.
pub(crate) struct World {
    pub(crate) clients: BTreeMap<u32, Client>,
    pub(crate) events: Vec<MediaEvent>,
    pub(crate) port: u16,
    slots: SlotCounts,
    room: RoomMedia,
    inbox: Receiver<MediaEvent>,
}

impl World {
    pub(crate) fn new(slots: SlotCounts) -> Self {
        let localhost = IpAddr::V4(Ipv4Addr::LOCALHOST);
        let config = Config { bind: localhost, port: 0, announce: vec![localhost], slots, shards: 1 };
        let sfu = Sfu::start(config).unwrap();
        let (outbox, inbox) = mpsc::channel();
        let room = sfu.open_room(Box::new(move |event| drop(outbox.send(event))));
        Self { clients: BTreeMap::new(), events: Vec::new(), port: sfu.ports()[0], slots, room, inbox }
    }

    pub(crate) fn address(&self) -> SocketAddr {
        SocketAddr::from(([127, 0, 0, 1], self.port))
    }

    /// Joins over UDP and waits until media is connected.
    pub(crate) fn join(&mut self, seat: u32, publish: PublishState) {
        self.join_over(Wire::udp(), seat, publish);
    }

    pub(crate) fn join_over(&mut self, wire: Wire, seat: u32, publish: PublishState) {
        let (client, offer) = Client::new(seat, self.slots, wire, now());
        self.clients.insert(seat, client);
        let connected = MediaEvent::Connected { seat: SeatId(seat) };
        self.events.retain(|event| *event != connected);
        self.send(MediaCommand::Connect { seat: SeatId(seat), offer, publish });
        self.until("connected", |world| world.events.contains(&connected));
    }

    pub(crate) fn send(&self, command: MediaCommand) {
        self.room.send(command);
    }

    pub(crate) fn publish(&self, seat: u32, publish: PublishState) {
        self.send(MediaCommand::Publish { seat: SeatId(seat), publish });
    }

    pub(crate) fn show(&self, viewer: u32, seat: u32, height: u16) {
        let view = View { tiles: vec![TileView { seat: SeatId(seat), height }], screens: None };
        self.send(MediaCommand::SetView { seat: SeatId(viewer), view });
    }

    pub(crate) fn client(&mut self, seat: u32) -> &mut Client {
        self.clients.get_mut(&seat).unwrap()
    }

    /// Lets everything run until the condition holds.
    pub(crate) fn until(&mut self, what: &str, mut condition: impl FnMut(&mut World) -> bool) {
        let deadline = now() + Duration::from_secs(20);
        while !condition(self) {
            assert!(now() < deadline, "never happened: {what}; events: {:?}", self.events_but_answers());
            self.step();
        }
    }

    fn events_but_answers(&self) -> Vec<&MediaEvent> {
        self.events.iter().filter(|event| !matches!(event, MediaEvent::Answered { .. })).collect()
    }

    /// Lets everything run for a while, to see that something does not happen.
    pub(crate) fn run_for(&mut self, span: Duration) {
        let end = now() + span;
        while now() < end {
            self.step();
        }
    }

    /// The server's ICE user name for this client.
    pub(crate) fn ufrag(&self, client: u32) -> String {
        let mut answers = self.events.iter().filter_map(|event| match event {
            MediaEvent::Answered { seat, answer } if *seat == SeatId(client) => Some(answer),
            _ => None,
        });
        let answer = answers.next_back().unwrap();
        answer.lines().find_map(|line| line.strip_prefix("a=ice-ufrag:")).unwrap().to_owned()
    }

    /// The newest word on a slot of a receiver.
    pub(crate) fn assigned(&self, receiver: u32, slot: &str) -> Option<SlotAssignment> {
        let slot: SlotId = slot.parse().unwrap();
        let told = self.events.iter().filter_map(|event| match event {
            MediaEvent::Slots { seat, slots } if *seat == SeatId(receiver) => Some(slots),
            _ => None,
        });
        told.flatten().rev().find(|assignment| assignment.slot == slot).copied()
    }

    fn step(&mut self) {
        let mut idle = true;
        while let Ok(event) = self.inbox.try_recv() {
            self.handle(&event);
            self.events.push(event);
            idle = false;
        }
        for client in self.clients.values_mut() {
            idle &= !client.step(now());
        }
        if idle {
            // Paces the pump; nothing waits for this time to pass.
            std::thread::sleep(Duration::from_micros(500));
        }
    }

    fn handle(&mut self, event: &MediaEvent) {
        match event {
            MediaEvent::Answered { seat, answer } => {
                if let Some(client) = self.clients.get_mut(&seat.0) {
                    client.accept(answer);
                }
            }
            MediaEvent::Slots { seat, slots } => {
                let ready = self.clients.get(&seat.0).is_some_and(|client| client.answers_slots);
                for SlotAssignment { slot, turn, .. } in slots.iter().filter(|_| ready) {
                    self.send(MediaCommand::SlotReady { seat: *seat, slot: *slot, turn: *turn });
                }
            }
            MediaEvent::OfferRefused { .. }
            | MediaEvent::Connected { .. }
            | MediaEvent::Disconnected { .. }
            | MediaEvent::Speaking { .. }
            | MediaEvent::Wanted { .. }
            | MediaEvent::Spending { .. } => {}
        }
    }
}

#[expect(clippy::disallowed_methods, reason = "these tests run in real time over real sockets")]
pub(crate) fn now() -> Instant {
    Instant::now()
}
