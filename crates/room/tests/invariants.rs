//! Random sequences of everything that can happen, watched by a small model that knows only what came in and what
//! came out.

mod support;

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;
use support::*;
use talkspace_model::{
    AttendanceId, MediaCommand, MediaEvent, MediaSource, MessageId, Millis, Role, SeatId, SettingsChange,
    SlotAssignment, SlotId, SlotKind, Switch, Timestamp, View, limits::Limits,
};
use talkspace_room::{ConnectionId, Effect, Fact, Identity, Readers, RoomSetup, Said};
use talkspace_signal::{Addressee, Audience, ClientMessage, Reaction, RoleCause, SeatInfo, ServerMessage};

/// One thing that happens. Numbers choose among what is there.
#[derive(Debug, Clone)]
enum Step {
    Join { person: usize },
    Resume { person: usize, token: u8, offer: bool },
    Say { who: usize, what: Word },
    Drop { who: usize },
    Media { pick: usize, accepted: bool },
    Slots { seat: u32, shows: u32 },
    Speak { seats: Vec<u32> },
    Store { pick: usize, stored: bool },
    Wait { millis: i64 },
}

#[derive(Debug, Clone)]
enum Word {
    Join,
    Offer,
    Mute { muted: bool, heard: bool },
    Rename(u32),
    Role(u32, Role),
    HandOver(u32),
    Stop(u32),
    MuteAll,
    AskUnmute(u32),
    Remove(u32, bool),
    Lock(bool),
    Switch(Switch, bool),
    TellWaiting,
    React,
    View,
    Ready,
    Chat { id: u8, text: &'static str },
    Whisper { id: u8, to: Option<u32> },
    Delete { id: String },
    ReactTo { id: String, on: bool },
    Earlier { id: String },
    Hand(bool),
    Admit(u32),
    AdmitAll,
    Deny(u32),
    Leave,
    End,
    Ping,
}

fn people() -> [Person; 6] {
    [HOST, COHOST, ASHA, ASHA.named("Bala"), GUEST, GUEST.named("Gopal")]
}

/// What an observer knows.
#[derive(Default)]
struct Model {
    /// Live connections and who is behind them.
    links: BTreeMap<ConnectionId, Person>,
    /// Whose stay it would be.
    stays: BTreeMap<AttendanceId, Person>,
    /// Which seat a connection was told it has.
    seat_of: BTreeMap<ConnectionId, SeatId>,
    /// Who sits; from the facts.
    seated: BTreeMap<SeatId, (AttendanceId, Identity)>,
    /// Roles that hosts have given.
    grants: BTreeMap<Identity, Role>,
    /// Who was made an acting co-host because no other was there.
    acting: BTreeSet<SeatId>,
    /// Whose microphone was told to stop and who has not answered.
    stopped: BTreeSet<SeatId>,
    blocked: BTreeSet<Identity>,
    begun: bool,
    /// Who knocks, as hosts were told last.
    knocks: BTreeMap<SeatId, Identity>,
    admitted: BTreeSet<Identity>,
    media: BTreeSet<SeatId>,
    owed: Vec<SeatId>,
    pending: Vec<MessageId>,
    told: BTreeMap<MessageId, usize>,
    /// Who wrote each message, and the one person it was written to.
    written: BTreeMap<MessageId, (Identity, Readers)>,
    opened: BTreeSet<AttendanceId>,
    closed: BTreeSet<AttendanceId>,
    ended: bool,
}

impl Model {
    fn watch(&mut self, effects: &[Effect]) {
        for effect in effects {
            assert!(!self.ended, "nothing comes after the end: {effect:?}");
            match effect {
                Effect::Send { to, message } => self.sent(*to, message),
                Effect::Broadcast { to, message } => self.broadcast(to, message),
                Effect::Media(command) => self.media(command),
                Effect::Record(fact) => self.fact(fact),
                Effect::Hangup { connection, .. } => {
                    assert!(self.links.remove(connection).is_some(), "hung up twice: {connection:?}");
                    self.seat_of.remove(connection);
                }
                Effect::ReadEarlier { to, reader, .. } => {
                    assert_eq!(reader.identity, self.links[to].identity());
                    assert!(!reader.steers || self.role(&self.links[to].clone()).steers(), "reads what is the hosts'");
                }
                Effect::Closed => self.ended = true,
            }
        }
    }

