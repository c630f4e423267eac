//! A room to play in, and short names for what comes out of it.

#![allow(dead_code, reason = "each test program uses its part")]

use std::collections::{BTreeMap, BTreeSet};

use talkspace_model::{
    AttendanceId, FileId, LeaveReason, MediaCommand, MediaEvent, MeetingSettings, MessageId, Millis, Note,
    PublishState, Role, SeatId, SharedFile, Timestamp, UserId, limits::Limits,
};
use talkspace_room::{
    Arrival, Caller, ConnectionId, Deed, Effect, Fact, Fresh, Identity, Readers, ResumedRun, Room, RoomSetup, Said,
    Token,
};
use talkspace_signal::{
    Addressee, Audience, ChatMessage, ClientMessage, CloseCode, EndReason, KnockEntry, Quality, RefusalReason,
    RequestKind, RoomSettings, RoomSnapshot, SeatInfo, ServerMessage, WaitReason,
};

pub(crate) const GRACE: Millis = Millis::from_secs(120);
pub(crate) const ON: PublishState =
    PublishState { microphone: true, camera: true, screen: false, paused: false, drawing: false };
pub(crate) const MUTED: PublishState =
    PublishState { microphone: false, camera: true, screen: false, paused: false, drawing: false };

pub(crate) struct World {
    pub(crate) room: Room,
    pub(crate) now: Timestamp,
}

/// Somebody at the door.
#[derive(Debug, Clone)]
pub(crate) struct Person {
    pub(crate) name: &'static str,
    /// What they call themselves this time, if not by their name.
    pub(crate) alias: Option<&'static str>,
    pub(crate) role: Role,
    /// Without an account; with the default settings guests have to ask.
    pub(crate) guest: bool,
}

pub(crate) const HOST: Person = Person { name: "Hema", alias: None, role: Role::Host, guest: false };
pub(crate) const COHOST: Person = Person { name: "Chetan", alias: None, role: Role::CoHost, guest: false };
pub(crate) const ASHA: Person = Person { name: "Asha", alias: None, role: Role::Participant, guest: false };
pub(crate) const GUEST: Person = Person { name: "Gita", alias: None, role: Role::Participant, guest: true };

impl Person {
    pub(crate) fn named(&self, name: &'static str) -> Person {
        Person { name, ..self.clone() }
    }

    pub(crate) fn calling_themselves(&self, alias: &'static str) -> Person {
        Person { alias: Some(alias), ..self.clone() }
    }

    pub(crate) fn identity(&self) -> Identity {
        if self.guest { Identity::guest(self.name) } else { Identity::user(&UserId::new(self.name)) }
    }

    fn user(&self) -> Option<UserId> {
        (!self.guest).then(|| UserId::new(self.name))
    }

    pub(crate) fn caller(&self, with_ticket: bool) -> Caller {
        let arrival = Arrival {
            identity: self.identity(),
            name: self.alias.unwrap_or(self.name).into(),
            role: self.role,
            user: self.user(),
        };
        Caller { known_as: vec![self.identity()], arrival: with_ticket.then_some(arrival) }
    }
}

pub(crate) fn setup() -> RoomSetup {
    RoomSetup {
        title: "Physics".into(),
        settings: MeetingSettings::default(),
        blocked: BTreeSet::new(),
        limits: Limits::default(),
        seat_grace: GRACE,
        resumed: None,
    }
}

impl World {
    pub(crate) fn new() -> Self {
        Self::with(setup())
    }

    pub(crate) fn with(setup: RoomSetup) -> Self {
        Self { room: Room::new(setup, Timestamp(0)), now: Timestamp(0) }
    }

    pub(crate) fn resumed(run: ResumedRun) -> Self {
        Self::with(RoomSetup { resumed: Some(run), ..setup() })
    }

    /// A connection with a ticket. Its token and attendance bear its number.
    pub(crate) fn connect(&mut self, connection: u8, person: &Person) {
        self.greet(connection, person.caller(true));
    }

    /// A connection that can only resume.
    pub(crate) fn reconnect(&mut self, connection: u8, person: &Person) {
        self.greet(connection, person.caller(false));
    }

    fn greet(&mut self, connection: u8, caller: Caller) {
        let fresh = Fresh { token: token(connection), attendance: stay(connection) };
        self.room.handle_connect(link(connection), caller, fresh, self.now);
    }

    pub(crate) fn effects(&mut self) -> Vec<Effect> {
        std::iter::from_fn(|| self.room.poll_effect()).collect()
    }

    pub(crate) fn says(&mut self, connection: u8, message: ClientMessage) -> Vec<Effect> {
        self.room.handle_message(link(connection), message, self.now);
        self.effects()
    }

    pub(crate) fn joins(&mut self, connection: u8, person: &Person) -> Vec<Effect> {
        self.connect(connection, person);
        self.says(connection, join(connection))
    }

