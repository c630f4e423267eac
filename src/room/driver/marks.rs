//! Marks on shared screens, the own ones and those of the others.

use leptos::prelude::*;
use talkspace_call::Input;
use talkspace_model::SeatId;
use talkspace_signal::Mark;

use super::{Machine, clock};
use crate::room::state::RoomStateStoreFields;

impl Machine {
    /// Shows at once what this person draws, and sends it.
    pub(super) fn mark(&mut self, seat: SeatId, mark: Mark) {
        if let Some(me) = self.call.me() {
            self.show_mark(me, seat, mark.clone());
        }
        self.tell(Input::Mark { seat, mark });
    }

    pub(super) fn show_mark(&self, from: SeatId, seat: SeatId, mark: Mark) {
        self.state.marks().update(|marks| marks.add(from, seat, mark, clock::now()));
    }

    /// Takes away what has been there for long enough.
    pub(super) fn age_marks(&self) {
        let now = clock::now();
        if self.state.marks().with_untracked(|marks| marks.are_due(now)) {
            self.state.marks().update(|marks| marks.age(now));
        }
    }
}