    fn sent(&mut self, to: ConnectionId, message: &ServerMessage) {
        let person = self.links.get(&to).unwrap_or_else(|| panic!("{message:?} to {to:?}, who is gone")).clone();
        match message {
            ServerMessage::Joined { snapshot, .. } => {
                self.check_roles(&snapshot.seats);
                let (_, identity) = &self.seated[&snapshot.seat];
                assert_eq!(*identity, person.identity(), "a seat is given to whom it belongs");
                for message in &snapshot.chat {
                    assert!(self.may_read(to, &message.id), "{message:?} to {}", person.name);
                    assert_eq!(message.mine, self.written[&message.id].0 == person.identity());
                }
                let steers = self.role(&person).steers() || self.acting.contains(&snapshot.seat);
                assert!(steers || snapshot.knocks.is_empty(), "only those who steer see who knocks");
                self.seat_of.insert(to, snapshot.seat);
                let sharing = self.seat_of.values().filter(|seat| **seat == snapshot.seat).count();
                assert_eq!(sharing, 1, "one live connection for a seat");
            }
            ServerMessage::Chat { message } => {
                assert!(self.told.contains_key(&message.id), "told before it was stored");
            }
            ServerMessage::Stop { source: MediaSource::Microphone, .. } => {
                self.stopped.insert(self.seat_of[&to]);
            }
            ServerMessage::Role { cause: RoleCause::HostsAway, .. } => {
                self.acting.insert(self.seat_of[&to]);
            }
            ServerMessage::Knocks { .. } => assert!(self.steers(to), "only those who steer hear who knocks"),
            _ => {}
        }
    }

    fn check_roles(&mut self, seats: &[SeatInfo]) {
        for info in seats {
            let (_, identity) = self.seated.get(&info.seat).expect("only those who sit are shown");
            let person = people().into_iter().find(|person| person.identity() == *identity).expect("known");
            let expected = if info.acting { Role::CoHost } else { self.role(&person) };
            assert_eq!(info.role, expected, "nobody has a role that nobody gave");
            if info.acting {
                self.acting.insert(info.seat);
            } else {
                self.acting.remove(&info.seat);
            }
        }
    }

    /// What hosts have made of somebody, or else what the door says.
    fn role(&self, person: &Person) -> Role {
        self.grants.get(&person.identity()).copied().unwrap_or(person.role)
    }

    fn steers(&self, connection: ConnectionId) -> bool {
        let person = &self.links[&connection];
        // By the person: whoever has just come back to an acting seat may not have been told yet that it is theirs.
        let acting = self.acting.iter().filter_map(|seat| self.seated.get(seat));
        acting.into_iter().any(|(_, identity)| *identity == person.identity()) || self.role(person).steers()
    }

    /// What is written to somebody is for them and its sender alone, on whatever seat they sit by now.
    fn may_read(&self, connection: ConnectionId, id: &MessageId) -> bool {
        let reader = self.links[&connection].identity();
        let (sender, readers) = &self.written[id];
        let reads = match readers {
            Readers::Everyone => true,
            Readers::Hosts => self.steers(connection),
            Readers::Person(recipient) => *recipient == reader,
        };
        reads || *sender == reader
    }

