//! Which seat is in which receive slot.

use std::collections::BTreeMap;

use talkspace_model::{SeatId, SlotAssignment, SlotId};

/// A seat's hold on a slot.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Hold {
    seat: SeatId,
    turn: u32,
}

/// The slots that hold somebody. No seat is ever in two slots of one kind.
#[derive(Debug, Default)]
pub struct Slots {
    holds: BTreeMap<SlotId, Hold>,
}

/// What follows from new assignments: first everything that changes on the page, then the slots that are ready.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct Moves {
    pub(crate) assign: Vec<SlotAssignment>,
    pub(crate) ready: Vec<SlotAssignment>,
}

impl Slots {
    pub fn iter(&self) -> impl Iterator<Item = SlotAssignment> {
        self.holds.iter().map(|(slot, hold)| assignment(*slot, *hold))
    }

    /// Applies what the server says changed.
    pub(crate) fn apply(&mut self, changes: &[SlotAssignment]) -> Moves {
        let mut moves = Moves::default();
        for change in changes {
            self.apply_one(*change, &mut moves);
        }
        moves.ready.retain(|ready| self.holds.get(&ready.slot).is_some_and(|hold| hold.turn == ready.turn));
        moves
    }

    /// Applies a snapshot: what it does not name is empty. Every slot is reported ready once more, for the word that it
    /// is may have been lost with the old socket.
    pub(crate) fn replace(&mut self, all: &[SlotAssignment]) -> Moves {
        let named = |slot: SlotId| all.iter().any(|named| named.slot == slot);
        let gone: Vec<SlotAssignment> = self.iter().filter(|held| !named(held.slot)).collect();
        let mut changes: Vec<SlotAssignment> = gone.into_iter().map(emptied).collect();
        changes.extend(all);
        self.apply(&changes)
    }

    /// Empties all slots, for a new peer connection.
    pub(crate) fn clear(&mut self) -> Vec<SlotAssignment> {
        std::mem::take(&mut self.holds).into_iter().map(|(slot, hold)| emptied(assignment(slot, hold))).collect()
    }

    fn apply_one(&mut self, change: SlotAssignment, moves: &mut Moves) {
        let Some(seat) = change.seat else {
            if self.holds.remove(&change.slot).is_some() {
                moves.assign.push(change);
            }
            return;
        };
        self.leave_others(seat, change.slot, moves);
        let hold = Hold { seat, turn: change.turn };
        if self.holds.insert(change.slot, hold) != Some(hold) {
            moves.assign.push(change);
        }
        moves.ready.push(change);
    }

    /// Takes the seat out of other slots of the kind: the server moved it and its word on the old slot is to come.
    fn leave_others(&mut self, seat: SeatId, slot: SlotId, moves: &mut Moves) {
        let is_other =
            |held: &SlotAssignment| held.slot.kind == slot.kind && held.slot != slot && held.seat == Some(seat);
        let others: Vec<SlotAssignment> = self.iter().filter(is_other).collect();
        for other in others {
            self.holds.remove(&other.slot);
            moves.assign.push(emptied(other));
        }
    }
}

fn assignment(slot: SlotId, hold: Hold) -> SlotAssignment {
    SlotAssignment { slot, seat: Some(hold.seat), turn: hold.turn }
}

fn emptied(held: SlotAssignment) -> SlotAssignment {
    SlotAssignment { seat: None, ..held }
}

#[cfg(test)]
mod tests {
    use talkspace_model::SlotKind;

    use super::*;

    fn put(index: u8, seat: u32, turn: u32) -> SlotAssignment {
        SlotAssignment { slot: SlotId::new(SlotKind::Video, index), seat: Some(SeatId(seat)), turn }
    }

    fn empty(index: u8, turn: u32) -> SlotAssignment {
        SlotAssignment { slot: SlotId::new(SlotKind::Video, index), seat: None, turn }
    }

    #[test]
    fn a_seat_that_moves_leaves_its_old_slot_first() {
        let mut slots = Slots::default();
        slots.apply(&[put(0, 7, 1)]);
        let moves = slots.apply(&[put(1, 7, 1), empty(0, 2)]);
        assert_eq!(moves, Moves { assign: vec![empty(0, 1), put(1, 7, 1)], ready: vec![put(1, 7, 1)] });
        assert_eq!(slots.iter().collect::<Vec<_>>(), vec![put(1, 7, 1)]);
    }

    #[test]
    fn two_seats_that_swap_end_where_the_server_says() {
        let mut slots = Slots::default();
        slots.apply(&[put(0, 7, 1), put(1, 8, 1)]);
        let moves = slots.apply(&[put(0, 8, 2), put(1, 7, 2)]);
        assert_eq!(moves.ready, vec![put(0, 8, 2), put(1, 7, 2)]);
        assert_eq!(slots.iter().collect::<Vec<_>>(), vec![put(0, 8, 2), put(1, 7, 2)]);
    }

    #[test]
    fn a_snapshot_empties_what_it_does_not_name_and_reports_the_rest_ready_again() {
        let mut slots = Slots::default();
        slots.apply(&[put(0, 7, 1), put(1, 8, 1)]);
        let moves = slots.replace(&[put(1, 8, 1)]);
        assert_eq!(moves, Moves { assign: vec![empty(0, 1)], ready: vec![put(1, 8, 1)] });
    }
}