    pub(crate) fn resumes(&mut self, connection: u8, person: &Person, token_of: u8) -> Vec<Effect> {
        self.reconnect(connection, person);
        self.says(connection, resume(token_of, None))
    }

    pub(crate) fn media(&mut self, event: MediaEvent) -> Vec<Effect> {
        self.room.handle_media(event, self.now);
        self.effects()
    }

    pub(crate) fn answered(&mut self, seat: u32) -> Vec<Effect> {
        self.media(MediaEvent::Answered { seat: SeatId(seat), answer: format!("answer {seat}") })
    }

    /// Joins and is answered; what happens is not looked at.
    pub(crate) fn sits(&mut self, connection: u8, person: &Person, seat: u32) {
        self.joins(connection, person);
        self.answered(seat);
        self.after(40);
    }

    pub(crate) fn is_gone(&mut self, connection: u8) -> Vec<Effect> {
        self.room.handle_disconnect(link(connection), self.now, self.now);
        self.effects()
    }

    pub(crate) fn earlier(&mut self, connection: u8, page: &[Said]) -> Vec<Effect> {
        self.room.handle_earlier(link(connection), page, false);
        self.effects()
    }

    pub(crate) fn recalled(&mut self, connection: u8, found: Option<Said>, message: ClientMessage) -> Vec<Effect> {
        self.room.handle_recalled(link(connection), found, message, self.now);
        self.effects()
    }

    pub(crate) fn stored(&mut self, id: &str, stored: bool) -> Vec<Effect> {
        self.room.handle_stored(&MessageId::new(id), stored);
        self.effects()
    }

    /// Lets time pass, with every timer on its moment.
    pub(crate) fn after(&mut self, span: i64) -> Vec<Effect> {
        let end = self.now + Millis(span);
        let mut effects = Vec::new();
        while let Some((due, _)) = self.room.poll_timeout().filter(|(due, _)| *due <= end) {
            self.now = self.now.max(due);
            self.room.handle_timeout(self.now);
            effects.extend(self.effects());
        }
        self.now = end;
        effects
    }
}

pub(crate) fn link(connection: u8) -> ConnectionId {
    ConnectionId(connection.into())
}

pub(crate) fn token(connection: u8) -> Token {
    Token::new([connection; 32])
}

pub(crate) fn stay(connection: u8) -> AttendanceId {
    AttendanceId::new(format!("stay {connection}"))
}

pub(crate) fn join(connection: u8) -> ClientMessage {
    ClientMessage::Join { offer: format!("offer {connection}"), publish: ON, note: None }
}

pub(crate) fn resume(token_of: u8, offer: Option<&str>) -> ClientMessage {
    let token = token(token_of).as_str().to_owned();
    ClientMessage::Resume { token, publish: ON, stop: 0, offer: offer.map(str::to_owned) }
}

pub(crate) fn chat(id: &str, text: &str) -> ClientMessage {
    whisper(id, text, Audience::Everyone)
}

pub(crate) fn whisper(id: &str, text: &str, to: Audience) -> ClientMessage {
    ClientMessage::Chat { id: MessageId::new(id), text: text.into(), to, reply: None, file: None }
}

pub(crate) fn with_file(message: ClientMessage, file: &str) -> ClientMessage {
    match message {
        ClientMessage::Chat { id, text, to, reply, .. } => {
            ClientMessage::Chat { id, text, to, reply, file: Some(FileId::new(file)) }
        }
        other => other,
    }
}

pub(crate) fn file(id: &str) -> SharedFile {
    SharedFile { id: FileId::new(id), name: "notes.pdf".into(), bytes: 10, picture: None }
}

pub(crate) fn message(id: &str, from: u32, person: &Person, text: &str, sent: i64) -> ChatMessage {
    let from = (SeatId(from), person.name.into());
    ChatMessage::new(MessageId::new(id), from, text.into(), Addressee::Everyone, Timestamp(sent))
}

/// What a person has said to everybody.
pub(crate) fn said(person: &Person, message: ChatMessage) -> Said {
    Said { message, sender: person.identity(), readers: Readers::Everyone, reactions: BTreeMap::new() }
}

pub(crate) fn info(seat: u32, person: &Person, joined: i64) -> SeatInfo {
    SeatInfo {
        seat: SeatId(seat),
        name: person.name.into(),
        role: person.role,
        guest: person.guest,
        publish: ON,
        hand: None,
        joined: Timestamp(joined),
        away: false,
        acting: false,
        spotlight: false,
        quality: Quality::Good,
    }
}

pub(crate) fn away(info: SeatInfo) -> SeatInfo {
    SeatInfo { away: true, ..info }
}

pub(crate) fn snapshot(seat: u32, connection: u8, now: i64, seats: Vec<SeatInfo>) -> RoomSnapshot {
    RoomSnapshot {
        seat: SeatId(seat),
        token: token(connection).as_str().into(),
        settings: room_settings(),
        started: Timestamp(0),
        now: Timestamp(now),
        seats,
        speaking: vec![],
        slots: vec![],
        chat: vec![],
        knocks: vec![],
        chat_more: false,
        knocks_more: 0,
        wanted: talkspace_model::Wanted::ALL,
    }
}

