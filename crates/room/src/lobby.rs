//! The waiting room: who is let in when, who knocks, and what hosts decide.

use std::collections::BTreeSet;

use talkspace_model::{MediaCommand, Millis, Role, SeatId, Timestamp, limits};
use talkspace_signal::{EndReason, KnockEntry, RefusalReason, ServerMessage, WaitReason};

use crate::{
    Arrival, ConnectionId, Deed, Fact, Identity, Refusal, Room, chat,
    occupant::{Connecting, Occupant, Owed, Place},
    policy::{self, Door, Entry},
};

/// People who may wait at a time. Each holds an offer in memory; a crowd in front of the door must not fill it.
pub(crate) const WAITING_MAX: usize = 200;
/// Longest offer, in bytes; the media server takes no longer one. A browser's has 12 to 110 KB.
pub(crate) const OFFER_BYTES: usize = 160 * 1024;
/// Bytes of offers held for people who wait: the longest for each, or few could keep all others out.
pub(crate) const OFFER_BYTES_MAX: usize = WAITING_MAX * OFFER_BYTES;
/// Knocks that are listed; of the others only the number is told. More would take longer to look through than to admit
/// all; fewer would make a host come back to the list more often.
const LISTED_MAX: usize = 50;
/// How long changes of who knocks are gathered. Longer would let people wait without need; shorter would send more of
/// the list when many come and go.
const GATHER: Millis = Millis(250);

/// Who waits to be admitted, as those who steer are told: who has waited longest, and how many more there are.
#[derive(Debug, Default)]
pub(crate) struct Knocks {
    pub(crate) listed: Vec<KnockEntry>,
    pub(crate) more: u32,
}

/// What was told last, and when there is more to tell.
#[derive(Debug, Default)]
pub(crate) struct KnockNews {
    /// Everybody who knocked then, listed or not.
    told: BTreeSet<SeatId>,
    due: Option<Timestamp>,
}

impl KnockNews {
    pub(crate) fn due(&self) -> Option<Timestamp> {
        self.due
    }
}

impl Room {
    pub(crate) fn entry(&self, occupant: &Occupant) -> Entry {
        self.entry_of(&occupant.arrival, occupant.role)
    }

    pub(crate) fn entry_of(&self, arrival: &Arrival, role: Role) -> Entry {
        let asks = self.settings.asks(arrival.user.is_some()) && !self.admitted.contains(&arrival.identity);
        let locked = self.locked && !self.sits(&arrival.identity);
        policy::entry(role, Door { begun: self.started.is_some(), locked, asks })
    }

    /// Whether somebody has a seat, connected or not: whose connection was lost is no newcomer.
    fn sits(&self, identity: &Identity) -> bool {
        self.occupants.values().any(|occupant| occupant.seated().is_some() && occupant.arrival.identity == *identity)
    }

    /// Whether somebody may come to the door at all: not whom a host has blocked, nor soon again whom a host has not let in.
    /// Nobody shuts out whose meeting it is, even after the host's role was handed over.
    pub(crate) fn check_welcome(&mut self, arrival: &Arrival, now: Timestamp) -> Result<(), Refusal> {
        let identity = &arrival.identity;
        self.denied.retain(|_, at| *at + limits::KNOCK_AGAIN > now);
        if arrival.role == Role::Host {
            Ok(())
        } else if self.blocked.contains(identity) || !self.may_be_guest(arrival) {
            Err(RefusalReason::NotAllowed.into())
        } else if self.denied.contains_key(identity) {
            Err(RefusalReason::DeniedLately.into())
        } else {
            Ok(())
        }
    }

    fn may_be_guest(&self, arrival: &Arrival) -> bool {
        arrival.user.is_some() || !self.settings.sign_in_required
    }

    /// Guests who wait where no guest may come in are sent away; those who sit may stay.
    pub(crate) fn clear_lobby(&mut self) {
        let stranded = |o: &&Occupant| o.waiting().is_some() && !self.may_be_guest(&o.arrival);
        let stranded: Vec<SeatId> = self.occupants.values().filter(stranded).map(|occupant| occupant.seat).collect();
        for seat in stranded {
            self.send_away(seat);
        }
    }

    fn send_away(&mut self, seat: SeatId) {
        let place = self.occupants.remove(&seat);
        if let Some(connection) = place.as_ref().and_then(Occupant::connection) {
            self.end(connection, EndReason::Denied);
        }
    }

    /// Writes down what hosts have made of somebody, so that a restart of the server changes nothing.
    pub(crate) fn keep_standing(&mut self, identity: &Identity) {
        let (admitted, role) = (self.admitted.contains(identity), self.grants.get(identity).copied());
        self.record(Fact::Standing { identity: identity.clone(), admitted, role });
    }

    /// What somebody who waits is told; a full room is the host's to solve, like a knock.
    pub(crate) fn wait_reason(&self, occupant: &Occupant) -> WaitReason {
        match self.entry(occupant) {
            Entry::Wait(reason) => reason,
            Entry::Enter => WaitReason::Knocking,
        }
    }

