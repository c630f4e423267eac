//! Coming in, coming back, and going.

use std::collections::{BTreeMap, VecDeque};

use talkspace_model::{LeaveReason, MediaCommand, PublishState, SeatId, Timestamp, limits};
use talkspace_signal::{EndReason, Quality, RefusalReason, ServerMessage};

use crate::{
    Arrival, ConnectionId, Effect, Fact, KnownName, Refusal, Room, chat,
    lobby::OFFER_BYTES,
    occupant::{Connecting, Line, Occupant, Owed, Place, Seated, Waiting},
    policy::{self, Entry},
    rate::TokenBucket,
};

/// Offers of one seat that the media server has not answered yet. A client has one at a time; a second comes when it
/// loses its connection meanwhile.
const OWED_MAX: usize = 4;

impl Room {
    pub(crate) fn join(
        &mut self,
        connection: ConnectionId,
        offer: String,
        publish: PublishState,
        note: Option<String>,
        now: Timestamp,
    ) -> Result<(), Refusal> {
        let link = self.links.get(&connection).ok_or(RefusalReason::OutOfPlace)?;
        let arrival = link.caller.arrival.clone().ok_or(RefusalReason::Ticket)?;
        self.check_welcome(&arrival, now)?;
        let role = self.role_of(&arrival.identity, arrival.role);
        check_size(&offer)?;
        let waits = match self.entry_of(&arrival, role) {
            Entry::Enter if policy::has_room(role, self.taken(), self.limits.room_seats) => false,
            Entry::Wait(_) if self.may_wait(&offer, |place| is_lost_place_of(&arrival, place)) => true,
            Entry::Enter | Entry::Wait(_) => return Err(RefusalReason::RoomFull.into()),
        };
        self.check_places(&arrival.identity, waits)?;
        if !waits {
            let link = self.links.get_mut(&connection).ok_or(RefusalReason::OutOfPlace)?;
            take_offer(&mut link.offers, now)?;
        }
        self.make_way(&arrival.identity, now);
        let note = note.and_then(|note| chat::clean_line(&note, limits::KNOCK_NOTE_MAX).ok());
        let waiting = Waiting { since: now, note, told_before: 0, offer: offer.clone() };
        if waits {
            let seat = self.place(connection, arrival, publish, Place::Waiting(waiting));
            self.tell_waiting(seat);
        } else {
            let seat = self.place(connection, arrival, publish, Place::Connecting(Connecting { waited: None }));
            self.receive(seat);
            self.connect_media(seat, offer, Owed::Join);
        }
        Ok(())
    }

    fn place(&mut self, connection: ConnectionId, arrival: Arrival, publish: PublishState, place: Place) -> SeatId {
        let arrival = self.by_known_name(arrival);
        let seat = SeatId(self.next_seat);
        self.next_seat += 1;
        let role = self.role_of(&arrival.identity, arrival.role);
        if let Some(link) = self.links.get_mut(&connection) {
            link.seat = Some(seat);
            let occupant = Occupant {
                seat,
                arrival,
                role,
                acting: None,
                token: link.fresh.token.clone(),
                attendance: link.fresh.attendance.clone(),
                publish,
                stops: 0,
                stopped: BTreeMap::new(),
                asked: false,
                line: Line::Open(connection),
                place,
                owed: VecDeque::new(),
                offers: link.offers.clone(),
            };
            self.occupants.insert(seat, occupant);
        }
        seat
    }

    /// Asks the media server for a peer connection.
    pub(crate) fn connect_media(&mut self, seat: SeatId, offer: String, owed: Owed) {
        if let Some(occupant) = self.occupants.get_mut(&seat) {
            occupant.owed.push_back(owed);
            if let Some(seated) = occupant.seated_mut() {
                seated.slots.clear();
            }
            let publish = occupant.publish;
            self.effects.push_back(Effect::Media(MediaCommand::Connect { seat, offer, publish }));
        }
    }

