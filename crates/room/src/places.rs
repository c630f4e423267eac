//! How much of a room one person may take up, however many sockets they open.

use talkspace_model::{LeaveReason, Millis, SeatId, Timestamp};
use talkspace_signal::RefusalReason;

use crate::{Identity, Refusal, Room, occupant::Occupant, rate::Rate};

/// Connected seats of one account or guest's device. Lower would shut out a computer room that shares an account; higher
/// would let one account fill more of a room.
const SEATS_OF_ONE: usize = 20;
/// The same for places in the waiting room, which cost the hosts attention as well.
const WAITING_OF_ONE: usize = 10;
/// Offers of one seat, each of which makes the media server work for milliseconds. Slower would hold back a browser that
/// comes back after an outage, which tries at once, after 250 ms, after 500 ms and then each second or later; faster would
/// give one seat more of the thread that reads everybody's offers.
pub(crate) const OFFER_RATE: Rate = Rate { burst: 3, every: Millis(1000) };

impl Room {
    /// Whether the person at the door may take one more place of this kind.
    pub(crate) fn check_places(&self, identity: &Identity, waits: bool) -> Result<(), Refusal> {
        let connected = self.places_of(identity).filter(|place| place.connection().is_some());
        let same_kind = connected.filter(|place| place.waiting().is_some() == waits).count();
        let most = if waits { WAITING_OF_ONE } else { SEATS_OF_ONE };
        if same_kind < most { Ok(()) } else { Err(RefusalReason::RoomFull.into()) }
    }

    /// Somebody comes in by a new way: their own waiting places that nobody is connected to are given up, and so are
    /// such seats when they are many. Few of them may still be resumed until the newcomer sits.
    pub(crate) fn make_way(&mut self, identity: &Identity, now: Timestamp) {
        let lost = |place: &&Occupant| place.connection().is_none();
        let crowded = self.places_of(identity).filter(|place| place.waiting().is_none()).count() >= SEATS_OF_ONE;
        let ghosts = self.places_of(identity).filter(lost).filter(|place| crowded || place.waiting().is_some());
        let ghosts: Vec<SeatId> = ghosts.map(|place| place.seat).collect();
        self.vacate_all(ghosts, now);
    }

    /// Somebody who joins anew instead of resuming (the token was lost with the tab) leaves no ghost behind: places of
    /// the same identity without a connection are given up. A second device is connected and so is not touched.
    pub(crate) fn drop_ghosts(&mut self, newcomer: SeatId, now: Timestamp) {
        let Some(newcomer) = self.occupants.get(&newcomer) else { return };
        let ghosts = self.places_of(&newcomer.arrival.identity).filter(|place| place.connection().is_none());
        let ghosts: Vec<SeatId> = ghosts.map(|place| place.seat).collect();
        self.vacate_all(ghosts, now);
    }

    fn vacate_all(&mut self, seats: Vec<SeatId>, now: Timestamp) {
        for seat in seats {
            self.vacate(seat, LeaveReason::Lost, now);
        }
    }

    fn places_of<'a>(&'a self, identity: &'a Identity) -> impl Iterator<Item = &'a Occupant> {
        self.occupants.values().filter(move |occupant| occupant.arrival.identity == *identity)
    }
}
