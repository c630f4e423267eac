//! A browser and a server around one call: carries the effects out at once, as far as the test lets it.
#![allow(dead_code, reason = "each test file uses a part")]

use std::collections::VecDeque;

use talkspace_call::{Call, Effect, Input, PeerNumber, PeerState, Phase, SocketNumber};
use talkspace_model::{
    MeetingSettings, Millis, PublishState, Role, SeatId, SlotAssignment, SlotId, SlotKind, Timestamp,
};
use talkspace_signal::{
    ClientMessage, EndReason, Quality, RefusalReason, RequestKind, RoomSettings, RoomSnapshot, SeatInfo, ServerMessage,
};

pub(crate) const ON: PublishState =
    PublishState { microphone: true, camera: true, screen: false, paused: false, drawing: false };
pub(crate) const MUTED: PublishState =
    PublishState { microphone: false, camera: true, screen: false, paused: false, drawing: false };

pub(crate) struct World {
    pub(crate) call: Call,
    pub(crate) now: Timestamp,
    /// Every effect so far, in order.
    pub(crate) log: Vec<Effect>,
    /// The network between browser and server.
    pub(crate) network: bool,
    /// The media path alone.
    pub(crate) media_path: bool,
    /// Raised when the server forgets everything (restart).
    pub(crate) era: u32,
    /// What the browser would really send.
    pub(crate) sending: PublishState,
    pub(crate) snapshot_slots: Vec<SlotAssignment>,
    pub(crate) hold_answers: bool,
    todo: VecDeque<Input>,
    token: Option<String>,
    peer: Option<(PeerNumber, bool)>,
    socket: Option<SocketNumber>,
    inbound: u64,
}

impl World {
    pub(crate) fn new() -> Self {
        Self {
            call: Call::new(ON, 1),
            now: Timestamp(1_000_000),
            log: Vec::new(),
            network: true,
            media_path: true,
            era: 1,
            sending: PublishState::default(),
            snapshot_slots: Vec::new(),
            hold_answers: false,
            todo: VecDeque::new(),
            token: None,
            peer: None,
            socket: None,
            inbound: 0,
        }
    }

    /// A world whose person is inside.
    pub(crate) fn joined() -> Self {
        let mut world = Self::new();
        world.does(Input::Join { name: "Asha".into(), passcode: String::new(), note: None });
        assert_eq!(world.call.phase(), Phase::Joined);
        world
    }

    pub(crate) fn does(&mut self, input: Input) {
        self.todo.push_back(input);
        self.settle();
    }

    pub(crate) fn says(&mut self, message: ServerMessage) {
        if let Some(socket) = self.socket {
            self.does(Input::Message { socket, message });
        }
    }

    pub(crate) fn socket(&self) -> Option<SocketNumber> {
        self.socket
    }

    pub(crate) fn peer(&self) -> Option<PeerNumber> {
        self.peer.map(|(peer, _)| peer)
    }

    /// The socket breaks with this close code, and the browser hears of it.
    pub(crate) fn breaks(&mut self, code: u16) {
        if let Some(socket) = self.socket.take() {
            self.does(Input::SocketClosed { socket, code });
        }
    }

    pub(crate) fn server_restarts(&mut self) {
        self.era += 1;
        self.media_path = false;
        self.breaks(1006);
        self.media_path = true;
    }

    /// Lets time pass, in steps no longer than a media tick.
    pub(crate) fn passes(&mut self, span: Millis) {
        let end = self.now + span;
        let mut tick = self.now + Millis(1000);
        while self.now < end {
            let due = self.call.poll_timeout().map_or(end, |(at, _)| at);
            let next = due.min(end).min(tick).max(self.now + Millis(1));
            self.now = next;
            if next >= tick {
                tick = next + Millis(1000);
                self.tick();
            }
            self.call.handle_timeout(self.now);
            self.settle();
        }
    }

    fn tick(&mut self) {
        let Some((peer, connected)) = self.peer else { return };
        if self.network && self.media_path && connected {
            self.inbound += 50;
        }
        self.todo.push_back(Input::MediaTick { peer, inbound: self.inbound });
        self.settle();
    }

    /// What happened since the last call, without pings.
    pub(crate) fn news(&mut self) -> Vec<Effect> {
        let is_ping = |effect: &Effect| matches!(effect, Effect::Send { message: ClientMessage::Ping { .. }, .. });
        std::mem::take(&mut self.log).into_iter().filter(|effect| !is_ping(effect)).collect()
    }

    pub(crate) fn sent(&mut self) -> Vec<ClientMessage> {
        let message = |effect| match effect {
            Effect::Send { message, .. } => Some(message),
            _ => None,
        };
        self.news().into_iter().filter_map(message).collect()
    }

    fn settle(&mut self) {
        while let Some(input) = self.todo.pop_front() {
            self.call.handle(input, self.now);
            self.drain();
        }
        self.drain();
        if !self.todo.is_empty() {
            self.settle();
        }
    }

    fn drain(&mut self) {
        while let Some(effect) = self.call.poll_effect() {
            self.check(&effect);
            self.log.push(effect.clone());
            self.carry_out(effect);
        }
        self.check_sending();
    }