    fn broadcast(&mut self, to: &[ConnectionId], message: &ServerMessage) {
        assert!(!to.is_empty());
        let distinct: BTreeSet<_> = to.iter().collect();
        assert_eq!(distinct.len(), to.len());
        for connection in to {
            let seat = self.seat_of.get(connection).unwrap_or_else(|| panic!("{message:?} to somebody outside"));
            assert!(self.seated.contains_key(seat), "{message:?} to somebody who has left");
        }
        match message {
            ServerMessage::Seats { seats } => self.check_roles(seats),
            ServerMessage::Chat { message } => {
                *self.told.entry(message.id.clone()).or_default() += 1;
                for connection in to {
                    assert!(self.may_read(*connection, &message.id), "{message:?} to {}", self.links[connection].name);
                }
            }
            ServerMessage::ChatDeleted { id } | ServerMessage::ChatReaction { id, .. } => {
                for connection in to {
                    assert!(self.may_read(*connection, id), "{message:?} to {}", self.links[connection].name);
                }
            }
            ServerMessage::Knocks { .. } => {
                for connection in to {
                    assert!(self.steers(*connection));
                }
            }
            _ => {}
        }
    }

    fn media(&mut self, command: &MediaCommand) {
        match command {
            MediaCommand::Connect { seat, publish, .. } => {
                assert!(!publish.microphone || !self.stopped.contains(seat), "{seat:?} was muted");
                self.media.insert(*seat);
                self.owed.push(*seat);
            }
            MediaCommand::Disconnect { seat } => assert!(self.media.remove(seat), "{seat:?} has no media"),
            MediaCommand::Publish { seat, publish } => {
                assert!(self.media.contains(seat), "{seat:?} has no media");
                assert!(!publish.microphone || !self.stopped.contains(seat), "{seat:?} was muted");
            }
            MediaCommand::SetView { seat, .. } | MediaCommand::SlotReady { seat, .. } => {
                assert!(self.media.contains(seat), "{seat:?} has no media");
            }
        }
    }

    fn fact(&mut self, fact: &Fact) {
        match fact {
            Fact::Started { .. } => assert!(!std::mem::replace(&mut self.begun, true), "a run begins once"),
            Fact::AttendanceOpened { id, seat, role, .. } => {
                assert!(self.opened.insert(id.clone()), "a stay is opened once");
                assert!(self.media.contains(seat));
                let person = self.stays[id].clone();
                assert_eq!(*role, self.role(&person));
                assert!(!self.blocked.contains(&person.identity()), "nobody sits who was blocked");
                assert!(role.steers() || self.begun, "nobody sits before a host has come");
                let may = role.steers() || !person.guest || self.admitted.contains(&person.identity());
                assert!(may, "nobody sits who was not admitted");
                self.seated.insert(*seat, (id.clone(), person.identity()));
            }
            Fact::AttendancesSeen { ids, .. } => {
                for id in ids {
                    assert!(self.opened.contains(id) && !self.closed.contains(id), "seen after having left");
                }
            }
            Fact::AttendanceClosed { id, .. } => {
                assert!(self.opened.contains(id));
                assert!(self.closed.insert(id.clone()), "a stay is closed once");
                self.seated.retain(|_, (stay, _)| stay != id);
            }
            Fact::Message { said: Said { message, sender, readers, .. }, .. } => {
                assert!(!self.pending.contains(&message.id), "stored twice");
                self.pending.push(message.id.clone());
                let identity = |seat: SeatId| self.seated[&seat].1.clone();
                assert_eq!(*sender, identity(message.from));
                let expected = match message.to {
                    Addressee::Everyone => Readers::Everyone,
                    Addressee::Hosts => Readers::Hosts,
                    Addressee::Person { seat, .. } => Readers::Person(identity(seat)),
                };
                assert_eq!(*readers, expected);
                self.written.insert(message.id.clone(), (sender.clone(), expected));
            }
            Fact::MessageDeleted { id, .. } | Fact::MessageReaction { id, .. } => {
                assert!(self.told.contains_key(id), "nothing becomes of what is not stored");
            }
            Fact::Peak { seats } => assert!(*seats as usize <= self.seated.len().max(1)),
            Fact::Ended { .. } => assert!(self.begun),
            Fact::Renamed { .. }
            | Fact::Standing { .. }
            | Fact::Blocked { .. }
            | Fact::Locked { .. }
            | Fact::Configured { .. }
            | Fact::Done { .. } => {}
        }
    }