    /// Seats that are taken or about to be.
    pub(crate) fn taken(&self) -> usize {
        self.occupants.values().filter(|occupant| occupant.waiting().is_none()).count()
    }

    /// Whether one more offer can be held; places that give way to it do not count.
    pub(crate) fn may_wait(&self, offer: &str, gives_way: impl Fn(&Occupant) -> bool) -> bool {
        let others = self.occupants.values().filter(|place| !gives_way(place));
        let offers = others.filter_map(Occupant::waiting).map(|waiting| waiting.offer.len());
        let (count, bytes) = offers.fold((0, 0), |(count, bytes), len| (count + 1, bytes + len));
        count < WAITING_MAX && bytes + offer.len() <= OFFER_BYTES_MAX
    }

    pub(crate) fn tell_waiting(&mut self, seat: SeatId) {
        let Some(occupant) = self.occupants.get(&seat) else { return };
        let Some(connection) = occupant.connection() else { return };
        let reason = self.wait_reason(occupant);
        let token = occupant.token.as_str().to_owned();
        let before = self.waiting_before(seat);
        let message = self.wait_message.clone();
        self.send(connection, ServerMessage::Waiting { reason, token, title: self.title.clone(), message, before });
        if let Some(Place::Waiting(waiting)) = self.occupants.get_mut(&seat).map(|occupant| &mut occupant.place) {
            waiting.told_before = before;
        }
    }

    fn waiting_before(&self, seat: SeatId) -> u32 {
        let waits = |other: &&Occupant| other.waiting().is_some() && other.connection().is_some();
        let before = self.occupants.range(..seat).map(|(_, other)| other).filter(waits).count();
        u32::try_from(before).unwrap_or(u32::MAX)
    }

    /// Whoever has moved up in the queue is told.
    fn tell_places(&mut self) {
        let moved = |occupant: &&Occupant| {
            occupant.waiting().is_some_and(|waiting| waiting.told_before != self.waiting_before(occupant.seat))
        };
        let moved: Vec<SeatId> = self.occupants.values().filter(moved).map(|occupant| occupant.seat).collect();
        for seat in moved {
            self.tell_waiting(seat);
        }
    }

    /// Everybody who waits hears what has changed in front of the door.
    pub(crate) fn tell_lobby(&mut self) {
        let waits = |occupant: &&Occupant| occupant.waiting().is_some() && self.entry(occupant) != Entry::Enter;
        let waiting: Vec<SeatId> = self.occupants.values().filter(waits).map(|occupant| occupant.seat).collect();
        for seat in waiting {
            self.tell_waiting(seat);
        }
    }

    /// A host says something to those who wait; nothing takes it back.
    pub(crate) fn tell_waiting_all(&mut self, text: &str) -> Result<(), Refusal> {
        self.wait_message = match chat::clean_line(text, limits::KNOCK_NOTE_MAX) {
            Ok(text) => Some(text),
            Err(RefusalReason::Empty) => None,
            Err(reason) => return Err(reason.into()),
        };
        self.tell_lobby();
        Ok(())
    }

    /// Lets in whoever waits, is there, and need not wait any longer; in the order they came.
    pub(crate) fn let_in(&mut self) {
        let ready = |occupant: &&Occupant| {
            let present = occupant.waiting().is_some() && occupant.connection().is_some();
            present && self.entry(occupant) == Entry::Enter
        };
        let ready: Vec<SeatId> = self.occupants.values().filter(ready).map(|occupant| occupant.seat).collect();
        for seat in ready {
            self.bring_in(seat);
        }
    }

    /// Hands a waiting person's offer to the media server, if there is room.
    pub(crate) fn bring_in(&mut self, seat: SeatId) {
        let taken = self.taken();
        let Some(occupant) = self.occupants.get_mut(&seat) else { return };
        let Place::Waiting(waiting) = &occupant.place else { return };
        if policy::has_room(occupant.role, taken, self.limits.room_seats) {
            let (waiting, offer) = (waiting.clone(), waiting.offer.clone());
            occupant.place = Place::Connecting(Connecting { waited: Some(waiting) });
            occupant.owed.push_back(Owed::Join);
            self.receive(seat);
            let publish = self.occupants.get(&seat).map(|occupant| occupant.publish).unwrap_or_default();
            self.effects.push_back(crate::Effect::Media(MediaCommand::Connect { seat, offer, publish }));
        }
    }

    /// The meeting has begun: whoever has to ask learns that knocking has started. The others are let in by `let_in`.
    pub(crate) fn wake_lobby(&mut self) {
        let asks = |occupant: &&Occupant| {
            occupant.waiting().is_some() && self.entry(occupant) == Entry::Wait(WaitReason::Knocking)
        };
        let asking: Vec<SeatId> = self.occupants.values().filter(asks).map(|occupant| occupant.seat).collect();
        for seat in asking {
            self.tell_waiting(seat);
        }
    }