pub(crate) fn knocks(knocks: Vec<KnockEntry>) -> ServerMessage {
    ServerMessage::Knocks { knocks, more: 0 }
}

pub(crate) fn knock(seat: u32, person: &Person, since: i64) -> KnockEntry {
    KnockEntry {
        seat: SeatId(seat),
        name: person.name.into(),
        guest: person.guest,
        since: Timestamp(since),
        note: None,
    }
}

pub(crate) fn send(to: u8, message: ServerMessage) -> Effect {
    Effect::Send { to: link(to), message }
}

pub(crate) fn all<const N: usize>(to: [u8; N], message: ServerMessage) -> Effect {
    Effect::Broadcast { to: to.map(link).to_vec(), message }
}

pub(crate) fn seats(seats: Vec<SeatInfo>) -> ServerMessage {
    ServerMessage::Seats { seats }
}

pub(crate) fn left(seat: u32) -> ServerMessage {
    ServerMessage::SeatLeft { seat: SeatId(seat) }
}

pub(crate) fn waiting(connection: u8, reason: WaitReason) -> Effect {
    let token = token(connection).as_str().into();
    send(connection, ServerMessage::Waiting { reason, token, title: "Physics".into(), message: None, before: 0 })
}

pub(crate) fn waiting_behind(connection: u8, reason: WaitReason, before: u32) -> Effect {
    let token = token(connection).as_str().into();
    send(connection, ServerMessage::Waiting { reason, token, title: "Physics".into(), message: None, before })
}

pub(crate) fn room_settings() -> RoomSettings {
    RoomSettings { title: "Physics".into(), locked: false, settings: MeetingSettings::default() }
}

/// A host has let somebody in, which is remembered.
pub(crate) fn welcomed(person: &Person) -> Effect {
    Effect::Record(Fact::Standing { identity: person.identity(), admitted: true, role: None })
}

/// For the audit log; done on the first connection.
pub(crate) fn done(deed: Deed, by: &Person, upon: Option<u8>, at: i64) -> Effect {
    let upon = upon.map(stay);
    Effect::Record(Fact::Done { deed, by: by.user(), stay: Some(stay(1)), upon, at: Timestamp(at) })
}

pub(crate) fn refused(to: u8, request: RequestKind, reason: RefusalReason) -> Effect {
    send(to, ServerMessage::Refused { request, reason, id: None })
}

pub(crate) fn chat_refused(to: u8, id: &str, reason: RefusalReason) -> Effect {
    send(to, ServerMessage::Refused { request: RequestKind::Chat, reason, id: Some(MessageId::new(id)) })
}

/// Told that it is over, and hung up.
pub(crate) fn ended(to: u8, reason: EndReason, code: CloseCode) -> [Effect; 2] {
    [send(to, ServerMessage::Ended { reason }), Effect::Hangup { connection: link(to), code }]
}

pub(crate) fn connects(seat: u32, offer: &str) -> Effect {
    Effect::Media(MediaCommand::Connect { seat: SeatId(seat), offer: offer.into(), publish: ON })
}

pub(crate) fn disconnects(seat: u32) -> Effect {
    Effect::Media(MediaCommand::Disconnect { seat: SeatId(seat) })
}

pub(crate) fn publishes(seat: u32, publish: PublishState) -> Effect {
    Effect::Media(MediaCommand::Publish { seat: SeatId(seat), publish })
}

pub(crate) fn opened(connection: u8, seat: u32, person: &Person, at: i64) -> Effect {
    Effect::Record(Fact::AttendanceOpened {
        id: stay(connection),
        seat: SeatId(seat),
        identity: person.identity(),
        user: person.user(),
        name: person.name.into(),
        role: person.role,
        at: Timestamp(at),
    })
}

pub(crate) fn closed(connection: u8, at: i64, reason: LeaveReason) -> Effect {
    Effect::Record(Fact::AttendanceClosed { id: stay(connection), at: Timestamp(at), reason })
}

pub(crate) fn noted(connection: u8, note: Note, at: i64) -> Effect {
    Effect::Record(Fact::Noted { id: stay(connection), note, at: Timestamp(at) })
}

pub(crate) fn peak(seats: u32) -> Effect {
    Effect::Record(Fact::Peak { seats })
}

pub(crate) fn started(at: i64) -> Effect {
    Effect::Record(Fact::Started { at: Timestamp(at) })
}

pub(crate) fn run_ended(at: i64) -> Effect {
    Effect::Record(Fact::Ended { at: Timestamp(at) })
}

pub(crate) fn records(message: ChatMessage, person: &Person) -> Effect {
    Effect::Record(Fact::Message { said: said(person, message), user: person.user() })
}

/// So many different people.
pub(crate) fn names<const N: usize>() -> [&'static str; N] {
    std::array::from_fn(|number| &*format!("guest {number}").leak())
}