    /// What those who steer say, and are not refused, decides who may come in and who is what.
    fn note_decision(&mut self, by: &Person, message: &ClientMessage) {
        let identity = |seat: &SeatId| self.seated.get(seat).map(|(_, identity)| identity.clone());
        match message {
            ClientMessage::Admit { seat } => self.admitted.extend(self.knocks.get(seat).cloned()),
            ClientMessage::AdmitAll => self.admitted.extend(self.knocks.values().cloned()),
            ClientMessage::SetRole { seat, role } => {
                let grant = identity(seat).map(|identity| (identity, *role));
                self.grants.extend(grant);
            }
            ClientMessage::HandOver { seat } => {
                let heir = identity(seat).map(|identity| (identity, Role::Host));
                self.grants.extend(heir);
                self.grants.insert(by.identity(), Role::CoHost);
            }
            ClientMessage::Remove { seat, block } => {
                let removed = identity(seat);
                self.admitted.retain(|identity| Some(identity) != removed.as_ref());
                self.blocked.extend(removed.filter(|_| *block));
            }
            _ => {}
        }
    }
}

/// What nobody may do who does not steer. A name may be the own one, so it is not among them.
fn needs_steering(message: &ClientMessage) -> bool {
    matches!(
        message,
        ClientMessage::Admit { .. }
            | ClientMessage::AdmitAll
            | ClientMessage::Deny { .. }
            | ClientMessage::SetRole { .. }
            | ClientMessage::HandOver { .. }
            | ClientMessage::Stop { .. }
            | ClientMessage::MuteAll { .. }
            | ClientMessage::AskUnmute { .. }
            | ClientMessage::Remove { .. }
            | ClientMessage::Lock { .. }
            | ClientMessage::Configure { .. }
            | ClientMessage::TellWaiting { .. }
            | ClientMessage::EndForAll
    )
}

struct Run {
    world: World,
    model: Model,
    connections: u8,
}

impl Run {
    fn new() -> Self {
        let limits = Limits { room_seats: 5, ..Limits::default() };
        let world = World::with(RoomSetup { limits, seat_grace: Millis(2_000), ..setup() });
        Self { world, model: Model::default(), connections: 0 }
    }

    fn step(&mut self, step: &Step) {
        let effects = match step {
            Step::Join { person } => self.join(*person),
            Step::Resume { person, token, offer } => self.resume(*person, *token, *offer),
            Step::Say { who, what } => self.say(*who, what),
            Step::Drop { who } => self.drop_link(*who),
            Step::Media { pick, accepted } => self.answer(*pick, *accepted),
            Step::Slots { seat, shows } => {
                let slot = SlotId::new(SlotKind::Video, 0);
                let slots = vec![SlotAssignment { slot, seat: Some(SeatId(*shows)), turn: 1 }];
                self.world.media(MediaEvent::Slots { seat: SeatId(*seat), slots })
            }
            Step::Speak { seats } => {
                self.world.media(MediaEvent::Speaking { seats: seats.iter().copied().map(SeatId).collect() })
            }
            Step::Store { pick, stored } => self.store(*pick, *stored),
            Step::Wait { millis } => self.world.after(*millis),
        };
        self.learn_who_knocks(&effects);
        self.model.watch(&effects);
        if let Some((due, _)) = self.world.room.poll_timeout() {
            self.world.room.handle_timeout(due - Millis(1));
            assert_eq!(self.world.effects(), [], "nothing happens early");
        }
    }

    fn learn_who_knocks(&mut self, effects: &[Effect]) {
        for effect in effects {
            let knocks = match effect {
                Effect::Broadcast { message: ServerMessage::Knocks { knocks, .. }, .. } => knocks,
                Effect::Send { message: ServerMessage::Knocks { knocks, .. }, .. } => knocks,
                Effect::Send { to, message: ServerMessage::Joined { snapshot, .. } }
                    if self.model.links.get(to).is_some_and(|person| self.model.role(person).steers()) =>
                {
                    &snapshot.knocks
                }
                _ => continue,
            };
            let identity = |name: &str| people().iter().find(|person| person.name == name).map(Person::identity);
            let identities = knocks.iter().filter_map(|knock| Some((knock.seat, identity(&knock.name)?)));
            self.model.knocks = identities.collect();
        }
    }

