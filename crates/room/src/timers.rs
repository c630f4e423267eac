//! What happens because time passes.

use talkspace_model::{LeaveReason, Millis, SeatId, Timestamp, limits};
use talkspace_signal::{EndReason, SeatInfo, ServerMessage};

use crate::{
    Fact, Room, TimeoutReason,
    occupant::{Line, Occupant},
};

/// How often the people present are recorded as seen. Shorter costs writes; longer loses more of a stay when the
/// server dies.
pub(crate) const SEEN_EVERY: Millis = Millis::from_secs(10);

impl Room {
    /// When [`Room::handle_timeout`] is to be called, and why. `None` while nothing is due at any time.
    pub fn poll_timeout(&self) -> Option<(Timestamp, TimeoutReason)> {
        if self.closed {
            return None;
        }
        let timeouts = [
            (self.presence.due(), TimeoutReason::Presence),
            (self.knock_news.due(), TimeoutReason::Knocks),
            (self.grace_due(), TimeoutReason::Grace),
            (self.hosts_due(), TimeoutReason::HostsAway),
            (self.seen_due, TimeoutReason::Seen),
            (self.empty_due(), TimeoutReason::Empty),
        ];
        timeouts.into_iter().filter_map(|(due, reason)| due.map(|due| (due, reason))).min()
    }

    /// Does what is due at `now`; does nothing when called early.
    pub fn handle_timeout(&mut self, now: Timestamp) {
        let due = |at: Option<Timestamp>| at.is_some_and(|at| at <= now);
        if self.closed {
            return;
        }
        if due(self.presence.due()) {
            self.flush_presence();
        }
        if due(self.knock_news.due()) {
            self.tell_knocks();
        }
        if due(self.seen_due) {
            self.record_seen(now);
        }
        if due(self.grace_due()) {
            self.give_up_lost(now);
        }
        if due(self.empty_due()) {
            self.close_empty(now);
        }
        self.settle(now);
    }

    pub(crate) fn flush_presence(&mut self) {
        let changed = self.presence.take();
        let changed = changed.iter().filter_map(|seat| self.occupants.get(seat)?.info());
        let seats: Vec<SeatInfo> = changed.collect();
        if !seats.is_empty() {
            self.broadcast(ServerMessage::Seats { seats });
        }
    }

    fn grace_due(&self) -> Option<Timestamp> {
        self.occupants.values().filter_map(|occupant| self.given_up_at(occupant)).min()
    }

    fn given_up_at(&self, occupant: &Occupant) -> Option<Timestamp> {
        match occupant.line {
            Line::Open(_) => None,
            Line::Lost { since, .. } => Some(since + self.seat_grace),
        }
    }

    fn give_up_lost(&mut self, now: Timestamp) {
        let lost = |occupant: &&Occupant| self.given_up_at(occupant).is_some_and(|at| at <= now);
        let lost: Vec<SeatId> = self.occupants.values().filter(lost).map(|occupant| occupant.seat).collect();
        for seat in lost {
            self.vacate(seat, LeaveReason::Lost, now);
        }
    }

    fn record_seen(&mut self, now: Timestamp) {
        let here = self.occupants.values().filter(|occupant| occupant.is_here());
        let ids: Vec<_> = here.map(|occupant| occupant.attendance.clone()).collect();
        self.seen_due = (!ids.is_empty()).then_some(now + SEEN_EVERY);
        self.note_spans(now);
        if !ids.is_empty() {
            self.record(Fact::AttendancesSeen { ids, at: now });
        }
    }

    /// A run that has begun ends when nobody has sat in it for a while, even if people wait in front of it: the next
    /// host begins another. Before it has begun there is nothing to end while somebody waits.
    fn empty_due(&self) -> Option<Timestamp> {
        let begun = self.started.is_some();
        let holds = |occupant: &Occupant| !begun || occupant.waiting().is_none();
        let empty = !self.occupants.values().any(holds);
        empty.then_some(self.last_left + limits::EMPTY_ROOM_LINGER)
    }

    /// Whoever still waits is told to come back, and finds a new run.
    fn close_empty(&mut self, now: Timestamp) {
        self.close(now, LeaveReason::Lost, EndReason::ServerStopping);
    }
}
