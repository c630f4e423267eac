//! Raised hands stand in a queue: who raised first is first.

use leptos::prelude::*;
use reactive_stores::Store;
use talkspace_model::{SeatId, Timestamp};

use super::state::{Person, RoomState, RoomStateStoreFields};

/// The seats with raised hands in the order they were raised; made once, for every tile asks for its place.
#[derive(Debug, Clone, Copy)]
struct Queue(Memo<Vec<SeatId>>);

pub(super) fn provide_queue(state: Store<RoomState>) {
    provide_context(Queue(Memo::new(move |_| state.people().with(|people| queue(people)))));
}

/// The place of somebody's hand, from 1; 0 while it is down.
pub(super) fn place_of(seat: impl Fn() -> Option<SeatId> + Send + Sync + 'static) -> Memo<usize> {
    let Queue(queue) = expect_context();
    Memo::new(move |_| {
        let seat = seat();
        queue.with(|queue| queue.iter().position(|held| Some(*held) == seat).map_or(0, |before| before + 1))
    })
}

fn queue(people: &[Person]) -> Vec<SeatId> {
    let mut raised: Vec<(Timestamp, SeatId)> =
        people.iter().filter_map(|person| Some((person.hand?, person.seat))).collect();
    raised.sort_unstable();
    raised.into_iter().map(|(_, seat)| seat).collect()
}