    fn next(&mut self, person: &Person) -> u8 {
        self.connections += 1;
        self.model.links.insert(link(self.connections), person.clone());
        self.model.stays.insert(stay(self.connections), person.clone());
        self.connections
    }

    fn join(&mut self, person: usize) -> Vec<Effect> {
        let person = &people()[person];
        let connection = self.next(person);
        self.world.joins(connection, person)
    }

    fn resume(&mut self, person: usize, token: u8, offer: bool) -> Vec<Effect> {
        let person = &people()[person];
        let connection = self.next(person);
        self.world.reconnect(connection, person);
        self.world.says(connection, resume(token, offer.then_some("again")))
    }

    fn link(&self, pick: usize) -> Option<u8> {
        let links: Vec<_> = self.model.links.keys().collect();
        let link = links.get(pick % links.len().max(1))?;
        u8::try_from(link.0).ok()
    }

    fn say(&mut self, who: usize, what: &Word) -> Vec<Effect> {
        let Some(connection) = self.link(who) else { return vec![] };
        let message = match what {
            Word::Join => join(connection),
            Word::Offer => ClientMessage::Offer { sdp: "again".into() },
            Word::Mute { muted, heard } => {
                let (publish, stop) = (if *muted { MUTED } else { ON }, if *heard { 1000 } else { 0 });
                ClientMessage::Publish { publish, stop }
            }
            Word::Rename(seat) => ClientMessage::Rename { seat: SeatId(*seat), name: "Somebody".into() },
            Word::Role(seat, role) => ClientMessage::SetRole { seat: SeatId(*seat), role: *role },
            Word::HandOver(seat) => ClientMessage::HandOver { seat: SeatId(*seat) },
            Word::Stop(seat) => ClientMessage::Stop { seat: SeatId(*seat), source: MediaSource::Microphone },
            Word::MuteAll => ClientMessage::MuteAll { except: vec![SeatId(3)] },
            Word::AskUnmute(seat) => ClientMessage::AskUnmute { seat: SeatId(*seat) },
            Word::Remove(seat, block) => ClientMessage::Remove { seat: SeatId(*seat), block: *block },
            Word::Lock(locked) => ClientMessage::Lock { locked: *locked },
            Word::Switch(switch, on) => {
                ClientMessage::Configure { change: SettingsChange::Switch { switch: *switch, on: *on } }
            }
            Word::TellWaiting => ClientMessage::TellWaiting { text: "soon".into() },
            Word::React => ClientMessage::React { reaction: Reaction::Heart },
            Word::View => ClientMessage::View { view: View::default() },
            Word::Ready => ClientMessage::SlotReady { slot: SlotId::new(SlotKind::Video, 0), turn: 1 },
            Word::Chat { id, text } => chat(&format!("m{id}"), text),
            Word::Whisper { id, to } => {
                let to = to.map_or(Audience::Hosts, |to| Audience::Person(SeatId(to)));
                whisper(&format!("w{id}"), "psst", to)
            }
            Word::Delete { id } => ClientMessage::DeleteMessage { id: MessageId::new(id) },
            Word::ReactTo { id, on } => {
                ClientMessage::ReactTo { id: MessageId::new(id), reaction: Reaction::Heart, on: *on }
            }
            Word::Earlier { id } => ClientMessage::Earlier { before: MessageId::new(id) },
            Word::Hand(raised) => ClientMessage::Hand { raised: *raised },
            Word::Admit(seat) => ClientMessage::Admit { seat: SeatId(*seat) },
            Word::AdmitAll => ClientMessage::AdmitAll,
            Word::Deny(seat) => ClientMessage::Deny { seat: SeatId(*seat) },
            Word::Leave => ClientMessage::Leave,
            Word::End => ClientMessage::EndForAll,
            Word::Ping => ClientMessage::Ping { n: 7 },
        };
        let own = link(connection);
        if let (Some(seat), ClientMessage::Publish { stop: 1.., .. }) = (self.model.seat_of.get(&own), &message) {
            self.model.stopped.remove(seat);
        }
        let steers = self.model.steers(own);
        let by = self.model.links[&own].clone();
        let effects = self.world.says(connection, message.clone());
        let refused = effects.iter().any(|e| matches!(e, Effect::Send { message: ServerMessage::Refused { .. }, .. }));
        assert!(!refused || effects.len() == 1, "a refusal changes nothing: {effects:?}");
        if let (ClientMessage::DeleteMessage { id }, false) = (&message, refused) {
            let own = self.model.written[id].0 == by.identity();
            assert!(own || self.model.role(&by).steers(), "somebody else's message was taken back");
        }
        if !refused && steers {
            self.model.note_decision(&by, &message);
        } else if !refused {
            assert!(!needs_steering(&message), "{message:?} from somebody who does not steer");
        }
        effects
    }

