//! The waiting room: who is let in when, who knocks, and what hosts decide.

use talkspace_model::{MediaCommand, SeatId};
use talkspace_signal::{EndReason, KnockEntry, RefusalReason, ServerMessage, WaitReason};

use crate::{
    Refusal, Room,
    occupant::{Connecting, Occupant, Owed, Place},
    policy::{self, Entry},
};

/// People who may wait at a time. Each holds an offer in memory; a crowd in front of the door must not fill it.
pub(crate) const WAITING_MAX: usize = 200;
/// Bytes of offers held for people who wait. A browser's offer has 12 to 50 KB.
pub(crate) const OFFER_BYTES_MAX: usize = 8 * 1024 * 1024;

impl Room {
    pub(crate) fn entry(&self, occupant: &Occupant) -> Entry {
        let admitted = self.admitted.contains(&occupant.arrival.identity);
        policy::entry(&occupant.arrival, self.started.is_some(), admitted)
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

    pub(crate) fn may_wait(&self, offer: &str) -> bool {
        let offers = self.occupants.values().filter_map(Occupant::waiting).map(|waiting| waiting.offer.len());
        let (count, bytes) = offers.fold((0, 0), |(count, bytes), len| (count + 1, bytes + len));
        count < WAITING_MAX && bytes + offer.len() <= OFFER_BYTES_MAX
    }

    pub(crate) fn tell_waiting(&mut self, seat: SeatId) {
        let Some(occupant) = self.occupants.get(&seat) else { return };
        let Some(connection) = occupant.connection() else { return };
        let reason = self.wait_reason(occupant);
        let token = occupant.token.as_str().to_owned();
        self.send(connection, ServerMessage::Waiting { reason, token, title: self.title.clone() });
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
        if policy::has_room(occupant.arrival.role, taken, self.limits.room_seats) {
            let (waiting, offer) = (waiting.clone(), waiting.offer.clone());
            occupant.place = Place::Connecting(Connecting { waited: Some(waiting) });
            occupant.owed.push_back(Owed::Join);
            let command = MediaCommand::Connect { seat, offer, publish: occupant.publish };
            self.effects.push_back(crate::Effect::Media(command));
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
    pub(crate) fn knocks(&self) -> Vec<KnockEntry> {
        let taken = self.taken();
        let knocking = |occupant: &&Occupant| {
            let present = occupant.waiting().is_some() && occupant.connection().is_some();
            let held_up = match self.entry(occupant) {
                Entry::Wait(WaitReason::Knocking) => true,
                Entry::Wait(WaitReason::HostNotHere) => false,
                Entry::Enter => !policy::has_room(occupant.arrival.role, taken, self.limits.room_seats),
            };
            present && held_up
        };
        self.occupants.values().filter(knocking).filter_map(Occupant::knock).collect()
    }

    /// Tells those who steer, when the list has changed. Newcomers have it in their snapshot.
    pub(crate) fn tell_knocks(&mut self) {
        let knocks = self.knocks();
        if knocks != self.knocks_told {
            let steering = self.occupants.values().filter(|occupant| occupant.arrival.role.steers());
            let to = steering.filter_map(Occupant::listener).collect();
            self.knocks_told.clone_from(&knocks);
            self.broadcast_to(to, ServerMessage::Knocks { knocks });
        }
    }

    pub(crate) fn admit(&mut self, seat: SeatId) -> Result<(), Refusal> {
        let knock = self.knocking(seat)?;
        if !policy::has_room(knock.arrival.role, self.taken(), self.limits.room_seats) {
            return Err(RefusalReason::RoomFull.into());
        }
        let identity = knock.arrival.identity.clone();
        self.admitted.insert(identity);
        self.let_in();
        Ok(())
    }

    pub(crate) fn admit_all(&mut self) -> Result<(), Refusal> {
        let knocks = self.knocks();
        let full = self.taken() >= self.limits.room_seats;
        if full && !knocks.is_empty() {
            return Err(RefusalReason::RoomFull.into());
        }
        let identities = knocks.iter().filter_map(|knock| self.occupants.get(&knock.seat));
        let identities: Vec<_> = identities.map(|occupant| occupant.arrival.identity.clone()).collect();
        self.admitted.extend(identities);
        self.let_in();
        Ok(())
    }

    pub(crate) fn deny(&mut self, seat: SeatId) -> Result<(), Refusal> {
        let connection = self.knocking(seat)?.connection();
        self.occupants.remove(&seat);
        if let Some(connection) = connection {
            self.end(connection, EndReason::Denied);
        }
        Ok(())
    }

    fn knocking(&self, seat: SeatId) -> Result<&Occupant, Refusal> {
        let knocks = self.knocks().iter().any(|knock| knock.seat == seat);
        let occupant = self.occupants.get(&seat).filter(|_| knocks);
        occupant.ok_or_else(|| RefusalReason::NoSuchPerson.into())
    }
}
