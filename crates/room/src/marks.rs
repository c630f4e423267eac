//! Marks on somebody's shared screen: passed on to everybody else as they come, and kept nowhere.

use talkspace_model::{Millis, SeatId, Timestamp};
use talkspace_signal::{Mark, PIECE_POINTS, RefusalReason, ServerMessage};

use crate::{
    ConnectionId, Refusal, Room,
    occupant::{Occupant, Seated},
    rate::Rate,
};

/// Of one seat. A browser sends at most 20 a second; slower would drop pieces of a stroke that comes in bursts over a bad
/// line, faster would let one person fill the others' sockets.
pub(crate) const MARK_RATE: Rate = Rate { burst: 40, every: Millis(40) };
/// On one screen, by all together. Slower would drop marks where ten people draw; faster would let a class that draws all
/// at once bury the slowest socket, which is cut when 256 messages wait for it.
pub(crate) const MARKED_RATE: Rate = Rate { burst: 100, every: Millis(5) };

impl Room {
    /// What comes too fast is dropped without a word: it would have faded by the time somebody read of it.
    pub(crate) fn mark(
        &mut self,
        connection: ConnectionId,
        seat: SeatId,
        mark: Mark,
        now: Timestamp,
    ) -> Result<(), Refusal> {
        check(&mark)?;
        let publish = self.person(seat)?.publish;
        if !(publish.screen && publish.drawing) {
            return Err(RefusalReason::NotAllowed.into());
        }
        if self.seated_mut(connection)?.marks.take(now) && self.take_marked(seat, now) {
            let from = self.occupant_of_mut(connection)?.seat;
            self.flush_presence();
            let listeners = self.occupants.values().filter_map(Occupant::listener);
            let others = listeners.filter(|listener| *listener != connection).collect();
            self.broadcast_to(others, ServerMessage::Mark { from, seat, mark });
        }
        Ok(())
    }

    fn take_marked(&mut self, seat: SeatId, now: Timestamp) -> bool {
        let sharer = self.occupants.get_mut(&seat).and_then(Occupant::seated_mut);
        sharer.is_some_and(|Seated { marked, .. }| marked.take(now))
    }
}

fn check(mark: &Mark) -> Result<(), RefusalReason> {
    match mark {
        Mark::Pen { points, .. } if points.is_empty() => Err(RefusalReason::Empty),
        Mark::Pen { points, .. } if points.len() > PIECE_POINTS => Err(RefusalReason::TooLong),
        Mark::Pen { .. } | Mark::Arrow { .. } | Mark::Pointer { .. } => Ok(()),
    }
}