    fn drop_link(&mut self, who: usize) -> Vec<Effect> {
        let Some(connection) = self.link(who) else { return vec![] };
        self.model.links.remove(&link(connection));
        self.model.seat_of.remove(&link(connection));
        self.world.is_gone(connection)
    }

    /// The media server answers each seat's offers in their order.
    fn answer(&mut self, pick: usize, accepted: bool) -> Vec<Effect> {
        if self.model.owed.is_empty() {
            return vec![];
        }
        let seat = self.model.owed[pick % self.model.owed.len()];
        let first = self.model.owed.iter().position(|owed| *owed == seat).expect("it is there");
        self.model.owed.remove(first);
        if accepted { self.world.answered(seat.0) } else { self.world.media(MediaEvent::OfferRefused { seat }) }
    }

    fn store(&mut self, pick: usize, stored: bool) -> Vec<Effect> {
        if self.model.pending.is_empty() {
            return vec![];
        }
        let id = self.model.pending.remove(pick % self.model.pending.len());
        let before = self.model.told.get(&id).copied().unwrap_or_default();
        if stored {
            self.model.told.entry(id.clone()).or_default();
        }
        let effects = self.world.stored(id.as_str(), stored);
        let told =
            effects.iter().filter(|e| matches!(e, Effect::Broadcast { message: ServerMessage::Chat { .. }, .. }));
        let somebody = self.model.seat_of.values().any(|seat| self.model.seated.contains_key(seat));
        let told = told.count();
        let expected = usize::from(stored && somebody && !self.world.room.is_closed());
        // Of a message to a few, all may have gone.
        let few = id.as_str().starts_with('w');
        assert!(told == expected || few && told == 0, "told {told} times");
        assert_eq!(before, 0, "a message that was told is never stored again");
        effects
    }

