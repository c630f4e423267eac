//! The waiting room: who is let in when, who knocks, and what hosts decide.

use std::collections::BTreeSet;

use talkspace_model::{MediaCommand, Millis, SeatId, Timestamp};
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
    fn knocking(&self) -> impl Iterator<Item = &Occupant> {
        let taken = self.taken();
        let knocks = move |occupant: &&Occupant| {
            let present = occupant.waiting().is_some() && occupant.connection().is_some();
            let held_up = match self.entry(occupant) {
                Entry::Wait(WaitReason::Knocking) => true,
                Entry::Wait(WaitReason::HostNotHere) => false,
                Entry::Enter => !policy::has_room(occupant.arrival.role, taken, self.limits.room_seats),
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
            let steering = self.occupants.values().filter(|occupant| occupant.arrival.role.steers());
            let to = steering.filter_map(Occupant::listener).collect();
            let Knocks { listed, more } = self.knocks();
            self.broadcast_to(to, ServerMessage::Knocks { knocks: listed, more });
        }
    }

    pub(crate) fn admit(&mut self, seat: SeatId) -> Result<(), Refusal> {
        let knock = self.knock_of(seat)?;
        if !policy::has_room(knock.arrival.role, self.taken(), self.limits.room_seats) {
            return Err(RefusalReason::RoomFull.into());
        }
        let identity = knock.arrival.identity.clone();
        self.admitted.insert(identity);
        self.let_in();
        self.tell_knocks();
        Ok(())
    }

    pub(crate) fn admit_all(&mut self) -> Result<(), Refusal> {
        let identities: Vec<_> = self.known_knocking().map(|occupant| occupant.arrival.identity.clone()).collect();
        let full = self.taken() >= self.limits.room_seats;
        if full && !identities.is_empty() {
            return Err(RefusalReason::RoomFull.into());
        }
        self.admitted.extend(identities);
        self.let_in();
        self.tell_knocks();
        Ok(())
    }

    pub(crate) fn deny(&mut self, seat: SeatId) -> Result<(), Refusal> {
        let connection = self.knock_of(seat)?.connection();
        self.occupants.remove(&seat);
        if let Some(connection) = connection {
            self.end(connection, EndReason::Denied);
        }
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