    /// Whatever tells the server what is sent must tell what the person wants.
    fn check(&self, effect: &Effect) {
        if let Effect::Send { socket, message } = effect {
            assert!(self.socket.is_none_or(|open| open == *socket), "sent on a socket that is gone: {message:?}");
            match message {
                ClientMessage::Join { publish, .. }
                | ClientMessage::Resume { publish, .. }
                | ClientMessage::Publish { publish, .. } => assert_eq!(*publish, self.call.publish()),
                _ => {}
            }
        }
    }

    fn check_sending(&self) {
        let (sending, wanted) = (self.sending, self.call.publish());
        assert!(!sending.microphone || wanted.microphone, "sends sound while muted");
        assert!(!sending.camera || wanted.camera, "sends a picture with the camera off");
        assert!(!sending.screen || wanted.screen, "sends a screen that is not shared");
        if let Phase::Left(_) = self.call.phase() {
            assert_eq!(sending, PublishState::default(), "sends after leaving");
        }
    }

    fn carry_out(&mut self, effect: Effect) {
        match effect {
            Effect::FetchTicket { .. } if self.network => {
                self.todo.push_back(Input::TicketReady { ticket: "ticket".into() });
            }
            Effect::FetchTicket { .. } => self.todo.push_back(Input::TicketFailed),
            Effect::OpenSocket { socket } if self.network => {
                self.socket = Some(socket);
                self.todo.push_back(Input::SocketOpened { socket });
            }
            Effect::OpenSocket { socket } => self.todo.push_back(Input::SocketClosed { socket, code: 1006 }),
            Effect::CloseSocket { socket } => self.socket = self.socket.filter(|open| *open != socket),
            Effect::Send { socket, message } => self.serve(socket, message),
            Effect::React { .. } => {}
            Effect::MakeOffer { peer } => {
                self.peer = Some((peer, false));
                self.todo.push_back(Input::OfferReady { peer, sdp: format!("offer {}", peer.0) });
            }
            Effect::ApplyAnswer { peer, .. } => {
                self.todo.push_back(Input::AnswerApplied { peer });
                if self.network && self.media_path {
                    self.peer = Some((peer, true));
                    self.todo.push_back(Input::PeerState { peer, state: PeerState::Connected });
                }
            }
            Effect::ClosePeer { .. } => self.peer = None,
            Effect::SetPublish(publish) => self.sending = publish,
            Effect::StoreToken { token } => self.token = Some(token),
            Effect::ForgetToken => self.token = None,
            Effect::Encode(_) | Effect::AssignSlot(_) | Effect::Mark { .. } | Effect::Notify(_) => {}
        }
    }

    fn serve(&mut self, socket: SocketNumber, message: ClientMessage) {
        if !self.network || self.socket != Some(socket) || self.hold_answers {
            return;
        }
        let token = format!("token {}", self.era);
        let reply = match message {
            ClientMessage::Join { offer, .. } => Some(self.joined_reply(Some(offer))),
            ClientMessage::Resume { token: kept, .. } if kept != token => {
                Some(ServerMessage::Refused { request: RequestKind::Resume, reason: RefusalReason::Token, id: None })
            }
            ClientMessage::Resume { offer, .. } => Some(self.joined_reply(offer)),
            ClientMessage::Offer { sdp } => Some(ServerMessage::Answer { sdp: sdp.replace("offer", "answer") }),
            ClientMessage::Leave => Some(ServerMessage::Ended { reason: EndReason::Left }),
            ClientMessage::Ping { n } => Some(ServerMessage::Pong { n }),
            _ => None,
        };
        self.todo.extend(reply.map(|message| Input::Message { socket, message }));
    }

    fn joined_reply(&mut self, offer: Option<String>) -> ServerMessage {
        let snapshot = RoomSnapshot {
            seat: SeatId(1),
            token: format!("token {}", self.era),
            settings: settings(),
            started: Timestamp(0),
            now: self.now,
            seats: vec![seat(1, "Asha"), seat(2, "Ben"), seat(3, "Chitra")],
            speaking: vec![],
            slots: self.snapshot_slots.clone(),
            chat: vec![],
            knocks: vec![],
            chat_more: false,
            knocks_more: 0,
            wanted: talkspace_model::Wanted::ALL,
        };
        ServerMessage::Joined { snapshot, answer: offer.map(|sdp| sdp.replace("offer", "answer")) }
    }
}

pub(crate) fn seat(seat: u32, name: &str) -> SeatInfo {
    SeatInfo {
        seat: SeatId(seat),
        name: name.into(),
        role: Role::Participant,
        guest: false,
        publish: ON,
        hand: None,
        joined: Timestamp(0),
        away: false,
        acting: false,
        spotlight: false,
        quality: Quality::Good,
    }
}

pub(crate) fn put(index: u8, seat: u32, turn: u32) -> SlotAssignment {
    SlotAssignment { slot: SlotId::new(SlotKind::Video, index), seat: Some(SeatId(seat)), turn }
}

pub(crate) fn settings() -> RoomSettings {
    RoomSettings { title: "Algebra".into(), locked: false, settings: MeetingSettings::default() }
}