    /// Stops the server and looks at what is left.
    fn finish(mut self) {
        self.world.room.handle_stop(self.world.now);
        let effects = self.world.effects();
        self.model.watch(&effects);
        assert!(self.model.ended);
        assert!(self.model.links.is_empty(), "everybody was hung up: {:?}", self.model.links);
        assert_eq!(self.model.opened, self.model.closed, "every stay is closed by the end");
        assert!(self.model.told.values().all(|told| *told <= 1));
    }
}

/// Of a message to everybody or a private one.
fn message_id() -> impl Strategy<Value = String> {
    (prop::sample::select(vec!['m', 'w']), 0u8..6).prop_map(|(kind, id)| format!("{kind}{id}"))
}

fn word() -> impl Strategy<Value = Word> {
    prop_oneof![
        1 => Just(Word::Join),
        2 => Just(Word::Offer),
        4 => (any::<bool>(), any::<bool>()).prop_map(|(muted, heard)| Word::Mute { muted, heard }),
        1 => (1u32..12).prop_map(Word::Rename),
        3 => (1u32..12, prop::sample::select(Role::ALL.to_vec())).prop_map(|(seat, role)| Word::Role(seat, role)),
        1 => (1u32..12).prop_map(Word::HandOver),
        3 => (1u32..12).prop_map(Word::Stop),
        1 => Just(Word::MuteAll),
        1 => (1u32..12).prop_map(Word::AskUnmute),
        2 => (1u32..12, any::<bool>()).prop_map(|(seat, block)| Word::Remove(seat, block)),
        1 => any::<bool>().prop_map(Word::Lock),
        2 => (prop::sample::select(Switch::all().collect::<Vec<_>>()), any::<bool>()).prop_map(|(switch, on)| Word::Switch(switch, on)),
        1 => Just(Word::TellWaiting),
        1 => Just(Word::React),
        1 => Just(Word::View),
        1 => Just(Word::Ready),
        3 => (0u8..6, prop_oneof![Just("hello"), Just(" "), Just("नमस्ते")]).prop_map(|(id, text)| Word::Chat { id, text }),
        2 => (0u8..6, prop::option::of(1u32..12)).prop_map(|(id, to)| Word::Whisper { id, to }),
        1 => message_id().prop_map(|id| Word::Delete { id }),
        2 => (message_id(), any::<bool>()).prop_map(|(id, on)| Word::ReactTo { id, on }),
        1 => message_id().prop_map(|id| Word::Earlier { id }),
        1 => any::<bool>().prop_map(Word::Hand),
        3 => (1u32..12).prop_map(Word::Admit),
        2 => Just(Word::AdmitAll),
        2 => (1u32..12).prop_map(Word::Deny),
        2 => Just(Word::Leave),
        1 => Just(Word::End),
        1 => Just(Word::Ping),
    ]
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        4 => (0usize..6).prop_map(|person| Step::Join { person }),
        4 => (0usize..6, 1u8..12, any::<bool>()).prop_map(|(person, token, offer)| Step::Resume { person, token, offer }),
        8 => (0usize..20, word()).prop_map(|(who, what)| Step::Say { who, what }),
        2 => (0usize..20).prop_map(|who| Step::Drop { who }),
        8 => (0usize..20, prop::bool::weighted(0.9)).prop_map(|(pick, accepted)| Step::Media { pick, accepted }),
        1 => (1u32..12, 1u32..12).prop_map(|(seat, shows)| Step::Slots { seat, shows }),
        1 => prop::collection::vec(1u32..12, 0..3).prop_map(|seats| Step::Speak { seats }),
        3 => (0usize..20, prop::bool::weighted(0.8)).prop_map(|(pick, stored)| Step::Store { pick, stored }),
        3 => prop_oneof![0i64..50, 0i64..3_000, 0i64..400_000].prop_map(|millis| Step::Wait { millis }),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, ..ProptestConfig::default() })]

    #[test]
    fn the_rules_hold_whatever_happens(steps in prop::collection::vec(step(), 1..120)) {
        let mut run = Run::new();
        for step in &steps {
            if run.world.room.is_closed() {
                break;
            }
            run.step(step);
        }
        if !run.world.room.is_closed() {
            run.finish();
        }
    }
}

#[test]
fn the_model_is_not_blind() {
    let mut run = Run::new();
    for step in [
        Step::Join { person: 0 },
        Step::Media { pick: 0, accepted: true },
        Step::Join { person: 4 },
        Step::Wait { millis: 250 },
        Step::Say { who: 0, what: Word::AdmitAll },
        Step::Media { pick: 0, accepted: true },
        Step::Say { who: 1, what: Word::Chat { id: 1, text: "hello" } },
        Step::Store { pick: 0, stored: true },
    ] {
        run.step(&step);
    }
    assert_eq!(run.model.seated.len(), 2);
    assert_eq!(run.model.told.values().copied().collect::<Vec<_>>(), [1]);
    assert_eq!(run.world.now, Timestamp(250));
    run.finish();
}