    /// Continues a place on another socket. The one that had it is told and hung up.
    pub(crate) fn resume(
        &mut self,
        connection: ConnectionId,
        token: &str,
        (publish, stop): (PublishState, u32),
        offer: Option<String>,
        now: Timestamp,
    ) -> Result<(), Refusal> {
        let link = self.links.get(&connection).ok_or(RefusalReason::OutOfPlace)?;
        let mine = |occupant: &&Occupant| {
            occupant.token.matches(token) & link.caller.known_as.contains(&occupant.arrival.identity)
        };
        let seat = self.occupants.values().find(mine).map(|occupant| occupant.seat).ok_or(RefusalReason::Token)?;
        self.check_return(seat, offer.as_deref(), now)?;
        self.take_over(connection, seat);
        self.take_publish(seat, publish, stop, now);
        self.come_back(seat, offer, now);
        Ok(())
    }

    /// Whether a place may be continued with this offer. Without one, a place that is not a seat yet costs the media
    /// server as much: it is handed the offer that it has.
    fn check_return(&mut self, seat: SeatId, offer: Option<&str>, now: Timestamp) -> Result<(), Refusal> {
        offer.map_or(Ok(()), check_size)?;
        let waits = self.occupants.get(&seat).is_some_and(|occupant| occupant.waiting().is_some());
        if waits && offer.is_some_and(|offer| !self.may_wait(offer, |place| place.seat == seat)) {
            return Err(RefusalReason::RoomFull.into());
        }
        let occupant = self.occupants.get_mut(&seat).ok_or(RefusalReason::Token)?;
        if offer.is_some() && occupant.owed.len() >= OWED_MAX {
            return Err(RefusalReason::TooFast.into());
        }
        if offer.is_some() || occupant.seated().is_none() {
            take_offer(&mut occupant.offers, now)?;
        }
        Ok(())
    }

    fn take_over(&mut self, connection: ConnectionId, seat: SeatId) {
        if let Some(old) = self.occupants.get(&seat).and_then(Occupant::connection) {
            self.end(old, EndReason::Elsewhere);
        }
        if let (Some(link), Some(occupant)) = (self.links.get_mut(&connection), self.occupants.get_mut(&seat)) {
            link.seat = Some(seat);
            occupant.line = Line::Open(connection);
        }
    }

    fn come_back(&mut self, seat: SeatId, offer: Option<String>, now: Timestamp) {
        let Some(occupant) = self.occupants.get_mut(&seat) else { return };
        let publish = occupant.publish;
        match (&mut occupant.place, offer) {
            (Place::Waiting(waiting), offer) => {
                waiting.offer = offer.unwrap_or_else(|| std::mem::take(&mut waiting.offer));
                if self.occupants.get(&seat).is_some_and(|waiting| self.entry(waiting) != Entry::Enter) {
                    self.tell_waiting(seat);
                }
            }
            (Place::Connecting(_), Some(offer)) => self.connect_media(seat, offer, Owed::Join),
            (Place::Connecting(_), None) => self.effects.push_back(media_publish(seat, publish)),
            (Place::Seated(_), offer) => {
                self.presence.mark(seat, now);
                self.seen_due.get_or_insert(now + crate::timers::SEEN_EVERY);
                self.note_publish(seat, now);
                // The client measures anew, and tells what is not good.
                self.note_quality(seat, Quality::Good, now);
                match offer {
                    Some(offer) => self.connect_media(seat, offer, Owed::Resume),
                    None => {
                        self.effects.push_back(media_publish(seat, publish));
                        self.send_joined(seat, None, now);
                    }
                }
            }
        }
    }

    /// A new peer connection in place of a dead one.
    pub(crate) fn reoffer(&mut self, connection: ConnectionId, offer: String, now: Timestamp) -> Result<(), Refusal> {
        let occupant = self.occupant_of_mut(connection)?;
        if occupant.owed.len() >= OWED_MAX {
            return Err(RefusalReason::TooFast.into());
        }
        take_offer(&mut occupant.offers, now)?;
        let seat = occupant.seat;
        self.connect_media(seat, offer, Owed::Offer);
        Ok(())
    }

