//! A small model that knows only what came in and what came out, and what must hold of it.

use std::collections::{BTreeMap, BTreeSet};

use talkspace_model::{AttendanceId, MediaCommand, MediaSource, MessageId, PublishState, Role, SeatId};
use talkspace_room::{ConnectionId, Effect, Fact, Identity, Readers, Said};
use talkspace_signal::{Addressee, ClientMessage, RoleCause, SeatInfo, ServerMessage};

use crate::support::*;

pub(crate) fn people() -> [Person; 6] {
    [HOST, COHOST, ASHA, ASHA.named("Bala"), GUEST, GUEST.named("Gopal")]
}

/// What an observer knows.
#[derive(Default)]
pub(crate) struct Model {
    /// Live connections and who is behind them.
    pub(crate) links: BTreeMap<ConnectionId, Person>,
    /// Whose stay it would be.
    pub(crate) stays: BTreeMap<AttendanceId, Person>,
    /// Which seat a connection was told it has.
    pub(crate) seat_of: BTreeMap<ConnectionId, SeatId>,
    /// Who sits; from the facts.
    pub(crate) seated: BTreeMap<SeatId, (AttendanceId, Identity)>,
    /// Roles that hosts have given.
    pub(crate) grants: BTreeMap<Identity, Role>,
    /// Who was made an acting co-host because no other was there.
    pub(crate) acting: BTreeSet<SeatId>,
    /// Whose microphone was told to stop and who has not answered.
    pub(crate) stopped: BTreeSet<SeatId>,
    /// Who shares a screen and lets the others draw on it, as the media server and the seat's own browser know it.
    pub(crate) drawable: BTreeSet<SeatId>,
    pub(crate) blocked: BTreeSet<Identity>,
    pub(crate) begun: bool,
    /// Who knocks, as hosts were told last.
    pub(crate) knocks: BTreeMap<SeatId, Identity>,
    pub(crate) admitted: BTreeSet<Identity>,
    pub(crate) media: BTreeSet<SeatId>,
    pub(crate) owed: Vec<SeatId>,
    pub(crate) pending: Vec<MessageId>,
    pub(crate) told: BTreeMap<MessageId, usize>,
    /// Who wrote each message, and the one person it was written to.
    pub(crate) written: BTreeMap<MessageId, (Identity, Readers)>,
    pub(crate) opened: BTreeSet<AttendanceId>,
    pub(crate) closed: BTreeSet<AttendanceId>,
    pub(crate) ended: bool,
}

impl Model {
    pub(crate) fn watch(&mut self, effects: &[Effect]) {
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
                Effect::Recall { id, .. } => panic!("{id} is held: no run of this test says as much as is kept"),
                Effect::Closed => self.ended = true,
            }
        }
    }

    fn sent(&mut self, to: ConnectionId, message: &ServerMessage) {
        let person = self.links.get(&to).unwrap_or_else(|| panic!("{message:?} to {to:?}, who is gone")).clone();
        match message {
            ServerMessage::Joined { snapshot, .. } => {
                self.check_roles(&snapshot.seats);
                let lit = snapshot.seats.iter().filter(|info| info.spotlight).count();
                assert!(lit <= 1, "the spotlight falls on one person");
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
    pub(crate) fn role(&self, person: &Person) -> Role {
        self.grants.get(&person.identity()).copied().unwrap_or(person.role)
    }

    pub(crate) fn steers(&self, connection: ConnectionId) -> bool {
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
            ServerMessage::Mark { from, seat, .. } => {
                assert!(self.drawable.contains(seat), "{seat:?} lets nobody draw");
                let makers = to.iter().filter(|connection| self.seat_of.get(connection) == Some(from)).count();
                assert_eq!(makers, 0, "whoever draws sees it already");
                let role = |seat: &SeatId| {
                    people().into_iter().find(|p| p.identity() == self.seated[seat].1).map(|p| self.role(&p))
                };
                assert!(self.acting.contains(from) || role(from) > Some(Role::Viewer), "viewers watch");
            }
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
                self.note_drawing(*seat, *publish);
                assert!(!publish.microphone || !self.stopped.contains(seat), "{seat:?} was muted");
                self.media.insert(*seat);
                self.owed.push(*seat);
            }
            MediaCommand::Disconnect { seat } => assert!(self.media.remove(seat), "{seat:?} has no media"),
            MediaCommand::Publish { seat, publish } => {
                self.note_drawing(*seat, *publish);
                assert!(self.media.contains(seat), "{seat:?} has no media");
                assert!(!publish.microphone || !self.stopped.contains(seat), "{seat:?} was muted");
            }
            MediaCommand::SetView { seat, .. } | MediaCommand::SlotReady { seat, .. } => {
                assert!(self.media.contains(seat), "{seat:?} has no media");
            }
            MediaCommand::Limit { .. } => {}
        }
    }

    fn note_drawing(&mut self, seat: SeatId, publish: PublishState) {
        assert!(publish.screen || !publish.drawing, "there is nothing to draw on");
        if publish.drawing {
            self.drawable.insert(seat);
        } else {
            self.drawable.remove(&seat);
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
            Fact::Noted { id, .. } => {
                assert!(self.opened.contains(id) && !self.closed.contains(id), "noted of nobody's stay");
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
    pub(crate) fn note_decision(&mut self, by: &Person, message: &ClientMessage) {
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
pub(crate) fn needs_steering(message: &ClientMessage) -> bool {
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
            | ClientMessage::Spotlight { .. }
            | ClientMessage::Remove { .. }
            | ClientMessage::Lock { .. }
            | ClientMessage::Configure { .. }
            | ClientMessage::TellWaiting { .. }
            | ClientMessage::EndForAll
    )
}
