//! Changes of seats, gathered for a moment and told together: a hundred people joining at once cost the others a few
//! messages, not a hundred each.

use std::collections::BTreeSet;

use talkspace_model::{Millis, SeatId, Timestamp};

/// How long changes are gathered. Longer would be seen as lag of the microphone sign; shorter would gather less.
pub(crate) const GATHER: Millis = Millis(30);

#[derive(Debug, Default)]
pub(crate) struct Presence {
    changed: BTreeSet<SeatId>,
    due: Option<Timestamp>,
    speaking: Vec<SeatId>,
}

impl Presence {
    pub(crate) fn mark(&mut self, seat: SeatId, now: Timestamp) {
        self.changed.insert(seat);
        self.due.get_or_insert(now + GATHER);
    }

    pub(crate) fn is_marked(&self, seat: SeatId) -> bool {
        self.changed.contains(&seat)
    }

    pub(crate) fn due(&self) -> Option<Timestamp> {
        self.due
    }

    /// The seats to tell about; none are marked afterwards.
    pub(crate) fn take(&mut self) -> BTreeSet<SeatId> {
        self.due = None;
        std::mem::take(&mut self.changed)
    }

    pub(crate) fn speaking(&self) -> &[SeatId] {
        &self.speaking
    }

    /// True when that is news.
    pub(crate) fn set_speaking(&mut self, seats: Vec<SeatId>) -> bool {
        let news = self.speaking != seats;
        self.speaking = seats;
        news
    }

    pub(crate) fn forget(&mut self, seat: SeatId) {
        self.changed.remove(&seat);
        self.speaking.retain(|speaker| *speaker != seat);
        if self.changed.is_empty() {
            self.due = None;
        }
    }
}