    /// The media server has answered: the person sits.
    pub(crate) fn take_seat(&mut self, seat: SeatId, answer: String, now: Timestamp) {
        let Some(occupant) = self.occupants.get_mut(&seat) else { return };
        occupant.place = Place::Seated(Seated::new(now));
        let begins = self.started.is_none() && occupant.role.steers();
        if begins {
            self.started = Some(now);
            self.record(Fact::Started { at: now });
        }
        self.open_attendance(seat, now);
        self.note_publish(seat, now);
        self.send_joined(seat, Some(answer), now);
        self.presence.mark(seat, now);
        self.drop_ghosts(seat, now);
        if begins {
            self.wake_lobby();
        }
    }

    pub(crate) fn send_joined(&mut self, seat: SeatId, answer: Option<String>, now: Timestamp) {
        let Some(occupant) = self.occupants.get(&seat) else { return };
        let Some(connection) = occupant.connection() else { return };
        let (snapshot, steers) = (self.snapshot(occupant, now), occupant.role.steers());
        if steers {
            // From here on what this person knows and what was told last are the same.
            self.tell_knocks();
        }
        self.send(connection, ServerMessage::Joined { snapshot, answer });
        if let Some(seated) = self.occupants.get_mut(&seat).and_then(Occupant::seated_mut) {
            seated.told = Some(connection);
        }
        self.repeat_stops(seat, connection);
    }

    /// What was told to stop and not answered: the client was not there, or is new to the seat.
    fn repeat_stops(&mut self, seat: SeatId, connection: ConnectionId) {
        let Some(occupant) = self.occupants.get(&seat) else { return };
        let stopped: Vec<_> =
            occupant.stopped.iter().map(|(source, (n, cause))| (*source, *n, cause.clone())).collect();
        for (source, n, cause) in stopped {
            self.send(connection, ServerMessage::Stop { source, n, cause });
        }
    }

    fn open_attendance(&mut self, seat: SeatId, now: Timestamp) {
        let Some(occupant) = self.occupants.get(&seat) else { return };
        let Arrival { identity, name, .. } = occupant.arrival.clone();
        let by_host = self.names.get(&identity).is_some_and(|known| known.by_host);
        self.names.insert(identity.clone(), KnownName { name, by_host });
        let opened = Fact::AttendanceOpened {
            id: occupant.attendance.clone(),
            seat,
            identity,
            user: occupant.arrival.user.clone(),
            name: occupant.arrival.name.clone(),
            role: occupant.role,
            at: now,
        };
        self.record(opened);
        self.seen_due.get_or_insert(now + crate::timers::SEEN_EVERY);
        let seated = self.occupants.values().filter(|occupant| occupant.seated().is_some()).count();
        let seats = u32::try_from(seated).unwrap_or(u32::MAX);
        if seats > self.peak {
            self.peak = seats;
            self.record(Fact::Peak { seats });
        }
    }

    /// The socket of this place is gone.
    pub(crate) fn lose(&mut self, seat: SeatId, heard: Timestamp, now: Timestamp) {
        let Some(occupant) = self.occupants.get_mut(&seat) else { return };
        occupant.line = Line::Lost { heard: heard.min(now), since: now };
        match &mut occupant.place {
            Place::Waiting(_) => {}
            Place::Seated(_) => {
                self.presence.mark(seat, now);
                self.note_lost(seat, heard.min(now));
            }
            Place::Connecting(connecting) => match connecting.waited.take() {
                Some(waiting) => {
                    occupant.place = Place::Waiting(waiting);
                    self.effects.push_back(Effect::Media(MediaCommand::Disconnect { seat }));
                }
                // Never told a token, so nobody can come back for it.
                None => self.vacate(seat, LeaveReason::Lost, now),
            },
        }
    }

