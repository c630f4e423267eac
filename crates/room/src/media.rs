//! What the media server tells the room.

use std::collections::btree_map::Entry as MapEntry;

use talkspace_model::{LeaveReason, MediaEvent, SeatId, SlotAssignment, Timestamp, Wanted};
use talkspace_signal::{CloseCode, RefusalReason, RequestKind, ServerMessage};

use crate::{
    ConnectionId, Room,
    occupant::{Line, Occupant, Owed, Place},
};

impl Room {
    /// Events about people who are gone are dropped: the media server may not have heard of it yet.
    pub fn handle_media(&mut self, event: MediaEvent, now: Timestamp) {
        if self.closed {
            return;
        }
        match event {
            MediaEvent::Answered { seat, answer } => self.answered(seat, answer, now),
            MediaEvent::OfferRefused { seat } => self.offer_refused(seat, now),
            MediaEvent::Connected { .. } => {}
            MediaEvent::Disconnected { seat } => self.media_lost(seat),
            MediaEvent::Slots { seat, slots } => self.slots_changed(seat, slots),
            MediaEvent::Speaking { seats } => self.speaking(seats, now),
            MediaEvent::Wanted { seat, wanted } => self.wanted(seat, wanted),
            MediaEvent::Spending { seat, spending } => {
                if let Some(listener) = self.occupants.get(&seat).and_then(Occupant::listener) {
                    self.send(listener, ServerMessage::Spending { spending });
                }
            }
        }
        self.settle(now);
    }

    /// What an answer is for; `None` when a newer offer has taken its place or its person is waiting again.
    fn owed(&mut self, seat: SeatId) -> Option<Owed> {
        let occupant = self.occupants.get_mut(&seat)?;
        let owed = occupant.owed.pop_front()?;
        let stale = !occupant.owed.is_empty() || occupant.waiting().is_some();
        (!stale).then_some(owed)
    }

    fn answered(&mut self, seat: SeatId, answer: String, now: Timestamp) {
        match self.owed(seat) {
            None => {}
            Some(Owed::Join) => self.take_seat(seat, answer, now),
            Some(Owed::Resume) => self.send_joined(seat, Some(answer), now),
            Some(Owed::Offer) => {
                if let Some(connection) = self.occupants.get(&seat).and_then(Occupant::connection) {
                    self.send(connection, ServerMessage::Answer { sdp: answer });
                }
            }
        }
    }

    fn offer_refused(&mut self, seat: SeatId, now: Timestamp) {
        let Some(owed) = self.owed(seat) else { return };
        let Some(occupant) = self.occupants.get(&seat) else { return };
        let (connection, waited) = (occupant.connection(), occupant.has_waited());
        let request = match owed {
            Owed::Join => {
                self.vacate(seat, LeaveReason::Lost, now);
                RequestKind::Join
            }
            Owed::Resume => {
                self.detach(seat, now);
                RequestKind::Resume
            }
            Owed::Offer => RequestKind::Offer,
        };
        let Some(connection) = connection else { return };
        self.send(connection, ServerMessage::Refused { request, reason: RefusalReason::BadOffer, id: None });
        match owed {
            // Its request was answered with `waiting` long ago, so the client would not know what this is about.
            Owed::Join if waited => self.hang_up(connection, CloseCode::Protocol),
            Owed::Join | Owed::Resume => self.stand_outside(connection),
            Owed::Offer => {}
        }
    }

    fn stand_outside(&mut self, connection: ConnectionId) {
        if let Some(link) = self.links.get_mut(&connection) {
            link.seat = None;
        }
    }

    /// The seat is away again, its socket stands outside and may try once more.
    fn detach(&mut self, seat: SeatId, now: Timestamp) {
        if let Some(occupant) = self.occupants.get_mut(&seat) {
            occupant.line = Line::Lost { heard: now, since: now };
            self.presence.mark(seat, now);
        }
    }

    /// The peer connection is dead. The client sees that by itself and offers a new one.
    fn media_lost(&mut self, seat: SeatId) {
        if let Some(seated) = self.occupants.get_mut(&seat).and_then(Occupant::seated_mut) {
            seated.slots.clear();
        }
        self.wanted(seat, Wanted::ALL);
    }

    /// Only the one whose pictures they are is told.
    fn wanted(&mut self, seat: SeatId, wanted: Wanted) {
        let Some(occupant) = self.occupants.get_mut(&seat) else { return };
        let listener = occupant.listener();
        let Place::Seated(seated) = &mut occupant.place else { return };
        if std::mem::replace(&mut seated.wanted, wanted) != wanted
            && let Some(listener) = listener
        {
            self.send(listener, ServerMessage::Wanted { wanted });
        }
    }

    fn slots_changed(&mut self, seat: SeatId, slots: Vec<SlotAssignment>) {
        let Some(occupant) = self.occupants.get_mut(&seat) else { return };
        let listener = occupant.listener();
        let Place::Seated(seated) = &mut occupant.place else { return };
        for assignment in &slots {
            match (seated.slots.entry(assignment.slot), assignment.seat) {
                (MapEntry::Occupied(slot), None) => {
                    slot.remove();
                }
                (MapEntry::Vacant(_), None) => {}
                (slot, Some(_)) => {
                    slot.insert_entry(*assignment);
                }
            }
        }
        if let Some(listener) = listener {
            // A receiver must know a person before it is told where that person's picture is.
            if slots.iter().filter_map(|slot| slot.seat).any(|seat| self.presence.is_marked(seat)) {
                self.flush_presence();
            }
            self.send(listener, ServerMessage::Slots { slots });
        }
    }

    fn speaking(&mut self, mut seats: Vec<SeatId>, now: Timestamp) {
        seats.retain(|seat| self.occupants.get(seat).is_some_and(|occupant| occupant.seated().is_some()));
        self.note_voices(&seats, now);
        if self.presence.set_speaking(seats.clone()) {
            self.flush_presence();
            self.broadcast(ServerMessage::Speaking { seats });
        }
    }
}