    /// Everybody who knocks and is there to be let in; also whoever may come in but finds the room full.
    fn knocking(&self) -> impl Iterator<Item = &Occupant> {
        let taken = self.taken();
        let knocks = move |occupant: &&Occupant| {
            let present = occupant.waiting().is_some() && occupant.connection().is_some();
            let held_up = match self.entry(occupant) {
                Entry::Wait(WaitReason::Knocking) => true,
                Entry::Wait(WaitReason::HostNotHere | WaitReason::Locked) => false,
                Entry::Enter => !policy::has_room(occupant.role, taken, self.limits.room_seats),
            };
            present && held_up
        };
        self.occupants.values().filter(knocks)
    }

    pub(crate) fn knocks(&self) -> Knocks {
        let mut knocking = self.knocking();
        let listed = knocking.by_ref().take(LISTED_MAX).filter_map(Occupant::knock).collect();
        Knocks { listed, more: u32::try_from(knocking.count()).unwrap_or(u32::MAX) }
    }

    /// Sees to it that those who steer hear of a changed list soon. People who come and go in front of the door decide how
    /// often it changes, not how often it is told.
    pub(crate) fn note_knocks(&mut self, now: Timestamp) {
        if !self.occupants.values().any(|occupant| occupant.waiting().is_some()) {
            // It was said to those who waited then.
            self.wait_message = None;
        }
        if self.knocking().map(|occupant| occupant.seat).eq(self.knock_news.told.iter().copied()) {
            self.knock_news.due = None;
        } else {
            self.knock_news.due.get_or_insert(now + GATHER);
        }
    }

    /// Tells those who steer, when the list has changed. Newcomers have it in their snapshot.
    pub(crate) fn tell_knocks(&mut self) {
        let knocking = self.knocking().map(|occupant| occupant.seat).collect();
        self.knock_news.due = None;
        if knocking != self.knock_news.told {
            self.knock_news.told = knocking;
            let steering = self.occupants.values().filter(|occupant| occupant.role.steers());
            let to = steering.filter_map(Occupant::listener).collect();
            let Knocks { listed, more } = self.knocks();
            self.broadcast_to(to, ServerMessage::Knocks { knocks: listed, more });
            self.tell_places();
        }
    }

    pub(crate) fn admit(&mut self, connection: ConnectionId, seat: SeatId, now: Timestamp) -> Result<(), Refusal> {
        let knock = self.knock_of(seat)?;
        if !policy::has_room(knock.role, self.taken(), self.limits.room_seats) {
            return Err(RefusalReason::RoomFull.into());
        }
        let identity = knock.arrival.identity.clone();
        self.note_deed(connection, Deed::Admit, Some(seat), now);
        self.welcome(&identity);
        self.let_in();
        self.tell_knocks();
        Ok(())
    }

    fn welcome(&mut self, identity: &Identity) {
        if self.admitted.insert(identity.clone()) {
            self.keep_standing(identity);
        }
    }

    pub(crate) fn admit_all(&mut self, connection: ConnectionId, now: Timestamp) -> Result<(), Refusal> {
        let knocking = self.known_knocking().map(|occupant| (occupant.seat, occupant.arrival.identity.clone()));
        let knocking: Vec<(SeatId, Identity)> = knocking.collect();
        let full = self.taken() >= self.limits.room_seats;
        if full && !knocking.is_empty() {
            return Err(RefusalReason::RoomFull.into());
        }
        for (seat, identity) in knocking {
            self.note_deed(connection, Deed::Admit, Some(seat), now);
            self.welcome(&identity);
        }
        self.let_in();
        self.tell_knocks();
        Ok(())
    }

    pub(crate) fn deny(&mut self, connection: ConnectionId, seat: SeatId, now: Timestamp) -> Result<(), Refusal> {
        let identity = self.knock_of(seat)?.arrival.identity.clone();
        self.note_deed(connection, Deed::Deny, Some(seat), now);
        let theirs = |o: &&Occupant| o.waiting().is_some() && o.arrival.identity == identity;
        let theirs: Vec<SeatId> = self.occupants.values().filter(theirs).map(|occupant| occupant.seat).collect();
        for seat in theirs {
            self.send_away(seat);
        }
        self.denied.insert(identity, now);
        self.tell_knocks();
        Ok(())
    }

    /// Those whom a host can mean: not who has come to the door since the list was told.
    fn known_knocking(&self) -> impl Iterator<Item = &Occupant> {
        self.knocking().filter(|occupant| self.knock_news.told.contains(&occupant.seat))
    }

    fn knock_of(&self, seat: SeatId) -> Result<&Occupant, Refusal> {
        let occupant = self.known_knocking().find(|occupant| occupant.seat == seat);
        occupant.ok_or_else(|| RefusalReason::NoSuchPerson.into())
    }
}