    pub(crate) fn leave(&mut self, connection: ConnectionId, now: Timestamp) -> Result<(), Refusal> {
        let seat = self.links.get(&connection).and_then(|link| link.seat);
        self.end(connection, EndReason::Left);
        if let Some(seat) = seat {
            self.vacate(seat, LeaveReason::Left, now);
        }
        Ok(())
    }

    /// Takes somebody out for good. A lost connection counts until its last sign of life.
    pub(crate) fn vacate(&mut self, seat: SeatId, reason: LeaveReason, now: Timestamp) {
        let Some(mut occupant) = self.occupants.remove(&seat) else { return };
        if occupant.waiting().is_none() {
            self.effects.push_back(Effect::Media(MediaCommand::Disconnect { seat }));
        }
        if let Some(seated) = occupant.seated() {
            let at = match occupant.line {
                Line::Open(_) => now,
                Line::Lost { heard, .. } => heard.max(seated.joined),
            };
            self.last_left = self.last_left.max(at);
            self.close_notes(&mut occupant, at);
            self.record(Fact::AttendanceClosed { id: occupant.attendance, at, reason });
            self.presence.forget(seat);
            self.flush_presence();
            self.broadcast(ServerMessage::SeatLeft { seat });
        }
    }

    pub(crate) fn end_for_all(&mut self, now: Timestamp) -> Result<(), Refusal> {
        self.close(now, LeaveReason::Ended, EndReason::EndedByHost);
        Ok(())
    }

    /// Ends the run for everybody. It stays open in the records only when the server stops.
    pub(crate) fn close(&mut self, now: Timestamp, reason: LeaveReason, told: EndReason) {
        if self.closed {
            return;
        }
        let connections: Vec<ConnectionId> = self.links.keys().copied().collect();
        for connection in connections {
            self.end(connection, told);
        }
        for mut occupant in std::mem::take(&mut self.occupants).into_values() {
            let Some(seated) = occupant.seated() else { continue };
            let (at, reason) = match occupant.line {
                Line::Open(_) => (now, reason),
                Line::Lost { heard, .. } => (heard.max(seated.joined), lost_or(reason)),
            };
            self.last_left = self.last_left.max(at);
            self.close_notes(&mut occupant, at);
            self.record(Fact::AttendanceClosed { id: occupant.attendance, at, reason });
        }
        if self.started.is_some() && reason != LeaveReason::ServerStopped {
            self.record(Fact::Ended { at: self.last_left });
        }
        self.presence.take();
        self.closed = true;
        self.effects.push_back(Effect::Closed);
    }
}

/// A waiting place that gives way when its owner comes anew.
fn is_lost_place_of(arrival: &Arrival, place: &Occupant) -> bool {
    place.arrival.identity == arrival.identity && place.connection().is_none()
}

/// What is too large for the media server is not held for it either.
fn check_size(offer: &str) -> Result<(), RefusalReason> {
    if offer.len() <= OFFER_BYTES { Ok(()) } else { Err(RefusalReason::BadOffer) }
}

fn take_offer(offers: &mut TokenBucket, now: Timestamp) -> Result<(), Refusal> {
    if offers.take(now) { Ok(()) } else { Err(RefusalReason::TooFast.into()) }
}

/// Somebody who was away when it ended had lost the connection before; the server's stop is the better reason, for it
/// is why they could not come back.
fn lost_or(reason: LeaveReason) -> LeaveReason {
    match reason {
        LeaveReason::ServerStopped => LeaveReason::ServerStopped,
        LeaveReason::Left | LeaveReason::Lost | LeaveReason::Ended | LeaveReason::Removed => LeaveReason::Lost,
    }
}

fn media_publish(seat: SeatId, publish: PublishState) -> Effect {
    Effect::Media(MediaCommand::Publish { seat, publish })
}
